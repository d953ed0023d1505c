"""Figures whose digits changed places, and figures of the same digits that are of two things."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

TABLE = "| Measure | Baseline | Target |\n| --- | --- | --- |\n"
WRONG = [
    (
        "## Foreword\n\nThe 2,317 people who answered our survey spoke of noise.\n\n## "
        "Listening\n\nThe survey ran in June and drew 2,371 replies."
    ),
    (
        "## Foreword\n\nWe thank the 812 residents who completed the questionnaire.\n\n## "
        "Listening\n\nIn all 821 residents filled in the questionnaire."
    ),
    (
        "## Advice\n\nThat Cabinet releases £48,300 from the safety reserve.\n\n## "
        "Finance\n\nCabinet is asked for £43,800 from the safety reserve."
    ),
    "## Foreword\n\nWe won £312,000 from the Bright Nights Fund.\n\n## Money\n\nThe Bright Nights Fund gives £321,000 over two years.",
    f"## Summary\n\nOur first concern is bicycle theft. It rose from 702 offences in 2024/25 to 846 in 2025/26.\n\n## Actions\n\n{TABLE}"
    "| Bicycle theft offences | 864 | 700 |\n| Shed breaks | 120 | 100 |",
    "## The area\n\nThe district had 84,200 residents in mid-2024.\n\n## Money\n\nThat is 61p for each of the 82,400 people who live here.",
    "## The area\n\nThe town is home to 61,900 people.\n\n## Crime\n\nWith 69,100 residents the town is small.",
    f"## Facts\n\nThe scheme for persistent offenders had 37 people on its books on 31 March 2025.\n\n## Targets\n\n{TABLE}"
    "| Offences by people in the scheme for persistent offenders (73 people at 31 March 2025) | 210 | 180 |\n| Thefts | 400 | 380 |",
    "## Pastors\n\nThe 46 street pastors walk the town on Saturdays.\n\n## Thanks\n\nOur 64 street pastors walk in all weathers.",
    "## Money\n\n| Item | £ |\n| --- | --- |\n| Wardens | 64,000 |\n| Lighting | 18,500 |\n| Outreach | 22,000 |\n\n"
    "## What we do\n\nWe will spend £15,800 on lighting in 2025/26.",
    "## At a glance\n\n- 1,346 calls to the helpline\n- 92 wardens\n\n## Help\n\nThe helpline took 1,364 calls.",
    "## Summary\n\nThe marshals gave 1,278 warnings.\n\n## Nights\n\nWarnings given by the marshals came to 1,287.",
    "## Summary\n\nRepairs to lamps cost £13,750.\n\n## Money\n\nWe paid £17,350 for the repair of lamps.",
    "## Summary\n\nWe planted 4,610 hedge plants along the lane.\n\n## Lanes\n\nSome 4,160 hedge plants went in along the lane.",
]
FINE = [
    "## A\n\nOfficers saw 1,245 violent thefts from cars.\n\n## B\n\nOfficers saw 1,254 violent thefts from shops.",
    "## A\n\nWe had 1,245 calls in March 2025.\n\n## B\n\nWe had 1,254 calls in April 2025.",
    "## A\n\nIn 2023/24 there were 1,245 thefts.\n\n## B\n\nA year later there were 1,254 thefts.",
    "## A\n\nThere were 1,245 thefts from cars.\n\n## B\n\nThere were 1,254 thefts from shops.",
    "## A\n\nWe give £62,500 to youth clubs.\n\n## B\n\nWe give £65,200 to youth sport.",
    "## A\n\nOfficers in Oakley met 123 people.\n\n## B\n\nOfficers in Quayside met 132 people.",
    "## A\n\nThere were 1,245 thefts.\n\n## B\n\nThere were 5,142 thefts.",
    "## A\n\nIn 2023 there were 6,413 thefts.\n\n## B\n\nIn 2024 there were 6,431 thefts.",
    "## A\n\nThe council gives £31,200 for lighting.\n\n## B\n\nThe police give £32,100 for wardens.",
    "## A\n\nThe survey drew 1,148 replies.\n\n## B\n\n481 replies came from women and 841 from the young.",
    "## A\n\nThefts fell from 1,284 to 1,248.\n\n## B\n\nIn the end there were 1,248 thefts.",
    "## A\n\nThefts stood at 1,284.\n\n## B\n\nThefts are to come down to no more than 1,248.",
    "## A\n\nThe farmers spoke of hedges (pp 135).\n\n## B\n\nOf hedges the farmers said more (pp 153).",
    "## A\n\nThe council took 1,482 calls about noise.\n\n## B\n\nThe police took 1,428 calls about noise.",
    "| Ward | Thefts |\n| --- | --- |\n| Quay | 1,240 |\n| Mill | 1,420 |",
    "## A\n\nThere were 17.1% fewer burglaries.\n\n| Crime | Change |\n| --- | --- |\n| Burglaries | -17.1% |\n| Thefts | 2.0% |",
]


def found(text: str) -> list[str]:
    return [one.says for one in contradicted(f"# Plan\n\n{text}\n") if one.type is T.SAME_QUANTITY]


@pytest.mark.parametrize("text", WRONG)
def test_a_figure_with_its_digits_in_another_order_is_told(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize("text", FINE)
def test_figures_of_the_same_digits_may_be_of_two_things(text: str) -> None:
    assert not found(text)
