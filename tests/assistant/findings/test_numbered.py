"""What a document numbers, however it does so, and references and counts that go past it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.numbered import nouns, numbered
from assistant.findings.script import script_of
from ingest.errors import BadInput
from tests.assistant.findings.found import contradicted
from tests.assistant.findings.texts import ID, snapshot_of

HEADED = "## Our four {kinds}\n\n### 1. Streets\n\nText.\n\n### 2. Homes\n\nText.\n\n### 3. Help\n\nText.\n\n### 4. Parks\n\nText."
LISTED = "## Our four {kinds}\n\n1. Quiet streets.\n2. Safe homes.\n3. Fair help.\n4. Clean parks."
INTRODUCED = "We have set four {kinds}:\n\n1. Quiet streets.\n2. Safe homes.\n3. Fair help.\n4. Clean parks."
IN_LINE = "The board set four {kinds} in 2023: (1) streets; (2) homes; (3) help; (4) parks."
TABLE = "| {Kind} | Lead |\n| --- | --- |\n| 1. Streets | Council |\n| 2. Homes | Police |\n| 3. Help | Council |\n| 4. Parks | Council |"
WAYS = [HEADED, LISTED, INTRODUCED, IN_LINE, TABLE]
KINDS = [("priority", "priorities"), ("promise", "promises"), ("aim", "aims"), ("commitment", "commitments")]


def shown(way: str, kind: str, kinds: str) -> str:
    return way.replace("{kinds}", kinds).replace("{Kind}", kind.capitalize())


def of_type(text: str, type: T) -> list[str]:
    return [one.says for one in contradicted(f"# Plan\n\n{text}\n") if one.type is type]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("kind", "kinds"), KINDS)
def test_each_way_of_numbering_is_read(way: str, kind: str, kinds: str) -> None:
    script = script_of(ID, snapshot_of(f"# Plan\n\n{shown(way, kind, kinds)}\n"))
    assert [len(run) for run in numbered(script)[kind]] == [4]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("kind", "kinds"), KINDS)
def test_a_number_past_the_last_is_told(way: str, kind: str, kinds: str) -> None:
    text = shown(way, kind, kinds)
    rows = "| Action | Lead |\n| --- | --- |\n| Speed watch ({} {}) | Police |\n| Patrols | Police |"
    assert of_type(f"{text}\n\n## Money\n\nMost of it goes to {kind} 6.", T.REFERENCE_MISSING)
    assert of_type(f"{text}\n\n## Who\n\n- the Places Group: {kinds} 1 and 2\n- the Harm Group: {kinds} 3 and 7", T.REFERENCE_MISSING)
    assert of_type(f"{text}\n\n## Work\n\n{rows.format(kind, 5)}", T.REFERENCE_MISSING)
    assert not of_type(f"{text}\n\n## Work\n\n{rows.format(kind, 4)}", T.REFERENCE_MISSING)
    assert not of_type(f"{text}\n\n## Money\n\nThis takes up {kind} 6 of the county strategy.", T.REFERENCE_MISSING)


@pytest.mark.parametrize("way", [HEADED, LISTED, TABLE])
def test_a_count_of_them_is_held_against_them(way: str) -> None:
    text = shown(way.replace("Our four", "Our"), "priority", "priorities")
    assert of_type(f"The board has confirmed the six priorities on which this plan rests.\n\n{text}", T.COUNT_AND_LIST)
    assert not of_type(f"The board has confirmed the four priorities on which this plan rests.\n\n{text}", T.COUNT_AND_LIST)


SECTIONS = "## 1. Who we are\n\nText.\n\n## 2. What we know\n\nText.\n\n## 3. Our aims\n\nText.\n\n"
ROWS = (
    "| No. | Action | Cost |\n| --- | --- | --- |\n| 1.1 | Light the lane | 2.5 |\n| 1.2 | Clean it | 3.0 |\n"
    "| 2.1 | Visit farms ({}) | 1.8 |\n| 2.2 | Mark tools | 4.2 |"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SECTIONS + "| What | Who |\n| --- | --- |\n| Lamps at sites mapped in section 6 | Council |\n| Walks | Police |", True),
        (SECTIONS + "| What | Who |\n| --- | --- |\n| Lamps at sites mapped in section 2 | Council |\n| Walks | Police |", False),
        (ROWS.format("see action 1.7"), True),
        (ROWS.format("see action 1.2"), False),
        (ROWS.format("see action 3.1 of the county plan"), False),
        ("As Figure 2 makes plain, fires are fewer.", True),
        ("Fires are fewer, as the chart shows (see Chart 3).", True),
        ("We will map 12 hotspots.", False),
        ("Map 12 hotspots by June.", False),
        ("As Figure 2 makes plain, fires are fewer.\n\nFigure 2: Fires by month", False),
        ("As Figure 2 of the county strategy makes plain, fires are fewer.", False),
    ],
)
def test_what_cells_and_figures_point_to(text: str, told: bool) -> None:
    assert bool(of_type(text, T.REFERENCE_MISSING)) is told


@pytest.mark.parametrize(
    ("said", "reference", "told"),
    [
        ("Our three objectives are calm streets, safe homes and fair help.", "objective 4", True),
        ("The board has agreed four priorities.", "priority 6", True),
        ("We have set ourselves a task and have five aims.", "aim 7", True),
        ("Our three objectives are calm streets, safe homes and fair help.", "objective 3", False),
        ("The commissioner has three objectives.", "objective 4", False),
        ("Our three objectives are old, and we have four objectives now.", "objective 5", False),
        ("Our three objectives are calm streets, safe homes and fair help.", "objective 4 of the county plan", False),
    ],
)
def test_a_number_past_what_is_said_to_be_all_is_told(said: str, reference: str, told: bool) -> None:
    text = f"{said}\n\n## Work\n\n| Action | Lead |\n| --- | --- |\n| Train 60 clerks ({reference}) | Police |\n| Patrols | Police |"
    assert bool(of_type(text, T.REFERENCE_MISSING)) is told


@pytest.mark.parametrize("called", ['"wards"', "7", "[7]"])
def test_a_kind_that_is_called_by_no_list_is_refused(called: str, tmp_path: Path) -> None:
    file = tmp_path / "subjects.toml"
    file.write_text(f"[counted]\nward = {called}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"subjects\.toml.*ward"):
        nouns(file)


@pytest.mark.parametrize("title", ["•" + " " * 10_000 + "!x2", "x" * 10_000, "- " * 5_000, "priorities " * 1_000])
def test_long_titles_are_read_in_time(title: str) -> None:
    script = script_of(ID, snapshot_of(f"# Plan\n\n## {title}\n\n1. Quiet streets.\n2. Safe homes.\n"))
    numbered(script)


def test_a_count_with_items_of_its_own_is_held_against_no_other_list() -> None:
    own = "## Last week\n\nWe agreed three actions last week.\n\nThey were soon done.\n\n- Fit gates\n- Mark boats\n- Walk paths\n\n"
    text = f"{own}## Next actions\n\n1. Sink the buoys.\n2. Ring the bells.\n"
    assert not of_type(text, T.COUNT_AND_LIST)
