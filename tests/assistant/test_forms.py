"""Patterns for how things are asked for and written, as a file holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.forms import read_forms
from ingest.errors import BadInput

SHIPPED = """
[parts]
colour = '''(?:red|amber|green)'''

[rating]
asked = ['''\\bwhich (?:are|is) <colour>\\b''', '''\\brated\\b''']
held = ['''\\b<colour>\\b''']
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_part_stands_for_its_pattern_whatever_the_case(tmp_path: Path) -> None:
    rating = read_forms(written(tmp_path, SHIPPED), ("rating",))["rating"]
    assert rating.asked.search("Which are Amber?") and rating.asked.search("how is it RATED") and rating.held.search("Green")
    assert not rating.asked.search("which are blue?") and not rating.held.search("greenery")


@pytest.mark.parametrize(
    ("shipped", "wrong", "told"),
    [
        ("[rating]", "[mark]", "rating"),
        ("held = [", "holds = [", "rating.held"),
        ("<colour>\\b'''", "<tint>\\b'''", "tint"),
        ("(?:are|is)", "(?:are|is", "rating.asked"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(tmp_path: Path, shipped: str, wrong: str, told: str) -> None:
    file = written(tmp_path, SHIPPED.replace(shipped, wrong, 1))
    with pytest.raises(BadInput, match=rf"mine\.toml cannot be used.*{told}"):
        read_forms(file, ("rating",))
