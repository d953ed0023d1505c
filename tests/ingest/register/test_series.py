"""Priorities whose names begin with the numbers or letters of one series."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind

NAMES = ["Calm lanes after dark", "Quiet nights at home", "Warm welcomes for newcomers"]


@pytest.mark.parametrize("form", ["{} {}", "{}. {}", "{}) {}", "{}: {}", "{} – {}", "{} - {}"])
@pytest.mark.parametrize("numbers", ["123", "ABC"])
def test_headings_of_a_series(form: str, numbers: str) -> None:
    parts = "".join(
        f"## {form.format(number, name)}\n\nThe lanes matter to us all.\n\n" for number, name in zip(numbers, NAMES, strict=True)
    )
    found = of_kind(f"# Plan\n\n# Our priorities\n\nThese matter most.\n\n{parts}", EntryKind.PRIORITY)
    assert [(one.fields.get("number"), one.fields["name"]) for one in found] == list(zip(numbers, NAMES, strict=True))


@pytest.mark.parametrize("numbers", ["123", "ABC"])
def test_cells_of_a_series_are_the_headings_below(numbers: str) -> None:
    rows = "".join(f"| {number}. {name} | The lanes matter to us all. |\n" for number, name in zip(numbers, NAMES, strict=True))
    parts = "".join(f"## Priority {number}: {name}\n\nThe lanes matter.\n\n" for number, name in zip(numbers, NAMES, strict=True))
    found = of_kind(f"# Plan\n\n# Our priorities\n\n| Priority | Why |\n| --- | --- |\n{rows}\n{parts}", EntryKind.PRIORITY)
    assert [(one.fields.get("number"), one.fields["name"]) for one in found] == list(zip(numbers, NAMES, strict=True))


def test_an_article_is_no_letter_of_a_series() -> None:
    parts = "## A Calm lane for all\n\nThe lanes matter.\n\n## Quiet nights at home\n\nThe nights matter.\n\n"
    found = of_kind(f"# Plan\n\n# Our priorities\n\n{parts}", EntryKind.PRIORITY)
    assert [one.fields["name"] for one in found] == ["A Calm lane for all", "Quiet nights at home"]
