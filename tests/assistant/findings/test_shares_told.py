"""Shares in words against counts and wholes, however far away the whole stands: what does not follow, and what may."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

WRONG = [
    "Of the 400 skippers who replied, a quarter (160) felt unsafe.",
    "The survey was answered by 400 skippers. One in five of those who answered, 172 in all, had lost an oar.",
    "There were 312 responses to the consultation. Most wished for lamps: 118 of those who responded (45%) said so.",
    "We held 80 patrols. Of these, 20 (40%) were at night.",
    "We visited 300 boats. A third of them (60) had no lock.",
    "In all 45 of our 60 moorings (two thirds) are lit.",
    "We surveyed 500 residents; 300 of them, 70%, feel safe.",
    "Half of the 90 lamps (30) are broken.",
    "There were 1,000 crimes in 2023. Thefts of oars came to 250 in 2023, 40% of all crime.",
    "The patrols cost 45% of the fund, the lamps 30% and the remaining 35% is for locks.",
    "Of our 50 wardens, nearly half (12) are volunteers.",
    "More than half of the 80 berths (32) are empty.",
    "Three quarters of the 80 berths, 40 in all, are let.",
    "814 of the 1,146 residents who took part said they feel safe (61%).",
    "In all 814 people, or 61% of the 1,146 who took part, feel safe.",
    "Of 1,146 people asked, 814 (61%) feel safe.",
    "1,146 people took part in the survey. 61% (814 people) feel safe.",
    "1,146 people replied to the survey. Of these 814, or 61%, feel safe.",
    "Two in three of the 312 who replied (150) asked for lights.",
    "Out of 90 cases, 30 (one in four) were repeat cases.",
    "There are 60 wardens, of whom 12 (a third) are volunteers.",
    "The council pays £112,500 of the £242,500, or 56%.",
    "Home Office money makes up half of the budget: £84,000 of £242,500.",
    (
        "| Source | £ |\n| --- | --- |\n| Council | 112,500 |\n| Home Office grant | 84,000 |\n"
        "| Commissioner | 46,000 |\n| Total | 242,500 |\n\nThe Home Office grant is half of the money."
    ),
    (
        "| Ward | Reports |\n| --- | --- |\n| Mill | 400 |\n| Quay | 300 |\n| Lock | 300 |\n"
        "| Total | 1,000 |\n\nMore than half of all reports came from Mill ward."
    ),
    "Last year 23 of 31 bids were paid for, roughly half.",
    "Domestic abuse was a feature of 1,005 of the 2,871 violent offences (45%).",
    "Violence makes up 41% of all crime (3,482 of 11,204 offences).",
    "Only 20 of our 80 actions, 40%, are complete.",
    "Nine in ten (150) of the 200 shops have joined.",
    "A quarter of the 80 actions (30) are late.",
    "Three out of five actions – 12 of 40 – are late.",
    "The 45% who replied on paper (118 of 312) were older.",
    "More than half of the 96 robberies were of phones: 41 in all.",
    "Shop theft (2,031 offences) is now 14% of all crime (22,386).",
    "The partnership spends £90,500 on wardens, a half of its budget of £310,200.",
    "Young people were victims in 62% of cases (130 of 310).",
    "Women made up 80% of victims: 410 of 620.",
    "The council pays two thirds (£40,100) of the £90,300.",
    "Of the 60 respondents 25 (65%) felt safe.",
    "45 per cent of the 312 responses, 118 of them, asked for lights.",
    "Nearly a quarter (96) of 240 premises failed.",
    "Victims knew the offender in 210 cases (70% of 420).",
    "Four fifths of the budget, £120,100 of £180,300, is staff.",
    "With 55% of offences (1,100 of 2,400) at night, patrols were moved.",
    "The 214 incidents were 22% of the total of 2,400.",
    "In a half of the cases, 90 out of 310, no one was charged.",
    "We received 250 reports, 100 (60%) of them about noise.",
    "Of 250 reports, 100 were about noise (60%).",
    "There were 250 reports. 60% of these (100) were about noise.",
]
RIGHT = [
    "Of the 400 skippers who replied, a quarter (96) felt unsafe.",
    "There were 312 responses to the consultation. Most wished for lamps: 118 of those who responded (38%) said so.",
    "We visited 300 boats. A third of them (105) had no lock.",
    "In all 45 of our 60 moorings (three quarters) are lit.",
    "Nearly half (549) of the 1,146 skippers knew the wardens.",
    "Half of the 90 lamps were mended and 12 boats sold.",
    "In the second half of the year four of nine boats were sold.",
    "The patrols cost 45% of the fund, the lamps 30% and the remaining 25% is for locks.",
    "Women were 80% of victims: 410 of 512.",
    "More than a quarter of the 80 berths (22) are empty.",
    "The skippers' survey had 400 answers and the shop survey 90. One in five of those who answered, 40 in all, had lost an oar.",
    (
        "| Source | £ |\n| --- | --- |\n| Ferry | 112,500 |\n| Pilots | 84,000 |\n| Mill | 46,000 |\n"
        "| Total | 242,500 |\n\nThe share of the pilots is 35%."
    ),
    "Of the 200 skippers asked, 60 (30%) feel safe, and so do 50 (40%) of the 125 rowers.",
    "We asked 400 skippers. A quarter (50) of our 200 pilots have a lamp.",
]


def said(text: str) -> list[T]:
    return [one.type for one in contradicted(f"# Wexbury Safety Plan 2025 to 2028\n\n{text}\n", area="Wexbury")]


@pytest.mark.parametrize("text", WRONG)
def test_what_does_not_come_out_is_found(text: str) -> None:
    assert said(text) == [T.SHARE_AND_COUNT]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_or_may_is_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One offence in four (147 of the 412) happened at the station.", True),
        ("One offence in three (137 of the 412) happened at the station.", False),
        ("There is £96,000 for the first year. Half of it (£41,000) goes to youth work and the rest to lights.", True),
        ("There is £96,000 for the first year. Half of it (£48,000) goes to youth work and the rest to lights.", False),
        ("The paper drew 412 answers. Two in three (223) agreed with it.", True),
        ("The paper drew 412 answers. Two in three (273) agreed with it.", False),
        ("Every third case (61 of 290) came from a school.", True),
        ("Every fifth case (58 of 290) came from a school.", False),
        ("Most of the 240 sailors (104) were at home.", True),
        ("Most of the 240 sailors (141) were at home.", False),
        ("The panel meets every second month (6 of 12).", False),
    ],
)
def test_shares_that_are_put_in_other_ways(text: str, told: bool) -> None:
    assert any(one.type is T.SHARE_AND_COUNT for one in contradicted(f"# Plan\n\n## Part\n\n{text}\n")) is told
