"""Stems that carry meaning, and abbreviations read as the words they stand for."""

from __future__ import annotations

from assistant.findings.likeness import essence, overlap, stems
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def test_words_that_stand_everywhere_and_figures_link_nothing() -> None:
    assert stems("Increase the number of crimes in the area by 20%") == frozenset()
    assert stems("Lamps and moorings") == stems("mooring, lamp")


def test_an_abbreviation_holds_the_words_it_is_spelt_out_with() -> None:
    script = script_of(ID, snapshot_of("# Plan\n\nThe Night Ferry Service (NFS) runs. The NFS stops.\n"))
    assert stems("Night Ferry") <= essence("the NFS is late", script)
    assert not stems("Night Ferry") & essence("the NFSX is late", script)


def test_the_share_of_the_smaller_set() -> None:
    assert overlap({"a", "b"}, {"b", "c", "d"}) == 0.5
    assert overlap(set(), {"a"}) == 0.0
