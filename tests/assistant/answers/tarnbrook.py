"""An invented plan that names things in two ways: a table of two years, a poll with its first row unnumbered, a heading that its contents
give another year, a centre that is still to come, lists of as many things under two priorities, and a letter that is no priority's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened

PLAN = """# Tarnbrook Community Safety Plan 2023-2026

## Foreword

Our Community Safety Plan 2018-22 has ended, which some call the 2018-23 plan.

This plan runs from April 2023 to March 2026. The County Police Plan 2019-21 is not ours.

Drugs are dealt with under Priority F on page 9 of this plan.

## What we did in 2021-22

Recorded thefts of every kind fell across the valley.

| Offence | 2021 | 2022 | Change |
| --- | --- | --- | --- |
| Bicycle theft | 410 | 287 | -30.0% |
| Shed breaks | 220 | 215 | -2.3% |
| Boat theft | 60 | 66 | +10.0% |
| Sheep theft | 90 | 72 | -20.0% |
| All theft total | 780 | 640 | -17.9% |

## What people told us

We asked 900 households in the autumn which worry came first for them. The results are set out in the table below.

| Place | Worry | Households | Share |
| --- | --- | --- | --- |
| | Speeding | 310 | 34.4% |
| 2 | Litter | 220 | 24.4% |
| 3 | Noise at night | 150 | 16.7% |
| 4 | Empty shops | 120 | 13.3% |

## Help for families

The Willow Family Centre is central to our work with parents. Before the opening of the building our staff visit families at home. It will
open its doors in June 2025.

## Regulations

The partnership meets under the Valley Partnerships Regulations 2009. This plan was written in line with the Valley Partnerships
Regulations 2014.

## Priority A: Safer roads

What we will count each quarter:

- Cars over the limit past schools
- Crashes with injury
- Drivers who take a course

### Strategic actions

- Put cameras on the school lanes
- Close the mill road on Sundays

We will always listen to people who live beside a road.

## Priority B: Safer homes

What we will count each quarter:

- Homes that were broken into
- Sheds that were marked
- Visits by a warden

### Strategic actions

- Lend out alarms
- Mark sheds and bicycles
"""
CATALOGUE = """[[document]]
id = "tarnbrook-2023"
title = "Tarnbrook Community Safety Plan"
area = "Tarnbrook"
file = "tarnbrook-2023.md"
period = "2023-2026"
"""


def tarnbrook(folder: Path, embedder: Embedder) -> Iterator[Desk]:
    """Given a folder, write the plan and yield somebody who answers from it."""
    (folder / "documents").mkdir()
    (folder / "documents" / "tarnbrook-2023.md").write_text(PLAN, encoding="utf-8")
    (folder / "documents" / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    yield from opened([folder / "documents"], folder / "index", embedder)
