"""Areas named in a text: all councils, whole words, and no everyday words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.areas import FILE, areas_in, canonical, load_areas, other_areas
from ingest.errors import BadInput

AREAS = [(area, kind) for kind, areas in tomllib.loads(FILE.read_text(encoding="utf-8"))["areas"].items() for area in areas]


def names(text: str) -> list[str]:
    return [mention.name for mention in areas_in(text)]


def test_there_are_as_many_councils_as_there_are() -> None:
    counts = {kind: sum(other == kind for _, other in AREAS) for _, kind in AREAS}
    del counts["former council area"]
    assert counts == {
        "London borough": 33, "metropolitan district": 36, "unitary authority": 63, "county": 21, "district": 164,
        "Scottish council area": 32, "Welsh principal area": 22, "Northern Irish district": 11,
    }  # fmt: skip


@pytest.mark.parametrize(("area", "kind"), AREAS)
def test_every_area_is_found_where_it_is_asked_about(area: str, kind: str) -> None:
    for question in (f"What are the priorities in {area}?", f"what is {area.lower()} council doing", f"and {area}'s plan?"):
        found = areas_in(question)
        assert [(mention.name, mention.kind) for mention in found] == [(area, kind)]
    mention = areas_in(f"in {area}?")[0]
    assert f"in {area}?"[mention.start : mention.end] == area


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("croydons plan", ["Croydon"]),
        ("kings lynn", ["King's Lynn and West Norfolk"]),
        ("Brighton & Hove", ["Brighton and Hove"]),
        ("St. Helens", ["St Helens"]),
        ("newcastle under lyme", ["Newcastle-under-Lyme"]),
        ("newcastle", ["Newcastle upon Tyne"]),
        ("Sutton Coldfield", ["Birmingham"]),
        ("who works in reading?", ["Reading"]),
        ("what is Reading doing", ["Reading"]),
        ("I live in bury, is it ok", ["Bury"]),
        ("compare Sutton, Lewisham and Croydon", ["Sutton", "Lewisham", "Croydon"]),
        ("London Borough of Barking & Dagenham", ["Barking and Dagenham"]),
    ],
)
def test_other_ways_of_writing_them(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    ["reading the plan, what is in it", "Reading the plan helps", "I am interested in reading the plan", "a bath",
     "she was barking mad", "New York", "Greater Manchester Police",
     "did Mr Preston say so", "Councillor Sutton said", "the old Kent Road", "bury the report",
     "West Ham", "rugby club", "derby match", "in the eden project", "London", "suttonish"],
)  # fmt: skip
def test_everyday_words_and_people_are_no_areas(text: str) -> None:
    assert names(text) == []


def test_other_areas_than_those_held() -> None:
    assert canonical("London Borough of Sutton") == "Sutton"
    assert canonical("Atlantis") == "Atlantis"
    assert other_areas("Sutton, Lewisham or Croydon?", ["London Borough of Sutton", "Lewisham"]) == ("Croydon",)


@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    ends = [0]
    for mention in areas_in(text):
        assert ends[-1] <= mention.start < mention.end <= len(text)
        ends.append(mention.end)


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "areas.toml"
    file.write_text("[areas]\n", encoding="utf-8")
    with pytest.raises(BadInput, match="areas.toml"):
        load_areas(file)
