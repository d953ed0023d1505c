"""Doubles: the same thing in a contents page, a summary and the body is one entry with several spans, named as in the body."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.documents import BlockKind
from ingest.register.change import is_change
from ingest.register.entry import EntryKind, Found, plain
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon

_LONGEST_HEAD = 3  # words that a body's full name has before what it is called for short
_BODY_WORD = re.compile(r"\b(?:board|council|group|partnership|panel|committee|police|constabulary|forum|trust|authority|strategy|plan)\b")
_JOINTS = frozenset({"and", "of", "for", "the"})
_HEADED = re.compile(r"(?P<number>\d{1,2}|[A-Z])(?:[.):]|\s[–-])?\s+(?P<name>\S.*)", re.S)
_TELLING = 5  # words that two outcomes or two duties must have in common, all of theirs, to be one


def joined(found: list[Found], flow: Flow, words: Lexicon) -> list[Found]:
    """Given what was found, the flow and the lexicon, return it with doubles joined; further spans keep the document's order."""
    heads = [one for one in found if one.parent is None]
    kept, replaced = _once(heads)
    for one in found:
        if one.parent is not None:
            one.parent = replaced.get(id(one.parent), one.parent)
    children, _ = _once([one for one in found if one.parent is not None])
    kept += children
    kept = _by_letters(_by_measure(_by_full_name(_without_stated(kept, words))))
    _find_in_contents(kept, flow)
    _find_as_headings(kept, flow)
    return kept


def _by_full_name(found: list[Found]) -> list[Found]:
    """What is found, with each body that is also called by the end of its name alone ("County Council") once, under its full name; where
    several names end alike nobody can say which is meant."""
    bodies = [(one, _bare(one.name).split()) for one in found if one.kind is EntryKind.BODY and one.fields.get("role") != "person"]
    gone: set[int] = set()
    for one, words in bodies:
        same = _in_full(one, bodies)
        if same is not None and id(same) not in gone:
            _take_up(same, one)
            gone.add(id(one))
            continue
        longer = [other for other, longest in bodies if 0 < len(longest) - len(words) <= _LONGEST_HEAD and longest[-len(words) :] == words]
        if len(words) < 2 or len(longer) != 1 or id(longer[0]) in gone:
            continue
        head = _bare(longer[0].name).split()[: -len(words)]
        if _BODY_WORD.search(" ".join(head)) is None and head[-1] not in _JOINTS:
            _take_up(longer[0], one)
            gone.add(id(one))
    return [one for one in found if id(one) not in gone]


def _in_full(one: Found, bodies: Sequence[tuple[Found, list[str]]]) -> Found | None:
    """The body whose name says in full what another one's ends with in short ("Dale Care Board" for "Dale CB")."""
    *head, short = one.name.split()
    if not head or re.fullmatch(r"[A-Z]{2,6}", short) is None:
        return None
    start = plain(" ".join(head)).split()
    for other, words in bodies:
        rest = words[len(start) :]
        if words[: len(start)] == start and "".join(word[0] for word in rest if word not in _JOINTS) == short.casefold():
            return other
    return None


def _bare(name: str) -> str:
    return plain(re.sub(r"\([^)]*\)", "", name))


def _without_stated(found: list[Found], words: Lexicon) -> list[Found]:
    """What is found without the measures that have no value and whose words state an outcome: they say what will be true, not how many."""
    stated = {one.spans[0] for one in found if one.kind is EntryKind.OUTCOME and is_change(one.words, words)}
    return [one for one in found if one.kind is not EntryKind.INDICATOR or one.spans[0] not in stated or _is_valued(one)]


def _by_measure(found: list[Found]) -> list[Found]:
    """What is found, with each measure that one table gives values of and another only names ("How we will know") once: who answers for it
    may stand beside its name alone."""
    valued: dict[str, list[Found]] = {}
    for one in found:
        if one.kind is EntryKind.INDICATOR and _is_valued(one):
            valued.setdefault(_bare(one.name), []).append(one)
    kept: list[Found] = []
    for one in found:
        same = valued.get(_bare(one.name), []) if one.kind is EntryKind.INDICATOR and not _is_valued(one) else []
        if len(same) == 1:
            _take_up(same[0], one)
        else:
            kept.append(one)
    return kept


def _by_letters(found: list[Found]) -> list[Found]:
    """What is found, with each abbreviation that the document spells out once and explains elsewhere ("MARAC: a meeting where …") as one
    term; where it spells it out in two ways nobody can say which is meant."""
    spelt: dict[str, list[Found]] = {}
    for one in found:
        if one.kind is EntryKind.TERM and one.fields.get("expansion"):
            spelt.setdefault(one.fields["short"], []).append(one)
    kept: list[Found] = []
    for one in found:
        only_told = one.kind is EntryKind.TERM and not one.fields.get("expansion") and bool(one.fields.get("definition"))
        same = spelt.get(one.fields["short"], []) if only_told else []
        if len(same) == 1:
            _take_up(same[0], one)
        else:
            kept.append(one)
    return kept


def _is_valued(one: Found) -> bool:
    return any(one.fields.get(name) for name in ("baseline", "target", "current"))


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
    if one.kind is EntryKind.DUTY and len(plain(one.words).split()) >= _TELLING:
        return [(one.kind, plain(one.words), plain(one.fields.get("what", "")), plain(one.fields.get("law", "")))]
    if one.kind is not EntryKind.PRIORITY:
        name = plain(re.sub(r"\([^)]*\)", "", one.name)) or plain(one.name)
        if one.kind is EntryKind.BODY:
            return [(one.kind, name)]
        if one.kind is EntryKind.TERM:
            return _term_keys(one, name)
        if one.kind is EntryKind.FIGURE and not one.fields.get("row") and one.fields.get("unit", "%") != "%" and one.trail:
            return [(one.kind, one.fields["value"], one.fields["unit"], *one.trail)]
        return [(one.kind, *(f"{s.page}:{s.start}:{s.end}" for s in one.spans[:1]), one.name)]
    above = str(id(one.parent)) if one.parent is not None else ""
    keys: list[tuple[str, ...]] = [("name", one.whose, above, essence(one.name))]
    number = one.fields.get("number")
    if number and one.parent is None:
        keys.append(("number", one.whose, number))
    return keys


def _term_keys(one: Found, name: str) -> list[tuple[str, ...]]:
    """A term's short form with its expansion, one for several ("Advisers") as for one, or with its definition where there is none."""
    expansion = plain(one.fields.get("expansion", ""))
    if not expansion:
        return [(one.kind, name, "", plain(one.fields.get("definition", "")))]
    expansion = re.sub(r" (?:panel|meeting|process|scheme|group|team|board)$", "", expansion)
    return [(one.kind, name, " ".join(re.sub(r"(?<=[a-z]{3})(?<!s)s$", "", word) for word in expansion.split()))]


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
        if key == "expansion" and first.fields.get(key, "").casefold() == f"{value}s".casefold():
            first.fields[key] = value  # "National Indicator", where it is said of several first
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


def _find_as_headings(found: list[Found], flow: Flow) -> None:
    """Add the headings that are a priority's name, with its number in front or without: a list names it first, its own part comes later.
    None is added unless all have one: what stands below a heading would be taken for what belongs to it, up to the next."""
    headings = [piece for piece in flow.pieces if piece.kind is BlockKind.HEADING]
    places = {(piece.parts[0][1], piece.parts[0][2]) for piece in headings}
    tops = [one for one in found if one.kind is EntryKind.PRIORITY and one.parent is None and one.whose == "own"]
    known = {(span.page, span.start) for one in tops for span in one.spans}
    listed = [one for one in tops if not any((span.page, span.start) in places for span in one.spans)]
    by_name = {plain(one.name): one for one in tops}
    headed: list[tuple[Found, Piece, str]] = []
    for piece in headings:
        match = _HEADED.fullmatch(piece.text.strip())
        is_name = match is None or plain(piece.text) in by_name
        name, number = (piece.text, "") if match is None or is_name else (match["name"], match["number"])
        if plain(name) in by_name and (piece.parts[0][1], piece.parts[0][2]) not in known:
            headed.append((by_name[plain(name)], piece, number))
    if not {id(one) for one in listed or tops} <= {id(one) for one, _, _ in headed}:
        return
    for one, piece, number in headed:
        one.spans += piece.cut(0, len(piece.text.rstrip()))
        if number:
            one.fields.setdefault("number", number)
