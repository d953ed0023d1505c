"""What a paper is called by its title and first page, and that gaps are looked for where nobody gave it a kind."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings import gaps
from assistant.findings.finding import FindingType as T
from assistant.findings.gaps import is_plan
from assistant.findings.paper import Paper, paper_of, period_said
from assistant.findings.script import Script, script_of
from tests.assistant.findings.texts import ID, snapshot_of

ACTIONS = "## What we will do\n\n- Mend the lock\n- Train the keepers\n- Paint the boats\n- Light the quay\n- Fence the weir\n\n"
DATED = (
    "## Action plan\n\n| Action | Lead | By when |\n|---|---|---|\n| Mend the lamps | Harbour Police | May 2027 |\n"
    "| Train the keepers | Harbour Police | June 2027 |\n| Paint the boats | Ferry Council | May 2027 |\n"
    "| Light the quay | Ferry Council | July 2027 |\n"
)


def script(text: str, title: str = "quay final 3", kind: str | None = None) -> Script:
    return script_of(ID, snapshot_of(text, kind=kind, title=title))


@pytest.mark.parametrize(
    ("cover", "paper"),
    [
        ("# Safer Quays Strategy 2025-2029", Paper.PLAN),
        ("# A safer harbour\n\nOur plan for 2025 to 2028", Paper.PLAN),
        ("# Harbour Safety Agreement and Strategic Assessment 2025", Paper.PLAN),
        ("# Harbour Safety Plan 2025 to 2028\n\nReport to Cabinet", Paper.REPORTED),
        ("# Report on the storms of 2024", Paper.OTHER),
        ("# Strategic assessment 2025", Paper.UNSAID),
        ("# Equality impact assessment of the Harbour Safety Plan", Paper.OTHER),
        ("# Harbour Plan: consultation report", Paper.OTHER),
        ("# Moorings\n\nSupplementary Planning Document", Paper.OTHER),
        ("# Harbour Local Plan 2020-2036", Paper.OTHER),
        ("# Mooring charges\n\nRates schedule 2025", Paper.OTHER),
        ("# Data sharing agreement between the harbour and the police", Paper.OTHER),
        ("# Minutes of the Harbour Strategy Board", Paper.OTHER),
        ("# Tides of 2025", Paper.UNSAID),
    ],
)
def test_the_first_page_says_what_a_paper_is(cover: str, paper: Paper) -> None:
    assert paper_of(script(f"{cover}\n\n{ACTIONS}")) is paper


def test_a_report_names_its_plan_in_a_long_line_behind_its_form() -> None:
    line = "Safer Quays Plan 2024-2027: adoption and performance. " + "A pilot of the harbour, warden of the locks and of the lamps. " * 3
    assert paper_of(script(f"# Report to: Date:\n\n## Title:\n\n{line}\n\nWords of the report.")) is Paper.REPORTED


def test_a_title_in_words_goes_before_the_first_page() -> None:
    assert paper_of(script("# Our river", title="Harbour Safety Strategy for the river")) is Paper.PLAN
    assert paper_of(script("# Our plan for the river", title="Consultation response on the river plan")) is Paper.OTHER


def test_a_plan_by_its_cover_is_asked_as_one_by_its_kind() -> None:
    text = f"# Safer Quays Strategy 2025-2029\n\n{ACTIONS}"
    assert is_plan(script(text))
    assert any(one.type is T.ACTION_WITHOUT_DATE for one in gaps(ID, snapshot_of(text, kind=None, title="quay")))
    assert not is_plan(script(f"# Leaflet on the Safer Quays Strategy\n\n{ACTIONS}"))


def test_a_plan_before_a_meeting_is_one_where_it_says_who_does_what_by_when() -> None:
    head = "# Harbour Safety Plan 2025 to 2028\n\nReport to Cabinet\n\n"
    assert is_plan(script(head + DATED))
    assert not is_plan(script(head + "## Background\n\nThe plan was agreed.\n"))


def test_an_agreement_of_partners_is_a_plan_and_one_to_share_data_is_none() -> None:
    assert is_plan(script(f"# Quay\n\n{ACTIONS}", kind="community safety agreement"))
    assert not is_plan(script(f"# Quay\n\n{ACTIONS}", kind="information sharing agreement"))


def test_the_period_that_is_printed_stands_in_for_that_of_a_catalogue() -> None:
    said = period_said(script("# Safer Quays Strategy\n\n2025 to 2029\n\nWords."))
    assert said is not None
    assert (said.start.year, said.end.year) == (2025, 2029)
    assert period_said(script("# Safer Quays Strategy\n\nWords.")) is None


def test_of_two_periods_in_a_title_the_plan_s_is_meant() -> None:
    said = period_said(script("# Quays: yearly account 2024/25 and action plan 2025-2027\n\nWords."))
    assert said is not None and (said.start.year, said.end.year) == (2025, 2027)


def test_the_year_that_a_title_reports_on_has_not_lapsed() -> None:
    title = "Annual report 2024/25 and action plan 2025-2027"
    found = gaps(ID, snapshot_of(f"# {title}\n\n{DATED}", title=title), date(2026, 11, 1))
    assert not any(one.type is T.TARGET_PERIOD_OVER for one in found)


@pytest.mark.parametrize("title", [" and 20" * 15_000, "Plan" + " " * 50_000 + "x", " and " * 20_000])
def test_long_titles_are_read_in_time(title: str) -> None:
    made = script("# Words\n\nWords.", title=title)
    period_said(made)
