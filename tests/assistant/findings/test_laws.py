"""Laws cited under a wrong name or year, each named once, with all the places it is cited in."""

from __future__ import annotations

import pytest

from assistant.findings.laws import citations, laws
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of, words_of


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The Crime and Disorder Act 1988 asks it of us.", "Crime and Disorder Act 1998"),
        ("The Equalities Act 2010 asks it of us.", "Equality Act 2010"),
    ],
)
def test_a_wrong_year_or_name_is_told_with_the_right_one(text: str, right: str) -> None:
    (one,) = laws(ID, snapshot_of(f"# Plan\n\n{text}\n"))
    assert one.values["right"] == right


@pytest.mark.parametrize(
    "text", ["The Crime & Disorder Act (1998) asks it.", "The Crime and Disorder Act asks it.", "The Otter Act 1988 asks it."]
)
def test_a_right_name_one_without_a_year_and_an_unknown_law_are_left_alone(text: str) -> None:
    assert laws(ID, snapshot_of(f"# Plan\n\n{text}\n")) == ()


def test_the_same_slip_twice_is_one_finding_with_both_places() -> None:
    snapshot = snapshot_of("# Plan\n\nThe Crime and Disorder Act 1988 asks it.\n\nSo the Crime and Disorder Act 1988 says.\n")
    (one,) = laws(ID, snapshot)
    assert words_of(one, snapshot) == ["Crime and Disorder Act 1988"] * 2


def test_a_short_name_inside_a_long_one_is_no_citation_of_its_own() -> None:
    text = "# Plan\n\nThe Anti-social Behaviour, Crime and Policing Act 2014 asks it.\n"
    assert [one.words for one in citations(script_of(ID, snapshot_of(text)))] == ["Anti-social Behaviour, Crime and Policing Act 2014"]
