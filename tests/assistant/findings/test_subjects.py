"""What a figure is of: the stems that name it, one word for what is one thing, and the head of the name."""

from __future__ import annotations

import pytest

from assistant.findings.subjects import ALL_CRIME, head_of, language, subject_of, who_counts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thefts from shops", "shoplifting in the borough"),
        ("Offences of violence against the person", "violent crimes recorded by the police"),
        ("reports of ASB", "anti-social behaviour reported to us"),
        ("Refuge places in the borough", "the borough had refuge places"),
        ("All recorded crime", "the police recorded offences"),
    ],
)
def test_two_ways_of_saying_one_thing(first: str, second: str) -> None:
    assert subject_of(first) == subject_of(second)


def test_all_crime_is_told_from_a_crime_and_from_nothing() -> None:
    assert subject_of("crimes in the borough") == {ALL_CRIME}
    assert ALL_CRIME not in subject_of("knife crimes in the borough")
    assert subject_of("people took part last year") == subject_of("residents answered")


@pytest.mark.parametrize(
    ("name", "head"),
    [("Number of burglaries in homes", "burglari"), ("calls to the police", "call"), ("or fewer by 2028", ""), ("a year", "")],
)
def test_the_head_of_a_name(name: str, head: str) -> None:
    assert head_of(name) == head


def test_whose_count_it_is() -> None:
    assert who_counts("calls to the police about noise") == {"polic"}
    assert not who_counts("calls about noise")


def test_the_file_is_read_once_and_whole() -> None:
    assert language() is language()
    assert language().parts and language().same and language().phrases
