"""Sentences that list priorities in passing."""

from __future__ import annotations

import pytest

from ingest.register.enumeration import enumeration_in


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "The Commissioner’s plan 2030 to 2034 has three priorities, calm lanes, lit quays and warm homes.",
            ["calm lanes", "lit quays", "warm homes"],
        ),
        ("Our plan sets out three aims for 2030, calm lanes, lit quays and warm homes.", ["calm lanes", "lit quays", "warm homes"]),
        ("The strategy names three themes, which are calm lanes, lit quays and warm homes.", ["calm lanes", "lit quays", "warm homes"]),
        ("The board agreed two priorities, noise and litter.", ["noise", "litter"]),
        ("The council identified three priorities, namely noise, litter and rats.", ["noise", "litter", "rats"]),
        ("We have three priorities, and each has a lead.", None),
        ("We have four priorities, each with a lead, an aim, and a budget.", None),
        ("The partnership has three priorities, led by the police, the council and the health board.", None),
        ("We chose three priorities, after a survey of residents, and a plan.", None),
        ("We agreed priorities, noise and litter.", None),
    ],
)
def test_a_list_behind_a_comma(sentence: str, parts: list[str] | None) -> None:
    found = enumeration_in(sentence)
    assert (None if found is None else [sentence[start:end] for start, end in found.parts]) == parts
