"""Names of two documents: which is which, which became one, which stand alone."""

from __future__ import annotations

from assistant.findings.likeness import stems
from assistant.findings.matching import Matching, matched


def of(earlier: list[str], later: list[str]) -> Matching:
    return matched(earlier, later, ([stems(one) for one in earlier], [stems(one) for one in later]))


def test_the_same_words_and_their_near_relatives_are_paired() -> None:
    found = of(["Quiet nights", "Otter harm", "Lamps"], ["Lamps", "Harm to otters and swans", "Tides"])
    assert {(one.earlier, one.later, one.same) for one in found.matches} == {((2,), (0,), True), ((1,), (1,), False)}
    assert (found.alone_earlier, found.alone_later) == ((0,), (2,))


def test_two_that_became_one_are_one_match() -> None:
    (found,) = of(["Drugs", "Alcohol"], ["Drugs and alcohol"]).matches
    assert (found.earlier, found.later) == ((0, 1), (0,))


def test_nothing_is_matched_with_nothing() -> None:
    assert of([], ["Lamps"]) == Matching((), (), (0,))
