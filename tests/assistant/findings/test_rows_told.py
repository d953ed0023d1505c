"""What sentences say of the rows of a table by their names."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

TABLE = "| Ward | Burglaries 2025 |\n| --- | --- |\n| Mill | 74 |\n| Quay | 91 |\n| Old Town | 20 |\n| Total | 185 |"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The burglaries were worst in Mill ward (84).", True),
        ("Most burglaries were in Quay (91), Mill (47) and Old Town (20).", True),
        ("Mill ward has the most burglaries.", True),
        ("Old Town saw the highest number of burglaries.", True),
        ("Quay had the fewest burglaries in 2025.", True),
        ("The burglaries were worst in Quay ward (91).", False),
        ("Quay ward has the most burglaries.", False),
        ("Mill ward has the most fires.", False),
        ("Mill ward has the most burglaries per head.", False),
        ("In 2019 Mill ward had the most burglaries.", False),
        ("Mill ward has the second most burglaries.", False),
        ("Fires were worst in Mill ward (84).", False),
    ],
)
def test_rows_by_their_names(text: str, told: bool) -> None:
    found = contradicted(f"# Plan\n\n## Summary\n\n{text}\n\n## Data\n\n{TABLE}\n")
    assert any(one.type is T.SAME_QUANTITY for one in found) is told
