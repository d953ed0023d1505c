"""Whoever is named as doing something, answering for it or belonging to a body, by a name that does not say what it is: a charity, a
company, a network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.explaining import Told, told_around
from assistant.findings.script import SURE, Script
from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind

_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|the|&)\s+){0,2}[A-Z][\w’'-]*){1,4}")
_PARTED = re.compile(r"\s*(?:[,;/\n]|\s-\s)\s*")
# Public bodies, offices and parts of a council, which everybody knows, and bodies that are asked after wherever they stand.
_PUBLIC = re.compile(
    r"\b(?:police|constabulary|council|borough|county|district|city|nhs|probation|fire|rescue|ambulance|health|hospitals?|care|court|prisons?|hmp"
    r"|hmpps"
    r"|commissioner|mayor|office|home office|government|ministry|department|directorate|division|agency|authority|cabinet|committee"
    r"|magistrates"
    r"|prosecution|army|border|revenue|job ?centre|dwp|transport|university|colleges?"
    r"|(?:boxing|football|rugby|cricket|rowing|sailing|sports|athletics|judo|golf)\s+club|trading standards|licensing|housing association"
    r"|business improvement district|bid|citizens advice|healthwatch|victim support|crime ?stoppers|neighbourhood watch|age uk|red cross"
    r"|samaritans|^(?:shelter|refuge|mind|crisis|relate|cruse|childline|nspcc|centrepoint|nacro|barnardo[’']?s|galop)$"
    r"|voluntary action|social services|standards)\b",
    re.I,
)
_OFFICE = re.compile(
    r"\b(?:officers?|managers?|directors?|heads?|leads?|chairs?|chief|commander|inspectors?|superintendents?|sergeants?|constables?|coordinators?"
    r"|co-ordinators?|analysts?|advis[eo]rs?|councillors?|members?|portfolio|executive|secretary|clerk|consultants?|champions?|wardens?|leaders?|insp|supt|sgt|cllr|asst|mgr|dir|ops|operations|strategic|principal|policing)\b",
    re.I,
)
_ASKED_ELSEWHERE = re.compile(
    r"\b(?:Boards?|Groups?|Panels?|Forums?|Teams?|Units?|Services?|Programmes?|Projects?|Schemes?|Hubs?|Meetings?|Conferences?)$"
)
# Many of a kind, and what a table is headed by.
_MANY = re.compile(
    r"\b(?:partners|partner|all|providers?|agencies|businesses|sector|residents|landlords|associations|organisations|schools|communities|services|teams"
    r"|system|plan|strategy|fund|framework|policy|protocol|budget|report|review|assessment|survey|database|tool|model"
    r"|leads?|owners?|who|action|priority|theme|year|quarter|volunteers|families|pupils|members|public)\b$|^(?:all|local|various|other|relevant|key|each|every|community)\b",
    re.I,
)
_MEMBERS = re.compile(r"\b(?:members?(?:hip)?|who we are|our partners|partners are|signatories)\b", re.I)
_KIND_BEFORE = re.compile(
    r"\b(?:charity|charities|company|provider|landlord|service|organisation|enterprise|association|trust|firm|body|group|network|campaign|partnership|scheme"
    r"|club|shelter|refuge|project|helpline|agency)s?,?\s+(?:called\s+|named\s+|of\s+)?[‘“'\"]?$"
)
_SAID_BEHIND = re.compile(
    r"^[’'”\"]?\s*(?:\([^)]{1,60}\)\s*)?(?:[,–—-]\s*(?:which|who|whose|our|the|a|an|another)\s|(?:is|are|was)\s+(?:a|an|the|our|one|run|led|made)\b"
    r"|(?:runs?|supports?|provides?|offers?|delivers?|brings?|represents?|oversees?|manages?|works?\s+with|helps?)\s"
    r"|[:–—]\s*(?:a|an|the|our)\s|\((?:a|an|the|our)\s)"
)
LONGEST = 60  # characters of a line that is a member's name


def doers(script: Script) -> Iterator[tuple[str, Span]]:
    """Given a document, yield the names of those who do or answer for something or are members, each once and where it first stands, that
    are not public bodies and of which no line says what they are."""
    met: set[str] = set()
    for name in (*_named_in_register(script), *_members(script)):
        if name in met:
            continue
        met.add(name)
        places = list(_places(name, script))
        if places and not any(_is_said(name, place, script) for place in places):
            yield name, places[0]


def _named_in_register(script: Script) -> Iterator[str]:
    for one in script.entries:
        if one.kind in (EntryKind.ACTION, EntryKind.INDICATOR) and one.confidence >= SURE:
            for field in ("who", "owner"):
                yield from _names(one.fields.get(field, ""))


def _members(script: Script) -> Iterator[str]:
    """Short lines under a heading of members, each a name and nothing else."""
    for piece in script.flow.pieces:
        heading = piece.trail[-1] if piece.trail else ""
        if piece.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) and len(piece.text) <= LONGEST and _MEMBERS.search(heading):
            yield from _names(piece.text)


def _names(text: str) -> Iterator[str]:
    for part in _PARTED.split(re.sub(r"\([^)]*\)", " ", text)):
        name = re.sub(r"\s+", " ", re.sub(r"^(?:the|our|a)\s+", "", part.strip(" .•"), flags=re.I))
        if not is_public(name) and not _ASKED_ELSEWHERE.search(name) and _NAME.fullmatch(name):
            yield name


def is_public(name: str) -> bool:
    """Given a name, say whether it is a public body's, an office's or what many are called by."""
    return any(said.search(name) for said in (_PUBLIC, _OFFICE, _MANY))


def _places(name: str, script: Script) -> Iterator[Span]:
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in name.split()) + r"(?!\w)")
    for page in script.pages:
        for match in pattern.finditer(page.text):
            yield Span(script.document.id, page.number, *match.span())


def _is_said(name: str, place: Span, script: Script) -> bool:
    """Whether the words around a place say what a name stands for, or the name stands there as a line of a glossary does."""
    text = script.pages[place.page - 1].text
    before, behind = re.sub(r"\s", " ", text[max(0, place.start - 60) : place.start]), re.sub(r"\s", " ", text[place.end : place.end + 120])
    if told_around(f"{before}{name}{behind}", len(before), len(before) + len(name), before=False) is Told.FULLY:
        return True
    return _KIND_BEFORE.search(before) is not None or _SAID_BEHIND.search(behind) is not None or script.defines(name)
