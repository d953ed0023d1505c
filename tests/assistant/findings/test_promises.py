"""What is promised and not there: links, plans, charts; and words left in by those who drafted."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.promises import promises, unread_charts
from assistant.findings.script import Script, script_of
from tests.assistant.findings.found import words_found
from tests.assistant.findings.texts import ID, snapshot_of


def script(text: str) -> Script:
    return script_of(ID, snapshot_of(f"# Plan\n\n{text}\n"))


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The work is set out in a detailed delivery plan.", T.PROMISED_MISSING),
        ("More is told in Annex B.", T.PROMISED_MISSING),
        ("## Partnership structure\n\n## Money\n\nThere is some.", T.PROMISED_MISSING),
        ("[insert photograph of the lock]", T.LEFTOVER_TEXT),
        ("The keeper will mend will mend the lamps.", T.LEFTOVER_TEXT),
    ],
)
def test_what_is_promised_or_left_in(text: str, type: T) -> None:
    assert [one.type for one in promises(script(text))] == [type]


@pytest.mark.parametrize(
    "text",
    [
        "The work is set out in a detailed delivery plan.\n\n## Delivery plan\n\n- one\n- two\n- three",
        "More is told in Annex B.\n\n## Annex B: Tides\n\nHigh and low.",
        "More is told in Annex B of the National Tide Table.",
        "Annex B has been replaced by another version.",
        "## Partnership structure\n\nThe board meets.\n\n## Money\n\nThere is some.",
        "The photograph [of the lock] is old.",
        "It went on and on and on.",
    ],
)
def test_what_is_there_or_belongs_there(text: str) -> None:
    assert [one.says for one in promises(script(text))] == []


def test_a_chart_without_words_is_named_by_its_heading() -> None:
    (chart,) = unread_charts(script("## Governance chart\n\n## Money\n\nThere is some."))
    assert chart.text == "Governance chart"


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("A glossary of terms can be found at the end of this document.", T.PROMISED_MISSING),
        ("A detailed delivery plan sits alongside this strategy.", T.PROMISED_MISSING),
        ("The lamps cost £xx,xxx a year.", T.LEFTOVER_TEXT),
        ("XX% of the lamps are lit.", T.LEFTOVER_TEXT),
        ("The lamps are lit (check with Sam before printing).", T.LEFTOVER_TEXT),
        ("The the lamps are lit. Light of of the lamps is low.", T.LEFTOVER_TEXT),
        ("We aim:\n\n- Mend the lamps on the\n- Respond to the challenge of\n- Light the quay", T.LEFTOVER_TEXT),
    ],
)
def test_what_else_is_promised_or_left_in(text: str, type: T) -> None:
    assert [one.type for one in promises(script(text))] == [type]


@pytest.mark.parametrize(
    "text",
    [
        "A glossary of terms can be found at the end of this document.\n\n## Glossary\n\nLock: a gate for water.",
        "Annex Q (exempt from publication) has the costs.",
        "We aim:\n\n- Mend the lamps that we pay for\n- Find a house to go to\n- mend the lock; and\n- light the quay",
        "Size XX is sold at the quay.",
    ],
)
def test_what_is_there_is_held_elsewhere_or_ends_well_is_not(text: str) -> None:
    assert [one.says for one in promises(script(text))] == []


@pytest.mark.parametrize(
    "text", ["The number of lamps is XX this year.", "The target is TBC.", "(NB check this figure with the pilots)", "Figure 3 here"]
)
def test_a_figure_to_come_in_running_text_is_left_over(text: str) -> None:
    assert words_found(f"## The quay\n\n{text}\n", T.LEFTOVER_TEXT)
