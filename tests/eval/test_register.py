"""The register's measure: an entry that is not one is as wrong as one that is missing, and the doubtful count neither way."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import QuestionError, SetSkipped
from eval.register import Label, agrees, compare, judge, label_files, overlap, table_of
from ingest.documents import Page, Reading, Span
from ingest.register import Entry, EntryKind

TEXT = "Burglary and parks, 12 cases in 2024"
READING = Reading((Page(1, TEXT, origin=tuple(range(len(TEXT)))),))


def places(start: int, end: int) -> frozenset[tuple[int, int]]:
    return frozenset((1, at) for at in range(start, end) if not TEXT[at].isspace())


def label(id: str, start: int, end: int, kind: EntryKind = EntryKind.PRIORITY, doubtful: bool = False, **fields: str) -> Label:
    return Label(id, kind, fields, (places(start, end),), doubtful, None)


def entry(id: str, start: int, end: int, kind: EntryKind = EntryKind.PRIORITY, whose: str = "own", **fields: str) -> Entry:
    return Entry(id, "plan", kind, 0, TEXT[start:end], fields, (Span("plan", 1, start, end),), whose=whose)


def test_what_is_missed_and_what_is_wrong_stand_side_by_side() -> None:
    labels = [label("a", 0, 8, name="Burglary", whose="own"), label("b", 13, 18, name="parks", whose="own")]
    judged = compare("plan", labels, [entry("1", 0, 8, name="Burglary"), entry("2", 9, 12, name="and")], READING)
    score = judged.scores["priority"]
    assert (score.precision, score.recall) == (0.5, 0.5)
    assert ([one.id for one in judged.missed], [one.id for one in judged.wrong]) == (["b"], ["2"])


def test_a_doubtful_label_is_neither_required_nor_wrong() -> None:
    labels = [label("a", 0, 8, name="Burglary", whose="own"), label("b", 13, 18, doubtful=True, name="parks", whose="mayor")]
    with_it = compare("plan", labels, [entry("1", 0, 8, name="Burglary"), entry("2", 13, 18, name="parks")], READING)
    without = compare("plan", labels, [entry("1", 0, 8, name="Burglary")], READING)
    for judged in (with_it, without):
        assert (judged.scores["priority"].precision, judged.scores["priority"].recall) == (1.0, 1.0)


def test_the_number_of_a_figure_is_it_with_its_unit_or_without() -> None:
    number, wide = label("a", 20, 22, EntryKind.FIGURE, value="12"), label("a", 20, 28, EntryKind.FIGURE, value="12")
    for one in (number, wide):
        judged = compare("plan", [one], [entry("1", 20, 28, EntryKind.FIGURE, value="12")], READING)
        assert judged.scores["figure"].recall == 1.0
    other = compare("plan", [number], [entry("1", 9, 28, EntryKind.FIGURE, value="12")], READING)
    assert other.scores["figure"].recall == 0.0


def test_whose_it_is_must_be_right() -> None:
    assert not agrees(label("a", 0, 8, name="Burglary", whose="mayor"), entry("1", 0, 8, name="Burglary"))
    assert agrees(label("a", 0, 8, name="Burglary", whose="mayor"), entry("1", 0, 8, name="Burglary", whose="mayor"))


def test_a_cell_must_stand_in_the_right_row_column_unit_and_period() -> None:
    fields = {"value": "12", "row": "Parks", "column": "2024", "unit": "cases", "period": "2024"}
    cell = label("a", 20, 22, EntryKind.FIGURE, **fields)
    assert agrees(cell, entry("1", 20, 22, EntryKind.FIGURE, **fields))
    for name in ("row", "column", "unit", "period", "value"):
        assert not agrees(cell, entry("1", 20, 22, EntryKind.FIGURE, **{**fields, name: "other"}))


@pytest.mark.parametrize("said", ["per 1,000 people", "for every 1,000 people", "for each 1,000 people", "in every 1,000 people"])
def test_a_rate_in_other_words_is_the_same(said: str) -> None:
    fields = {"value": "12", "row": "Parks", "column": "2024", "period": "2024"}
    cell = label("a", 20, 22, EntryKind.FIGURE, unit="per 1,000 people", **fields)
    assert agrees(cell, entry("1", 20, 22, EntryKind.FIGURE, unit=said, **fields))
    assert not agrees(cell, entry("1", 20, 22, EntryKind.FIGURE, unit=said.replace("people", "homes"), **fields))


@pytest.mark.parametrize(("start", "end", "share"), [(0, 8, 1.0), (0, 4, 0.5), (0, 18, 8 / 16), (20, 22, 0.0)])
def test_overlap_is_the_smaller_of_both_shares(start: int, end: int, share: float) -> None:
    assert overlap([places(0, 8)], [places(start, end)]) == pytest.approx(share)


def test_one_entry_answers_for_one_label_only() -> None:
    labels = [label("a", 0, 8, name="Burglary", whose="own"), label("b", 0, 8, name="Burglary", whose="own")]
    score = compare("plan", labels, [entry("1", 0, 8, name="Burglary")], READING).scores["priority"]
    assert (score.precision, score.recall) == (1.0, 0.5)


def test_precision_and_recall_stand_in_one_row() -> None:
    judged = compare("plan", [label("a", 0, 8, name="Burglary", whose="own")], [], READING)
    assert table_of([judged])[1:] == [("plan", "priority", "1", "0", "–", "0.00", "–")]


def test_a_document_that_is_not_here_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(SetSkipped, match="is not in"):
        judge(label_files()[0], [tmp_path])


def test_labels_that_cannot_be_used_name_the_entry(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    leaflet = Path(__file__).parents[1] / "documents" / "leaflet.pdf"
    import hashlib

    digest = hashlib.sha256(leaflet.read_bytes()).hexdigest()
    file.write_text(
        f"document: leaflet\nsha256: {digest}\nentries:\n- {{kind: nonsense, id: a, fields: {{}}, spans: []}}\n", encoding="utf-8"
    )
    with pytest.raises(QuestionError, match=r"bad\.yaml: entry 1"):
        judge(file, [leaflet.parent])
