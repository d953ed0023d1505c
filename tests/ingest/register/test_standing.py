"""Who chairs a body and to whom it reports: beside its name, under its abbreviation, and in the columns of a table."""

from __future__ import annotations

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.reading import of_kind


def body(text: str, name: str) -> Entry:
    """The body of a name that a text holds."""
    found = {one.name: one for one in of_kind(f"# Plan\n\n## Governance\n\n{text}\n", EntryKind.BODY)}
    return found[name]


@pytest.mark.parametrize(
    "said",
    [
        "is chaired by the Chief Executive.",
        "is chaired by our Chief Executive and meets in spring.",
        "(chair: Chief Executive) meets in spring.",
        "– chaired by the Chief Executive; meets in spring.",
        "meets in spring. It is chaired by the Chief Executive.",
        "(chaired by the Chief Executive) meets in spring.",
        "is jointly led; it is co-chaired by the Chief Executive.",
        ", chair: the Chief Executive.",
    ],
)
def test_who_chairs_beside_the_name(said: str) -> None:
    assert body(f"The Harbour Safety Board {said}", "Harbour Safety Board").fields["chair"] == "Chief Executive"


def test_a_chair_is_a_person_and_no_board() -> None:
    found = of_kind("# Plan\n\n## Governance\n\nThe HSB is chaired by the Chief Executive.\n", EntryKind.BODY)
    assert {one.name: (one.fields["role"], one.fields.get("chair", "")) for one in found} == {
        "HSB": ("group", "Chief Executive"),
        "Chief Executive": ("person", ""),
    }


@pytest.mark.parametrize("subject", ["The HSB", "HSB", "The Board", "Our Board"])
def test_what_is_said_of_a_body_by_its_abbreviation_or_last_word(subject: str) -> None:
    text = (
        f"The Harbour Safety Board (HSB) keeps the plan.\n\n{subject} is chaired by the Head of Quays and reports each year to the Cabinet."
    )
    found = next(one for one in of_kind(f"# Plan\n\n## Rules\n\n{text}\n", EntryKind.BODY) if one.name.startswith("Harbour Safety Board"))
    assert (found.fields["chair"], found.fields["reports_to"]) == ("Head of Quays", "Cabinet")


def test_nobody_can_say_which_board_is_meant_where_there_are_two() -> None:
    text = "The Harbour Board meets. The Quay Board meets, too.\n\nThe Board is chaired by the Head of Quays."
    assert "chair" not in body(text, "Harbour Board").fields
    assert "chair" not in body(text, "Quay Board").fields


@pytest.mark.parametrize(
    "said", ["reports annually to", "is accountable to", "feeds into", "reports every quarter to", "reports directly into", "answers to"]
)
def test_to_whom_a_body_reports(said: str) -> None:
    assert body(f"The Quay Forum {said} the Harbour Safety Board.", "Quay Forum").fields["reports_to"] == "Harbour Safety Board"


def test_who_chairs_with_a_name_before_the_verb() -> None:
    assert body("The Head of Quays, Priya Langdale, chairs the Quay Forum.", "Quay Forum").fields["chair"] == "Priya Langdale"


@pytest.mark.parametrize(
    ("chair", "reports"), [("Chair", "Reports to"), ("Chaired by", "Accountable to"), ("Chair/vice chair", "Reporting to")]
)
def test_columns_of_a_table(chair: str, reports: str) -> None:
    rows = "| Quay Forum | Head of Quays | Harbour Board |\n| Tasking | Inspector Osei | Quay Forum |"
    text = f"| Group | {chair} | {reports} |\n|---|---|---|\n{rows}"
    found = body(text, "Tasking")
    assert (found.fields["chair"], found.fields["reports_to"]) == ("Inspector Osei", "Quay Forum")
    assert body(text, "Quay Forum").fields["chair"] == "Head of Quays"


@pytest.mark.parametrize(
    ("by", "chair"),
    [
        ("the Director of Quays, Ann Example", "Ann Example"),
        ("the Leader of the Council, Councillor Ben Sample", "Councillor Ben Sample"),
        ("the Head of Boats, Cai Pugh-Jones", "Cai Pugh-Jones"),
        ("our Chief Executive, Dr Dee Specimen", "Dr Dee Specimen"),
        ("the Harbour Commander, Eve O’Model", "Eve O’Model"),
        ("the Director of Quays", "Director of Quays"),
        ("the Director of Quays, Adult Services", "Director of Quays"),
        ("the Head of Boats, Chief Officer", "Head of Boats"),
        ("the Assistant Director, Safer Quays", "Assistant Director"),
        ("the Head of Boats, Norwick Fire and Rescue", "Head of Boats"),
        ("the Harbour Commander, Norwick Borough Council", "Harbour Commander"),
        ("the Leader, Norwick Homes", "Leader"),
        ("our Director, Quay Neighbourhoods", "Director"),
        ("Fay Pattern, Head of Boats", "Fay Pattern"),
        ("the Director of Quays and reports to the Council", "Director of Quays"),
    ],
)
def test_the_chair_is_who_holds_the_office_where_a_name_follows(by: str, chair: str) -> None:
    (board, *_) = of_kind(f"# Plan\n\n## Who does what\n\nThe Harbour Board is chaired by {by}.\n", EntryKind.BODY)
    assert (board.name, board.fields["chair"]) == ("Harbour Board", chair)
