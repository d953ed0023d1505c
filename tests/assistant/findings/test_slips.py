"""Slips of the pen: a letter alone, an article without a noun, an item that another place says whole."""

from __future__ import annotations

import pytest

from assistant.findings.script import Script, script_of
from assistant.findings.slips import broken_off, misprints
from tests.assistant.findings.texts import ID, snapshot_of


def script(text: str) -> Script:
    return script_of(ID, snapshot_of(f"# Plan\n\n{text}\n"))


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("Cases go to the harbour y Tasking panel.", 1),
        ("We will establish an and integrated lock.", 1),
        ("The keeper of of the lock slept.", 1),
        ("Boats of class b sailed past.", 0),
        ("A lock of forty m depth is here.", 0),
        ("The to-do list and the and-gate are long.", 0),
        ("We will mend the lock and the lamps.", 0),
    ],
)
def test_what_running_text_shows(text: str, slips: int) -> None:
    assert len(list(misprints(script(text)))) == slips


WHOLE = "Working with the harbour to prevent and reduce the spread of cold water {}"


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        (WHOLE.format("").strip(), WHOLE.format("diseases"), True),
        (WHOLE.format("").strip(), WHOLE.format("and ice in winter"), False),
        (WHOLE.format("diseases"), WHOLE.format("diseases"), False),
        ("Mend the lock", "Mend the lock gates", False),
    ],
)
def test_an_item_that_is_said_whole_elsewhere_breaks_off(first: str, second: str, broken: bool) -> None:
    text = f"## Aims\n\n- {first}\n- Light the quay\n\n## Actions\n\n- {second}\n- Paint the boats\n"
    assert bool(broken_off(script(text))) is broken


@pytest.mark.parametrize(
    "text",
    [
        "The lamps are lit lit at night.",
        "Skippers feel safe safe on the quay.",
        "Boats and the the quay are old.",
        "Boats are moored beside the.",
        "Lamps are lit by skippers and their.",
    ],
)
def test_any_word_doubled_and_a_sentence_cut_off(text: str) -> None:
    assert list(misprints(script_of(ID, snapshot_of(f"# Plan\n\n{text}\n"))))


@pytest.mark.parametrize(
    "text",
    [
        "The lamps that had had oil are lit.",
        "Skippers are very very safe, and more and more of them sail.",
        "Walla Walla is far, far away.",
        "Boats are moored in between.",
        "They know that that is so.",
        "What the keeper does does matter.",
        "The lamps we have have been lit.",
        "Skippers count where those who live live well.",
    ],
)
def test_what_is_doubled_on_purpose_and_whole_is_none(text: str) -> None:
    assert not list(misprints(script_of(ID, snapshot_of(f"# Plan\n\n{text}\n"))))
