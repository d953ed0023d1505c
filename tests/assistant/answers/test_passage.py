"""Sentences, list items and rows that answer, in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from assistant.answer import read_closely
from assistant.answers.passage import FLOOR_SHORT, LONGEST, MOST_PIECES, WELL_OF_ANOTHER, quote_pieces
from assistant.conversation import AnsweredBy, Basis, Status
from ingest.embed import Embedder
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk, cited, opened, quotes


@pytest.mark.parametrize(
    ("question", "document_id", "first"),
    [
        ("What is Marwick's target for repeat victims at MARAC?", "marwick-2022", "24.2%"),
        ("How many people answered the survey in Marwick?", "marwick-2022", "1,246"),
        ("How much does the council pay towards the partnership in Marwick?", "marwick-2022", "£312,000"),
        ("Who chairs the board in Eastmere?", "eastmere-2026", "Ines Abernathy"),
        ("How many video doorbells does Eastmere lend out?", "eastmere-2026", "75"),
        ("How many reports of hate crime were there in Marwick in 2017?", "marwick-2018", "702"),
        ("What do volunteers with speed guns do in Northcombe?", "northcombe-digest", "eleven villages"),
        ("How many licensed premises did the Eastmere committee visit?", "eastmere-scrutiny", "14"),
    ],
)
def test_the_first_thing_said_answers(councils: Desk, question: str, document_id: str, first: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.EXTRACT)
    # A row of several figures stands below the names of its columns.
    assert any(first in claim.text for claim in answer.claims[:2])
    assert answer.citations[0].document_id == document_id
    assert all(claim.basis is Basis.QUOTED for claim in answer.claims)


def test_a_row_is_quoted_whole_from_its_page(councils: Desk) -> None:
    head, first = councils.ask("What is Marwick's target for repeat victims at MARAC?").citations[:2]
    assert "Target" in head.quote and head.page == first.page
    assert first.quote.split("\t") == ["Repeat victims at MARAC", "31.5%", "24.2%"]
    assert (first.page, first.page_label) == (3, "2")


def test_a_list_is_quoted_whole(councils: Desk) -> None:
    answer = councils.ask("What does the Eastmere scrutiny report recommend?")
    assert cited(answer) == {"eastmere-scrutiny"}
    for words in ("spiked drinks", "taxi marshals", "closed premises"):
        assert [quote for quote in quotes(answer) if words in quote]


def test_a_digests_reference_is_told_by_the_citation_not_quoted(councils: Desk) -> None:
    answer = councils.ask("Who registers the serial numbers of tractors in Northcombe?")
    assert "published:" not in answer.answer
    assert answer.citations[0].published == "paragraph 3.4, page 6"


@pytest.mark.parametrize("question", ["burglary", "Tell me about the seafront in Eastmere", "What will Marwick do about burglary?"])
def test_an_answer_is_short_and_says_nothing_twice(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    of = {citation.number: citation.document_id for citation in answer.citations}
    # Two documents may call their parts alike; a part's name may stand again above what of it is told aside.
    lines = answer.answer.split("\n")
    names = {line.split(" [")[0] for line, below in zip(lines, lines[1:], strict=False) if below.startswith("- ")}
    said = [(claim.text, of[claim.citations[0]]) for claim in answer.claims if claim.text not in names]
    assert len(said) == len(set(said))
    places = sorted((citation.document_id, citation.page or 1, citation.start, citation.end) for citation in answer.citations)
    for one, two in zip(places, places[1:], strict=False):
        assert one[:2] != two[:2] or one[3] <= two[2]


def test_sentences_keep_to_the_length_of_an_answer(councils: Desk) -> None:
    understood = councils.understood("Who does what in Marwick?")
    found = councils.found(understood)
    reading = read_closely(found, councils.snapshot, councils.embedder)
    draft = quote_pieces(understood, reading.pieces, np.ones(len(reading.pieces)), councils.snapshot)
    assert draft is not None
    single = [claim for claim in draft.claims if not claim.item]
    assert len(single) <= MOST_PIECES
    assert sum(claim.spans[0].end - claim.spans[0].start for claim in single[1:]) <= LONGEST


def test_nothing_found_is_no_draft(councils: Desk) -> None:
    assert quote_pieces(councils.understood("pools"), (), np.zeros(0), councils.snapshot) is None


def test_what_fits_far_less_than_the_best_is_left_out(councils: Desk) -> None:
    question = "How many people answered the survey in Marwick?"
    understood = councils.understood(question)
    reading = councils.read(question)
    fitness = np.full(len(reading.pieces), FLOOR_SHORT)
    fitness[3] = 0.9
    draft = quote_pieces(understood, reading.pieces, fitness, councils.snapshot)
    assert draft is not None
    assert [claim.spans for claim in draft.claims] == [(span,) for span in reading.pieces[3].spans]


def test_documents_set_side_by_side_each_have_their_say(councils: Desk) -> None:
    answer = councils.ask("How do Marwick and Eastmere compare on burglary?")
    assert {"marwick-2022", "eastmere-2026"} <= cited(answer)


def test_a_list_that_was_not_asked_for_is_left_out(councils: Desk) -> None:
    answer = councils.ask("How many people answered the survey in Marwick?")
    assert not [quote for quote in quotes(answer) if "Young people at risk" in quote]


def test_where_nothing_fits_well_only_the_best_is_said(councils: Desk) -> None:
    question = "Tell me of the survey in Marwick"
    reading = councils.read(question)
    fitness = np.full(len(reading.pieces), FLOOR_SHORT - 0.001)
    fitness[3] = FLOOR_SHORT
    draft = quote_pieces(councils.understood(question), reading.pieces, fitness, councils.snapshot)
    assert draft is not None
    assert [claim.spans for claim in draft.claims] == [(span,) for span in reading.pieces[3].spans]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Foreword", False),
        ("*Counted in another way here.", False),
        ("12", False),
        ("Working together", False),
        ("Tel: 0300 555 0100", True),
        ("The board met.", True),
    ],
)
def test_the_name_of_a_part_and_a_bare_number_say_nothing(councils: Desk, words: str, said: bool) -> None:
    question = "Tell me of the survey in Marwick"
    pieces = list(councils.read(question).pieces)
    place = next(place for place, piece in enumerate(pieces) if not (piece.row or piece.item or piece.whole))
    pieces[place] = replace(pieces[place], words=words)
    fitness = np.full(len(pieces), 0.5)
    fitness[place] = 0.9
    draft = quote_pieces(councils.understood(question), pieces, fitness, councils.snapshot)
    assert draft is not None
    assert (draft.claims[0].spans == (pieces[place].spans[0],)) is said


@pytest.mark.parametrize(("words", "said"), [("Yes\tNo\tNo", False), ("Repeat victims at MARAC\tNo", True)])
def test_a_row_of_nothing_but_yes_and_no_says_nothing(councils: Desk, words: str, said: bool) -> None:
    question = "What is Marwick's target for repeat victims at MARAC?"
    pieces = list(councils.read(question).pieces)
    place = next(place for place, piece in enumerate(pieces) if piece.row)
    pieces[place] = replace(pieces[place], words=words)
    fitness = np.full(len(pieces), 0.5)
    fitness[place] = 0.9
    draft = quote_pieces(councils.understood(question), pieces, fitness, councils.snapshot)
    assert draft is not None
    assert any(span.overlaps(pieces[place].spans[0]) for claim in draft.claims for span in claim.spans) is said


@pytest.mark.parametrize(("share", "told"), [(0.09, True), (0.02, False)])
def test_a_brief_piece_in_the_askers_words_needs_to_fit_less(councils: Desk, share: float, told: bool) -> None:
    question = "What do volunteers with speed guns do in Northcombe?"
    pieces = list(councils.read(question).pieces)
    best = max(range(len(pieces)), key=lambda place: len(pieces[place].words))
    brief = next(place for place, piece in enumerate(pieces) if place != best and not piece.overlaps(pieces[best]))
    pieces[best] = replace(pieces[best], words="Much else is said of other matters. " * 30)
    pieces[brief] = replace(pieces[brief], words="Volunteers check speed on main roads.")
    fitness = np.full(len(pieces), 0.001)
    fitness[best], fitness[brief] = 0.9, 0.9 * share
    draft = quote_pieces(councils.understood(question), pieces, fitness, councils.snapshot)
    assert draft is not None
    assert any(claim.spans == pieces[brief].spans for claim in draft.claims) is told


@pytest.mark.parametrize(
    "question",
    [
        "Did burglary in Brackwater go up or down?",
        "break-ins in brackwater, before and after counts?",
        "How did the burglary count in Brackwater change between the two years?",
        "How many burglaries were there in Brackwater, and how far was that down?",
    ],
)
def test_of_a_table_the_rows_that_are_asked_about(scored: Desk, question: str) -> None:
    said = [claim.text for claim in scored.ask(question).claims]
    assert said[0].startswith("Offence") and said[1].startswith("Burglary")
    assert not any(claim.startswith(("Arson", "Total recorded crime")) for claim in said)


def test_all_rows_where_a_list_is_asked_for(scored: Desk) -> None:
    said = [claim.text for claim in scored.ask("Which offences are in the table for Brackwater?").claims]
    assert all(any(claim.startswith(name) for claim in said) for name in ("Burglary", "Arson"))


HARTLEA = """# Hartlea Safety Plan 2026-2029

## Evenings

A late opening charge on pubs begins in June. It pays for marshals at the taxi rank.

## Money

The police commissioner gave the partnership £210,000 over two years. It is paid in equal parts of £105,000 a year.

## Lamps

The lamp fund holds £4,000.

## Homes

In one house in Mill Lane 17 people shared four rooms. They were moved to safe homes within the week.

## Where to find us

Safety Team, Market Hall, Hartlea, HA9 4QX
"""


@pytest.fixture(scope="module")
def hartlea(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("hartlea")
    (folder / "hartlea.md").write_text(HARTLEA, encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "hartlea"\ntitle = "Hartlea Safety Plan 2026-2029"\nfile = "hartlea.md"\nkind = "plan"\narea = "Hartlea"\n',
        encoding="utf-8",
    )
    yield from opened([folder], folder.parent / f"{folder.name}-index", embedder)


def test_an_amount_of_something_else_is_no_answer(hartlea: Desk) -> None:
    assert "£" not in hartlea.ask("How much does the late opening charge cost a pub in Hartlea?").answer
    assert "£210,000" in hartlea.ask("How much did the police commissioner give to the Hartlea partnership?").answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What sum is set aside over two years for the lamp fund in Hartlea, and on which page is it?", "£4,000"),
        ("How much did the commissioner spend on Hartlea over two years?", "£210,000"),
    ],
)
def test_of_several_amounts_the_one_of_what_is_asked_leads(hartlea: Desk, question: str, first: str) -> None:
    pieces = hartlea.read(question).pieces
    fitness = np.array([0.9 if "£210" in piece.words else 0.8 if "£4,000" in piece.words else 0.0 for piece in pieces])
    draft = quote_pieces(hartlea.understood(question), pieces, fitness, hartlea.snapshot, aside="Less close:")
    assert draft is not None
    said = [(span, claim.above) for claim in draft.claims for span in claim.spans]
    told = [(hartlea.snapshot.page(span.document_id, span.page).text[span.start : span.end], above) for span, above in said]
    assert first in told[0][0] and not told[0][1]
    assert all(above for words, above in told[1:] if words[-9:] in ("£210,000.", "£4,000.") or "lamp fund" in words)


def test_what_another_area_says_is_told_aside_where_none_is_named(councils: Desk) -> None:
    question = "What is done about burglary?"
    pieces = councils.read(question).pieces
    prose = [(place, piece) for place, piece in enumerate(pieces) if piece.words[-1:] == "." and not re.search(r"\d", piece.words)]
    best = next(place for place, piece in prose if piece.hit.passage.document_id == "marwick-2022")
    other = next(place for place, piece in prose if piece.hit.passage.document_id == "eastmere-2026")
    fitness = np.zeros(len(pieces))
    fitness[best] = 0.9

    def aside(asked: str, share: float) -> bool:
        fitness[other] = 0.9 * share
        draft = quote_pieces(councils.understood(asked), pieces, fitness, councils.snapshot, aside="Less close:")
        assert draft is not None
        return next(bool(claim.above) for claim in draft.claims if claim.spans[0].overlaps(pieces[other].spans[0]))

    assert aside(question, 0.5 * WELL_OF_ANOTHER)
    assert not aside(question, 1.0)


def test_an_address_is_told_to_who_asks_for_one(hartlea: Desk) -> None:
    question = "Where is the safety team in Hartlea?"
    pieces = hartlea.read(question).pieces
    fitness = np.array([0.9 if "17 people" in piece.words else 0.8 if "HA9" in piece.words else 0.0 for piece in pieces])

    def told(asked: str) -> str:
        draft = quote_pieces(hartlea.understood(asked), pieces, fitness, hartlea.snapshot)
        assert draft is not None
        return " ".join(hartlea.snapshot.page(s.document_id, s.page).text[s.start : s.end] for claim in draft.claims for s in claim.spans)

    assert "HA9" in told("How many shared the house in Hartlea, and where is the safety team?")
    assert "HA9" not in told("Who owned the house in Hartlea where 17 people shared four rooms?")


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)
