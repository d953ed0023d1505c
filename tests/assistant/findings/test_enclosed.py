"""What is said to be attached, enclosed, overleaf or at the back of a document, and links that were never put in."""

from __future__ import annotations

import pytest

from assistant.findings.enclosed import enclosed
from assistant.findings.finding import FindingType as T
from assistant.findings.script import script_of
from tests.assistant.findings.found import words_found
from tests.assistant.findings.texts import ID, snapshot_of

MISSING = [
    "A tide table is attached at the back of this document.",
    "A register of wrecks is kept with this plan (attached).",
    "A survey of the quay has been completed (see attached).",
    "A map of the shoals is enclosed.",
    "The list of pilots is shown overleaf.",
    "The soundings can be found at the back of this plan.",
    "Please see the back cover for the numbers of the lock keepers.",
    "Turn to the centre pages for the calendar of tides.",
    "Depths are set out in the tide pack enclosed with this plan.",
    "The enclosed tide calendar shows the springs.",
    "A wreck framework will accompany the plan.",
    "The tide register sits alongside this strategy.",
    "The soundings are printed on the back page.",
    "A chart of moorings is appended.",
    "All depths are listed on the inside back cover.",
    "More can be read in the Tide Assessment (hyperlink).",
    "More can be read in the Tide Assessment [link].",
    "The survey of wrecks [insert link] says more.",
    "Read the tide survey (link to follow).",
    "Depths are in the tide pack that goes with this plan.",
    "Depths are in the ward tables accompanying this plan.",
    "- Lamps by May\n- Depths are shown overleaf",
]


@pytest.mark.parametrize("text", MISSING)
def test_what_is_promised_and_not_there(text: str) -> None:
    assert len(words_found(f"## Shores\n\n{text}\n", T.PROMISED_MISSING)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A tide table is attached at the back of this document.\n\n## Tide table\n\nHigh water comes at noon.",
        "The list of pilots is shown overleaf.\n\n## Our pilots: a list\n\nJoan and Alan.",
        "A pilot is attached to the harbour team.",
        "No conditions are attached.",
        "The grant has strings attached.",
        "The tide table is not enclosed.",
        "The yard is enclosed by a wall.",
        "The survey can be found on our website at the back of the library page.",
        "Boats are kept at the back of the sheds.",
        "He sat at the back of the quay.",
        "The board sits alongside the council.",
    ],
)
def test_what_is_there_or_elsewhere_is_not_asked_after(text: str) -> None:
    assert words_found(f"## Shores\n\n{text}\n", T.PROMISED_MISSING) == []


@pytest.mark.parametrize("text", ["a" * 10_000, "a-" * 1_000, "a " * 1_000 + "is attached"])
def test_a_sentence_without_end_is_left(text: str) -> None:
    assert list(enclosed(script_of(ID, snapshot_of(f"# Plan\n\n{text}.\n")))) == []
