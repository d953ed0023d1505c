"""A topic over several documents: their own entries on it, other words where they have none, nothing where there is nothing."""

from __future__ import annotations

from assistant.findings.side_by_side import side_by_side
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

BOTH = ("thornmere-2020", "thornmere-2024")


def test_who_has_what_on_a_topic(thornmere: Snapshot) -> None:
    earlier, later = side_by_side("hate crime", BOTH, thornmere)
    for one in (earlier, later):
        assert [entry.name for entry in one.entries[EntryKind.PRIORITY]][0].startswith("Hate crime")
        assert [entry.fields["target"] for entry in one.entries[EntryKind.INDICATOR]] in (["120"], ["130"])


def test_everyday_words_find_what_plans_call_it(thornmere: Snapshot) -> None:
    (one,) = side_by_side("break-ins", ("thornmere-2024",), thornmere)
    assert [entry.name for entry in one.entries[EntryKind.PRIORITY]] == ["Burglary and vehicle crime"]


def test_other_words_stand_in_where_there_is_no_entry(thornmere: Snapshot) -> None:
    (one,) = side_by_side("needles", ("thornmere-2024",), thornmere)
    assert not any(one.entries.values())
    words = [thornmere.page(span.document_id, span.page).text[span.start : span.end] for spans in one.sentences for span in spans]
    assert any("needles" in said for said in words)


def test_a_topic_that_nothing_mentions(thornmere: Snapshot) -> None:
    found = side_by_side("submarines", BOTH, thornmere)
    assert [one.found for one in found] == [False, False]
    assert all(one.read for one in found)
