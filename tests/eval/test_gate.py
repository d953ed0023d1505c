"""The gate: what shuts it, what opens it again, what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.baseline import Baseline, read_baseline
from eval.cli import app
from eval.errors import RunError
from eval.excuses import Excuse, read_excuses
from eval.gate import judged
from eval.questions import QuestionSet, load_questions, question_files
from eval.rows import Head, Row, RunFolder, System, questions_digest
from tests.eval.conftest import question, refused, write_file
from tests.eval.test_baseline import GOOD, HALF, KNOWN, reached

runner = CliRunner()
BASE = Baseline().raised("answers", reached(a=GOOD, b=GOOD))


def excuse(**subject: str) -> Excuse:
    return Excuse(what="answers", reason="known", **subject)


def test_the_gate_shuts_on_a_fall_and_names_it() -> None:
    verdict = judged("answers", BASE, reached(a=GOOD, b=HALF), KNOWN, ())
    assert not verdict.open
    assert next(verdict.lines()) == "Fell: answers, question b: passed all_facts, and fails now"


def test_an_excuse_opens_it_for_what_it_names_alone() -> None:
    now = reached(a=GOOD, b=HALF)
    assert not judged("answers", BASE, now, KNOWN, [excuse(question="b")]).open, "the figure fell, too"
    assert judged("answers", BASE, now, KNOWN, [excuse(question="b"), excuse(figure="facts"), excuse(figure="all_facts")]).open
    assert not judged("answers", BASE, now, KNOWN, [excuse(question="a"), excuse(figure="facts"), excuse(figure="all_facts")]).open


def test_an_excuse_that_nothing_needs_is_named() -> None:
    verdict = judged("answers", BASE, reached(a=GOOD, b=GOOD), KNOWN, [excuse(question="b")])
    assert verdict.open
    assert [found.name for found in verdict.idle] == ["b"]


def test_figures_are_compared_over_the_same_questions_only() -> None:
    verdict = judged("answers", BASE, reached("other", a=GOOD, c=HALF), frozenset({"a", "b", "c"}), ())
    assert (verdict.open, verdict.figures, verdict.fresh) == (True, False, ("c",))


def test_a_kind_of_run_that_the_baseline_does_not_know_is_refused() -> None:
    with pytest.raises(RunError, match="no run of “retrieval”"):
        judged("retrieval", BASE, reached(a=GOOD), KNOWN, ())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[excused]]\nwhat = "answers"\nquestion = "a"\n', "reason"),
        ('[[excused]]\nwhat = "answers"\nquestion = "a"\nreason = " "\n', "reason"),
        ('[[excused]]\nwhat = "answers"\nreason = "x"\n', "excuse 1 names neither"),
        ('[[excused]]\nwhat = "answers"\nquestion = "a"\nfigure = "facts"\nreason = "x"\n', "excuse 1 names both"),
        ("[[excused", "no TOML"),
    ],
)
def test_an_excuse_needs_one_subject_and_a_reason(text: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "excused.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=complaint):
        read_excuses(tmp_path / "excused.toml")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "questions"
    folder.mkdir()
    write_file(folder / "q.yaml", question(), refused())
    return folder


@pytest.fixture
def asked(files: Path, plans: Path) -> QuestionSet:
    return load_questions(question_files(files), plans)


def run_of(folder: Path, asked: QuestionSet, measures: dict[str, Any], count: int | None = None) -> Path:
    """Return the folder of a run of answers in which every question (or the first few) has these measures."""
    run = RunFolder(folder)
    ids = tuple(one.id for one in asked.questions)
    run.start(Head("answers", "corpus", questions_digest(asked), ids, "2026-01-01T00:00:00+00:00", (System("ours", "Ours"),)), False)
    for one in asked.questions[:count]:
        run.add("ours", Row.of(one, measures, 0.01, {}))
    return folder


def call(command: str, *arguments: object) -> Any:
    return runner.invoke(app, [command, *(str(argument) for argument in arguments)])


def test_raise_then_fall_then_lower(asked: QuestionSet, files: Path, plans: Path, tmp_path: Path) -> None:
    good, worse = run_of(tmp_path / "good", asked, GOOD), run_of(tmp_path / "worse", asked, HALF)
    common = ("--folder", plans, "--questions", files, "--baseline", tmp_path / "baseline.json")
    assert call("baseline", good, *common).exit_code == 0
    assert not (tmp_path / "baseline.json").exists(), "shown only"
    assert call("baseline", good, *common, "--raise").exit_code == 0
    assert call("gate", good, *common).exit_code == 0
    shut = call("gate", worse, *common)
    assert shut.exit_code == 1
    assert "question t-001: passed all_facts" in shut.output and "question t-900" in shut.output
    refusal = call("baseline", worse, *common, "--raise")
    assert refusal.exit_code == 2 and "t-001" in refusal.output
    assert call("gate", good, *common).exit_code == 0, "a refused lowering changes nothing"
    assert call("baseline", worse, *common, "--raise", "--lower", "the gold was wrong").exit_code == 0
    assert read_baseline(tmp_path / "baseline.json").lowered[0].reason == "the gold was wrong"
    assert call("gate", worse, *common).exit_code == 0


def test_excused_falls_open_the_gate(asked: QuestionSet, files: Path, plans: Path, tmp_path: Path) -> None:
    good, worse = run_of(tmp_path / "good", asked, GOOD), run_of(tmp_path / "worse", asked, HALF)
    common = ("--folder", plans, "--questions", files, "--baseline", tmp_path / "baseline.json")
    call("baseline", good, *common, "--raise")
    subjects = ('question = "t-001"', 'question = "t-900"', 'figure = "facts"', 'figure = "all_facts"')
    entries = [f'[[excused]]\nwhat = "answers"\n{subject}\nreason = "the wording is being added"\n' for subject in subjects]
    (tmp_path / "excused.toml").write_text("\n".join(entries), encoding="utf-8")
    ended = call("gate", worse, *common, "--excused", tmp_path / "excused.toml")
    assert ended.exit_code == 0, ended.output
    assert "the wording is being added" in ended.output


def test_an_unfinished_run_or_one_of_other_questions_raises_nothing(asked: QuestionSet, files: Path, plans: Path, tmp_path: Path) -> None:
    common = ("--folder", plans, "--questions", files, "--baseline", tmp_path / "baseline.json", "--raise")
    half = call("baseline", run_of(tmp_path / "half", asked, GOOD, count=1), *common)
    assert half.exit_code == 2 and "not finished: 1 questions are left" in half.output
    whole = run_of(tmp_path / "whole", asked, GOOD)
    write_file(files / "more.yaml", question(id="t-002", question="And break-ins before that?"))
    other = call("baseline", whole, *common)
    assert other.exit_code == 2 and "not over all questions" in other.output
    assert not (tmp_path / "baseline.json").exists()
