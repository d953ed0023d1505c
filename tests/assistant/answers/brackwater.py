"""An invented plan that a report puts before a meeting: a scorecard and a tracker with ratings, blanks and dashes, two figures for one
thing, and a list of words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened

PLAN = """# Brackwater Safety Plan 2024-2027

## Foreword

We heard from more than 3,260 people in our summer survey. Recorded crime fell to 4,418 offences in 2023/24.

## What you told us

Between June and August 2023, 3,206 people filled in the survey.

## Crime in Brackwater

Table 1: Offences

| Offence | 2022/23 | 2023/24 |
| --- | --- | --- |
| Burglary | 612 | 540 |
| Arson | 88 | 91 |
| Total recorded crime | 4,702 | 4,481 |

## Scorecard

R = missed, A = close to target, G = target met.

| Ref | Indicator | Baseline | Latest | Target | RAG | Direction of travel | Owner |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | Burglaries recorded | 612 | 540 | 500 | A | Improving | Moor Police |
| 2 | Repeat nuisance callers | 74 | 90 | 60 | R | Getting worse | Wardens Team |
| 3 | Sheep thefts | 31 | 44 | TBC | R | Getting worse | |
| 4 | Deaths from overdose | 9 | 9 | Watch only | n/a | No change | Public Health |
| 5 | Young people with a mentor | – | 12 | 40 | G | Improving | Youth Trust |
| 6 | Hate incidents reported | 55 | | Increase | n/a | Improving | Moor Police |

## Tracker

| Ref | Action | Lead | Deadline | Progress | BRAG |
| --- | --- | --- | --- | --- | --- |
| 1 | Fit gates behind Quay Lane | Wardens Team | March 2025 | Two gates are up | G |
| 2 | Train forty door staff | Licensing Team | TBC | Not started. | R |
| 3 | Open a harbour youth club | Youth Trust | | Building found | A |
| 4 | Publish the harbour review | | June 2024 | Published | B |
| 5 | Hold weekly gate meetings | Probation Service | Ongoing | | G |

## Words we use

| Word | Meaning |
| --- | --- |
| LOMA | Local Offence Mapping Area – a patch of about 1,200 homes |
| Gate scheme | A team that meets people leaving prison and finds them a bed |
| Night-time warden | A person who walks the quays after dark |

## Delivery

Each LOMA is looked at twice a year. The Gate scheme has taken on 30 people.
"""
PRIORITIES = """# Copperhill Safety Plan 2024-2027

## Our priorities

Our three priorities are:

1. Safer streets
2. Safer homes
3. Safer roads

## Measures

### Priority 1: Safer streets

How we will measure success:

- Street robberies fall from 80 in 2023 to 60 by 2027
"""


def brackwater(folder: Path, embedder: Embedder) -> Iterator[Desk]:
    """Given a folder, write the plan, a second one of another council, and yield somebody who answers from both."""
    (folder / "documents").mkdir()
    (folder / "documents" / "brackwater.md").write_text(PLAN, encoding="utf-8")
    (folder / "documents" / "copperhill.md").write_text(PRIORITIES, encoding="utf-8")
    (folder / "documents" / "catalogue.toml").write_text(
        '[[document]]\nid = "brackwater-2024"\ntitle = "Brackwater Safety Plan 2024-2027"\nfile = "brackwater.md"\nkind = "plan"\n'
        '[[document]]\nid = "copperhill-2024"\ntitle = "Copperhill Safety Plan 2024-2027"\nfile = "copperhill.md"\nkind = "plan"\n',
        encoding="utf-8",
    )
    yield from opened([folder / "documents"], folder / "index", embedder)
