"""The report: figures that stand up to a look, nothing fetched, nothing of the held-back questions unless asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.measures.names import MEASURES
from eval.measures.risk import risk_coverage
from eval.measures.statistics import Difference, Estimate
from eval.questions import QuestionSet
from eval.report.plots import bars, curves
from eval.report.summary import failed, summarise, verdict
from eval.report.tables import gap_sentence, tables
from eval.report.write import write_report
from eval.rows import Head, Row, RunFolder, System

OURS, PEER = System("ours", "Ours & theirs", 1.5, 2_000_000), System("peer", "A peer")


def row(number: int, evidence: float, held: bool = False, **detail: object) -> Row:
    measures = {"evidence_1500": evidence, "evidence_4000": evidence, "facts_1500": None, "facts_4000": evidence}
    return Row(f"t-{number:03}", "figures", "figures and tables", "resident", ("a",), held, True, measures, 0.01, detail)


def run_of(folder: Path, rows: dict[str, list[Row]], what: str = "retrieval") -> RunFolder:
    """Return a run on disk with these systems' rows."""
    ids = tuple(found.id for found in next(iter(rows.values())))
    systems = tuple(system for system in (OURS, PEER) if system.name in rows)
    run = RunFolder(folder)
    run.start(Head(what, "corpus", "d", ids, "2026-01-01T00:00:00+00:00", systems), resume=False)
    for name, found in rows.items():
        for one in found:
            run.add(name, one)
    return run


class Page(HTMLParser):
    """Notes what a browser would fetch, which ids there are and what is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(str(value))
            if name in {"src", "href", "xlink:href", "data"} and not str(value).startswith("#"):
                self.fetched.append(str(value))


@pytest.fixture
def run(questions: QuestionSet, tmp_path: Path) -> RunFolder:
    passages = [{"document_id": "a", "page": 1, "text": "<script>alert(1)</script>"}]
    ours = [row(1, 1.0), row(2, 0.5, held=True, passages=passages, missing=["42"]), row(3, 0.0, passages=passages, missing=["<b>"])]
    return run_of(tmp_path / "run", {"ours": ours, "peer": [row(1, 0.0), row(2, 0.0, held=True), row(3, 0.0)]})


def test_three_files_are_written_and_the_page_stands_alone(run: RunFolder, questions: QuestionSet) -> None:
    write_report(run, questions)
    page = Page()
    text = (run.folder / "report.html").read_text(encoding="utf-8")
    page.feed(text)
    assert page.fetched == []
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert len(page.ids) == len(set(page.ids))
    assert "svg" in page.tags
    assert "Ours &amp; theirs" in text
    assert (run.folder / "report.md").read_text(encoding="utf-8").startswith("# Evaluation: retrieval, set corpus\n")


def test_markup_in_passages_is_words(run: RunFolder, questions: QuestionSet) -> None:
    write_report(run, questions, show_held=True)
    for name in ("report.html", "report.md"):
        text = (run.folder / name).read_text(encoding="utf-8")
        assert "&lt;script&gt;" in text
        assert "<script>" not in text


def test_words_of_held_questions_are_shown_only_when_asked_for(run: RunFolder, questions: QuestionSet) -> None:
    write_report(run, questions)
    hidden = (run.folder / "report.html").read_text(encoding="utf-8")
    write_report(run, questions, show_held=True)
    shown = (run.folder / "report.html").read_text(encoding="utf-8")
    assert "stabbings" not in hidden and "t-002" in hidden
    assert "stabbings" in shown


def test_the_figures_are_the_rows(run: RunFolder, questions: QuestionSet) -> None:
    write_report(run, questions)
    figures = json.loads((run.folder / "report.json").read_text(encoding="utf-8"))
    ours = figures["systems"]["ours"]
    assert ours["overall"]["evidence_1500"]["mean"] == 0.5
    assert ours["overall"]["evidence_1500"]["count"] == 3
    assert "facts_1500" not in ours["overall"]
    assert ours["by"]["held back"]["held"]["evidence_1500"]["mean"] == 0.5
    assert ours["failed"] == ["t-002", "t-003"]
    assert figures["comparisons"][0]["groups"]["all"]["evidence_1500"]["mean"] == 0.5
    assert figures["run"]["systems"]["ours"]["index_bytes"] == 2_000_000


def test_a_run_is_set_against_the_one_before(questions: QuestionSet, tmp_path: Path) -> None:
    before = run_of(tmp_path / "before", {"ours": [row(number, 0.0) for number in range(40)]})
    now = run_of(tmp_path / "now", {"ours": [row(number, 1.0) for number in range(10, 50)]})
    summary = write_report(now, questions, before)
    change = summary.comparisons[0].groups["all"]["evidence_1500"]
    assert (change.count, change.mean) == (30, 1.0)
    assert change.p < 0.01
    assert "better" in (tmp_path / "now" / "report.md").read_text(encoding="utf-8")


def test_a_verdict_needs_an_interval_on_one_side_of_nothing() -> None:
    by_name = {measure.name: measure for measures in MEASURES.values() for measure in measures}
    assert verdict(Difference(0.2, 0.1, 0.3, 50, 0.01), by_name["facts"]) == "better"
    assert verdict(Difference(0.2, 0.1, 0.3, 50, 0.01), by_name["false_refusal"]) == "worse"
    assert verdict(Difference(-0.2, -0.3, -0.1, 50, 0.01), by_name["facts"]) == "worse"
    assert verdict(Difference(0.2, -0.1, 0.5, 50, 0.2), by_name["facts"]) == "not told apart"
    assert verdict(Difference(9, 5, 12, 50, 0.01), by_name["characters"]) == "changed"


def test_the_gap_between_the_halves_is_named() -> None:
    head = Head("retrieval", "corpus", "d", ("t-001",), "now", (OURS,))
    rows = [row(number, 1.0) for number in range(40)] + [row(number, 0.0, held=True) for number in range(40, 80)]
    sentence = gap_sentence(summarise(head, {"ours": rows}))
    assert "a gap of +1.00" in sentence and "do not overlap" in sentence
    assert "no gap" in gap_sentence(summarise(head, {"ours": rows[:40]}))


def test_who_fails() -> None:
    good = {"all_facts": 1.0, "status_right": 1.0, "wrong": 0.0, "verbatim": None}
    one = row(1, 1.0)
    assert not failed(replace(one, measures=good))
    assert failed(replace(one, measures={**good, "wrong": 1.0}))
    assert failed(replace(one, measures={**good, "verbatim": 0.9}))
    assert failed(replace(one, measures={**good, "all_facts": 0.0}))


def test_the_order_of_rows_changes_no_figure() -> None:
    head = Head("retrieval", "corpus", "d", (), "now", (OURS, PEER))
    rows = {name: [row(number, number % 3 / 3, held=number % 2 == 0) for number in range(30)] for name in ("ours", "peer")}
    turned = {name: found[::-1] for name, found in rows.items()}
    first, second = summarise(head, rows), summarise(head, turned)
    assert [system.overall for system in first.systems] == [system.overall for system in second.systems]
    assert [system.by for system in first.systems] == [system.by for system in second.systems]
    assert first.comparisons == second.comparisons


def test_every_table_row_has_every_column(run: RunFolder) -> None:
    found = tables(summarise(run.head(), {name: run.rows(name) for name in ("ours", "peer")}))
    assert {"All questions", "By kind", "Time and size"} <= {table.title for table in found}
    for table in found:
        assert all(len(cells) == len(table.header) for cells in table.rows), table.title


def test_plots_are_the_same_every_time() -> None:
    series = {"ours": {"a": Estimate(0.5, 0.4, 0.6, 30), "b": Estimate(0.2, 0.1, 0.3, 30)}, "peer": {"a": Estimate(0.1, 0.0, 0.2, 30)}}
    assert bars("A title", series) == bars("A title", series)
    curve = curves("Risk", {"ours": risk_coverage([0.1, 0.9], [1, 0])})
    assert curve.svg.startswith("<svg") and "area 0.250" in curve.svg


def test_how_sure_a_system_is_is_set_against_how_right_it_is(questions: QuestionSet, tmp_path: Path) -> None:
    weighed = [{"confidence": 0.9, "loss": 0.0, "given": 1.0, "facts": 1.0}, {"confidence": 0.2, "loss": 1.0, "given": 0.0, "facts": 0.0}]
    rows = [replace(row(number, 1.0), measures=measures) for number, measures in enumerate([*weighed, {"confidence": None, "loss": 1.0}])]
    run = run_of(tmp_path / "run", {"ours": rows}, what="answers")
    (system,) = write_report(run, questions).systems
    assert system.curve == risk_coverage([0.9, 0.2], [0, 1])
    assert system.given == 0.5
    text = (run.folder / "report.html").read_text(encoding="utf-8")
    assert "Risk of the surest 50%" in text and "area 0.250, at best 0.250" in text
    assert json.loads((run.folder / "report.json").read_text(encoding="utf-8"))["systems"]["ours"]["risk_coverage"]["given"] == 0.5


def test_a_system_that_does_not_say_how_sure_it_is_has_no_curve(run: RunFolder, questions: QuestionSet) -> None:
    write_report(run, questions)
    assert "surest" not in (run.folder / "report.html").read_text(encoding="utf-8")
