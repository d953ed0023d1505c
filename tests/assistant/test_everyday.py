"""Everyday words and what documents call the same thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.everyday import meanings, written_for
from ingest.errors import BadInput


def test_the_documents_words_for_everyday_ones() -> None:
    assert "residential burglary" in written_for("have break-ins gone up?")
    assert "robbery" in written_for("Was anybody MUGGED there?")


def test_words_are_whole_and_phrases_stand_together() -> None:
    assert written_for("a smuggling ring") == ()
    assert "theft of motor vehicle" in written_for("car   theft")
    assert "theft of motor vehicle" not in written_for("a car and a theft")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("how many motors got nicked in 2014", "theft of motor vehicle"),
        ("three households were turfed out", "evictions"),
        ("how many did they turf out", "evictions"),
        ("turfing out the whole family", "evictions"),
    ],
)
def test_a_phrase_is_found_in_any_tense_and_around_small_words(text: str, written: str) -> None:
    assert written in written_for(text)


def test_single_words_and_nouns_are_taken_as_they_stand() -> None:
    assert "theft of motor vehicle" not in written_for("the motor and all that is nicked")
    assert "violence with injury" not in written_for("which plans hit their target")  # "hitting" somebody is something else


def test_no_word_comes_twice() -> None:
    words = written_for("mugged, robbed, muggings and phone snatching")
    assert len(words) == len(set(words)) > 1


def test_plain_words_have_no_others() -> None:
    assert written_for("What are the priorities?") == ()


@given(st.sampled_from([word for meaning in meanings()[:80] for word in meaning.written]), st.text(max_size=20))
def test_capitals_and_what_stands_around_change_nothing(said: str, around: str) -> None:
    text = f"{said} – {around}"
    assert set(written_for(said)) <= set(written_for(text))
    assert written_for(text.lower()) == written_for(text) or not text.isascii()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[crime\n", "cannot be read"),
        ('mugged = "robbery"\n', "mugged"),
        ('[crime]\n"mugged" = ""\n', "mugged"),
        ('[crime]\n" , " = "robbery"\n', " , "),
        ('[crime]\n"mugged" = ["robbery"]\n', "mugged"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "everyday.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        meanings(file)
    assert "everyday.toml" in str(raised.value)
    assert named in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.toml"):
        meanings(tmp_path / "gone.toml")
