"""Numbers to ring: one line misprinted, and lines that are two."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.script import script_of
from assistant.findings.sums.phones import phones
from tests.assistant.findings.found import contradicted
from tests.assistant.findings.texts import ID, snapshot_of

DESKS = "| Desk | Ring |\n| --- | --- |\n| Lamps | 01632 960121 |\n| Locks | 01632 960112 |\n| Boats | 01632 960211 |"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Call the helpline on 01632 960144.", "Helpline: 01632 960414.", True),
        (DESKS, "Ring Lamps on 01632 960211.", False),
        (DESKS, "Ring Locks on 01632 960121.", False),
        ("| Desk | Ring |\n| --- | --- |\n| Lamps | 01632 960121 |\n| Boats | 01632 960333 |", "Ring Lamps on 01632 960112.", True),
        (DESKS, "More stands below.", False),
        ("Call the helpline on 01632 960144.", "The council: 01632 960414.", False),
        ("Call the helpline on 01632 960144.", "Helpline: (01632) 960 144.", False),
        ("Call the helpline on 0800 555 0101 or 0800 555 0110.", "Helpline: 0800 555 0110.", False),
        ("Oakley office: 01632 960121.", "Quay office: 01632 960112.", False),
    ],
)
def test_one_line_with_two_numbers(first: str, second: str, told: bool) -> None:
    found = contradicted(f"# Plan\n\n## Who we are\n\n{first}\n\n## What we did\n\n{second}\n")
    assert any(one.type is T.SAME_QUANTITY for one in found) is told


def test_many_numbers_are_read_in_time() -> None:
    rows = "\n".join(f"| Desk {n} | 01632 {960000 + n} |" for n in range(1500))
    script = script_of(ID, snapshot_of(f"# Plan\n\n| Desk | Ring |\n| --- | --- |\n{rows}\n"))
    assert not list(phones(script))
