"""Markers: what is printed in front, and what only looks like it."""

import pytest

from ingest.readers.markers import item_marker, paragraph_number


@pytest.mark.parametrize(
    ("line", "marker"),
    [("• one", "•"), ("- one", "-"), ("a) one", "a)"), ("(iv) one", "(iv)"), ("12. one", "12."), ("(1) one", "(1)"), ("b. one", "b.")],
)
def test_items(line: str, marker: str) -> None:
    assert item_marker(line) == marker
    assert paragraph_number(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "one",
        "J. Smith chairs",
        "-5% fewer",
        "24.4% of cases",
        "2017. Then",
        "e.g. this",
        "(see below) one",
        "1. ",
        "–",
        "3.7 per cent",
        "1.5 million",
    ],
)
def test_no_items(line: str) -> None:
    assert item_marker(line) == ""
    assert paragraph_number(line) == ""


@pytest.mark.parametrize(("line", "number"), [("3.7 The council", "3.7"), ("2.1.4. “Each” one", "2.1.4."), ("A.3 Parks", "A.3")])
def test_paragraph_numbers(line: str, number: str) -> None:
    assert paragraph_number(line) == number


def test_a_long_numbered_text_is_a_paragraph_of_a_report() -> None:
    assert paragraph_number("12. " + "word " * 100) == "12."
    assert item_marker("12. " + "word " * 100) == ""
