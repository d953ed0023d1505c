"""Totals in sentences and totals of tables by other names: what does not add up, and what may."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

WRONG = [
    "The wardens found 34 oars, the police 71 and the ferry 22, 137 in all.",
    "There were 312 replies, 247 of them on the website and 75 on paper.",
    "The plan costs £61,200 in 2019/20 and £62,100 in 2020/21, a total of £132,300.",
    "It costs £90,000. This is to be met by £50,000 from the pilots and £50,000 from the ferry.",
    "The drop-in was used by 431 people (278 from the quay and 163 from the mill).",
    "Nine skippers were fined, five at the mill and six at the quay.",
    "Of the 12 actions, six are complete, four are under way and three have not started.",
    "The team has 14 staff: six wardens, four officers and three clerks.",
    "The fund of £90,000 is made up of £40,000 from the council, £30,000 from the ferry and £10,000 from the pilots.",
    "We recruited 12 volunteers in spring and 15 in autumn, making 29.",
    "There were 60 thefts: 30 of oars, 20 of lamps and the remaining 15 of locks.",
    "Grants of £10,000, £15,000 and £20,000 were made, £55,000 altogether.",
    "| Area | 2024 |\n| --- | --- |\n| North | 120 |\n| South | 140 |\n| East | 90 |\n| Wexbury | 360 |",
    (
        "| Area | 2023 | 2024 |\n| --- | --- | --- |\n| North | 120 | 110 |\n| South | 140 | 150 |\n"
        "| East | 90 | 80 |\n| Whole borough | 350 | 350 |"
    ),
    (
        "| | Male | Female | All |\n| --- | --- | --- | --- |\n| Under 18 | 20 | 30 | 50 |\n"
        "| 18 to 64 | 40 | 50 | 95 |\n| 65 and over | 10 | 20 | 30 |"
    ),
    (
        "| Project | 2025/26 | 2026/27 | Total |\n| --- | --- | --- | --- |\n"
        "| Lights | £20,000 | £30,000 | £50,000 |\n| Locks | £10,000 | £15,000 | £35,000 |"
    ),
    "| Funder | Share |\n| --- | --- |\n| Council | 46% |\n| Grant | 35% |\n| Others | 24% |\n| Total | 100% |",
    "The £242,500 comes from the council (£112,500), the Home Office (£84,000) and the Commissioner (£56,000).",
    "The council gives £112,500, the Home Office £84,000 and the Commissioner £46,000, making £252,500 in total.",
    "Of the 11,204 crimes, 7,955 were in the north and 3,349 in the south.",
    "In the year there were 45 knife offences (20 in the north, 15 in the south and 20 in the east).",
    "We fitted 64 locks: 30 in Mill, 20 in Quay and 24 in Lock.",
    "In total 120 people came, 70 of them women and 60 men.",
    "Forty wardens work for us: 25 full-time and 10 part-time.",
    "Staff: 12 wardens + 4 officers + 3 managers = 20.",
    "The budget is £90,000, split between patrols (£50,000) and lights (£30,000).",
    "The survey had 1,146 replies – 700 online, 300 by post and 126 at events.",
    "We held 30 meetings last year: 12 with schools, 10 with shops and 9 with churches.",
    "| Quarter | Calls |\n| --- | --- |\n| Q1 | 612 |\n| Q2 | 745 |\n| Q3 | 588 |\n| Q4 | 531 |\n| Year | 2,576 |",
]
RIGHT = [
    "The wardens found 34 oars, the police 71 and the ferry 22, 127 in all.",
    "There were 312 replies, 247 of them on the website and 65 on paper.",
    "There were 312 replies, 247 of them on the website and 60 on paper.",
    "It costs £90,000. This is to be met by £50,000 from the pilots and £40,000 from the ferry.",
    "Of 45 boats, 12 were sold and 5 were burnt.",
    "The 318 skippers included 27 in custody, 41 on leave, 33 on shore and 19 abroad.",
    "Of the 12 actions, six are complete, four are under way and two have not started.",
    "| Area | Rate per 1,000 |\n| --- | --- |\n| North | 10 |\n| South | 14 |\n| East | 12 |\n| Borough | 12 |",
    (
        "| Offence | 2023 |\n| --- | --- |\n| Oars | 100 |\n| Lamps | 60 |\n"
        "| Of which at night (counted above, too) | 20 |\n| All offences | 160 |"
    ),
    "| Place | Q1 | Q2 | Year |\n| --- | --- | --- | --- |\n| Mill | 10 | 20 | 30 |\n| Quay | 12 | 13 | 25 |\n| Lock | 5 | 6 | 11 |",
    "| Funder | Share |\n| --- | --- |\n| Ferry | 46% |\n| Pilots | 35% |\n| Mill | 20% |\n| Total | 100% |",
    "| Place | 2022 | 2023 | 2024 |\n| --- | --- | --- | --- |\n| Mill | 10 | 20 | 30 |\n| Quay | 12 | 13 | 25 |\n| Lock | 5 | 6 | 12 |",
]


def said(text: str) -> list[T]:
    return [one.type for one in contradicted(f"# Wexbury Safety Plan 2025 to 2028\n\n{text}\n", area="Wexbury")]


@pytest.mark.parametrize("text", WRONG)
def test_what_does_not_come_out_is_found(text: str) -> None:
    assert said(text) == [T.TOTAL_AND_PARTS]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_or_may_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_row_of_one_figure_sums_the_rows_above_it_and_the_last_one_sums_those() -> None:
    rows = ["| Ref | Action | Cost £ |", "| --- | --- | --- |"]
    for letter, costs, total in (("A", (48, 12), 60), ("B", (50, 21), 71), ("C", (30, 14), 54)):
        rows += [f"| {letter}{place} | Mend lock {place} | {cost} |" for place, cost in enumerate(costs, start=1)]
        rows.append(f"| Cost of {letter} |  | {total} |")
    found = contradicted("\n".join(["# Plan", "", *rows, "| Cost of it all |  | 185 |"]))
    assert [one.sum for one in found] == ["30 + 14 = 44, not 54."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The team served 38 notices. Of these 29 were obeyed, eight went to court and three are still open.", True),
        ("The team served 38 notices. Of these 29 were obeyed, six went to court and three are still open.", False),
        ("The team served 38 notices. Of these 12 went to shops, nine to pubs and three to homes.", False),
        ("The team served 38 notices. Of these 29 were obeyed, 12 after a reminder, and three are still open.", False),
        ("The team served 38 notices. Of these 29 were obeyed, 12 were obeyed late, and three are still open.", False),
        ("There is a fund of £96,000 a year. £41,000 goes to youth work and £33,000 goes to lights.", False),
        ("Most crime was in Market (1,014 offences), Oxley (633) and Priory (571): 2,318 together.", True),
        ("Most crime was in Market (1,014 offences), Oxley (633) and Priory (571): 2,218 together.", False),
        ("Four wards account for 1,790 of them: Hill 604, Quay 498, Upton 371 and Old Town 297.", True),
        ("Four wards account for 1,770 of them (58%): Hill 604, Quay 498, Upton 371 and Old Town 297.", False),
        ("Four wards account for 1,790 of them (58%): Hill 604, Quay 498, Upton 371 and Old Town 297.", True),
        ("There is £96,000 for the year. £41,000 goes to youth work, £33,000 to lights and £24,000 to cameras.", True),
        ("There is £96,000 for the year. £41,000 goes to youth work, £33,000 to lights and £22,000 to cameras.", False),
        ("Of the 1,148 incidents of abuse in homes known to the ward officers in 2011/12, 702 were first ones and 466 were not.", True),
    ],
)
def test_parts_that_are_named_in_other_ways(text: str, told: bool) -> None:
    assert any(one.type is T.TOTAL_AND_PARTS for one in contradicted(f"# Plan\n\n## Part\n\n{text}\n")) is told
