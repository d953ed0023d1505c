"""Plans in the layouts that councils use, as real files: their registers hold all that is printed, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.outline import sections_of
from ingest.readers import read_bytes
from ingest.readers.format import Format
from ingest.register import Entry, EntryKind, register_of

PLANS = Path(__file__).parents[2] / "documents" / "plans"
WESTMARSH, OLDCASTLE, LARKMERE, PENDLETON = "westmarsh-delivery", "oldcastle-columns", "larkmere-designed", "pendleton-web"


@lru_cache(maxsize=8)
def entries(name: str) -> tuple[Entry, ...]:
    """The register of a plan, read once."""
    file = PLANS / f"{name}.pdf"
    reading = read_bytes(file.read_bytes(), Format.PDF, 20)
    return register_of(Document(name, name, file), reading, sections_of(reading))


def of(name: str, kind: EntryKind) -> list[Entry]:
    return [entry for entry in entries(name) if entry.kind is kind]


def names(name: str, kind: EntryKind, whose: str = "own") -> list[str]:
    return [entry.name for entry in of(name, kind) if entry.whose == whose]


@pytest.mark.parametrize("name", [WESTMARSH, OLDCASTLE, LARKMERE, PENDLETON])
def test_every_word_is_the_pages_own(name: str) -> None:
    file = PLANS / f"{name}.pdf"
    pages = read_bytes(file.read_bytes(), Format.PDF, 20).pages
    for entry in entries(name):
        first = entry.spans[0]
        assert pages[first.page - 1].text[first.start : first.end] in entry.words
        assert all(0 <= span.start < span.end <= len(pages[span.page - 1].text) for span in entry.spans)


def test_priorities_of_its_own_and_of_others() -> None:
    assert names(WESTMARSH, EntryKind.PRIORITY) == [
        "Prevent children and young people from being drawn into violence",
        "Identify and protect people who are being exploited",
        "Disrupt those who cause the most harm",
        "Support victims, families and communities to recover",
    ]
    assert names(WESTMARSH, EntryKind.PRIORITY, "national") == ["reducing murder", "serious violence", "neighbourhood crime"]
    assert names(LARKMERE, EntryKind.PRIORITY, "mayor") == [
        "preventing and reducing VAWG",
        "supporting victims",
        "holding perpetrators to account",
    ]
    assert names(PENDLETON, EntryKind.PRIORITY) == ["Prevent", "Protect", "Pursue", "Partner"]
    assert len(names(PENDLETON, EntryKind.PRIORITY, "council")) == 5


def test_priorities_in_boxes_and_in_headings_are_the_same_ones() -> None:
    found = of(LARKMERE, EntryKind.PRIORITY)
    own = [(entry.fields["number"], entry.name) for entry in found if entry.whose == "own"]
    assert own == [
        ("1", "Stop violence before it starts"),
        ("2", "Make it easier to get help"),
        ("3", "Bring perpetrators to justice"),
        ("4", "Make public places safe for women"),
    ]


def test_actions_of_a_table_over_a_page_end_say_who_and_by_when() -> None:
    found = of(WESTMARSH, EntryKind.ACTION)
    assert [(entry.spans[0].page, entry.fields["who"], entry.fields["by_when"]) for entry in found] == [
        (1, "Head of Education", "September 2023"),
        (1, "Youth Service Manager", "April 2024"),
        (1, "Director of Children’s Services", "July 2023"),
        (1, "Housing", "March 2024"),
        (2, "Police and council", "Ongoing"),
        (2, "Police", "Ongoing"),
        (2, "Victim Support", "From June 2023"),
    ]
    parents = {entry.id: entry.fields["number"] for entry in of(WESTMARSH, EntryKind.PRIORITY) if "number" in entry.fields}
    assert [parents[entry.belongs_to or ""] for entry in found] == ["1", "1", "2", "2", "3", "3", "4"]


def test_headings_over_several_columns_tell_baseline_from_target() -> None:
    found = of(WESTMARSH, EntryKind.INDICATOR)
    assert [
        (entry.fields["baseline"], entry.fields["baseline_period"], entry.fields["target"], entry.fields["target_period"])
        for entry in found
    ] == [
        ("34", "2022/23", "25", "2025/26"),
        ("97", "2022/23", "75", "2025/26"),
        ("46", "2022/23", "30", "2025/26"),
        ("70%", "2022/23", "95%", "2025/26"),
    ]
    cells = {(e.fields["row"], e.fields["column"]): e.fields["value"] for e in of(WESTMARSH, EntryKind.FIGURE) if "column" in e.fields}
    assert cells["Permanent exclusions from school for physical assault", "Target 2024/25"] == "38"


def test_measures_stand_under_the_priority_that_a_row_names() -> None:
    found = of(LARKMERE, EntryKind.INDICATOR)
    parents = {entry.id: entry.name for entry in of(LARKMERE, EntryKind.PRIORITY)}
    assert [(entry.name.split()[0], entry.fields["owner"]) for entry in found] == [
        ("Schools", "Education"),
        ("Girls", "Public Health"),
        ("Average", "Women’s Centre"),
        ("Repeat", "Police"),
        ("Women", "Commissioning"),
        ("Domestic", "Police"),
        ("Women", "Council"),
    ]
    assert parents[found[-1].belongs_to or ""] == "Make public places safe for women"
    figures = of(LARKMERE, EntryKind.FIGURE)
    (fields,) = [entry.fields for entry in figures if entry.words == "14" and entry.fields.get("column") == "Target 2027/28"]
    assert (fields["row"], fields["unit"], fields["period"]) == ("Average wait for counselling in days", "days", "2027/28")


def test_what_will_have_changed_is_no_action() -> None:
    assert names(LARKMERE, EntryKind.OUTCOME) == [
        "girls report less harassment in school",
        "boys challenge each other",
        "parents know how to talk about consent",
        "women get counselling within two weeks",
        "nobody is turned away because of where she comes from",
    ]
    assert len(of(LARKMERE, EntryKind.ACTION)) == 5
    assert names(OLDCASTLE, EntryKind.OUTCOME)[0] == "Young people grow up free from violence"


def test_labelled_lines_are_one_indicator() -> None:
    found = [(entry.name, entry.fields.get("baseline"), entry.fields.get("target")) for entry in of(OLDCASTLE, EntryKind.INDICATOR)]
    assert found == [
        ("Robberies with a suspect under 18", "143", "110"),
        ("Young people who take part in the summer programme", "604", "1,200"),
        ("Adults helped by the weekly meeting", "New measure", "200 a year"),
        ("Residents who say that the police and council deal with what matters to them", "49%", "60%"),
    ]
    assert len(of(OLDCASTLE, EntryKind.ACTION)) == 7


def test_bullets_that_are_drawn_and_not_printed_part_the_items() -> None:
    assert [entry.name for entry in of(PENDLETON, EntryKind.ACTION)] == [
        "Work with every school to teach consent by September 2025",
        "Run a bystander campaign in bars and clubs",
        "Fund 40 refuge spaces",
        "Put an Independent Sexual Violence Adviser (ISVA) in each hospital",
        "Expand the Drive programme to 60 places by 2026",
        "Share data through one dashboard",
    ]


def test_a_glossary_without_lines() -> None:
    found = {entry.fields["short"]: entry.fields.get("expansion") or entry.fields["definition"] for entry in of(WESTMARSH, EntryKind.TERM)}
    assert found["VRU"] == "Violence Reduction Unit"
    assert found["Cuckooing"].startswith("When a gang takes over")


def test_an_abbreviation_parted_at_a_line_end_is_whole() -> None:
    found = {entry.fields["short"]: entry.fields.get("expansion") for entry in of(LARKMERE, EntryKind.TERM)}
    assert found["MARAC"] == "Multi-Agency Risk Assessment Conference"
