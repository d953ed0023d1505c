"""Gaps of the register's entries: rows that date an action, lists of priorities, and papers that are asked nothing."""

from __future__ import annotations

import pytest

from assistant.findings import gaps
from assistant.findings.finding import FindingType as T
from assistant.findings.gaps import is_plan, main_priorities
from assistant.findings.script import script_of
from tests.assistant.findings.found import words_found
from tests.assistant.findings.texts import ID, snapshot_of

ROWS = "## Action plan\n\n| Action | Lead | {} |\n|---|---|---|\n| Mend the lamps | Warden | {} |\n| Train the keepers | Pilot | {} |\n"


@pytest.mark.parametrize("column", ["By", "Timescale", "Due"])
def test_a_time_beside_an_action_dates_it_whatever_its_column_is_called(column: str) -> None:
    more = "| Paint the boats | Pilot | May 2027 |\n"
    words = words_found(ROWS.format(column, "June 2027", "") + more, T.ACTION_WITHOUT_DATE)
    assert words == ["Train the keepers"]


def test_words_with_a_year_in_them_beside_an_action_do_not_date_it() -> None:
    more = "| Paint the boats | Pilot | |\n"
    text = ROWS.format("Money", "from the grant that the council had in 2019", "") + more
    assert "Mend the lamps" in words_found(text, T.ACTION_WITHOUT_DATE)


def test_a_document_without_priorities_of_its_own_and_without_a_kind_is_no_plan() -> None:
    parts = "### Indicators\n\n- Number of boats sunk\n- Number of oars lost\n\n### Actions\n\n- Mend the lock\n- Train the keepers\n\n"
    text = f"# Quay\n\n## Priority 1: Boats\n\n{parts}## Priority 2: Noise\n\n{parts}"
    plan = script_of(ID, snapshot_of(text, kind=None))
    assert [one.fields.get("number") for one in main_priorities(plan)] == ["1", "2"]
    assert is_plan(plan)
    bare = script_of(ID, snapshot_of("# Quay\n\n## Boats\n\n- Number of boats sunk\n- Number of oars lost\n", kind=None))
    assert not is_plan(bare)


def test_a_priority_with_nothing_to_measure_it() -> None:
    one = "## Priority 1: Boats\n\nWords.\n\n### Indicators\n\n- Number of boats sunk\n- Number of oars lost\n\n"
    two = "## Priority 2: Noise\n\nWords of noise.\n\n"
    snapshot = snapshot_of(f"# Plan\n\n{one}{two}")
    (found,) = (found for found in gaps(ID, snapshot) if found.type is T.PRIORITY_WITHOUT_INDICATOR)
    assert found.values["count"] == "1"
    assert "Noise" in snapshot.page(ID, found.spans[0].page).text[found.spans[0].start : found.spans[0].end]


def test_a_target_to_be_set_and_a_bare_direction_are_no_targets() -> None:
    rows = (
        "## Measures\n\n| Indicator | Baseline | Target |\n|---|---|---|\n| Boats stolen per 1,000 moorings | 12.3 | 11 by 2028 |\n"
        "| Skippers robbed twice | TBC | Reduce |\n| Residents who feel safe on the quay | 61% | To be set |\n"
    )
    lacking = words_found(rows, T.INDICATOR_WITHOUT_TARGET)
    assert any("robbed twice" in one for one in lacking)
    assert any("feel safe" in one for one in lacking)
    assert not any("Boats stolen" in one for one in lacking)
    assert any("robbed twice" in one for one in words_found(rows, T.INDICATOR_WITHOUT_BASELINE))


def test_on_and_on_is_no_date_whatever_the_heading_says() -> None:
    text = ROWS.replace("Action plan", "Delivery plan: year one").format("By when", "Ongoing", "June 2027")
    more = "| Paint the boats | Pilot | May 2027 |\n"
    assert words_found(text + more, T.ACTION_WITHOUT_DATE) == ["Mend the lamps"]


def test_the_next_sentence_and_a_season_date_an_action() -> None:
    text = (
        "## The quay\n\nThe Harbour Board will lead a review of lamps. It will report by spring 2027.\n\n"
        "The Harbour Board will publish a map every October.\n\nThe Harbour Board will mend the lock.\n\n"
        "The Harbour Board will train the keepers.\n"
    )
    words = words_found(text, T.ACTION_WITHOUT_DATE)
    assert not any("review" in one or "map" in one for one in words)
    assert any("mend the lock" in one for one in words)


def test_where_no_indicator_says_whose_it_is_no_priority_is_said_to_lack_one() -> None:
    text = (
        "# Plan\n\n## Priority 1: Boats\n\nWords.\n\n## Priority 2: Noise\n\nWords of noise.\n\n## Annex\n\n"
        "| Measure | Baseline | Target |\n|---|---|---|\n| Oars lost at sea | 12 | 10 |\n"
        "| Skippers robbed | 14 | 9 |\n| Boats sunk | 4 | 3 |\n"
    )
    assert not [one for one in gaps(ID, snapshot_of(text)) if one.type is T.PRIORITY_WITHOUT_INDICATOR]
