"""People a document names: with a title, by name and role, as who signed it, and in the columns that say who speaks for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Grid, Piece
from ingest.register.lexicon import Lexicon

_FIRST = r"[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?"
_LAST = r"(?:Mc|Mac|O[’']|de\s|van\s)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_TITLES = (
    r"(?:(?:Councillor|Cllr|(?:Detective\s+)?(?:Chief\s+)?(?:Superintendent|Inspector|Sergeant)|Chief\s+Constable|Commander|(?:Group|Station|Area)\s+Manager"
    r"|Dr|Professor|Prof|Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Miss|Reverend|Revd?|Canon|Pastor|Bishop|Imam|Rabbi|Father|Archdeacon)\.?\s+)"
)
_HONOURS = r"(?:JP|OBE|MBE|CBE|QPM|KC|QC|DL)\b"
_TITLED = re.compile(rf"\b(?P<name>{_TITLES}+{_FIRST}\s+(?P<last>{_LAST})(?:\s+{_HONOURS})?)")
_NAME = re.compile(rf"{_TITLES}*{_FIRST}\s+(?:[A-Z]\.?\s+)?(?P<last>{_LAST})(?:\s+{_HONOURS})?")
# "The Head of Harbours, Ann Example, leads …": the post first, then who holds it.
_ROLE_FIRST = re.compile(
    r"\b(?:[Tt]he|[Oo]ur)\s+(?P<does>(?:[A-Z][\w’'&-]*\s+){0,4}?(?:(?:Head|Director|Chair|Leader|Cabinet\s+Member|Lead)(?:\s+(?:of|for)\s+[A-Z][\w’'&-]*"
    r"(?:\s+(?:and\s+|&\s+)?[A-Z][\w’'&-]*){0,4})?|Chief\s+(?:Executive|Officer|Constable)|Manager|Director|Officer|Commander|Superintendent))"
    rf",\s+(?P<name>{_TITLES}*{_FIRST}\s+(?P<last>{_LAST}))(?=[,.;)])"
)
_WITH_ROLE = re.compile(
    rf"\b(?P<name>{_TITLES}*{_FIRST}\s+{_LAST}),\s+(?P<does>(?:(?:[A-Z][\w&-]*|and|of|for|the)\s+){{0,7}}?(?:(?:Head|Director|Chair)\s+of\s+"
    r"(?:[A-Z][\w&-]*(?:\s+(?:and\s+|&\s+)?(?=[A-Z]))?)+|Manager|Officer|Director|Commander|Superintendent|Chair))\b"
)
_ROLE = re.compile(
    r"(?:(?:The|Our)\s+)?(?:[A-Z][\w’'&-]*\s+(?:and\s+|&\s+)?){0,5}?(?:(?:Vice[ -]?|Deputy\s+|Co-)?(?:Chair\w*|Leader|Mayor)"
    r"|Cabinet\s+Member|Portfolio\s+[Hh]older"
    r"|Chief\s+(?:Executive|Officer|Constable|Superintendent)|(?:Area\s+|Borough\s+|District\s+)?Commander|Director|Head\s+of|Manager"
    r"|Police\s+and\s+Crime\s+Commissioner|Superintendent|Officer|Lead\s+Member)\b"
)
_SPEAKS_FOR = re.compile(r"\b(?:represent\w*|named?\s+(?:lead|contact)|contact|chaired\s+by|members?)\b|^(?:name|chair)\b", re.I)
_LONGEST_ROLE = 25  # words of a line that says what someone does


def people(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """Given a flow, yield the people that it names, doubles and all."""
    for piece in flow.pieces:
        if piece.kind is not BlockKind.CONTENTS:
            yield from people_in(piece, words)
            yield from _signed(flow, piece, words)
    for grid in flow.grids:
        yield from _in_columns(grid, words)


def people_in(piece: Piece, words: Lexicon) -> Iterator[Found]:
    """Given a piece (or a table's cell as one), yield the people that it names with a title, or with what they are."""
    for match in _TITLED.finditer(piece.text):
        if _is_called(match["last"], words):
            yield _person(piece, *match.span("name"))
    for match in _WITH_ROLE.finditer(piece.text):
        if _is_called(match["name"].split()[-1], words):
            yield _person(piece, *match.span("name"), re.sub(r"\s+", " ", match["does"]))
    for match in _ROLE_FIRST.finditer(piece.text):
        if _is_called(match["last"], words):
            yield _person(piece, *match.span("name"), re.sub(r"\s+", " ", match["does"]))


def _signed(flow: Flow, piece: Piece, words: Lexicon) -> Iterator[Found]:
    """A name on a line of its own above a line that says what its bearer is: who signed a foreword."""
    name = piece.text.strip()
    if piece.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or len(name.split()) > 6 or _NAME.fullmatch(name) is None:
        return
    below = flow.after(piece)
    if (
        below is None
        or len(below.text.split()) > _LONGEST_ROLE
        or _ROLE.match(below.text) is None
        or not _is_called(name.split()[-1], words)
    ):
        return
    yield _person(piece, 0, len(piece.text.rstrip()), re.sub(r"\s+", " ", below.text).strip(" ."))


def _in_columns(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """The names in a table's column that says who represents, leads or chairs something."""
    columns = [column for column, name in grid.columns.items() if _SPEAKS_FOR.search(name)]
    for cell in grid.cells if columns else ():
        match = _NAME.match(cell.text.strip()) if cell.column in columns else None
        behind = cell.text.strip()[match.end() :] if match is not None else ""
        if match is None or behind[:1] not in ("", ",", "(", " ", "\n") or re.match(r"\s+[A-Z][a-z]", behind):
            continue
        if _is_called(match["last"], words):
            begin = len(cell.text) - len(cell.text.lstrip())
            yield _person(grid.as_piece(cell), begin, begin + match.end())


def _is_called(last: str, words: Lexicon) -> bool:
    """Whether a word can be a surname: none that ends the name of a body, a post or a subject."""
    return not (is_post_or_subject(last, words) or words.ends_body(last) or words.is_only("body", "person", last))


def is_post_or_subject(name: str, words: Lexicon) -> bool:
    """Given words that may be a name, say whether they end as a post does, or a subject that a team works on."""
    return words.ends("body", "posts", name) or words.ends("body", "subjects", name)


def _person(piece: Piece, start: int, end: int, does: str = "") -> Found:
    name = re.sub(r"\s+", " ", piece.text[start:end])
    fields = {"name": name, "role": "person", **({"does": does} if does else {})}
    return piece.found(EntryKind.BODY, start, end, fields)
