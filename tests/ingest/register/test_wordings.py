"""The snippets of `wordings.yaml`: what each says is found, and nothing else of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.register import EntryKind
from tests.ingest.register.reading import entries_in

CASES = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "case"), [pytest.param(kind, case, id=f"{kind}: {case['name']}") for kind in CASES for case in CASES[kind]]
)
def test_what_a_snippet_holds(kind: str, case: dict[str, Any]) -> None:
    left = [dict(one.fields) for one in entries_in(case["text"]) if one.kind is EntryKind(kind)]
    missed = []
    for wanted in case["entries"]:
        found = next((fields for fields in left if wanted.items() <= fields.items()), None)
        if found is None:
            missed.append(wanted)
        else:
            left.remove(found)
    assert (missed, left) == ([], [])
