"""A judge model: what it is shown, what becomes of what it says, and that it stays apart from what is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.contract import Answer, read_answer
from eval.judge import Judge
from ingest.errors import BadInput
from tests.assistant.model_server import ModelServer, Problem, Said, model_server
from tests.eval.conftest import question, typed, write_file
from tests.eval.test_answering import served
from tests.eval.test_cli import whole

runner = CliRunner()
NAME = "openai:judge-1"


def answer() -> Answer:
    claims = [{"text": "Burglary fell by **20.5%** [1].", "basis": "quoted", "citations": [1]}, {"text": "No more.", "basis": "absent"}]
    citation = {"number": 1, "document_id": "harrowby-2020", "page": 1, "quote": "a fall of 20.5%"}
    return read_answer({"status": "answered", "answer": "Burglary fell by **20.5%** [1].", "claims": claims, "citations": [citation]})


def says(facts: list[Any], claims: list[Any]) -> str:
    return json.dumps({"facts": facts, "claims": claims})


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A model that finds the first fact stated and every claim entailed."""
    with model_server(lambda heard: says([True, False], [True])) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
        monkeypatch.setenv("PLAN_ASSISTANT_MODEL_URL", server.url)
        yield server


def test_shares_of_what_it_finds(judging: ModelServer) -> None:
    assert Judge.named(NAME).measures(typed(), answer()) == {"judged_facts": 0.5, "judged_support": 1.0}
    (heard,) = judging.heard
    assert "20.5% / 20.5 per cent" in heard.user
    assert "quotes: a fall of 20.5%" in heard.user
    assert "No more" not in heard.user.split("<claims>")[1], "what cites nothing has nothing to be entailed by"
    assert heard.body["model"] == "judge-1"


@pytest.mark.parametrize(
    "said", [says([True], [True]), says([True, True], []), says(["yes", "no"], [True]), "I cannot tell.", "{}", Problem(500), Problem(429)]
)
def test_a_judge_that_does_not_do_as_asked_has_no_opinion(said: Said, judging: ModelServer) -> None:
    judging.speak = lambda heard: [said]
    assert Judge.named(NAME).measures(typed(), answer()) == {"judged_facts": None, "judged_support": None}


def test_braces_in_an_answer_are_words(judging: ModelServer) -> None:
    odd = answer().model_copy(update={"answer": "It costs {facts} and {nothing}."})
    Judge.named(NAME).measures(typed(), odd)
    assert "It costs {facts} and {nothing}." in judging.heard[0].user


def test_a_judge_that_cannot_be_had_is_refused() -> None:
    for name in ("gpt", "nobody:gpt"):
        with pytest.raises(BadInput, match="provider:name"):
            Judge.named(name)


def test_its_opinion_stands_in_a_table_of_its_own(judging: ModelServer, plans: Path, tmp_path: Path) -> None:
    judging.speak = lambda heard: says([True, False], [True] * heard.user.split("<claims>")[1].count("quotes:"))
    (tmp_path / "questions").mkdir()
    write_file(tmp_path / "questions" / "q.yaml", question())
    common = ["--folder", str(plans), "--questions", str(tmp_path / "questions"), "--output", str(tmp_path / "run")]
    with served(whole) as url:
        ended = runner.invoke(app, ["answers", *common, "--against", url, "--judge", NAME])
    assert ended.exit_code == 0, ended.output
    figures = json.loads((tmp_path / "run" / "report.json").read_text(encoding="utf-8"))["systems"]["server"]
    assert figures["judged"]["judged_facts"]["mean"] == 0.5
    assert not set(figures["judged"]) & set(figures["overall"])
    assert "By a judge model" in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")


def test_a_model_of_ours_and_a_server_do_not_go_together(plans: Path, tmp_path: Path) -> None:
    ended = runner.invoke(app, ["answers", "--folder", str(plans), "--against", "http://127.0.0.1:1", "--model", NAME])
    assert ended.exit_code == 2
    assert "Leave one of them out" in ended.output
