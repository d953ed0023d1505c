"""The fold changes nothing that was said, and everything that extractors disagree about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.words import fold, occurs, share_held, shingles, words

PLAIN = st.text(alphabet="abc ABC019.,-%£\n", max_size=60)


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("anti-\r\nsocial behaviour", "Anti-social  behaviour"),
        ("re\ufffeoffending", "reoffending"),
        ("multi\u00adagency", "multiagency"),
        ("2017 \u2013 2021", "2017-2021"),
        ("“safe”", '"safe"'),
        ("Council’s", "Council's"),
        ("ﬁre", "fire"),
        ("1,389 people", "1389 people"),
        ("a\u00a0b\tc", "A b c"),
    ],
)
def test_what_extractors_disagree_about_is_folded(printed: str, other: str) -> None:
    assert fold(printed) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("24.4%", "244%"), ("1,38", "138"), ("no report", "a report"), ("-5", "5"), ("short - term", "shortterm")]
)
def test_what_was_said_is_not_folded(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("339", "in all 339 people", True),
        ("339", "in all 1,339 people", False),
        ("339", "339.5 people", False),
        ("4%", "24.4% of them", False),
        ("24.4 %", "24.4 % of them", True),
        ("£1,000", "at a cost of £1000.", True),
        ("two", "network", False),
        ("repeat caller", "Repeat Callers and others", True),
        ("reoffending", "re-\noffending rates", True),
        ("Barking", "embarking", False),
        ("", "anything", False),
    ],
)
def test_a_wording_is_found_as_whole_words_only(wording: str, text: str, found: bool) -> None:
    assert occurs(wording, text) is found


@given(PLAIN, PLAIN, PLAIN)
def test_a_text_holds_what_stands_in_it_with_space_around(before: str, wording: str, after: str) -> None:
    if fold(wording) and fold(wording)[0] not in "-.," and fold(wording)[-1] not in "-.,":
        assert occurs(wording, f"{before} ; {wording} ; {after}")


@given(PLAIN)
def test_a_text_holds_all_of_itself(text: str) -> None:
    assert share_held(text, text) == (1.0 if words(text) else 0.0)


@given(PLAIN, PLAIN)
def test_a_longer_text_never_holds_less(text: str, more: str) -> None:
    gold = "abc 019 cab ba"
    assert share_held(f"{text} ; {more}", gold) >= share_held(text, gold)


def test_shingles_of_short_texts() -> None:
    assert shingles("") == frozenset()
    assert shingles("Road safety") == {("road", "safety")}
    assert shingles("a b c d") == {("a", "b", "c"), ("b", "c", "d")}


def test_share_held_falls_when_words_are_missing() -> None:
    gold = "the board meets every quarter in the town hall"
    assert share_held("the board meets every quarter in the town hall", gold) == 1
    assert 0 < share_held("the board meets every quarter", gold) < 1
    assert share_held("quarter every meets board the", gold) == 0
