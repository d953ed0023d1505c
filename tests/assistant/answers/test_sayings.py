"""The files of what people say: read, and refused with a sentence where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.sayings import Sayings, load_sayings
from ingest.errors import BadInput

FILE = """
[words]
no = "no, without"
[near]
words = "target"
[spelling]
gaol = "goal"
[lacks]
target = ["{no} .. (target|goal)"]
[cells]
open = ["tbc", "r", "no target"]
"""


@pytest.fixture
def sayings(tmp_path: Path) -> Sayings:
    (tmp_path / "said.toml").write_text(FILE, encoding="utf-8")
    return load_sayings(tmp_path / "said.toml", {"lacks": ["target"]})


@pytest.mark.parametrize("text", ["no target", "without any tarrget", "No clear gaol!"])
def test_patterns_are_found_in_words_put_right(sayings: Sayings, text: str) -> None:
    assert sayings.said("lacks", sayings.read(text)) == ["target"]


@pytest.mark.parametrize(("cell", "held"), [("TBC", True), ("TBC (spring)", True), ("R", True), ("Rising", False), ("R - late", False)])
def test_a_cell_is_a_phrase_or_begins_with_one_and_a_letter_is_the_whole(sayings: Sayings, cell: str, held: bool) -> None:
    assert sayings.is_cell("open", cell) is held


def test_a_phrase_inside_a_cell(sayings: Sayings) -> None:
    assert sayings.in_cell("open", "There is no target yet")
    assert not sayings.in_cell("open", "No targets missed")


@pytest.mark.parametrize("text", ["[words", "[words]\n[lacks]\ntarget = ['{nothing} x']", "[words]\n[lacks]\ntarget = 'x'", "[lacks]\n"])
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "said.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="said.toml"):
        load_sayings(tmp_path / "said.toml", {})
