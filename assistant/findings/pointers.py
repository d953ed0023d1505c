"""What a document points to in itself by a number and does not hold: a priority, a table, a section, a paragraph, a page, an action."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import number_of
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
_WORD = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_ONE = rf"(?:\d{{1,2}}(?![\w.,%/:]*\d|[a-z])|[A-Z](?![\w’'])|(?:{_WORD})\b)"
_REFERENCE = re.compile(
    rf"\b(?P<kind>(?i:{_SERIES}))\s+(?:(?i:numbers?|nos?\.?)\s+)?(?P<numbers>{_ONE}(?:\s*(?:,|and|&|or|to|[-–])\s*\d{{1,2}}(?![\w.,%/:]*\d|[a-z]))*)",
    re.I,
)
_HEADED = re.compile(rf"^\W{{0,4}}(?P<kind>{_SERIES})\s+(?P<number>{_ONE})", re.I)
# What is counted, not numbered, by the word behind a number ("priority two years on", "the outcome 3 months later").
_COUNTED = re.compile(
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
_SHOWS = re.compile(r"\s+(?:shows?|sets?\s+out|gives|lists|below|above|overleaf|illustrates|summarises|provides|compares|is|has|will)\b")
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
_NUMBERED = re.compile(r"^\s*(?:section\s+|part\s+|chapter\s+)?(\d{1,2})(?:[.:)]\s*|\s*[–—|/-]\s*|\s+)(?=[A-Za-z])", re.I)
_SECTION = re.compile(
    r"(?:\b(?:see|in|at|under|and|to|by|from|of)\s+|\(|^)(?:also\s+)?(?P<kind>sections?|parts?|chapters?)\s+(?P<number>\d{1,2}|"
    + _WORD
    + r")\b(?![\d(.,/]\d|\d|\s*\()",
    re.I,
)
_LAW = re.compile(
    r"\b(?:act|regulations?|code|law|statut\w+|legislation|bill|order|notices?|powers?|enquir\w+|dut(?:y|ies)|agreements?)\b|\bs(?:ection)?\.?\s?\d+\s+(?:agreement|notice|151|power|duty)\b",
    re.I,
)
MOST_SECTIONS = 15  # a section of a higher number is a law's
_PARAGRAPH = re.compile(
    r"\b(?:paragraphs?|paras?\.?|sections?|points?|(?P<see>see|in|at))\s+(?P<number>\d{1,3}(?:\.\d{1,2})?)\b(?!\.\d|%|\s?(?:per\s?cent|million|m\b|p\.?m|a\.?m))(?P<after>.{0,40})",
    re.I,
)
_INSIDE = re.compile(r"^\W{0,2}\s*(?:above|below|of this|of the present|in this)\b", re.I)
_PAGE = re.compile(
    r"(?:\b(?P<sends>on|at|to|see|from|and|overleaf,?)\s+(?:\w+\s+){0,3}?|\(|^(?=pages?\s+\d+\s+(?:has|have|lists?|shows?|gives?|sets?|explains?)))(?:pages?|pp?\.)\s*(?P<number>\d{1,3})(?:\s*(?:[-–]|to|and)\s*(?P<to>\d{1,3}))?\b(?P<after>.{0,40})",
    re.I,
)
_OTHER_PAPER = re.compile(
    r"\b(?:assessment|guidance|guide|report|review|act|code|journal|book|newspaper|gazette|minutes|survey|ibid|edition|https?:|www\.)\b",
    re.I,
)
_OF_THIS = re.compile(r"^\W{0,2}\s*(?:of|in)\s+(?:this|the\s+present)\b", re.I)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL = re.compile(
    rf"\b(?:the|our|its)\s+(?P<nth>{'|'.join(_ORDINALS)})\s+(?P<kind>priority|theme|objective|aim|strand|goal|pillar|commitment|ambition|pledge|promise)\b",
    re.I,
)
_CODE = re.compile(r"(?P<letters>[A-Z]{1,3})[\s.-]?(?P<number>\d{1,2})")
_CODED = re.compile(
    r"\b(?:actions?|measures?|indicators?|projects?|items?|refs?|see|under|and)\s+(?P<letters>[A-Z]{1,3})[.-]?(?P<number>\d{1,2})\b(?!\s+(?:road|junction))"
)
_NOTES = re.compile(r"(?:foot)?notes?(?:\s+to\s+.*)?\W*", re.I)
_NOTE = re.compile(r"\b(?:foot)?notes?\s+(?P<number>\d{1,2})\b", re.I)
FEWEST = 3  # numbers that make a run which can be left
FEWEST_PARAGRAPHS = 5
_PICTURED = ("table", "figure", "chart", "map", "diagram", "graph", "box")
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
    yield from _sections(script)
    yield from _paragraphs(script)
    yield from _pages(script)


def _missing(spans: list[Span], reference: str, first: object, last: object, sure: float) -> Finding:
    values = {"reference": re.sub(r"\s+", " ", reference), "first": first, "last": last}
    return told("contradiction.reference_missing", _T, spans, values, sure=sure)


# -- priorities, tables and the like ------------------------------------------------------------------------------------------


def _series(script: Script) -> Iterator[Finding]:
    known = _known(script)
    met: set[tuple[str, str]] = set()
    for one in _pointers(script):
        series = known.get((one.kind, one.number.isdigit()))
        if series is None or one.number in series or (one.kind, one.number) in met:
            continue
        met.add((one.kind, one.number))
        ordered = sorted(series, key=lambda number: (len(number), number))
        spans = [*one.sentence.cut(one.start, one.end), *(series[number] for number in ordered)]
        yield _missing(spans, f"{one.kind.capitalize()} {one.number}", ordered[0], ordered[-1], 0.85)


def _pointers(script: Script) -> Iterator[_Pointer]:
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for match in _REFERENCE.finditer(sentence.text):
            kind, after = _kind(match["kind"]), sentence.text[match.end() :]
            heads = match.start() == 0 and _TITLES.match(after) and re.fullmatch(_ONE, match["numbers"], re.I) is not None
            if heads or ELSEWHERE.match(after) or _COUNTED.match(after) or _NOT_OURS.search(sentence.text[: match.start()]):
                continue
            if not match["kind"][0].isupper() and re.match(r"[A-Z]\b", match["numbers"]):
                continue
            for number in re.findall(rf"\d{{1,2}}|\b(?:{_WORD})\b|\b[A-Z]\b", match["numbers"], re.I):
                yield _Pointer(kind, _number(number), sentence, match.start(), match.end())


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
    for piece in script.flow.pieces:
        match = (
            _HEADED.match(piece.text) if piece.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.ITEM) else None
        )
        bears = piece.kind in (BlockKind.HEADING, BlockKind.CAPTION) or match is not None and _TITLES.match(piece.text[match.end() :])
        if match is not None and bears:
            number = _number(match["number"])
            found[_kind(match["kind"]), number.isdigit()].setdefault(number, piece.cut(match.start("kind"), match.end())[0])
    for grid in script.flow.grids:
        for alone, cell in ((len(row) == 1, cell) for row in grid.rows for cell in row):
            match = _HEADED.match(cell.text)
            titled = match is not None and re.search(r"\w", cell.text[match.end() :]) is not None
            # A bare "Priority 6" beside other words points to one.
            if match is not None and (titled or cell.column == 0 or alone):
                number = _number(match["number"])
                found[_kind(match["kind"]), number.isdigit()].setdefault(number, script.cell_span(grid, cell))
    headed = ("priority", True) in found or ("priority", False) in found
    for entry in script.own(EntryKind.PRIORITY) if not headed else []:
        number = entry.fields.get("number", "").strip("().").upper()
        if re.fullmatch(r"[A-Z]|\d{1,2}", number) and not entry.belongs_to:
            found["priority", number.isdigit()].setdefault(number, entry.spans[0])
    for kind, rows in _columns(script).items():
        if (kind, True) not in found:
            found[kind, True] = rows
    least = {key: 1 if key[0] in _PICTURED else 2 for key in found}
    return {key: series for key, series in found.items() if len(series) >= least[key] and _runs_through(series, key[1])}


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
    known = _known(script)
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _ORDINAL.finditer(sentence.text):
            series = known.get((_kind(match["kind"]), True), {})
            number = _ORDINALS.index(match["nth"].casefold()) + 1
            elsewhere = ELSEWHERE.match(sentence.text[match.end() :]) or _NOT_OURS.search(sentence.text[: match.start()])
            if len(series) >= FEWEST and number > len(series) and not elsewhere:
                spans = [*sentence.cut(*match.span()), series[str(len(series))]]
                yield _missing(spans, match.group(), "1", str(len(series)), 0.7)


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
                yield _missing(spans, f"{letters}{match['number']}", f"{letters}1", f"{letters}{len(known)}", 0.75)


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
                yield _missing([*sentence.cut(*match.span()), noted[len(noted)]], match.group(), "1", str(len(noted)), 0.75)


# -- actions by chapter and number --------------------------------------------------------------------------------------------


def _dotted(script: Script) -> Iterator[Finding]:
    """Actions and the like that are referred to by chapter and number or letter ("action 2.9", "action 3c") behind the last of that
    chapter, or in a chapter behind the last."""
    chapters = _chapters(script)
    if not chapters:
        return
    last = max(chapters)
    for sentence in [*script.sentences, *script.cell_sentences]:
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
            yield _missing([*sentence.cut(*match.span()), ends], match.group(), low, high, 0.75)


def _is_whole(known: Mapping[int, Span]) -> bool:
    return len(known) >= 2 and sorted(known) == list(range(1, len(known) + 1))


def _chapters(script: Script) -> dict[int, dict[int, Span]]:
    """The labels of rows and items ("2.1", "3a") by chapter and place; only chapters of one sort of label are mixed up by nobody."""
    chapters: defaultdict[int, dict[int, Span]] = defaultdict(dict)
    labelled = [(cell.text, script.cell_span(grid, cell)) for grid in script.flow.grids for row in grid.rows for cell in row]
    for piece in script.flow.pieces:
        if piece.spans:
            labelled.append((f"{piece.marker} {piece.text}" if piece.marker[:1].isdigit() else piece.text, piece.spans[0]))
    for text, span in labelled:
        label = _DOTTED_LABEL.match(text)
        if label is not None:
            place = int(label["place"]) if label["place"] else ord(label["letter"].casefold()) - ord("a") + 1
            chapters[int(label["chapter"])].setdefault(place, span)
    return dict(chapters)


# -- sections, paragraphs and pages -------------------------------------------------------------------------------------------


def _sections(script: Script) -> Iterator[Finding]:
    """Sections of this document ("see section 9") behind the last of its numbered headings; a law's sections are named with the law."""
    numbers: dict[int, Span] = {}
    for heading in script.headings:
        match = _NUMBERED.match(heading.text)
        if match is not None:
            numbers.setdefault(int(match[1]), heading.spans[0])
    if len(numbers) < FEWEST or sorted(numbers) != list(range(1, len(numbers) + 1)):
        return
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _SECTION.finditer(sentence.text):
            number, after = int(number_of(match["number"]) or 0), sentence.text[match.end() :]
            if not len(numbers) < number <= MOST_SECTIONS or _LAW.search(sentence.text) or ELSEWHERE.match(after):
                continue
            if (
                not match.start()
                and not _SHOWS.match(after)
                or _COUNTED.match(after)
                or match["kind"].casefold() in ("parts", "part")
                and number <= 1
            ):
                continue
            spans = [*sentence.cut(*match.span()), numbers[len(numbers)]]
            yield _missing(spans, f"{match['kind'].casefold().removesuffix('s')} {number}", 1, len(numbers), 0.75)


def _paragraphs(script: Script) -> Iterator[Finding]:
    """Numbered paragraphs behind the last one of their chapter, or of a chapter behind the last; where numbers have no chapter, only those
    that are said to stand in this document."""
    chapters: defaultdict[str, set[int]] = defaultdict(set)
    for piece in script.flow.pieces:
        match = re.fullmatch(r"(?:(\d{1,2})\.)?(\d{1,3})", piece.paragraph)
        if match is not None:
            chapters[match[1] or ""].add(int(match[2]))
    dotted = sorted(int(chapter) for chapter in chapters if chapter)
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _PARAGRAPH.finditer(sentence.text):
            chapter, _, number = match["number"].rpartition(".")
            inside = _INSIDE.match(match["after"]) is not None
            if match["see"] and not (chapter and inside) or ELSEWHERE.match(match["after"]) and not inside:
                continue
            known = chapters.get(chapter, set())
            fewest = FEWEST_PARAGRAPHS if not chapter else 1 if len(dotted) >= FEWEST else FEWEST
            whole = len(known) >= fewest and known == set(range(1, len(known) + 1))
            beyond = (
                bool(chapter) and len(dotted) >= FEWEST and dotted == list(range(1, len(dotted) + 1)) and int(chapter) == len(dotted) + 1
            )
            if not (whole and int(number) > len(known) or beyond) or not (inside or chapter and not _is_law_near(sentence, match)):
                continue
            dot = f"{chapter}." if chapter else ""
            low, high = ("1", str(len(dotted))) if beyond else (f"{dot}1", f"{dot}{len(known)}")
            yield _missing([*sentence.cut(match.start(), match.start("after"))], f"paragraph {match['number']}", low, high, 0.8)


def _is_law_near(sentence: Sentence, match: re.Match[str]) -> bool:
    return _LAW.search(sentence.text[max(0, match.start() - 60) : match.start("after") + 60]) is not None


def _pages(script: Script) -> Iterator[Finding]:
    """Pages behind the last one, by their place, the number printed on them or that a contents page gives."""
    labels = [int(page.label) for page in script.pages if page.label and page.label.isdigit()]
    listed = [
        int(number)
        for piece in script.flow.pieces
        if piece.kind is BlockKind.CONTENTS
        for number in re.findall(r"(?<!\d)(\d{1,3})\s*$", piece.text, re.M)
    ]
    last = max([len(script.pages), *labels, *listed])
    if not script.shelf.published.paged:
        return
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _PAGE.finditer(sentence.text):
            number, ours = int(match["to"] or match["number"]), _OF_THIS.match(match["after"])
            elsewhere = ELSEWHERE.match(match["after"]) or _OTHER_PAPER.search(sentence.text[: match.start()])
            if number > last and (ours or not elsewhere):
                yield _missing([*sentence.cut(match.start(), match.start("after"))], f"page {number}", min([1, *labels]), last, 0.75)
