"""Counts that a document announces, and what it then sets out: what does not agree, and what may."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

WRONG = [
    "We will work to five rules: light, locks, patrols and talks.",
    "The board has four members – the pilots, the ferry and the council.",
    "The three partners are the pilots, the ferry, the mill and the council.",
    "We set ourselves four aims. They are light, locks and patrols.",
    "Five wards (Mill, Quay, Lock and Bridge) took part.",
    "## Our four pledges\n\n- light the quay well\n- mend the locks soon\n- visit every boat\n\n## Next\n\nText.",
    (
        "The following four actions will be taken first.\n\n- light the quay well\n- mend the locks soon\n"
        "- visit every boat\n\n## Next\n\nText."
    ),
    (
        "This plan has three aims.\n\n## Aim 1: Light\n\nText.\n\n## Aim 2: Locks\n\nText.\n\n## Aim 3: Oars\n\n"
        "Text.\n\n## Aim 4: Boats\n\nText."
    ),
    "We agreed four priorities: (1) light; (2) locks; (3) oars.",
    (
        "Five measures tell us whether it works.\n\n| Measure | Baseline |\n| --- | --- |\n"
        "| Lamps lit | 4 |\n| Oars lost | 6 |\n| Locks mended | 8 |"
    ),
    (
        "Money comes from four sources.\n\n| Source | £ |\n| --- | --- |\n| Council | 400 |\n| Ferry | 600 |\n"
        "| Pilots | 800 |\n| Total | 1,800 |"
    ),
    "The group will take three steps, namely lighting the quay, mending locks, fitting lamps and training crews.",
    "See the four risks in section 2.\n\n## 2. Risks\n\nThe risks are:\n\n1. lamps fail\n2. locks rust\n3. oars rot\n\n## 3. Next\n\nText.",
    "We have set four aims.\n\n| Aim | Lead |\n| --- | --- |\n| 1. Light | A |\n| 2. Locks | B |\n| 3. Oars | C |",
    (
        "The plan has five themes.\n\n## Theme 1 Light\n\nText.\n\n## Theme 2 Locks\n\nText.\n\n## Theme 3 Oars\n\n"
        "Text.\n\n## Theme 4 Boats\n\nText."
    ),
    "Our three priorities are:\n\n- light\n- locks\n- oars\n- boats\n\n## Next\n\nMore.",
    (
        "## Priority A: Light\n\nText.\n\n## Priority B: Locks\n\nText.\n\n## Priority C: Oars\n\nText.\n\n"
        "## Governance\n\nEach of the four priorities has a lead."
    ),
    (
        "## Priority A: Light\n\nText.\n\n## Priority B: Locks\n\nText.\n\n## Priority C: Oars\n\nText.\n\n"
        "## Governance\n\nProgress on all four priorities is reported quarterly."
    ),
    "The Board has six members: the council, the police, the fire service, probation and health.",
    "Four bodies must by law work together: the council, the police and the fire service.",
    "We consulted in five places, namely Mill, Quay, Lock and Bridge.",
    "The scheme runs in four parks: Mill Park, Quay Gardens and the Rec.",
    "Two reasons stand out: drink, boredom and drugs.",
    "The following five outcomes will show success:\n\n1. one\n2. two\n3. three\n4. four\n\n## Next\n\nMore.",
    "There are three key risks, as follows.\n\n- lamps may fail\n- locks may rust\n\n## Next\n\nMore.",
    (
        "This strategy is built on five principles.\n\n- We listen to people\n- We act on evidence\n"
        "- We work together\n- We are open\n\n## Next\n\nMore."
    ),
    (
        "The action plan below has seven actions.\n\n| Ref | Action | Lead |\n| --- | --- | --- |\n"
        "| 1 | Light | A |\n| 2 | Locks | B |\n| 3 | Oars | C |\n| 4 | Boats | D |\n| 5 | Masts | D |"
    ),
    (
        "The plan will be judged by six indicators, set out in Table 1.\n\nTable 1: Indicators\n\n"
        "| Indicator | Baseline |\n| --- | --- |\n| Lights | 3 |\n| Locks | 4 |\n| Oars | 6 |\n| Boats | 7 |"
    ),
    (
        "Five of the eight measures are on target.\n\n| Measure | On target |\n| --- | --- |\n| A | Yes |\n"
        "| B | Yes |\n| C | No |\n| D | Yes |\n| E | No |\n| F | Yes |\n| G | No |\n| H | No |"
    ),
    "The group's four workstreams (CCTV, lighting and patrols) are under way.",
    (
        "The plan has nine actions.\n\n| Ref | Action | Lead |\n| --- | --- | --- |\n| 1.1 | Light | A |\n"
        "| 1.2 | Locks | B |\n| 1.3 | Masts | B |\n\n## Two\n\n| Ref | Action | Lead |\n| --- | --- | --- |\n"
        "| 2.1 | Oars | C |\n| 2.2 | Boats | D |\n| 2.3 | Ropes | D |\n| 2.4 | Nets | D |"
    ),
    (
        "## Five things we do first\n\n- light the quay well\n- mend the locks soon\n- visit every boat\n"
        "- call every skipper\n\n## Next\n\nText."
    ),
    (
        "Three things matter most.\n\n- light the quay well\n- mend the locks soon\n- visit every boat\n"
        "- call every skipper\n\n## Next\n\nText."
    ),
    "The Board meets four times a year (January, May and September).",
    "It meets three times a year, in January, April, July and October.",
    "Ask these three questions:\n\n- who?\n- what?\n- when?\n- where?\n\n## Next\n\nText.",
]
RIGHT = [
    "The plan works on three areas:\n\n- 1. light\n- 2. locks\n- 3. oars\n- Mend what breaks\n\n## Next\n\nMore.",
    "We will work to four rules: light, locks, patrols and talks.",
    "The three partners are the pilots, the ferry and the council.",
    "Five wards, among them Mill, Quay and Lock, took part.",
    "The board has a team of three: two pilots, a smith and a warden.",
    (
        "## Our pledges\n\nThree of our four pledges are new.\n\n- light the quay well\n"
        "- mend the locks soon\n- visit every boat\n\n## Next\n\nText."
    ),
    (
        "This plan has three aims, and the Commissioner's plan has five priorities.\n\n"
        "## Priority 1: Light\n\nText.\n\n## Priority 2: Locks\n\nText.\n\n## Priority 3: Oars\n\nText."
    ),
    "Two priorities changed.\n\n## Priority 1: Light\n\nText.\n\n## Priority 2: Locks\n\nText.\n\n## Priority 3: Oars\n\nText.",
    (
        "Twelve indicators are reported. Those with targets are in the table.\n\n| Indicator | Baseline |\n"
        "| --- | --- |\n| Lamps lit | 4 |\n| Oars lost | 6 |\n| Locks mended | 8 |"
    ),
    "It meets three times a year, in January, April and October.",
    (
        "Money comes from three sources.\n\n| Source | £ |\n| --- | --- |\n| Council | 400 |\n"
        "| Ferry | 600 |\n| Pilots | 800 |\n| Total | 1,800 |"
    ),
    "We held patrols in four of the five parks (Mill, Quay, Lock and Bridge).",
    "The plan has four actions left to do.\n\n| Ref | Action |\n| --- | --- |\n| 1 | Light it |\n| 2 | Mend it |\n| 3 | Visit it |",
    "The four actions led by the pilots are late.\n\n| Ref | Action |\n| --- | --- |\n| 1 | Light it |\n| 2 | Mend it |\n| 3 | Visit it |",
    "The two actions owned by the ferry are late.\n\n| Ref | Action |\n| --- | --- |\n| 1 | Light it |\n| 2 | Mend it |\n| 3 | Visit it |",
    "The four actions still outstanding are late.\n\n| Ref | Action |\n| --- | --- |\n| 1 | Light it |\n| 2 | Mend it |\n| 3 | Visit it |",
]


def said(text: str) -> list[T]:
    return [one.type for one in contradicted(f"# Wexbury Safety Plan 2025 to 2028\n\n{text}\n", area="Wexbury")]


@pytest.mark.parametrize("text", WRONG)
def test_what_does_not_come_out_is_found(text: str) -> None:
    assert said(text) == [T.COUNT_AND_LIST]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_or_may_is_left_alone(text: str) -> None:
    assert said(text) == []
