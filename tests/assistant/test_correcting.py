"""An officer's change to a register: what they asked for, checked against the document before it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.correcting import Wish, amendment_of
from ingest.documents import Span
from ingest.errors import BadInput, UnknownDocument
from ingest.register.correction import Amendment, Change, UnknownEntry, amended
from ingest.register.entry import Entry, EntryKind
from tests.assistant.councils import Desk
from tests.assistant.test_cite import span_of

PLAN = "marwick-2022"
LOCKS = "Fit new locks in 400 homes on the Tanner Estate"


def entry_of(desk: Desk, words: str, kind: EntryKind = EntryKind.ACTION) -> Entry:
    return next(entry for entry in desk.snapshot.entries(PLAN, kind) if entry.words == words)


def corrected(desk: Desk, amendment: Amendment) -> tuple[Entry, ...]:
    """The register with one change more."""

    def words_at(span: Span) -> str:
        return desk.snapshot.page(span.document_id, span.page).text[span.start : span.end]

    return amended(desk.snapshot.entries(PLAN, hidden=True), [amendment], words_at)


def test_a_correction_is_about_its_entry_and_says_whose_it_is(councils: Desk) -> None:
    entry = entry_of(councils, LOCKS)
    before = datetime.now(UTC).replace(microsecond=0)
    change = amendment_of(councils.snapshot, PLAN, Wish(Change.CORRECT, "K. Lee", entry.id, fields={"who": " Housing team "}))
    assert (change.document_id, change.change, change.kind, change.entry_id) == (PLAN, Change.CORRECT, EntryKind.ACTION, entry.id)
    assert (change.fields, change.spans, change.words, change.who) == ({"who": "Housing team"}, entry.spans, LOCKS, "K. Lee")
    assert before <= datetime.fromisoformat(change.when) <= datetime.now(UTC)


def test_a_correction_changes_its_entry_and_no_other(councils: Desk) -> None:
    entry = entry_of(councils, LOCKS)
    change = amendment_of(councils.snapshot, PLAN, Wish(Change.CORRECT, "K. Lee", entry.id, fields={"who": "Housing team"}))
    after = corrected(councils, change)
    (changed,) = [one for one in after if one.corrected]
    assert (changed.id, changed.fields["who"], changed.fields["what"], changed.confidence) == (entry.id, "Housing team", LOCKS, 1.0)
    assert [one for one in after if not one.corrected] == [one for one in councils.snapshot.entries(PLAN) if one.id != entry.id]


def test_hiding_needs_no_field(councils: Desk) -> None:
    entry = entry_of(councils, LOCKS)
    change = amendment_of(councils.snapshot, PLAN, Wish(Change.HIDE, "K. Lee", entry.id))
    assert change.fields == {}
    assert [one.id for one in corrected(councils, change) if one.hidden] == [entry.id]


def test_nothing_is_kept_by_asking(councils: Desk) -> None:
    before = councils.snapshot.entries(PLAN, hidden=True)
    amendment_of(councils.snapshot, PLAN, Wish(Change.HIDE, "K. Lee", before[0].id))
    assert councils.snapshot.entries(PLAN, hidden=True) == before


def added(desk: Desk, words: str = "Street lighting was the matter they raised most often.") -> Wish:
    span = span_of(desk, PLAN, words)
    return Wish(Change.ADD, "K. Lee", kind=EntryKind.ACTION, fields={"what": "Mend lamps"}, spans=((span.page, span.start, span.end),))


def test_an_added_entry_stands_on_the_documents_words(councils: Desk) -> None:
    change = amendment_of(councils.snapshot, PLAN, added(councils))
    assert change.words == "Street lighting was the matter they raised most often."
    assert change.spans == (span_of(councils, PLAN, change.words),)
    (new,) = [one for one in corrected(councils, change) if one.id == change.entry_id]
    assert (new.kind, new.fields, new.words) == (EntryKind.ACTION, {"what": "Mend lamps"}, change.words)


def test_each_added_entry_has_an_id_of_its_own(councils: Desk) -> None:
    ids = {amendment_of(councils.snapshot, PLAN, added(councils)).entry_id for _ in range(5)}
    assert len(ids) == 5
    assert all(name.startswith(f"{PLAN}/action/added-") for name in ids)
    assert not ids & {entry.id for entry in councils.snapshot.entries(PLAN)}


def test_an_added_entry_may_stand_in_several_places(councils: Desk) -> None:
    wish = added(councils)
    other = span_of(councils, PLAN, LOCKS)
    change = amendment_of(councils.snapshot, PLAN, replace(wish, spans=(*wish.spans, (other.page, other.start, other.end))))
    assert change.spans[1] == other
    assert change.words == "Street lighting was the matter they raised most often."


@pytest.mark.parametrize("place", [(2, -1, 5), (2, 5, 5), (2, 9, 5), (2, 0, 100_000), (2, 14, 15)])
def test_a_span_without_words_is_refused(councils: Desk, place: tuple[int, int, int]) -> None:
    with pytest.raises(BadInput, match=f"no words from {place[1]} to {place[2]}"):
        amendment_of(councils.snapshot, PLAN, replace(added(councils), spans=(place,)))


def test_one_wrong_span_among_right_ones_is_refused(councils: Desk) -> None:
    wish = added(councils)
    with pytest.raises(BadInput):
        amendment_of(councils.snapshot, PLAN, replace(wish, spans=(*wish.spans, (2, 5, 5))))


def test_a_page_that_is_not_there_is_refused(councils: Desk) -> None:
    with pytest.raises(UnknownDocument, match="no page 9"):
        amendment_of(councils.snapshot, PLAN, replace(added(councils), spans=((9, 0, 5),)))


def test_what_an_addition_lacks_is_named(councils: Desk) -> None:
    wish = added(councils)
    with pytest.raises(BadInput, match="needs its kind"):
        amendment_of(councils.snapshot, PLAN, replace(wish, kind=None))
    with pytest.raises(BadInput, match="at least one span"):
        amendment_of(councils.snapshot, PLAN, replace(wish, spans=()))
    with pytest.raises(BadInput, match="needs the field “what”"):
        amendment_of(councils.snapshot, PLAN, replace(wish, fields={"who": "Housing team"}))
    with pytest.raises(BadInput, match="needs the field “what”"):
        amendment_of(councils.snapshot, PLAN, replace(wish, fields={"what": "  "}))


@pytest.mark.parametrize("change", [Change.CORRECT, Change.ADD])
def test_a_field_that_the_kind_does_not_have_is_refused(councils: Desk, change: Change) -> None:
    wish = replace(added(councils), change=change, entry_id=entry_of(councils, LOCKS).id, fields={"what": "Mend lamps", "colour": "red"})
    with pytest.raises(BadInput, match="no field “colour”"):
        amendment_of(councils.snapshot, PLAN, wish)


def test_a_correction_of_nothing_is_refused(councils: Desk) -> None:
    with pytest.raises(BadInput, match="at least one field"):
        amendment_of(councils.snapshot, PLAN, Wish(Change.CORRECT, "K. Lee", entry_of(councils, LOCKS).id))


@pytest.mark.parametrize("change", [Change.CORRECT, Change.HIDE])
def test_an_entry_or_a_document_that_is_not_there_is_refused(councils: Desk, change: Change) -> None:
    wish = Wish(change, "K. Lee", f"{PLAN}/action/none", fields={"what": "Mend lamps"})
    with pytest.raises(UnknownEntry, match="action/none"):
        amendment_of(councils.snapshot, PLAN, wish)
    with pytest.raises(UnknownDocument, match="no-such-plan"):
        amendment_of(councils.snapshot, "no-such-plan", wish)
    # An entry of another document is none of this one's.
    with pytest.raises(UnknownEntry):
        amendment_of(councils.snapshot, "marwick-2018", replace(wish, entry_id=entry_of(councils, LOCKS).id))
