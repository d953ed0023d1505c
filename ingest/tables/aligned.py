"""Tables without a full set of lines: from printed lines that share gutters, and whatever is drawn between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import median

from ingest.layout.box import Region
from ingest.layout.line import Line
from ingest.readers.pdfium import Rule
from ingest.tables.cards import mark_cards
from ingest.tables.cells import DraftTable
from ingest.tables.columns import columns_by_order, supported
from ingest.tables.filling import cells_of
from ingest.tables.fitting import inside
from ingest.tables.flows import flows_of
from ingest.tables.headers import judge_headers
from ingest.tables.heading_rows import SMALLER, levelled_heads, with_headings
from ingest.tables.ink import Columns
from ingest.tables.rows import rows_of
from ingest.tables.separators import Separators
from ingest.tables.settled import banded_names, is_group, settled
from ingest.tables.spanning import MOST_HEADS, group_heads, spread_heads
from ingest.tables.strips import Part, Strip, strips_of
from ingest.tables.tabular import is_table
from ingest.tables.turned import add_turned_heads
from ingest.tables.twins import parted_twins
from ingest.tables.zones import Zone, zones_of


def unruled_tables(lines: Sequence[Line], first: int, rules: Sequence[Rule] = ()) -> tuple[list[DraftTable], list[Line]]:
    """Given the lines outside ruled tables and what is drawn on the page, return tables inferred from alignment (numbered from `first`)
    and the lines left over."""
    separators = Separators(rules)
    mark_cards(lines, rules)
    cards: dict[int, list[Line]] = {}
    for line in lines:
        cards.setdefault(line.card, []).append(line)
    flows = [flow for card, held in cards.items() for flow in ([held] if card >= 0 else flows_of(held))]
    tables = [part for flow in flows for table in _tables_in(flow, separators) for part in parted_twins(table)]
    add_turned_heads(tables, lines)
    for position, table in enumerate(tables, start=first):
        table.region.table = position
    used = {id(glyph) for table in tables for cell in table.cells for line in cell.lines for glyph in line.glyphs}
    return tables, [line for line in lines if id(line.glyphs[0]) not in used]


def _tables_in(lines: Sequence[Line], separators: Separators) -> list[DraftTable]:
    """The tables among the lines of one text."""
    strips = strips_of(lines)
    zones = with_headings(strips, zones_of(strips, separators), separators)
    found = [_table(strips[zone.first : zone.last + 1], zone, separators) for zone in zones]
    return [table for table in found if table is not None]


def rest_of(
    table: DraftTable, lines: Sequence[Line], position: int, rules: Sequence[Rule], at_top: bool, known: Collection[int] = ()
) -> tuple[DraftTable | None, list[Line]]:
    """Given a table without lines, the lines of the page before or after it, the place its rest there would have among that page's
    tables and what is drawn there, return the rest that stands at that page's top (or foot) in the same columns, and the lines left over.

    `known` holds the identities of lines that were seen to be of a table: above the rest they are its headings."""
    strips = strips_of(lines)
    ordered = strips if at_top else strips[::-1]
    columns = list(table.extents)
    size = median(line.size for cell in table.cells for line in cell.lines)
    run: list[Strip] = []
    for strip in ordered:
        if (
            abs(strip.size - size) > (0.1 if at_top or table.header_rows or not _are_small_heads(strip) else SMALLER) * size
            or run
            and abs(strip.bottom - run[-1].bottom) > 4 * strip.em
            or not all(inside(columns, part) for part in strip.parts)
        ):
            break
        run.append(strip)
    while run and len(run[-1].parts) < 2:
        run.pop()
    if not run:
        return None, list(lines)
    heads = [] if at_top else _heads_over(run, ordered[len(run) : len(run) + MOST_HEADS], known)
    run = run if at_top else [*heads[::-1], *run[::-1]]
    zone = Zone(0, len(run) - 1, columns, set(range(len(heads))))
    found = _built(position, run, columns, zone, Separators(rules))[0]
    used = {id(line) for strip in run for line in strip.lines}
    return found, [line for line in lines if id(line) not in used]


def _are_small_heads(strip: Strip) -> bool:
    """Whether a strip may be headings in smaller type than the rows: bold, or in capitals."""
    return len(strip.parts) > 2 and all(part.bold or part.text.upper() == part.text for part in strip.parts)


def _heads_over(run: Sequence[Strip], above: Sequence[Strip], known: Collection[int]) -> list[Strip]:
    """The strips right above a run (given from its foot up) that are rows of headings: known to be of a table, or bold like its first, as
    several or as one right of its first."""
    heads: list[Strip] = []
    for strip in above:
        last = heads[-1] if heads else run[-1]
        several = len(strip.parts) > 1 or strip.parts[0].x0 > last.parts[0].x1 and strip.parts[0].x1 <= last.parts[-1].x1 + strip.em
        bold = several and all(part.bold for part in (*strip.parts, *last.parts))
        if last.top - strip.bottom > 2 * strip.em or not bold and not all(id(line) in known for line in strip.lines):
            break
        heads.append(strip)
    return heads


def _table(strips: Sequence[Strip], zone: Zone, separators: Separators) -> DraftTable | None:
    strips, zone = levelled_heads(strips, zone)
    columns = columns_by_order(strips, zone) or supported(zone.columns, strips)
    table, drawn = _built(0, strips, columns, zone, separators)
    return table if is_table(table.cells, len(columns), table.row_count, drawn) else None


def _built(position: int, strips: Sequence[Strip], columns: Columns, zone: Zone, separators: Separators) -> tuple[DraftTable, int]:
    """The table that strips make, and how many lines are drawn between its rows."""
    x0, x1 = columns[0][0], columns[-1][1]
    heights = separators.heights(strips[0].top - 2.5 * strips[0].em, strips[-1].bottom + 2.5 * strips[-1].em, x0, x1)
    crossing = {n - zone.first for n in zone.crossing}
    heads = group_heads(strips, crossing, columns)
    placed = [settled(strip, columns) for strip in strips]
    spread_heads(strips, placed, heads, columns, separators)
    for n in banded_names(strips, columns, heights) - heads:
        placed[n] = [(0, len(columns), Part([glyph for part in strips[n].parts for glyph in part.glyphs]))]
    groups = {n for n, held in enumerate(placed) if is_group(strips[n], held)}
    rows = rows_of(strips, placed, heights, len(columns), crossing | heads | groups, groups)
    cells = cells_of(rows, strips, placed, columns, heights, separators)
    drawn = sum(1 for height in heights if strips[0].bottom < height < strips[-1].bottom)
    boxes = [part for strip in strips for part in strip.parts]
    region = Region(position, min(b.x0 for b in boxes), strips[0].top, max(b.x1 for b in boxes), strips[-1].bottom)
    edges = tuple(round(left) for left, _ in columns)
    table = DraftTable(region, cells, edges, tuple(columns), ruled=False, confidence=0.8 if drawn else 0.6)
    judge_headers(table)
    return table, drawn
