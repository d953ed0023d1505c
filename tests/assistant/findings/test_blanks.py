"""Cells, items and lines that are left empty where those beside them are not."""

from __future__ import annotations

import pytest

from assistant.findings.blanks import blanks
from assistant.findings.columns import Role, gives_no_figure, label_of, role_of, says_nothing
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def empty(text: str) -> list[tuple[str, str]]:
    script = script_of(ID, snapshot_of(f"# Harbour plan 2025-2028\n\n{text}\n", title="Harbour plan 2025-2028"))
    return [(one.role.value, script.words(one.span)) for one in blanks(script)]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Lead officer", Role.OWNER),
        ("Who will do it", Role.OWNER),
        ("Responsible body", Role.OWNER),
        ("SRO", Role.OWNER),
        ("Owner(s)", Role.OWNER),
        ("By when", Role.DUE),
        ("Complete by", Role.DUE),
        ("Timescale", Role.DUE),
        ("Finish", Role.DUE),
        ("How we will know", Role.MEASURE),
        ("Measure of success", Role.MEASURE),
        ("KPI", Role.MEASURE),
        ("Baseline (2024/25)", Role.BASELINE),
        ("Where we are now", Role.BASELINE),
        ("Target for 2027/28", Role.TARGET),
        ("Target 2028", Role.TARGET),
        ("What we will do", Role.ACTION),
        ("Outturn 2023/24", Role.RESULT),
        ("Ward", None),
        ("Cost", None),
        ("Partners", None),
    ],
)
def test_what_a_column_is_for(name: str, role: Role | None) -> None:
    assert role_of(name) is role


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        ("–", True),
        ("TBC", True),
        ("to be named", True),
        ("In development.", True),
        ("n/a", True),
        ("Pilot", False),
        ("0", False),
    ],
)
def test_what_says_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@pytest.mark.parametrize(
    ("text", "nothing"), [("Reduce", True), ("↓", True), ("Year on year reduction", True), ("Reduce to 40", False), ("40", False)]
)
def test_what_gives_no_figure(text: str, nothing: bool) -> None:
    assert gives_no_figure(text) is nothing


@pytest.mark.parametrize(
    ("line", "role", "rest"),
    [
        ("Lead: the harbour master", Role.OWNER, "the harbour master"),
        ("Who answers for it Chief pilot", Role.OWNER, "Chief pilot"),
        ("Owner – TBC", Role.OWNER, "TBC"),
        ("How we will know: fewer falls", Role.MEASURE, "fewer falls"),
        ("Lead the way to the quay", Role.OWNER, None),
        ("Measures of the police are taken in May", Role.MEASURE, None),
    ],
)
def test_a_label_in_front_of_a_line(line: str, role: Role, rest: str | None) -> None:
    start = label_of(line, role)
    assert (line[start:] if start is not None else None) == rest


ACTIONS = "| Ref | What we will do | Lead | By when | Measure |\n|---|---|---|---|---|\n"
FULL = "| 1 | Fit new lamps | Pilot | May 2026 | Falls: 9 |\n| 2 | Mark the boats | Crew | June 2026 | Boats: 7 |\n"


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ("| 3 | Walk the paths |  | July 2026 | Walks: 3 |", ["owner"]),
        ("| 3 | Walk the paths | TBC | July 2026 | Walks: 3 |", ["owner"]),
        ("| 3 | Walk the paths | Crew | – | Walks: 3 |", ["due"]),
        ("| 3 | Walk the paths | Crew | July 2026 |  |", ["measure"]),
        ("| 3 | Walk the paths every week | Crew |  | Walks: 3 |", []),
        ("| 3 | Walk the paths | Crew | Ongoing | Walks: 3 |", []),
        ("|  | Total cost | | | |", []),
    ],
)
def test_a_row_of_actions(row: str, lacks: list[str]) -> None:
    assert [role for role, _ in empty(f"{ACTIONS}{FULL}{row}")] == lacks


def test_where_most_rows_are_empty_nothing_is_said_of_each() -> None:
    rows = "".join(f"| {number} | Walk path {number} | | May 2026 | Walks: 3 |\n" for number in range(3, 9))
    assert empty(f"{ACTIONS}{FULL}{rows}") == []


MEASURES = "| Measure | {} | {} |\n|---|---|---|\n| Falls from the quay | 40 | 30 |\n| Thefts of boats | 12 | 9 |\n"


@pytest.mark.parametrize(
    ("first", "second"), [("Baseline", "Target"), ("2024/25", "2027/28"), ("Where we are now", "Where we want to be"), ("From", "To")]
)
def test_a_row_of_measures(first: str, second: str) -> None:
    head = MEASURES.format(first, second)
    assert empty(f"{head}| Calls about noise | – | 20 |") == [("baseline", "Calls about noise")]
    assert empty(f"{head}| Calls about noise | 25 | reduce |") == [("target", "Calls about noise")]
    assert empty(f"{head}| Calls about noise | 25 | 20 |") == []


PROMISES = (
    "## Our promises\n\n- Two more boats by May 2026 (harbour crew)\n- New lamps by June 2026 (county highways)\n- "
    "A bus by July 2026 (ferry company)\n{}\n"
)


@pytest.mark.parametrize(
    ("item", "lacks"),
    [
        ("- The bell will ring again", ["owner", "due"]),
        ("- A gate by August 2026", ["owner"]),
        ("- A gate (harbour crew)", ["due"]),
        ("- A watch all year round (harbour crew)", []),
        ("- A gate by August 2026 (harbour crew)", []),
    ],
)
def test_an_item_of_promises(item: str, lacks: list[str]) -> None:
    assert [role for role, _ in empty(PROMISES.format(item))] == lacks


def test_a_line_that_says_that_nobody_is_named() -> None:
    assert empty("## Boats\n\nWho answers for it: to be named\n\n## Noise\n\nWho answers for it: Chief pilot") == [
        ("owner", "Who answers for it: to be named")
    ]
