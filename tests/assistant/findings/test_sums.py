"""Sums in tables and in words: what is wrong is found with its arithmetic, what is rounded, hedged or of another thing is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.findings.finding import FindingType as T
from assistant.findings.sums import sums
from tests.assistant.findings.texts import ID, snapshot_of


def found(text: str) -> list[tuple[T, str]]:
    return [(one.type, one.sum) for one in sums(ID, snapshot_of(f"# Plan\n\n{text}\n"))]


def table(*rows: str) -> str:
    head, *body = rows
    columns = head.count("|") - 1
    return "\n".join([head, "|" + " --- |" * columns, *body])


RIGHT = [
    "Crime fell by 9% from 34,483 to 31,422.",
    "Crime fell by about 10% from 450 to 380.",
    "Satisfaction rose from 25% to 30%, a rise of 5 percentage points, or 20%.",
    "Satisfaction rose by 5% from 25% to 30%.",
    "The rate fell from 120 per 1,000 people in 2011-12 to 102 in 2015-16.",
    "We recorded 388 cases, which is a slight increase on 374 cases the year before.",
    "Growth of £1m was shared: both wardens (£480k) and cleaning (£520k) get some.",
    "In 2015/16 the rate of 120 was 22 points above the average of 98 per 1000 population.",
    "Of 450 cases, 73 of the 450 cases (16%) came back.",
    "There are 11 strands within the Alpha Plan. There are also up to 9 strands of the Alpha Plan.",
    "In 2019 there were 11 wardens of the Riverside Team. In 2020 there were 9 wardens of the Riverside Team.",
    "The plan has three aims, among them:\n\n- one\n- two",
    "The Safety Plan 2017-21 followed the Safety Plan 2013-17.",
    "Searches dropped by 31% to 5,870, while the share leading to arrest grew from 13% to 19%.",
    "In one year it took 34 weeks in March, in the other 21 weeks in March.",
    "We have two national aims and a third that we added:\n\n- one\n- two\n- three",
]
WRONG = [
    ("Crime fell by 20% from 450 to 380.", T.CHANGE_AND_FIGURES),
    ("Crime fell from 380 to 450.", T.CHANGE_AND_FIGURES),
    ("Complaints dropped by 31% from 200 to 180, while searches rose.", T.CHANGE_AND_FIGURES),
    ("We have two national aims:\n\n- one\n- two\n- three", T.COUNT_AND_LIST),
    ("Police logged 16,320 reports, down 9%. Next year an increase of 12.5% to 18,289 reports is expected.", T.CHANGE_AND_FIGURES),
    ("We recorded 350 cases, which is an increase on 374 cases the year before.", T.CHANGE_AND_FIGURES),
    ("Our rate of 120 was 25 points above the average of 98.", T.CHANGE_AND_FIGURES),
    ("£132,000 goes to three projects. These projects are schools (£37,500); mosques (£30,000) and parents (£60,500).", T.TOTAL_AND_PARTS),
    ("In all, 73 of the 450 cases (26%) came back.", T.SHARE_AND_COUNT),
    ("There are 11 strands within the Alpha Plan. The 9 strands of the Alpha Plan are old.", T.SAME_QUANTITY),
    ("The six areas of work are:\n\n- one\n- two\n- three\n- four\n- five", T.COUNT_AND_LIST),
    ("The Safety Partnership Plan 2017-21 is new. See the Safety Partnership Plan 2017-20.", T.SAME_QUANTITY),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_wrong_is_found(text: str, expected: T) -> None:
    assert [kind for kind, _ in found(text)] == [expected]


def test_a_total_is_of_the_rows_since_the_last_total_or_of_all() -> None:
    rows = ["| Area | 2022 | 2023 |", "| North | 10 | 20 |", "| South | 5 | 6 |", "| Total | 15 | 26 |"]
    assert found(table(*rows)) == []
    more = ["| East | 7 | 7 |", "| West | 3 | 3 |"]
    assert found(table(*rows, *more, "| Total | 10 | 10 |")) == []
    assert found(table(*rows, *more, "| Total | 25 | 36 |")) == []
    assert [kind for kind, _ in found(table(*rows[:-1], *more, "| Total | 25 | 37 |"))] == [T.TOTAL_AND_PARTS]


def test_what_is_no_sum_is_not_added_up() -> None:
    assert found(table("| Area | Rate per 1,000 |", "| North | 10.5 |", "| South | 5.5 |", "| East | 7 |", "| Total | 7.9 |")) == []
    assert found(table("| Area | Cases |", "| Robbery (Total) | 10 |", "| Of these with a knife | 5 |", "| Arson | 3 |")) == []
    hole = table("| Area | 2022 | 2023 |", "| North | 10 | 4 |", "| South |  | 6 |", "| East | 4 | 2 |", "| Total | 20 | 12 |")
    assert found(hole) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 9999), min_size=3, max_size=8), st.integers(-3000, 3000))
def test_a_total_is_wrong_exactly_when_it_is_not_the_sum(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    rows = [f"| Area {chr(65 + place)} | {part} |" for place, part in enumerate(parts)]
    kinds = [kind for kind, _ in found(table("| Area | Cases |", *rows, f"| Total | {total} |"))]
    assert T.TOTAL_AND_PARTS not in kinds or off != 0
    # A wrong total near the sum is found; one far from it may be a total of something else, and whole thousands may be rounded.
    assume(all(number % 1000 for number in (*parts, total)))
    if off != 0 and 0.7 <= sum(parts) / max(total, 1) <= 1.4 and off not in (-parts[0], *parts):
        assert T.TOTAL_AND_PARTS in kinds


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(20, 5000), st.integers(20, 5000)), min_size=4, max_size=7))
def test_changes_that_are_worked_out_and_rounded_are_right(pairs: list[tuple[int, int]]) -> None:
    rows = [f"| Row {chr(65 + place)} | {a} | {b} | {(b - a) / a * 100:.1f}% |" for place, (a, b) in enumerate(pairs)]
    assert found(table("| Offence | 2022 | 2023 | % change |", *rows)) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(200, 9000), st.lists(st.integers(1, 100), min_size=3, max_size=6))
def test_shares_that_are_worked_out_and_rounded_are_right(whole: int, shares: list[int]) -> None:
    counts = [whole * share // 100 or 1 for share in shares]
    said = "; ".join(f"{count} ({count / whole * 100:.1f}%)" for count in counts)
    assert [kind for kind, _ in found(f"In total {whole} people answered: {said}.")] == []


WORDED = [
    ("There were 248 thefts in 2016/17 compared with 310 in 2015/16, an increase of 20%.", "not “increase”"),
    ("There were 248 thefts in 2016/17 compared with 310 in 2015/16, a fall of 30%.", "-20%"),
    ("Thefts doubled from 40 to 62.", "1.55"),
    ("Of 400 thefts, 120 (25%) were at night.", "30%"),
    ("One in four skippers (35%) felt unsafe.", "25%"),
    ("Two thirds of the thefts (40%) were of oars.", "66.7%"),
    ("There were 310 thefts, 120 in the north, 90 in the east and 110 in the south.", "320"),
    ("The fund of £300,000 comprises £150,000 from the council, £100,000 from the pilots and £40,000 from the ferry.", "£290,000"),
]


@pytest.mark.parametrize(("text", "right"), WORDED)
def test_what_is_wrong_in_words_is_worked_out(text: str, right: str) -> None:
    (one,) = found(text)
    assert right in one[1]


@pytest.mark.parametrize(
    "text",
    [
        "There were 248 thefts in 2016/17 compared with 310 in 2015/16, a fall of 20%.",
        "Thefts nearly doubled from 40 to 72. Lamps more than halved from 90 to 40.",
        "Of 400 thefts, 120 (30%) were at night, and 60 of the 240 skippers (25%) were old.",
        "Three quarters of skippers (74%) and a third of crews (35%) felt unsafe.",
        "A total of 320 thefts were recorded: 120 in the north, 90 in the east and 110 in the south.",
        "There were 310 thefts, 120 in the north and 90 in the east.",
        "A deficit of 34 boats in 2019 fell to 2024 levels.",
    ],
)
def test_what_is_right_in_words_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_rounding_to_thousands_does_not_hide_ten_thousand() -> None:
    rows = ("| Source | 2027 |", "| Council | £130,000 |", "| Pilots | £80,000 |", "| Grant | £45,000 |", "| Total | £265,000 |")
    assert [kind for kind, _ in found(table(*rows))] == [T.TOTAL_AND_PARTS]
    assert found(table(*rows[:-1], "| Total | £255,000 |")) == []


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("This plan has five priorities: noise, drift, lamps and locks.", "4"),
        ("The three responsible bodies meet. The three agencies (the pilots, the council, the ferry and the fire crew) meet.", "4"),
    ],
)
def test_a_count_and_what_is_named_behind_it(text: str, listed: str) -> None:
    (one,) = sums(ID, snapshot_of(f"# Plan\n\n{text}\n"))
    assert one.values["listed"] == listed


@pytest.mark.parametrize(
    "text",
    [
        "We agreed three themes: people, places and prevention.",
        "We agreed four themes: people, places, drift and noise, and lamps.",
        "The four wards (Mill, Quay, Lock and Bridge) met.",
        "Of five priorities, including noise, drift and lamps, two are new.",
        "We have five themes: noise and drift and lamps, locks, boats and moorings and oars.",
    ],
)
def test_a_count_that_fits_what_is_named_or_may(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("words", ["from 2019 to ", "from 10% to ", "from 12 in 2019 ", "fell by 9% from 450 "])
def test_a_long_sentence_that_nearly_tells_of_a_change_is_read_quickly(words: str) -> None:
    start = time.process_time()
    assert found(f"Crime fell {words * (5000 // len(words))}and rose.") == []
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        ("- 1\\. Locks\n- 2\\. Lamps\n- 3\\. Gates\n- We will also walk the quays after dark", False),
        ("- 1. Locks\n- 2. Lamps\n- 3. Gates\n- 4. Quays", True),
        ("- Locks\n- Lamps\n- Gates\n- Quays", True),
    ],
)
def test_what_stands_unnumbered_behind_a_numbered_list_is_none_of_it(items: str, wrong: bool) -> None:
    text = f"## What we do\n\nThe plan works in three areas:\n\n{items}\n\n## Next\n\nMore of the same follows here."
    assert (T.COUNT_AND_LIST in [type_ for type_, _ in found(text)]) == wrong
