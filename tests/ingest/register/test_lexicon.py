"""The lexicon: an officer's phrases, and a wrong file refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import LexiconError, lexicon

OURS = Path(lexicon.__wrapped__.__code__.co_filename).with_name("lexicon.toml")


def test_a_phrase_matches_whole_words_stars_and_choices() -> None:
    words = lexicon()
    assert words.finds("priority", "nouns", "Our Priorities")
    assert not words.finds("action", "headings", "Reaction")
    assert words.finds("indicator", "introduces", "Success will be\njudged by falls")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('glossary = ["glossary", ', 'glossary = [7, "glossary", ', "must be a list of phrases"),
        ('bare = ["output|outputs", ', 'bare = ["a{b", "output|outputs", ', "is no word a phrase can have"),
        ("[term]\n", "[terms]\n", "lacks the table [term]"),
        ("[body]\n", "[body\n", "no valid TOML"),
        ("\nglossary = [", "\nglossaries = [", "lacks the list “glossary”"),
        ("[term]\n", '[term]\nother = ["words"]\n', "nothing asks for “other” in [term]"),
    ],
)
def test_a_wrong_file_is_refused_naming_the_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = OURS.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "lexicon.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"line") as error:
        lexicon(file)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "heads"), [("Lead officer/agency", True), ("Lead (support)", True), ("Owner and support", True), ("Leading", False)]
)
def test_a_columns_name_begins_with_a_phrase_before_what_is_said_aside(name: str, heads: bool) -> None:
    assert lexicon().heads("action", "who", name) is heads


def test_words_end_with_a_phrase() -> None:
    words = lexicon()
    assert words.ends("body", "posts", "Senior Lamp Engineer.")
    assert not words.ends("body", "posts", "Engineer House")
    assert words.ends_body("Trust") and not words.ends_body("Thrust")
