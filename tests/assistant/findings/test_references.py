"""References to what is not there: sections, priorities, pages; and those that lead into another text."""

from __future__ import annotations

import pytest

from assistant.findings.references import references
from tests.assistant.findings.texts import ID, snapshot_of, snapshot_of_pdf

SECTIONS = "## 1. Boats\n\nWords.\n\n## 2. Noise\n\nWords.\n\n## 3. Money\n\nWords.\n\n## 4. Lamps\n\n"


def missing(text: str) -> list[str]:
    return [one.values["reference"] for one in references(ID, snapshot_of(f"# Plan\n\n{SECTIONS}{text}\n"))]


@pytest.mark.parametrize(("text", "reference"), [("More is told in section 9.", "section 9"), ("It is dear (see section 6).", "section 6")])
def test_a_section_behind_the_last(text: str, reference: str) -> None:
    assert missing(text) == [reference]


@pytest.mark.parametrize(
    "text",
    [
        "More is told in section 3.",
        "The duty is in section 17 of the Crime and Disorder Act 1998.",
        "The duty is in section 9 of their report.",
        "A section 106 agreement pays for lamps.",
    ],
)
def test_a_section_that_is_there_or_is_a_law_s(text: str) -> None:
    assert missing(text) == []


def test_where_headings_have_no_numbers_no_section_is_missed() -> None:
    text = "# Plan\n\n## Boats\n\nWords.\n\n## Noise\n\nMore is told in section 9.\n"
    assert references(ID, snapshot_of(text)) == ()


ROWS = "| No. | Action | Lead |\n|---|---|---|\n| 4.1 | Fit gates | Pilot |\n| 4.2 | Mark boats | Pilot |\n| 4.3 | Walk paths | Pilot |\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("More is told under action 4.9.", ["action 4.9"]),
        ("More is told under action 4.3, and in action 7.2.", []),
        ("More is told under action 4.9 of the ferry company's plan.", []),
    ],
)
def test_an_action_behind_the_last_of_its_chapter(text: str, told: list[str]) -> None:
    assert missing(f"{ROWS}{text}") == told


TABLES = "Table 1: Noise on the quay\n\n| A | B |\n|---|---|\n| Noise | 3 |\n\n"


def test_one_number_for_two_tables() -> None:
    for title, times in (("Lamps that were lit", 1), ("Noise on the quay (continued)", 0)):
        text = f"# Plan\n\n{TABLES}Table 1: {title}\n\n| A | B |\n|---|---|\n| Lamps | 4 |\n"
        assert len([one for one in references(ID, snapshot_of(text)) if "twice" in one.says]) == times


def test_a_list_of_laws_is_no_contents_page() -> None:
    text = "# Plan\n\n## Contents\n\nBoats 2\n\nTides Act 1998, section 17\n\nNoise 3\n\nLamps 4\n\n## Boats\n\nWords.\n"
    assert not [one for one in references(ID, snapshot_of(text)) if "Tides" in one.says]


AGENDA = """#set page(width: 14cm, height: 9cm, footer: context align(center)[Page #(here().page() + 60)])
= Supplemental agenda
PAGE NUMBER

{pages} All quays

#pagebreak()
= The quay plan
Otters sleep on the quay, and lamps burn all night long for them.
#pagebreak()
= Noise
Boats are loud, and so are swans when the tide comes in at night.
#pagebreak()
= Money
The plan is dear, and nobody has said who pays for all the lamps.
"""


@pytest.mark.parametrize(
    ("pages", "told"), [("62 - 75", ["pages 62 to 75"]), ("62 - 64", []), ("62–70", ["pages 62 to 70"]), ("5 - 75", [])]
)
def test_the_pages_that_an_agenda_gives_are_those_printed(pages: str, told: list[str]) -> None:
    found = references(ID, snapshot_of_pdf(AGENDA.format(pages=pages)))
    assert [one.values["reference"] for one in found if "pages" in one.values.get("reference", "")] == told
