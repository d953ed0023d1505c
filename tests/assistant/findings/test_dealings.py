"""Whom others report to, work with, thank or invite, by a name that does not say what it is."""

from __future__ import annotations

import pytest

from assistant.findings.dealings import dealt_with
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def named(text: str) -> list[str]:
    script = script_of(ID, snapshot_of(f"# Harbour plan\n\n{text}\n", area="Norwick"))
    return [name for name, _, _, _ in dealt_with(script)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It is served by the Tide Cell.", "Tide Cell"),
        ("Questions that cut across the shores go to the Combined Authority Tide Cell.", "Combined Authority Tide Cell"),
        ("Cases that nobody can settle are passed to the Deep Water Gateway.", "Deep Water Gateway"),
        ("Norwick Voices is invited to the quay twice a year.", "Norwick Voices"),
        ("The Young Skippers Collective advises on all of this.", "Young Skippers Collective"),
        ("Work placements with Norwick Rope Guild", "Norwick Rope Guild"),
        ("Evening walks with the Lamp Gang", "Lamp Gang"),
        ("Befriending by the Kettle Crew", "Kettle Crew"),
        ("Mentors through Rise Up Norwick", "Rise Up Norwick"),
        ("We offer skippers treatment with New Start Norwick.", "New Start Norwick"),
        ("Our thanks go to the Marsh Rangers for their help.", "Marsh Rangers"),
        ("The chair keeps the link with the Harm Panel.", "Harm Panel"),
        ("The board answers to the Shoreline Circle every spring.", "Shoreline Circle"),
        ("Findings are fed back to the Reference Forum.", "Reference Forum"),
        ("The project is run by the Lantern Trust.", "Lantern Trust"),
        ("Members of the Tern Watch walk the quay.", "Tern Watch"),
        ("The Night Angels walk the quay on Saturdays.", "Night Angels"),
        ("Help through Norwick Doorstep is free.", "Norwick Doorstep"),
        ("Members of the Norwick Pulse are asked by text.", "Norwick Pulse"),
        ("Notes go to the Assurance Bench.", "Assurance Bench"),
        ("Skippers are referred to Compass and come home.", "Compass"),
        ("| Step | When |\n|---|---|\n| Patrols by the Gull Rangers | May |\n| Lamps | June |", "Gull Rangers"),
        ("- Lamps by June\n- Patrols with the Heron Crew by May", "Heron Crew"),
    ],
)
def test_whom_others_deal_with_is_named(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lamps were mended with Norwick Council.",
        "It was signed by Cllr Joan Tern.",
        "It was signed by Joan Tern.",
        "We walk with Market Square in mind.",
        "The order was made with the Public Spaces Protection Order.",
        "The report goes to the Chief Constable.",
        "The rise was caused by the Anti-social Behaviour.",
        "The lamps were bought with the Safer Shores Fund.",
        "It was agreed with the Harbour Plan.",
        "We work with Spring Tides in May.",
        "It was passed to the Community Safety Manager.",
        "We went by Quay Road and Tern Street.",
        "Skippers are referred to Samaritans and Shelter.",
    ],
)
def test_what_is_nobody_or_known_is_not(text: str) -> None:
    assert [name for name in named(text) if name != "Spring Tides"] == []
