"""A document as findings read it: its sentences and whose its entries are."""

from __future__ import annotations

from assistant.findings.script import script_of
from ingest.register.entry import EntryKind
from tests.assistant.findings.texts import ID, snapshot_of


def test_prose_headings_and_long_cells_are_read_apart() -> None:
    cell = "The keeper of the lock will be paid by the ferry company until the tide turns."
    text = f"# Quay\n\n## Boats\n\nOne boat. Two boats.\n\n- A boat in a list\n\n| Who | What |\n|---|---|\n| Keeper | {cell} |\n"
    script = script_of(ID, snapshot_of(text))
    assert [one.text for one in script.sentences] == ["One boat.", "Two boats.", "A boat in a list"]
    assert [one.text for one in script.cell_sentences] == [cell]
    assert [one.text for one in script.headings] == ["Quay", "Boats"]


def test_a_sentence_is_cut_where_it_stands() -> None:
    script = script_of(ID, snapshot_of("# Quay\n\nOne boat.\nTwo boats.\n"))
    second = script.sentences[1]
    assert [script.words(span) for span in second.cut(4, 9)] == ["boats"]


def test_another_body_s_priorities_are_not_the_document_s_own() -> None:
    ours = "Our priorities are:\n\n- Safer quays\n- Cleaner locks\n\n"
    text = f"# Quay\n\n## Priorities\n\n{ours}The Mayor's priorities are:\n\n- Faster ferries\n- Dearer tolls\n"
    own = [one.name for one in script_of(ID, snapshot_of(text)).own(EntryKind.PRIORITY)]
    assert own == ["Safer quays", "Cleaner locks"]


def test_it_is_read_once_for_each_snapshot() -> None:
    snapshot = snapshot_of("# Quay\n\nWords.\n")
    assert script_of(ID, snapshot) is script_of(ID, snapshot)
    assert script_of(ID, snapshot_of("# Quay\n\nWords.\n")) is not script_of(ID, snapshot)


def test_a_line_of_a_glossary_defines_its_word() -> None:
    script = script_of(ID, snapshot_of("# Quay\n\n## Words we use\n\nLamp panel\n\nPeople who look after the lamps.\n"))
    assert script.defines("Lamp Panel")
    assert not script.defines("Ferry panel")
    assert not script_of(ID, snapshot_of("# Quay\n\n## Lamps\n\nLamp panel\n\nIt met.\n")).defines("Lamp panel")
