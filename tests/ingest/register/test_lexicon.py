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
        ('money = ["£"]', 'money = ["£", "a{b"]', "is no word a phrase can have"),
        ("[term]\n", "[terms]\n", "lacks the table [term]"),
        ("[body]\n", "[body\n", "no valid TOML"),
        ('money = ["£"]', "", "lacks the list “money”"),
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
