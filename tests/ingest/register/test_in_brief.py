"""Priorities below a heading that says where all are shown, and several aims told in one sentence."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

THREE = ["Calm water", "Warm boats", "Clear nights"]


@pytest.mark.parametrize("ends", [" at a glance", " on a page", " in brief", " on one page", " in summary", ": at a glance"])
def test_headings_that_say_where_all_priorities_are_shown(ends: str) -> None:
    parts = "".join(f"### {number}. {name}\n\nWe will buy lamps.\n\n" for number, name in enumerate(THREE, 1))
    assert names(f"# Plan\n\n## Our three ambitions{ends}\n\n{parts}", EntryKind.PRIORITY) == THREE


def test_several_aims_of_one_sentence_are_measures_each() -> None:
    aims = "raise the share of boats with lamps from 41% in 2030 to 60% by 2033; cut thefts of nets from 29 to 12"
    text = f"We want to {aims}; and cut the number of wrecks from 8 to none."
    found = of_kind(f"# Plan\n\n## Progress\n\n{text}\n", EntryKind.INDICATOR)
    assert [(one.fields["baseline"], one.fields["target"]) for one in found] == [("41%", "60%"), ("29", "12"), ("8", "none")]


@pytest.mark.parametrize("verb", ["concentrate on", "focus on"])
def test_what_is_concentrated_on_in_one_sentence_is_no_deed(verb: str) -> None:
    text = f"# Plan\n\n## Introduction\n\nOver the next three years we will {verb}: calm water; warm boats; and clear nights.\n"
    assert names(text, EntryKind.ACTION) == []


def test_a_column_of_what_is_counted_holds_measures() -> None:
    table = "| What we count | Where from | 2030/31 | Aim for 2033/34 |\n|---|---|---|---|\n| Boats stolen | Harbour | 41 | 20 |\n"
    assert names(f"# Plan\n\n## How we will check\n\n{table}", EntryKind.INDICATOR) == ["Boats stolen"]
