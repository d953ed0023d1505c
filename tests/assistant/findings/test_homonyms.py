"""Letters that are used for two bodies, and letters that are one body's whatever stands before them."""

from __future__ import annotations

import pytest

from assistant.findings.homonyms import homonyms
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def told(text: str) -> list[str]:
    return [one.says for one in homonyms(script_of(ID, snapshot_of(f"# Plan\n\n## The quay\n\n{text}\n")))]


@pytest.mark.parametrize(
    "text",
    [
        "Cases go to the ASB MARAC. Victims at high risk go to the DV MARAC.",
        "Noise goes to the Community MARAC each month. The MARAC hears of victims.",
        "We support the Community Risk Assessment Conference (MARAC). A DA MARAC is held weekly.",
        "| Body | Chair |\n|---|---|\n| Hate Crime MARAC | The pilot |\n| MARAC | A warden |",
    ],
)
def test_letters_of_two_bodies(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Cases go to the MARAC. Victims at high risk go to the MARAC.",
        "Cases go to the DV MARAC. Victims at high risk go to the MARAC.",
        "The ASB MARAC is modelled on the MARAC, which hears of domestic abuse. The MARAC meets weekly.",
        "The Community MARAC meets monthly.",
    ],
)
def test_letters_of_one_body_or_told_apart(text: str) -> None:
    assert told(text) == []
