"""Figures in the cells of a table, with their row, column, unit and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.documents import Span
from ingest.register.dates import DATED_YEARS, IS_YEAR, YEARS
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Grid, GridCell
from ingest.register.grid import CODE
from ingest.register.lexicon import Lexicon
from ingest.register.measures import MeasureColumns
from ingest.register.number import COUNTS, DATE_AFTER, NUMBER, RATE, fields_of, values_in
from ingest.register.period import PERIOD, names_time, period_of, said_near
from ingest.register.unit import counted, first_noun, unit_beside, unit_of

_CELL = re.compile(
    r"^[-−+(<>]?\s?[£€]?\s?[-−+]?(?:\d{1,3}(?: \d{3})+|\d[\d,.]*)\s?(?:%|million|m|k|bn)?(?:\s?[-–]\s?[£€]?\d[\d,.]*\s?%?)?\)?\+?$", re.I
)
_UNIT_CELL = re.compile(
    rf"^(?P<value>[£€]?{NUMBER}(?:\s?(?:[-–]|to)\s?{NUMBER})?\s?%?\+?)\s+(?P<unit>[a-z(][\w()/-]*(?:\s+[\w()/-]+){{0,4}})\.?$", re.I
)
# What a unit cell counts goes without "or more"; these units are part of the value.
_OR_MORE = re.compile(r"or\s+(?:more|less|fewer|above|below|over|under)\s+", re.I)
_OF_MEASURE = re.compile(r"(?:days?|weeks?|months?|hours?|minutes?|years?|(?:percentage\s+)?points?)\b", re.I)
_RATE_CELL = re.compile(
    rf"^{NUMBER}\s+(?P<of>[A-Za-z]+)\s+per\s+{NUMBER}\s+(?P<each>[a-z][a-z. ]*[a-z²2]\.?)$", re.I
)  # "1 job per 14 sq. m"
_PER_CELL = re.compile(rf"^(?P<value>{NUMBER})\s+(?P<unit>per\s+\d[\d,]*(?:\s+[a-z]+){{0,2}})$", re.I)  # "12.7 per 1,000 people"
_SHARE_CELL = re.compile(r"^\d[\d,]*\s+(?:of|out of|in)\s+(?!(?:19|20)\d{2}$)\d[\d,]*$")  # "3 of 9"
# The same with its date: "3 of 9 (2024)".
_DATED_SHARE = re.compile(
    rf"^(?P<value>\d[\d,]*\s+(?:of|out of)\s+\d[\d,]*)\s*[,(]?\s*(?:(?:in|by|at)\s+)?(?P<period>(?:\w{{3,9}}\s+)?{YEARS})\)?$", re.I
)
_OF_SURVEY = re.compile(
    rf"{YEARS}\s+(?:[\w’'-]+\s+){{0,2}}(?:surveys?|polls?|audits?|census|results?|figures?|data|outturns?|baselines?|counts?|estimates?)\.?",
    re.I,
)
_EACH = re.compile(
    r"\b(?:(?:a|each|every|per)\s+(?:year|quarter|month|week|day)|(?:its|the|their)\s+first\s+(?:year|(?:\d+|twelve|six)\s+months))\b", re.I
)
# What stands around a figure: arrows that say which way it moved, small signs that point to a note, "(p)" for provisional.
_MARKED = re.compile(
    rf"\s*(?:[▲▼△▽↑↓↗↘→←⬆⬇]\s*)?(?P<figure>[-−–+(<>]?\s?[£€]?\s?[-−+]?{NUMBER}\s?(?:%|million|m|k|bn)?\)?)"
    rf"\s*(?:(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}|[(\[][a-z][)\]])\s*)?(?:[▲▼△▽↑↓↗↘→←⬆⬇]\s*)?",
    re.I,
)
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})")
_VERSION = re.compile(r"(?:version|issue|revision|draft)(?:\s+(?:no|number)\.?)?", re.I)
_OF_VERSION = re.compile(r"(?:v?\d{1,2}(?:\.\d{1,2}){1,2}|v?\d)(?:\s*\(?(?:final|draft|approved)\)?)?", re.I)  # sums under "Draft" are none
_RUNNING = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,2}\.?$")
_NUMBER_NAME = re.compile(r"(?:no|ref|number|#|id|item|reference)?\.?", re.I)
# Numbers under such a name say which priorities are meant.
# A code and a number before a row's name.
_CODED = re.compile(r"^(?P<letters>[A-Z]{1,4})[ .-]?(?P<number>\d{1,2})[.:)]?\s+(?=[A-Za-z%])")
_NUMBERS_OF = re.compile(r"(?:objectives?|priorit(?:y|ies)|themes?|strands?|pillars?|missions?)(?:\s+(?:no|number|ref)\.?)?", re.I)
# A change against the year before belongs to the year that it ends with.
_ON_YEAR = re.compile(r"\bon (?:the )?(?:last |previous )?year\b|\byear on year\b|\bannual change\b", re.I)
# Columns that hold one thing at two times.
_STATES = re.compile(r"(?:baseline|start|then|before|previous|last|now|current|latest|today|after|this|target|actual|end)\b", re.I)
# "94 in 2023", "65% by March 2027", "180 (2024)", "412 offences in 2023/24".
_DATED_CELL = re.compile(
    rf"^\s*(?:(?:at least|fewer than|less than|more than|below|under|above|over|no more than|about|all)\s+)?"
    rf"(?P<value>[-−+£€]*{NUMBER}(?:\s?(?:%|per cent|million|m|bn)\b)?%?)"
    rf"(?:\s+(?!(?:in|by|at|from|to|for|year)\b)(?P<unit>[a-z][\w’'-]*(?:\s+(?!(?:in|by|at|from|to|for)\b)[a-z][\w’'-]*){{0,3}}?))?\s*"
    rf"(?:[,(]\s*)?(?:(?:in|by|at|for|from|to|by the end of|baseline)\s+)?(?:the\s+)?"
    rf"(?P<period>(?:year\s+(?:ending|to)\s+)?{DATED_YEARS}(?:\s+(?:to|and)\s+{DATED_YEARS})?)"
    rf"(?:\s+(?:school|financial|calendar|academic|fiscal)\s+year)?\)?\s*$",
    re.I,
)
_ITEM_LABEL = re.compile(r"(?P<of>[A-Z][^:.;]{2,90}?):\s")


def figures_in(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """Given a table, return the figures in its cells."""
    if _is_contents(grid):
        return
    group, row_name = "", ""
    columns = MeasureColumns(grid, words)
    numbers, measures = _running_numbers(grid), _measures_column(grid, columns)
    coded = _is_coded(grid)
    for number, row in enumerate(grid.rows):
        if grid.is_group(row):
            group = row[0].text.strip()
            continue
        if number not in grid.carried:
            row_name = _measured(row, measures) or _row_name(row, grid, numbers, words)
            row_name = _CODED.sub("", row_name) if coded else row_name
        if _numbers_across(row) or len(row) <= 2 and _is_reference(row, words):
            continue
        over = _group_over(row, grid)
        periods, noted = columns.periods_of(row), columns.noted_in(row)
        for cell in row:
            if cell.column == numbers or cell.column in grid.references:
                continue
            own = noted.get(cell.column) or ("" if PERIOD.search(grid.name_of(cell)) else periods.get(cell.column, ""))
            for one in _in_cell(grid, row, cell, row_name, over or group, words):
                if own:
                    one.fields["period"] = own
                yield one


def _numbers_across(row: list[GridCell]) -> bool:
    """Whether a row does no more than number the columns: 1, 2, 3 above what stands on tiles side by side."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    return (
        len(texts) > 2
        and all(re.fullmatch(r"\d{1,2}", text) for text in texts)
        and [int(t) for t in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))
    )


def _is_reference(row: list[GridCell], words: Lexicon) -> bool:
    """Whether a row of a form gives the version or number of something ("Version: 2.1")."""
    return bool(row) and row[0].text.strip(" :.").casefold() in words.phrases["figure"]["not_measured"]


def _measures_column(grid: Grid, columns: MeasureColumns) -> int | None:
    """The column of measures that names the rows, where it stands behind one that several rows share ("What will change"), beside their
    baselines or targets; None where the first columns name them."""
    shared = {cell.column for cell in grid.cells if cell.rows > 1 and re.search(r"[A-Za-z]{3}", cell.text)}
    if columns.measure is None or not {"baseline", "target"} & set(columns.roles.values()):
        return None
    return columns.measure if any(column < columns.measure for column in shared) else None


def _measured(row: list[GridCell], column: int | None) -> str:
    """The measure that a row is called by, or nothing."""
    named = next((cell.text.strip() for cell in row if column is not None and cell.column == column), "")
    return named if re.search(r"[A-Za-z]{3}", named) else ""


def _group_over(row: list[GridCell], grid: Grid) -> str:
    """The name in the first column that several rows stand beside, or nothing."""
    return next((cell.text.strip() for cell in (*grid.covering(row), *row) if cell.column == 0 and cell.rows > 1), "")


def _is_contents(grid: Grid) -> bool:
    """Whether a table is a contents page or a form: no column is named, and its figures stand behind short titles and are no shares."""
    texts = [cell.text.strip().casefold() for row in grid.rows[:2] for cell in row]
    if "page" in texts or "contents" in texts:
        return True
    narrow = not grid.columns and max((len(row) for row in grid.rows), default=0) <= 2
    return narrow and not all(row[-1].text.strip().endswith("%") and _CELL.match(row[-1].text.strip()) for row in grid.rows if row)


def _running_numbers(grid: Grid) -> int | None:
    """The column that does no more than number the rows (1, 2, 3 or 1.1, 1.2, 2.1), under no name or one that says so; None where there is
    none."""
    for column in range(max(grid.header_columns, 1) + 1):
        texts = [cell.text.strip() for cell in grid.cells if cell.column == column and cell.text.strip()]
        if len(texts) < 2 or not _NUMBER_NAME.fullmatch(grid.columns.get(column, "")) or not all(map(_RUNNING.match, texts)):
            continue
        steps = [tuple(int(part) for part in text.strip(".").split(".")) for text in texts]
        counted = all(b[0] - a[0] == 1 for a, b in zip(steps, steps[1:], strict=False)) or all("." in text.strip(".") for text in texts)
        if counted and all(a < b for a, b in zip(steps, steps[1:], strict=False)):
            return column
    return None


def _is_coded(grid: Grid) -> bool:
    """Whether the names in a table's first column each begin with a code that counts them: "M1 Boats lost", "M2 Lamps lit"."""
    names = [row[0].text.strip() for row in grid.rows if len(row) > 1 and row[0].column == 0]
    codes = [match for name in names if (match := _CODED.match(name)) is not None]
    steps = [int(after["number"]) - int(before["number"]) for before, after in pairwise(codes)]
    behind = {name[match.end() :].casefold() for name, match in zip(names, codes, strict=False)}
    return len(codes) == len(names) == len(behind) > 2 and len({match["letters"] for match in codes}) == 1 and set(steps) == {1}


def _row_name(row: list[GridCell], grid: Grid, numbers: int | None, words: Lexicon) -> str:
    """What a row is called: the words of its header columns, or those right behind its running number; an action with its number."""
    wide = max(grid.header_columns, 1)
    if numbers is not None and grid.columns.get(numbers + 1):
        wide = max(wide, numbers + 2)
    named = [cell for cell in (*grid.covering(row), *row) if cell.column < wide and cell.text.strip()]
    grouped = any(cell.column == 0 and cell.rows > 1 for cell in grid.cells)
    if named and all(grouped and cell.column == 0 or CODE.match(cell.text.strip()) for cell in named):
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
    return [first] if first is not None and re.search(r"[A-Za-z]{3}", first.text) and not CODE.match(first.text.strip()) else []


def _full_row_name(grid: Grid, row: list[GridCell], cell: GridCell) -> str:
    """The names in all columns of words before the figures: "Zone 1 – Offices"; nothing where only one column names the rows."""
    figures = {other.column for other in grid.cells if _CELL.match(other.text.strip()) and re.search(r"\d", other.text)}
    first = min((column for column in figures if column >= grid.header_columns), default=cell.column)
    names = [one.text.strip() for one in grid.cells if one.column == 0 and one.text.strip() and one.rows == 1]
    if len(set(names)) == len(names) and grid.columns.get(1, "") and not all(CODE.match(name) for name in names):
        return ""  # the first column tells the rows apart: what stands in the others says more of them
    before = [other for other in (*grid.covering(row), *row) if other.column < min(first, cell.column) and other.text.strip()]
    names = [other.text.strip() for other in before if other.rows == 1 and not _DATED_CELL.match(other.text)]
    worded = [name for name in names if re.search(r"[A-Za-z]{2}", name) and len(name) <= 80 and not CODE.match(name)]
    return " – ".join(worded) if len(worded) > 1 else ""


def _in_cell(grid: Grid, row: list[GridCell], cell: GridCell, row_name: str, group: str, words: Lexicon) -> Iterator[Found]:
    cell = _without_marks(cell)
    text = cell.text.strip()
    if cell.column < grid.header_columns and _CELL.match(text) or _NUMBERS_OF.fullmatch(grid.name_of(cell).strip()):
        return
    before = [other.text for other in row if other.column < cell.column][-1:]
    labels = (grid.name_of(cell), *before)
    if (
        _DATE.fullmatch(text)
        or _OF_SURVEY.fullmatch(text)
        or _OF_VERSION.fullmatch(text)
        and any(_VERSION.fullmatch(label.strip(" :.")) for label in labels)
    ):
        return  # when, where from, and which version: "24.07.17", "2030 survey", "1.2" under "Version"
    if IS_YEAR.match(text) and text == grid.name_of(cell).strip():
        return  # the names of the columns, printed again above another group of rows
    if (_CELL.match(text) or _SHARE_CELL.match(text)) and not (IS_YEAR.match(text) and not _names_year(grid.name_of(cell))):
        yield _cell_figure(grid, row, cell, row_name, group, words)
        return
    alone = _PER_CELL.match(text)
    if alone is not None:
        one = _cell_figure(grid, row, cell, row_name, group, words)
        one.fields["value"], one.fields["unit"] = alone["value"], alone["unit"]
        yield one
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
        and not DATE_AFTER.match(text[unit.end("value") :])
        and not _DATED_CELL.match(text)
    ):
        one = _cell_figure(grid, row, cell, row_name, group, words)
        _take_unit(one, grid, cell, unit)
        yield one
        return
    names = cell.column < grid.header_columns and any(_CELL.match(other.text.strip()) for other in row if other.column > cell.column)
    for item in cell.items:
        # A bare number in the name of a row of figures is part of the name: "Aged 16 to 24", "Calls answered in 10 seconds".
        found = _in_words(grid, item, row_name, group, words)
        yield from (one for one in found if not names or re.search(r"[£%]", one.words))


def _without_marks(cell: GridCell) -> GridCell:
    """A cell that holds a figure with an arrow or the sign of a note, without those."""
    match = _MARKED.fullmatch(cell.text)
    return cell.cut(*match.span("figure")) if match is not None else cell


def _take_unit(one: Found, grid: Grid, cell: GridCell, match: re.Match[str]) -> None:
    """Give a figure the unit that its cell prints behind it ("34 days", "95 venues signed up"), and how often it is counted."""
    measure = _OF_MEASURE.match(match["unit"])
    said = _OR_MORE.sub("", match["unit"])
    counts = COUNTS.match(f" {said}")
    one.fields["value"] = match["value"].strip()
    share = "%" in match["value"] and measure is None
    one.fields["unit"] = "%" if share else measure.group() if measure is not None else counts["noun"] if counts is not None else said
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
    places = list(values_in(item.text, words))
    lasts = dated is not None and _OF_MEASURE.match(dated["unit"] or "")
    if dated is not None and lasts and item.column >= grid.header_columns and dated.start("value") not in [start for start, _ in places]:
        places.insert(0, dated.span("value"))  # a length of time counts where a table gives it its date
    for start, end in places:
        if start == 0 and item.column < max(grid.header_columns, 1) and re.match(r"\s+[A-Z]", item.text[end:]):
            continue  # the number of what the row is called by
        fields = fields_of(item.text, start, end, words)
        fields["row"], fields["column"] = row_name, grid.name_of(item)
        if label is not None and start >= label.end() and (fields.get("unit", "") != "%" or "%" not in fields["value"]):
            fields["of"] = label["of"].strip()
            fields["unit"] = counted(label["of"]) or first_noun(label["of"]) or fields.get("unit", "") or _last_plural(label["of"])
        elif dated is not None and start == dated.start("value"):
            fields["of"] = row_name
            fields["unit"] = dated["unit"] or unit_of(grid, fields["value"], fields["column"], group, row_name, words)
            fields["period"] = dated["period"]
        rate = RATE.match(item.text[end:])
        end += rate.end() if rate is not None else 0
        span = Span(grid.document_id, item.page, item.start + start, item.start + end)
        each = _EACH.search(item.text)
        said = period_of(grid, fields["column"], row_name, group) if PERIOD.search(fields["column"]) else ""
        for period in (said, each.group() if each is not None else ""):
            if period:
                fields.setdefault("period", period)
        yield Found(
            EntryKind.FIGURE, item.text[start:end], (span,), fields, grid.trail, how=How.STRUCTURE, confidence=0.8 * grid.confidence
        )


def _last_plural(label: str) -> str:
    """The plural that a label ends with ("Watch groups")."""
    match = re.search(r"\b[a-z]{3,}s$", label)
    return match.group() if match is not None else ""


def _names_year(column: str) -> bool:
    return bool(IS_YEAR.match(column.strip())) or bool(re.search(r"number|total|count|cases|offences", column, re.I))


def _cell_figure(grid: Grid, row: list[GridCell], cell: GridCell, row_name: str, group: str, words: Lexicon) -> Found:
    column = grid.name_of(cell)
    text = cell.text.strip()
    row_name = _full_row_name(grid, row, cell) or row_name
    fields = {"value": text, "row": row_name, "column": column, "of": column if names_time(row_name) else row_name, "group": group}
    fields["unit"] = unit_beside(grid, row) or unit_of(grid, text, column, group, row_name, words)
    if _is_change(column):
        fields["change"] = text
        fields["period"] = said_near(grid, column)
        _from_to(fields, grid, row, cell)
        if not fields.get("period"):
            fields["period"] = period_of(grid, column, row_name, group)
    else:
        fields["period"] = period_of(grid, column, row_name, group)
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
    before = [other for other in before if PERIOD.search(grid.name_of(other)) or _STATES.match(grid.name_of(other).strip())]
    if len(before) < 2:
        return
    first, second = _made_from(before, cell.text)
    fields["from"], fields["to"] = first.text.strip(), second.text.strip()
    start, end = period_of(grid, grid.name_of(first), ""), PERIOD.search(grid.name_of(second))
    if PERIOD.search(start) and end is not None and not fields.get("period"):
        one = _ON_YEAR.search(grid.name_of(cell)) or start == end.group()  # a budget and what was spent of it are of one year
        fields["period"] = end.group() if one else f"{start} to {end.group()}"


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
