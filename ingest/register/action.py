"""Actions: what someone says they will do, who, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Grid, GridCell, Piece
from ingest.register.labelled import labelled_in
from ingest.register.lexicon import Lexicon
from ingest.register.roles import NAMED, Roles

_SUBJECT = (
    r"(?P<who>[Ww]e"
    r"|[Tt]he (?:[A-Z][\w-]*|council|partnership|borough|plan|service|board|police)(?:\s+(?:[A-Z][\w-]*|of|and|for|the)){0,10}|[A-Z]{3,6}"
    r"|[A-Z]\w+(?:\s+[A-Z]\w+){0,8}(?:\s+(?:Council|Police|Partnership|Service|Board|Team|Group))"
    r"|(?:All|Every|Each|every|each)\s+[a-z -]{3,50}?)"
)
_BEGINS = re.compile(
    r"\b(?P<who>(?:A|An|The)\s+(?:new\s+)?[a-z][a-z -]{3,45}?)\s+(?P<will>will)\s+"
    r"(?P<what>(?:open|start|launch|be\s+(?:set up|created|established"
    r"|launched|opened|developed|introduced|published|recruited|commissioned|delivered|rolled out|appointed|held|trained|offered))\b[^.;]*)"
)
_WILL = re.compile(
    rf"\b{_SUBJECT}\s+(?P<will>will(?:\s+(?:also|continue to|now|then|actively))*|(?:is|are)\s+(?:also\s+|currently\s+"
    rf"|already\s+)*(?:developing|working|building|committed to|going to|planning to))\s+(?P<what>[^.;]+)"
)
_WHEN = re.compile(
    r"\b(?P<when>(?:by|before|from|during|within|until)\s+(?:the\s+)?(?:end\s+of\s+)?(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?20\d{2}"
    r"(?:[/-]\d{2,4})?"
    r"|[Ii]n\s+20\d{2}(?:[/-]\d{2,4})?|(?:in|within)?\s*(?:the\s+)?first\s+(?:\d{1,2}|twelve|six)\s+months|next\s+"
    r"(?:\d{1,2}\s+)?(?:year|months))\b",
    re.I,
)
_PROMISES = re.compile(r"\bwe will\s*:?\s*$", re.I)  # a pledge is both: what a plan sets out to do, and what will be done
_STATIVE = re.compile(
    r"^(?:not\s+)?(?:be\s+(?:a|an|the|able|one|in|met|held|seen|known|required|subject|available|reduced|no)\b|have\b"
    r"|do\b|look at\b|focus on (?:the following|these)|work on (?:\w+ )?(?:priorities|themes|areas)|set out\b|show\b|explain\b|describe\b"
    r"|know\b|consist|receive\b|(?:making|ensuring|being|becoming)\b"
    r"|mean\b|include\b|see\b|feel\b|need\b|remain\b|become\b|depend\b|result\b|allow\b|help\b|tell\b|judged\b)"
)


# "what we will do", "how the partnership will work": spoken of, not promised here.
_ASIDE = re.compile(r"\b(?:what|how|where|why|when|which|whether|if|that)\s+$", re.I)


def actions(flow: Flow, roles: Roles, words: Lexicon) -> list[Found]:
    """Given a flow and the roles of its lists, return its actions."""
    return [*_from_labels(flow), *_from_lists(flow, roles), *_from_grids(flow, words), *_from_prose(flow, roles)]


def _from_lists(flow: Flow, roles: Roles) -> Iterator[Found]:
    for listing in flow.lists:
        role = roles.of(listing)
        if role is None or not (role.kind is EntryKind.ACTION or _PROMISES.search(role.said)):
            continue
        who = _who(role.said)
        when = _WHEN.search(role.said)
        for item in listing.items:
            end = len(item.text.rstrip(" ;"))
            one = _found(item, 0, end, re.sub(r"^We will\s+", "", item.text[:end]), role.how, role.confidence)
            one.fields["who"] = who
            if when is not None:
                one.fields.setdefault("by_when", when["when"].strip())
            yield one


def _found(piece: Piece, start: int, end: int, what: str, how: How, confidence: float) -> Found:
    fields = {"what": _first_words(what)}
    when = _WHEN.search(piece.text[start:end])
    if when is not None:
        fields["by_when"] = when["when"].strip()
    return Found(
        EntryKind.ACTION, piece.text[start:end], piece.cut(start, end), fields, piece.trail, piece.paragraph, how=how, confidence=confidence
    )


def _first_words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .;:,")


def _who(said: str) -> str:
    match = re.match(r"^(?P<who>[A-Z][^:]{2,60}?)\s+will\b", said)
    return "" if match is None or match["who"].split()[-1] in ("We", "we", "what") else match["who"]


def _from_labels(flow: Flow) -> Iterator[Found]:
    for line in labelled_in(flow):
        if line.head == "action":
            one = _found(line.piece, line.start, line.end, line.piece.text[line.start : line.end], How.STRUCTURE, 0.9)
            one.fields.update({key: line.fields[name] for key, name in (("who", "owner"), ("by_when", "by_when")) if name in line.fields})
            yield one


def _from_grids(flow: Flow, words: Lexicon) -> Iterator[Found]:
    for grid in flow.grids:
        column = next((c for c, name in grid.columns.items() if words.is_only("action", "headings", name)), None)
        if column is None:
            yield from _matrix_rows(grid, words)
            continue
        for number, row in enumerate(grid.rows):
            if not grid.is_group(row):
                yield from _of_row(grid, row, column, grid.groups[number], words)


def _of_row(grid: Grid, row: list[GridCell], column: int, group: str, words: Lexicon) -> Iterator[Found]:
    cell = next((cell for cell in row if cell.column == column and re.search(r"[A-Za-z]{3}", cell.text)), None)
    if cell is None or NAMED.match(cell.text.strip()):
        return
    fields: dict[str, str] = {}
    for other in row:
        name, text = grid.name_of(other), re.sub(r"\s+", " ", other.text).strip()
        if text and words.is_only("action", "who", name):
            fields.setdefault("who", text)
        elif text and words.is_only("action", "when", name):
            fields.setdefault("by_when", text)
    for item in cell.items:
        yield _of_cell(grid, item, fields, group, 0.9 * grid.confidence)


def _of_cell(grid: Grid, cell: GridCell, fields: Mapping[str, str], group: str, confidence: float) -> Found:
    what = {"what": _first_words(cell.text), **fields}
    when = _WHEN.search(cell.text)
    if when is not None:
        what.setdefault("by_when", when["when"].strip())
    return Found(EntryKind.ACTION, cell.text, (cell.span(grid.document_id),), what, grid.trail, confidence=confidence, beside=group)


def _matrix_rows(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """A row that is called "Actions", under columns that are priorities: each cell's actions."""
    for row in grid.rows:
        if not any(words.is_only("action", "headings", cell.text) for cell in row[:2]):
            continue
        for cell in row[1:]:
            for item in cell.items if len(cell.text.split()) > 3 else ():
                yield _of_cell(grid, item, {}, grid.name_of(cell), 0.6)


def _from_prose(flow: Flow, roles: Roles) -> Iterator[Found]:
    for piece in flow.pieces:
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        listing = flow.list_of.get(id(piece))
        if listing is not None and roles.of(listing) is not None:
            continue
        for start, end in piece.sentences:
            yield from _promised(piece, start, end)


def _promised(piece: Piece, start: int, end: int) -> Iterator[Found]:
    text = piece.text[start:end]
    if text.rstrip().endswith(":"):
        return
    match = _WILL.search(text) or _BEGINS.search(text)
    if match is None or _ASIDE.search(text[: match.start()]) or _STATIVE.match(match["what"]) or match.start() > 120:
        return
    one = _found(piece, start, end, match["what"], How.LANGUAGE, 0.7)
    if match["who"].casefold() != "we" and match.re is _WILL:
        one.fields["who"] = match["who"]
    yield one
