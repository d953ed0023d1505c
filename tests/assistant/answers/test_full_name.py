"""What a priority is called in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.full_name import in_full
from ingest.embed import Embedder
from ingest.register.entry import EntryKind
from tests.assistant.councils import opened

PLAN = """# Gorsefold Community Safety Plan 2024-27

Priority A: Nuisance

Priority B: Violence

# Priority A: Nuisance{headed}

We will act on noise.

# Priority B: Violence

We will act on violence in the home.

# In short

Our priorities are:

- Nuisance{listed}
- Violence
"""


@pytest.mark.parametrize(
    ("headed", "listed", "called"),
    [
        (" including Drink and Drugs", " including Drink and Drugs", "Priority A: Nuisance including Drink and Drugs"),
        ("", " including Drink and Drugs", "Priority A: Nuisance"),
        ("", "", "Priority A: Nuisance"),
    ],
)
def test_the_name_that_stands_in_full_more_often_is_told(headed: str, listed: str, called: str, tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "gorsefold.md").write_text(PLAN.format(headed=headed, listed=listed), encoding="utf-8")
    for desk in opened([tmp_path / "documents"], tmp_path / "index", embedder):
        snapshot = desk.library.snapshot
        entries = [one for one in snapshot.entries("gorsefold", EntryKind.PRIORITY) if not one.belongs_to]
        spans = [in_full(one, snapshot) for one in entries]
        told = [" ".join(snapshot.page("gorsefold", span.page).text[span.start : span.end].split()) for span in spans]
        assert told[0] == called
        assert told[1].endswith("Violence")
