"""What a document points to in itself by a number and does not hold: a priority, a table, an action.

Sections, paragraphs and pages have a file of their own (`chapters`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.numbered import numbered
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind

_T = FindingType.REFERENCE_MISSING
_SERIES = (
    r"priorit(?:y|ies)|themes?|objectives?|aims?|strands?|goals?|pillars?|commitments?|recommendations?|outcomes?|tables?|figures?|charts?|chapters?"
    r"|ambitions?|pledges?|promises?|workstreams?|enablers?|steps?|box(?:es)?|maps?|kpis?|case\s+stud(?:y|ies)|actions?|indicators?|measures?|risks?"
    r"|principles?|challenges?|diagrams?|graphs?|parts?"
)
_ONE = rf"(?:\d{{1,2}}(?![\w.,%/:]*\d|[a-z])|[A-Z](?![\w’'])|(?:{WORD})\b)"
_REFERENCE = re.compile(
    rf"\b(?P<kind>(?i:{_SERIES}))\s+(?:(?i:numbers?|nos?\.?)\s+)?(?P<numbers>{_ONE}(?:\s*(?:,|and|&|or|to|[-–])\s*\d{{1,2}}(?![\w.,%/:]*\d|[a-z]))*)",
    re.I,
)
# A line that ends in one, which is no line of a page of contents.
POINTS = re.compile(rf": (?P<kind>{_SERIES}) \d{{1,2}}(?:\s*(?:,|and|&|to|[-–])\s*\d{{1,2}})*\s*$", re.I | re.M)
_HEADED = re.compile(rf"^\W{{0,4}}(?P<kind>{_SERIES})\s+(?P<number>{_ONE})", re.I)
_HOW_MANY = re.compile(rf"(?<![\w-])(?:\d{{1,3}}|(?:{WORD}))\s+(?:\w+\s+)?$", re.I)  # "of the 16 actions 14 had begun"
# What is counted, not numbered, by the word behind a number ("priority two years on", "the outcome 3 months later").
COUNTED = re.compile(
    r"^\s+(?:years?|months?|weeks?|days?|hours?|people|times|times|percent|per\s+cent|million|new|of\s+(?:the\s+)?(?:\w+\s+)?(?:priorities|actions))\b",
    re.I,
)
# Words behind a reference that send it into another document.
_OURS = (
    r"(?:(?:this|our|csp|partnership|present|same|whole|community\s+safety)\s+)*"
    r"(?:plan|strategy|report|document|paper|appendix|action\s+plan|delivery\s+plan|leaflet|booklet|table|list)\b"
)
ELSEWHERE = re.compile(
    rf"^\s*(?:[A-Z0-9]\s*)?(?:of\s+(?:the\s+|its\s+|their\s+|that\s+)?(?!{_OURS})[A-Za-z]"
    rf"|(?:in|from|to|under)\s+(?:the\s+|its\s+|their\s+|that\s+|a\s+)?(?!{_OURS})(?:[\w’'-]+\s+){{0,4}}?(?:plan|strateg|report|assessment|act|guidance|framework|polic|code|review|agreement"
    r"|regulations|annex|minutes|survey|programme|standard)\w*\b)",
    re.I,
)
_NOT_OURS = re.compile(
    r"\b(?:previous|last|old|earlier|former|county|national|commissioner[’']s|mayor[’']s|corporate|needs\s+assessment|guidance|government[’']s)\b[^.;]{0,40}$",
    re.I,
)
# Behind a number that opens a line: the title of what bears it, or nothing.
_TITLES = re.compile(r"\s*(?:[:–—.)|-]|$)|\s+[A-Z‘“\"(]")
_NUMBER_COLUMN = re.compile(r"^\W*(?:no|nos|number|ref|reference|#|id|(?:[a-z]+\s+)(?:no|ref|number))\W*$", re.I)
_KIND_COLUMN = re.compile(
    r"^\W*(?:key\s+)?(?P<kind>action|indicator|measure|risk|recommendation|objective|commitment|pledge|outcome|kpi)s?\b", re.I
)
_DOTTED = re.compile(
    r"\b(?P<kind>actions?|objectives?|outcomes?|indicators?|measures?|targets?|recommendations?|commitments?|steps?|tasks?|items?|refs?)\s+(?P<number>(?P<chapter>\d{1,2})"
    r"(?:\.(?P<place>\d{1,2})(?!\d|\.\d|%|\s?(?:million|m\b|per))|(?P<letter>[a-h])\b))",
    re.I,
)
_DOTTED_LABEL = re.compile(
    r"^\W{0,3}(?:(?:action|objective|outcome|indicator|measure|recommendation|commitment)\s+)?(?P<chapter>\d{1,2})(?:\.(?P<place>\d{1,2})(?![\d%])|(?P<letter>[a-h])(?!\w))\.?(?:\s|$)",
    re.I,
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL = re.compile(
    rf"\b(?:the|our|its)\s+(?P<nth>{'|'.join(_ORDINALS)})\s+(?P<kind>priority|theme|objective|aim|strand|goal|pillar|commitment|ambition|pledge|promise)\b",
    re.I,
)
_CODE = re.compile(r"(?P<letters>[A-Z]{1,3})[\s.-]?(?P<number>\d{1,2})")
_CODED = re.compile(
    r"\b(?i:actions?|measures?|indicators?|projects?|items?|refs?|see|under|and)\s+(?P<letters>[A-Z]{1,3})[.-]?(?P<number>\d{1,2})\b(?!\s+(?:road|junction))"
)
_NOTES = re.compile(r"(?:foot)?notes?(?:\s+to\s+.*)?\W*", re.I)
_NOTE = re.compile(r"\b(?:foot)?notes?\s+(?P<number>\d{1,2})\b", re.I)
_COUNT = re.compile(
    rf"\b(?:our|has|have|set|agreed|chosen|under|into|around)\s+(?P<n>{WORD}|\d{{1,2}})\s+(?:(?:new|main|strategic|shared|key)\s+)?"
    r"(?P<kind>priorities|objectives|aims|themes|goals|pledges|promises|strands|commitments|pillars)\b",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:commissioners?|government|mayor|national|county|previous|last|former|earlier|other|further|more|each|of\s+our|at\s+least|had)\b",
    re.I,
)
MOST_COUNTED = 12  # things of a kind that a document says it has
FEWEST = 3  # numbers that make a run which can be left
_PICTURED = ("table", "figure", "chart", "map", "diagram", "graph", "box")
_DRAWN = ("figure", "chart", "map", "diagram", "graph")
_SHOWS = re.compile(r"\s+(?:shows?|sets?\s+out|gives|illustrates|compares|makes)\b")
_PLAIN = {"priorities": "priority", "case studies": "case study", "boxes": "box"}

_Series = Mapping[tuple[str, bool], Mapping[str, Span]]


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A reference to something by its kind and number, its words, and where it stands in its sentence."""

    kind: str
    number: str
    sentence: Sentence
    start: int
    end: int


def pointers(script: Script) -> Iterator[Finding]:
    """Given a document, yield its references to what is not there."""
    yield from _series(script)
    yield from _ordinals(script)
    yield from _coded(script)
    yield from _noted(script)
    yield from _dotted(script)
    yield from _unpictured(script)


def missing(spans: list[Span], reference: str, first: object, last: object, sure: float) -> Finding:
    """Given where a reference and what it runs past stand, its words, and the first and last that there are, return the finding."""
    values = {"reference": re.sub(r"\s+", " ", reference), "first": first, "last": last}
    return told("contradiction.reference_missing", _T, spans, values, sure=sure)


# -- priorities, tables and the like ------------------------------------------------------------------------------------------


def _series(script: Script) -> Iterator[Finding]:
    known = script.once("what is numbered for references", _known)
    met: set[tuple[str, str]] = set()
    for one in _pointers(script):
        series = known.get((one.kind, one.number.isdigit()))
        if series is None or one.number in series or (one.kind, one.number) in met:
            continue
        met.add((one.kind, one.number))
        ordered = sorted(series, key=lambda number: (len(number), number))
        spans = [*one.sentence.cut(one.start, one.end), *(series[number] for number in ordered)]
        yield missing(spans, f"{one.kind.capitalize()} {one.number}", ordered[0], ordered[-1], 0.85)


def _pointers(script: Script) -> Iterator[_Pointer]:
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells, *_read_as_contents(script)]:
        for match in _REFERENCE.finditer(sentence.text):
            kind, after = _kind(match["kind"]), sentence.text[match.end() :]
            heads = match.start() == 0 and _TITLES.match(after) and re.fullmatch(_ONE, match["numbers"], re.I) is not None
            if heads or ELSEWHERE.match(after) or COUNTED.match(after) or _NOT_OURS.search(sentence.text[: match.start()]):
                continue
            if match["kind"].endswith("s") and _HOW_MANY.search(sentence.text[: match.start()]):
                continue
            if not match["kind"][0].isupper() and re.match(r"[A-Z]\b", match["numbers"]):
                continue
            for number in re.findall(rf"\d{{1,2}}|\b(?:{WORD})\b|\b[A-Z]\b", match["numbers"], re.I):
                yield _Pointer(kind, _number(number), sentence, match.start(), match.end())


def _read_as_contents(script: Script) -> Iterator[Sentence]:
    """Lines that end in a number and were taken for a page of contents: "the Places Group: priorities 1 and 6"."""
    for place, piece in enumerate(script.flow.pieces):
        for match in POINTS.finditer(piece.text) if piece.kind is BlockKind.CONTENTS else ():
            yield Sentence(piece, match.start(), match.end(), place)


def _kind(word: str) -> str:
    plain = re.sub(r"\s+", " ", word.casefold())
    return _PLAIN.get(plain, plain if plain.endswith("ss") else plain.removesuffix("s"))


def _number(word: str) -> str:
    """A number as it is compared: figures for number words, a letter as it is."""
    value = number_of(word) if len(word) > 1 and not word.isdigit() else None
    return str(int(value)) if value is not None else word.upper()


def _known(script: Script) -> _Series:
    """What the document itself numbers: by kind and whether in figures, each number with where it stands. Only series without a gap; of
    tables and figures one is enough."""
    found: defaultdict[tuple[str, bool], dict[str, Span]] = defaultdict(dict)
    for kind, number, span in (*_headed(script), *_in_cells(script)):
        found[kind, number.isdigit()].setdefault(number, span)
    if not {("priority", True), ("priority", False)} & set(found):
        for number, span in _of_register(script):
            found["priority", number.isdigit()].setdefault(number, span)
    for kind, rows in (*_columns(script).items(), *_listed(script)):
        if (kind, False) not in found and not _is_series(kind, found.get((kind, True), {})):
            found[kind, True] = rows
    for kind, rows in _counted(script).items():
        if not {(kind, True), (kind, False)} & set(found):
            found[kind, True] = rows
    return {key: series for key, series in found.items() if _is_series(key[0], series, key[1])}


def _counted(script: Script) -> dict[str, dict[str, Span]]:
    """By kind, as many numbers as the document says that it has of it, where it says so of one number only: "our three objectives"."""
    said: defaultdict[str, dict[int, Span]] = defaultdict(dict)
    for sentence in script.sentences:
        for match in _COUNT.finditer(sentence.text) if not _OF_OTHERS.search(sentence.text) else ():
            count = number_of(match["n"]) or 0
            if FEWEST <= count <= MOST_COUNTED:
                said[_kind(match["kind"])].setdefault(count, sentence.cut(*match.span())[0])
    only = {kind: next(iter(counts.items())) for kind, counts in said.items() if len(counts) == 1}
    return {kind: {str(number + 1): span for number in range(count)} for kind, (count, span) in only.items()}


def _is_series(kind: str, series: Mapping[str, Span], in_figures: bool = True) -> bool:
    """Whether numbers run on from the first; one table or figure is a series."""
    return len(series) >= (1 if kind in _PICTURED else 2) and _runs_through(series, in_figures)


def _headed(script: Script) -> Iterator[tuple[str, str, Span]]:
    """Headings, captions and lines that open with a kind and a number, and a title behind them."""
    for piece in script.flow.pieces:
        match = (
            _HEADED.match(piece.text) if piece.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.ITEM) else None
        )
        bears = piece.kind in (BlockKind.HEADING, BlockKind.CAPTION) or match is not None and _TITLES.match(piece.text[match.end() :])
        if match is not None and bears:
            yield _kind(match["kind"]), _number(match["number"]), piece.cut(match.start("kind"), match.end())[0]


def _in_cells(script: Script) -> Iterator[tuple[str, str, Span]]:
    for grid in script.flow.grids:
        for alone, cell in ((len(row) == 1, cell) for row in grid.rows for cell in row):
            match = _HEADED.match(cell.text)
            titled = match is not None and re.search(r"\w", cell.text[match.end() :]) is not None
            # A bare "Priority 6" beside other words points to one.
            if match is not None and (titled or cell.column == 0 or alone):
                yield _kind(match["kind"]), _number(match["number"]), script.cell_span(grid, cell)


def _of_register(script: Script) -> Iterator[tuple[str, Span]]:
    """The numbers of the priorities that the register holds."""
    for entry in script.own(EntryKind.PRIORITY):
        number = entry.fields.get("number", "").strip("().").upper()
        if re.fullmatch(r"[A-Z]|\d{1,2}", number) and not entry.belongs_to:
            yield number, entry.spans[0]


def _listed(script: Script) -> Iterator[tuple[str, dict[str, Span]]]:
    """By kind, the longest run that stands under a heading, in a list, a first column or a line."""
    for kind, every in numbered(script).items():
        longest = max(every, key=len)
        if len(longest) >= FEWEST:
            yield kind, {str(number): span for number, span in longest.items()}


def _columns(script: Script) -> dict[str, dict[str, Span]]:
    """The rows of tables that number actions, risks or the like: by kind, each number once; nothing where two tables begin at one."""
    found: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    twice: set[str] = set()
    for grid in script.flow.grids:
        column = next((column for column, name in grid.columns.items() if _NUMBER_COLUMN.match(name)), None)
        kinds = [kind["kind"].casefold() for name in grid.columns.values() if (kind := _KIND_COLUMN.match(name)) is not None]
        for cell in (cell for row in grid.rows for cell in row if kinds and cell.column == column):
            number = cell.text.strip().rstrip(".")
            if re.fullmatch(r"\d{1,2}", number):
                if number in found[kinds[0]]:
                    twice.add(kinds[0])
                found[kinds[0]][number] = script.cell_span(grid, cell)
    return {kind: rows for kind, rows in found.items() if kind not in twice and len(rows) >= FEWEST}


def _runs_through(series: Mapping[str, Span], in_figures: bool) -> bool:
    numbers = sorted(int(one) if in_figures else ord(one) - ord("A") + 1 for one in series)
    return numbers == list(range(1, len(numbers) + 1))


def _ordinals(script: Script) -> Iterator[Finding]:
    """ "Our sixth priority" of a document that numbers five."""
    known = script.once("what is numbered for references", _known)
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _ORDINAL.finditer(sentence.text):
            series = known.get((_kind(match["kind"]), True), {})
            number = _ORDINALS.index(match["nth"].casefold()) + 1
            elsewhere = ELSEWHERE.match(sentence.text[match.end() :]) or _NOT_OURS.search(sentence.text[: match.start()])
            if len(series) >= FEWEST and number > len(series) and not elsewhere:
                spans = [*sentence.cut(*match.span()), series[str(len(series))]]
                yield missing(spans, match.group(), "1", str(len(series)), 0.7)


def _coded(script: Script) -> Iterator[Finding]:
    """Rows labelled by letters and a number ("B3") that are referred to behind the last of their letters."""
    codes: defaultdict[str, dict[int, Span]] = defaultdict(dict)
    for grid in script.flow.grids:
        for cell in (cell for row in grid.rows for cell in row[:1]):
            match = _CODE.fullmatch(cell.text.strip())
            if match is not None:
                codes[match["letters"]].setdefault(int(match["number"]), script.cell_span(grid, cell))
    whole = {letters: known for letters, known in codes.items() if _is_whole(known)}
    for sentence in [*script.sentences, *script.cell_sentences] if whole else []:
        for match in _CODED.finditer(sentence.text):
            known = whole.get(match["letters"], {})
            if known and int(match["number"]) > len(known) and not ELSEWHERE.match(sentence.text[match.end() :]):
                letters = match["letters"]
                spans = [*sentence.cut(match.start("letters"), match.end("number")), known[len(known)]]
                yield missing(spans, f"{letters}{match['number']}", f"{letters}1", f"{letters}{len(known)}", 0.75)


def _noted(script: Script) -> Iterator[Finding]:
    """Notes that are referred to behind the last of the numbered list that is headed as notes."""
    noted: dict[int, Span] = {}
    for listing in script.flow.lists:
        headed = any(_NOTES.fullmatch(title.strip()) for item in listing.items[:1] for title in item.trail[-1:]) or _NOTES.fullmatch(
            listing.introduction.strip()
        )
        if headed:
            noted |= {int(item.number): item.spans[0] for item in listing.items if item.number.isdigit() and item.spans}
    for sentence in [*script.sentences, *script.cell_sentences] if _is_whole(noted) else []:
        for match in _NOTE.finditer(sentence.text):
            if int(match["number"]) > len(noted) and not ELSEWHERE.match(sentence.text[match.end() :]):
                yield missing([*sentence.cut(*match.span()), noted[len(noted)]], match.group(), "1", str(len(noted)), 0.75)


# -- actions by chapter and number --------------------------------------------------------------------------------------------


def _dotted(script: Script) -> Iterator[Finding]:
    """Actions and the like that are referred to by chapter and number or letter ("action 2.9", "action 3c") behind the last of that
    chapter, or in a chapter behind the last."""
    chapters = _chapters(script)
    if not chapters:
        return
    last = max(chapters)
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for match in _DOTTED.finditer(sentence.text):
            chapter = int(match["chapter"])
            place = int(match["place"]) if match["place"] else ord(match["letter"].casefold()) - ord("a") + 1
            known = chapters.get(chapter, {})
            behind = _is_whole(known) and place > len(known)
            beyond = chapter > last and sorted(chapters) == list(range(1, last + 1)) and last >= FEWEST
            if not (behind or beyond) or ELSEWHERE.match(sentence.text[match.end() :]):
                continue
            ends = known[len(known)] if behind else chapters[last][max(chapters[last])]
            first = f"{chapter}.1" if match["place"] else f"{chapter}a"
            reached = f"{chapter}.{len(known)}" if match["place"] else f"{chapter}{chr(ord('a') + len(known) - 1)}"
            low, high = (first, reached) if behind else ("1", str(last))
            yield missing([*sentence.cut(*match.span()), ends], match.group(), low, high, 0.75)


def _is_whole(known: Mapping[int, Span]) -> bool:
    return len(known) >= 2 and sorted(known) == list(range(1, len(known) + 1))


def _chapters(script: Script) -> dict[int, dict[int, Span]]:
    """The labels of rows and items ("2.1", "3a") by chapter and place; only chapters of one sort of label are mixed up by nobody."""
    chapters: defaultdict[int, dict[int, Span]] = defaultdict(dict)
    labelled = [
        (cell.text, script.cell_span(grid, cell))
        for grid in script.flow.grids
        for row in grid.rows
        for cell in row
        if cell.column == 0 or re.search(r"[A-Za-z]{3}", cell.text)  # a cost of 3.2 is no label
    ]
    for piece in script.flow.pieces:
        if piece.spans:
            labelled.append((f"{piece.marker} {piece.text}" if piece.marker[:1].isdigit() else piece.text, piece.spans[0]))
    for text, span in labelled:
        label = _DOTTED_LABEL.match(text)
        if label is not None:
            place = int(label["place"]) if label["place"] else ord(label["letter"].casefold()) - ord("a") + 1
            chapters[int(label["chapter"])].setdefault(place, span)
    return dict(chapters)


# -- figures and maps that are not there ---------------------------------------------------------------------------------------


def _is_named(one: _Pointer) -> bool:
    """Whether a figure or map is pointed to, and nothing is mapped or charted: "see map 2", "as Map 2 shows", but "map 12 hotspots"."""
    text = one.sentence.text
    if one.start == 0:
        return _SHOWS.match(text[one.end :]) is not None
    return text[one.start].isupper() or re.search(r"\b(?:see|in|at|on|from)\s+$|\($", text[: one.start], re.I) is not None


def _unpictured(script: Script) -> Iterator[Finding]:
    """Figures, charts and maps that the text points to, where no line bears such a name and nothing else is numbered so."""
    known = {kind for kind, _ in script.once("what is numbered for references", _known)}
    met: set[tuple[str, str]] = set()
    for one in _pointers(script):
        borne = re.compile(rf"^\W*{one.kind}s?\s+{re.escape(one.number)}\b", re.I | re.M)
        if one.kind not in _DRAWN or one.kind in known or (one.kind, one.number) in met or borne.search(script.text):
            continue
        if not _is_named(one) or not one.number.isdigit() or re.search(rf"^\W*{one.kind}s?\s+\d", script.text, re.I | re.M):
            continue
        met.add((one.kind, one.number))
        reference = f"{one.kind.capitalize()} {one.number}"
        yield told("contradiction.reference_alone", _T, one.sentence.cut(one.start, one.end), {"reference": reference}, sure=0.65)
