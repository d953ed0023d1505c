"""One quantity with two figures, in other words and other places of the document; and two that only read alike."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

WRONG = [
    (
        "## Foreword\n\nLast year the police recorded 5,412 crimes in the borough.\n\n"
        "## What the figures say\n\nIn 2024/25 there were 5,142 recorded crimes in Wexbury.\n\n"
        "| Crime | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Burglary | 300 | 280 |\n"
        "| All crime | 5,300 | 5,142 |"
    ),
    (
        "## Foreword\n\nBurglary is down to 286 in 2024/25.\n\n## What the figures say\n\n"
        "| Offence | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Burglary | 340 | 268 |\n"
        "| Robbery | 50 | 44 |"
    ),
    "## Foreword\n\nWe have invested £1.2 million in CCTV.\n\n## What the figures say\n\nThe CCTV investment came to £1.4 million.",
    (
        "## Foreword\n\nSixty-two per cent of residents feel safe after dark.\n\n## What the figures say\n\n"
        "The survey found that 58% of residents feel safe after dark."
    ),
    "## Foreword\n\nOur partnership has nine members.\n\n## What the figures say\n\nThe partnership has eleven members.",
    (
        "## Foreword\n\nThe programme reached 1,350 pupils in 2024/25.\n\n## What the figures say\n\n"
        "In 2024/25 the programme reached 1,530 pupils."
    ),
    (
        "## Foreword\n\nA total of 412 referrals were made to the hub in 2024/25.\n\n"
        "## What the figures say\n\n| Measure | Baseline 2024/25 | Target 2027/28 |\n| --- | --- | --- |\n"
        "| Referrals to the hub | 421 | 450 |\n| Arsons | 20 | 10 |"
    ),
    (
        "## Foreword\n\nIn 2024/25 we helped 96 victims of domestic abuse into safe housing.\n\n"
        "## What the figures say\n\nVictims of domestic abuse helped into safe housing: 69 in 2024/25."
    ),
    "## Foreword\n\nKnife crime rose by 12% in 2024/25.\n\n## What the figures say\n\nIn 2024/25 knife crime rose by 21%.",
    "## Foreword\n\nThe fund is worth £75,000 in 2025/26.\n\n## What the figures say\n\nIn 2025/26 the fund is worth £57,000.",
    (
        "## Foreword\n\nThe grant from the Home Office is £250,000.\n\n## What the figures say\n\n"
        "| Source | Amount |\n| --- | --- |\n| Home Office grant | £205,000 |\n| Council | £100,000 |\n"
        "| Total | £305,000 |"
    ),
    "## Foreword\n\nWe will reduce burglary by 10% by 2028.\n\n## What the figures say\n\nTarget: reduce burglary by 15% by 2028.",
    (
        "## Foreword\n\nWe will cut shop theft to 700 by 2027/28.\n\n## What the figures say\n\n"
        "| Measure | Baseline 2024/25 | Target 2027/28 |\n| --- | --- | --- |\n"
        "| Shop thefts | 768 | 650 |\n| Arsons | 20 | 10 |"
    ),
    "## Foreword\n\nThere are 14 PCSOs in the borough.\n\n## What the figures say\n\nThe borough has 12 PCSOs.",
    (
        "## Foreword\n\nThere were 1,932 reports of nuisance in 2025.\n\n## What the figures say\n\n"
        "Nuisance reports: 1,832 in 2025, fewer than 1,700 in 2028."
    ),
    "## Foreword\n\nThe population of Wexbury is 146,300.\n\n## What the figures say\n\nWexbury is home to 143,600 people.",
    (
        "## Foreword\n\n2,050 households were surveyed.\n\n## What the figures say\n\n"
        "Our survey of 2,500 households found that most feel safe."
    ),
    "## Foreword\n\nThe consultation drew 486 responses.\n\n## What the figures say\n\nWe received 468 responses to the consultation.",
    (
        "## Foreword\n\nResidents sent us 342 replies to the questionnaire.\n\n## What the figures say\n\n"
        "In all 324 people replied to the questionnaire."
    ),
    (
        "## Foreword\n\nDeliberate fires fell to 119 in 2024/25.\n\n## What the figures say\n\n"
        "| Incident | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Deliberate fires | 152 | 191 |\n"
        "| Hate crime | 41 | 52 |"
    ),
    "## Foreword\n\nHate crime stood at 286 reports in 2024.\n\n## What the figures say\n\nThere were 268 reports of hate crime in 2024.",
    (
        "## Foreword\n\nIn 2024/25, 71% of victims were satisfied with the service.\n\n"
        "## What the figures say\n\n| Measure | Baseline 2024/25 | Target 2027/28 |\n| --- | --- | --- |\n"
        "| Victims satisfied with the service | 77% | 80% |\n| Arsons | 20 | 10 |"
    ),
    "## Foreword\n\nThe Partnership meets four times a year.\n\n## Governance\n\nThe Partnership meets every two months.",
    (
        "## Foreword\n\nTwo hundred and ten young people came to the summer scheme in 2025.\n\n"
        "## What the figures say\n\nYoung people who came to the summer scheme: 240 in 2025."
    ),
    (
        "## Foreword\n\nTown centre violence: 3,482 offences in 2023.\n\n## What the figures say\n\n"
        "There were 3,428 offences of violence in the town centre in 2023."
    ),
    (
        "## Foreword\n\nBy March 2025 we had fitted 64 homes with better locks.\n\n## What the figures say\n\n"
        "In the year to March 2025, 46 homes were fitted with better locks."
    ),
    (
        "## Foreword\n\nAnti-social behaviour fell to 2,476 incidents.\n\n## What the figures say\n\n"
        "| Incident | Q1 | Q2 | Q3 | Q4 | 2024/25 |\n| --- | --- | --- | --- | --- | --- |\n"
        "| Anti-social behaviour | 612 | 745 | 588 | 531 | 2,476 |\n"
        "| ASB by youths | 60 | 70 | 80 | 90 | 300 |\n\n"
        "In 2024/25 there were 2,746 incidents of anti-social behaviour."
    ),
    (
        "## Foreword\n\n**Key facts**\n\n- 5,142 crimes in 2024/25\n- 286 hate crimes in 2024/25\n"
        "- 14 wardens\n\n## What the figures say\n\nHate crimes numbered 298 in 2024/25."
    ),
    (
        "## Foreword\n\nLast year 1,240 skippers answered our survey.\n\n## What you said\n\n"
        "The skippers' survey ran in May. Of the 1,420 who took part, most felt safe."
    ),
    "## Summary\n\nIn 2024/25 there were 18 mooring wardens on the quay.\n\n## Wardens\n\nThe quay had 22 mooring wardens in 2024/25.",
    (
        "## Summary\n\nThefts of oars fell from 640 in 2023/24 to 580 in 2024/25.\n\n## Figures\n\n"
        "| Offence | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Theft of oars | 640 | 508 |\n"
        "| Lamp damage | 50 | 40 |"
    ),
    (
        "## Summary\n\nThere were 4,310 calls about drifting boats in 2023.\n\n## Measures\n\n"
        "Calls about drifting boats: 4,015 in 2023, no more than 3,600 in 2028."
    ),
    (
        "## Foreword\n\nRecorded crime rose to 6,278 offences in 2022/23.\n\n## Figures\n\n"
        "| Offence | 2021/22 | 2022/23 |\n| --- | --- | --- |\n| Oars | 100 | 172 |\n"
        "| Lamps | 5,000 | 6,100 |\n| Total recorded crime | 5,100 | 6,272 |"
    ),
    "## Summary\n\nTwelve lamp cameras watch the harbour.\n\n## Cameras\n\nThe harbour is watched by 15 lamp cameras.",
    (
        "## Summary\n\n64% of skippers feel safe on the quay after dark.\n\n## Measures\n\n"
        "| Measure | Baseline | Target |\n| --- | --- | --- |\n"
        "| Skippers who feel safe on the quay after dark | 46% | 70% |"
    ),
    (
        "## Summary\n\nThe lamp warden scheme costs £186,400 over three years.\n\n## Money\n\n"
        "The lamp warden scheme costs £168,400 over three years."
    ),
    (
        "## Summary\n\nWe will bring oar thefts down to 400 or fewer by 2028.\n\n## Measures\n\n"
        "| Measure | 2024 | Target 2028 |\n| --- | --- | --- |\n| Oar thefts | 640 | 450 or fewer |"
    ),
    "## At a glance\n\n286\n\noar thefts reported in 2023\n\n## Oars\n\nThere were 268 oar thefts in 2023.",
    "## Summary\n\nEvery victim is called within 48 hours.\n\n## Standards\n\nEvery victim is called within 72 hours.",
    "## Summary\n\nGraffiti is removed within five working days.\n\n## Standards\n\nWe remove graffiti within ten working days.",
]
RIGHT = [
    (
        "## Foreword\n\nBurglary fell from 340 to 268.\n\n## What the figures say\n\n"
        "| Offence | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Burglary | 340 | 268 |\n"
        "| Robbery | 50 | 44 |"
    ),
    "## Foreword\n\nThere were 268 burglaries in 2024/25.\n\n## What the figures say\n\nThere were 52 burglaries in Mill Ward in 2024/25.",
    (
        "## Foreword\n\nThe police recorded 280 burglaries of homes in 2024/25.\n\n## What the figures say\n\n"
        "The police recorded 380 burglaries in 2024/25."
    ),
    (
        "## Foreword\n\nAbout 5,000 crimes were recorded in 2024/25.\n\n## What the figures say\n\n"
        "In 2024/25 there were 5,142 recorded crimes."
    ),
    "## Foreword\n\nRobberies came to 120 in 2023.\n\n## What the figures say\n\nRobberies came to 96 in 2023/24.",
    "## Foreword\n\nWe trained 80 staff in 2024.\n\n## What the figures say\n\nWe will train 120 staff in 2024.",
    (
        "## Foreword\n\n438 referrals were made to the hub in 2024/25.\n\n## What the figures say\n\n"
        "312 referrals to the hub were accepted in 2024/25."
    ),
    (
        "## Foreword\n\nOf 312 responses, 118 asked for patrols.\n\n## What the figures say\n\n"
        "There were 312 responses to the consultation, 65 on paper."
    ),
    "## Foreword\n\nThe wardens made 300 visits in Mill Ward in 2024.\n\n## What the figures say\n\nThe wardens made 900 visits in 2024.",
    "## Foreword\n\nWe have 14 wardens.\n\n## What the figures say\n\nWe will have 18 wardens by 2027.",
    (
        "## Foreword\n\nIn 2023, 45 people were arrested for robbery.\n\n## What the figures say\n\n"
        "In 2023, 30 people were charged with robbery."
    ),
    (
        "## Foreword\n\nPolice logged 640 calls about noise in 2024.\n\n## What the figures say\n\n"
        "The council took 512 calls about noise in 2024."
    ),
    "## Foreword\n\n62% of women feel safe after dark.\n\n## What the figures say\n\n71% of residents feel safe after dark.",
    "## Foreword\n\nThe residents' survey had 1,146 replies.\n\n## What the figures say\n\nThe business survey had 212 replies.",
    "## Foreword\n\n£40,000 a year is for small schemes.\n\n## What the figures say\n\n£120,000 is for small schemes over three years.",
    (
        "## Foreword\n\nThere were 24 hospital admissions for assault in 2023/24.\n\n"
        "## What the figures say\n\n"
        "There were 18 hospital admissions for assault with a sharp object in 2023/24."
    ),
    (
        "## Foreword\n\nThe rate of crime was 62.4 per 1,000 residents in 2024.\n\n## What the figures say\n\n"
        "The county's rate of crime was 70.1 per 1,000 residents in 2024."
    ),
    "## Foreword\n\nThe first draft had 312 responses.\n\n## What the figures say\n\nThe second draft had 190 responses.",
    (
        "## Foreword\n\nIn the summer of 2024 there were 84 reports of jet skis.\n\n## What the figures say\n"
        "\nIn 2024 there were 140 reports of jet skis."
    ),
    "## Foreword\n\nYoung people made 45 reports in 2024.\n\n## What the figures say\n\nOlder people made 60 reports in 2024.",
]


def said(text: str) -> list[T]:
    return [
        one.type
        for one in contradicted(f"# Wexbury Safety Plan 2025 to 2028\n\n{text}\n", area="Wexbury", title="Wexbury Safety Plan 2025-2028")
    ]


@pytest.mark.parametrize("text", WRONG)
def test_what_does_not_come_out_is_found(text: str) -> None:
    assert said(text) == [T.SAME_QUANTITY]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_or_may_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_row_is_named_by_its_measure() -> None:
    table = (
        "| Aim | Measure | Now | Target |\n| --- | --- | --- | --- |\n| 1. Quiet | Calls about "
        "noise | 2,140 | 1,900 |\n| 2. Trust | Boats moored | 55 | 62 |"
    )
    text = "# Plan\n\n## Foreword\n\nThere are 58 boats moored.\n\n## How we will know\n\n{}\n"
    assert [one.type for one in contradicted(text.format(table))] == [T.SAME_QUANTITY]
    assert not contradicted(text.format(table.replace("| 55 |", "| 58 |")))


@pytest.mark.parametrize(
    ("first", "second", "times"),
    [
        ("The Otter Plan {} is {}.", "The Swan Plan {} is {}.", 2),
        ("The Wild Otter Plan {} is {}.", "The Otter Plan {} is {}.", 1),
    ],
)
def test_each_of_two_papers_with_the_same_two_ranges_of_years_is_told_once(first: str, second: str, times: int) -> None:
    lines = [line.format(years, word) for line in (first, second) for years, word in (("2017-20", "old"), ("2017-21", "new"))]
    found = contradicted("# Plan\n\n" + "\n\n".join(lines) + "\n")
    assert len([one for one in found if "different years" in one.says]) == times
