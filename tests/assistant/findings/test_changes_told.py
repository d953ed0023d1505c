"""Changes in words, in one sentence or two, and in cells beside their figures: what does not follow, and what may."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

WRONG = [
    "There were 230 thefts in 2023, 20% more than the 200 of 2022.",
    "Thefts of oars came down from 152 in 2017/18 to 119, or by 32%, after the quay was lit.",
    "It fell by 28%, from 1,310 to 1,074.",
    "Lamp damage is down by a third, from 924 in 2019 to 702 in 2023.",
    "Oar thefts rose from 55 to 66. That is a rise of 27% in one year.",
    "We dealt with 66 cases in 2018/19 and 55 the year before, an increase of 40%.",
    "Complaints: 640 in 2023/24 and 768 in 2024/25 (+40%).",
    "Boat fires numbered 48, up 30% on the 40 of the year before.",
    "Moorings let rose by half, from 40 to 50.",
    "Drift fell from 8,412 incidents in 2023/24 to 7,990 in 2024/25, which is 522 fewer.",
    "Drift dropped to 119 from 152, a fall of a third.",
    "There were 300 calls compared with 250 last year, 30% more.",
    "Calls have gone up by 30% (from 250 to 300).",
    "A 40% cut took the number of lamps broken from 100 to 80.",
    "Lamps broken went from 100 to 80, a 40% cut.",
    "At 286 reports, hate crime was 12% higher than in 2022 (246).",
    "The wardens made 90 visits, against 60 in 2023: up by a quarter.",
    "Visits: 60 in 2023, 90 in 2024, an increase of 30%.",
    "Noise complaints more than doubled, from 40 to 62.",
    "Oar thefts (66, compared with 55 a year earlier) are up 40%.",
    "| Measure | 2023/24 | 2024/25 | Change |\n| --- | --- | --- | --- |\n| Burglary | 300 | 240 | -25% |\n| Robbery | 50 | 45 | -10% |\n",
    (
        "| Measure | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Burglary | 300 | 240 |\n"
        "| Robbery | 50 | 45 |\n\nBurglary fell by 30% between 2023/24 and 2024/25."
    ),
    (
        "| Measure | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Burglary | 300 | 240 |\n"
        "| Robbery | 50 | 45 |\n\nThe table shows that burglary is down 30% on the year."
    ),
    "Shop theft is up 30%, from 640 offences to 768.",
    "There were 768 shop thefts in 2024/25 (640 in 2023/24), a rise of 30%.",
    "There were 768 shop thefts, a 30% increase on the previous year's 640.",
    "We recorded 768 shop thefts, up from 640 (an increase of 30%).",
    "In 2024/25 there were 768 shop thefts, compared to 640 in 2023/24. This is a 30% increase.",
    "Reports fell from 1,200 to 900: a drop of a third.",
    "Reports were 900 this year against 1,200 last year – down 40%.",
    "Arson has halved since 2020, from 80 to 55.",
    "Fires: 80 to 55 (-40%).",
    "The number of robberies has dropped by 15 per cent, from 120 in 2022 to 96 in 2024.",
    "Burglaries decreased from 514 to 436 over the year (a 12% reduction).",
    "Our target is to cut burglary by 20%, from 436 to 400.",
    "Repeat victims fell from 40 to 30, that is by half.",
    "Satisfaction rose 6 percentage points, from 60% to 64%.",
    "Satisfaction went from 60% to 64%, an increase of six points.",
    "Robbery: 120 (2023/24) and 96 (2024/25), down 30%.",
    "Calls about noise went up by a quarter to 600 from 400.",
    "The budget grew by 10% from £200,500 to £240,700.",
    "Hate crime reports increased by 45 from 286 to 321.",
    "Burglary 514 → 436: down 25%.",
    "1,310 → 1,074 (-28%)",
    "There were 640 shop thefts in 2023/24. In 2024/25 there were 768, a rise of 30%.",
    "Knife crime (66 offences, 55 the year before) rose 27%.",
    "Fires fell from 152 in 2017/18 to 119 last year, a fall of just over a third.",
    (
        "| Measure | 2023/24 | 2024/25 | Change |\n| --- | --- | --- | --- |\n"
        "| Burglary | 300 | 240 | down 25% |\n| Robbery | 50 | 45 | down 10% |\n"
        "| Theft | 40 | 50 | up 25% |"
    ),
    (
        "| Measure | 2023/24 | 2024/25 | Change |\n| --- | --- | --- | --- |\n"
        "| Burglary | 300 | 240 | ▼ 25% |\n| Robbery | 50 | 45 | ▼ 10% |\n| Theft | 40 | 50 | ▲ 25% |"
    ),
    "Crime is 9% lower, at 7,990 against 8,412.",
    "Burglary: 514 in 2023/24, 436 in 2024/25, a fall of a quarter.",
    "The number of fires has fallen from 80 to 60, by a third.",
    "Visits more than trebled, from 40 to 90.",
    "Recorded robberies are down 12% since 2022 (from 120 to 96).",
    "Seizures rose from 40 to 60 – an increase of 75 per cent.",
]
RIGHT = [
    "There were 230 thefts in 2023, 15% more than the 200 of 2022.",
    "Drift came down from 152 in 2017/18 to 119, or by 22%.",
    "Lamp damage is down by a quarter, from 924 in 2019 to 702 in 2023.",
    "Oar thefts rose from 55 to 66. That is a rise of 20% in one year.",
    "Oar thefts rose from 55 to 66. A rise of 27% was seen in lamps.",
    "Drift fell from 8,412 incidents in 2023/24 to 7,990 in 2024/25, which is 422 fewer.",
    "Thefts fell by 12%, while lamps broken rose from 40 to 50.",
    "Satisfaction rose 4 percentage points, from 60% to 64%.",
    "Crime fell by about 10% from 450 to 380.",
    "Calls more than doubled, from 40 to 96.",
    "The mill has 40 boats, the quay 50: 20% of all.",
    "There were 640 thefts in 2023/24. In 2024/25 there were 768, a rise of 20%.",
    "Burglary 514 → 436: down 15%.",
    "We aim at a rise of 10% a year from the 40 visits of 2024 to 60.",
    (
        "| Measure | 2023/24 | 2024/25 | Change |\n| --- | --- | --- | --- |\n"
        "| Oars | 300 | 240 | ▼ 20% |\n| Lamps | 50 | 45 | ▼ 10% |\n| Locks | 40 | 50 | ▲ 25% |"
    ),
    (
        "| Measure | 2022/23 | 2023/24 | 2024/25 |\n| --- | --- | --- | --- |\n"
        "| Oar theft | 400 | 300 | 240 |\n| Lamps | 60 | 50 | 45 |\n\nOar theft fell by 40%."
    ),
    "Lamps broken fell from 80 to 70, which is 20 fewer than expected.",
    *(
        f"| Measure | 2023/24 | 2024/25 |\n| --- | --- | --- |\n| Burglary | 300 | 240 |\n| Robbery | 50 | 45 |\n\n{said}"
        for said in (
            "Burglary fell by 30% across Norfolk.",
            "Burglary fell by 30% in the region.",
            "In the last three years burglary fell by 30%.",
            "Burglary fell by 30% between April and June.",
            "Burglary fell by 30% during the summer.",
            "Over the past few months burglary fell by 30%.",
        )
    ),
]


def said(text: str) -> list[T]:
    return [one.type for one in contradicted(f"# Wexbury Safety Plan 2025 to 2028\n\n{text}\n", area="Wexbury")]


@pytest.mark.parametrize("text", WRONG)
def test_what_does_not_come_out_is_found(text: str) -> None:
    assert said(text) == [T.CHANGE_AND_FIGURES]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_or_may_is_left_alone(text: str) -> None:
    assert said(text) == []
