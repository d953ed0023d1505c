"""Who chairs a body: the register's sentence comes first, once, and only where one body is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.who import names_no_chair, with_chair, with_names
from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim
from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened
from tests.assistant.test_cite import span_of

MARWICK = "The Safer Marwick Partnership Board is chaired by the Director of Public Protection and meets four times a year."
EASTMERE = "The Eastmere Safety Board is chaired by Councillor Ines Abernathy and meets every two months."
TOWN = "The Town Centre Group reports to the partnership twice a year and is chaired by the Licensing Manager."
MARAC = "The Multi-Agency Risk Assessment Conference (MARAC) brings agencies together for the victims who are at the highest risk."
OTHER = {
    "marwick-2022": "Street lighting was the matter they raised most often.",
    "marwick-2018": "In 2017 there were 702 reports of hate crime to the police in Marwick.",
    "eastmere-2026": "Two wardens patrol the seafront from Easter to the end of September.",
}


def drafted(desk: Desk, document_id: str, *quotes: str) -> Draft:
    spans = [span_of(desk, document_id, words) for words in quotes]
    return Draft(tuple(DraftClaim(Basis.QUOTED, (span,)) for span in spans), AnsweredBy.EXTRACT)


def told(desk: Desk, question: str, draft: Draft) -> list[str]:
    """What a draft quotes once it is led by the chair's sentence."""
    spans = [span for claim in with_chair(draft, desk.understood(question), desk.snapshot).claims for span in claim.spans]
    return [desk.snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("question", "document_id", "sentence"),
    [
        ("Who chairs the Safer Marwick Partnership Board?", "marwick-2022", MARWICK),
        ("Who is in charge of the board in Marwick in 2022?", "marwick-2022", MARWICK),
        ("Who leads the Eastmere Safety Board?", "eastmere-2026", EASTMERE),
        ("who runs the safety board in eastmere", "eastmere-2026", EASTMERE),
        ("Who heads the town centre group in Marwick in 2018?", "marwick-2018", TOWN),
    ],
)
def test_the_sentence_that_names_the_chair_comes_first(councils: Desk, question: str, document_id: str, sentence: str) -> None:
    other = OTHER[document_id]
    assert told(councils, question, drafted(councils, document_id, other)) == [sentence, other]


@pytest.mark.parametrize(
    ("question", "quote", "nobody"),
    [
        ("So who chairs the board in Marwick, and who else sits on it?", OTHER["marwick-2022"], True),
        ("So who chairs the board in Marwick, and who else sits on it?", MARWICK, False),
        ("Which board in Marwick has a chair?", OTHER["marwick-2022"], False),
    ],
)
def test_where_nothing_speaks_of_a_chair_nobody_is_named(councils: Desk, question: str, quote: str, nobody: bool) -> None:
    draft = drafted(councils, "marwick-2022", quote)
    assert names_no_chair(draft, councils.understood(question), councils.snapshot) is nobody


def test_it_is_not_quoted_twice(councils: Desk) -> None:
    other = OTHER["marwick-2022"]
    draft = drafted(councils, "marwick-2022", other, MARWICK, MARAC)
    assert told(councils, "Who chairs the Safer Marwick Partnership Board?", draft) == [MARWICK, other, MARAC]


def test_where_it_leads_already_nothing_changes(councils: Desk) -> None:
    draft = drafted(councils, "marwick-2022", MARWICK, OTHER["marwick-2022"])
    question = councils.understood("Who chairs the Safer Marwick Partnership Board?")
    assert with_chair(draft, question, councils.snapshot) == draft


@pytest.mark.parametrize(
    "question",
    [
        "When does the Safer Marwick Partnership Board meet?",
        "Who chairs the swimming club in Marwick?",
        "Who chairs the board of the hospital?",
        "Who chairs the boards of Marwick and Eastmere?",
        "Who chairs the Larkspur committee?",
        "Who chairs the MARAC in Marwick?",
        "Who chairs the safety board in Northcombe?",
    ],
)
def test_where_no_one_body_is_meant_nothing_changes(councils: Desk, question: str) -> None:
    draft = drafted(councils, "marwick-2022", OTHER["marwick-2022"])
    assert with_chair(draft, councils.understood(question), councils.snapshot) == draft


def test_what_else_a_draft_holds_stays(councils: Desk) -> None:
    draft = Draft(drafted(councils, "marwick-2022", OTHER["marwick-2022"]).claims, AnsweredBy.EXTRACT, ("And then?",), partly=True)
    led = with_chair(draft, councils.understood("Who chairs the Safer Marwick Partnership Board?"), councils.snapshot)
    assert (led.by, led.suggestions, led.partly) == (draft.by, draft.suggestions, draft.partly)
    assert led.claims[1:] == draft.claims


SIGNED = """# Ottery Quay Safety Plan 2025-2028

## Foreword

We want the quay to be safe at every hour.

Councillor Tamsin Yarrow

Chair of the Ottery Quay Safety Board

Chief Inspector Rufus Pell

Vice-chair of the Ottery Quay Safety Board

The board meets in the old customs house.

Member organisations pay for the board.
"""


@pytest.fixture(scope="module")
def ottery(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("ottery") / "documents"
    folder.mkdir()
    (folder / "ottery.md").write_text(SIGNED, encoding="utf-8")
    yield from opened([folder], folder.parent / "index", embedder)


@pytest.mark.parametrize(
    ("question", "quoted", "told"),
    [
        ("Who chairs the board?", "Chair of the Ottery Quay Safety Board", "Councillor Tamsin Yarrow"),
        ("who is the vice-chair", "Vice-chair of the Ottery Quay Safety Board", "Chief Inspector Rufus Pell"),
        ("Who meets in the customs house?", "The board meets in the old customs house.", "The board meets"),
        ("Who pays?", "Member organisations pay for the board.", "Member organisations"),
        ("What is printed at the front?", "Chair of the Ottery Quay Safety Board", "Chair of the"),
    ],
)
def test_an_office_below_a_name_is_told_with_the_name(ottery: Desk, question: str, quoted: str, told: str) -> None:
    draft = drafted(ottery, "ottery", quoted)
    (claim,) = with_names(draft, ottery.understood(question), ottery.snapshot).claims
    (span,) = claim.spans
    words = ottery.snapshot.page("ottery", span.page).text[span.start : span.end]
    assert words.startswith(told)
    assert words.endswith(quoted)


HEADED = """# Nettle Bay Safety Plan 2025-2028

## Who we are

Leader of the Council

Councillor Tamsin Yarrow

Borough Commander

Chief Inspector Rufus Pell

Director of Public Health

Dr Ines Vane

## Who signs

Councillor Odo Marsh

Leader of the Opposition

Mrs Petra Lind
"""


@pytest.mark.parametrize("office", ["Borough Commander", "Director of Public Health", "Leader of the Opposition"])
def test_a_name_above_an_office_is_not_its_holders_where_names_may_stand_below(office: str, tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "nettle.md").write_text(HEADED, encoding="utf-8")
    for nettle in opened([tmp_path / "documents"], tmp_path / "index", embedder):
        draft = drafted(nettle, "nettle", office)
        assert with_names(draft, nettle.understood(f"Who is the {office}?"), nettle.snapshot) == draft
