"""What people will find better, and what somebody will do."""

from __future__ import annotations

import pytest

from assistant.findings.betterment import promises_better


@pytest.mark.parametrize(
    "text",
    [
        "By 2028 residents over 65 will lose less money to fraud on the doorstep.",
        "By the end of the plan people will have more confidence to come forward.",
        "Fewer people will be hurt on the quay.",
        "The seafront will be a place for families again.",
        "By 2029 they will trust us more than they do today.",
        "More of you will know your pilot by name.",
        "Fewer of you will have had to ring twice about the same thing.",
        "Confidence in the crew will be higher in every ward by March 2027.",
        "Fewer shops will stand empty for fear of trouble.",
        "Nobody will wait more than a week for a call.",
        "Young people will feel safe on the last boat home.",
        "Streets will be cleaner and quieter.",
        "Victims will no longer have to tell their story twice.",
        "Burglary will fall by a third.",
        "Women will walk home without fear and feel safer.",
        "Drivers will find it easier to report a spill.",
    ],
)
def test_what_will_be_better(text: str) -> None:
    assert promises_better(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will fit more lamps.",
        "The council will have more officers.",
        "More patrols will be run at night.",
        "There will be fewer meetings of the board.",
        "If the grant is cut fewer people will be helped.",
        "The population will be higher by 2030.",
        "The team will report to the board more often.",
        "The plan will be reviewed again.",
        "Costs will be lower.",
        "Progress was better than before.",
    ],
)
def test_what_somebody_does_or_may_come(text: str) -> None:
    assert not promises_better(text)
