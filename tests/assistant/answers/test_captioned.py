"""The rows of a table whose name was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answers.captioned import rows_below
from ingest.documents import Span
from ingest.embed import Embedder
from tests.assistant.answers.saltby import saltby
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, opened, quotes

OFFENCES, MONEY, GROUPS = "Table 1: Offences by parish", "Who puts in what, in pounds", "Table 2: The groups that deliver the plan"
COUNTS = "Table 3: What we count"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from saltby(tmp_path_factory.mktemp("saltby"), embedder)


def span_of(desk: Desk, words: str) -> Span:
    start = desk.snapshot.page("saltby-2025", 1).text.index(words)
    return Span("saltby-2025", 1, start, start + len(words))


def rows(desk: Desk, name: str, question: str, *found: str) -> list[str] | None:
    """The first words of each row that is told below the name and the names of the columns."""
    claims = rows_below(span_of(desk, name), [span_of(desk, words) for words in found], desk.understood(question), desk.snapshot)
    text = desk.snapshot.page("saltby-2025", 1).text
    return None if claims is None else [text[claim.spans[0].start : claim.spans[0].end].split("\t")[0] for claim in claims if claim.item]


@pytest.mark.parametrize(
    ("name", "question", "told"),
    [
        (OFFENCES, "How many offences were there in Netherwick?", ["Netherwick"]),
        (OFFENCES, "crime in Quayside, up or down?", ["Quayside"]),
        (OFFENCES, "Did offences fall in Upper Saltby", ["Upper Saltby"]),
        (OFFENCES, "what was the figure for the whole district", ["Whole district"]),
        (COUNTS, "How many engines were taken?", ["Engines taken"]),
        (COUNTS, "what are they aiming for on nets being cut", ["Nets cut"]),
        (COUNTS, "where should shoplifting get to", ["Shop theft"]),
        (COUNTS, "How many drunk people do they want to see?", ["Drunk and disorderly"]),
        (COUNTS, "how far is the number of lamps that are out to come down", ["Lamps out"]),
        (COUNTS, "What is the goal for dogs off the lead?", ["Dogs off the lead"]),
        (COUNTS, "how many swimmers get a talk", ["Swimmers given a talk"]),
        (GROUPS, "Who is the chair of the Roads Group?", ["Roads Group"]),
        (MONEY, "How much does the Harbour Board put in?", ["Harbour Board"]),
    ],
)
def test_the_row_that_holds_the_questions_words_is_told(desk: Desk, name: str, question: str, told: Sequence[str]) -> None:
    assert rows(desk, name, question) == told


@pytest.mark.parametrize(
    ("name", "question"),
    [
        (OFFENCES, "Which parish is the safest?"),
        (OFFENCES, "Only one parish had fewer offences than before. Which?"),
        (OFFENCES, "where is crime highest"),
        (OFFENCES, "How do the four lines add up?"),
        (OFFENCES, "compare the parishes"),
        (GROUPS, "who chairs each of the groups"),
        (GROUPS, "Who chairs the three groups?"),
        (GROUPS, "who is in charge of all the groups"),
        (MONEY, "Who pays most?"),
        (MONEY, "How is the pot split?"),
    ],
)
def test_rows_set_against_each_other_are_told_together(desk: Desk, name: str, question: str) -> None:
    assert len(rows(desk, name, question) or ()) == {OFFENCES: 4, MONEY: 3, GROUPS: 3}[name]


@pytest.mark.parametrize(
    "question",
    [
        "Who hasn't said yet what they'll put in for 2026/27?",
        "Whose money is not agreed?",
        "which sums are still to be confirmed",
        "whose share is undecided",
        "Who has not committed anything yet?",
        "What hasn't been agreed?",
    ],
)
def test_what_is_not_settled_is_read_off_the_cells(desk: Desk, question: str) -> None:
    assert rows(desk, MONEY, question) == ["Saltby Town Council", "Lifeboat Trust"]


def test_rows_that_were_found_stand_for_a_table_no_row_of_which_is_named(desk: Desk) -> None:
    assert rows(desk, COUNTS, "How is it going?", "Calls about noise") == ["Calls about noise"]
    assert rows(desk, COUNTS, "How is it going?") == []


def test_a_short_table_is_told_whole_where_no_row_is_named(desk: Desk) -> None:
    assert rows(desk, MONEY, "How is it going?") == ["Harbour Board", "Saltby Town Council", "Lifeboat Trust"]


def test_the_names_of_the_columns_stand_above_the_rows(desk: Desk) -> None:
    claims = rows_below(span_of(desk, OFFENCES), [], desk.understood("offences in Netherwick"), desk.snapshot)
    assert claims is not None
    text = desk.snapshot.page("saltby-2025", 1).text
    assert [text[claim.spans[0].start : claim.spans[0].end].split("\t")[0] for claim in claims] == [OFFENCES, "Parish", "Netherwick"]


@pytest.mark.parametrize(
    "words", ["The lamps on the Ropewalk were mended in May.", "Figure 1: Where people feel unsafe", "Saltby Town Council"]
)
def test_what_names_no_table_is_left_alone(desk: Desk, words: str) -> None:
    assert rows(desk, words, "How many lamps?") is None


def test_an_answer_never_ends_with_a_bare_name(desk: Desk) -> None:
    answer = desk.ask("How many people in Saltby count offences by parish?")
    assert OFFENCES not in quotes(answer) or [quote for quote in quotes(answer) if quote.startswith("Parish")]


REACHING = """<html><head><title>Pellham Market Plan 2025-2028</title></head><body><h1>Pellham Market Plan 2025-2028</h1><h2>Gates</h2>
<p>Table 1: Gates and who looks after them</p>
<table><tr><th>Gate</th><th>Who looks after it</th><th>Key</th></tr>
<tr><td rowspan="2">North gate</td><td rowspan="2">Rangers</td><td></td></tr><tr><td>Brass</td></tr>
<tr><td>South gate</td><td>Porters</td><td>Iron</td></tr></table></body></html>"""


def test_a_row_of_which_every_cell_reaches_over_the_next_is_no_error(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "pellham.html").write_text(REACHING, encoding="utf-8")
    for pellham in opened([tmp_path / "documents"], tmp_path / "index", embedder):
        answer = pellham.ask("Who looks after the gates of the market in Pellham?")
        assert any("North gate" in quote for quote in quotes(answer))


def test_what_stands_in_no_block_names_no_table(desk: Desk) -> None:
    beyond = len(desk.snapshot.page("saltby-2025", 1).text) + 10
    assert rows_below(Span("saltby-2025", 1, beyond, beyond + 3), [], desk.understood("How is it going?"), desk.snapshot) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the current target set for engines taken?", ["Engines taken"]),
        ("What is the recent figure known for nets cut", ["Nets cut"]),
        ("which different level was agreed for shop theft?", ["Shop theft"]),
    ],
)
def test_a_word_that_ends_like_not_asks_for_nothing_open(desk: Desk, question: str, told: Sequence[str]) -> None:
    assert rows(desk, COUNTS, question) == told


def test_the_topic_chooses_among_what_is_not_settled(desk: Desk) -> None:
    assert rows(desk, MONEY, "What hasn't been agreed for the lifeboat?") == ["Lifeboat Trust"]


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What worried people in Tarnbrook most? The top four please.", ["", "2", "3", "4"]),
        ("how many households in Tarnbrook put litter first", ["2"]),
        ("Who was asked in Tarnbrook?", None),
    ],
)
def test_a_sentence_that_points_at_a_table_brings_the_rows_that_are_asked_about(
    polled: Desk, question: str, told: list[str] | None
) -> None:
    words, page = "The results are set out in the table below.", polled.snapshot.page("tarnbrook-2023", 1).text
    span = Span("tarnbrook-2023", 1, page.index(words), page.index(words) + len(words))
    claims = rows_below(span, (), polled.understood(question), polled.snapshot)
    if told is None:
        assert claims is None
        return
    assert claims is not None and claims[0].spans == (span,)
    rows = [page[claim.spans[0].start : claim.spans[0].end].split("\t") for claim in claims if claim.item]
    assert [row[0] if row[0].isdigit() else "" for row in rows] == told
    assert rows[0][0] in ("Speeding", "2"), "the first row has no number"
