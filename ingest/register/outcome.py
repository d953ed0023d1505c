"""Outcomes: what a document says will have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.change import is_change, is_change_for_people, will_change
from ingest.register.dates import BY_LINE, BY_THEN, WE_WANT, WHEN, then_of
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Grid, GridCell, Listing, Piece
from ingest.register.labelled import labelled_in, parts_of
from ingest.register.lexicon import Lexicon
from ingest.register.priority_table import is_column_of_aims, is_of_groups
from ingest.register.roles import WE_WILL, WORDS, Role, Roles, bare_title, looks_back
from ingest.sentences import sentences_of

_MOST_STATED = 4  # paragraphs below a heading that are its outcomes and not a chapter about them
_LONGEST_LINE = 9  # words of a line that names outcomes
_RISK = re.compile(r"\b(?:risks?|likelihood|probability|score)\b", re.I)
_OUTCOMES = re.compile(
    r"(?:(?:key|intended|desired|expected|our|the|strategic|planned)\s+)*outcomes?\b(?!\s+(?:indicator|measure|of\b|from\b))", re.I
)
_SAID = re.compile(
    r"(?:(?:(?:the|our)\s+)?(?:intended|desired|expected)?\s*outcomes?\s+(?:(?:that\s+)?we\s+want\s+|sought\s+)?(?:is|are|will\s+be)\s+(?:that\s+)?"
    r"|success\s+(?:will\s+)?(?:means?|looks?\s+like|be)\s+(?:that\s+)?"
    r"|the\s+(?:difference|change)\s+(?:that\s+)?(?:we|this\s+\w+)\s+(?:want|will|hope|aim|intend)s?(?:\s+to)?(?:\s+(?:make|see|bring))?\s+(?:is|will\s+be)\s+(?:that\s+)?"
    r"|we\s+want\s+to\s+see\s+(?!.*\bfrom\s+[£\d]))(?P<what>\S[^:]{10,250})$",
    re.I,
)
_SPEAKS_OF = re.compile(
    r":\s*$|\b(?:outcomes?|below|following|table|measures?|indicators?|this (?:plan|strategy|section))\b"
    r"|^(?:We (?:will|have|are|want|aim)|There (?:are|is))\b",
    re.I,
)
# What was found, or said, and is no change to come.
_PAST = re.compile(
    r"\b(?:told\s+us|said\s+that|was|were|had|last\s+year|(?:fell|rose|grew|dropped)\b|(?:has|have)\s+(?:already|fallen|risen|grown|increased|decreased))"
    r"|^(?:these|this|those(?!\s+who\b)|they|our\s+(?:plan|strategy|work)|the\s+(?:plan|strategy|table|list))\b",
    re.I,
)
# A column of what is to be different: "What will change", "The change we want to see".
_TO_CHANGE = re.compile(
    r"what\s+(?:will|should|must|needs\s+to)\s+(?:have\s+)?(?:changed?|be(?:en|come)?\s+(?:different|better|true)|improved?)(?:\s+(?:for|by|in)\b.*)?"
    r"|(?:the\s+)?(?:changes?|differences?)\s+(?:that\s+)?(?:we|you|this|it|they)\s+(?:wants?|will|hopes?|expects?|should|aims?)\b.*"
    r"|what\s+differences?\s+(?:will|should|would|do|does|can|could)\b(?!.*\bmade\b).*",
    re.I,
)
# For whom, or by when, a heading says that things will be different.
_FOR_WHOM = re.compile(r"\s+(?:for|by|in|after|over)\s+[^?:]{2,40}$", re.I)
# A question or a short line that leads on to what will be different, in one paragraph with it.
_LEADING = re.compile(r"(?P<head>[A-Z][^.:?!–]{4,60}?)\s*[:?]\s+(?=\S)")
# "By 2028: survivors get help sooner": a date that labels what follows it.
_LABELLED = re.compile(rf"{BY_THEN}\s*:\s+(?P<what>\S.*)$", re.S)
_ACHIEVED = re.compile(rf"\b(?:achieved?|changed?|different|outcomes?)\b[^.]{{0,40}}?\b{BY_THEN}", re.I)
_OF_PRIORITY = re.compile(rf"(?:{WORDS})\s+(?:\d{{1,2}}|[A-Z])\s*[.:–—-]\s+(?=\S)", re.I)
_ASKS_HOW = re.compile(r"\b(?:know|difference|success|succeeded|changed)\b", re.I)
# "We will have made a difference when A; when B; and when C."
_MADE = re.compile(
    r"(?:we|you)(?:\s+will|['’]ll)\s+(?:(?:know|be\s+able\s+to\s+(?:say|tell))\s+(?:that\s+)?(?:we|it|things)\s+)?(?:have|has)\s+(?:\w+\s+){1,4}?(?:when|if|once)\s+(?=[^:\s])"
    r"|(?:we|you)(?:\s+will|['’]ll)\s+know\s+(?:that\s+)?(?:it|this|things?|(?:this|the|our)\s+(?:plan|strategy|approach|work))\s+(?:has|have|is|are)\s+(?:\w+\s+){1,3}?"
    r"(?:when|if|once)\s+(?=[^:\s])"
    r"|(?:this|the|our)\s+(?:plan|strategy|priority|approach)\s+will\s+have\s+(?:worked|succeeded|been\s+a\s+success|done\s+its\s+job)\s+(?:when|if|once)\s+(?=[^:\s])"
    r"|success\s+(?:is|will\s+be|is\s+reached|will\s+have\s+come)\s+(?:when|if)\s+(?=[^:\s])",
    re.I,
)
_WHEN_AGAIN = re.compile(r"(?:when|if|once)\s+", re.I)
_AND_WHEN = re.compile(r",?\s+(?:and\s+|or\s+)?(?=when\s)", re.I)
_THEN = re.compile(rf"{BY_THEN},?\s+(?:{WE_WANT}\s+)?(?P<what>\S.*)$", re.S)
# "As a result of this work, residents will …": what something is to bring about.
_HENCE = re.compile(
    r"(?:As\s+a\s+(?:result|consequence)|If\s+(?:we\s+are|this\s+(?:plan|strategy)\s+is)\s+successful|In\s+this\s+way|This\s+(?:will\s+)?means?\s+that)\b(?:\s+of[^,;:]{3,80})?,?\s+(?P<what>\S.*)$",
    re.S,
)


def outcomes(flow: Flow, roles: Roles, words: Lexicon) -> list[Found]:
    """Given a flow and the roles of its lists, return its outcomes."""
    return [
        *_from_labels(flow, words),
        *_from_lists(flow, roles, words),
        *_from_grids(flow, words),
        *_from_lines(roles, words),
        *_stated(flow, words),
        *_below_lines(flow, words),
        *_said(flow),
        *_by_then(flow, words),
        *_made(flow),
        *_expected(flow, roles, words),
        *_of_numbered(flow),
    ]


def _from_labels(flow: Flow, words: Lexicon) -> Iterator[Found]:
    labelled = list(labelled_in(flow))
    for line in labelled:
        if line.head == "outcome":
            for start, end in line.sentences:
                if not _PAST.search(line.piece.text[start:end]):
                    yield _found(line.piece, start, end, How.STRUCTURE, 0.9)
    known = {id(line.piece) for line in labelled}
    for piece in flow.pieces:
        if piece.kind is BlockKind.PARAGRAPH and id(piece) not in known:
            yield from _led(piece, words)


def _led(piece: Piece, words: Lexicon) -> Iterator[Found]:
    """The sentences behind a question or a short line with a colon, in one paragraph with it, that says they are outcomes."""
    lead = _LEADING.match(piece.text)
    if lead is None or not _names_outcomes(words, lead["head"]):
        return
    for start, end in piece.sentences:
        start = max(start, lead.end())
        if end > start and _tells(piece.text[start:end], lead["head"], words):
            yield _found(piece, start, end, How.STRUCTURE, 0.8)


def _from_lists(flow: Flow, roles: Roles, words: Lexicon) -> Iterator[Found]:
    for listing in flow.lists:
        role = roles.of(listing)
        if role is not None and role.kind is EntryKind.INDICATOR:
            yield from _stated_among(listing, role, words)
        if role is None or role.kind is not EntryKind.OUTCOME or _tells_what_came(listing, role, words):
            continue
        when = _when_of(role.said)
        for item in listing.items:
            fields = {"what": item.text.strip(" .;"), "by_when": when}
            end = len(item.text.rstrip(" ;"))
            yield item.found(EntryKind.OUTCOME, 0, end, fields, role.how, role.confidence)


def _tells_what_came(listing: Listing, role: Role, words: Lexicon) -> bool:
    """Whether a list below words that lead on to anything that comes of something ("As a result") mostly states nothing that is to be."""
    if not words.is_only("outcome", "alone", bare_title(role.said)):
        return False
    return 2 * sum(1 for item in listing.items if _is_to_be(item.text, words)) <= len(listing.items)


def _is_to_be(text: str, words: Lexicon) -> bool:
    return is_change(text, words) or words.begins("outcome", "begins", text)


def _when_of(said: str) -> str:
    """By when what a list holds is to be true, by the line or heading above it; nothing where that does not say."""
    line = BY_LINE.fullmatch(said.strip())
    if line is not None:
        return then_of(line)
    match = WHEN.search(said) or re.search(r"(?P<when>(?:at\s+)?the\s+end\s+of\s+this\s+\w+)", said, re.I)
    return re.sub(r"^by\s+(?:the\s+end\s+of\s+)?(?=\S*\s?\d)", "", match["when"].strip(), flags=re.I) if match is not None else ""


def _stated_among(listing: Listing, role: Role, words: Lexicon) -> Iterator[Found]:
    """The items of a list under a heading that asks how success will be known, which say what will be true and name no measure."""
    if not _ASKS_HOW.search(role.said):
        return
    for item in listing.items:
        if is_change(item.text, words) and not re.search(r"\d", item.text):
            yield _found(item, 0, len(item.text.rstrip(" ;")), role.how, 0.8)


def _from_grids(flow: Flow, words: Lexicon) -> Iterator[Found]:
    for grid in flow.grids:
        yield from _dated_rows(grid, words)
        column = next((c for c, name in grid.columns.items() if _names_outcomes(words, name) and not _names_targets(words, name)), None)
        if any(_RISK.search(name) for name in grid.columns.values()):
            continue
        if column is not None:
            yield from _column(grid, column, words)
        elif (aims := next((c for c, name in grid.columns.items() if is_column_of_aims(name) and is_of_groups(grid, c)), None)) is not None:
            yield from (found for found in _column(grid, aims, words) if is_change(found.fields["what"], words))
        elif len(grid.columns) > 2:
            yield from _matrix_rows(grid, words)


def _matrix_rows(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """A row that is called "What will change", under columns that are priorities: each cell's outcomes."""
    for row in grid.rows:
        if not row or not _names_outcomes(words, row[0].text) or _names_targets(words, row[0].text):
            continue
        told = [cell for cell in row[1:] if len(cell.text.split()) > 2]
        if 2 * len(told) > len(row) - 1 and not any(re.search(r"\d", cell.text) for cell in told):
            for cell in told:
                for item in cell.items:
                    yield _of_cell(grid, item, grid.name_of(cell))


def _dated_rows(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """Rows of a single cell that a date labels ("By 2030: parks feel safe and are used"): what the whole table is to bring about."""
    for row in grid.rows:
        filled = [cell for cell in row if cell.text.strip()]
        match = _LABELLED.match(filled[0].text) if len(filled) == 1 else None
        if match is None or _is_deed(match["what"], words):
            continue
        part = filled[0].cut(match.start("what"), len(filled[0].text.rstrip()))
        fields = {"what": part.text.strip(" .;"), "by_when": then_of(match)}
        yield grid.found(EntryKind.OUTCOME, part, fields, 0.85, grid.title)


def _is_deed(text: str, words: Lexicon) -> bool:
    """Whether words tell what somebody will do: they begin as an action does, and state nothing."""
    plain = re.sub(r"^to\s+", "", text, flags=re.I)
    return WE_WILL.match(plain) is not None or words.begins("action", "verbs", plain) and not is_change(plain, words)


def _names_outcomes(words: Lexicon, name: str) -> bool:
    """Whether a column or a heading names outcomes: "Outcome", "Outcomes we want to see", "What will change"."""
    if looks_back(name):
        return False
    if words.is_only("outcome", "headings", name) or words.is_only("outcome", "alone", name):
        return True
    if BY_LINE.fullmatch(name.strip()) is not None and re.search(rf"\b{WE_WANT}", name, re.I):
        return True
    if len(name.split()) <= 7 and (_OUTCOMES.match(name.strip()) or _TO_CHANGE.fullmatch(name.strip(" :?."))) is not None:
        return True
    bare = _FOR_WHOM.sub("", re.sub(r"^(?:the|our)\s+", "", name.strip(" :?."), flags=re.I))
    return len(bare.split()) > 2 and words.is_only("outcome", "headings", bare)  # "Results in 2024" tells what was


def _names_targets(words: Lexicon, name: str) -> bool:
    """Whether a column named by where things are to be at a time holds what measures are to reach ("Where we want to be in 2031")."""
    return words.begins("indicator", "target", name) and _FOR_WHOM.search(name) is not None


def _column(grid: Grid, column: int, words: Lexicon) -> Iterator[Found]:
    for number, row in enumerate(grid.rows):
        for cell in row:
            if cell.column != column or not re.search(r"[A-Za-z]{3}", cell.text) or number in grid.carried or grid.is_group(row):
                continue
            for item in cell.items:
                yield _of_cell(grid, item, grid.groups[number])
                for start, end in sentences_of(item.text)[1:]:
                    if is_change(item.text[start:end], words) and not _GOES_ON.match(item.text[start:end]):
                        yield _of_cell(grid, item.cut(start, end), grid.groups[number])


# What says more of the outcome before it, and is none of its own.
_GOES_ON = re.compile(r"(?:This|These|That|Those|It|They|We|Our|There|He|She|In|For|By|As|So|But|And|Or|Also|Where|When|If|Then)\b")


def _of_cell(grid: Grid, cell: GridCell, group: str) -> Found:
    first = re.split(r"(?<=[a-z])\.\s+(?=[A-Z])", cell.text, maxsplit=1)[0]
    part = cell.cut(0, len(first) + (1 if cell.text[len(first) : len(first) + 1] == "." else 0))
    return grid.found(EntryKind.OUTCOME, part, {"what": first.strip(" .;")}, 0.9 * grid.confidence, group)


def _said(flow: Flow) -> Iterator[Found]:
    """Sentences that say what the outcome will be: "The outcome we want is …", "Success will mean …"."""
    for piece in flow.pieces:
        for start, end in piece.sentences if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else ():
            match = _SAID.match(piece.text[start:end])
            if match is not None:
                yield _found(piece, start + match.start("what"), end, How.LANGUAGE, 0.75)


def _by_then(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """What will have changed for people by a date: "By 2029 fewer people will …", or the sentences below a line "By March 2027"."""
    lists = flow.list_of
    told = {id(piece) for piece, _, _ in _numbered(flow)}
    for piece in flow.pieces:
        if piece.kind is not BlockKind.PARAGRAPH or id(piece) in lists or id(piece) in told:
            continue
        before = flow.before(piece)
        line = BY_LINE.fullmatch(before.text.strip()) if before is not None else None
        dated: re.Match[str] | None = None
        for start, end in piece.sentences:
            text = piece.text[start:end]
            labelled = _LABELLED.match(text)
            if labelled is not None and not _is_deed(labelled["what"], words):
                one = _found(piece, start + labelled.start("what"), end, How.STRUCTURE, 0.8)
                one.fields["by_when"] = then_of(labelled)
                yield one
                continue
            match = _THEN.match(text)
            hence = _HENCE.match(text)
            dated = match or line or dated  # a sentence behind a dated one goes on with it
            said = next((found["what"] for found in (match, hence) if found is not None), text if dated is not None else "")
            if not _will_be(said, line is not None, words):
                dated = None
                continue
            one = _found(piece, end - len(said), end, How.LANGUAGE, 0.75)
            one.fields["by_when"] = then_of(dated) if dated is not None else ""
            yield one


def _will_be(said: str, is_labelled: bool, words: Lexicon) -> bool:
    """Whether words that stand behind a date, or below a line that is no more than one, say what will be so for people and places."""
    if will_change(said, words) or is_change_for_people(said, words):
        return True
    return is_labelled and is_change(said, words) and not _is_deed(said, words)


def _made(flow: Flow) -> Iterator[Found]:
    """The clauses of a sentence that says when a difference will have been made: "We will have succeeded when A; when B; and when C"."""
    for piece in flow.pieces:
        for start, end in piece.sentences if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else ():
            match = _MADE.match(piece.text[start:end])
            if match is None:
                continue
            for first, last in _whens(piece.text, start + match.end(), end):
                again = _WHEN_AGAIN.match(piece.text[first:last])
                first += again.end() if again is not None else 0
                if last - first > 10:
                    yield _found(piece, first, last - (piece.text[last - 1] == "."), How.LANGUAGE, 0.8)


def _expected(flow: Flow, roles: Roles, words: Lexicon) -> Iterator[Found]:
    """The sentences that say what will be true for people, in the paragraphs below a heading that asks how success will be known."""
    for piece in flow.pieces:
        if piece.kind is not BlockKind.PARAGRAPH or not piece.trail or roles.of_section(piece) is not EntryKind.INDICATOR:
            continue
        for start, end in piece.sentences if _ASKS_HOW.search(piece.trail[-1]) else ():
            text = piece.text[start:end]
            alone = len(piece.sentences) == 1 and is_change(text, words)
            if (alone or will_change(text, words)) and not re.search(r"\d", text) and not _SPEAKS_OF.search(text):
                yield _found(piece, start, end, How.STRUCTURE, 0.75)


def _of_numbered(flow: Flow) -> Iterator[Found]:
    """The sentences, cut at semicolons, of paragraphs that say what will have changed for each numbered priority."""
    for piece, begin, when in _numbered(flow):
        for start, end in piece.sentences:
            for first, last in _clauses(piece.text, max(start, begin), end):
                then = _THEN.match(piece.text[first:last])
                first += then.start("what") if then is not None else 0
                if re.search(r"\bwill\b", piece.text[first:last]) and not _SPEAKS_OF.search(piece.text[first:last]):
                    one = _found(piece, first, last, How.STRUCTURE, 0.8)
                    one.fields["by_when"] = then_of(then) if then is not None else when
                    yield one


def _numbered(flow: Flow) -> Iterator[tuple[Piece, int, str]]:
    """The paragraphs that begin with no more than a priority's number ("Priority 1. Fewer people will …"), under a line that says what is
    to be achieved by a date: each with where its words begin, and the date."""
    when, section = "", -1
    for piece in flow.pieces:
        if piece.section != section:
            section, when = piece.section, ""
        said = _ACHIEVED.search(piece.text)
        when = then_of(said) if said is not None else when
        opening = _OF_PRIORITY.match(piece.text) if when and piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else None
        if opening is not None:
            yield piece, opening.end(), when


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence stand that semicolons divide, without the "and" before the last."""
    for match in re.finditer(r"(?:\s*(?:and\s+)?)(?P<part>[^;]+)", text[start:end]):
        yield start + match.start("part"), start + match.start("part") + len(match["part"].rstrip())


def _whens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence stand that semicolons divide, or commas before another "when"."""
    for first, last in _clauses(text, start, end):
        cuts = [(first + match.start(), first + match.end()) for match in _AND_WHEN.finditer(text[first:last])]
        edges = [first, *(cut for _, cut in cuts)]
        yield from zip(edges, [*(cut for cut, _ in cuts), last], strict=True)


def _stated(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """The few sentences right below a heading such as "Outcome we want", where no list or table stands there instead."""
    below: dict[int, list[Piece]] = {}
    for piece in flow.pieces:
        if piece.kind is not BlockKind.HEADING:
            below.setdefault(piece.section, []).append(piece)
    held = {grid.section for grid in flow.grids}
    for index, section in enumerate(flow.sections):
        pieces = below.get(index, [])
        if index in held or not _names_outcomes(words, bare_title(section.title)) or not 0 < len(pieces) <= _MOST_STATED:
            continue
        for piece in pieces:
            for start, end in piece.sentences if piece.kind is BlockKind.PARAGRAPH else ():
                text = piece.text[start:end]
                if _tells(text, section.title, words) and not any(words.begins(kind, "begins", text) for kind in ("outcome", "indicator")):
                    yield _found(piece, start, end, How.STRUCTURE, 0.8)


def _below_lines(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """The sentences right below a short line that is no heading and names outcomes ("What will have changed by 2030" on a card), and those
    of the paragraphs after them that say what will be so."""
    for line in flow.pieces:
        if line.kind is not BlockKind.PARAGRAPH or len(line.text.split()) > _LONGEST_LINE or re.search(r"[.;,!]$", line.text):
            continue
        if not _names_outcomes(words, line.text) or _names_targets(words, line.text):
            continue
        when = _when_of(line.text)
        below = flow.after(line)
        while below is not None and below.kind is BlockKind.PARAGRAPH and below.section == line.section:
            said = [(start, end) for start, end in below.sentences if _tells(below.text[start:end], line.text, words)]
            if len(said) < len(below.sentences) or flow.before(below) is not line and not is_change(below.text, words):
                break
            for start, end in said:
                one = _found(below, start, end, How.STRUCTURE, 0.8)
                one.fields["by_when"] = when
                yield one
            below = flow.after(below)


def _tells(text: str, head: str, words: Lexicon) -> bool:
    """Whether a sentence where outcomes stand is one of them, and neither speaks of them nor of what was; behind words that lead on to
    anything that comes of something ("As a result"), only one that says what is to be."""
    return (
        (_is_to_be(text, words) or not words.is_only("outcome", "alone", bare_title(head)))
        and 3 <= len(text.split()) <= 35
        and not text.rstrip().endswith("?")
        and not parts_of(text)
        and not _SPEAKS_OF.search(text)
        and not (_PAST.search(text) and not re.search(r"\bwill\b", text))
    )


def _from_lines(roles: Roles, words: Lexicon) -> Iterator[Found]:
    """Lines that begin as outcomes do, where the headings above speak of outcomes or outputs and no table holds them."""
    for piece in roles.paragraphs_of(EntryKind.OUTCOME, EntryKind.INDICATOR):
        for start, end in piece.sentences:
            text = piece.text[start:end]
            if words.begins("outcome", "begins", text) and len(text.split()) <= 40:
                yield _found(piece, start, end, How.LANGUAGE, 0.7)


def _found(piece: Piece, start: int, end: int, how: How, confidence: float) -> Found:
    return piece.found(EntryKind.OUTCOME, start, end, {"what": piece.text[start:end].strip(" .;")}, how, confidence)
