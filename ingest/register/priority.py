"""Priorities: objectives, aims, themes, key areas, commitments; the document's own and those it reports of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ingest.documents import BlockKind, Span, Table
from ingest.register.entry import EntryKind, Found, How, plain
from ingest.register.flow import Flow, Grid, Listing, Piece
from ingest.register.lexicon import Lexicon
from ingest.register.roles import Roles, bare_title
from ingest.register.whose import OWN, another_plan, whose_of

_WORDS = (
    "Priority|Objective|Aim|Theme|Goal|Strand|Ambition|Pillar|Mission|Commitment|Outcome|Strategic (?:Priority|Objective|Aim|Theme|Goal)"
)
_FIGURES = {name: str(number) for number, name in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_ORDINALS = {name: str(number) for number, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_NAMED = re.compile(
    rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?\s+)?(?P<noun>{_WORDS})\s+(?P<number>\d{{1,2}}|[A-Z]|{'|'.join(_FIGURES)})\b"
    rf"(?P<sign>\s*[:.–—-]*)\s*(?P<name>.*)$",
    re.I | re.S,
)
_INLINE = re.compile(
    r"\b(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[\w-]+\s+){0,2}?(?:priorities|objectives"
    r"|aims|themes|goals|commitments|key areas|ambitions)\b[^:.]{0,60}:\s+(?P<rest>[^.]+)",
    re.I,
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}|[A-Z])[.):]\s+(?P<name>\S.*)$", re.S)
_ORDINAL = re.compile(
    rf"^(?:Our|The)?\s*(?P<number>{'|'.join(_ORDINALS)})\s+(?:{_WORDS})\s+(?:will be|is)\s+(?:to\s+)?(?P<name>.+?)[.:;]?$", re.I | re.S
)
_OUR = re.compile(
    r"^(?:Our|The)\s+(?:overall\s+|overarching\s+|shared\s+)?(?:aim|vision|goal|ambition|mission)\s*[:–—-]\s*(?P<name>.+)$", re.I
)
_THEIRS = re.compile(
    r"(?:['’][sS]?\s+(?:overall\s+|key\s+|main\s+)?(?:goal|aim|ambition|target|objective|priority|vision)"
    r"(?:\s+for\s+[^.,;]{1,60}?)?\s+(?:is\s+|was\s+)?to"
    r"|\ba\s+(?:goal|vision|ambition)\s+of(?:\s+making(?:\s+[A-Z][\w'’-]*)+)?)\s+(?P<name>[^;:]+?)(?=[,;:]\s+(?:and"
    r"|while|which|through|by|with)\b|\.\s|\.$|$)"
)
_PROMISE = re.compile(r"^(?:The\s+|Our\s+)?(?P<name>[A-Z0-9][^.:;]{2,60}?)\s+(?:promises|pledges|commits)\s+to\s*[:;]?$")
_INCLUDES = re.compile(
    r"^This(?: priority| objective| theme)?\s+(?:will\s+)?(?P<verb>includes?|focus(?:es)?\s+on|covers?)\s+(?P<rest>.+)$", re.I | re.S
)
_QUOTED = re.compile(r"[‘'“\"](?P<name>[A-Z][^‘’'“”\"]{3,60})[’'”\"]")
_PERIOD = re.compile(r"\b(?:(?:19|20)\d{2}\s?[-–/]\s?(?:20)?\d{2}|\d{2}\s?[-–/]\s?\d{2}|(?:up to|by|until)\s+20\d{2})\b")
_COUNTED = re.compile(r"\b(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+|[\"“'‘’”\w]+\s+){0,3}?\w+s\b", re.I)
_LONGEST_NAME = 30  # words


def priorities(flow: Flow, roles: Roles, words: Lexicon) -> list[Found]:
    """Given a flow and the roles of its lists, return its priorities, doubles and all."""
    return _Priorities(flow, roles, words).found


class _Priorities:
    """Goes through the flow by one rule after the other; what one rule found, the next may stand under."""

    def __init__(self, flow: Flow, roles: Roles, words: Lexicon) -> None:
        self._flow, self._roles, self._words = flow, roles, words
        self.found: list[Found] = []
        self._at: dict[int, Found] = {}  # by the identity of the piece that names it
        self._named_pieces()
        self._numbered_headings()
        self._sentences()
        self._lists()
        for grid in flow.grids:
            self._grid(grid)

    def _add(self, piece: Piece, start: int, end: int, name: str, **more: str) -> Found:
        introduction = more.pop("introduction", "")
        whose = whose_of(self._words, introduction, piece.trail)
        one = Found(
            EntryKind.PRIORITY,
            piece.text[start:end],
            piece.cut(start, end),
            {"name": _clean(name), **more},
            piece.trail,
            piece.paragraph,
            whose,
        )
        self.found.append(one)
        self._at.setdefault(id(piece), one)
        return one

    # -- "Priority A: Violence", "Theme 2", "Priority 1" with the name in the line below ------------------------------

    def _named_pieces(self) -> None:
        for piece in self._flow.pieces:
            match = _NAMED.match(piece.text) if piece.kind is not BlockKind.CONTENTS else None
            if match is None or len(piece.text.split()) > _LONGEST_NAME:
                continue
            number = _FIGURES.get(match["number"].casefold(), match["number"].upper())
            name = match["name"].strip()
            if name and (not name[0].isupper() or not match["sign"].strip() and piece.kind is not BlockKind.HEADING):
                continue
            if name:
                self._subs(self._add(piece, 0, len(piece.text.rstrip()), _first_sentence(name), number=number), piece)
            elif piece.kind is BlockKind.HEADING:
                self._name_below(piece, number)

    def _name_below(self, piece: Piece, number: str) -> None:
        below = self._flow.after(piece)
        if below is None or not below.sentences or below.kind is BlockKind.ITEM:
            return
        start, end = below.sentences[0]
        if len(below.text[start:end].split()) > _LONGEST_NAME:
            return
        one = self._add(piece, 0, len(piece.text), below.text[start:end], number=number)
        one.spans = _run(one.spans + below.cut(start, end))
        one.words = f"{piece.text}\n{below.text[start:end]}"
        self._subs(one, below)
        after = self._flow.after(below)
        if after is not None and after.section == below.section and after.kind is BlockKind.PARAGRAPH:
            self._subs(one, after)

    # -- "1. Safe from Harm": a run of numbered headings, where something says that they are priorities -----------------

    def _numbered_headings(self) -> None:
        for family in self._families():
            if self._are_priorities(family):
                for piece, match in family:
                    self._add(piece, 0, len(piece.text.rstrip()), match["name"], number=match["number"])

    def _families(self) -> Iterator[list[tuple[Piece, re.Match[str]]]]:
        runs: dict[tuple[int, tuple[str, ...]], list[tuple[Piece, re.Match[str]]]] = {}
        for piece in self._flow.pieces:
            match = _NUMBERED.match(piece.text) if piece.kind is BlockKind.HEADING else None
            if match is None or self._words.is_only("priority", "parts", match["name"]):
                continue
            key = (self._flow.sections[piece.section].level, piece.trail[:-1])
            run = runs.setdefault(key, [])
            expected = str(len(run) + 1) if match["number"].isdigit() else chr(ord("A") + len(run))
            if match["number"] == expected:
                run.append((piece, match))
        yield from (run for run in runs.values() if len(run) >= 2)

    def _are_priorities(self, family: Sequence[tuple[Piece, re.Match[str]]]) -> bool:
        before = self._flow.before(family[0][0])
        said = before is not None and before.kind is not BlockKind.CONTENTS and self._words.finds("priority", "nouns", before.text)
        if said and before is not None and re.search(r"\bfollowing\b|\bbelow\b|:\s*$", before.text):
            return True
        return 2 * sum(1 for place in range(len(family)) if self._has_parts(family, place)) >= len(family)

    def _has_parts(self, family: Sequence[tuple[Piece, re.Match[str]]], place: int) -> bool:
        """Whether headings under one of the family say what parts of a priority say ("Strategic Actions")."""
        first = family[place][0].section
        last = family[place + 1][0].section if place + 1 < len(family) else min(first + 8, len(self._flow.sections))
        titles = [bare_title(self._flow.sections[number].title) for number in range(first + 1, last)]
        own = plain(family[place][1]["name"])
        return any(self._words.is_only("priority", "parts", title) or own in plain(title) for title in titles)

    # -- "The first priority will be to …", "the Mayor's goal to …", "Our Aim: …" --------------------------------------

    def _sentences(self) -> None:
        for piece in self._flow.pieces:
            if piece.kind is BlockKind.HEADING:
                self._our_aim(piece)
            elif piece.kind is not BlockKind.CONTENTS:
                for start, end in piece.sentences:
                    self._sentence(piece, start, end)

    def _our_aim(self, piece: Piece) -> None:
        match = _OUR.match(piece.text)
        if match is None:
            return
        one = self._add(piece, match.start("name"), match.end("name"), match["name"])
        below = self._flow.after(piece)
        while below is not None and below.kind is not BlockKind.HEADING and below.section == piece.section:
            below = self._flow.after(below)
        if below is not None and below.kind is BlockKind.HEADING:
            one.fields["aim"] = below.text

    def _sentence(self, piece: Piece, start: int, end: int) -> None:
        sentence = piece.text[start:end]
        match = _ORDINAL.match(sentence)
        if match is not None:
            one = self._add(piece, start, end, match["name"], number=_ORDINALS[match["number"].casefold()])
            self._at[id(piece)] = one
            self._subs(one, piece)
            return
        self._inline(piece, start, sentence)
        match = _THEIRS.search(sentence)
        if match is None or len(match["name"].split()) > _LONGEST_NAME:
            return
        whose = whose_of(self._words, sentence[: match.start("name")], ())
        if whose != OWN:
            one = self._add(piece, start + match.start("name"), start + match.end("name"), match["name"], introduction=sentence)
            one.whose, one.how, one.confidence = whose, How.LANGUAGE, 0.75

    def _inline(self, piece: Piece, start: int, sentence: str) -> None:
        """ "There are seven priorities: one; two; three": parts that semicolons divide, or commas where the count is right."""
        match = _INLINE.search(sentence)
        if match is None or self._words.finds("priority", "never", sentence):
            return
        count = int(_FIGURES.get(match["count"].casefold(), match["count"]))
        parts = _divided(match["rest"], ";") or _divided(match["rest"], ",")
        if len(parts) != count or any(len(match["rest"][first:last].split()) > 20 for first, last in parts):
            return
        for first, last in parts:
            first, last = start + match.start("rest") + first, start + match.start("rest") + last
            one = self._add(piece, first, last, piece.text[first:last], introduction=sentence, stated_count=str(count))
            one.how, one.confidence = How.LANGUAGE, 0.8

    def _subs(self, parent: Found, piece: Piece | None) -> None:
        """Sub-priorities that a sentence behind the name lists: "This will include A, B and C"."""
        for start, end in piece.sentences if piece is not None and piece.kind is not BlockKind.HEADING else ():
            assert piece is not None
            match = _INCLUDES.match(piece.text[start:end])
            if match is None:
                continue
            for first, last in _enumerated(match):
                one = self._add(piece, start + first, start + last, piece.text[start + first : start + last])
                one.parent, one.whose, one.how, one.confidence = parent, parent.whose, How.LANGUAGE, 0.75

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _lists(self) -> None:
        for listing in self._flow.lists:
            parent = self._parent_of(listing)
            role = self._roles.of(listing)
            if role is not None and role.kind is EntryKind.PRIORITY:
                self._items(listing, parent, role.how, role.confidence)
            elif parent is not None and role is None:
                self._items(listing, parent, How.STRUCTURE, 0.85)
            elif role is None:
                self._counted(listing)

    def _items(self, listing: Listing, parent: Found | None, how: How, confidence: float) -> None:
        above: Found | None = parent
        stated = _COUNTED.search(listing.introduction)
        for item in listing.items:
            if id(item) in self._at:
                above = self._at[id(item)] if _opens(item) else parent
                continue
            name = _item_name(item)
            if not name or len(name.split()) > 40 or self._words.is_only("priority", "plain_words", name):
                continue
            one = self._add(item, 0, len(item.text.rstrip(" :;,.")), name, introduction=listing.introduction)
            one.whose = self._whose_list(listing, one.whose)
            one.parent, one.how, one.confidence = above, how, confidence
            if item.number and not item.number.islower():
                one.fields["number"] = item.number
            if above is not None:
                one.whose = above.whose
            if stated is not None and above is None:
                one.fields["stated_count"] = _FIGURES.get(stated["count"].casefold(), stated["count"])

    def _whose_list(self, listing: Listing, said: str) -> str:
        """Whose a list's items are: where its own line does not say, the paragraph that it ends, or another plan named before it."""
        if said != OWN or listing.lead is None or listing.lead.kind is BlockKind.HEADING:
            return said
        before = self._flow.before(listing.lead)
        near = before.text if before is not None and before.section == listing.lead.section and before.kind is not BlockKind.ITEM else ""
        refers = re.match(r"(?:The\s+(?:plan|strategy|document|report)|These|Its|Their|It|They)\b", listing.introduction)
        named = next((n for text in (listing.lead.text, near if refers else "") if (n := whose_of(self._words, text, ())) != OWN), OWN)
        if named in ("council", "previous", "residents"):
            return named
        text = " ".join(piece.text for piece in (before, listing.lead) if piece is not None and piece.section == listing.lead.section)
        return another_plan(listing.introduction, text, self._own_titles) or said

    @cached_property
    def _own_titles(self) -> frozenset[str]:
        """The words of the document's own title: those of its first headings."""
        first = [section.title for section in self._flow.sections[:8]]
        return frozenset(word for title in first for word in plain(title).split())

    def _parent_of(self, listing: Listing) -> Found | None:
        """The priority that introduces a list: the item above it, the piece before it, or the subject of "X promises to:"."""
        lead = listing.lead
        if lead is None:
            return None
        match = _PROMISE.match(listing.introduction)
        if match is not None:
            begin = lead.sentences[-1][0]
            return self._add(lead, begin + match.start("name"), begin + match.end("name"), match["name"])
        if not listing.introduction.rstrip().endswith(":"):
            return None
        known = self._at.get(id(lead))
        if known is None:
            name = plain(re.sub(r"^\d{1,3}[.)]\s+", "", lead.text).rstrip(":"))
            known = next((one for one in self.found if plain(one.name) == name), None)
            if known is not None:
                known.spans += lead.cut(0, len(lead.text.rstrip(" :")))
        return known

    def _counted(self, listing: Listing) -> None:
        """A list of as many items as a priority just above it counts ("7 key crimes") belongs to that priority."""
        before = self._flow.before(listing.items[0])
        for _ in range(2):
            if before is None:
                return
            one = self._at.get(id(before))
            counts = {_FIGURES.get(match["count"].casefold(), match["count"]) for match in _COUNTED.finditer(before.text)}
            if one is not None and str(len(listing.items)) in counts and len(listing.items) > 2:
                self._items(listing, one, How.STRUCTURE, 0.8)
                return
            before = self._flow.before(before)

    # -- tables ----------------------------------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        column = next(
            (c for c, name in grid.columns.items() if re.fullmatch(rf"(?:our\s+)?(?:{_WORDS})s?|priorities", name.strip(), re.I)), None
        )
        if column is not None:
            self._rows(grid, column)
        elif self._is_matrix(grid):
            self._columns(grid)

    def _rows(self, grid: Grid, column: int) -> None:
        for row in grid.rows:
            cell = next((cell for cell in row if cell.column == column and cell.text.strip()), None)
            if cell is None or not re.search(r"[A-Za-z]{3}", cell.text):
                continue
            fields = {"name": _clean(cell.text)}
            number = next(
                (other.text.strip() for other in row if other.column < column and re.fullmatch(r"\s*(?:\d{1,2}|[A-Z])\.?\s*", other.text)),
                "",
            )
            if number:
                fields["number"] = number.rstrip(".")
            whose = whose_of(self._words, grid.columns[column], grid.trail)
            self.found.append(
                Found(EntryKind.PRIORITY, cell.text, (cell.span(grid.document_id),), fields, grid.trail, "", whose, confidence=0.95)
            )

    def _is_matrix(self, grid: Grid) -> bool:
        """Whether the columns are priorities: at least two rows are called what parts of a priority are called."""
        names = [cell.text for row in grid.rows for cell in row[:2] if self._words.is_only("priority", "parts", cell.text)]
        return len(names) >= 2 and len(grid.columns) >= 3

    def _columns(self, grid: Grid) -> None:
        table = next((t for page in self._flow.pages for t in page.tables if len(t.cells) and _is_of(grid, t, page.text)), None)
        page = next((page for page in self._flow.pages if table in page.tables), None)
        if table is None or page is None:
            return
        for cell in table.cells:
            text = page.text[cell.start : cell.end]
            if cell.row != table.header_rows - 1 or cell.column == 0 or len(text.split()) < 2:
                continue
            whose = whose_of(self._words, "", grid.trail)
            span = Span(grid.document_id, page.number, cell.start, cell.end)
            self.found.append(Found(EntryKind.PRIORITY, text, (span,), {"name": _clean(text)}, grid.trail, "", whose, confidence=0.85))


def _divided(text: str, sign: str) -> list[tuple[int, int]]:
    """Where the parts of an enumeration stand that a sign (and a last "and") divides; nothing where there are fewer than three."""
    last = r"|\s+and\s+(?=[^,]*$)" if sign == "," else ""
    edges = [0]
    stops: list[int] = []
    for match in re.finditer(rf"{sign}\s+(?:and\s+)?{last}", text):
        stops.append(match.start())
        edges.append(match.end())
    stops.append(len(text.rstrip(" ;,")))
    return list(zip(edges, stops, strict=True)) if len(edges) > 2 else []


def _is_of(grid: Grid, table: Table, text: str) -> bool:
    """Whether a grid was made from a table: the same first body cell."""
    first = next((cell for row in grid.rows for cell in row), None)
    if first is None:
        return False
    return any((cell.start, cell.end) == (first.start, first.end) and text[cell.start : cell.end] == first.text for cell in table.cells)


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().strip(" :;,.")


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", text, maxsplit=1)[0]


def _item_name(item: Piece) -> str:
    """An item's name: its words up to a dash or colon that explains them, or its first sentence."""
    text = item.text
    match = re.match(r"^(?P<name>[^:.]{3,80}?)\s*(?::|\s[–—-])\s+\S", text)
    if match is not None and len(match["name"].split()) <= 10:
        return _clean(match["name"])
    return _clean(text[slice(*item.sentences[0])]) if item.sentences else _clean(text)


def _opens(item: Piece) -> bool:
    """Whether an item announces those after it."""
    return item.text.rstrip().endswith((":", "-", "–"))


def _enumerated(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The parts of "This will include (issues of) A, B and C": quoted names where there are any, else what commas and "and" divide."""
    begin = match.start("rest")
    rest = match["rest"].rstrip(".;: ")
    quoted = list(_QUOTED.finditer(rest))
    if quoted:
        yield from ((begin + one.start("name"), begin + one.end("name")) for one in quoted)
        return
    if "focus" in match["verb"].casefold() or len(rest.split()) > 30:
        return
    opening = re.match(r"(?:(?:both|issues?|areas?|matters|the following)\s+(?:of|around|such as|like)?\s*)?", rest, re.I)
    start = opening.end() if opening else 0
    divided = list(re.finditer(r",\s+(?:and\s+)?|\s+and\s+(?!\w+\s+\w+\s*$)", rest[start:])) if "," in rest else []
    if not divided:
        return
    edges = [start, *(start + one.end() for one in divided), len(rest)]
    stops = [*(start + one.start() for one in divided), len(rest)]
    parts = list(zip(edges, stops, strict=False))
    # "A, B, C and D and E": the last comma's part is divided at its first "and" only.
    yield from ((begin + first, begin + last) for first, last in parts)


def _run(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that follow each other on one page, with a line break between, as one."""
    first, *rest = spans
    run = [first]
    for span in rest:
        last = run[-1]
        if span.page == last.page and 0 <= span.start - last.end <= 2:
            run[-1] = Span(last.document_id, last.page, last.start, span.end)
        else:
            run.append(span)
    return tuple(run)
