"""A run: rows as they come, what is finished kept when it breaks off, the same figures whenever it is run."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from eval.choice import chosen
from eval.errors import RunError
from eval.questions import QuestionSet
from eval.report.summary import summarise
from eval.report.write import as_json
from eval.retrieval import evaluate_retrieval
from eval.rows import RunFolder, System, questions_digest
from eval.running import Candidate, Evaluate, new_head, run_candidates
from tests.eval.conftest import PageRetriever


def silent(name: str, done: int, total: int) -> None:
    """Show no progress."""


def candidate(retriever: PageRetriever, folder: Path, name: str = "pages") -> Candidate:
    def prepare() -> tuple[System, Evaluate]:
        return System(name, "Whole pages"), partial(evaluate_retrieval, retriever, folder=folder)

    return Candidate(name, prepare)


def finished(folder: Path, questions: QuestionSet, retriever: PageRetriever | None = None, name: str = "pages") -> RunFolder:
    """Return a run of whole pages over the questions."""
    run = RunFolder(folder)
    run.start(new_head("retrieval", questions), resume=False)
    run_candidates(run, questions, [candidate(retriever or PageRetriever(questions.folder), questions.folder, name)], silent)
    return run


def test_retrieval_rows_hold_the_measures(questions: QuestionSet, tmp_path: Path) -> None:
    rows = finished(tmp_path / "run", questions).rows("pages")
    assert {row.id for row in rows} == {"t-001", "t-002", "t-003"}  # t-900 has nothing to be found
    assert all(row.measures["recall_10"] == 1 for row in rows)
    assert all(set(row.measures) >= {"evidence_1500", "evidence_4000", "facts_1500", "mrr", "ndcg_10"} for row in rows)
    assert {row.id: row.held for row in rows} == {"t-001": False, "t-002": True, "t-003": True}


def test_a_retriever_that_finds_nothing_scores_nothing(questions: QuestionSet) -> None:
    class Nothing:
        def passages(self, question: str, history: object) -> list[object]:
            return []

    rows = list(evaluate_retrieval(Nothing(), questions.questions, questions.folder))
    assert all(not any(row.measures.values()) for row in rows)
    assert rows[0].detail["missing"]


def test_a_run_that_breaks_off_goes_on_where_it_stopped(questions: QuestionSet, tmp_path: Path) -> None:
    retriever = PageRetriever(questions.folder, fails_at="stabbings")
    with pytest.raises(KeyboardInterrupt):
        finished(tmp_path / "run", questions, retriever)
    run = RunFolder(tmp_path / "run")
    before = run.rows("pages")
    assert [row.id for row in before] == ["t-001"]
    retriever.fails_at = None
    run.start(new_head("retrieval", questions), resume=True)
    run_candidates(run, questions, [candidate(retriever, questions.folder)], silent)
    assert [row.id for row in run.rows("pages")] == ["t-001", "t-002", "t-003"]
    assert len(retriever.asked) == 3  # none twice


def test_a_half_written_row_is_asked_again(questions: QuestionSet, tmp_path: Path) -> None:
    run = finished(tmp_path / "run", questions)
    file = tmp_path / "run" / "pages.jsonl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[:-40], encoding="utf-8")
    assert len(run.rows("pages")) == 2
    run_candidates(run, questions, [candidate(PageRetriever(questions.folder), questions.folder)], silent)
    assert len(run.rows("pages")) == 3
    assert file.read_text(encoding="utf-8").endswith("\n")


def test_a_finished_run_prepares_nothing(questions: QuestionSet, tmp_path: Path) -> None:
    run = finished(tmp_path / "run", questions)

    def prepare() -> tuple[System, Evaluate]:
        raise AssertionError("nothing is left to ask")

    run_candidates(run, questions, [Candidate("pages", prepare)], silent)


def test_a_folder_with_another_run_is_refused(questions: QuestionSet, tmp_path: Path) -> None:
    run = finished(tmp_path / "run", questions)
    with pytest.raises(RunError, match="--resume"):
        run.start(new_head("retrieval", questions), resume=False)
    with pytest.raises(RunError, match="over other questions"):
        run.start(new_head("answers", questions), resume=True)
    with pytest.raises(RunError, match="over other questions"):
        run.start(new_head("retrieval", chosen(questions, ids=["t-001"])), resume=True)
    with pytest.raises(RunError, match="holds no run"):
        RunFolder(tmp_path / "nothing").head()
    (tmp_path / "run" / "pages.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(RunError, match="line 1: no row"):
        run.rows("pages")
    with pytest.raises(RunError, match="no name for a system"):
        run.rows("../pages")


def test_the_digest_changes_with_the_gold(questions: QuestionSet) -> None:
    assert questions_digest(questions) != questions_digest(chosen(questions, ids=["t-001"]))


def test_the_same_figures_on_every_run(questions: QuestionSet, tmp_path: Path) -> None:
    figures = []
    for name in ("one", "two"):
        run = finished(tmp_path / name, questions)
        summary = summarise(run.head(), {"pages": run.rows("pages")})
        figures.append({key: value for key, value in as_json(summary).items() if key != "run"})
    assert json.dumps(figures[0]) == json.dumps(figures[1])


def test_choosing_questions(questions: QuestionSet) -> None:
    assert [found.id for found in chosen(questions, kinds=["governance"]).questions] == ["t-003"]
    assert [found.id for found in chosen(questions, documents=["millbrook-2021"]).questions] == ["t-002"]
    assert len(chosen(questions).questions) == 4
    with pytest.raises(RunError, match="no question|No question has the kind “riddle”; there are"):
        chosen(questions, kinds=["riddle"])
    with pytest.raises(RunError, match="the question “t-9”"):
        chosen(questions, ids=["t-9"])
    with pytest.raises(RunError, match="fits all"):
        chosen(questions, kinds=["governance"], ids=["t-001"])
