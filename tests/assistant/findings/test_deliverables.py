"""What sentences say is to come: when they give no time, when they name nobody, and what is no promise."""

from __future__ import annotations

import pytest

from assistant.findings.deliverables import deliverables
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def read(text: str) -> list[tuple[str, bool, bool]]:
    """Each deliverable: its words, whether it gives no time, whether it names nobody."""
    found = deliverables(script_of(ID, snapshot_of(f"# Plan\n\n## The quay\n\n{text}\n")))
    return [(" ".join(one.words.split()), one.undated, one.nobody) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "A map of the lamps is being developed.",
        "New boat projects are being discussed.",
        "There is a programme of mending lamps.",
        "There are plans to pilot a night ferry.",
        "Consideration will be given to a second bell.",
        "It is intended that a ferry will begin.",
        "Further work is needed to map the moorings.",
        "The plan will be underpinned by a detailed action plan.",
    ],
)
def test_what_is_to_come_without_time_or_doer(text: str) -> None:
    assert read(text) == [(text, True, True)]


def test_who_is_named_or_when_is_told_apart() -> None:
    assert read("A map is being developed by the Lamp Board.") == [("A map is being developed by the Lamp Board.", True, False)]
    assert read("A map will be published in March 2027.") == [("A map will be published in March 2027.", False, True)]
    assert read("A map will be published by the Lamp Board in March 2027.") == []


@pytest.mark.parametrize(
    "text",
    [
        "If the lock fails, a map will be published.",
        "A map could be published.",
        "Lamps are monitored and reviewed.",
        "The moorings need to be mapped.",
        "The map was developed by pilots.",
    ],
)
def test_what_may_be_or_was_is_no_promise(text: str) -> None:
    assert read(text) == []


def test_a_condition_far_behind_a_promise_is_of_something_else() -> None:
    text = "A map of the lamps is being developed for the whole of the quay, the locks and the places where otters sleep."
    assert read(text) == [(text, True, True)]


def test_an_item_that_says_what_is_to_be_made() -> None:
    assert read("- Map of hotspots to be produced\n- Otters have to be counted") == [("Map of hotspots to be produced", True, True)]
