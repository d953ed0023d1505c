"""Feedback that somebody reviewed becomes a question that holds against the documents."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.conversation import Asker
from assistant.feedback import Feedback, Opinion, Remark
from assistant.history import Database, History
from eval.cli import app
from eval.questions import Kind, load_questions
from tests.eval.conftest import question, write_file

runner = CliRunner()
QUOTE = "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."
SOURCES = (
    {"number": 1, "document_id": "harrowby-2020", "page": 1, "quote": QUOTE},
    {"number": 2, "document_id": "millbrook-2021", "page": 1, "quote": "The Youth Panel reports to the Millbrook Safety Board"},
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Two records, exported by what keeps them."""
    database = Database.open(tmp_path / "history")
    feedback = Feedback(database, History(database, timedelta(days=1)))
    for asked in ("How far did break-ins go down in Harrowby?", "How many swimming pools has Harrowby?"):
        feedback.keep(Remark(Opinion.INCOMPLETE, "the share is missing", None, asked, "From 1,389 to 1,104 [1].", SOURCES), Asker())
    file = tmp_path / "feedback.jsonl"
    file.write_text("\n".join(feedback.export()) + "\n", encoding="utf-8")
    return file


def records(export: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export.read_text(encoding="utf-8").splitlines()]


def call(export: Path, plans: Path, into: Path, record: str, *more: str) -> Any:
    common = [str(export), "--folder", str(plans), "--into", str(into), "--record", record]
    return runner.invoke(app, ["import-feedback", *common, *more])


def test_a_record_becomes_a_sound_question(export: Path, plans: Path, tmp_path: Path) -> None:
    into = tmp_path / "reviewed.yaml"
    share, pools = records(export)
    ended = call(export, plans, into, share["id"], "--kind", "figures", "--fact", "20.5%|20.5 per cent", "--never", "402")
    assert ended.exit_code == 0, ended.output
    assert call(export, plans, into, pools["id"], "--kind", "unanswerable").exit_code == 0
    first, second = load_questions([into], plans).questions
    assert (first.question, first.kind, first.answerable) == (share["question"], Kind.FIGURES, True)
    assert [(item.document, item.page, item.quote) for item in first.evidence] == [("harrowby-2020", 1, QUOTE)]
    assert "the share is missing" in first.why_hard
    assert (second.answerable, second.evidence) == (False, [])


def test_what_stands_in_the_file_stays_as_it_is(export: Path, plans: Path, tmp_path: Path) -> None:
    into = write_file(tmp_path / "mine.yaml", question())
    into.write_text("# ours\n" + into.read_text(encoding="utf-8"), encoding="utf-8")
    before = into.read_text(encoding="utf-8")
    assert call(export, plans, into, records(export)[0]["id"], "--kind", "figures", "--fact", "1,104").exit_code == 0
    assert into.read_text(encoding="utf-8").startswith(before)
    assert len(load_questions([into], plans).questions) == 2


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        (["--kind", "figures"], "needs facts and evidence"),
        (["--kind", "figures", "--fact", "99"], "needs facts and evidence"),
        (["--kind", "figures", "--fact", "99", "--evidence", f"harrowby-2020:1:{QUOTE}"], "does not hold the fact “99”"),
        (["--kind", "figures", "--fact", "1,104", "--evidence", "harrowby-2020:2:not on that page"], "does not stand on page 2"),
        (["--kind", "figures", "--fact", "1,104", "--evidence", "harrowby-2020"], "DOCUMENT:PAGE:QUOTE"),
    ],
)
def test_a_question_that_is_not_sound_changes_nothing(more: list[str], complaint: str, export: Path, plans: Path, tmp_path: Path) -> None:
    ended = call(export, plans, tmp_path / "reviewed.yaml", records(export)[0]["id"], *more)
    assert ended.exit_code == 2
    assert complaint in ended.output
    assert [file.name for file in tmp_path.iterdir() if "reviewed" in file.name] == []


def test_a_file_whose_questions_stand_further_in_is_gone_on_with_alike(export: Path, plans: Path, tmp_path: Path) -> None:
    into = write_file(tmp_path / "mine.yaml", question())
    head, _, body = into.read_text(encoding="utf-8").partition("questions:\n")
    into.write_text(head + "questions:\n" + indent(body, "  "), encoding="utf-8")
    assert call(export, plans, into, records(export)[0]["id"], "--kind", "figures", "--fact", "1,104").exit_code == 0
    assert len(load_questions([into], plans).questions) == 2


def test_the_same_record_twice_is_refused(export: Path, plans: Path, tmp_path: Path) -> None:
    arguments = (export, plans, tmp_path / "reviewed.yaml", records(export)[1]["id"], "--kind", "unanswerable")
    assert call(*arguments).exit_code == 0
    again = call(*arguments)
    assert again.exit_code == 2 and "already used" in again.output


def test_unknown_internal_and_damaged_records_are_refused(export: Path, plans: Path, tmp_path: Path) -> None:
    into = tmp_path / "reviewed.yaml"
    unknown = call(export, plans, into, "zzz", "--kind", "unanswerable")
    assert unknown.exit_code == 2 and records(export)[0]["id"] in unknown.output
    secret = tmp_path / "secret.jsonl"
    secret.write_text(json.dumps({**records(export)[0], "internal": True}), encoding="utf-8")
    assert "internal" in call(secret, plans, into, records(export)[0]["id"], "--kind", "unanswerable").output
    secret.write_text("[]", encoding="utf-8")
    damaged = call(secret, plans, into, "a", "--kind", "unanswerable")
    assert damaged.exit_code == 2 and "Line 1" in damaged.output
    assert not into.exists()
