"""Documents -> a scrutiny pack: what is asked for is checked, found, and written chapter by chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.access import seen, visible
from assistant.briefing.briefing import Briefing, Chapter, Line, nested
from assistant.briefing.chapters.adding_up import adding_up
from assistant.briefing.chapters.changed import changed
from assistant.briefing.chapters.duties import duties
from assistant.briefing.chapters.glance import glance
from assistant.briefing.chapters.missing import missing, once
from assistant.briefing.chapters.priorities import priorities
from assistant.briefing.chapters.questions import lines_of_questioning
from assistant.briefing.chapters.side_by_side import side_by_side as compared
from assistant.briefing.chapters.sources import sources, terms
from assistant.briefing.found import Found, OfDocument, Since
from assistant.briefing.pen import Pen
from assistant.briefing.questions import questions
from assistant.conversation import Asker
from assistant.findings import changes, comparable, contradictions, gaps, laws, shown, side_by_side
from assistant.findings import duties as duties_of
from assistant.findings.matching import embedding
from assistant.findings.moments import said
from assistant.findings.script import script_of
from assistant.findings.side_by_side import MOST_DOCUMENTS
from assistant.prompts import listed
from ingest.documents import Source
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.library import Snapshot
from ingest.outline import slug

LONGEST_TOPIC = 200  # characters


@dataclass(frozen=True, slots=True)
class Wish:
    """What a pack is asked for: ids of documents, a topic (empty: none), the id of an earlier document (empty: the one the first
    follows)."""

    documents: tuple[str, ...]
    topic: str = ""
    since: str = ""


def make_briefing(wish: Wish, snapshot: Snapshot, asker: Asker, embedder: Embedder | None, today: date) -> Briefing:
    """Given what is asked for, what is published, who asks, and the embedding model (None: what changed is matched by words alone), return
    the pack. Raises BadInput for too many documents or none, UnknownDocument for one that is not there or not for this asker to see."""
    found = _found(checked(wish, snapshot, asker), snapshot, asker, embedder, today)
    return _written(found, Pen(snapshot, today))


def checked(wish: Wish, snapshot: Snapshot, asker: Asker) -> Wish:
    """Given a wish, return it with repeats left out. Raises BadInput, UnknownDocument."""
    ids = tuple(dict.fromkeys(wish.documents))
    if not ids:
        raise BadInput("A briefing needs a document; give the id of one, as the list of documents has it.")
    if len(ids) > MOST_DOCUMENTS:
        raise BadInput(
            f"A briefing is made of at most {MOST_DOCUMENTS} documents; {len(ids)} were given. Choose the ones that matter most."
        )
    for document_id in (*ids, *([wish.since] if wish.since else [])):
        seen(snapshot, asker, document_id)
    if wish.since in ids:
        raise BadInput(f"“{wish.since}” is both the document and the one it is set against; give another one as the earlier document.")
    topic = " ".join(wish.topic.split())
    if len(topic) > LONGEST_TOPIC:
        raise BadInput(f"The topic has {len(topic):,} characters; at most {LONGEST_TOPIC} are read. Name it in a few words.")
    return Wish(ids, topic, wish.since)


def needs_model(wish: Wish, snapshot: Snapshot) -> bool:
    """Given a wish, say whether meaning has to be compared for it: where there is a topic, or an earlier document."""
    first = snapshot.shelves.get(wish.documents[0]) if wish.documents else None
    return bool(wish.topic or wish.since or first is not None and first.document.follows)


def _found(wish: Wish, snapshot: Snapshot, asker: Asker, embedder: Embedder | None, today: date) -> Found:
    documents = tuple(_of_document(document_id, snapshot, today) for document_id in wish.documents)
    embed = embedding(embedder)
    on_topic = side_by_side(wish.topic, wish.documents, snapshot, embed) if wish.topic else ()
    earlier = wish.since or _followed(wish, snapshot, asker)
    since = None
    if earlier:
        later = wish.documents[0]
        since = Since(
            script_of(earlier, snapshot),
            script_of(later, snapshot),
            comparable(earlier, later, snapshot),
            tuple(one for one in changes(earlier, later, snapshot, embed) if one.spans),
        )
    return Found(documents, since, wish.topic, on_topic, today)


def _followed(wish: Wish, snapshot: Snapshot, asker: Asker) -> str:
    """The document that the first one follows, where it is there and this asker may see it, or, of several, the one of them it follows."""
    follows = snapshot.document(wish.documents[0]).document.follows
    return follows if follows and follows in visible(snapshot, asker) else ""


def _of_document(document_id: str, snapshot: Snapshot, today: date) -> OfDocument:
    script = script_of(document_id, snapshot)
    published = script.document.source is Source.PUBLISHED
    return OfDocument(
        script,
        once(shown(gaps(document_id, snapshot, today))),
        once(shown(contradictions(document_id, snapshot))) if published else (),
        laws(document_id, snapshot) if published else (),
        duties_of(document_id, snapshot),
    )


def _written(found: Found, pen: Pen) -> Briefing:
    asked = questions(found)
    words = pen.words
    keyed = [
        ("glance", words.say("chapters.glance"), glance(found, len(asked), pen)),
        ("priorities", words.say("chapters.priorities"), priorities(found, pen)),
        ("duties", words.say("chapters.duties"), duties(found, pen)),
        ("missing", words.say("chapters.missing"), missing(found, pen)),
        ("adding-up", words.say("chapters.adding_up"), adding_up(found, pen)),
        ("changed", words.say("chapters.changed"), changed(found, pen)),
    ]
    if found.topic:
        keyed.append(("side-by-side", words.say("chapters.side_by_side", {"topic": found.topic}), compared(found, pen)))
    keyed.append(("questions", words.say("chapters.questions"), lines_of_questioning(asked, pen)))
    glossary = terms(found, pen)
    keyed.append(("sources", words.say("chapters.sources"), (*sources(found, pen), *glossary)))
    titles = tuple(one.title for one in found.documents)
    return Briefing(
        words.say("pack.of_documents", {"titles": listed(titles)}),
        found.today,
        titles,
        _preface(found, pen),
        tuple(Chapter(key, title, nested(blocks)) for key, title, blocks in keyed),
        pen.citations,
    )


def _preface(found: Found, pen: Pen) -> tuple[Line, ...]:
    count = len(found.documents)
    documents = "one document" if count == 1 else f"{count} documents"
    lines = [pen.say("pack.made", date=said(found.today), documents=documents), pen.say("pack.basis")]
    return (*lines, pen.say("pack.topic", topic=found.topic)) if found.topic else tuple(lines)


def file_name(ids: Sequence[str], suffix: str) -> str:
    """Given ids of documents and a suffix with its dot, return a name for the pack's file."""
    return f"scrutiny-{slug(ids[0]) if ids else 'pack'}{'-and-more' if len(ids) > 1 else ''}{suffix}"
