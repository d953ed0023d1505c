"""Bodies: boards, groups, organisations and people in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.abbreviation import fits, words_of
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Piece
from ingest.register.labelled import owner_on
from ingest.register.lexicon import BODIES, Lexicon
from ingest.register.member import members
from ingest.register.person import people, people_in
from ingest.register.standing import in_columns, standing_of, told_elsewhere

_WORD = r"[A-Z][\w'’&-]*"
_JOINT = r"(?:(?:and|&)\s+(?:for\s+)?|(?:of|for|on)\s+(?:the\s+)?)"
_NAME = re.compile(rf"(?:{_WORD})(?:\s+{_JOINT}?{_WORD}|\s+\([A-Z][A-Za-z]{{1,7}}\)){{0,14}}")
# "The Harbour panel": a name with its last word in small letters.
_SMALL_LAST = re.compile(rf"\b[Tt]he\s+(?P<name>(?:{_WORD}\s+){{1,6}}(?:\([A-Z]{{2,8}}\)\s+)?(?:panel|board|forum|committee))\b")
_CABINET = re.compile(r"\b(?:the|Council['’]s)\s+(?P<name>Cabinet)\b(?!\s+(?:Member|Office|Lead|Portfolio|[A-Z]))")
_DOES = re.compile(
    r"^\s*(?:,\s*)?(?:which|who|that)?\s*(?:also\s+)?(?:(?:is|are|was|will be)\s+)?(?:responsible for\s+|aims? to\s+|meets? to\s+)?"
    r"(?P<does>(?:(?<=for )|(?<=to )|(?:leads?|oversees?|co-?ordinates?|manages?|provides?|delivers?|supports?|brings? together|monitors?"
    r"|reviews?|scrutinises?|commissions?|develops?|offers?|runs?|holds?|ensures?|makes? sure|agrees?"
    r"|sets?|works? (?:to|with)|helps?)\s)[^.;]{5,120})"
)
_POST = re.compile(r"\bChief Executive$")
_NOT_PART = re.compile(
    r"\s+(?:Priorities|Priority|Plans?|Strategy|Strategies|Challenge|Targets?|Reports?|Duty|Programme|Strategic|Members?|Chair|Lead)$"
)
_OFFICE = re.compile(
    r"\b(?<!Office of the )(?:(?:Deputy )?Mayor of [A-Z]\w+|Deputy Mayor"
    r"|Police and Crime Commissioner(?: for [A-Z]\w+(?: [A-Z]\w+)?)?|Borough Commander|Home Secretary)\b"
)
_NHS = re.compile(r"NHS(?:\s+[A-Z][\w’'-]*){1,3}")
_OFFICE_OF = re.compile(r"\bOffice\s+of\s+the\s+Police(?:,\s+Fire)?\s+and\s+Crime\s+Commissioner(?:\s+for\s+[A-Z]\w+)?")
_SPELT_OUT = re.compile(r"(?P<short>[A-Z]{2,8})\s+(?P<name>\S.*)", re.S)
# What goes on to a law's name: "Social Services" in "the Social Services and Well-being (Wales) Act 2014".
_IS_LAW = re.compile(r"(?:,?\s+(?:and|of|for|to|\(?[A-Z][\w’'-]*\)?)){0,9}?,?\s+(?:Act|Regulations|Bill|Order|Measure)\s+\(?(?:19|20)\d{2}")
_OF_POST = re.compile(r"\b(?:Director|Head|Manager|Member|Lead|Minister|Officer)\s+(?:of|for)\s+(?:[A-Z]\w*\s+and\s+)?$")
_PLACE = re.compile(
    r"\b(?:Town|City|Shopping|Village|District|Local|Neighbourhood|Retail|Distribution|Garden|Data|Logistics) Centres?$"
    r"|^(?:London|the) Borough$",
    re.I,
)
_KEEPS = frozenset("Mayor Women Children Men People Victims King Queen Young".split())
_PLACES = frozenset("London England Wales Scotland Britain".split())
_PROPER = frozenset("Local New Support Working".split())  # part of a name inside a sentence
_LEADS = frozenset(
    "Support Whilst While Where Since Work Working Tackle Ensure Develop Provide Continue Following However Further Also Other Local New"
    " Contact Visit The This Our In On At For To We A An As By With From It All Each Every Her His Under"
    " Through Both These And Or If When".split()
)


def bodies(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its bodies, doubles and all."""
    found: list[Found] = []
    for piece in flow.pieces:
        if piece.kind is not BlockKind.CONTENTS:
            found += _in_text(owner_on(piece) or piece, words)
    for grid in flow.grids:
        for cell in grid.cells:
            held = grid.as_piece(cell)
            found += [*_in_text(held, words), *people_in(held, words)]
    found += in_columns(flow, words)
    return [*found, *told_elsewhere(flow, found), *people(flow, words), *members(flow, words)]


def _in_text(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for match in _NAME.finditer(piece.text):
        for start, end in _parted(match.group(), match.start(), words):
            yield from _body(piece, start, end, words)
    for name, role in (("known", "organisation"), ("known_groups", "group")):
        for match in words.pattern("body", name).finditer(piece.text):
            if _is_name(piece.text, match.start(), match.end()) and not _OF_POST.search(piece.text[: match.start()]):
                yield _found(piece, match.start(), match.end(), _fields(piece.text, match.start(), match.end(), match.group(), role))
    yield from _by_office(piece)


def _by_office(piece: Piece) -> Iterator[Found]:
    """Offices, those who hold one, and bodies whose name ends in a small letter or is a single word."""
    for match in _OFFICE.finditer(piece.text):
        yield _found(piece, match.start(), match.end(), {"name": match.group(), "role": "person"})
    for match in _OFFICE_OF.finditer(piece.text):
        yield _found(piece, match.start(), match.end(), {"name": re.sub(r"\s+", " ", match.group()), "role": "organisation"})
    for pattern, role in ((_SMALL_LAST, "group"), (_CABINET, "board")):
        for match in pattern.finditer(piece.text):
            start, end = match.span("name")
            if not re.fullmatch(r"[A-Z]{2,8}\s+[a-z]+", match["name"]):
                yield _found(piece, start, end, _fields(piece.text, start, end, match["name"], role))


def _body(piece: Piece, start: int, end: int, words: Lexicon) -> Iterator[Found]:
    start, end = _trimmed(piece.text[start:end], start, words, not piece.text[:start].strip() or piece.text[:start].rstrip()[-1] in ".:;")
    spelt = _SPELT_OUT.match(piece.text[start:end])
    if spelt is not None and _spells(spelt["short"], words_of(spelt["name"])):
        start += spelt.start("name")  # a glossary's line
    name = re.sub(r"\s+", " ", piece.text[start:end])
    role = _role(name, words)
    if (
        not role
        or _PLACE.search(name)
        or _IS_LAW.match(piece.text, end)
        or piece.kind is BlockKind.HEADING
        and len(name) < len(piece.text.strip()) - 12
    ):
        return
    yield _found(piece, start, end, _fields(piece.text, start, end, name, role))


def _spells(short: str, words: list[str]) -> bool:
    """Whether an abbreviation stands for words, or for those that begin them ("HSB" for "Harbour Safety Board for Lowmere")."""
    return any(fits(short, words[:count]) for count in range(len(words), 1, -1))


def _fields(text: str, start: int, end: int, name: str, role: str) -> dict[str, str]:
    """What the words around a name say of it: what it does, who chairs it and to whom it reports, in its sentence or one that goes on with
    "It"."""
    fields = {"name": name, "role": role}
    behind = text[end : end + 400]
    does = _DOES.match(behind)
    if does is not None:
        fields["does"] = does["does"].strip()
    return fields if role == "person" else {**fields, **standing_of(text, start, end)}


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether well-known words are a name here: in capitals, and a single one neither opens a sentence nor stands before what it names."""
    name = text[start:end]
    if not all(word[0].isupper() for word in name.split() if word not in ("and", "for", "of")):
        return False
    opens = not text[:start].strip() or text[:start].rstrip()[-1] in ".:;"
    return (
        " " in name
        or name.isupper()
        or not opens
        and bool(re.match(r"\s*(?:[.,;)]|$|and\b|or\b|to\b|is\b|who\b|which\b|for\b|in\b)", text[end:]))
    )


def _found(piece: Piece, start: int, end: int, fields: dict[str, str]) -> Found:
    return piece.found(EntryKind.BODY, start, end, fields)


def _parted(name: str, start: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """A run of capitals as one name, or as the names that an "and" joins where what stands before it is a body by itself."""
    begin = 0
    for joint in re.finditer(r"\s+(?:and|for the|of the|&)\s+", name):
        left = re.sub(r"\s*\([^)]*\)\s*$", "", name[begin : joint.start()])
        known = words.is_only("body", "known", left)
        if left.isupper() or known or _is_body_word(left.split()[-1] if left.split() else "", words):
            yield start + begin, start + joint.start()
            begin = joint.end()
        elif joint.group().strip() == "and" and len(left.split()) == 1 and len(name[joint.end() :].split()) > 1 and left in _PLACES:
            begin = joint.end()
    yield start + begin, start + len(name)


def _is_body_word(word: str, words: Lexicon) -> bool:
    return word == "Conference" or words.ends_body(word)


def _trimmed(name: str, start: int, words: Lexicon, opens: bool) -> tuple[int, int]:
    """A name without a sentence's first word or another's genitive in front, and up to its last body word (and what "for" or "of" adds)."""
    end = start + len(name)
    if name.startswith("the "):
        name, start = name[4:], start + 4
    while True:
        first = re.match(r"([A-Z][\w'’]*)\s+(?:the\s+)?(?=[A-Z])", name)
        if (
            first is None
            or first.group(1) in _PROPER
            and not opens
            or not (first.group(1) in _LEADS or re.search(r"['’]s$", first.group(1)) and first.group(1)[:-2] not in _KEEPS)
        ):
            break
        name, start = name[first.end() :], start + first.end()
    last = 0
    for kind in BODIES:
        for match in re.finditer(rf"\b(?:{words.pattern('body', kind).pattern})(?:\s+\([A-Z][A-Za-z]+\))?", name, re.I):
            last = max(last, match.end())
    if last and re.match(r"\s+(?:for|[Oo]f)\s+[A-Z]", name[last:]):
        return start, start + len(_NOT_PART.sub("", name))
    return start, start + last if last else end


def _role(name: str, words: Lexicon) -> str:
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    bare = re.split(r"\s+(?:for|[Oo]f)\s+", bare, maxsplit=1)[0] if re.search(r"\s(?:for|[Oo]f)\s", bare) else bare
    count = len(name.split())
    if count < 2 or count > 10:
        return ""
    if _POST.search(bare):
        return "person"
    last = bare.split()
    for kind in BODIES:
        if words.is_only("body", kind, last[-1]) or len(last) > 2 and words.is_only("body", kind, " ".join(last[-2:])):
            return kind
    if _NHS.fullmatch(bare):
        return "organisation"
    return "organisation" if re.match(r"(?:London\s+|Royal\s+|Metropolitan\s+)*Borough\s+of\s+[A-Z]", name) else ""
