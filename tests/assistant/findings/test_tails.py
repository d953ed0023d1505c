"""Lines of things to do that end in who does them and by when."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings.overdue import overdue
from assistant.findings.script import Script, script_of
from assistant.findings.tails import open_tails, tailed
from tests.assistant.findings.texts import ID, snapshot_of

OTHERS = (
    "- Mark every bicycle at the ferry steps (Harbour Trust, May 2028)\n"
    "- Put lamps along the towpath (Street Lighting Manager, June 2028)\n"
    "- Walk the quay with the ferrymen (Quay Wardens, every month)\n"
)
TODAY = date(2026, 11, 21)


def script(text: str) -> Script:
    return script_of(ID, snapshot_of(f"# Harbour plan 2025-2028\n\n{text}\n", title="Harbour plan 2025-2028"))


def lacks(text: str) -> list[tuple[str, str]]:
    read = script(text)
    return [(role.value, read.words(span)) for role, span, _ in open_tails(read)]


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("Sweep the slipway of glass (Harbour Trust, May 2026)", "Harbour Trust", "May 2026"),
        ("Sweep the slipway of glass [Harbour Trust, by May 2026]", "Harbour Trust", "by May 2026"),
        ("Sweep the slipway of glass. Harbour Trust; May 2026", "Harbour Trust", "May 2026"),
        ("Sweep the slipway of glass. Harbour Trust, by May 2026.", "Harbour Trust", "by May 2026"),
        ("Sweep the slipway of glass. By May 2026.", "", "By May 2026"),
        ("Sweep the slipway of glass – Harbour Trust – May 2026", "Harbour Trust", "May 2026"),
        ("Sweep the slipway of glass | Harbour Trust | spring 2026", "Harbour Trust", "spring 2026"),
        ("Sweep the slipway of glass. Head of Quays / June 2026", "Head of Quays", "June 2026"),
        ("Sweep the slipway of glass. Lead: Harbour Trust. By: May 2026", "Harbour Trust", "May 2026"),
        ("Sweep the slipway of glass. The three councils, to March 2028", "The three councils", "to March 2028"),
        ("Sweep the slipway of glass (Harbour Trust)", "Harbour Trust", ""),
        ("Sweep the slipway of glass (Harbour Trust, to be confirmed)", "Harbour Trust", ""),
        ("Sweep the slipway of glass (throughout the plan)", "", "throughout the plan"),
        ("Sweep the slipway of glass with the harbour trust", "", ""),
        ("Sweep the slipway of the old harbour (OH)", "", ""),
        ("Sweep the slipway of glass (broken bottles, mostly)", "", ""),
    ],
)
def test_who_and_when_stand_at_the_end(line: str, owner: str, due: str) -> None:
    found = tailed(script(f"## What we will do\n\n{OTHERS}- {line}\n"))[-1]
    assert (found.owner, found.due) == (owner, due)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Sweep the slipway of glass (Harbour Trust)", ["due"]),
        ("- Sweep the slipway of glass (May 2028)", ["owner"]),
        ("- Sweep the slipway of glass", ["owner", "due"]),
        ("- Offer the children a day at the lock (Harbour Trust)", ["due"]),
        ("- Answer every call from the quay within two hours (Harbour Trust)", []),
        ("- Sweep the slipway of glass each spring (Harbour Trust)", []),
    ],
)
def test_a_line_lacks_what_nearly_all_others_say(line: str, expected: list[str]) -> None:
    assert [role for role, _ in lacks(f"## What we will do\n\n{OTHERS}{line}\n")] == expected


@pytest.mark.parametrize("code", ["C{n}", "A1.{n}", "A{n}.", "Action {n}:", "R{n}"])
def test_paragraphs_with_a_number_in_front_are_such_lines(code: str) -> None:
    lines = ["Mark bicycles at the steps. Harbour Trust; May 2028", "Light the towpath at dusk. Quay Wardens; June 2028"]
    lines += ["Walk the quay at dusk. Quay Wardens; every month", "Sweep the slipway of glass."]
    text = "\n\n".join(f"{code.format(n=number)} {line}" for number, line in enumerate(lines, start=1))
    assert [role for role, _ in lacks(f"## Our commitments\n\n{text}")] == ["owner", "due"]


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Members", ["Chair of the quay board (Harbour Trust)", "Clerk of the quay board (Ferry Company)", "Warden of the lock"]),
        ("Progress", ["Marked all bicycles (Harbour Trust)", "Put up new lamps (Quay Wardens)", "Swept the old slipway"]),
        ("Our measures", ["Bicycles that are marked (Harbour Trust)", "Lamps that burn (Quay Wardens)", "Glass on the slipway"]),
        ("What we will do", ["Mark bicycles at the steps (Harbour Trust)", "Walk the quay at dusk", "Sweep the slipway of glass"]),
    ],
)
def test_other_lists_are_left_alone(heading: str, lines: list[str]) -> None:
    more = [f"{line} again" if "(" not in line else line.replace("quay", "lock") for line in lines]
    listed = "\n".join(f"- {line}" for line in [*lines[:2], *more])
    assert lacks(f"## {heading}\n\n{listed}\n") == []


@pytest.mark.parametrize(
    ("tail", "over"),
    [
        ("Harbour Trust, May 2026", True),
        ("Harbour Trust, by the end of 2025", True),
        ("Harbour Trust, from May 2026", False),
        ("Harbour Trust, every year to March 2026", False),
        ("Harbour Trust, May 2028", False),
    ],
)
def test_a_time_that_is_over_is_told(tail: str, over: bool) -> None:
    read = script(f"## What we will do\n\n{OTHERS}- Sweep the slipway of glass ({tail})\n")
    told = [read.words(span) for one in overdue(read, TODAY) for span in one.spans]
    assert any("Sweep the slipway" in words for words in told) is over
