"""Gaps that rest on a document's words beside its register: aims, bodies, times that are over, what is to come."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings import gaps, shown
from assistant.findings.actions import parts_of
from assistant.findings.finding import Finding, FindingType
from assistant.findings.namesakes import namesakes
from assistant.findings.script import script_of
from ingest.library import Snapshot
from tests.assistant.findings.texts import ID, snapshot_of, words_of

TODAY = date(2026, 6, 1)
_T = FindingType
INDICATORS = "## Performance indicators\n\n- Number of burglaries (target 209)\n- Number of thefts from shops\n- Number of arsons\n\n"


def found(text: str, type: FindingType, kind: str = "plan", period: str | None = None) -> tuple[list[Finding], list[str]]:
    """The findings of a type, and the words they stand on."""
    snapshot = snapshot_of(text, kind=kind, period=period)
    findings = [one for one in shown(gaps(ID, snapshot, TODAY)) if one.type is type]
    return findings, [words for one in findings for words in words_of(one, snapshot)]


def unmeasured(aims: str) -> list[str]:
    return found(f"# Plan\n\n{INDICATORS}## Our objectives\n\n{aims}\n", _T.OUTCOME_WITHOUT_MEASURE)[1]


def test_aims_that_no_indicator_counts_are_told() -> None:
    words = unmeasured(
        "- Reduce the harm that moorings do to otters\n- Reduce burglaries and thefts from shops\n- Raise confidence in the ferry\n"
    )
    assert words == ["Reduce the harm that moorings do to otters", "Raise confidence in the ferry"]


def test_an_indicator_of_the_same_field_that_counts_something_else_measures_nothing() -> None:
    text = "# Plan\n\n## Performance indicators\n\n- Number of ferry passengers counted\n- Number of arsons\n\n## Our aims\n\n"
    words = found(
        text + "- Increase confidence of ferry passengers\n- Increase the ferry passengers in winter\n- End arsons\n",
        _T.OUTCOME_WITHOUT_MEASURE,
    )[1]
    assert words == ["Increase confidence of ferry passengers"]


def test_the_name_of_a_priority_and_the_background_are_no_aims() -> None:
    assert unmeasured("- Safer Harbours and Quays\n- Tides, ferries and weather\n") == []
    background = "# Plan\n\n## Background\n\n- Reduced lighting on the quay\n- Improved signs at the lock\n\n" + INDICATORS
    assert found(background, _T.OUTCOME_WITHOUT_MEASURE)[1] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Patrol the quay every night Provide lights for CSE victims Reduce noise", 3),
        ("Work of the Prevent programme with schools", 1),
        ("Training (to Improve the skills of pilots) at sea", 1),
        ("Mend the lock. Paint the bridge.", 2),
    ],
)
def test_what_runs_on_in_one_cell_is_parted_at_its_verbs(text: str, parts: int) -> None:
    assert len(parts_of(text)) == parts


BODIES = (
    "# Plan\n\n## Governance\n\nThe {}\n\nThe Lock Keepers Forum and the Ferry Users Panel were told. The Night Boats Team had a stall."
    " Burglary will be dealt with.\n\n" + INDICATORS
)


def test_bodies_that_are_only_named_are_told() -> None:
    words = found(BODIES.format("Harbour Safety Board oversees the work and meets monthly."), _T.BODY_UNEXPLAINED)[1]
    assert "Harbour Safety Board" not in words
    assert {"Lock Keepers Forum", "Ferry Users Panel"} <= set(words)


def test_being_reached_through_a_body_does_not_explain_it() -> None:
    words = found(BODIES.format("work is done through the Harbour Safety Board in spring."), _T.BODY_UNEXPLAINED)[1]
    assert "Harbour Safety Board" in words


@pytest.mark.parametrize(
    ("sentence", "over"),
    [
        ("A new lock will be in place from August 2024.", True),
        ("The survey is due to be finalised in April 2025.", True),
        ("By 2023/24 we will mend every lamp on the quay.", True),
        ("A new lock will be in place from August 2031.", False),
        ("The lock was opened in August 2024 and will be painted.", False),
        ("The Harbours Act 2003 will be read with this plan.", False),
        ("In 2022 the quay was flooded.", False),
        ("In 2023-24 the council will receive £400 for lamps.", False),
    ],
)
def test_what_was_to_come_by_a_time_that_is_over(sentence: str, over: bool) -> None:
    words = found(f"# Plan\n\n## The quay\n\n{sentence}\n\n{INDICATORS}", _T.TARGET_PERIOD_OVER)[1]
    assert (sentence in words) is over


def test_the_first_months_and_the_own_period_are_over_too() -> None:
    text = "# Harbour Plan 2021-2024\n\n## First 12 months - what will we do?\n\n- Mend the lock\n- Paint the bridge\n- Light the quay\n\n"
    words = found(text, _T.TARGET_PERIOD_OVER, period="2021-2024")[1]
    assert any("First 12 months" in one for one in words)
    assert any("2021-2024" in one for one in words)


COMING = "# Plan\n\n## The quay\n\n{}\n\n" + INDICATORS


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A map of the lamps is being developed.", True),
        ("Work is underway to refresh the ferry strategy.", True),
        ("A map of the lamps will be published in March 2027.", False),
        ("Lamps are monitored and reviewed.", False),
        ("If the lock fails, a map will be published.", False),
    ],
)
def test_what_is_to_come_without_a_time_is_asked_after(sentence: str, told: bool) -> None:
    assert (sentence in found(COMING.format(sentence), _T.ACTION_WITHOUT_DATE)[1]) is told


def test_a_report_on_a_plan_is_asked_what_it_says_is_under_way() -> None:
    text = (
        "# Report\n\n## Priorities\n\nOur priorities are:\n\n- Safer quays\n- Cleaner locks\n- Quieter nights\n\n"
        "## Work\n\nA map of the lamps is being developed.\n"
    )
    assert found(text, _T.ACTION_WITHOUT_DATE, kind="scrutiny report")[1] == ["A map of the lamps is being developed."]
    assert found(text, _T.ACTION_WITHOUT_DATE, kind="table of rates")[1] == []


def two_names(text: str) -> list[str]:
    snapshot: Snapshot = snapshot_of(f"# Plan\n\n## The quay\n\n{text}\n\n{INDICATORS}")
    return [one.says for one in namesakes(script_of(ID, snapshot))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The first Public Harbour Safety Survey was held. We plan a second Harbour Safety Public Survey.", True),
        ("The Harbour Safety Plan 2021-24 is new. This Harbour Safety Strategy for 2021-24 sets out the work.", True),
        ("The Harbour Safety Plan 2021-24 is new. The Otter Rescue Strategy for 2021-24 is not.", False),
        ("The Combatting Drift Board met. The Strategic Drift Group met.", True),
        ("The Combatting Drift Board met with the Strategic Drift Group.", False),
        ("The Harbour Drift Board met. Later the Ferry Noise Group met.", False),
    ],
)
def test_two_names_for_what_reads_like_one_thing(text: str, told: bool) -> None:
    assert bool(two_names(text)) is told
