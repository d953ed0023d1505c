"""Abbreviations and names: letters that are spelt out twice, stand before their words, or are one letter off."""

from __future__ import annotations

import pytest

from assistant.findings.finding import Finding
from assistant.findings.names import names, spelt_out
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def found(text: str) -> list[Finding]:
    return list(names(ID, snapshot_of(f"# Plan\n\n{text}\n")))


@pytest.mark.parametrize(
    "text",
    [
        "The Night Ferry Service (NFS) runs. NFS (Night Fishing Society) has a hut.",
        "The Multi-Agency Support Hub (MASH) meets. The Multi-Agency Safeguarding Hub (MASH) is open.",
        "We work with the Independent Harbour Pilots Commission. The IHPO gave advice.",
        "The Lamp Safety Board is chaired by the Harbour Master. The Lamp Safety Board is chaired by the Chief Pilot.",
        "The Harbours Safety Board met. The Harbour Safety Board met.",
        "The Mayor's Office of Piloting and Boats pays. It answers to the Lock Committee and the Mayor's Office for Pilots and Boats.",
    ],
)
def test_names_that_do_not_agree(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Night Ferry Service (NFS) runs. NFS (Night Ferry Service) has a hut.",
        "The Night Ferry Service (NFS) runs. NFS – the boats are blue.",
        "We work with the Independent Harbour Pilots Commission. The IHPC gave advice.",
        "We work with the Independent Harbour Pilots Commission. The Inland Ports Office (IHPO) gave advice.",
        "If the Lamp Reduction Unit calls, go. The Lamp Reduction Unit calls.",
    ],
)
def test_names_that_do(text: str) -> None:
    assert [one.says for one in found(text)] == []


def test_an_abbreviation_is_spelt_out_once() -> None:
    script = script_of(ID, snapshot_of("# Plan\n\nThe Night Ferry Service (NFS) runs. The Night Ferry Service (NFS) stops.\n"))
    assert [short for short, _ in spelt_out(script)] == ["NFS"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Noise Against Ferry Crews (NAFCO) is rare.", True),
        ("The Independent Ferry Crew Adviser (IFCA) came. The Independent Ferry Crew Advocate (IFCA) came.", True),
        ("The Independent Ferry Crew Adviser (IFCA) came. The Independent Ferry Crew Advisor (IFCA) came.", False),
        ("The Anti-Drift Board (ADB) met. The Anti Drift Board (ADB) met.", False),
    ],
)
def test_a_letter_too_many_and_another_word(text: str, told: bool) -> None:
    assert bool(found(text)) is told


def test_the_next_column_s_heading_is_no_part_of_a_name() -> None:
    cell = "The Norwick Lamp Board does what keeps the quay bright all night, and the {} lamps are its own."
    text = "| A | B |\n|---|---|\n| " + cell.format("old") + " | Norwick Lamp Board When the tide is low it meets in the hut on the quay. |"
    assert not [one for one in found(text) if "When" in one.says]
