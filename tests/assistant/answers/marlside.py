"""Two invented papers of one area: a plan whose priorities each count three things, one of them cut in two by a large heading, with a list
of six areas that an item without a number follows; and a later report that names seven areas in a sentence, and a table of two years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened

PLAN = """# Marlside Community Safety Plan 2020-2023

## Priority A: Safer lanes

### How we will measure success each quarter

- Lamps that were mended
- Riders without a light
- Crashes after dark

## Priority B: Calmer homes

The warden review looked at how we help quarrelling neighbours. It found the six areas of the service that most need work:

1. Maps
2. Radios
3. Hours
4. Training
5. Uniforms
6. Records
- Walk every lane with the people who live there

### How we will measure success each quarter

- Quarrels that were settled
- Calls about loud music
- Visits to lonely people

## Priority C: Fewer thefts

Thefts from barns trouble the farms most.

# Young people

We listen to the youth forum.

### How we will measure success each quarter

- Barns that were marked
- Thefts of tools
- First offences by the young

# The Mayor's priorities

The Mayor's priorities are:

- Quiet nights
- Clean rivers
- Warm homes

# Costs

Priority F deals with dogs.

In 2020-21 thefts in Marlside were still above the county average, at 31 for every 1,000 people against 24.
"""
REPORT = """# Marlside Safety Report 2025

## Where we are

The partnership has agreed five local priorities and these are:

- Lanes
- Homes
- Thefts
- Rivers
- Young people

The River Safety Action Plan was agreed in May 2024. Work has begun in all seven areas. The seven areas are Boats, Locks, Banks, Lighting,
Signs, Wardens and Schools.

The harbour wardens heard from visitors about the lamps on the quay.

| Offence | 2023 | 2024 |
| --- | --- | --- |
| Theft from barns | 88 | 71 |
| Theft of tools | 40 | 52 |
| Broken windows | 31 | 30 |
| All offences total | 159 | 153 |
"""
CATALOGUE = """[[document]]
id = "marlside-2020"
title = "Marlside Community Safety Plan"
area = "Marlside"
file = "marlside-2020.md"
period = "2020-2023"

[[document]]
id = "marlside-2025"
title = "Marlside Safety Report"
area = "Marlside"
file = "marlside-2025.md"
period = "2025"
"""


def marlside(folder: Path, embedder: Embedder) -> Iterator[Desk]:
    """Given a folder, write both papers and yield somebody who answers from them."""
    (folder / "documents").mkdir()
    (folder / "documents" / "marlside-2020.md").write_text(PLAN, encoding="utf-8")
    (folder / "documents" / "marlside-2025.md").write_text(REPORT, encoding="utf-8")
    (folder / "documents" / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    yield from opened([folder / "documents"], folder / "index", embedder)
