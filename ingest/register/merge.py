"""Doubles: the same thing in a contents page, a summary and the body is one entry with several spans, named as in the body."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, plain
from ingest.register.flow import Flow

_TELLING = 5  # words that two outcomes must have in common, all of theirs, to be one


def joined(found: list[Found], flow: Flow) -> list[Found]:
    """Given what was found, return it with doubles of priorities, bodies and terms joined; further spans keep the document's order."""
    heads = [one for one in found if one.parent is None]
    kept, replaced = _once(heads)
    for one in found:
        if one.parent is not None:
            one.parent = replaced.get(id(one.parent), one.parent)
    children, _ = _once([one for one in found if one.parent is not None])
    kept += children
    _find_in_contents(kept, flow)
    return kept


def further_places(elsewhere: Sequence[Found], same: Callable[[Found], Found | None]) -> list[Found]:
    """Given entries and what tells which one of a table's says the same, return those of which none does; the others become further places
    of the table's."""
    kept: list[Found] = []
    for one in elsewhere:
        told = same(one)
        if told is None:
            kept.append(one)
        else:
            told.spans = (*told.spans, *one.spans)
    return kept


def _once(found: list[Found]) -> tuple[list[Found], dict[int, Found]]:
    """Given entries, return each once, and which one stands for each double, by the double's identity."""
    replaced: dict[int, Found] = {}
    kept: list[Found] = []
    index: dict[tuple[str, ...], Found] = {}
    for one in sorted(found, key=_rank):
        keys = _keys(one)
        first = next((index[key] for key in keys if key in index and _same(index[key], one, key)), None)
        if first is None:
            kept.append(one)
            first = one
        else:
            _take_up(first, one)
            replaced[id(one)] = first
        for key in keys:
            index.setdefault(key, first)
    return kept, replaced


def _rank(one: Found) -> tuple[int, int, int]:
    """The body's heading comes first: it names the entry; then what is numbered, then the document's order."""
    return (0 if one.fields.get("number") else 1, one.spans[0].page, one.spans[0].start)


def _keys(one: Found) -> list[tuple[str, ...]]:
    if one.kind is EntryKind.OUTCOME and len(plain(one.name).split()) >= _TELLING:
        return [(one.kind, plain(one.name))]
    if one.kind is not EntryKind.PRIORITY:
        name = plain(re.sub(r"\([^)]*\)", "", one.name)) or plain(one.name)
        if one.kind is EntryKind.BODY:
            return [(one.kind, name)]
        if one.kind is EntryKind.TERM:
            return [(one.kind, name, plain(one.fields.get("expansion", "")), plain(one.fields.get("definition", "")))]
        if one.kind is EntryKind.FIGURE and not one.fields.get("row") and one.fields.get("unit", "%") != "%" and one.trail:
            return [(one.kind, one.fields["value"], one.fields["unit"], *one.trail)]
        return [(one.kind, *(f"{s.page}:{s.start}:{s.end}" for s in one.spans[:1]), one.name)]
    above = str(id(one.parent)) if one.parent is not None else ""
    keys: list[tuple[str, ...]] = [("name", one.whose, above, essence(one.name))]
    number = one.fields.get("number")
    if number and one.parent is None:
        keys.append(("number", one.whose, number))
    return keys


def _same(first: Found, one: Found, key: tuple[str, ...]) -> bool:
    """Whether two with one number are one: their names share a word that means something."""
    if key[0] != "number":
        return True
    return bool(_content(first.name) & _content(one.name))


def _content(name: str) -> set[str]:
    return {re.sub(r"(?:ing|es|e|s)$", "", word) for word in plain(name).split() if len(word) > 2 and word not in _SMALL}


_SMALL = frozenset("and the for with from that this including focus reduce reducing our into within".split())


def essence(name: str) -> str:
    """Given a name, return what is left of it without what stands in brackets, an opening "to" and the way its words end."""
    text = plain(re.sub(r"\([^)]*\)", "", name))
    text = re.sub(r"^(?:to|the|our)\s+", "", text)
    return " ".join(re.sub(r"(?:ing|es|e|s)$", "", word) if len(word) > 5 else word for word in text.split())


def _take_up(first: Found, one: Found) -> None:
    """Add to an entry the spans and fields of its double."""
    first.spans += tuple(span for span in one.spans if span not in first.spans)
    for key, value in one.fields.items():
        first.fields.setdefault(key, value)
    first.confidence = max(first.confidence, one.confidence)


def _find_in_contents(found: list[Found], flow: Flow) -> None:
    """Add the lines of the contents page that print a priority's name."""
    for piece in flow.pieces:
        if piece.kind is not BlockKind.CONTENTS:
            continue
        for match in re.finditer(r"[^\t\n]+", piece.text):
            key = plain(re.sub(r"^\W*(?:\d{1,2}[.)]|[A-Z][.)])\s+", "", match.group()))
            for one in found:
                if one.kind is EntryKind.PRIORITY and one.parent is None and key and key == plain(one.name):
                    one.spans += piece.cut(*match.span())
