"""A sign in a quoted row is explained by the note on its page that begins with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typst import compile as compile_typst

from ingest.embed import Embedder
from tests.assistant.councils import opened

PLAN = """# Ottersgate Safety Plan 2024-2027

## Offences in Ottersgate

| Offence | 2022/23 | 2023/24 |
| --- | --- | --- |
| Burglary of dwellings | 212 | 190 |
| Forced labour offences | 14 | {cell} |
| Thefts of boats{name} | 31 | 27 |

{note}

Ottersgate has 40,000 residents.
"""


def asked(plan: str, question: str, folder: Path, embedder: Embedder) -> str:
    """Given a plan and a question, return the answer."""
    (folder / "documents").mkdir()
    (folder / "documents" / "ottersgate.md").write_text(plan, encoding="utf-8")
    answers = [desk.ask(question).answer for desk in opened([folder / "documents"], folder / "index", embedder)]
    return answers[0]


@pytest.mark.parametrize("sign", ["†", "‡", "§"])
def test_the_note_stands_behind_the_row(sign: str, tmp_path: Path, embedder: Embedder) -> None:
    plan = PLAN.format(cell=sign, name="", note=f"{sign} Left out because the number is small.")
    answer = asked(plan, "How many forced labour offences were there in Ottersgate in 2023/24?", tmp_path, embedder)
    assert "Left out because the number is small." in answer


def test_a_sign_behind_a_name_is_explained_too(tmp_path: Path, embedder: Embedder) -> None:
    plan = PLAN.format(cell="9", name="†", note="† Rowing boats are not counted.")
    answer = asked(plan, "How many thefts of boats were there in Ottersgate in 2023/24?", tmp_path, embedder)
    assert "Rowing boats are not counted." in answer


def test_without_a_note_nothing_is_added(tmp_path: Path, embedder: Embedder) -> None:
    plan = PLAN.format(cell="†", name="", note="† Left out.\n\n† Counted twice.")
    answer = asked(plan, "How many forced labour offences were there in Ottersgate in 2023/24?", tmp_path, embedder)
    assert "Counted twice" not in answer


def test_a_row_without_the_sign_brings_no_note(tmp_path: Path, embedder: Embedder) -> None:
    plan = PLAN.format(cell="9", name="†", note="† Rowing boats are not counted.")
    answer = asked(plan, "How many burglaries of dwellings were there in 2023/24?", tmp_path, embedder)
    assert ("Rowing boats" in answer) == ("Thefts of boats" in answer)


LISTED = """
= Bickerby Safety Plan 2024-2027

== Hate crime

The grounds of hate crime in Bickerby are:

- Race
- Age\\*
- Faith

#pagebreak()

\\*Counted by our partnership, and not by the national police.

== Bins

Bins are emptied on Mondays.
"""


def test_an_items_note_may_stand_on_the_next_page(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "bickerby.typ").write_text(LISTED, encoding="utf-8")
    compile_typst(str(tmp_path / "bickerby.typ"), output=str(tmp_path / "documents" / "bickerby.pdf"))
    for desk in opened([tmp_path / "documents"], tmp_path / "index", embedder):
        answer = desk.ask("What are the grounds of hate crime in Bickerby?")
        lines = [line.split(" [")[0].replace("\\", "") for line in answer.answer.split("\n") if line]
        assert lines[1:5] == ["- Race", "- Age*", "- Faith", "*Counted by our partnership, and not by the national police."]
        assert answer.citations[4].page == 2
