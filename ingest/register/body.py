"""Bodies: boards, groups, organisations and people in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon

_WORD = r"[A-Z][\w'’&-]*"
_NAME = re.compile(rf"(?:{_WORD})(?:\s+(?:(?:and|of|for|on|the|&)\s+){{0,2}}{_WORD}|\s+\([A-Z][A-Za-z]{{1,7}}\)){{0,14}}")
_DOES = re.compile(
    r"^\s*(?:,\s*)?(?:which|who|that)?\s*(?:is|are|was|will be)?\s*(?:responsible for|leads? on|oversees?|co-?ordinates?"
    r"|aims? to|manages?|provides?|delivers?|supports?)\s+(?P<does>[^.;,]{5,90})"
)
_REPORTS = re.compile(r"(?:reports? (?:in)?to|accountable to)\s+(?:the\s+)?(?P<to>[A-Z][^.,;]{3,60})")
_CHAIR = re.compile(r"(?:co-?)?chaired by\s+(?:the\s+)?(?P<chair>[A-Z][^.,;()]{3,60})", re.I)
_PERSON = re.compile(
    r"\b(?P<name>[A-Z][a-z]+\s+[A-Z][a-z]+(?:-[A-Z][a-z]+)?),\s+(?P<does>(?:(?:[A-Z][\w&-]*|and|of|for|the)\s+){0,7}?(?:(?:Head|Director|Chair)\s+of\s+"
    r"(?:[A-Z][\w&-]*(?:\s+(?:and\s+|&\s+)?(?=[A-Z]))?)+|Manager|Officer|Director|Commander|Superintendent|Chair))\b"
)
_OFFICE = re.compile(r"\b(?:(?:Deputy )?Mayor of [A-Z]\w+|Deputy Mayor|Police and Crime Commissioner|Borough Commander|Home Secretary)\b")
_PLACE = re.compile(r"\b(?:Town|City|Shopping) Centre$|^(?:London|the) Borough$", re.I)
_KEEPS = frozenset("Mayor Women Children Men People Victims King Queen Young".split())
_LEADS = frozenset(
    "Support Whilst While Where Since Work Working Tackle Ensure Develop Provide Continue Following However Further Also Other Local New"
    " Contact Visit The This Our In On At For To We A An As By With From It All Each Every Under Through Both These And Or If When".split()
)


def bodies(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its bodies, doubles and all."""
    found: list[Found] = []
    for piece in flow.pieces:
        if piece.kind is not BlockKind.CONTENTS:
            found += _in_text(piece, words)
    for grid in flow.grids:
        for row in grid.rows:
            for cell in row:
                part = ((0, cell.page, cell.start, len(cell.text)),)
                found += _in_text(Piece(grid.document_id, BlockKind.TABLE, cell.text, part, grid.section, grid.trail), words)
    return found


def _in_text(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for match in _NAME.finditer(piece.text):
        for start, end in _parted(match.group(), match.start(), words):
            yield from _body(piece, start, end, words)
    for match in _PERSON.finditer(piece.text):
        fields = {"name": match["name"], "role": "person", "does": re.sub(r"\s+", " ", match["does"])}
        yield _found(piece, match.start("name"), match.end("name"), fields)
    for match in _OFFICE.finditer(piece.text):
        yield _found(piece, match.start(), match.end(), {"name": match.group(), "role": "person"})


def _body(piece: Piece, start: int, end: int, words: Lexicon) -> Iterator[Found]:
    start, end = _trimmed(piece.text[start:end], start, words)
    name = re.sub(r"\s+", " ", piece.text[start:end])
    role = _role(name, words)
    if not role or _PLACE.search(name) or piece.kind is BlockKind.HEADING and len(name) < len(piece.text.strip()) - 12:
        return
    fields = {"name": name, "role": role}
    behind = piece.text[end : end + 200]
    does, reports, chair = _DOES.match(behind), _REPORTS.search(behind[:120]), _CHAIR.search(behind[:120])
    if does is not None:
        fields["does"] = does["does"].strip()
    if reports is not None:
        fields["reports_to"] = reports["to"].strip()
    if chair is not None:
        fields["chair"] = chair["chair"].strip()
    yield _found(piece, start, end, fields)


def _found(piece: Piece, start: int, end: int, fields: dict[str, str]) -> Found:
    return Found(
        EntryKind.BODY,
        piece.text[start:end],
        piece.cut(start, end),
        fields,
        piece.trail,
        piece.paragraph,
        how=How.LANGUAGE,
        confidence=0.7,
    )


def _parted(name: str, start: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """A run of capitals as one name, or as the names that an "and" joins where what stands before it is a body by itself."""
    begin = 0
    for joint in re.finditer(r"\s+(?:and|for the|of the|&)\s+", name):
        left = re.sub(r"\s*\([^)]*\)\s*$", "", name[begin : joint.start()])
        if left.isupper() or _is_body_word(left.split()[-1] if left.split() else "", words):
            yield start + begin, start + joint.start()
            begin = joint.end()
    yield start + begin, start + len(name)


def _is_body_word(word: str, words: Lexicon) -> bool:
    return any(words.is_only("body", kind, word) for kind in ("board", "group", "organisation"))


def _trimmed(name: str, start: int, words: Lexicon) -> tuple[int, int]:
    """A name without a sentence's first word or another's genitive in front, and up to its last body word (and what "for" or "of" adds)."""
    end = start + len(name)
    while True:
        first = re.match(r"([A-Z][\w'’]*)\s+(?=[A-Z])", name)
        if first is None or not (first.group(1) in _LEADS or re.search(r"['’]s$", first.group(1)) and first.group(1)[:-2] not in _KEEPS):
            break
        name, start = name[first.end() :], start + first.end()
    last = 0
    for kind in ("board", "group", "organisation"):
        for match in re.finditer(rf"\b(?:{words.pattern('body', kind).pattern})(?:\s+\([A-Z][A-Za-z]+\))?", name, re.I):
            last = max(last, match.end())
    if last and re.match(r"\s+(?:for|[Oo]f)\s+[A-Z]", name[last:]):
        return start, end
    return start, start + last if last else end


def _role(name: str, words: Lexicon) -> str:
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    bare = re.split(r"\s+(?:for|[Oo]f)\s+", bare, maxsplit=1)[0] if re.search(r"\s(?:for|[Oo]f)\s", bare) else bare
    count = len(name.split())
    if count < 2 or count > 10:
        return ""
    last = bare.split()[-1]
    for kind in ("board", "group", "organisation"):
        if words.is_only("body", kind, last):
            return kind
    return "organisation" if re.match(r"(?:London\s+|Royal\s+|Metropolitan\s+)*Borough\s+of\s+[A-Z]", name) else ""
