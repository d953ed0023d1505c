"""What columns are for, and cells that say nothing: on words that are long, odd, or say something after all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.findings.columns import FILE, gives_no_figure, is_vacant, load_columns, says_nothing
from ingest.errors import BadInput


@pytest.mark.parametrize(
    "text",
    [
        " - abc" * 20_000 + "(a",
        "?" * 100_000 + "x",
        "-" * 100_000 + "x",
        "by a " * 20_000,
        " " * 100_000 + "x",
        "to be agreed with " * 5_000,
    ],
)
def test_a_long_cell_says_something_and_is_read_at_once(text: str) -> None:
    assert not says_nothing(text)
    assert not gives_no_figure(text)
    assert not is_vacant(text)


@pytest.mark.parametrize(
    "text",
    [
        "To be agreed with the board",
        "To be set by March 2027",
        "to be confirmed by 31 March 2027",
        "Not yet agreed with the pilots",
        "to be agreed after year 1",
        "To be baselined in 2026/27",
        "To be set in Q2 of 2027",
        "??",
        "#REF!",
        "xx%",
        "",
        "   ",
    ],
)
def test_what_waits_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["To be agreed with the board: 40", "To be set at 20% from 2027", "To be agreed with pilots at 12 boats", "To be set at 1,200 by May"],
)
def test_a_figure_is_said_beside_what_waits(text: str) -> None:
    assert not says_nothing(text)
    assert not gives_no_figure(text)


@pytest.mark.parametrize(
    ("text", "vacant"),
    [
        ("Head of Tides (vacant)", True),
        ("Head of Tides - vacant", True),
        ("Harbour pilot, to be appointed", True),
        ("Head of Tides (to be recruited by May 2027)", True),
        ("Head of Quays – Boats – TBC", True),
        ("Head of Tides (post vacant).", True),
        ("Head of Tides (new)", False),
        ("Pilot team, various", False),
        ("Harbour pilots", False),
        ("Vacant shops officer", False),
        ("Pilot (vacant) and Head of Tides", False),
    ],
)
def test_whether_nobody_holds_a_post(text: str, vacant: bool) -> None:
    assert is_vacant(text) is vacant


@pytest.mark.parametrize("words", ["[]", '[""]', '["task", " "]'])
def test_a_list_without_words_is_refused(words: str, tmp_path: Path) -> None:
    file = tmp_path / "columns.toml"
    lines = FILE.read_text(encoding="utf-8").splitlines()
    kept = "\n".join(f"directions = {words}" if line.startswith("directions") else line for line in lines)
    start = kept.index(f"directions = {words}")
    file.write_text(kept[: start + len(f"directions = {words}")] + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"columns\.toml.*directions"):
        load_columns(file)
