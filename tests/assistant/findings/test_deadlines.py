"""Actions that a sentence and a table date, alike and not."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

ROWS = "| Action | Lead | By |\n| --- | --- | --- |\n| {} | Police | {} |\n| Mark bicycles | Council | May 2026 |"


@pytest.mark.parametrize(
    ("text", "action", "date", "told"),
    [
        ("Every farm school will have had a visit by March 2027.", "Visit every farm school", "September 2027", True),
        ("We will light the fish market by summer 2026.", "Light the fish market", "March 2027", True),
        ("The fish market is to be lit before May 2026.", "New lamps, fish market lit", "December 2026", True),
        ("Every farm school will have had a visit by March 2027.", "Visit every farm school", "March 2027", False),
        ("We will light the fish market by summer 2026.", "Light the fish market", "July 2026", False),
        ("We will light the fish market by summer 2026.", "Light the lower quay", "March 2027", False),
        ("The first phase of lamps at the fish market will be in place by May 2026.", "Lamps at the fish market", "March 2027", False),
        ("Lamps at the fish market will be reviewed by May 2026.", "Lamps at the fish market", "March 2027", False),
        ("By March 2027, every farm school will have had a visit.", "Visit every farm school", "September 2027", True),
        ("We will visit every farm school from May 2026.", "Visit every farm school", "September 2027", False),
        ("We will visit every farm school in May 2026.", "Visit every farm school", "September 2027", False),
        ("We will fit lamps in parks, with designs agreed by May 2026.", "Fit lamps in parks", "September 2027", False),
        ("We will fit lamps in parks with plans agreed by May 2026.", "Fit lamps in parks", "September 2027", False),
        ("We will fit lamps in parks by May 2026 and in yards later.", "Fit lamps in parks", "September 2027", False),
    ],
)
def test_one_action_has_one_date(text: str, action: str, date: str, told: bool) -> None:
    found = contradicted(f"# Plan\n\n## Aim 1\n\n{text}\n\n## Action plan\n\n{ROWS.format(action, date)}\n")
    assert any(one.type is T.DATES for one in found) is told


def test_a_start_is_not_held_against_an_end() -> None:
    head = "| Action | Start | End |\n| --- | --- | --- |\n"
    table = head + "| Visit every farm school | May 2026 | September 2027 |\n| Mark boats | May 2026 | June 2026 |"
    found = contradicted(f"# Plan\n\n## Aim 1\n\nWe will visit every farm school from May 2026.\n\n## Action plan\n\n{table}\n")
    assert not any(one.type is T.DATES for one in found)
