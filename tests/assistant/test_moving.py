"""A question about one area asked of another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.conversation import Turn
from assistant.moving import moved, without_what_only_held_there
from assistant.understand import standalone_of
from ingest.documents import Document, Period


def plan(area: str, first: int, last: int) -> Document:
    """A plan of an area and its years."""
    name = f"{area.casefold()}-{first}"
    return Document(
        name, f"{area} Plan", Path(f"{name}.md"), area=area, period=Period(date(first, 4, 1), date(last, 3, 31), f"{first}-{last}")
    )


MARWICK, EASTMERE = plan("Marwick", 2015, 2016), plan("Eastmere", 2021, 2024)


@pytest.mark.parametrize("named", ["Marwick", "Marwick's", "Marwicks", "marwick's"])
def test_the_other_area_is_named_as_the_first_was(named: str) -> None:
    assert moved(f"what are {named} aims", "Marwick", "Eastmere").startswith("what are Eastmere")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("What are Eastmere's three priorities for 2015-16?", "What are Eastmere's priorities?"),
        ("What are the 4 aims of Eastmere in 2015?", "What are the aims of Eastmere?"),
        ("List the two main aims for 2015/16 in Eastmere", "List the main aims in Eastmere"),
        # Numbers that choose or measure are the asker's own, and so is a year that calls no plan of the first area.
        ("What are the top three crimes in Eastmere?", "What are the top three crimes in Eastmere?"),
        ("What fell in Eastmere over the three years?", "What fell in Eastmere over the three years?"),
        ("What was promised in Eastmere for 2012?", "What was promised in Eastmere for 2012?"),
        ("What was promised in Eastmere for 2022?", "What was promised in Eastmere for 2022?"),
    ],
)
def test_what_only_held_of_the_first_plan_is_not_asked_of_the_other(asked: str, kept: str) -> None:
    assert without_what_only_held_there(asked, [MARWICK], [EASTMERE]) == kept


def test_years_that_both_plans_have_stay() -> None:
    asked = "What are the aims in Eastmere for 2015?"
    assert without_what_only_held_there(asked, [MARWICK], [plan("Eastmere", 2014, 2017)]) == asked


@pytest.mark.parametrize("first", ["How many burglaries were there in Marwick in 2015?", "How much did Marwick pay for wardens in 2015?"])
def test_a_figure_is_of_its_year_wherever_it_is_asked(first: str) -> None:
    read = standalone_of("and Eastmere?", [Turn("user", first), Turn("assistant", "Nine.")], [MARWICK, EASTMERE])
    assert read == first.replace("Marwick", "Eastmere")
