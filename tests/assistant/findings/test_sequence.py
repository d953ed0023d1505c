"""Steps that lean on one another, in the order of their dates and against it."""

from __future__ import annotations

import pytest

from assistant.findings.dates import dates
from tests.assistant.findings.texts import ID, snapshot_of


def found(text: str) -> list[str]:
    return [one.says for one in dates(ID, snapshot_of(f"# Plan\n\n{text}\n")) if "come after" in one.says]


def rows(*steps: tuple[str, str]) -> str:
    return "| Action | Lead | By when |\n| --- | --- | --- |\n" + "\n".join(f"| {words} | Council | {date} |" for words, date in steps)


@pytest.mark.parametrize(
    "text",
    [
        rows(("Night bus on Fridays, first run", "4 December 2026"), ("Evaluate the first year of the night bus", "May 2026")),
        rows(("Publish the findings of the lighting audit", "March 2026"), ("Carry out the lighting audit", "September 2026")),
        rows(("Act on the lessons from the harbour trial", "June 2026"), ("Harbour trial begins", "October 2026")),
        rows(("Measure the impact of the quay wardens", "June 2026"), ("Quay wardens start", "October 2026")),
        rows(("Decide on patrols following the skills audit", "June 2026"), ("Complete the skills audit", "November 2026")),
        "## Milestones\n\n- March 2028: Targets set again in the light of the half-way review\n- March 2029: Half-way review",
        "## Milestones\n\nMarch 2028\n\nTargets set again in the light of the half-way review\n\nMarch 2029\n\nHalf-way review",
        "The harbour trial begins in October 2026.\n\n## Later\n\nWe will evaluate the harbour trial in June 2026.",
        "Results of the dog survey will be published in spring 2026.\n\n## Later\n\nThe dog survey opens in autumn 2026.",
    ],
)
def test_what_leans_on_something_later_is_told(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        rows(("Night bus on Fridays, first run", "May 2026"), ("Evaluate the first year of the night bus", "June 2027")),
        rows(("Publish the findings of the lighting audit", "March 2026"), ("Respond to the lighting audit", "September 2026")),
        rows(("Evaluate the existing wardens", "June 2026"), ("New wardens start", "October 2026")),
        rows(("Evaluate the first round of the night bus", "June 2026"), ("Second round of the night bus", "October 2026")),
        rows(("Evaluate the night bus", "June 2026"), ("Night bus begins", "May 2025"), ("Night bus on Sundays", "October 2026")),
        "We will plan patrols based on tide data in June 2026.\n\n## Later\n\nIn May 2027 tide data is published.",
        rows(("Plan patrols based on tide data", "June 2026"), ("Tide data published", "May 2027")),
        rows(("Review the camera policy", "June 2026"), ("Publish the camera policy", "October 2026")),
    ],
)
def test_steps_in_order_are_left_alone(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The consultation closed on 30 June 2025. Its results were published on 12 June 2025.", True),
        ("The survey ran until 30 June 2025. The board agreed the plan, having read the answers, on 12 May 2025.", True),
        ("Consultation ran from May to 30 June 2026 and the results of the last consultation came out in April 2026.", False),
        ("The survey is open until 30 June 2026. Early findings will go to the pilots in May 2026.", False),
        ("The survey is open until 30 June 2026. Interim results will go to the pilots in May 2026.", False),
        ("The consultation closed on 30 June 2026. Responses by 31 May 2026 were answered first.", False),
        ("The consultation closed on 30 June 2026. Replies received before 31 May 2026 were answered first.", False),
        ("The consultation closed on 12 June 2025. Its results were published on 30 June 2025.", False),
        ("The consultation closed on 30 June 2025. The board had agreed the draft on 12 May 2025.", False),
    ],
)
def test_results_come_after_the_asking(text: str, told: bool) -> None:
    assert bool(found(text)) is told
