"""Bodies and papers that read like one thing under two names; those that are two things are left alone."""

from __future__ import annotations

import pytest

from assistant.findings.namesakes import namesakes
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def told(text: str) -> list[str]:
    return [one.says for one in namesakes(script_of(ID, snapshot_of(f"# Plan\n\n## The quay\n\n{text}\n")))]


@pytest.mark.parametrize(
    "text",
    [
        "The Strategic Noise and Drift Group met. The Reducing Noise and Drift Board met.",
        "Night Sea Violence (NSV) is rare. The NSV Steering Group met. The Night Sea Violence Strategic Group met.",
        "The Harbour Safety Plan 2021-24 is new. This Harbour Safety Strategy for 2021-24 is long.",
        "The first Public Harbour Safety Survey was held. The second Harbour Safety Public Survey was not.",
    ],
)
def test_one_thing_with_two_names(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Strategic Noise and Drift Group met. The Noise and Otter Board met.",
        "The Noise Group met. The Noise Team met.",
        "The Youth Justice Board met. The Youth Justice Management Board met.",
        "The Strategic Drift Group met with the Reducing Drift Board.",
        "The Harbour Safety Plan 2021-24 is new. The Harbour Safety Strategy for 2017-20 was long.",
        "Tides and Boats and Locks met Locks and Boats and Tides.",
    ],
)
def test_two_things_with_two_names(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Youth Offending Team visits. Later the Youth Offending Service visits.",
        "The Hate Crime Panel sits. Cases go to the Hate Incident Panel.",
        "The Norwick Noise and Drift Action Plan is new. The Norwick Drift and Noise Action Plan is new.",
        "The Domestic Violence Forum met. The Domestic Abuse Forum met.",
        "The Norwick Fire Brigade came. Later the Norwick Fire Service came.",
        "The Rogue Ferries Team looks at hulls. The Rogue Ferries Taskforce was there.",
    ],
)
def test_words_for_one_another_and_another_order_make_two_names(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Youth Offending Team visits. The Youth Service visits.",
        "The Drift Steering Group met. The Drift Delivery Group met.",
        "The Safer Quay Partnership met. The Safer Quay Board met.",
        "The Domestic Abuse Forum met. The Domestic Abuse Board met.",
        "The Night Ferry Panel met. The NF Panel met.",
        "The Norwick Fire Brigade came. Later the Norwick Tide Service came.",
        "The Fire Brigade came. Later the Norwick Ambulance Service came.",
        "The Norwick Fire Brigade came with the Norwick Fire Service.",
        "The Safeguarding Adults Board met. The Safeguarding Children Board met.",
    ],
)
def test_two_levels_short_forms_and_other_bodies_are_not_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The Otters Against Noise Strategy was agreed.\n\nThe Otters Against Noise Plan is long.", 1),
        ("The Safer Marwick Plan is new.\n\nThe Safer Marwick Strategy says what we do.", 1),
        ("The Otters Against Noise Strategy was agreed.\n\nThe Otters Against Noise Action Plan is long.", 0),
        ("The Otters Against Noise Strategy leads to the Otters Against Noise Plan.\n\nThe Otters Against Noise Plan is long.", 0),
        ("The Community Safety Strategy was agreed.\n\nThe Community Safety Plan is long.", 0),
        ("The Otter Strategy was agreed.\n\nThe Otter Plan is long.", 0),
        ("The Police and Boats Strategy was agreed.\n\nThe Fog and Tides Plan is long.", 0),
    ],
)
def test_a_plan_and_a_strategy_of_one_name_without_years(text: str, times: int) -> None:
    assert len(told(text)) == times


@pytest.mark.parametrize(
    "text",
    [
        "The Noise Drift Select Committee asked. The Noise and Drift Scrutiny Committee will see it.",
        "The Boats and Otters Action Team met. The Boat and Otter Team met.",
    ],
)
def test_what_a_committee_or_team_may_be_called_besides(text: str) -> None:
    assert len(told(text)) == 1
