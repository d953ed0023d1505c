"""What a document points to in itself, in the words people use for it, and what points into another text."""

from __future__ import annotations

import pytest

from assistant.findings.references import references
from tests.assistant.findings.texts import ID, snapshot_of

HEADED = "".join(f"## {number}. {name}\n\nWords stand here.\n\n" for number, name in enumerate(("Boats", "Noise", "Money", "Lamps"), 1))
PRIORITIES = "".join(f"### Priority {number}: {name}\n\nWords stand here.\n\n" for number, name in enumerate(("Theft", "Noise", "Fire"), 1))
PARAGRAPHS = (
    "## 1 Boats\n\n1.1 Boats are old.\n\n1.2 Boats are new.\n\n1.3 Boats are blue.\n\n## 2 Noise\n\n2.1 Noise is "
    "loud.\n\n2.2 Noise is low.\n\n"
)
LETTERED = (
    "| Ref | Action | Lead |\n|---|---|---|\n| 1a | Fit gates | Pilot |\n| 1b | Mark boats | Pilot |\n| 2a | Walk "
    "paths | Crew |\n| 2b | Fit lamps | Crew |\n"
    "| 3a | Sink buoys | Crew |\n| 3b | Ring bells | Crew |\n\n"
)
NUMBERED = "| No. | Action | Lead |\n|---|---|---|\n| 1 | Fit gates | Pilot |\n| 2 | Mark boats | Pilot |\n| 3 | Walk paths | Crew |\n\n"
TABLED = "Table 1: Noise on the quay\n\n| Ward | Calls |\n|---|---|\n| Pier | 3 |\n\n"


def missing(text: str) -> list[str]:
    return [one.values["reference"] for one in references(ID, snapshot_of(f"# Plan\n\n{text}\n")) if "reference" in one.values]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They are named in section 5.", ["section 5"]),
        ("Section 6 sets out who pays.", ["section 6"]),
        ("It is explained in chapter seven.", ["chapter 7"]),
        ("As described in Part 9, boats are old.", ["part 9"]),
        ("More stands in section 4.", []),
        ("The duty in section 17 binds us.", []),
        ("An order under section 5 of the Tides Act may be made.", []),
        ("We took part 5 times.", []),
    ],
)
def test_sections(text: str, told: list[str]) -> None:
    assert missing(f"{HEADED}{text}") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("This is told under Priority 4.", ["Priority 4"]),
        ("Priorities 2 and 5 share a budget.", ["Priority 5"]),
        ("See priorities 1, 3 and 6.", ["Priority 6"]),
        ("The budget of Priority Five is small.", ["Priority 5"]),
        ("It serves priorities 1 to 3.", []),
        ("It serves Priority 7 of the county's plan.", []),
        ("Later, Priority 6 will end.", ["Priority 6"]),
        ("In the previous plan Priority 6 was noise.", []),
        ("It is a priority 3 years on.", []),
    ],
)
def test_priorities(text: str, told: list[str]) -> None:
    assert missing(f"{PRIORITIES}Other words.\n\n{text}") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("This is so, as paragraph 1.7 explains.", ["paragraph 1.7"]),
        ("The cost is set out at para 1.5.", ["paragraph 1.5"]),
        ("Who pays is told in section 1.4.", ["paragraph 1.4"]),
        ("See 1.9 above.", ["paragraph 1.9"]),
        ("The cost is set out at paragraph 1.2.", []),
        ("Paragraph 1.7 of the code of practice binds us.", []),
        ("It rose to 1.9 above all hopes.", []),
        ("See 1.9 million reasons.", []),
    ],
)
def test_paragraphs(text: str, told: list[str]) -> None:
    assert missing(f"{PARAGRAPHS}## 3 Other\n\n{text}") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("More under action 2c.", ["action 2c"]),
        ("See action 5a for lamps.", ["action 5a"]),
        ("More under action 3b.", []),
        ("Grade 2c", []),
    ],
)
def test_actions_by_number_and_letter(text: str, told: list[str]) -> None:
    assert missing(f"{LETTERED}{text}") == told


@pytest.mark.parametrize(
    ("text", "told"), [("Action 5 will bring lamps.", ["Action 5"]), ("Actions 2 and 3 go together.", []), ("We act on 5 quays.", [])]
)
def test_actions_numbered_in_a_column(text: str, told: list[str]) -> None:
    assert missing(f"{NUMBERED}Other words here. {text}") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("As Table 3 shows, noise is down.", ["Table 3"]),
        ("Noise is down (see table 2).", ["Table 2"]),
        ("Noise is down (Table 1).", []),
        ("Noise is down, as table 4 of the survey shows.", []),
    ],
)
def test_tables(text: str, told: list[str]) -> None:
    assert missing(f"{TABLED}Words stand here. {text}") == told


CODED = (
    "| Ref | Action | Lead |\n|---|---|---|\n| A1 | Fit gates | Pilot |\n| A2 | Mark boats | Pilot |\n| B1 | Walk "
    "paths | Crew |\n| B2 | Fit lamps | Crew |\n\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Money is short, see B4.", ["B4"]),
        ("It hangs on action A3.", ["A3"]),
        ("It hangs on action A2.", []),
        ("The lorry took the A4.", []),
    ],
)
def test_rows_by_letter_and_number(text: str, told: list[str]) -> None:
    assert missing(f"{CODED}{text}") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Our fifth priority is new.", ["Our fifth priority"]),
        ("Our third priority is new.", []),
        ("The fifth priority of the county is new.", []),
    ],
)
def test_priorities_by_their_place(text: str, told: list[str]) -> None:
    assert missing(f"{PRIORITIES}{text}") == told


@pytest.mark.parametrize(
    ("text", "told"), [("An asterisk is explained in note 4.", ["note 4"]), ("An asterisk is explained in note 2.", [])]
)
def test_notes(text: str, told: list[str]) -> None:
    assert (
        missing(f"{text}\n\n## Notes\n\n1. Costs are those of the year.\n2. Counts are from May.\n3. The cost of lamps is nil.\n") == told
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Priority 6 in the first year is noise.", ["Priority 6"]),
        ("Priority 6 of our plan is noise.", ["Priority 6"]),
        ("Priority 6 work goes on.", ["Priority 6"]),
        ("It meets Priority 6 in the county strategy.", []),
        ("| Action | Lead | Serves |\n|---|---|---|\n| Fit lamps | Pilot | Priority 1 |\n| Mark boats | Crew | Priority 6 |\n", []),
    ],
)
def test_words_behind_a_reference(text: str, told: list[str]) -> None:
    assert missing(f"{PRIORITIES}Other words.\n\n{text}") == told
