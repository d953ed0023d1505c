"""The dates of a document's versions against one another."""

from __future__ import annotations

import pytest

from assistant.findings.dates import dates
from tests.assistant.findings.texts import ID, snapshot_of

HISTORY = (
    "| Version | Who | Date |\n|---|---|---|\n| 1.1 | Pilots | 24.07.17 |\n| 1.2 | Locks | {second} |\n| 1.3 | The board | {third} |\n\n"
)
SAID = "| Item | | Item | |\n|---|---|---|---|\n| {name} | {number} | {dated} | {day} |\n"


def told(text: str) -> list[str]:
    return [one.says for one in dates(ID, snapshot_of(f"# Plan\n\n## Version control\n\n{text}\n"))]


@pytest.mark.parametrize(
    ("name", "number", "dated"),
    [
        ("Version Number", "1.3", "Version Date"),
        ("Version", "v1.3", "Date"),
        ("Document version", "1.3", "Dated"),
        ("Issue no", "1.3", "Date"),
    ],
)
def test_the_version_that_it_is_has_the_date_of_its_history(name: str, number: str, dated: str) -> None:
    history = HISTORY.format(second="01.08.17", third="02.10.17")
    (says,) = told(history + SAID.format(name=name, number=number, dated=dated, day="25/07/17"))
    assert says == "Version 1.3 is dated 25/07/17 in one place; the latest date beside it in the history is 02.10.17."
    assert told(history + SAID.format(name=name, number=number, dated=dated, day="02/10/2017")) == []
    assert told(history + SAID.format(name=name, number="1.2", dated=dated, day="1 August 2017")) == []


@pytest.mark.parametrize(("third", "times"), [("12.06.17", 1), ("1 June 2017", 1), ("02.10.17", 0), ("to come", 0), ("24.07.17", 1)])
def test_a_later_version_is_not_dated_before_an_earlier_one(third: str, times: int) -> None:
    assert len(told(HISTORY.format(second="01.08.17", third=third))) == times


def test_a_history_from_the_last_version_down_is_one() -> None:
    rows = "| Version | Date |\n|---|---|\n| 2.0 | 1 May 2017 |\n| 1.0 | 3 March 2017 |\n"
    assert told(rows) == []


@pytest.mark.parametrize("later", ["Next review", "Review date", "Valid until", "Expiry date", "Review due", "To be renewed"])
def test_a_day_to_come_is_no_version_s_own(later: str) -> None:
    rows = f"| Version | Date | {later} |\n|---|---|---|\n| 1.0 | 1 March 2024 | 1 March 2027 |\n| 2.0 | 1 April 2025 | 1 April 2026 |\n\n"
    assert told(rows + SAID.format(name="Version", number="2.0", dated="Date", day="1 April 2025")) == []


def test_a_day_that_is_told_of_is_no_version_s_own() -> None:
    rows = "| 1.0 | 1 March 2024 | The lamps are counted up to 31 March 2030 now |\n| 2.0 | 1 April 2025 | The lock is mended |\n"
    assert told(f"| Version | Date | What was changed |\n|---|---|---|\n{rows}") == []


@pytest.mark.parametrize("name", ["Document", "Policy", "Form", "Name of document", "Document title"])
def test_versions_of_several_papers_are_no_history(name: str) -> None:
    rows = "| Ropes | 1.0 | 1 March 2024 |\n| Lamps | 2.0 | 1 March 2021 |\n| Nets | 3.1 | 5 June 2023 |\n"
    assert told(f"| {name} | Version | Date |\n|---|---|---|\n{rows}") == []


def test_the_title_of_who_asked_for_a_version_is_no_paper_s() -> None:
    history = HISTORY.replace("Who", "Title").format(second="01.08.17", third="02.10.17")
    assert len(told(history + SAID.format(name="Version", number="1.3", dated="Date", day="25/07/17"))) == 1
