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
        "A crackdown on night mooring will follow.",
        "Noise on the quay will be dealt with quickly and fairly.",
        "Late ferries will be tackled at the source.",
        "A full redesign of the ferry timetable is taking place.",
        "A review of the mooring rules is currently taking place.",
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


UNDER = "# Plan\n\n## {heading}\n\n### The moorings\n\n{text}\n"


def commanded(text: str, heading: str = "First year – what will we do?") -> list[tuple[str, bool]]:
    """What sentences under a group of a heading ask for, and whether they name nobody."""
    found = deliverables(script_of(ID, snapshot_of(UNDER.format(heading=heading, text=text))))
    return [(" ".join(one.words.split()), one.nobody) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Explore work with the harbours on the other shore.",
        "Establish a network of lamp keepers to mend what is broken.",
        "Provide help to skippers, so that we all know the tides when we sail.",
        "Encourage the ferry to use its bell.",
        "Support the lock keepers in their rounds.",
        "Continue to count otters with the schools.",
        "Review the moorings for swans.",
        "Further develop the tide tables for all.",
        "There will be an emphasis on working with Boat Owners to keep moorings clean.",
    ],
)
def test_what_running_text_under_a_heading_of_actions_asks_for_names_nobody(text: str) -> None:
    assert commanded(text) == [(text, True)]
    assert commanded(f"We will mend the bell. {text}") == [(text, True)]


def test_who_does_what_is_asked_for_may_be_said() -> None:
    text = "Establish a network of lamp keepers, led by the Lamp Board."
    assert commanded(text) == [(text, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Use of the quay has grown each night.",
        "Work is under a roof there.",
        "Support was given to skippers.",
        "Contact your lock keeper for more.",
        "Report a broken lamp on 01632 960123.",
        "Open moorings are rare.",
    ],
)
def test_a_noun_that_opens_a_sentence_and_what_a_reader_is_asked_are_no_actions(text: str) -> None:
    assert commanded(text) == []


@pytest.mark.parametrize("heading", ["Why is this important?", "The quay at night", "How we will measure success"])
def test_under_other_headings_such_a_sentence_asks_for_nothing(heading: str) -> None:
    assert commanded("Explore work with the harbours on the other shore.", heading) == []


@pytest.mark.parametrize(
    "text",
    [
        "Officers continue working to persuade more boatyards to join.",
        "The council continues to commit to night ferries.",
        "The board will continue working together to open the lock.",
    ],
)
def test_what_somebody_goes_on_with_gives_no_time(text: str) -> None:
    assert read(text) == [(text, True, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Her advice will follow the rules.",
        "The fair is taking place on the quay.",
        "Tea will follow at 4pm.",
        "A review of the lock took place in May.",
        "Officers continue to work with traders.",
    ],
)
def test_what_comes_or_goes_by_itself_is_no_promise(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A review of the moorings is planned.",
        "Consideration is being given to a second bell.",
        "We are looking at ways to light the quay.",
        "Further development of the tide tables is required.",
        "The focus for the quay will be the introduction of quieter boats.",
        "The partnership is working towards one bell for all boats.",
        "Partners are actively exploring the use of quieter boats.",
        "We shall hold a day of boats.",
        "We are committed to delivering a programme of boat repairs.",
        "Our aim is to launch a second ferry.",
        "We want to develop a crew of lamp keepers.",
        "Going forward, more emphasis will be placed on fog.",
        "The crew of the ferry and the police are to recruit two more pilots.",
        "The next step is to agree a chart.",
        "It will see the introduction of a night ferry.",
        "We hope to expand the crew to both shores.",
        "Discussions are taking place about a shared bell.",
        "It has been agreed that a chart will be drawn.",
    ],
)
def test_what_somebody_intends_looks_at_or_is_still_to_do_gives_no_time(text: str) -> None:
    assert [(words, undated) for words, undated, _ in read(text)] == [(text, True)]


@pytest.mark.parametrize(
    "text",
    [
        "We are committed to delivering this vision.",
        "The role of the team is to develop charts.",
        "The role of the Quay Safety Board is to agree charts and to review them.",
        "The main purpose of our Otter Panel is to run drills.",
        "The function of this small group is to review boats.",
        "A bid has been submitted for two lamps.",
        "We want boats to be quiet.",
        "The board has asked for a chart.",
        "We need to know more of otters.",
        "There is a need to develop a chart of the reeds.",
        "Work continues to widen the lock.",
        "Boats are looking old.",
    ],
)
def test_what_a_plan_stands_for_and_what_is_done_is_no_promise(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("heading", "promise"),
    [("The quay", True), ("What we will do", True), ("Our objectives", False), ("Role of the board", False), ("Outcomes", False)],
)
def test_an_item_that_begins_with_to_is_a_promise_where_nothing_calls_it_an_aim(heading: str, promise: bool) -> None:
    text = f"## {heading}\n\n- To develop a chart of the reeds\n- Swans\n"
    assert ("To develop a chart of the reeds" in [words for words, _, _ in read(text)]) is promise


def test_what_a_cell_says_is_to_come_is_asked_after_too() -> None:
    text = "A chart of the reeds and of the moorings beside them is being developed."
    table = f"| Theme | Words |\n|---|---|\n| Fog | {text} |\n| Swans | Swans sleep on the quay all night, and nobody sees them. |\n"
    assert [words for words, _, _ in read(table)] == [text]
