"""Numbers in running words: which measure something, and where their words end."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from ingest.register.lexicon import lexicon
from ingest.register.number import fields_of, value_end, values_in
from tests.ingest.register.reading import of_kind


def values(sentence: str) -> list[str]:
    """The numbers in a sentence that measure something."""
    return [sentence[start:end].strip() for start, end in values_in(sentence, lexicon())]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We heard that 3 in 10 knew somebody who carried a knife.", ["3 in 10"]),
        ("There were 3.4m day visits to the coast.", ["3.4m"]),
        ("Half are victims before the age of 18.", []),
        ("Boys as young as 12 carry them, and nobody older than 40.", []),
        ("If you cannot speak, press 55.", []),
        ("The average wait for a boat is 26 weeks.", ["26"]),
        ("The wait for counselling reached 34 weeks last winter.", ["34"]),
        ("The time from a report to an outcome was 187 days.", ["187"]),
        ("Waiting times have fallen to about 12 days.", ["12"]),
        ("The average stay was just over 9 months.", ["9"]),
        ("The median delay took 14 hours to clear.", ["14"]),
        ("The time limit is 28 days.", []),
        ("The wait must be no more than 28 days.", []),
        ("Our target is that the wait is 28 days.", []),
        ("The board meets for 3 hours.", []),
        ("The plan was open for comment for 6 weeks.", []),
        ("Our aims are (1) calm lanes; (2) lit quays; and (3) warm homes.", []),
        ("Our aims are calm lanes (1), lit quays (2) and warm homes.", []),
        ("Some of them (12) asked for lamps, and few (4) for ropes.", ["12", "4"]),
        ("We will find a place within 15 school days, or 20 clear days.", []),
        ("Of the 112 offences, 36 were solved.", ["112", "36"]),
        ("112", ["112"]),
        ("In danger call 112 or 999.", []),
        ("We answered 101 calls within a minute.", []),
        ("Supply from 2024 to 2029 is shown below.", []),
        ("KP 39 counts admissions, which rise.", []),
        ("About 20% of homes were visited by 14 wardens.", ["20%", "14"]),
    ],
)
def test_which_numbers_measure_something(sentence: str, found: list[str]) -> None:
    assert values(sentence) == found


def test_the_unit_of_a_rate_keeps_its_whole_number() -> None:
    sentence = "There were 64.3 crimes per 1,000 population in the valley."
    (place,) = list(values_in(sentence, lexicon()))[:1]
    assert fields_of(sentence, *place, lexicon())["unit"] == "crimes per 1,000 population"
    assert sentence[place[0] : value_end(sentence, *place)] == "64.3 crimes per 1,000 population"


@pytest.mark.parametrize(
    "when", ["Last year", "Last year,", "Each year", "In the past year", "This year", "Every year", "In the same year", "In its first year"]
)
def test_a_count_behind_a_year_that_is_not_numbered_is_one(when: str) -> None:
    (found,) = of_kind(f"# Plan\n\n## Words\n\n{when} 1,146 boats were lost.\n", EntryKind.FIGURE)
    assert (found.fields["value"], found.fields["unit"]) == ("1,146", "boats")


@pytest.mark.parametrize("text", ["Work begins in year 2 of the plan.", "See year 3 actions.", "In school year 9 it is taught."])
def test_the_number_of_a_year_measures_nothing(text: str) -> None:
    assert of_kind(f"# Plan\n\n## Words\n\n{text}\n", EntryKind.FIGURE) == []
