"""Which entries are somebody's: the measures that the police answer for, the actions that a council leads. Read off what each entry says of
its owner, complete and counted. What people say for it is in `owned.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.answers.lacking import Lack, Thing, every_table_with, items_of, kind_said, things_of
from assistant.answers.meant import meant
from assistant.answers.sayings import Sayings, load_sayings
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.script import Script, script_of
from assistant.prompts import Prompts, listed
from assistant.understand import Understood
from ingest.documents import Document
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

FILE = Path(__file__).with_name("owned.toml")
# What the file must hold, by table.
_NEEDED = {"asks": ("list", "never"), "kinds": ("indicator", "action")}
_FIELDS = {EntryKind.INDICATOR: "owner", EntryKind.ACTION: "who"}
NAMED = 0.5  # share of the entries that say whose they are, if the rest is to count as other people's
MOST = 30  # entries that are listed: of more nobody reads what each of them is
LONGEST_OWNER = 80  # characters: what is longer tells more than a name
_APART = re.compile(
    r"\s*(?:[/;,&\n]|\band\b(?! crime commissioner)|\bwith\b|\.\s)\s*", re.I
)  # what stands between several owners, or behind one
# What entries are on: no owner is named there.
_TOPIC = re.compile(
    r"\b(?:on|about|around|regarding|concerning|to do with)\s+[^,?.]*?"
    r"(?=\b(?:is|are|was|were|does|do|did|has|have|must|will|should|led|owned|run|delivered|belongs?|falls?|that|which)\b|[,?.]|$)",
    re.I,
)
# What such owners are called beside their names: tells none from another.
_GENERIC = stems_of(
    "team teams service services board group panel partnership officer officers manager head lead director unit department the of for local"
    " force authority agency organisation community safety safer member chief assistant"
)
# Those of them that people put behind any owner's name, or leave out.
_ANY = stems_of("team teams service services unit department the of for local force organisation")


@cache
def _asking() -> frozenset[str]:
    """The words that ask for what is somebody's and name nobody."""
    return stems_of(" ".join(phrase for phrases in sayings().lexicon.lists.values() for phrase in phrases))


@cache
def sayings(file: Path = FILE) -> Sayings:
    """Given the file, return what it holds. Raises BadInput naming what is wrong in it."""
    return load_sayings(file, _NEEDED)


@dataclass(frozen=True, slots=True)
class _Owned:
    """The entries of one kind that were read in a document, those of the owners that are asked about, and what these are called there."""

    kind: EntryKind
    things: Sequence[Thing]
    meant: Sequence[Thing]
    owners: Sequence[str]


def list_owned(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return the entries of the owner that the question names; None where it asks for
    nothing of the sort, names none of the owners that the documents name, or several."""
    kinds = kinds_owned(understood.standalone)
    if not kinds:
        return None
    claims: list[DraftClaim] = []
    listed_ = 0
    for document in meant(documents, understood):
        script = script_of(document.id, snapshot)
        for owned in _owned(kinds, document, script, understood):
            claims += _claims(document, script, owned, prompts, audience)
            listed_ += len(owned.meant)
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims and listed_ <= MOST else None


def kinds_owned(text: str) -> list[EntryKind]:
    """Given a question, return the kinds of entries that it asks for by their owner; nothing where it asks for nothing of the sort."""
    words = sayings().read(text)
    if sayings().says("asks", "never", words) or not sayings().says("asks", "list", words):
        return []
    return [EntryKind(name) for name in sayings().said("kinds", words)] or list(_FIELDS)


def _owned(kinds: Sequence[EntryKind], document: Document, script: Script, understood: Understood) -> list[_Owned]:
    """By kind, what is the owner's that the question names."""
    asked = stems_of(_TOPIC.sub(" ", understood.standalone)) - stems_of(f"{document.area or ''} {document.plain_title}") - _asking()
    found: list[_Owned] = []
    for kind in kinds:
        lack = Lack(kind, _FIELDS[kind])
        things = things_of(lack, script, every_table_with(lack, [script]))
        if sum(bool(thing.value.strip()) for thing in things) < NAMED * len(things):
            continue
        owners = _named([owner for thing in things for owner in _owners(thing)], asked)
        mine = [thing for thing in things if any(owner in owners for owner in _owners(thing))]
        if mine:
            found.append(_Owned(kind, things, mine, owners))
    return found


def _owners(thing: Thing) -> list[str]:
    """The owners that an entry names, each by itself, and as they stand together."""
    value = " ".join(thing.value.split())
    whole = [value] if len(value) <= LONGEST_OWNER else []
    return list(dict.fromkeys([*whole, *(part for part in _APART.split(value) if part and len(part) <= LONGEST_OWNER)]))


def _named(owners: Sequence[str], asked: frozenset[str]) -> list[str]:
    """Of owners, those that hold all the words by which the question names one: "Police" is not the police and crime commissioner."""
    alone = [owner for owner in owners if not _APART.search(owner)]
    named = asked - _ANY
    if not named - _GENERIC:
        return []
    exact = [owner for owner in alone if named == stems_of(owner) - _ANY]
    return exact or [owner for owner in alone if named <= stems_of(owner)]


def _claims(document: Document, script: Script, owned: _Owned, prompts: Prompts, audience: Audience) -> list[DraftClaim]:
    values = {
        "whose": prompts.whose(document.area, document.plain_title),
        "count": prompts.number(len(owned.meant)),
        "all": prompts.number(len(owned.things)),
        "kind": kind_said(owned.kind, owned.things, script, prompts, audience),
        "owners": listed([f"“{owner}”" for owner in owned.owners], "or"),
    }
    text = prompts.say("owned.one" if len(owned.meant) == 1 else "owned.some", audience, values)
    lead = DraftClaim(Basis.COUNTED, tuple(thing.spans[0] for thing in owned.things), text[:1].upper() + text[1:])
    return [lead, *items_of(owned.meant)]
