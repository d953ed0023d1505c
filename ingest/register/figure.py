"""Figures: every number that measures something, in tables (with row, column, unit and period) and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Grid, GridCell, Piece
from ingest.register.lexicon import Lexicon
from ingest.register.measures import MeasureColumns
from ingest.register.roles import NAMED

_YEARS = r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_VALUE = re.compile(
    rf"(?<![\w.,/–-])(?P<value>[-−+]?\s?[£€]\s?{_NUMBER}(?:\s?(?:million|billion|m|bn|k)\b)?"
    rf"|[-−+]?{_NUMBER}\s?%?\s?(?:[-–]|to)\s?{_NUMBER}\s?%|{_NUMBER}\s?(?:[-–]|to)\s?{_NUMBER}(?!\s?[-–/]|\s*year)"
    rf"|[-−+]?{_NUMBER}(?:\s?%|\s?per cent\b|\s?percentage points?\b|\s?million\b|(?:kg|km|mph|m²|m2|sqm)(?!\w))?"
    r"|\b(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?=\s+[a-z]+s\b))"
    r"(?!\d|[./:]\d|,\d|\w)",
    re.I,
)
_DURATION = re.compile(
    r"^\s*[-–]?\s*(?:(?:consecutive|working|calendar)\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|nights?|pm|am)\b", re.I
)
_DENOMINATOR = re.compile(r"\b(?:per|every|in every|for each|out of)\s*$", re.I)
_QUANTIFIER = re.compile(r"All|Over|Under|About|Around|Nearly|Almost|Some|Only|Below|Above|Another")
_TELEPHONE = re.compile(r"\b0\d{2,4}(?:\s?\d{2,4}){1,3}\b")
_EMERGENCY = frozenset({"999", "101", "111", "112"})
_YEAR_OLD = re.compile(r"^\s*(?:(?:and|or|to|[-–])\s*\d+\s*)?[-\s]?years?[-\s]olds?", re.I)
_CELL = re.compile(
    r"^[-−+(<>]?\s?[£€]?\s?[-−+]?(?:\d{1,3}(?: \d{3})+|\d[\d,.]*)\s?(?:%|million|m|k|bn)?(?:\s?[-–]\s?[£€]?\d[\d,.]*\s?%?)?\)?\+?$", re.I
)
_CODE = re.compile(r"^[A-Za-z]{1,6}[\s.-]{0,2}\d{1,3}(?:\.\d{1,2})*[a-z]?$")
_TIME = re.compile(
    r"\b(?:in\s+|\()(?P<unit>days|weeks|months|hours|minutes|years)\b"
    r"|\b(?:average|median|mean|number of|working)\s+(?P<more>days|weeks|months|hours)\b"
    r"|^(?P<first>days|weeks|months|hours|minutes)\b",
    re.I,
)
_NO_UNIT = re.compile(
    r"measures?|indicators?|outcomes?|targets?|outputs?|kpis|actuals|results|totals|figures|numbers|years|data|baselines?|wards?|areas|types|partners"
    r"|leads|owners|notes|comments|priorities|themes|objectives|services|costs|sources|resources|findings|details|options|risks|issues|districts"
    r"|others|ratings|changes|appendices|tables|trends|levels|rates|periods|months|quarters|groups|items|categories|questions|responses?|wards|boroughs",
    re.I,
)
_PER_UNIT = re.compile(
    r"(?:£\s*)?(?:(?<=[£m\d])(?<!20\d\d)(?<!19\d\d)/\s*|\bper\s+)(?:sq(?:uare)?\.?\s*m(?:et(?:re|er)s?)?\b|m2\b|m²|[\d,]+\s+\w+|"
    r"(?!person\b|cent\b)[a-z]{3,}(?:\s+of\s+\w+)?)|\bper\s+\d[\d,]*\d",
    re.I,
)
_UNIT_CELL = re.compile(
    rf"^(?P<value>[£€]?{_NUMBER}(?:\s?(?:[-–]|to)\s?{_NUMBER})?\s?%?\+?)\s+(?P<unit>[a-z(][\w()/-]*(?:\s+[\w()/-]+){{0,4}})\.?$", re.I
)
# What a unit cell counts goes without "or more"; these units are part of the value.
_OR_MORE = re.compile(r"or\s+(?:more|less|fewer|above|below|over|under)\s+", re.I)
_OF_MEASURE = re.compile(r"(?:days?|weeks?|months?|hours?|minutes?|years?|(?:percentage\s+)?points?)\b", re.I)
_RATE_CELL = re.compile(
    rf"^{_NUMBER}\s+(?P<of>[A-Za-z]+)\s+per\s+{_NUMBER}\s+(?P<each>[a-z][a-z. ]*[a-z²2]\.?)$", re.I
)  # "1 job per 14 sq. m"
_AREA = re.compile(r"(?:m²|m2|sqm|km|kg|mph)$")
_SHARE_CELL = re.compile(r"^\d[\d,]*\s+(?:of|out of|in)\s+(?!(?:19|20)\d{2}$)\d[\d,]*$")  # "3 of 9"
# The same with its date: "3 of 9 (2024)".
_DATED_SHARE = re.compile(
    rf"^(?P<value>\d[\d,]*\s+(?:of|out of)\s+\d[\d,]*)\s*[,(]?\s*(?:(?:in|by|at)\s+)?(?P<period>(?:\w{{3,9}}\s+)?{_YEARS})\)?$", re.I
)
_EACH = re.compile(
    r"\b(?:(?:a|each|every|per)\s+(?:year|quarter|month|week|day)|(?:its|the|their)\s+first\s+(?:year|(?:\d+|twelve|six)\s+months))\b", re.I
)
_RUNNING = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,2}\.?$")
_NUMBER_NAME = re.compile(r"(?:no|ref|number|#|id|item|reference)?\.?", re.I)
# Numbers under such a name say which priorities are meant.
_NUMBERS_OF = re.compile(r"(?:objectives?|priorit(?:y|ies)|themes?|strands?|pillars?|missions?)(?:\s+(?:no|number|ref)\.?)?", re.I)
_IS_YEAR = re.compile(rf"^{_YEARS}$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED_YEARS = rf"(?:(?:{_MONTHS}|spring|summer|autumn|winter)\s+)?{_YEARS}"
_PERIOD = re.compile(
    rf"\b(?:(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\s?[-–]\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT"
    rf"|NOV|DEC)[A-Z]*|Q[1-4](?:\s+{_YEARS})?)\b|\b(?:(?:year|quarter|12 months)\s+(?:ending|ended|to)\s+)?{_DATED_YEARS}",
    re.I,
)
# The unit that a table's caption ends with or holds in brackets: "(£)", ", £ million", "(%)", "(numbers)".
_CAPTION_UNIT = re.compile(
    r"(?:\((?:all\s+|in\s+|figures\s+in\s+)?|,\s*(?:in\s+)?|\bin\s+)"
    r"(?P<unit>£\s?(?:millions?|m|k|000s?|thousands?|billions?|bn)?|%|per ?cent|percentages?|(?:(?:thousands|millions)\s+of\s+)?pounds"
    r"|thousands|millions)(?:\)|\s*$)",
    re.I,
)
_TABLE_NAME = re.compile(r"^(?:table|figure|chart)\s+[\w.]+\s*[:.–-]?\s*", re.I)
_SUM_OF_YEARS = re.compile(r"(?:(?:grand\s+)?total|all\s+years|whole\s+period|(?:two|three|four|five)\s+years)\b", re.I)
_SHORT_NAME = 4  # words: a row that names a kind of crime is called no more
_LONGEST_CAPTION = 140  # characters: what is longer tells more than what the table is called
_OFFENCES = re.compile(r"\b(?:offences?|crimes?)\b", re.I)
_DATE_BEFORE = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s*$")
_DATE_AFTER = re.compile(
    r"^\s?(?:st|nd|rd|th)?\s*(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b")
_AGE = re.compile(r"(?:\baged?\b|\bages\b|\bunder|\bover)\s*(?:\d+\s*(?:[-–]|to|and|or)\s*)?$", re.I)
_LAW = re.compile(r"\b(?:sections?|s\.|article|part|schedule|paragraphs?|paras?)\s*(?:\d+\w?\s*(?:and|,|to)\s*)*$", re.I)
_FROM_TO = re.compile(r"\bfrom\s+(?P<from>[£€]?\d[\d,.]*\s?%?)[^.;]{0,60}?\bto\s+(?P<to>[£€]?\d[\d,.]*\s?%?)", re.I)
_NOT_NOUNS = (
    r"(?!(?:less|previous|across|this|was|is|has|as|its|his|us|towards|plus|versus|always|sometimes"
    r"|places|uses|includes|makes|means|requires|provides|gives|takes|shows)\b)"
)
_COUNTS = re.compile(
    rf"^\s+(?:(?:less|fewer|more|new|previous|further|additional)\s+)?(?P<noun>(?:(?!of\b|in\b|for\b|by\b|to\b|at\b|on\b"
    rf"|and\b|or\b|the\b|who\b|were\b|with\b|from\b)[A-Za-z][\w’'-]*\s+){{0,3}}?"
    rf"{_NOT_NOUNS}(?:[A-Za-z][\w’'-]*[a-z]s|people|children|staff|women|men)(?:\s+per\s+\w+){{0,2}})\b"
)
# A change against the year before belongs to the year that it ends with.
_ON_YEAR = re.compile(r"\bon (?:the )?(?:last |previous )?year\b|\byear on year\b|\bannual change\b", re.I)
# Columns that hold one thing at two times.
_STATES = re.compile(r"(?:baseline|start|then|before|previous|last|now|current|latest|today|after|this|target|actual|end)\b", re.I)
_NUMBER_OF = re.compile(r"^(?:Total\s+)?[Nn]umber\s+(?:of\s+)?[^(]*?\b(?P<noun>[a-z]{3,}s)\b[^(]{0,12}\((?:target)?")
_TO = re.compile(rf"(?P<first>[-−+]?{_NUMBER}\s?%?)\s?to\s?(?P<last>{_NUMBER})")
_FROM = re.compile(r"\bfrom\s*$", re.I)
# "94 in 2023", "65% by March 2027", "180 (2024)", "412 offences in 2023/24".
_DATED_CELL = re.compile(
    rf"\s*(?:(?:at least|fewer than|less than|more than|below|under|above|over|no more than|about|all)\s+)?"
    rf"(?P<value>[-−+£€]*{_NUMBER}(?:\s?(?:%|per cent|million|m|bn)\b)?%?)"
    rf"(?:\s+(?!(?:in|by|at|from|to|for|year)\b)(?P<unit>[a-z][\w’'-]*(?:\s+(?!(?:in|by|at|from|to|for)\b)[a-z][\w’'-]*){{0,3}}?))?\s*"
    rf"[,(]?\s*(?:(?:in|by|at|for|from|to|by the end of|baseline)\s+)?(?:the\s+)?"
    rf"(?P<period>(?:year\s+(?:ending|to)\s+)?{_DATED_YEARS})(?:\s+(?:school|financial|calendar|academic|fiscal)\s+year)?\)?\s*$",
    re.I,
)
# A column of rates, and where the text above a table says what they are of ("Rates are per 1,000 residents").
_RATES = re.compile(r"(?:crime\s+)?rates?$", re.I)
_RATE_SAID = re.compile(r"(?<=\s)per\s+\d[\d,]*(?=[^.;]*)", re.I)
_EACH_OF = r"per\s+(?:\d[\d,]*\d(?:\s+(?!(?:across|in|for|of|by|at|to|on|and|or|from|than|with|is|was|are|were)\b)[a-z]+)?|[A-Za-z]+)"
_RATE = re.compile(rf"\s*{_EACH_OF}")
_ITEM_LABEL = re.compile(r"(?P<of>[A-Z][^:.;]{2,90}?):\s")
_LISTED = re.compile(r"(?P<of>[A-Z][A-Za-z ]{2,40}?)\s*[-–:=]\s*$")
_OF = re.compile(
    r"^\s*(?:(?:reduction|increase|decrease|rise|fall|of|in|the|across|drop)\s+)*(?:of|in|across)?\s*(?P<of>[A-Za-z(‘“'\"][^.;:,]{2,80})"
)


def figures(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its figures."""
    found: list[Found] = []
    for grid in flow.grids:
        found += _in_grid(grid, words)
    for piece in flow.pieces:
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            found += _in_piece(piece, words)
    return found


# -- tables ---------------------------------------------------------------------------------------------------------------


def _in_grid(grid: Grid, words: Lexicon) -> Iterator[Found]:
    if _is_contents(grid):
        return
    group, row_name = "", ""
    numbers, measures = _running_numbers(grid), _measures_column(grid, words)
    for number, row in enumerate(grid.rows):
        if _is_group(row, grid):
            group = row[0].text.strip()
            continue
        if number not in grid.carried:
            row_name = _measured(row, measures) or _row_name(row, grid, numbers, words)
        over = _group_over(row, grid)
        for cell in row:
            if cell.column == numbers:
                continue
            yield from _in_cell(grid, row, cell, row_name, over or group, words)


def _measures_column(grid: Grid, words: Lexicon) -> int | None:
    """The column of measures that names the rows, where it stands behind one that several rows share ("What will change"), beside their
    baselines or targets; None where the first columns name them."""
    columns = MeasureColumns(grid, words)
    shared = {cell.column for row in grid.rows for cell in row if cell.rows > 1 and re.search(r"[A-Za-z]{3}", cell.text)}
    if columns.measure is None or not {"baseline", "target"} & set(columns.roles.values()):
        return None
    return columns.measure if any(column < columns.measure for column in shared) else None


def _measured(row: list[GridCell], column: int | None) -> str:
    """The measure that a row is called by, or nothing."""
    named = next((cell.text.strip() for cell in row if column is not None and cell.column == column), "")
    return named if re.search(r"[A-Za-z]{3}", named) else ""


def _group_over(row: list[GridCell], grid: Grid) -> str:
    """The name in the first column that several rows stand beside, or nothing."""
    if grid.header_columns < 2:
        return ""
    return next((cell.text.strip() for cell in (*_covering(row, grid), *row) if cell.column == 0 and cell.rows > 1), "")


def _is_contents(grid: Grid) -> bool:
    """Whether a table is a contents page or a form: no column is named, and its figures stand behind short titles."""
    texts = [cell.text.strip().casefold() for row in grid.rows[:2] for cell in row]
    return "page" in texts or "contents" in texts or (not grid.columns and max((len(row) for row in grid.rows), default=0) <= 2)


def _is_group(row: list[GridCell], grid: Grid) -> bool:
    return len(grid.columns) > 1 and bool(row) and bool(row[0].text.strip()) and not any(cell.text.strip() for cell in row[1:])


def _running_numbers(grid: Grid) -> int | None:
    """The column that does no more than number the rows (1, 2, 3 or 1.1, 1.2, 2.1), under no name or one that says so; None where there is
    none."""
    for column in range(max(grid.header_columns, 1) + 1):
        texts = [cell.text.strip() for row in grid.rows for cell in row if cell.column == column and cell.text.strip()]
        if len(texts) < 2 or not _NUMBER_NAME.fullmatch(grid.columns.get(column, "")) or not all(map(_RUNNING.match, texts)):
            continue
        steps = [tuple(int(part) for part in text.strip(".").split(".")) for text in texts]
        counted = all(b[0] - a[0] == 1 for a, b in zip(steps, steps[1:], strict=False)) or all("." in text.strip(".") for text in texts)
        if counted and all(a < b for a, b in zip(steps, steps[1:], strict=False)):
            return column
    return None


def _row_name(row: list[GridCell], grid: Grid, numbers: int | None, words: Lexicon) -> str:
    """What a row is called: the words of its header columns, or those right behind its running number; an action with its number."""
    wide = max(grid.header_columns, 1)
    if numbers is not None and grid.columns.get(numbers + 1):
        wide = max(wide, numbers + 2)
    named = [cell for cell in (*_covering(row, grid), *row) if cell.column < wide and cell.text.strip()]
    grouped = any(cell.column == 0 and cell.rows > 1 for other in grid.rows for cell in other)
    if named and all(grouped and cell.column == 0 or _CODE.match(cell.text.strip()) for cell in named):
        named += _behind_codes(row, wide)
    names = [cell.text.strip() for cell in named]
    worded = [name for name in names if re.search(r"[A-Za-z]{2}", name)]
    name = (worded or names or [""])[-1]
    if numbers is not None and numbers and words.is_only("action", "headings", grid.columns.get(wide - 1, "")):
        own = next((cell.text.strip() for cell in row if cell.column == numbers), "")
        return f"{own} {name}".strip()
    return name


def _behind_codes(row: list[GridCell], wide: int) -> list[GridCell]:
    """The cell right behind a row's header columns, where it holds words: those columns give no more than a group and a reference."""
    first = next((cell for cell in row if cell.column >= wide and cell.text.strip()), None)
    return [first] if first is not None and re.search(r"[A-Za-z]{3}", first.text) and not _CODE.match(first.text.strip()) else []


def _full_row_name(grid: Grid, row: list[GridCell], cell: GridCell) -> str:
    """The names in all columns of words before the figures: "Zone 1 – Offices"; nothing where only one column names the rows."""
    figures = {other.column for one in grid.rows for other in one if _CELL.match(other.text.strip()) and re.search(r"\d", other.text)}
    first = min((column for column in figures if column >= grid.header_columns), default=cell.column)
    names = [one.text.strip() for row_ in grid.rows for one in row_ if one.column == 0 and one.text.strip() and one.rows == 1]
    if len(set(names)) == len(names) and grid.columns.get(1, "") and not all(_CODE.match(name) for name in names):
        return ""  # the first column tells the rows apart: what stands in the others says more of them
    before = [other for other in (*_covering(row, grid), *row) if other.column < min(first, cell.column) and other.text.strip()]
    names = [other.text.strip() for other in before if other.rows == 1 and not _DATED_CELL.match(other.text)]
    worded = [name for name in names if re.search(r"[A-Za-z]{2}", name) and len(name) <= 80 and not _CODE.match(name)]
    return " – ".join(worded) if len(worded) > 1 else ""


def _covering(row: list[GridCell], grid: Grid) -> list[GridCell]:
    """Cells of rows above that reach down into a row."""
    if not row:
        return []
    own = {cell.column for cell in row}
    page, number = row[0].page, row[0].row
    above = [cell for other in grid.rows for cell in other if cell.page == page and cell.row < number < cell.row + cell.rows]
    return [cell for cell in above if cell.column not in own]


def _in_cell(grid: Grid, row: list[GridCell], cell: GridCell, row_name: str, group: str, words: Lexicon) -> Iterator[Found]:
    text = cell.text.strip()
    if cell.column < grid.header_columns and _CELL.match(text) or _NUMBERS_OF.fullmatch(grid.name_of(cell).strip()):
        return
    if (_CELL.match(text) or _SHARE_CELL.match(text)) and not (_IS_YEAR.match(text) and not _names_year(grid.name_of(cell))):
        yield _cell_figure(grid, row, cell, row_name, group, words)
        return
    rate = _RATE_CELL.match(text)
    if rate is not None:
        one = _cell_figure(grid, row, cell, row_name, group, words)
        one.fields["unit"] = f"{rate['of']} per {rate['each']}"
        yield one
        return
    share = _DATED_SHARE.match(text)
    if share is not None:
        one = _cell_figure(grid, row, cell, row_name, group, words)
        one.fields["value"] = one.words = share["value"]
        one.fields["period"] = share["period"]
        one.spans = (Span(grid.document_id, cell.page, one.spans[0].start, one.spans[0].start + share.end("value")),)
        yield one
        return
    unit = _UNIT_CELL.match(text)
    if (
        unit is not None
        and cell.column >= grid.header_columns
        and not _DATE_AFTER.match(text[unit.end("value") :])
        and not _DATED_CELL.match(text)
    ):
        one = _cell_figure(grid, row, cell, row_name, group, words)
        _take_unit(one, grid, cell, unit)
        yield one
        return
    for item in cell.items:
        yield from _in_words(grid, item, row_name, group, words)


def _take_unit(one: Found, grid: Grid, cell: GridCell, match: re.Match[str]) -> None:
    """Give a figure the unit that its cell prints behind it ("34 days", "95 venues signed up"), and how often it is counted."""
    measure = _OF_MEASURE.match(match["unit"])
    said = _OR_MORE.sub("", match["unit"])
    counts = _COUNTS.match(f" {said}")
    one.fields["value"] = match["value"].strip()
    one.fields["unit"] = measure.group() if measure is not None else counts["noun"] if counts is not None else said
    each = _EACH.search(match["unit"])
    if each is not None and not one.fields.get("period"):
        one.fields["period"] = each.group()
    begin = cell.text.index(match.group())
    end = begin + (match.start("unit") + measure.end() if measure is not None else len(one.fields["value"]))
    one.words = cell.text[begin:end]
    one.spans = (Span(grid.document_id, cell.page, cell.start + begin, cell.start + end),)


def _in_words(grid: Grid, item: GridCell, row_name: str, group: str, words: Lexicon) -> Iterator[Found]:
    """The numbers in a cell's words, or in one item of a list in it; what "Label: 12, rising to 15" counts is named by its label."""
    label, dated = _ITEM_LABEL.match(item.text), _DATED_CELL.match(item.text)
    for start, end in _values(item.text, words):
        if start == 0 and item.column < max(grid.header_columns, 1) and re.match(r"\s+[A-Z]", item.text[end:]):
            continue  # the number of what the row is called by
        fields = _prose_fields(item.text, start, end, words)
        fields["row"], fields["column"] = row_name, grid.name_of(item)
        if label is not None and start >= label.end() and (fields.get("unit", "") != "%" or "%" not in fields["value"]):
            fields["of"] = label["of"].strip()
            fields["unit"] = _counted(label["of"]) or _first_noun(label["of"]) or fields.get("unit", "")
        elif dated is not None and start == dated.start("value"):
            fields["of"] = row_name
            fields["unit"] = dated["unit"] or _cell_unit(grid, fields["value"], fields["column"], group, row_name, words)
            fields["period"] = dated["period"]
        rate = _RATE.match(item.text[end:])
        end += rate.end() if rate is not None else 0
        span = Span(grid.document_id, item.page, item.start + start, item.start + end)
        each = _EACH.search(item.text)
        for period in (_PERIOD.search(fields["column"]), each):
            if period is not None:
                fields.setdefault("period", period.group())
        yield Found(
            EntryKind.FIGURE, item.text[start:end], (span,), fields, grid.trail, how=How.STRUCTURE, confidence=0.8 * grid.confidence
        )


def _names_year(column: str) -> bool:
    return bool(_IS_YEAR.match(column.strip())) or bool(re.search(r"number|total|count|cases|offences", column, re.I))


def _cell_figure(grid: Grid, row: list[GridCell], cell: GridCell, row_name: str, group: str, words: Lexicon) -> Found:
    column = grid.name_of(cell)
    text = cell.text.strip()
    row_name = _full_row_name(grid, row, cell) or row_name
    fields = {"value": text, "row": row_name, "column": column, "of": row_name, "group": group}
    fields["unit"] = _cell_unit(grid, text, column, group, row_name, words)
    if _is_change(column):
        fields["change"] = text
        fields["period"] = _said_near(grid, column)
        _from_to(fields, grid, row, cell)
        if not fields.get("period"):
            fields["period"] = _cell_period(grid, column, row_name)
    else:
        fields["period"] = _cell_period(grid, column, row_name)
    offset = cell.text.index(text)
    span = Span(grid.document_id, cell.page, cell.start + offset, cell.start + offset + len(text))
    sure = grid.confidence * (0.97 if column and row_name else 0.6)
    return Found(EntryKind.FIGURE, text, (span,), fields, grid.trail, confidence=sure)


def _is_change(column: str) -> bool:
    return bool(re.search(r"\b(?:change|difference|variance|\+/-)", column, re.I))


def _from_to(fields: dict[str, str], grid: Grid, row: list[GridCell], cell: GridCell) -> None:
    """A change stands beside the two values it was made from."""
    before = [
        other for other in row if other.column < cell.column and other.column >= grid.header_columns and _CELL.match(other.text.strip())
    ]
    # What two columns of years, or of a start and an end, hold; other columns count other things.
    before = [other for other in before if _PERIOD.search(grid.name_of(other)) or _STATES.match(grid.name_of(other).strip())]
    if len(before) < 2:
        return
    first, second = _made_from(before, cell.text)
    fields["from"], fields["to"] = first.text.strip(), second.text.strip()
    start, end = _cell_period(grid, grid.name_of(first), ""), grid.name_of(second)
    if _PERIOD.search(start) and _PERIOD.search(end) and not fields.get("period"):
        fields["period"] = end if _ON_YEAR.search(grid.name_of(cell)) else f"{start} to {end}"


def _made_from(before: list[GridCell], change: str) -> tuple[GridCell, GridCell]:
    """The two cells that a change was made from: the last and the nearest one before it that give it, else the last two."""
    last = before[-1]
    for first in reversed(before[:-1]):
        start, end, by = _signed(first.text), _signed(last.text), _signed(change)
        moved = 100 * (end - start) / start if "%" in change and "%" not in last.text and start else end - start
        if abs(abs(moved) - abs(by)) <= (0.55 if "." not in change else 0.055):
            return first, last
    return before[-2], last


def _signed(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text).strip(".") or 0)


def _cell_unit(grid: Grid, text: str, column: str, group: str, row_name: str, words: Lexicon) -> str:
    """The unit of a cell: printed in it, in brackets in its column's name or the table's, or the noun that names what is counted."""
    money = "£" in text or "£" in column
    rate = next(
        (match for name in (column, grid.corner, grid.title, group, row_name, grid.caption[-200:]) if (match := _PER_UNIT.search(name))),
        None,
    )
    if rate is None and _RATES.match(column.strip()):
        rate = _RATE_SAID.search(grid.above)
    if rate is not None and (money or "%" not in text):
        return f"£ {rate.group().lstrip('£ ')}" if money else rate.group()
    share = "%" in text or re.search(r"%|\bper ?cent|\bpercentage|\bproportion", row_name, re.I)
    if share and not money:
        return "%"
    if "%" in text or column.strip().startswith("%") or re.search(r"\(%\)|per ?cent", column, re.I):
        return "%"
    if "£" in text or "£" in column:
        return "£"
    bracket = re.search(r"\(([^)]+)\)\s*$", column)
    if bracket:
        return bracket.group(1)
    named = _caption_unit(grid)
    if named and not (named.startswith("£") and _OFFENCES.search(row_name) and len(row_name.split()) <= _SHORT_NAME):
        return named
    return (
        _timed(row_name)
        or _counted(row_name)
        or _noun_above(grid, column, group)
        or _crimes(grid, row_name, words)
        or _head_noun(row_name)
        or _last_noun(grid.caption[-80:])
        or _captioned(grid.caption)
    )


def _caption_unit(grid: Grid) -> str:
    """The unit that a table's caption, title or corner gives in brackets or at its end, or nothing."""
    for name in (grid.caption, grid.title, grid.corner):
        match = _CAPTION_UNIT.search(name) if len(name) <= _LONGEST_CAPTION else None
        if match is not None:
            pounds = re.fullmatch(r"(?:(thousand|million)s of )?pounds", " ".join(match["unit"].casefold().split()))
            if pounds is not None:
                return f"£ {pounds.group(1)}" if pounds.group(1) else "£"
            return "%" if re.match(r"%|per", match["unit"], re.I) else match["unit"].strip()
    return ""


def _crimes(grid: Grid, row_name: str, words: Lexicon) -> str:
    """What crimes and incidents are counted in, where a row's name is no more than the kind of them ("Burglary")."""
    if words.finds("figure", "incidents", row_name):
        return "incidents"
    if words.finds("figure", "offences", row_name) and not _head_noun(row_name):
        return "offences"
    named = _OFFENCES.search(grid.corner) or _OFFENCES.search(_captioned(grid.caption) or grid.title)
    if not named or _head_noun(row_name):
        return ""
    return "crimes" if named.group().casefold() == "crimes" else "offences"


def _captioned(caption: str) -> str:
    """What a table counts, by its caption: the noun before the first preposition ("Recorded offences by ward")."""
    if len(caption) > _LONGEST_CAPTION:
        return ""
    short = _TABLE_NAME.sub("", caption)
    if re.search(r"\brecorded crime\b", short, re.I):
        return "offences"
    counted = _counted(short)
    if counted or short == caption and not re.search(r"\s(?:by|per|in|since|between)\s", short):
        return counted
    return _head_noun(short)


def _timed(row_name: str) -> str:
    """The unit of time that a row's name gives: "Average wait in weeks", "Days to first contact"."""
    match = _TIME.search(row_name)
    return (match["unit"] or match["more"] or match["first"]).casefold() if match is not None else ""


def _counted(row_name: str) -> str:
    match = re.search(r"\bnumber of\s+(?:[\w-]+\s+){0,4}?(?P<noun>[a-z]{3,}s|people|children|women|men)\b", row_name, re.I)
    return match["noun"].casefold() if match is not None else ""


def _noun_above(grid: Grid, column: str, group: str) -> str:
    """The noun at the end of what names a table's columns, groups or rows."""
    # "Priority five: Safer roads and lanes" names what is aimed at, not what is counted.
    names = (column, "" if NAMED.match(group.strip()) else group, grid.title, grid.corner)
    return next((noun for name in names if (noun := _last_noun(name))), "")


def _last_noun(name: str) -> str:
    noun = re.search(r"\b([A-Za-z]{3,}s)\s*:?(?:\s*\([^)]*\))?$", name.strip())
    period = _PERIOD.match(name.strip())  # "2023/24 Offences" counts offences
    dated = _PERIOD.search(name, period.end() if period is not None else 0)
    return noun.group(1).casefold() if noun and not dated and not _NO_UNIT.fullmatch(noun.group(1)) else ""


def _head_noun(row_name: str) -> str:
    """What a row's name counts: the plural before its first preposition ("Hospital admissions for assault")."""
    head = re.split(
        r"\s+(?:for|of|in|by|who|that|which|with|where|from|to|at|on|under|aged|per|and|or|when|having|given)\b|[,(:–]",
        row_name,
        maxsplit=1,
    )[0]
    nouns = re.findall(r"\b([A-Za-z]{3,}s|people|children|women|men)\b", head, re.I)
    # A capital behind the first word makes it a name: "High Fields" counts no fields.
    plural = [noun for noun in nouns if noun[0].islower() or head.strip().startswith(noun) or head.isupper()]
    plural = [noun for noun in plural if not re.search(r"(?:ss|us|is)$", noun, re.I) and not _NO_UNIT.fullmatch(noun)]
    return plural[-1].casefold() if plural else ""


def _first_noun(label: str) -> str:
    """What a label counts: the plural that its first words end with ("Crimes recorded with the rural flag", "People killed")."""
    head = _head_noun(re.split(r"\s+(?:\w+ed|killed|hurt|injured|known|taken|seen|that|above|below)\b", label, maxsplit=1)[0])
    return head or _head_noun(label)


def _cell_period(grid: Grid, column: str, row_name: str) -> str:
    """The period of a cell: in its column's name, its row's, the table's, or the only one that the text above the table names."""
    named = _PERIOD.search(column) or _PERIOD.fullmatch(row_name.strip())
    corner = _PERIOD.fullmatch(grid.corner.strip())
    if named is not None:
        return f"{corner.group()} {named.group()}" if corner is not None and not re.search(r"\d{4}", grid.corner) else named.group()
    said = _said_of_row(grid, column, row_name) or _said_near(grid, column)
    if said:
        return said
    above = _PERIOD.search(grid.title) or _PERIOD.search(grid.caption)
    if corner is not None or above is not None:
        return (corner or above).group()  # type: ignore[union-attr]
    others = [match.group() for _, name in sorted(grid.columns.items()) if (match := _PERIOD.search(name))]
    if others and _RATES.match(column.strip().split(" per ")[0]):
        return others[-1]  # a rate behind the columns of several years is of the last one
    if others:
        return f"{others[0]} to {others[-1]}" if len(others) > 1 and _SUM_OF_YEARS.match(column.strip()) else ""
    # A bare year in the notes is one of publication.
    dated = {said for said in re.findall(_DATED_YEARS, grid.below, re.I) if said[0].isalpha()}
    near = set(re.findall(_YEARS, grid.above)) or dated
    return near.pop() if len(near) == 1 else ""


def _said_of_row(grid: Grid, column: str, row_name: str) -> str:
    """The period that the text near a table gives a column for one row alone ("For people hurt the baseline is 2019 to 2023")."""
    if not re.fullmatch(r"[A-Za-z]+(?: [a-z]+)?", column.strip()) or len(row_name.split()) < 2:
        return ""
    match = re.search(
        rf"\bfor\s+(?:the\s+)?{re.escape(row_name.strip())},?\s+the\s+{re.escape(column.strip())}s?\s+(?:is|are|was|were|covers?)\s+"
        rf"[^.;]{{0,50}}?(?P<period>{_DATED_YEARS}(?:\s+to\s+{_DATED_YEARS})?)",
        f"{grid.above}\n{grid.below}",
        re.I,
    )
    return match["period"] if match is not None else ""


def _said_near(grid: Grid, column: str) -> str:
    """The period that the text above a table, or its notes, give a column by name ("The baseline is 2022/23, targets are for 2028/29")."""
    name = column.strip().casefold().rstrip("s")
    if not re.fullmatch(r"[a-z]+(?: [a-z]+)?", name):
        return ""
    match = re.search(
        rf"\b{re.escape(name)}s?(?:\s+(?:figures?|values?|years?|data|positions?))?\s+(?:(?:is|are|was|were|for|in|of|to|from|covers?|dates?)\s+)*"
        rf"(?:the\s+)?(?P<period>(?:(?:year\s+(?:to|ending)\s+)|mid-)?{_DATED_YEARS}|over\s+(?:\w+|\d+)\s+years)",
        f"{grid.above}\n{grid.below}",
        re.I,
    )
    return match["period"] if match is not None else ""


# -- prose ------------------------------------------------------------------------------------------------------------------


def _in_piece(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for begin, stop in piece.sentences:
        sentence = piece.text[begin:stop]
        for start, end in _values(sentence, words):
            fields = _prose_fields(sentence, start, end, words)
            end = value_end(sentence, start, end)
            yield Found(
                EntryKind.FIGURE, sentence[start:end], piece.cut(begin + start, begin + end), fields, piece.trail, piece.paragraph,
                how=How.LANGUAGE, confidence=0.7,
            )  # fmt: skip


def _values(sentence: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that measure something: no dates, durations, ages, laws, section numbers or telephone numbers."""
    telephones = [match.span() for match in _TELEPHONE.finditer(sentence)]
    for match in _values_apart(sentence):
        value = match["value"].strip()
        start, end = match.start("value"), match.end("value")
        if any(first <= start < last for first, last in telephones) or value == "£000":
            continue
        if "%" in value or "£" in value or "cent" in value or not _names_something(sentence, start, end, value, words):
            yield start + len(match["value"]) - len(match["value"].lstrip()), end


def _values_apart(sentence: str) -> Iterator[re.Match[str]]:
    """The numbers in a sentence; "412 to 350" and "from 71% to 80%" are two, "16 to 24" is one."""
    place = 0
    while (match := _VALUE.search(sentence, place)) is not None:
        both = _TO.search(match["value"])
        if both is not None and (_FROM.search(sentence[: match.start()]) or _size(both["first"]) > _size(both["last"])):
            match = _VALUE.search(sentence, match.start(), match.start("value") + both.end("first")) or match
        yield match
        place = max(match.end(), place + 1)


def _size(number: str) -> float:
    return float(re.sub(r"[^\d.]", "", number) or 0)


def _names_something(sentence: str, start: int, end: int, value: str, words: Lexicon) -> bool:
    """Whether a bare number is a date, a duration, an age, a law's or a part of a name, and measures nothing."""
    before, after = sentence[:start], sentence[end:]
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", value) and before.endswith("(") and after.startswith(")"):
        return True  # "(3.1)": the number of a measure or an action
    if value in _EMERGENCY or re.fullmatch(r"0\d+|\d{5,}", value):
        return True
    if any(pattern.match(after) for pattern in (_DATE_AFTER, _ORDINAL, _DURATION, _YEAR_OLD)) or _IS_YEAR.match(value):
        return True
    if any(pattern.search(before) for pattern in (_LAW, _DENOMINATOR, _DATE_BEFORE)) or _AGE.search(before) and not _COUNTS.match(after):
        return True
    if start == 0 and re.match(r"^[.)]", after) or re.match(r"^\s*(?:or over|and over|and under|or under|or above)\b", after):
        return True
    last = re.search(r"([A-Za-z]+)\.?\s*(?:\d[\d.]*(?:,|\s+and|\s+to|\s*[-–])\s*)*$", before)
    if last is None:
        return False
    return last.group(1).casefold() in words.phrases["figure"]["not_measured"] or _is_in_name(last.group(1), after)


def _is_in_name(last: str, after: str) -> bool:
    """Whether a number stands behind a name of capitals and before no counted thing ("MOPAC 7 Total")."""
    counts = _COUNTS.match(after)
    if _QUANTIFIER.fullmatch(last):
        return False
    return last[:1].isupper() and len(last) > 1 and (counts is None or (last.isupper() and counts["noun"][:1].isupper()))


def value_end(sentence: str, start: int, end: int) -> int:
    """Given a sentence and where a number stands in it, return where its unit ends."""
    after = sentence[end:]
    if _LISTED.search(sentence[:start]):
        return end
    per = _RATE.match(after)
    if per is not None:
        return end + per.end()
    counts = _COUNTS.match(after)
    return end + counts.end() if counts is not None and "%" not in sentence[start:end] and len(counts["noun"].split()) <= 5 else end


def _prose_fields(sentence: str, start: int, end: int, words: Lexicon) -> dict[str, str]:
    value = sentence[start:end].strip()
    before, after = sentence[:start], sentence[end:]
    fields = {"value": value}
    listed = _LISTED.search(before)
    if listed is not None:
        fields["of"] = listed["of"].strip()
        fields["unit"] = "%" if "%" in value else listed["of"].split()[-1].casefold()
        return _with_change(fields, sentence, start, words)
    counts = _COUNTS.match(after)
    if "%" in value or "cent" in value:
        fields["unit"] = "%"
    elif "£" in value:
        fields["unit"] = "£"
    elif (area := _AREA.search(value)) is not None:
        fields["unit"] = area.group()
    elif counts is not None:
        fields["unit"] = counts["noun"]
    per = re.match(rf"^\s*({_EACH_OF})", after)
    if per is not None:
        fields["unit"] = per.group(1)
    counted = _NUMBER_OF.match(before)
    if counted is not None and "unit" not in fields:
        fields["unit"] = counted["noun"]
    of = _OF.match(after)
    fields["of"] = " ".join((of["of"] if of else " ".join(before.split()[-8:])).split()[:8])
    return _with_change(fields, sentence, start, words)


def _with_change(fields: dict[str, str], sentence: str, start: int, words: Lexicon) -> dict[str, str]:
    """The fields with the change a number is part of, and its period, where the sentence gives them."""
    after = sentence[start:]
    _change_fields(fields, sentence, start, words)
    period = re.search(
        rf"\b(?:in|at|to|during|since|for|by|up to|between|from)\s+(?:the\s+(?:year|financial year|end of)\s+)?(?P<p>{_DATED_YEARS})",
        after,
        re.I,
    ) or re.search(rf"(?P<p>{_DATED_YEARS})", sentence, re.I)
    if period is not None:
        fields["period"] = period["p"]
    return fields


def _change_fields(fields: dict[str, str], sentence: str, start: int, words: Lexicon) -> None:
    near = sentence[max(0, start - 45) : start + 45]
    change = words.pattern("figure", "change").search(near)
    if change is not None:
        fields["change"] = change.group()
    both = _FROM_TO.search(sentence)
    if both is not None and both.start() <= start + 60:
        fields["from"], fields["to"] = both["from"].strip(), both["to"].strip()
