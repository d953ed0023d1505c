"""The command: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.cli import app
from tests.eval.conftest import question, refused, write_file
from tests.eval.test_answering import good, served

runner = CliRunner()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "questions"
    folder.mkdir()
    write_file(folder / "q.yaml", question(), refused())
    write_file(folder / "r.yaml", question(id="t-002", question="Break-ins in Harrowby?"), held=True)
    return folder


def whole(path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """Answer the chat, the search and the list of documents."""
    if path.startswith("/api/v1/documents"):
        return 200, {"documents": [{"id": "harrowby-2020"}, {"id": "millbrook-2021"}]}
    if path == "/api/v1/search":
        return 200, {"passages": [{"document_id": "harrowby-2020", "page": 1, "text": "Recorded burglaries fell from 1,389 to 1,104."}]}
    return good(path, body)


def call(*arguments: object) -> Any:
    return runner.invoke(app, [str(argument) for argument in arguments])


def test_answers_of_a_server_are_measured_and_reported(plans: Path, files: Path, tmp_path: Path) -> None:
    with served(whole) as url:
        ended = call("answers", "--folder", plans, "--questions", files, "--against", url, "--output", tmp_path / "run")
    assert ended.exit_code == 0, ended.output
    assert "Facts found" in ended.output
    figures = json.loads((tmp_path / "run" / "report.json").read_text(encoding="utf-8"))
    assert figures["systems"]["server"]["overall"]["refusal_right"]["mean"] == 1
    assert figures["questions"] == 3


def test_retrieval_of_a_server_and_a_run_to_compare_with(plans: Path, files: Path, tmp_path: Path) -> None:
    common = ("--set", "corpus", "--folder", plans, "--questions", files)
    with served(whole) as url:
        first = call("retrieval", *common, "--against", url, "--output", tmp_path / "one", "--only", "t-001")
        second = call("retrieval", *common, "--against", url, "--output", tmp_path / "two", "--compare", tmp_path / "one")
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert "against the run before" in (tmp_path / "two" / "report.md").read_text(encoding="utf-8")


def test_a_server_that_dies_halfway_leaves_what_is_finished_and_the_run_goes_on(plans: Path, files: Path, tmp_path: Path) -> None:
    dead = [True]

    def dying(path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if dead[0] and "swimming" in body.get("message", ""):
            return 503, {"title": "gone"}
        return whole(path, body)

    with served(dying) as url:
        arguments = ("answers", "--folder", plans, "--questions", files, "--against", url, "--output", tmp_path / "run")
        broken = call(*arguments)
        assert broken.exit_code == 1
        assert "go on with" in broken.output.replace("\n", " ")
        assert len((tmp_path / "run" / "server.jsonl").read_text(encoding="utf-8").splitlines()) == 1
        refused_again = call(*arguments)
        assert refused_again.exit_code == 2
        dead[0] = False
        resumed = call(*arguments, "--resume")
    assert resumed.exit_code == 0, resumed.output
    assert len((tmp_path / "run" / "server.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_the_report_can_be_written_again(plans: Path, files: Path, tmp_path: Path) -> None:
    with served(whole) as url:
        call("answers", "--folder", plans, "--questions", files, "--against", url, "--output", tmp_path / "run")
    (tmp_path / "run" / "report.html").unlink()
    ended = call("report", tmp_path / "run", "--folder", plans, "--questions", files)
    assert ended.exit_code == 0, ended.output
    assert (tmp_path / "run" / "report.html").exists()


def test_checking_questions(plans: Path, files: Path) -> None:
    ended = call("check", "--folder", plans, "--questions", files)
    assert ended.exit_code == 0
    assert "3 questions are sound; 1 of them are held back." in ended.output
    write_file(files / "s.yaml", question(id="t-003", colour="red"))
    ended = call("check", "--folder", plans, "--questions", files)
    assert ended.exit_code == 2
    assert "s.yaml, line" in ended.output and "unknown key “colour”" in ended.output
    assert "Traceback" not in ended.output


def test_documents_that_are_not_here_skip_the_set(files: Path, tmp_path: Path) -> None:
    ended = call("check", "--folder", tmp_path / "none", "--questions", files)
    assert ended.exit_code == 0
    assert "are skipped" in ended.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("retrieval", "--set", "corpus", "--system", "elastic"), "no system “elastic”; there are ours, no-structure"),
        (("answers", "--kind", "riddle"), "No question has the kind “riddle”"),
        (("answers", "--against", "somewhere"), "no address of a server"),
        (("answers", "--against", "http://127.0.0.1:9"), "is the server running"),
    ],
)
def test_bad_input_ends_with_one_clear_line(arguments: tuple[str, ...], says: str, plans: Path, files: Path) -> None:
    ended = call(*arguments, "--folder", plans, "--questions", files)
    assert ended.exit_code in {1, 2}
    assert says in ended.output
    assert "Traceback" not in ended.output


def test_ours_is_indexed_searched_and_asked_in_this_process(plans: Path, files: Path, tmp_path: Path) -> None:
    common = ("--set", "corpus", "--folder", plans, "--questions", files, "--index", tmp_path / "index")
    found = call("retrieval", *common, "--output", tmp_path / "one")
    answered = call("answers", *common, "--output", tmp_path / "two")
    assert (found.exit_code, answered.exit_code) == (0, 0), found.output + answered.output
    figures = [json.loads((tmp_path / name / "report.json").read_text(encoding="utf-8")) for name in ("one", "two")]
    assert figures[0]["systems"]["ours"]["overall"]["evidence_4000"]["mean"] == 1
    assert figures[1]["systems"]["ours"]["overall"]["status_right"]["count"] == 3
    assert all(figure["run"]["systems"]["ours"]["times_embedding"] > 0 for figure in figures)
