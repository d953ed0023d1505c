"""Letters that are spelt out in two ways, however they are put; and those that only read otherwise."""

from __future__ import annotations

import pytest

from assistant.findings.names import names
from tests.assistant.findings.texts import ID, snapshot_of


def two_ways(*lines: str) -> bool:
    text = "\n\nOther words stand here.\n\n".join(lines)
    return any("spelt out" in one.says or "does not spell" in one.says for one in names(ID, snapshot_of(f"# Plan\n\n{text}\n")))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Quay Safety Order (QSO) holds.", "Traders asked for a Quay Security Order (QSO)."),
        ("The Boat Theft Panel (BTP) meets.", "The BTP (Boat Thieves Partnership) reports."),
        (
            "Integrated Boat Management (IBM) goes on.",
            "| Letters | Words |\n|---|---|\n| IBM | Intensive Boat Monitoring |\n| QSO | Quay Safety Order |",
        ),
        ("Independent Ferry Violence Advisers (IFVAs) help.", "An Independent Ferry Victims Advocate (IFVA) helps."),
        ("Quay Watch Team (QWT)", "QWT – Quick Water Teams"),
        ("QWT stands for Quay Watch Team.", "The Quick Water Team (QWT) is new."),
        ("QWT: Quay Watch Team", "The Quick Water Team (QWT) is new."),
        ("Prolific and Priority Sailors (PPS) are met.", "Contact each of the Persistent Problem Sailors (PPS)."),
        ("Multi-Agency Risk Assessment Conference (MARAC)", "The multi-agency referral and action conference (MARAC) meets."),
        ("violence against sailors and girls (VASG) is rare.", "Our Vulnerable Adults Support Group (VASG) meets."),
        (
            "The quay watch team (QWT) walks.",
            "Letters. ABC: all boats counted. QWT: quick water taskforce. IBM: integrated boat management.",
        ),
        (
            "The team served 38 Boat Safety Notices (BSNs).",
            "| Ref | Action |\n|---|---|\n| A1 | Use BSNs (Basic Sailing Notes) more |\n| A2 | Sail |",
        ),
        ("We fund an independent ferry violence adviser (IFVA).", "The IFVA (integrated ferry voyage assessor) sits on the quay."),
        ("The quay watch team (QWT) walks.", "QWT = quick water taskforce"),
    ],
)
def test_spelt_out_in_two_ways(first: str, second: str) -> None:
    assert two_ways(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Quay Safety Order (QSO) holds.", "Quay Safety Orders (QSOs) hold."),
        ("The Quay Safety Order (QSO) holds.", "the quay safety order (QSO)"),
        ("Anti-social behaviour (ASB) is rare.", "antisocial behaviour (ASB) is rare."),
        ("Independent Ferry Violence Adviser (IFVA)", "Independent Ferry Violence Advisor (IFVA)"),
        ("The Harbour Safety Partnership (HSP) meets.", "Saltby Harbour Safety Partnership (HSP) meets."),
        ("Multi-Agency Risk Assessment Conference (MARAC)", "Multi Agency Risk Assessment Conferences (MARAC)"),
    ],
)
def test_spelt_out_in_one_way(first: str, second: str) -> None:
    assert not two_ways(first, second)


def test_a_long_run_of_hyphens_is_read_in_time() -> None:
    assert not two_ways(f"Tide marks: {'a-' * 1000}z", "The Quay Safety Order (QSO) holds.")
