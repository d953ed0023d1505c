"""What people will find better, and what somebody will do."""

from __future__ import annotations

import pytest

from assistant.findings.betterment import promises_better, wishes_for_people


@pytest.mark.parametrize(
    "text",
    [
        "By 2028 residents over 65 will lose less money to fraud on the doorstep.",
        "By the end of the plan people will have more confidence to come forward.",
        "Fewer people will be hurt on the quay.",
        "The seafront will be a place for families again.",
        "By 2029 they will trust us more than they do today.",
        "More of you will know your pilot by name.",
        "Fewer of you will have had to ring twice about the same thing.",
        "Confidence in the crew will be higher in every ward by March 2027.",
        "Fewer shops will stand empty for fear of trouble.",
        "Nobody will wait more than a week for a call.",
        "Young people will feel safe on the last boat home.",
        "Streets will be cleaner and quieter.",
        "Victims will no longer have to tell their story twice.",
        "Burglary will fall by a third.",
        "Women will walk home without fear and feel safer.",
        "Drivers will find it easier to report a spill.",
    ],
)
def test_what_will_be_better(text: str) -> None:
    assert promises_better(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will fit more lamps.",
        "The council will have more officers.",
        "More patrols will be run at night.",
        "There will be fewer meetings of the board.",
        "If the grant is cut fewer people will be helped.",
        "The population will be higher by 2030.",
        "The team will report to the board more often.",
        "The plan will be reviewed again.",
        "Costs will be lower.",
        "Progress was better than before.",
    ],
)
def test_what_somebody_does_or_may_come(text: str) -> None:
    assert not promises_better(text)


@pytest.mark.parametrize(
    "text",
    [
        "We intend that by the end of it skippers are proud of the quays they sail from.",
        "It is intended that by the end of the plan victims find it easy to reach a single number.",
        "By the end of the year rowers should feel that the quay is theirs again.",
        "The outcomes we look for are that people who sleep on boats are treated with respect.",
        "Our ambition is that no child in Norwick is drawn into wrecking.",
        "We want Norwick to be a harbour where children play on the quay.",
        "Our hope is that everybody knows whom to call.",
        "The aim is a quay where nobody is afraid to walk.",
        "Success means that tenants feel heard.",
        "We dream of streets in which neighbours know each other.",
        "It is hoped that survivors can live without fear.",
        "We wish that families get help sooner.",
        "The vision is a town where women walk home at night.",
        "Before this plan ends drivers should know the rules.",
        "Young people should find a boat to row by March 2028.",
        "The goal is that callers hear back.",
        "Our purpose is that no household lives in fear.",
        "By the end of the strategy every child should feel safe on the quay.",
        "We aim for a harbour where visitors stay.",
        "Over three years we want rowers to slow down near the quay without being told.",
        "Residents of the quay should, two years from now, no longer feel that they are forgotten.",
        "Our vision is of a shore on which older people go out after dark.",
    ],
)
def test_what_is_wished_for_people(text: str) -> None:
    assert wishes_for_people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Skippers told us that they want quays where people are safe.",
        "Residents should report a broken lamp.",
        "By the end of 2024 people had left.",
        "The plan says that people were asked.",
        "If the grant ends people may lose their boats.",
        "We intend to publish the tides.",
        "By March 2027 the council will fit lamps.",
        "People are often on the quay.",
        "By 2030 the population of older people will grow.",
        "By the end of May people over 18 use the new form.",
        "By the end of May rowers should use the new form.",
        "By 2029 older people can reach a boat.",
        "Our purpose in this paper is to say where rowers live.",
        "Our aim is to find out where rowers live.",
        "We want to know where people live.",
        "The tide survey plan means that people walk through five questions.",
        "We want people to ring 101.",
        "We want rowers to report what they see.",
        "Our aim is that letters are sent in time.",
        "By March 2027 the numbers should have doubled.",
        "Visitors want a quay where people swim.",
        "plan that people where " * 5000,
    ],
)
def test_what_is_told_or_asked_of_people_is_no_wish(text: str) -> None:
    assert not wishes_for_people(text)
