"""The cells of a table without a full set of lines: what its rows hold in each column, names of several rows as one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.layout.line import Line, lines_of
from ingest.readers.pdfium import Glyph
from ingest.tables.cells import DraftCell, in_place_of_figure, in_reading_order, is_figure, is_year
from ingest.tables.ink import Columns
from ingest.tables.separators import Separators
from ingest.tables.settled import Placed
from ingest.tables.splitting import OPEN
from ingest.tables.strips import Strip


def cells_of(
    rows: Sequence[Sequence[int]],
    strips: Sequence[Strip],
    placed: Sequence[Placed],
    columns: Columns,
    heights: Sequence[float],
    separators: Separators,
) -> list[DraftCell]:
    """Given the positions of each row's strips, the strips with where their parts stand, the columns, and the heights of drawn lines,
    return the cells."""
    return _merged(_filled(rows, strips, placed, columns), [strips[row[0]] for row in rows], columns, heights, separators)


def _filled(rows: Sequence[Sequence[int]], strips: Sequence[Strip], placed: Sequence[Placed], columns: Columns) -> list[DraftCell]:
    cells: list[DraftCell] = []
    label: DraftCell | None = None  # the last cell of the first column: its words may run on beside the rows that it names
    for number, row in enumerate(rows):
        held: dict[int, list[Glyph]] = {}
        spread: dict[int, int] = {}
        for n in row:
            for column, wide, part in placed[n]:
                held.setdefault(column, []).extend(part.glyphs)
                spread[column] = max(spread.get(column, 1), wide)
        for column in sorted(held):
            lines = in_reading_order(lines_of(held[column]))
            if column == 0 and label is not None and _runs_on(label, lines) and not _counts_anew(held, cells, label):
                label.lines.extend(lines)
                label.rows = number - label.row + 1
                continue
            room = min((other for other in held if other > column), default=len(columns)) - column
            cells.append(DraftCell(number, column, 1, min(spread[column], room), lines, all(line.bold for line in lines)))
            if column == 0:
                label = cells[-1]
        if 0 not in held and label is not None and number and _is_named(held):
            label.rows = number - label.row + 1
    return cells


def _merged(
    cells: list[DraftCell], firsts: Sequence[Strip], columns: Columns, heights: Sequence[float], separators: Separators
) -> list[DraftCell]:
    """Cells with each joined to the one above where the line that parts their rows leaves their column out: one name for several rows.

    `firsts` are the first strips of the rows."""
    for number in range(2, len(firsts)):
        top, bottom = firsts[number - 1].bottom, firsts[number].middle
        if not any(top < height < bottom for height in heights):
            continue
        for column in range(1, len(columns)):
            if separators.spares(top, bottom, *columns[column]):
                _join(cells, number, column)
    return cells


def _join(cells: list[DraftCell], number: int, column: int) -> None:
    """Join the cells of a column in a row and in the one above it, as far as they are there."""
    above = next((c for c in cells if c.column == column and c.row < number == c.row + c.rows and c.columns == 1), None)
    below = next((c for c in cells if c.column == column and c.row == number and c.columns == 1), None)
    if above is not None and below is not None and is_figure(below.text):
        return  # each row has its own: only the names in front are shaded
    if above is not None:
        above.rows += below.rows if below is not None else 1
        if below is not None:
            above.lines.extend(below.lines)
            cells[:] = [cell for cell in cells if cell is not below]
    elif below is not None:
        below.row, below.rows = number - 1, below.rows + 1


def _is_named(held: Mapping[int, Sequence[Glyph]]) -> bool:
    """Whether a row that leaves the first column empty names itself in the second: it stands beside the group that the first one names."""
    return len(held) > 1 and any(glyph.char.isalpha() for glyph in held.get(1, ())) and not is_figure("".join(g.char for g in held[1]))


def _runs_on(label: DraftCell, lines: Sequence[Line]) -> bool:
    """Whether lines in the first column go on what stands in the row above: they begin in lower case, or it ends open, is set as they are
    and is no name over several columns."""
    alike = label.bold == all(line.bold for line in lines)
    return lines[0].text[:1].islower() or label.columns == 1 and alike and bool(OPEN.search(_without_mark(label.lines[-1])))


def _counts_anew(held: Mapping[int, Sequence[Glyph]], cells: Sequence[DraftCell], label: DraftCell) -> bool:
    """Whether a row holds figures in columns where the rows that a name stands beside do, too, and nothing but figures, or begins with a
    capital: "of which homes" below "Burglary" is a row of its own, and so is "Hate crimes" below "People who get on"."""
    behind = {cell.column: cell.text for cell in cells if cell.row >= label.row and cell.column}
    texts = {column: "".join(glyph.char for glyph in glyphs) for column, glyphs in held.items() if column}
    figures = bool(texts) and all(in_place_of_figure(text) and not is_year(text) for text in texts.values())
    return (figures or held[0][0].char.isupper()) and any(
        is_figure(behind.get(column, "")) and is_figure(text) for column, text in texts.items()
    )


def _without_mark(line: Line) -> str:
    """A line's words without the small raised sign of a note at its end."""
    last = line.glyphs[-1]
    return line.text[:-1].rstrip() if last.size < 0.8 * line.glyphs[0].size else line.text
