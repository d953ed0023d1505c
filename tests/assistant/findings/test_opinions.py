"""Answers of a survey that are given with two shares, and shares of two questions, times or groups."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

TABLE = "\n\n## Measures\n\n| Measure | 2025 | Target |\n| --- | --- | --- |\n| {name} | {share} | 90% |\n| Thefts | 220 | 200 |\n"
NAME = "Residents who feel safe in the park after dark"
WRONG = [
    "## Parks\n\n41% of residents feel safe in the park after dark (residents’ survey 2025)." + TABLE.format(name=NAME, share="44%"),
    "## Trust\n\nIn the survey of autumn 2025, which 900 people filled in, 41% said they felt "
    "safe in the park after dark, the fewest since 2019." + TABLE.format(name=NAME, share="44%"),
    "## Town centre\n\nAfter dark 52% of you feel safe in the town centre."
    + TABLE.format(name="Residents who feel safe in the town centre after dark", share="55%"),
    "## Trust\n\n61% are satisfied with the way we handle noise."
    + TABLE.format(name="Satisfied with the way we handle noise", share="64%"),
]
FINE = [
    "## A\n\nIn 2023 41% felt safe in the park after dark." + TABLE.format(name=NAME, share="44%"),
    "## A\n\n41% of women feel safe in the park after dark." + TABLE.format(name=NAME, share="44%"),
    "## A\n\n71% of residents feel safe in the park by day." + TABLE.format(name=NAME, share="64%"),
    "## A\n\nNationally 41% feel safe in the park after dark." + TABLE.format(name=NAME, share="44%"),
    "## A\n\nAcross the county 41% feel safe in the park after dark." + TABLE.format(name=NAME, share="44%"),
    "## A\n\nWe want 50% to feel safe in the park after dark." + TABLE.format(name=NAME, share="44%"),
    "## A\n\nSome 44% of residents feel safe in the park after dark." + TABLE.format(name=NAME, share="44.3%"),
]


def found(text: str) -> list[str]:
    return [one.says for one in contradicted(f"# Plan\n\n{text}\n") if one.type is T.SAME_QUANTITY]


@pytest.mark.parametrize("text", WRONG)
def test_one_answer_with_two_shares_is_told(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize("text", FINE)
def test_shares_of_two_questions_are_left_alone(text: str) -> None:
    assert not found(text)
