"""When something is held that is held once."""

from __future__ import annotations

import pytest

from assistant.event import lacks_its_day

PLANNED = "A conference on loneliness will be organised. The board met in May 2030 about other things."


@pytest.mark.parametrize("asked", ["What date is the conference?", "When is the conference on loneliness going to be?"])
def test_that_an_event_is_planned_does_not_tell_when(asked: str) -> None:
    assert lacks_its_day(asked, ["A conference on loneliness will be organised.", "The board met in May 2030."])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What date is the conference?", "The conference is on 3 May."),
        ("When was the conference?", "A conference was held. That was in March 2030."),
        ("What date is the conference?", PLANNED),  # the sentence behind it may tell
        ("When is the conference?", "An annual conference brings people together."),
        ("When does the strategy end?", "A conference will be organised."),
    ],
)
def test_a_sentence_with_a_day_beside_it_does(asked: str, told: str) -> None:
    assert not lacks_its_day(asked, [told])
