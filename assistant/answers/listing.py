"""All entries of a kind from the register: every one, in the document's order, counted, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from assistant.answers.full_name import named_at
from assistant.answers.headed import heading_at
from assistant.answers.mention import sentences_in
from assistant.answers.row import told_of
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.nearest import about_list, list_among, list_at, list_named, list_nearer
from assistant.newest import newest_of_each
from assistant.pieces import Piece
from assistant.prompts import Prompts
from assistant.regression import Floats
from assistant.understand import NUMBERS, Intent, Understood
from assistant.wanted import SURE, Asked, asked_of, asks_how_told, kinds_named, stated_count, unheld_number, wanted
from assistant.wish import Wish, covered, topic_wished, wish_of
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

MOST_TOGETHER = 20  # entries that are listed without their priorities
MOST_BEST = 3  # pieces that may lead to a whole list
MOST_VOTING = 5  # pieces that say where a list on a topic stands
MOST_OF_SEVERAL = 20  # entries that are listed of several documents at once, where none is named
_PREVIOUS = frozenset({"previous"})  # whose list it is, as the register calls what an earlier plan had
MOST_TOPIC = 2  # words a list may be limited by; more say that something else is asked
MOST_BEFORE = 2  # sentences that say how many an earlier plan had
_WORDS = {number: word for word, number in NUMBERS.items()}
_LISTS = r"(?:priorit(?:y|ies)|objectives|aims|goals|themes)"
_THEN_AND_NOW = re.compile(
    rf"(?=.*\b(?:how many|number of|more|fewer)\b[^?.]{{0,30}}\b{_LISTS})(?=.*\b(?:how many|number of)\b)"
    r"(?=.*\b(?:before|previous(?:ly)?|last|used to|old|earlier|former)\b)"
    r"(?=.*\b(?:now|today|this (?:one|plan|time)|chang\w+|current\w*|new|compared|here|cut|down to|reduced|trimmed|whittled)\b)",
    re.I | re.S,
)
_FROM_TO = re.compile(rf"(?=.*\b{_LISTS})(?=.*\bfrom (?:how many|what|which number) (?:\w+ )?to (?:how many|what|which)\b)", re.I | re.S)
_OF_EARLIER = re.compile(
    rf"(?=.*\b(?:previous|last|old|earlier|former|preceding|(?:19|20)\d\d\s?[-–/]\s?\d{{2,4}})\b)"
    rf".*?(?<![-–/\w])(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)}) (?:[\w-]+ )?{_LISTS}",
    re.I | re.S,
)
_LISTED = re.compile(rf"\b{_LISTS}\b", re.I)
_ACTIONS = re.compile(r"\bactions\b", re.I)
_AIMS = re.compile(r"^\W*(?:\d+[.)]?\s*)?(?:(?:our|the|key|main|strategic)\s+)*(?:objectives?|aims?|goals?)\W*$", re.I)


def list_entries(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return each document's list, or None where the register does not answer."""
    wish = wish_of(understood)
    if wish is not None and (draft := _wished(wish, understood, documents, snapshot, prompts, audience)) is not None:
        return draft
    text = understood.standalone
    both = bool(_THEN_AND_NOW.search(text) or _FROM_TO.search(text))
    asked = asked_of(understood) or (Asked(EntryKind.PRIORITY, frozenset()) if both and understood.intent is Intent.FIGURE else None)
    if asked is None or asked.on_topic:
        return None
    claims: list[DraftClaim] = []
    chosen = latest(documents, understood)
    then_and_now = len(chosen) == 1 and both
    if both:
        asked = replace(asked, whose=None)
    # Where only the earlier plan is looked in, the list of “the previous plan” is its own.
    if asked.whose == _PREVIOUS and not any(document in newest_of_each(documents) for document in chosen):
        asked = replace(asked, whose=None)
    for document in chosen:
        # What the whole document is called limits nothing: all of a plan against violence is about violence.
        own = replace(asked, topic=asked.topic - covered(asked.topic, understood.standalone, document.plain_title))
        entries = _set_out(wanted(snapshot.entries(document.id, own.kind), own), understood.standalone)
        if _are_others(document, entries, own, understood, snapshot):
            return None
        if len(entries) < 2:
            claims.extend(_listed_apart(document, own, snapshot, prompts, audience))
        if len(entries) < 2 or len(own.topic) > MOST_TOPIC:
            continue
        claims.extend(_head(snapshot, document.id, own.under))
        every = wanted(snapshot.entries(document.id, own.kind), replace(own, topic=frozenset())) if own.topic else entries
        claims.extend(_none_such(document, every, own, unheld_number(understood), snapshot, prompts, audience))
        claims.extend(_claims(document, entries, own, snapshot, prompts, audience, len(every)))
        if then_and_now:
            claims.extend(_counted_before(document, len(entries), snapshot))
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def list_around(
    understood: Understood, pieces: Sequence[Piece], fitness: Floats, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given a question, the pieces that were found and how well each fits, return the register's whole list around the best of them; None
    where the question asks for no list on a topic, or the best stand in none."""
    best = [int(place) for place in np.argsort(-fitness, kind="stable")[:MOST_VOTING]]
    voting = [(pieces[place].spans[0], float(fitness[place])) for place in best]
    wish = wish_of(understood)
    if wish is not None and wish.whole and wish.topic and voting:
        return _listed(list_among(snapshot, voting, wish, understood.standalone), wish, understood.standalone, snapshot, prompts, audience)
    asked = asked_of(understood)
    if asked is None or not asked.on_topic or not voting:
        return None
    entries = next((found for span, _ in voting[:MOST_BEST] if len(found := list_at(snapshot, span, asked)) > 1), ())
    entries = list_nearer(snapshot, entries, topic_wished(understood), understood.standalone)
    if asks_how_told(understood.standalone):
        entries = _told_by(understood, entries, voting, snapshot)
    if not entries:
        return None
    document = snapshot.document(entries[0].document_id).document
    head = _head(snapshot, document.id, entries[0].belongs_to)
    return Draft((*head, *_claims(document, entries, asked, snapshot, prompts, audience)), AnsweredBy.REGISTER)


def _listed_apart(document: Document, asked: Asked, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Iterator[DraftClaim]:
    """The lists that stand under single priorities of others, each below that one's name, where these make up no list themselves."""
    parts: dict[str, list[Entry]] = {}
    for entry in snapshot.entries(document.id, asked.kind) if asked.whose and not asked.topic else ():
        if entry.belongs_to and entry.whose in (asked.whose or ()) and entry.confidence >= SURE:
            parts.setdefault(entry.belongs_to, []).append(entry)
    for priority, found in parts.items():
        if len(found) > 1:
            yield from _head(snapshot, document.id, priority)
            yield from _claims(document, found, asked, snapshot, prompts, audience)


def _are_others(document: Document, entries: Sequence[Entry], asked: Asked, understood: Understood, snapshot: Snapshot) -> bool:
    """Whether a number of things is asked for by another name than that of the entries ("the seven areas"), and the document speaks of so
    many, where the entries are not as many: then they are not what is meant."""
    if asked.believed in (None, len(entries)) or asked.kind is not EntryKind.PRIORITY or _LISTED.search(understood.standalone):
        return False
    return bool(_stated(document, asked.believed, snapshot))


def _none_such(
    document: Document, entries: Sequence[Entry], asked: Asked, number: str, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Iterator[DraftClaim]:
    """That a whole list of a plan's own priorities holds none of the number or letter asked for: none of them is that, or, where they have
    no numbers, they are fewer. Where the document refers to such a one all the same, the first sentence that does."""
    numbers = {entry.fields.get("number", "").casefold() for entry in entries}
    beyond = not number.isdigit() or int(number) > len(entries) if numbers == {""} else "" not in numbers and number not in numbers
    if not number or not beyond or asked.kind is not EntryKind.PRIORITY or asked.whose or asked.across:
        return
    values = {"whose": prompts.whose(document.area, document.plain_title), "number": number.upper()}
    text = prompts.say("lead.none_such", audience, {**values, "kind": prompts.kind(EntryKind.PRIORITY.value, 1, audience)})
    yield DraftClaim(Basis.COUNTED, tuple(named_at(entry, snapshot) for entry in entries), text)
    refers = re.compile(rf"\bpriority (?:no\.? ?|number )?{re.escape(number)}\b", re.I)
    said = (span for span, words in _sentences(document, snapshot) if refers.search(words))
    yield from (DraftClaim(Basis.QUOTED, (span,)) for span in islice(said, 1))


def _told_by(understood: Understood, entries: Sequence[Entry], found: Sequence[tuple[Span, float]], snapshot: Snapshot) -> Sequence[Entry]:
    """The measures by which anybody will know that the work on a topic did any good: those that were found where they or their priority are
    about it, else those with which most of what was found stands. What the whole document is called limits nothing."""
    titles = {snapshot.document(span.document_id).document.plain_title for span, _ in found}
    topic, text = topic_wished(understood) - stems_of(" ".join(titles)), understood.standalone
    if entries and entries[0].belongs_to and covered(topic, text, about_list(snapshot, entries)):
        return entries
    return list_among(snapshot, found, Wish(EntryKind.INDICATOR, topic, True), text)


def _wished(
    wish: Wish, understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """The list of actions or outcomes that is wished for, where the question itself says which: by the number or the name of a priority, or
    all of a plan's. None where it has to be found, or where the lists of several documents would be too long together."""
    text = understood.standalone
    chosen, wish = _of_one_area(latest(documents, understood), wish, understood)
    lists = [entries for document in chosen if len(entries := _named(snapshot, document.id, wish, understood.priority, text)) > 1]
    if not lists or (len(lists) > 1 and sum(map(len, lists)) > MOST_OF_SEVERAL):
        return None
    drafts = [draft for entries in lists if (draft := _listed(entries, wish, text, snapshot, prompts, audience)) is not None]
    return Draft(tuple(claim for draft in drafts for claim in draft.claims), AnsweredBy.REGISTER)


def _named(snapshot: Snapshot, document_id: str, wish: Wish, priority: str | None, text: str) -> Sequence[Entry]:
    """The entries that a question names by their priority's number, else by its name, or all of them."""
    if priority is not None:
        return [entry for entry in snapshot.entries(document_id, wish.kind) if entry.belongs_to == priority and entry.confidence >= SURE]
    return list_named(snapshot, document_id, wish, text) if wish.topic or wish.whole else ()


def _of_one_area(documents: Sequence[Document], wish: Wish, understood: Understood) -> tuple[Sequence[Document], Wish]:
    """Of documents of several areas, where none is named in full, those of the one of which the topic holds a word ("the Vale"), and the
    wish without it."""
    if understood.scope.areas:
        return documents, wish
    named = [document for document in documents if stems_of(document.area or "") & wish.topic]
    if len({document.area for document in named}) != 1:
        return documents, wish
    return named, replace(wish, topic=wish.topic - stems_of(named[0].area or ""))


def _listed(entries: Sequence[Entry], wish: Wish, text: str, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Draft | None:
    """A list that a question wishes for, under the name of its priority. Of outcomes that stand under several headings, those under
    "Objectives" say what is to be done."""
    if len(entries) < 2:
        return None
    entries = _set_out(entries, text)
    if wish.kind is EntryKind.OUTCOME:
        entries = [entry for entry in entries if not (entry.trail and _AIMS.match(entry.trail[-1]))] or entries
    document = snapshot.document(entries[0].document_id).document
    head = _head_of(entries, snapshot)
    asked = Asked(wish.kind, frozenset())
    return Draft((*head, *_claims(document, entries, asked, snapshot, prompts, audience)), AnsweredBy.REGISTER)


def _set_out(entries: Sequence[Entry], text: str) -> Sequence[Entry]:
    """Of actions, where the question calls them so, those that stand under a heading which does: no promise made in passing."""
    if len(entries) < 2 or entries[0].kind is not EntryKind.ACTION or EntryKind.ACTION not in kinds_named(text):
        return entries
    headed = [entry for entry in entries if entry.trail and _ACTIONS.search(entry.trail[-1])]
    return headed if len(headed) > 1 else entries


def _head_of(entries: Sequence[Entry], snapshot: Snapshot) -> Sequence[DraftClaim]:
    """The name of the one priority that a list stands under; under none, the heading of its part, where the document has more of the kind
    than the list: nobody is to take it for all of them."""
    under = {entry.belongs_to for entry in entries}
    if under != {None}:
        return list(_head(snapshot, entries[0].document_id, entries[0].belongs_to)) if len(under) == 1 else ()
    every = [
        entry for entry in snapshot.entries(entries[0].document_id, entries[0].kind) if entry.whose == "own" and entry.confidence >= SURE
    ]
    if len(every) <= len(entries) or len({entry.section for entry in entries}) > 1:
        return ()
    return [DraftClaim(Basis.QUOTED, (span,)) for span in heading_at(entries[0].spans[0], snapshot)]


def _head(snapshot: Snapshot, document_id: str, priority: str | None) -> Iterator[DraftClaim]:
    """The name of the priority that a list stands under."""
    for entry in snapshot.entries(document_id, EntryKind.PRIORITY) if priority else ():
        if entry.id == priority:
            yield DraftClaim(Basis.QUOTED, (entry.spans[0],))


def _claims(
    document: Document,
    entries: Sequence[Entry],
    asked: Asked,
    snapshot: Snapshot,
    prompts: Prompts,
    audience: Audience,
    every: int | None = None,
) -> list[DraftClaim]:
    """The entries as a list; `every` is how many there are where those that fit a topic are fewer."""
    whose = prompts.whose(document.area, document.plain_title)
    count = len(entries)
    kind = prompts.kind(asked.kind.value, count, audience)
    spans = tuple(named_at(entry, snapshot) for entry in entries)
    claims: list[DraftClaim] = []
    said = _stated(document, asked.believed, snapshot) if asked.believed not in (None, count) else ()
    if said:
        claims.append(DraftClaim(Basis.QUOTED, said))
    elif asked.believed is not None and asked.believed != count:
        values = {"whose": whose, "stated": f"{prompts.number(count)} {kind}", "asked": prompts.number(asked.believed)}
        claims.append(DraftClaim(Basis.COUNTED, spans, prompts.say("yes_no.correct", audience, values)))
    if every is not None and every > count:
        values = {"whose": whose, "all": prompts.number(every), "kind": prompts.kind(asked.kind.value, every, audience)}
        lead = prompts.say("lead.list_some", audience, {**values, "count": prompts.number(count)})
        lead = lead[:1].upper() + lead[1:]
    else:
        values = {"whose": whose, "count": prompts.number(count), "kind": kind}
        owners = {entry.whose for entry in entries}
        if asked.across:
            lead = prompts.say("lead.list_across", audience, values)
        elif asked.whose and len(owners) == 1 and owners.isdisjoint({"own"}):
            lead = prompts.say("lead.list_of", audience, {**values, "others": prompts.others(next(iter(owners)))})
        else:
            lead = prompts.say("lead.list", audience, values)
    claims.append(DraftClaim(Basis.COUNTED, spans, lead))
    claims.extend(_items(entries, snapshot, prompts, audience))
    return claims


def _items(entries: Sequence[Entry], snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Iterator[DraftClaim]:
    """Every entry as an item; where they are many, below the priority that each belongs to, and first those that belong to none."""
    priorities = snapshot.entries(entries[0].document_id, EntryKind.PRIORITY)
    heads = {priority.id: priority for priority in priorities} if len(entries) > MOST_TOGETHER else {}
    under: dict[str | None, list[Entry]] = {None: [], **{name: [] for name in heads}}
    for entry in entries:
        under[entry.belongs_to if entry.belongs_to in heads else None].append(entry)
    for head, found in under.items():
        if head is not None and found:
            yield DraftClaim(Basis.QUOTED, (heads[head].spans[0],))
        elif found and len(found) < len(entries):
            lead = prompts.say("lead.list_no_priority", audience, {"count": prompts.number(len(found))})
            yield DraftClaim(Basis.COUNTED, tuple(entry.spans[0] for entry in found), lead)
        yield from told_of(found, snapshot)


def _counted_before(document: Document, count: int, snapshot: Snapshot) -> list[DraftClaim]:
    """The first sentences by which a document says how many an earlier plan had."""
    now = (str(count), _WORDS.get(count, ""))
    found = ((span, _OF_EARLIER.search(words)) for span, words in _sentences(document, snapshot))
    said = (span for span, number in found if number is not None and number["count"].casefold() not in now)
    return [DraftClaim(Basis.QUOTED, (span,)) for span in islice(said, MOST_BEFORE)]


def _stated(document: Document, believed: int | None, snapshot: Snapshot) -> tuple[Span, ...]:
    """Where the document itself states the number that the asker believes in: then both readings are given, and nobody is corrected."""
    pattern = stated_count(believed or 0)
    return next(((span,) for span, words in _sentences(document, snapshot) if pattern.search(words)), ())


def _sentences(document: Document, snapshot: Snapshot) -> Iterator[tuple[Span, str]]:
    """A document's sentences, each with its place."""
    for passage in snapshot.passages_of(document.id):
        for span, _ in sentences_in(snapshot, passage.spans):
            yield span, snapshot.page(document.id, span.page).text[span.start : span.end]
