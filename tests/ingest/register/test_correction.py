"""Officers' changes: marked, kept while the document is read again, and told when the words under them changed."""

from __future__ import annotations

import pytest

from ingest.documents import Span
from ingest.errors import BadInput
from ingest.register import Entry, EntryKind
from ingest.register.correction import Amendment, Change, amended, amendment_from_json, amendment_to_json, checked_fields
from tests.ingest.register.reading import of_kind

TEXT = "# Plan\n\nWe have the following priorities:\n\n- Burglary\n- Parks\n"
WHEN = "2026-01-02T10:00:00+00:00"


def change(entry: Entry, what: Change, **fields: str) -> Amendment:
    return Amendment("plan", what, entry.kind, entry.id, fields, entry.spans, entry.words, "AB", WHEN)


def same_words(_: Span) -> str:
    return "words"


def test_a_correction_is_marked_and_replaces_a_field() -> None:
    burglary, parks = of_kind(TEXT, EntryKind.PRIORITY)
    corrected, other = amended([burglary, parks], [change(burglary, Change.CORRECT, name="Homes", whose="council")], same_words)
    assert (corrected.name, corrected.whose, other) == ("Homes", "council", parks)
    assert corrected.corrected is not None
    assert (corrected.corrected.who, corrected.corrected.when, corrected.corrected.words_changed) == ("AB", WHEN, False)


def test_a_hidden_entry_stays_hidden_when_the_document_is_read_again() -> None:
    burglary, _ = of_kind(TEXT, EntryKind.PRIORITY)
    again = of_kind(TEXT.replace("# Plan", "# New plan\n\nNew words."), EntryKind.PRIORITY)
    found = amended(again, [change(burglary, Change.HIDE)], same_words)
    assert [(entry.name, entry.hidden) for entry in found] == [("Burglary", True), ("Parks", False)]


def test_a_corrected_entry_whose_words_are_gone_stays_and_says_so() -> None:
    burglary, _ = of_kind(TEXT, EntryKind.PRIORITY)
    again = of_kind(TEXT.replace("Burglary", "Robbery"), EntryKind.PRIORITY)
    found = amended(again, [change(burglary, Change.CORRECT, name="Homes")], same_words)
    (kept,) = [entry for entry in found if entry.corrected]
    assert kept.name == "Homes"
    assert kept.corrected is not None and kept.corrected.words_changed


def test_an_added_entry_takes_its_place_and_tells_of_changed_words() -> None:
    entries = of_kind(TEXT, EntryKind.PRIORITY)
    span = Span("plan", 1, 0, 4)
    added = Amendment("plan", Change.ADD, EntryKind.PRIORITY, "plan/priority/added-1", {"name": "Knives"}, (span,), "words", "AB", WHEN)
    first = amended(entries, [added], same_words)[0]
    assert (first.name, first.position, first.corrected and first.corrected.words_changed) == ("Knives", 0, False)
    changed = amended(entries, [added], lambda _: "other")[0]
    assert changed.corrected is not None and changed.corrected.words_changed


def test_a_change_survives_the_store() -> None:
    burglary, _ = of_kind(TEXT, EntryKind.PRIORITY)
    one = change(burglary, Change.CORRECT, name="Homes")
    assert amendment_from_json("plan", "correct", "priority", burglary.id, amendment_to_json(one)) == one


def test_a_field_of_another_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="no field “target”"):
        checked_fields(EntryKind.PRIORITY, {"target": "5"})
