"""Tables of contents in a PDF: which blocks of a page only say on which page something else stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.draft import Draft
from ingest.layout.line import Line
from ingest.tables import DraftTable

_TITLE = re.compile(
    r"^(?:table of )?contents(?: page)?:?$|^index$|^(?:what(?:[’']s| is) )?inside(?: this (?:plan|strategy|report|review))?:?$", re.I
)
_LINE = re.compile(r"^.{2,120}?(?:\.{4,}|…{2,}|(?:\s\.){3,}|\s)\s*(?:page\s+)?\d{1,3}$", re.I)
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\s\.){3,}")
_PAGE_COLUMN = re.compile(r"^(?:page(?:s|\(s\))?(?: (?:nos?\.?|numbers?))?|pp?\.|no\.?)$", re.I)
_PAGES = re.compile(r"(?:page\s*)?(\d{1,3})(?:\s?[-–]\s?\d{1,3})?", re.I)
_NUMBERED_ROW = re.compile(r"(?:^|[\s.…])\d{1,3}$")
_LONG = 200  # characters: what is longer is running text


def contents_of(drafts: Sequence[Draft], tables: Sequence[DraftTable], goes_on: bool) -> set[int]:
    """Given a page's blocks and tables, return the positions of the blocks that are a table of contents.

    `goes_on` says whether one ran up to the end of the page before.
    """
    found = {n for n in range(len(drafts)) if _is_line(drafts, n) or _is_table(drafts[n], tables, goes_on and n == 0)}
    titles = [position for position, draft in enumerate(drafts) if _is_title(draft, tables)]
    if titles or goes_on:
        start = titles[0] if titles else 0
        end = _end(drafts, tables, start)
        found.update(range(start, end))
        if titles and start + 1 in found:
            found.add(start)
    return found


def _end(drafts: Sequence[Draft], tables: Sequence[DraftTable], start: int) -> int:
    """Where the listing that starts at a block ends: behind its last row with a page number, or `start` where too few rows have one."""
    lines = [(position, line) for position in range(start, len(drafts)) for line in _lines(drafts[position], tables)]
    rows: list[list[tuple[int, Line]]] = []
    for position, line in sorted(lines, key=lambda item: item[1].bottom):
        if rows and abs(rows[-1][0][1].bottom - line.bottom) < 0.35 * line.size:
            rows[-1].append((position, line))
        else:
            rows.append([(position, line)])
    numbered = [row for row in rows if any(_NUMBERED_ROW.search(line.text) for _, line in row)]
    if len(numbered) < 3:
        return start
    end = max(position for row in numbered for position, _ in row) + 1
    listed = [row for row in rows if any(position < end for position, _ in row)]
    if len(numbered) < 0.4 * len(listed) or any(len(draft.text) > _LONG and draft.table is None for draft in drafts[start:end]):
        return start
    # What little stands below on the same page (a list of appendices) belongs to the listing.
    return len(drafts) if all(len(draft.text) <= _LONG for draft in drafts[end:]) else end


def _lines(draft: Draft, tables: Sequence[DraftTable]) -> list[Line]:
    if draft.table is None:
        return draft.lines
    return [line for cell in tables[draft.table].cells for line in cell.lines]


def _is_line(drafts: Sequence[Draft], position: int) -> bool:
    """A line that ends in a page number counts as contents where it has leaders or its neighbours look the same."""
    text = drafts[position].text
    if drafts[position].table is not None or not _LINE.match(text):
        return False
    if _LEADERS.search(text):
        return True
    near = drafts[max(0, position - 2) : position + 3]
    return sum(1 for draft in near if draft.lines and _LINE.match(draft.text)) >= 3


def _is_title(draft: Draft, tables: Sequence[DraftTable]) -> bool:
    """Whether a block says "Contents", or is a table that starts with it."""
    if draft.table is None:
        return bool(_TITLE.match(draft.text.strip()))
    return any(_TITLE.match(cell.text.strip()) for cell in tables[draft.table].row(0))


def _is_table(draft: Draft, tables: Sequence[DraftTable], goes_on: bool) -> bool:
    """A table whose first or last column holds rising page numbers; fewer will do under the word "Page" or where one goes on. A last column
    with another name holds something else, and two listings side by side are one."""
    table = tables[draft.table] if draft.table is not None else None
    if table is None or table.column_count > 3:
        return table is not None and _is_side_by_side(table)
    rows = [table.row(number) for number in range(table.row_count)]
    behind = [row[-1].text.strip() for row in rows if len(row) >= 2 and row[-1].lines]
    if behind and (goes_on or _PAGE_COLUMN.match(behind[0])):
        named = behind[1:] if _PAGE_COLUMN.match(behind[0]) else behind
        return _are_pages(named, 1)
    before = [row[0].text.strip() for row in rows[table.header_rows :] if len(row) >= 2 and row[0].lines]
    if table.header_rows and any(cell.column == table.column_count - 1 and cell.lines for cell in rows[table.header_rows - 1]):
        behind = []
    return _are_pages(behind, 3) or _are_pages(before, 3) and before[-1] != str(len(before))


def _is_side_by_side(table: DraftTable) -> bool:
    """Whether a table without headings is two or three listings beside each other: behind each column of titles one of page numbers, which
    rise down the columns, one after the other, or row by row."""
    columns = [[cell.text.strip() for cell in table.cells if cell.column == n and cell.lines] for n in range(table.column_count)]
    if table.header_rows or table.column_count not in (4, 6) or any(_PAGES.fullmatch(text) for held in columns[::2] for text in held):
        return False
    across = [cell.text.strip() for n in range(table.row_count) for cell in table.row(n) if cell.column % 2 and cell.lines]
    return any(_are_pages(texts, 4) for texts in ([text for held in columns[1::2] for text in held], across))


def _are_pages(texts: Sequence[str], least: int) -> bool:
    pages = [int(match.group(1)) for text in texts if (match := _PAGES.fullmatch(text))]
    return len(pages) >= least and len(pages) >= 0.7 * len(texts) and pages == sorted(pages)
