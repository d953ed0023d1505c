"""What an abbreviation or term means: what a glossary says first, then every other expansion the documents give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.meant import named_in
from assistant.answers.mention import in_other_words, is_named
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.parts import split
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind, plain

MOST = 4  # meanings that are told
_LETTERS = re.compile(r"\b[A-Z]{3,8}\b")
_QUOTES = "‘’“”'\""
# What asks for the meaning of the words behind it, and what may stand between or behind them.
_ASKS = (
    r"(?:what(?:['’]?s|\s+is|\s+are|\s+was|\s+were|\s+exactly\s+is|\s+exactly\s+are|\s+do(?:es)?)|who(?:['’]?s|\s+is|\s+are)"
    r"|(?:explain|define|describe)|(?:meaning|definition)\s+of|meant\s+by|mean\s+by|refers?\s+to\s+as)\s+"
    r"(?:(?:exactly|actually|really|meant\s+by|to\s+me|us|me|they\s+mean\s+by|the\s+(?:word|term|phrase|abbreviation|acronym|letters|initials))\s+)*"
    r"(?:(?:the|an?|this|these|their|your)\s+)?"
)
_ENDS = (
    r"(?:\s+(?:scheme|programme|program|project|panel|team|service|process|order|orders|thing|meeting|group|bit))?\s*"
    r"(?:$|[?!.,;:)–—]|\s-|(?:mean|means|stand|stands|short|to\s+(?:me|us)|please|then|anyway|about|exactly|in\s+(?:plain|simple|ordinary|english|the|this|your)"
    r"|for\s+(?:short|those|people|residents)|and\s+what|when\s+(?:it|they)|the\s+way)\b)"
)
_BEHIND = r"\s*(?:[-–—:,?]|\.{2,})\s*(?:what|whats|meaning|explain|define|never heard|no idea)\b"


# What something is for, or does, is more than its name spelt out says.
_PURPOSE = re.compile(
    r"\b(?:there|meant|supposed|designed|set\s+up|used|trying|intended|wants?|aims?|tries|try)\s+to\b(?!\s+(?:mean|stand|be)\b)"
    r"|\b(?:purpose|point)\s+of\b|\bachieves?\b|\b(?:what|wot)\s+(?:is|are|was|were)\b.*(?<!short)\s+for(?:\s+(?:in|under|at|by)\b.*)?\W*$"
    r"|\b(?:what|wot)\b.*\s(?:do|does|doing|did)\W*$|\bhow\s+(?:does|do|did)\b.*\bwork",
    re.I,
)


def define_term(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return what they say the term means; None where they do not say, or where no
    more is said than its name spelt out and what it is for is asked, or something else beside it. A draft without claims where it is sure
    that they do not."""
    entries = _meant(understood, documents, snapshot)
    if not entries and (draft := _unknown(understood, snapshot)) is not None:
        return draft
    told = any(entry.fields.get("definition") for entry in entries)
    if not told and (split(understood.standalone) or _PURPOSE.search(understood.standalone)):
        return None
    claims = tuple(DraftClaim(Basis.QUOTED, _spans(entry, snapshot)) for entry in entries)
    return Draft(claims, AnsweredBy.REGISTER) if claims else None


def _unknown(understood: Understood, snapshot: Snapshot) -> Draft | None:
    """For letters whose meaning is asked for and that stand in no document: where the name that they are known to stand for does; a draft
    without claims where that stands nowhere either. None where the letters do, or several are asked for."""
    shorts = set(_LETTERS.findall(understood.standalone))
    if understood.intent is not Intent.DEFINITION or len(shorts) != 1 or understood.leans:
        return None
    stems = stems_of(next(iter(shorts)))
    if any(is_named(name, stem, snapshot) for name in understood.scope.documents for stem in stems):
        return None
    spans = [span for name in understood.scope.documents for span in in_other_words(name, understood.written, snapshot)]
    return Draft(tuple(DraftClaim(Basis.QUOTED, (span,)) for span in spans[:MOST]), AnsweredBy.REGISTER)


def with_meaning(draft: Draft, understood: Understood, documents: Sequence[Document], snapshot: Snapshot) -> Draft:
    """Given a draft of quotes and what was understood, return it behind the meaning that is asked for, where no quote gives that."""
    if understood.intent is not Intent.DEFINITION:
        return draft
    said = [plain(_words(span, snapshot)) for claim in draft.claims for span in claim.spans]
    lacking = [entry for entry in _meant(understood, documents, snapshot) if not any(_gives(words, entry) for words in said)]
    return replace(draft, claims=(*(DraftClaim(Basis.QUOTED, _spans(entry, snapshot)) for entry in lacking[:1]), *draft.claims))


def _gives(words: str, entry: Entry) -> bool:
    """Whether plain words give the meaning of a term: to name it by its letters alone tells nothing."""
    meanings = (entry.fields.get(name, "") for name in ("expansion", "definition"))
    return any(plain(meaning) in words for meaning in meanings if meaning)


def _meant(understood: Understood, documents: Sequence[Document], snapshot: Snapshot) -> list[Entry]:
    """The terms whose meaning is asked for, those with a definition first, none that says what another said."""
    among = named_in([document for document in documents if document.id in understood.scope.documents], understood)
    asked = [
        entry
        for document in among
        for entry in snapshot.entries(document.id, EntryKind.TERM)
        if (entry.fields.get("expansion") or entry.fields.get("definition")) and _is_asked(entry, understood)
    ]
    found: list[Entry] = []
    said: set[str] = set()
    for entry in sorted(_longest(asked), key=lambda one: not one.fields.get("definition")):
        told = {plain for name in ("expansion", "definition") if (plain := " ".join(entry.fields.get(name, "").casefold().split()))}
        if not told <= said:
            found.append(entry)
        said |= told
    return found[:MOST]


def _is_asked(entry: Entry, understood: Understood) -> bool:
    """Whether a question asks what a term means: it asks for a meaning and holds the term, or it asks what just this term is."""
    short = entry.fields.get("short", "")
    if not short:
        return False
    flags = re.I if len(short) > 3 else 0
    spelt = r"[-\s]+".join(map(re.escape, re.split(r"[-\s]+", short)))  # "third party" and "third-party" are one
    words = rf"(?<!\w){spelt}(?:s|'s|’s)?(?!\w)"
    if understood.intent is Intent.DEFINITION:
        return re.search(words, understood.standalone, flags) is not None
    named = rf"[{_QUOTES}]?(?-i:{words})[{_QUOTES}]?" if not flags else rf"[{_QUOTES}]?{words}[{_QUOTES}]?"
    question = understood.standalone
    alone = rf"^\W*(?:(?:so|and|ok|okay|sorry|please|can\s+you|could\s+you|tell\s+me|i\s+want\s+to\s+know)\W+)*{_ASKS}{named}{_ENDS}"
    return re.search(alone, question, re.I) is not None or re.match(rf"\W*{named}{_BEHIND}", question, re.I) is not None


def _longest(entries: Sequence[Entry]) -> list[Entry]:
    """Of terms of which one is part of another's name ("Prevent", "Prevent duty"), the longer."""
    names = {entry.fields["short"].casefold() for entry in entries}
    return [
        entry
        for entry in entries
        if not any(name != (own := entry.fields["short"].casefold()) and f" {own} " in f" {name} " for name in names)
    ]


def _spans(entry: Entry, snapshot: Snapshot) -> tuple[Span, ...]:
    """Where an entry says what the term is: of several places, the one with the definition, with the term where that stands apart."""
    definition = " ".join(entry.fields.get("definition", "").split())
    texts = [" ".join(_words(span, snapshot).split()) for span in entry.spans]
    for place, text in enumerate(texts):
        if definition and definition[:40] in text:
            before = place and texts[place - 1].casefold() == entry.fields.get("short", "").casefold()
            following = tuple(
                span for span, rest in zip(entry.spans[place + 1 :], texts[place + 1 :], strict=True) if rest and rest in definition
            )
            return (*entry.spans[place - 1 if before else place : place + 1], *following)
    return (entry.spans[0],)


def _words(span: Span, snapshot: Snapshot) -> str:
    return snapshot.page(span.document_id, span.page).text[span.start : span.end]
