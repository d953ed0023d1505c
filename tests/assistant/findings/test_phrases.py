"""Phrases of data files as patterns."""

from __future__ import annotations

import pytest

from assistant.findings.phrases import pattern_of


@pytest.mark.parametrize(
    ("phrase", "text", "fits"),
    [
        ("lock keeper", "the Lock\nKeeper sleeps", True),
        ("lock keeper", "the lock-keepers sleep", False),
        ("lock keeper*", "the lock-keepers sleep", True),
        ("mend|paint lamps", "we paint lamps", True),
        ("mend|paint lamps", "we buy lamps", False),
        ("mend ... lamps", "we mend all of the old lamps", True),
        ("mend ... lamps", "we mend it. Then lamps", False),
        ("pilot's boat", "the pilot’s boat", True),
    ],
)
def test_a_phrase_stands_for_its_words(phrase: str, text: str, fits: bool) -> None:
    assert bool(pattern_of([phrase]).search(text)) is fits


def test_the_longer_of_two_phrases_is_found_first() -> None:
    found = pattern_of(["lock", "lock keeper"]).search("the lock keeper")
    assert found is not None
    assert found.group() == "lock keeper"
