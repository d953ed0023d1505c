"""An invented plan with a name above each table, some of them read apart from it, and short paragraphs that go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened

PLAN = """# Saltby Harbour Safety Plan 2025-2028

## The picture

Two lessons stand out from the plan before. First, pop-up stalls did not last. Second, neighbours who met once a month rang us less.

Table 1: Offences by parish

| Parish | 2023/24 | 2024/25 | Change |
| --- | --- | --- | --- |
| Quayside | 812 | 874 | +7.6% |
| Upper Saltby | 240 | 231 | -3.8% |
| Netherwick | 118 | 130 | +10.2% |
| Whole district | 1,170 | 1,235 | +5.6% |

The lamps on the Ropewalk were mended in May. They now burn all night. Few people knew that before we wrote to each house.

## Money

Who puts in what, in pounds

| Partner | 2025/26 | 2026/27 |
| --- | --- | --- |
| Harbour Board | 40,000 | 41,000 |
| Saltby Town Council | 12,500 | not agreed |
| Lifeboat Trust | 3,000 | tbc |

## Groups

Table 2: The groups that deliver the plan

| Group | Chair | Meets |
| --- | --- | --- |
| Quays Group | Harbour Master | Monthly |
| Homes Group | Head of Housing | Quarterly |
| Roads Group | County Highways Manager | Twice a year |

## Measures

Table 3: What we count

| Measure | Start | Goal | Told by |
| --- | --- | --- | --- |
| Boats broken into | 61 | 40 | Moor Police |
| Engines taken | 33 | 20 | Moor Police |
| Shop theft | 402 | 360 | Moor Police |
| People who feel safe on the quay | 48% | 60% | Town Council |
| Repeat victims of abuse at home | 31% | 25% | Homes Group |
| Fires set on purpose | 19 | 12 | Fire Service |
| Young people with a mentor | 4 | 30 | Youth Trust |
| Swimmers given a talk | 200 | 600 | Lifeboat Trust |
| Calls about noise | 512 | 450 | Wardens |
| Drunk and disorderly | 77 | 60 | Wardens |
| Dogs off the lead | 90 | 45 | Wardens |
| Nets cut | 14 | 7 | Harbour Board |
| Lamps out | 26 | 5 | Harbour Board |

Figure 1: Where people feel unsafe

People named the Ropewalk first.
"""


def saltby(folder: Path, embedder: Embedder) -> Iterator[Desk]:
    """Given a folder, write the plan and yield somebody who answers from it."""
    (folder / "documents").mkdir()
    (folder / "documents" / "saltby.md").write_text(PLAN, encoding="utf-8")
    (folder / "documents" / "catalogue.toml").write_text(
        '[[document]]\nid = "saltby-2025"\ntitle = "Saltby Harbour Safety Plan 2025-2028"\nfile = "saltby.md"\nkind = "plan"\n',
        encoding="utf-8",
    )
    yield from opened([folder / "documents"], folder / "index", embedder)
