"""One thing that is described under two names, and two things that are described alike in part."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

WRONG = [
    (
        (
            "The Sorting Group, made up of the ward inspector, the safety manager and the landlords, "
            "meets monthly and puts resources into hotspots."
        ),
        "Each month the Common Panel (ward inspector, safety manager, landlords) puts resources into the hotspots of the day.",
    ),
    (
        "The youth service runs Lantern, a six-month mentoring offer, for 90 children a year.",
        "The grant pays for Bridges, the youth service's six-month mentoring offer for 90 children a year.",
    ),
    (
        "From Holmdale Together: the council, police, fire service, health and probation, working as one.",
        "The Holmdale Alliance – council, police, fire service, health and probation – meets four times a year.",
    ),
    (
        "The Shop Crime Forum brings together all large stores and the police every fortnight.",
        (
            "Stores may write to the secretary of the Trade Crime Exchange, in which all large stores "
            "and the police share pictures every fortnight."
        ),
    ),
    (
        "The Open Door Hub (police, schools, housing) looks at every child who goes missing twice.",
        "Every child who goes missing twice is looked at by the Prevention Desk, where police, schools and housing sit together.",
    ),
    (
        "Night Guardians, 46 volunteers from the churches, walk the quay on Saturdays and see people home.",
        "Thanks to the Quay Pastors the 46 volunteers from the churches can walk people home from the quay on Saturdays.",
    ),
    (
        "The Streets Group, in which the inspector, the licensing officer and the landlords sit, "
        "looks every fortnight at the places with most"
        " calls and moves patrols there.",
        "Every two weeks the Hotspot Forum of the inspector, the licensing officer and the "
        "landlords moves patrols to the places with most calls.",
    ),
]
FINE = [
    ("The Places Group (council, police, traders) deals with streets.", "The Harm Group (police, council, health) deals with people."),
    (
        "The Quay Hub gives advice on debt, housing and benefits to victims on Mondays.",
        "The Upton Hub gives advice on debt, housing and benefits to victims on Fridays.",
    ),
    (
        "The Steering Circle, with the inspector, the manager and the landlords, meets weekly and moves resources to hotspots.",
        "The Common Panel, with the inspector, the manager and the landlords, meets yearly and moves resources to hotspots.",
    ),
    (
        "The Sorting Group, formerly run by the landlords, puts resources into hotspots with the inspector.",
        "The Common Panel of the landlords puts resources into hotspots with the inspector.",
    ),
    (
        "Each month the Norwick Forum brings rowers, wardens and housing staff together to walk the quays and report graffiti.",
        "Each month the Lowick Panel brings rowers, wardens and housing staff together to walk the quays and report graffiti.",
    ),
    (
        "Each month the Norwick Forum brings rowers, wardens and housing staff together to walk the quays and report graffiti.",
        "In Lowick, too, every month the Lowick Panel brings rowers, wardens and housing staff together to walk and report graffiti.",
    ),
    (
        "The Neighbourhood Inspector visits every farm, trader and landlord on the quay once in spring.",
        "The Parish Liaison Officer visits every farm, trader and landlord on the quay once in spring.",
    ),
]


def found(texts: tuple[str, str]) -> list[str]:
    text = f"# Plan\n\n## Who we are\n\n{texts[0]}\n\n## Keeping on track\n\n{texts[1]}\n"
    return [one.says for one in contradicted(text) if one.type is T.NAMES]


@pytest.mark.parametrize("texts", WRONG)
def test_one_thing_under_two_names_is_told(texts: tuple[str, str]) -> None:
    assert len(found(texts)) == 1


@pytest.mark.parametrize("texts", FINE)
def test_two_things_that_are_alike_are_left_alone(texts: tuple[str, str]) -> None:
    assert not found(texts)


def test_names_that_stand_in_one_sentence_are_told_apart() -> None:
    assert not found((WRONG[0][0], f"{WRONG[0][1]} The Sorting Group reports to the Common Panel."))
