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
        ("Measure: from", Role.MEASURE),
        ("to (2026/27)", Role.TARGET),
        ("By", Role.DUE),
        ("By March 2029", Role.TARGET),
        ("What we count", Role.MEASURE),
        ("Last year (2025)", Role.BASELINE),
        ("Whose job", Role.OWNER),
        ("Lead / partners", Role.OWNER),
        ("Ready by", Role.DUE),
        ("Milestone", Role.ACTION),
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
        ("Not yet available", True),
        ("TBC by the crew", True),
        ("to be agreed with the board", True),
        ("To be set in 2026", True),
        ("(not allocated)", True),
        ("no figure yet", True),
        ("not held before", True),
        ("n/k", True),
        ("#REF!", True),
        ("xx%", True),
        ("None in 2024", False),
        ("to be completed by March 2027", False),
        ("Pilot", False),
        ("0", False),
    ],
)
def test_what_says_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Reduce", True),
        ("↓", True),
        ("Year on year reduction", True),
        ("Downward trend by 2027", True),
        ("Maintain or improve", True),
        ("To fall by March 2028", True),
        ("fewer than before", True),
        ("Improve on 2024/25", True),
        ("Reduce to 40", False),
        ("Reduce by 5%", False),
        ("5% fewer in 2027/28", False),
        ("no more than 12", False),
        ("40", False),
    ],
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
        ("| 3 | Walks in each of nine parks | Crew |  | Walks: 3 |", ["due"]),
        ("|  | Total cost | | | |", []),
    ],
)
def test_a_row_of_actions(row: str, lacks: list[str]) -> None:
    assert [role for role, _ in empty(f"{ACTIONS}{FULL}{row}")] == lacks


def test_what_is_to_be_filled_in_later_is_asked_after_wherever_it_stands() -> None:
    assert empty(f"{ACTIONS}| 1 | Fit new lamps | To be appointed | May 2026 | Falls: 9 |") == [("owner", "Fit new lamps")]


def test_tables_of_one_make_speak_for_each_other() -> None:
    one = "## {}\n\n| Measure | Now | Goal |\n|---|---|---|\n| Falls from the quay | 40 | 30 |\n"
    assert empty(f"{one.format('Quay')}{one.format('Pier')}| Thefts of oars |  | 20 |") == [("baseline", "Thefts of oars")]


def test_the_figures_of_a_measure_in_a_table_of_actions() -> None:
    head = "| Action | Lead | By | Measure: from | to (2026/27) |\n|---|---|---|---|---|\n"
    rows = "| Fit new lamps | Pilot | May 2026 | Falls: 40 | 30 |\n| Mark the boats | Crew | June 2026 | Boats lost: 7 | 2 |\n"
    assert empty(f"{head}{rows}| Walk the paths | Crew | June 2026 | Thefts on the path: 8 | fewer |") == [
        ("target", "Thefts on the path: 8\tfewer")
    ]


def test_a_row_whose_measure_says_that_there_is_none_is_about_its_first_cell() -> None:
    head = "| Aim | Indicator | Baseline | Target | Lead officer |\n|---|---|---|---|---|\n"
    rows = "| Safe quays | Falls from the quay | 40 | 30 | Pilot |\n| Safe boats | Thefts of boats | 12 | 9 | Crew |\n"
    assert empty(f"{head}{rows}| Calm nights | Old survey ended, new indicator under discussion | | | |") == [
        ("owner", "Calm nights"),
        ("measure", "Calm nights"),
    ]


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
    assert empty(f"{head}| Calls about noise | 25 | reduce |") == [("target", "Calls about noise\t25\treduce")]
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


@pytest.mark.parametrize(
    ("items", "odd"),
    [
        (
            ["Lamps – Harbour team – by May 2026", "Boats – County council – by June 2026", "Bus – Ferry company – by July 2026"],
            "Bell – by May 2026",
        ),
        (["Lamps by May 2026. Harbour team", "Boats by June 2026. Council quay team", "A bus by July 2026. Police"], "A bell by May 2026."),
        (["Lamps by May 2026 | Harbour team", "Boats by June 2026 | Council", "A bus by July 2026 | Police"], "A bell by May 2026"),
        (["Lamps by May 2026 (Harbour crew)", "Boats by June 2026 (Council)", "A bus by July 2026 (Police)"], "A bell by May 2026"),
    ],
)
def test_an_item_that_names_nobody_where_the_others_do(items: list[str], odd: str) -> None:
    lines = "".join(f"- {item}\n" for item in items)
    assert empty(f"## Milestones\n\n{lines}- {odd}\n") == [("owner", odd)]


@pytest.mark.parametrize(
    ("said", "open_lead"),
    [
        ("The lead is to be agreed between the two crews.", True),
        ("A lead officer has not yet been named.", True),
        ("The owner is still to be found.", True),
        ("The responsible officer will be appointed.", False),
        ("The lead is the pilot.", False),
    ],
)
def test_a_sentence_that_says_that_there_is_no_lead(said: str, open_lead: bool) -> None:
    assert (("owner", said) in empty(f"## Boats\n\n{said}\n")) is open_lead


def test_a_row_of_two_columns_may_be_empty_behind_its_first() -> None:
    rows = "| Step | By |\n|---|---|\n| Lamps on the quay | May 2026 |\n| Oars for all | June 2026 |\n| A bell on the pier |  |\n"
    assert empty(rows) == [("due", "A bell on the pier")]


def test_an_item_whose_brackets_hold_labels() -> None:
    first = "- Lamps (Lead: harbour team. Deadline: May 2026.)\n- Oars (Lead: council. Deadline: June 2026.)\n"
    first += "- Bus (Lead: police. Deadline: July 2026.)\n"
    assert empty(f"## Projects\n\n{first}- A bell (Deadline: May 2026.)\n") == [("owner", "A bell (Deadline: May 2026.)")]


def test_lists_under_headings_of_one_name_speak_for_each_other() -> None:
    first = "## Boats\n\nMilestones:\n\n- Lamps by May 2026\n- Oars by June 2026\n\n"
    assert empty(f"{first}## Quays\n\nMilestones:\n\n- A bell by July 2026\n- A gate on the quay\n") == [("due", "A gate on the quay")]


def test_a_line_that_says_that_nobody_is_named() -> None:
    assert empty("## Boats\n\nWho answers for it: to be named\n\n## Noise\n\nWho answers for it: Chief pilot") == [
        ("owner", "Who answers for it: to be named")
    ]


def test_an_outcome_with_nothing_beside_it_lacks_a_measure() -> None:
    table = (
        "| Outcome | How it is counted | Start | Goal |\n|---|---|---|---|\n| Safe moorings | Boats stolen in a year | 88 | 60 |\n"
        "| A quiet quay | Calls about noise at night | 40 | 20 |\n| Skippers who trust us | | | |\n"
    )
    assert ("measure", "Skippers who trust us") in empty(table)
