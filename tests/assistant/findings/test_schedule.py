"""Dates that do not fit the document's own time, or each other."""

from __future__ import annotations

import pytest

from assistant.findings.dates import dates
from tests.assistant.findings.texts import ID, snapshot_of

OWN = "This plan covers the three years from 1 April 2025 to 31 March 2028."


def found(text: str, title: str = "Harbour Plan 2025-2028", kind: str = "plan") -> list[str]:
    return [one.says for one in dates(ID, snapshot_of(f"# {title}\n\n{text}\n", kind=kind, title=title))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ferry trial runs from May 2026 to March 2026.", True),
        ("The quay is shut between October 2026 and April 2026.", True),
        ("Trial of the lamps (September 2026 – January 2026)", True),
        ("Consultation opened on 14 May 2025 and closed on 2 March 2025.", True),
        ("The survey opened in June 2025 and closed in May 2025.", True),
        ("The gate is due on 31 September 2026.", True),
        ("A count is made by 31 June each year.", True),
        ("The boats are checked on 31/06/2026.", True),
        ("Thefts fell from March 2026 to March 2025.", False),
        ("We compare April 2025 to March 2026 with April 2024 to March 2025.", False),
        ("The ferry trial runs from March 2026 to May 2026.", False),
        ("The count of 30 June each year.", False),
        ("It was told in May and June 2026.", False),
        ("Of 31 September sailings, two were late.", False),
    ],
)
def test_what_runs_backwards_or_is_no_day(text: str, told: bool) -> None:
    assert bool(found(text)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We shall look at it again every year, the first time in February 2025.", True),
        ("The first review will take place in January 2025.", True),
        ("Progress will be reported to the harbour board in December 2024.", True),
        ("It will be reviewed half way, in October 2024.", True),
        ("The lamps will be switched on in May 2024.", True),
        ("The first review will take place in January 2026.", False),
        ("The plan will be adopted in February 2025.", False),
        ("The last plan was reviewed in January 2025.", False),
        ("Our needs assessment is to be reviewed with the one of October 2024.", False),
    ],
)
def test_what_is_to_come_before_the_plan_begins(text: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{text}")) is told


ROWS = (
    "| Action | Lead | By when |\n|---|---|---|\n| Fit lamps | Pilot | May 2026 |\n| Mark boats | Pilot | June "
    "2027 |\n| Walk paths | Crew | {} |\n"
)


@pytest.mark.parametrize(
    ("last", "told"), [("September 2029", True), ("30/06/2028", True), ("March 2028", False), ("2027/28", False), ("Ongoing", False)]
)
def test_an_action_due_after_the_plan_ends(last: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{ROWS.format(last)}")) is told


def test_where_most_actions_are_due_later_the_document_means_them_to_be() -> None:
    assert not found(f"{OWN}\n\n{ROWS.replace('May 2026', 'May 2030').replace('June 2027', 'June 2031').format('May 2032')}")


REPORT = "Report to Cabinet, 9 April 2024\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The panel considered the draft at its meeting on 26 April 2024.", True),
        ("The lamps were switched on in June 2024.", True),
        ("Consultation closed on 3 May 2024.", True),
        ("The new ferry will start in January 2024.", True),
        ("The panel considered the draft at its meeting on 26 March 2024.", False),
        ("The panel agreed to meet again on 26 April 2024.", False),
        ("Money was approved until March 2026.", False),
        ("The lamps will be switched on in June 2024.", False),
        ("A contract was let for works in June 2025.", False),
    ],
)
def test_what_does_not_fit_the_day_of_the_paper(text: str, told: bool) -> None:
    assert bool(found(f"{REPORT}{text}", "Harbour report", "report")) is told


def test_the_day_of_the_paper_may_stand_in_a_table() -> None:
    table = "| Date of meeting | 9 April 2024 |\n|---|---|\n| Ward | All |\n\n"
    assert found(f"{table}Consultation closed on 3 May 2024.", "Harbour report", "report") in ([], found(f"{REPORT}x", "y", "report"))


STEPS = "## Timetable\n\n- April 2025: launch\n- June 2025: grants\n- {}: night ferry\n- May 2027: review\n- March 2028: last report\n"


@pytest.mark.parametrize(("step", "told"), [("October 2024", True), ("January 2026", False), ("June 2025", False)])
def test_a_step_out_of_its_order(step: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{STEPS.format(step)}")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("This plan runs from April 2025 to March 2029.", True),
        ("Our strategy covers the period from 2024 to 2028.", True),
        ("This five-year plan is ours.", True),
        ("This plan runs from April 2025 to March 2028.", False),
        ("This plan covers the years 2025 to 2028.", False),
        ("This three-year plan is ours.", False),
        ("The previous plan ran from 2022 to 2025.", False),
        ("The police and crime plan covers 2024 to 2029.", False),
    ],
)
def test_two_times_for_the_document_itself(text: str, told: bool) -> None:
    assert bool(found(text)) is told


@pytest.mark.parametrize(
    ("columns", "row", "told"),
    [
        ("Project | Start | End", "Lamps | May 2026 | March 2026", True),
        ("Project | Start date | Finish date", "Lamps | May 2026 | June 2026", False),
    ],
)
def test_a_row_that_ends_before_it_begins(columns: str, row: str, told: bool) -> None:
    assert bool(found(f"| {columns} |\n|---|---|---|\n| {row} |\n| Gates | June 2026 | July 2026 |\n")) is told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            "The drinking order for the harbour seafront shelters expires in October 2025.",
            "Consult on a new drinking order before the one for the harbour seafront shelters expires on 20 October 2026.",
            True,
        ),
        ("The Lantern Project was set up in 2016.", "The Lantern Project, set up in 2014, has two workers.", True),
        ("The Lantern Project was launched in May 2024.", "The Lantern Project was launched in August 2024.", True),
        ("The Lantern Project was set up in 2016.", "The Heron Project was set up in 2014.", False),
        ("The council opened a pool in 2016.", "The council opened a library in 2014.", False),
        ("The Lantern Project was extended in 2016 and ends in May 2026.", "The second Lantern Project ended in May 2024.", False),
    ],
)
def test_one_event_under_two_dates(first: str, second: str, told: bool) -> None:
    assert bool(found(f"{first}\n\nOther words stand here.\n\n{second}")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It will be refreshed every April, the last time in April 2030.", True),
        ("The plan will be reviewed in May 2030.", True),
        ("The plan will be reviewed in May 2027.", False),
        ("The new plan will be reviewed in May 2030.", False),
        ("You can send ideas between 1 June and 14 May 2027.", True),
        ("You can send ideas between 1 December and 14 January 2027.", False),
        ("The year runs from 1 April to 31 March 2027.", False),
    ],
)
def test_reviews_after_the_end_and_days_that_share_a_year(text: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{text}")) is told


def test_the_time_of_another_paper_is_not_the_documents_own() -> None:
    text = "This plan says what the crew does between 1 April 2025 and 31 March 2028 under its strategy for 2024 to 2029."
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is a two-year trial, from April 2025 to March 2028.", True),
        ("The six months from April 2025 to December 2025 were wet.", True),
        ("The three years 2025/26 to 2029/30 are funded.", True),
        ("The three years from April 2025 to March 2028 are funded.", False),
        ("The three years 2025/26 to 2027/28 are funded.", False),
        ("Nine months, from April 2025 to December 2025, were wet.", False),
        ("It takes two years. From April 2025 to March 2028 it rains.", False),
    ],
)
def test_a_length_and_its_months(text: str, told: bool) -> None:
    assert bool(found(text)) is told


@pytest.mark.parametrize(
    ("text", "told"), [("Two pilots are funded until March 2024.", True), ("Two pilots are funded until March 2027.", False)]
)
def test_money_that_has_run_out_before_the_plan_begins(text: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{text}")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The plan was adopted in March 2026 after consultation in May 2026.", True),
        ("It was printed in April 2026, following the vote of 3 June 2026.", True),
        ("The lamps were lit in June 2026 before the vote of May 2026.", True),
        ("The plan was adopted in May 2026 after consultation in March 2026.", False),
        ("It was printed in April 2026. After that, in June 2026, it rained.", False),
        ("Next review: March 2024", True),
        ("Next review: March 2027", False),
        ("The ferry sank in May 2029.", True),
    ],
)
def test_what_comes_before_and_after(text: str, told: bool) -> None:
    text = text.replace("sank", "was launched")
    assert bool(found(f"{OWN}\n\n{text}")) is told


@pytest.mark.parametrize(("first", "told"), [("May 2024", True), ("May 2025", False)])
def test_an_action_due_before_the_plan_begins(first: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{ROWS.replace('May 2026', first).format('May 2027')}")) is told


MEASURED = (
    "| Action | Lead | Measure |\n|---|---|---|\n| Fit lamps | Pilot | Falls: 9 in 2024/25, 4 in 2027/28 |\n| Mark "
    "boats | Crew | Boats: 7 in 2024/25, 9 in 2027/28 |\n| Walk paths | Crew | Walks: {} |\n"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("3 in 2024/25, 6 in 2030/31", True),
        ("from 3 in 2027/28 to 6 in 2025/26", True),
        ("3 in 2024/25, 6 in 2027/28", False),
        ("6 in 2027/28 (3 in 2024/25)", False),
    ],
)
def test_a_measure_outside_the_documents_time(words: str, told: bool) -> None:
    assert bool(found(f"{OWN}\n\n{MEASURED.format(words)}")) is told


TARGETS = (
    "| Measure | 2025 | Target | Year |\n| --- | --- | --- | --- |\n| Thefts of boats | 118 | 95 | 2027 |\n"
    "| Fires on the quay | 61 | 50 | 2027 |\n| Nets cut | 11 | 7 | {year} |\n| Lamps broken | 68 | 60 | 2027 |"
)


@pytest.mark.parametrize(("year", "told"), [("2031", True), ("2027", False), ("2028", False)])
def test_the_year_of_a_target_lies_in_the_document_s_time(year: str, told: bool) -> None:
    assert bool(found(TARGETS.format(year=year))) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Half way through, in February 2025, the board will take stock.", True),
        ("A mid-term review in autumn 2024 will tell us whether the aims still hold.", True),
        ("Half way through, in October 2026, the board will take stock.", False),
    ],
)
def test_a_line_on_the_cover_gives_the_months(text: str, told: bool) -> None:
    told_ = dates(ID, snapshot_of(f"# Harbour\n\n## Safety plan, April 2025 to March 2028\n\n## Board\n\n{text}\n"))
    assert bool(told_) is told


def test_a_year_from_april_ends_in_march() -> None:
    own = "This is what we will do between 1 April 2026 and 31 March 2027 to carry out our strategy."
    rows = [
        ("Radio", "Apr 2026", "Dec 2026"),
        ("Warnings", "Apr 2026", "Mar 2027"),
        ("Mentors", "Sep 2026", "{end}"),
        ("Gate", "May 2026", "Aug 2026"),
    ]
    table = "| Action | Start | Finish |\n| --- | --- | --- |\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    for title in ("Harbour Delivery Plan 2026/27", "Harbour Delivery Plan"):
        assert found(f"{own}\n\n{table.format(end='Aug 2027')}", title)
        assert not found(f"{own}\n\n{table.format(end='Feb 2027')}", title)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("The Scrutiny Panel examined the draft at its meeting on {day}.", "22 July 2025"),
        ("The draft was scrutinised on {day}.", "22 July 2025"),
        ("Members commented on the draft on {day}.", "1 August 2025"),
        ("The board confirmed the budget on {day}.", "30 July 2025"),
    ],
)
def test_a_report_tells_of_no_meeting_to_come(told: str, day: str) -> None:
    head = "Report to: Cabinet, 16 July 2025\n\n"
    assert found(head + told.format(day=day), "Report", "report")
    assert not found(head + told.format(day="2 July 2025"), "Report", "report")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("The order for the fish market lapses in May 2026.", "The order for the fish market runs until October 2027.", True),
        ("The lantern hub opened in May 2024.", "The lantern hub, which opened in September 2024, takes calls.", True),
        ("The scheme opened in May 2024.", "The scheme opened in September 2025.", False),
        ("The order for the fish market lapses in May 2026.", "The order for the lower quay runs until October 2027.", False),
    ],
)
def test_one_thing_begins_and_ends_once(first: str, second: str, told: bool) -> None:
    assert bool(found(f"{first}\n\n## Later\n\n{second}")) is told


@pytest.mark.parametrize(
    ("column", "date", "told"),
    [("By", "June 2029", True), ("By", "June 2023", True), ("Timing", "June 2029", True), ("By", "June 2027", False)],
)
def test_a_column_says_by_when_in_one_word(column: str, date: str, told: bool) -> None:
    rows = [("Light", "May 2026"), ("Clean", "May 2027"), ("Visit", date), ("Mark", "June 2026")]
    table = f"| Action | {column} |\n| --- | --- |\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    assert bool(found(table)) is told


@pytest.mark.parametrize(
    ("text", "told"), [("Over the five years of this plan we will act.", True), ("Over the three years of our plan we will act.", False)]
)
def test_the_years_of_the_plan_are_its_own(text: str, told: bool) -> None:
    assert bool(found(text)) is told


def test_a_contract_runs_as_long_as_it_says() -> None:
    assert found("The contract began in April 2025 and runs for two years to March 2028.")
    assert not found("The contract began in April 2025 and runs for three years to March 2028.")


@pytest.mark.parametrize(("line", "told"), [("April 2026 to March 2029", True), ("Fires from April 2026 to March 2029", False)])
def test_a_line_of_nothing_but_two_months_is_the_time_of_a_plan(line: str, told: bool) -> None:
    text = (
        f"# Harbour: Community Safety Plan\n\n{line}\n\n## Board\n\nA mid-term review in autumn 2025 will show whether we are on course.\n"
    )
    assert bool(dates(ID, snapshot_of(text))) is told
