"""The book of duties and laws: what it holds, and how a wrong file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.findings.lawbook import FILE, Law, lawbook
from ingest.errors import BadInput


def test_the_year_nearest_to_a_wrong_one_is_the_right_one() -> None:
    law = Law("Harbours Act", (1964, 2003), ())
    assert [law.latest(year) for year in (1960, 1999, 2024)] == [1964, 2003, 2003]


def test_every_duty_has_parts_that_its_own_phrases_find() -> None:
    for duty in lawbook().duties:
        assert duty.parts
        for part in duty.parts:
            for phrase, pattern in zip(part.phrases, part.patterns, strict=True):
                words = phrase.replace("*", "").replace(" ... ", " ").split()
                assert pattern.search(" ".join(word.split("|")[0] for word in words)), phrase


@pytest.mark.parametrize(("old", "new", "named"), [("law = ", "lwa = ", "law"), ("\n[[duty]]\n", "\n[[duty\n", "cannot be read")])
def test_a_file_that_is_off_is_refused_and_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    file = tmp_path / "duties.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        lawbook(file)
    assert "duties.toml" in str(refused.value)
    assert named in str(refused.value)
