"""Questions for the names of places."""

from __future__ import annotations

import pytest

from assistant.instances import asks_for_names, names_none, names_some


@pytest.mark.parametrize(
    ("message", "before", "asks"),
    [
        ("Which schools are getting the posters?", "", True),
        ("I'm a head teacher. Which secondary schools are on the list?", "", True),
        ("what's the name of the shop where they found it", "", True),
        ("what was the shop called though?", "", True),
        ("On which street will the centre open?", "", True),
        ("which ones got the cash?", "How much goes to mosques?", True),
        ("which ones got the cash?", "How much goes to wardens?", False),
        ("what about road safety then?", "", False),
        ("Which school board leads on this?", "", False),
        ("What do schools do about knives?", "", False),
        ("Which of our indicators have no target?", "", False),
    ],
)
def test_the_names_of_places_are_asked_for(message: str, before: str, asks: bool) -> None:
    assert bool(asks_for_names(message, before)) == asks


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("Which schools get posters?", "Posters went to 23 secondary schools in December.", False),
        ("Which schools get posters?", "Posters went to Harbour Lane School and two others.", True),
        ("Which schools get posters?", "Posters go to all secondary schools.", True),
        ("Which estates are patrolled?", "Patrols began on the Kingsmead and Corn Hill estates.", True),
        ("Which estates are patrolled?", "Patrols began in Oldmarket, Corn Hill and Seaview.", True),
        ("Which estates are patrolled?", "Officers patrol the housing estates.", False),
        ("what was the shop called", "Tobacco was found at a High Green retailer.", False),
        ("what was the High Green shop called", "Tobacco was found in the High Green shop.", False),
        ("what was the shop called", "It was found in a shop called Corner News.", True),
        ("Which surgery does the worker sit in?", "The worker is shared by three GP surgeries.", False),
        ("Which hospital is the worker based at?", "A worker is based in an NHS hospital.", False),
    ],
)
def test_places_are_named_or_only_spoken_of(question: str, text: str, named: bool) -> None:
    assert names_some(asks_for_names(question), text, question) == named
    assert names_none(question, "", [text]) != named


def test_nothing_is_missed_where_no_names_are_asked_for() -> None:
    assert not names_none("How many schools get posters?", "", ["Posters went to schools."])
