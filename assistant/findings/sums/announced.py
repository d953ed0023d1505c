"""Counts that a document announces ("six actions support this aim", "the four recommendations in section 2") against what it then sets
out: the rows of a table, the items of a list, numbered headings, or what it names in the same breath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from assistant.findings.finding import Finding, FindingType
from assistant.findings.numbered import nouns, numbered, runs, singular
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.mention import MONTH
from ingest.documents import BlockKind, Span
from ingest.register.flow import Grid, GridCell, Listing, Piece

_T = FindingType.COUNT_AND_LIST
MOST = 20  # a larger number of rows or items is seldom announced, and seldom read without a fault
MOST_OFF = 3  # by how many a count may be off and still be a count of these
_NUMBER = rf"(?P<n>{WORD}|\d{{1,2}})"
_PARTLY = re.compile(
    r"\b(?:at least|more than|over|up to|around|about|some|other|another|further|additional"
    r"|remaining|among|amongst|include[sd]?"
    r"|including|such as|e\.g\.|examples?|any|out of|one of|two of|three of|half|previous\w*|former|earlier"
    r"|old|existing|draft|only|every|each|per"
    r"|national|county|commissioner|regional|by 20\d\d|of these|of them|of those|was|were|had|new|also"
    r"|both|not|between|most\s+of|if|or|added|dropped|removed|merged|used to)\b",
    re.I,
)
_SOME_BEFORE = re.compile(r"\b(?:first|last|next|top)\s*$|\bof\s+(?:the|our|its|these)\s*$", re.I)
_OTHERS = re.compile(
    r"\b(?:commissioners?|police\s+and\s+crime\s+plan|government|mayor|ministers?|national|home office"
    r"|county[-\s]wide|force)\b",
    re.I,
)
_MORE = re.compile(r"\b(?:those|others?|add\w*|our\s+own|remaining|rest|some|further)\b", re.I)
_OF_ALL = (
    r"(?:our|the|these|those|its|following|this\s+\w+(?:['’]s)?|\w+\s+has|we\s+have|has|have|chosen|chose"
    r"|agreed|agrees|set|sets\s+out|set\s+out|identified|identifies"
    r"|proposed|proposes|adopted|adopts|made|makes?|gives?|lists?|contains|rests\s+on|built\s+(?:on|around)|organised\s+(?:under"
    r"|around|into)|around|on|under|into|across|through|with|are|by)"
)
_REFERRED = re.compile(
    rf"\b(?:the|all|these|those|its)\s+{_NUMBER}\s+(?:[a-z-]+\s+){{0,2}}?(?P<noun>[a-z]+s|[a-z]+ies)\s+(?:set\s+out\s+"
    rf"|listed\s+|made\s+|given\s+|shown\s+)?(?:in|at|under)\s+"
    r"(?:section|part|chapter|paragraph|para)\s+(?P<where>\d{1,2}(?:\.\d{1,2})*)\b",
    re.I,
)
_MARKS = re.compile(r"(?:^|[\s:;,])\((?P<mark>\d{1,2}|[a-h]|i{1,3}|iv|v|vi)\)\s+(?=\w)")
_LISTED_IN_LINE = re.compile(
    rf"(?<![\w£.,/-])(?i:{_NUMBER})\s+(?P<noun>(?:(?!of\b|in\b|to\b|and\b|or\b|the\b|for\b)[A-Za-z’'-]+\s+){{0,3}}?(?!years\b"
    rf"|months\b|weeks\b|days\b|hours\b|minutes\b|times\b|pages\b|miles\b|points\b|percent\b|cents\b)[a-z][a-z-]+(?<!s)s)\b"
    rf"(?P<between>(?:\s+(?!who\b|which\b)[a-z’'-]+){{0,8}}?)"
    rf"(?:\s*:\s*(?:these\s+are\s+|they\s+are\s+)?(?P<colon>[^:.;()]{{6,300}}?)\s*(?:[.]|$)|\s+(?:are|were)\s+(?P<are>(?:the\s+)?[^:.;()]{{6,300}}?)\s*(?:[.]"
    rf"|$)|\s*\((?P<inside>[^()]{{6,300}})\)|\s+[–—]\s+(?P<dash>[^–—:.;()]{{6,300}}?)(?:\s+[–—]\s|[.]|$)"
    rf"|,\s+namely\s+(?P<namely>[^:.;()]{{6,300}}?)\s*(?:[.]|$))"
)
_TIMES = re.compile(
    rf"\b(?P<often>(?:twice|(?P<n>{WORD})\s+times)\s+(?:a|each|every|per)\s+year)\s*(?:[(:,–]|\bin\b)?\s*(?:in\s+)?(?P<months>{MONTH}(?:\s*(?:,|and|,\s*and)\s+(?:in\s+)?{MONTH})+)\b"
)
_SOME = re.compile(r"\b(?:at least|more than|over|including|such as|among|some|others?|for example|of the|only)\b", re.I)
_CODE = re.compile(r"(?<![\w.])(?:[A-Z]{1,3}[.-]?\d{1,2}[a-z]?|\d{1,2}\.\d{1,2}|\d{1,2}[a-h])(?![\w%]|\.\d)")
_ALL_ACTIONS = re.compile(
    rf"(?:^|\b(?:plan|strategy|appendix|programme|table|it)\s+(?:(?:at|in)\s+(?:appendix|annex|section|table|part)\s+\w+\s+|below\s+|overleaf\s+)?(?:has|contains|sets\s+out|lists|holds)\s+|\b(?:our|all|of\s+the|the\s+plan[’']s)\s+)(?P<n>{WORD}|\d{{1,2}})\s+(?P<noun>actions)\b(?!\s+(?:are|were|is|have|had|late|support|complete|due)\b)",
    re.I,
)
_THEY_ARE = re.compile(r"^\W*(?:they|these)\s+are:?\s+(?P<list>[^:.;()]{6,300}?)\s*\.?\s*$", re.I)
_CLAUSE = re.compile(
    r"\b(?:which|who|that|because|although|while|is|are|was|were|will|has|have|had|where|when|there|more"
    r"|less|than|it|they|we|can|by|so)\b|\d",
    re.I,
)
_TOTAL_ROW = re.compile(r"^\W*(?:grand\s+|overall\s+)?(?:totals?|all|sum|overall|costs?\s+(?:of|for)\s+the)\b", re.I)
_HEADED = r"(?:strategic\s+)?(?P<word>{words})(?:\s+area)?\s+(?P<mark>\d{{1,2}}|[A-H]|{numbers})\b"


@cache
def _stated() -> re.Pattern[str]:
    words = "|".join(sorted((f"{word[:-1]}ies" if word.endswith("y") else f"{word}s" for word in nouns()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w£.,/–-]){_NUMBER}\s+(?P<kind>(?:(?!of\b|in\b|to\b|and\b|or\b)[A-Za-z’'-]+\s+){{0,2}}?)(?P<noun>{words})\b(?!\s*(?:and"
        rf"|or)\s+\w+s\b)",
        re.I,
    )


def announced(script: Script) -> Iterator[Finding]:
    """Given a document, yield counts that what it sets out does not bear out."""
    for sentence in [*script.sentences, *script.titles]:
        yield from _in_table(sentence, script)
        yield from _referred(sentence, script)
    for place, sentence in enumerate(script.sentences):
        yield from _marked(sentence)
        yield from _coded(sentence)
        yield from _months(sentence)
        yield from _in_line(sentence, script.sentences[place + 1] if place + 1 < len(script.sentences) else None)
    yield from _before_list(script)
    yield from _of_series(script)
    yield from _of_actions(script)


def _counts_in(text: str) -> list[tuple[re.Match[str], int]]:
    """The counts of things announced in a sentence, where nothing says that they are some of them."""
    found = [(match, number_of(match["n"]) or 0) for match in _stated().finditer(text)]
    return [(match, count) for match, count in found if 2 <= count <= MOST]


def _is_some(text: str, match: re.Match[str]) -> bool:
    """Whether the clause around a count says that it counts some of the things, or those of another body."""
    begin = max((found.end() for found in re.finditer(r"[,;:(]\s|\s[–—]\s", text[: match.start()])), default=0)
    stop = re.search(r"[,;:)]|\s[–—]\s", text[match.end() :])
    clause = text[begin : match.end() + (stop.start() if stop else len(text))]
    if re.search(r"\b(?:each|all|every\s+one|both)\s+of\s+(?:the|our|these|its)\s*$", text[: match.start()], re.I):
        return False
    return _PARTLY.search(clause) is not None or _SOME_BEFORE.search(text[: match.start()]) is not None


def _told(match: re.Match[str], listed: int, spans: Sequence[Span], sure: float) -> Finding:
    stated = re.sub(r"\s+", " ", match.string[match.start("n") : match.end("noun")])
    values = {"stated": stated[0].lower() + stated[1:], "listed": listed}
    return told("contradiction.count_and_list", _T, spans, values, sure=sure)


# -- tables ---------------------------------------------------------------------------------------------------------------


def _in_table(sentence: Sentence, script: Script) -> Iterator[Finding]:
    """ "Six actions support this aim." above or below a table of five actions."""
    found = _counts_in(sentence.text)
    if len(found) != 1 or _is_some(sentence.text, found[0][0]) or _MORE.search(sentence.piece.text) or _OTHERS.search(sentence.text):
        return
    match, count = found[0]
    tables = [
        (grid, column)
        for grid in script.flow.grids
        if grid.section == sentence.piece.section and (column := _column_of(grid, singular(match["noun"]))) is not None
    ]
    if len(tables) != 1:
        return
    rows = _rows_of(*tables[0])
    if rows is not None and len(rows) >= 2 and count != len(rows) and abs(count - len(rows)) <= MOST_OFF:
        grid, _ = tables[0]
        yield _told(match, len(rows), [*sentence.cut(match.start(), match.end()), *(script.cell_span(grid, cell) for cell in rows)], 0.75)


def _column_of(grid: Grid, noun: str) -> int | None:
    """The column of a table that lists things of a name."""
    for column, name in sorted(grid.columns.items()):
        if re.search(r"\d", name) or column > 1:
            continue
        plain = re.sub(r"[^a-z' ]", "", name.replace("’", "'").casefold()).strip()
        if plain in nouns()[noun] or plain == f"{noun}s" or re.match(rf"{noun}s?\b", plain):
            return column
    return None


def _rows_of(grid: Grid, column: int) -> list[GridCell] | None:
    """The cells of a table's rows in a column; None where it is not plain what one row is."""
    found: list[GridCell] = []
    for row in grid.rows:
        cell = next((cell for cell in row if cell.column == column), None)
        if cell is not None and _TOTAL_ROW.match(row[0].text if row[0].text.strip() else cell.text):
            continue
        if cell is None or not cell.text.strip() or grid.is_group(row) or len(cell.items) > 1 or cell.text.strip()[:1].islower():
            return None
        found.append(cell)
    texts = [re.sub(r"\s+", " ", cell.text.strip()) for cell in found]
    return found if len(set(texts)) == len(texts) and not grid.carried else None


# -- references -----------------------------------------------------------------------------------------------------------


def _referred(sentence: Sentence, script: Script) -> Iterator[Finding]:
    """ "the four recommendations in section 2", where section 2 lists three."""
    for match in _REFERRED.finditer(sentence.text):
        count = number_of(match["n"]) or 0
        lists = [listing for listing in script.flow.lists if listing.under is None and _is_at(listing, match["where"])]
        if len(lists) != 1 or not 2 <= count <= MOST or singular(match["noun"]) not in nouns():
            continue
        items = lists[0].items
        if count != len(items) >= 2 and abs(count - len(items)) <= MOST_OFF and _is_marked(items):
            yield _told(match, len(items), [*sentence.cut(match.start(), match.end()), *(item.spans[0] for item in items)], 0.8)


def _is_at(listing: Listing, where: str) -> bool:
    first = listing.items[0]
    if "." in where:
        return first.paragraph.rstrip(".") == where
    return bool(first.trail) and re.match(rf"(?:section\s+|part\s+)?{where}[.:)]?\s", first.trail[-1], re.I) is not None


def _is_marked(items: Sequence[Piece]) -> bool:
    """Whether the items of a list carry numbers or letters, so that none was lost in reading."""
    marks = [item.number for item in items]
    return all(marks) and (marks[0].casefold() in ("1", "a", "i") or marks[0].endswith(".1"))


# -- in a line ------------------------------------------------------------------------------------------------------------


def _marked(sentence: Sentence) -> Iterator[Finding]:
    """ "five priorities …: (1) noise; (2) drift; (3) lamps; (4) locks": marks that run on from the first."""
    marks = list(_MARKS.finditer(sentence.text))
    names = [match["mark"].casefold() for match in marks]
    orders = (
        [str(place + 1) for place in range(len(names))],
        list("abcdefgh"[: len(names)]),
        ["i", "ii", "iii", "iv", "v", "vi"][: len(names)],
    )
    if len(names) < 2 or names not in orders:
        return
    before = sentence.text[: marks[0].start()]
    found = _counts_in(before)
    if len(found) == 1 and found[0][1] != len(names) and not _PARTLY.search(before[: found[0][0].start()]):
        yield _told(found[0][0], len(names), sentence.cut(found[0][0].start(), len(sentence.text)), 0.8)


def _coded(sentence: Sentence) -> Iterator[Finding]:
    """ "three actions are late: C2, because …; and D2, because …": the references that follow a colon, "and" before the last."""
    head, colon, rest = sentence.text.partition(":")
    found, codes = _counts_in(head), list(_CODE.finditer(rest))
    if not colon or len(found) != 1 or len(codes) < 2 or not re.search(r"\band\s+$", rest[: codes[-1].start()]) or _SOME.search(head):
        return
    names = {match.group() for match in codes}
    if (
        len(names) == len(codes) != found[0][1]
        and not re.search(r"\bto\b|–", rest[codes[0].end() : codes[-1].start()])
        and abs(len(codes) - found[0][1]) <= MOST_OFF
    ):
        yield _told(found[0][0], len(codes), sentence.cut(found[0][0].start(), len(sentence.text)), 0.75)


def _months(sentence: Sentence) -> Iterator[Finding]:
    """ "four times a year (January, May and September)"."""
    for match in _TIMES.finditer(sentence.text):
        count, months = number_of(match["n"] or "two") or 0, re.findall(MONTH, match["months"])
        if 2 <= count != len(months) >= 2 and count <= 12 and not _SOME.search(match.group()):
            values = {"stated": re.sub(r"\s+", " ", match["often"]), "listed": len(months)}
            yield told("contradiction.count_and_list", _T, sentence.cut(*match.span()), values, sure=0.75)


def _in_line(sentence: Sentence, after: Sentence | None) -> Iterator[Finding]:
    """ "The four partners are the council, the police and health", "three sites – the quay, the mill, the lock and the pier – "."""
    for match in _LISTED_IN_LINE.finditer(sentence.text):
        named = next(text for name in ("colon", "are", "inside", "dash", "namely") if (text := match[name]) is not None)
        yield from _named(sentence, match, named, match.end())
    counted = _counts_in(sentence.text)
    follows = _THEY_ARE.match(after.text) if after is not None and after.piece is sentence.piece else None
    if follows is not None and len(counted) == 1 and counted[0][0].end() > len(sentence.text) - 25:
        yield from _named(sentence, counted[0][0], follows["list"], len(sentence.text))


def _named(sentence: Sentence, match: re.Match[str], named: str, end: int) -> Iterator[Finding]:
    count = number_of(match["n"]) or 0
    before = sentence.text[: match.start()]
    things = _things(named)
    if (
        not things
        or not 2 <= count <= MOST
        or _PARTLY.search(f"{before[-60:]} {match.groupdict().get('between') or ''} {named}")
        or _CLAUSE.search(named)
        or _SOME_BEFORE.search(before)
    ):
        return
    fewest, most = things
    if not fewest <= count <= most and abs(count - fewest) <= MOST_OFF:
        yield _told(match, fewest, sentence.cut(match.start(), end), 0.7)


def _things(text: str) -> tuple[int, int] | None:
    """How many things a run of words names, at least and at most; None where it is no plain list."""
    parts = [part.strip() for part in text.split(",")]
    last = re.sub(r"^(?:and|or)\s+", "", parts[-1])
    ended = last != parts[-1]
    joined = len(re.findall(r"\band\b|&", last))
    if len(parts) < 2 or not (ended or joined) or any(not part or len(part.split()) > 7 for part in parts):
        return None
    if any(re.match(rf"(?:{WORD}|\d+|both|an?\s+\w+\s+of)\b", part, re.I) for part in (*parts[:-1], last)):
        return None
    return (len(parts), len(parts) + joined) if ended else (len(parts) + 1, len(parts) + joined)


# -- lists ----------------------------------------------------------------------------------------------------------------


def _before_list(script: Script) -> Iterator[Finding]:
    """A heading or a full sentence that announces things of a kind, right before the list of them."""
    for listing in script.flow.lists:
        lead, items = listing.lead, listing.items
        if lead is None or listing.under is not None or len(items) < 2 or lead.kind is BlockKind.ITEM or not _ends_plainly(listing, script):
            continue
        begin, end = lead.sentences[-1] if lead.sentences else (0, len(lead.text))
        text = re.sub(r"\s", " ", lead.text[begin:end])
        found = _counts_in(text)
        if len(found) != 1 or text.rstrip().endswith((":", "?")) or _is_some(text, found[0][0]) or len(text) > 160:
            continue
        match, count = found[0]
        opens = match.start() <= 2
        whole = (
            lead.kind is BlockKind.HEADING
            or re.search(r"\b(?:following|below|here)\b", text, re.I)
            or re.match(rf"\W*(?:{_OF_ALL}\s+)?$", text[: match.start()], re.I)
            or re.search(rf"\b{_OF_ALL}\s*$", text[: match.start()], re.I)
        )
        if (whole or opens) and count != len(items) and abs(count - len(items)) <= MOST_OFF:
            yield _told(match, len(items), [*lead.cut(begin + match.start(), begin + match.end()), *(item.spans[0] for item in items)], 0.7)


def _ends_plainly(listing: Listing, script: Script) -> bool:
    """Whether nothing beside a list may be one of its items: it begins at the first number, and no short line or item follows."""
    first, last = listing.items[0], listing.items[-1]
    if first.number.isdigit() and int(first.number) != 1:
        return False
    if any(script.flow.place(b) - script.flow.place(a) != 1 for a, b in pairwise(listing.items)):
        return False
    after = script.flow.after(last)
    if after is None or after.kind is BlockKind.HEADING:
        return True
    return after.kind is BlockKind.PARAGRAPH and len(after.text.split()) > 8


# -- numbered headings ----------------------------------------------------------------------------------------------------


def _of_series(script: Script) -> Iterator[Finding]:
    """ "our five priorities", where the headings (or the rows of the action plan) run from Priority 1 to Priority 6."""
    headed, lists = _headed(script), {item.section for listing in script.flow.lists for item in listing.items}
    for noun, places in {**_run_through(script), **headed}.items():
        count = len(places)
        for sentence in [*script.sentences, *script.titles]:
            found = [(match, stated) for match, stated in _counts_in(sentence.text) if singular(match["noun"]) == noun]
            if (
                len(found) != 1
                or found[0][1] == count
                or _is_some(sentence.text, found[0][0])
                or _OTHERS.search(sentence.piece.text)
                or sentence.piece.kind is BlockKind.FOOTNOTE
                or noun not in headed
                and sentence.piece.section in lists  # which may hold those that are meant
            ):
                continue
            match, stated = found[0]
            if (
                re.search(rf"\b(?:{_OF_ALL}|all)\s*$", sentence.text[: match.start()], re.I)
                and abs(stated - count) <= MOST_OFF
                and not match["kind"].strip()
            ):
                yield _told(match, count, [*sentence.cut(match.start(), match.end()), *places], 0.75)
                break


def _of_actions(script: Script) -> Iterator[Finding]:
    """ "the plan has 16 actions", where the tables number fewer or more: references that run on without a gap in each of their parts."""
    rows: dict[str, Span] = {}
    for grid in script.flow.grids:
        column = _column_of(grid, "action")
        for row in grid.rows:
            mark = re.fullmatch(r"([A-Z]{1,2}|\d{1,2})[.-]?(\d{1,2}|[a-h])", row[0].text.strip()) if row and column == 1 else None
            if mark is not None:
                rows.setdefault(row[0].text.strip(), script.cell_span(grid, row[0]))
    parts: dict[str, list[str]] = {}
    for name in rows:
        mark = re.fullmatch(r"([A-Z]{1,2}|\d{1,2})[.-]?(\d{1,2}|[a-h])", name)
        if mark is not None:
            parts.setdefault(mark[1], []).append(mark[2])
    if len(parts) < 2 or not all(runs(marks) or marks in (["1"], ["a"]) for marks in parts.values()):
        return
    for sentence in script.sentences:
        for match in _ALL_ACTIONS.finditer(sentence.text):
            count = number_of(match["n"]) or 0
            if count > 3 and count != len(rows) and abs(count - len(rows)) <= MOST_OFF and not _SOME.search(sentence.text[: match.start()]):
                yield _told(match, len(rows), [*sentence.cut(*match.span()), *rows.values()], 0.7)
                return


def _headed(script: Script) -> dict[str, list[Span]]:
    """The things that headings number from the first on without a gap, by their word, and where the headings stand."""
    words = "|".join(sorted(nouns(), key=len, reverse=True))
    headed = re.compile(
        r"^\W*(?:\d{1,2}[.):]?\s+)?" + _HEADED.format(words=words, numbers="one|two|three|four|five|six|seven|eight|nine|ten"), re.I
    )
    found: dict[str, dict[str, Span]] = {}
    titles = [(title.text, title.spans[0]) for title in script.titles]
    titles += [
        (cell.text, script.cell_span(grid, cell))
        for grid in script.flow.grids
        for row in grid.rows
        if grid.is_group(row)
        for cell in row[:1]
    ]
    for text, span in titles:
        match = headed.match(text)
        if match is not None:
            mark = str(number_of(match["mark"]) or match["mark"].casefold())
            found.setdefault(match["word"].casefold(), {}).setdefault(mark, span)
    found = {noun: marks for noun, marks in found.items() if runs(list(marks))}
    return {noun: list(marks.values()) for noun, marks in found.items()}


def _run_through(script: Script) -> dict[str, list[Span]]:
    """What is numbered in other ways, where all that is numbered of a kind has as many."""
    every = numbered(script)
    return {noun: list(found[0].values()) for noun, found in every.items() if len({len(run) for run in found}) == 1}
