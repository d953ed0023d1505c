"""Data files of words: a wrong one is refused, by its name and what is off, when the assistant is made."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from assistant.answers import lacking, late, owned, rated
from assistant.findings.columns import FILE as COLUMNS
from assistant.findings.columns import load_columns
from assistant.findings.drafting import load_drafting
from assistant.findings.subjects import language
from assistant.vague import load_lexicon
from assistant.wish import load_wishes
from assistant.wordfile import read_words
from ingest.errors import BadInput


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('one = ["a"\ntwo = 3\n', r"words\.toml cannot be read .*line 2"),
        ("two = {}\n", "“one” is missing or no list of texts"),
        ("one = [1]\ntwo = {}\n", "“one” is missing or no list of texts"),
        ('one = ["a"]\ntwo = "b"\n', "“two” is missing or no table"),
    ],
)
def test_what_is_off_is_named(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_words(file, {"one": list, "two": dict})


@pytest.mark.parametrize(
    "load", [load_lexicon, load_wishes, load_columns, load_drafting, language, lacking.sayings, late.sayings, rated.sayings, owned.sayings]
)
def test_each_file_is_checked_where_it_is_read(load: object, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("empty = 3\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"mine\.toml"):
        load(file)  # type: ignore[operator]


def test_what_ships_is_sound() -> None:
    assert lacking.sayings().cells and rated.sayings().cells and owned.sayings().patterns
    assert load_columns()["owner"] == read_words(COLUMNS, ["owner"])["owner"]


@pytest.mark.parametrize(
    ("module", "before", "after", "said"),
    [
        (owned, "[kinds]", "[kind]", "“kinds” is missing"),
        (owned, "list = [", "lists = [", "“asks.list” is missing"),
        (owned, "[asks]", 'asks = "x"\n[nothing]', "“asks” is missing or no table"),
        (owned, "[asks]", "[asks]\nmore = []", "“asks.more” is not known"),
        (owned, 'action = ["{action}", "{taken}"]', "action = [3]", "“kinds.action”: it must be a list of texts"),
        (owned, 'action = ["{action}", "{taken}"]', "action = 3", "“kinds.action”: it must be a list of texts"),
        (owned, 'action = ["{action}", "{taken}"]', 'action = ["{nothing}"]', "nothing"),
        (owned, "[spelling]\n", "[spelling]\nxx = 5\n", "“spelling.xx”: it must be a text"),
        (owned, "[words]\n", "[words]\nxx = 5\n", "“words.xx”: it must be a text"),
        (lacking, "[cells]\nopen = [", "[cells]\nopen = 5\nno = [", "“cells.no” is not known"),
        (lacking, "[cells]\nopen = [\n", "[cells]\nopen = [5,\n", "“cells.open”: it must be a list of texts"),
        (rated, "[asked]", "[ask]", "“asked” is missing"),
        (rated, "\n[words]\n", '\nloose = "x"\n[words]\n', "“loose”: it must be a table"),
    ],
)
def test_a_file_of_sayings_is_refused_by_its_name_and_key(module: ModuleType, before: str, after: str, said: str, tmp_path: Path) -> None:
    text = module.FILE.read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=rf"mine\.toml.*{said}"):
        module.sayings(file)
