"""Tables of which only the head is drawn, cell by cell, and lines across."""

from __future__ import annotations

from ingest.readers.pdfium import Glyph, Rule
from ingest.tables import ruled_tables
from ingest.tables.shaded_heads import headed_grids
from tests.ingest.glyphs import line_of
from tests.ingest.tables.test_cards import box

HEAD = 104.0  # points: where the names of the columns stand, in bold
EDGES = [50.0, 90.0, 230.0, 300.0, 360.0, 430.0]


def head(top: float = 100.0, cells: int = 5) -> list[Rule]:
    """A head of shaded cells with bare strips of three points between them."""
    return [rule for a, b in zip(EDGES[:cells], EDGES[1:], strict=False) for rule in box(a, top, b - 3.0, top + 16.0)]


def rows(*cells: tuple[float, float, str]) -> list[Glyph]:
    """Words at the left edge of a column, and their top."""
    glyphs: list[Glyph] = []
    for x, top, words in cells:
        held = line_of(words, x + 2, top, 8.0, bold=top == HEAD).glyphs
        glyphs += [g._replace(position=len(glyphs) + n, space=g.space, breaks=n == 0) for n, g in enumerate(held)]
    return glyphs


NAMES = [(x, HEAD, name) for x, name in zip(EDGES, ["No", "Deed", "Lead", "When", "State"], strict=False)]
FIRST = [
    (EDGES[0], 126.0, "1.1"), (EDGES[1], 121.5, "Mend the long pier at the"), (EDGES[1], 130.5, "end of the quay"),
    (EDGES[2], 126.0, "Harbour master"), (EDGES[3], 126.0, "31/12/2031"), (EDGES[4], 126.0, "Green"),
]  # fmt: skip
SECOND = [(x, 145.0, words) for x, words in zip(EDGES, ["1.2", "Buy lamps", "Warden", "2032", "Red"], strict=False)]


def test_the_cells_of_the_head_part_the_rows_below_it() -> None:
    tables, rest = ruled_tables(head(), rows(*NAMES, *FIRST, *SECOND))
    assert len(tables) == 1 and not rest
    cells = {(cell.row, cell.column): " ".join(line.text for line in cell.lines) for cell in tables[0].cells}
    assert cells[1, 1] == "Mend the long pier at the end of the quay"
    assert (cells[1, 2], cells[1, 3], cells[2, 0], cells[2, 4]) == ("Harbour master", "31/12/2031", "1.2", "Red")


def test_what_runs_over_the_columns_or_stands_far_below_is_no_row() -> None:
    wide = (EDGES[0], 165.0, "Source: what the harbour master wrote down in the long winter of that year")
    assert len(headed_grids(head(), rows(*NAMES, *FIRST, wide))[0]) == 10
    far = [(x, top + 60.0, words) for x, top, words in SECOND]
    assert len(headed_grids(head(), rows(*NAMES, *FIRST, *far))[0]) == 10


def test_rows_that_no_space_parts_are_left_to_other_rules() -> None:
    close = [(EDGES[0], 126.0 + 8.5 * n, f"Lamp {n}") for n in range(3)] + [(EDGES[2], 126.0 + 8.5 * n, f"{n + 4}") for n in range(3)]
    assert headed_grids(head(), rows(*NAMES, *close)) == []


def test_the_name_of_a_group_between_rows_leaves_them_to_other_rules() -> None:
    group = (EDGES[0], 145.0, "Deeds of the second kind that wardens do")
    below = [(x, top + 15.0, words) for x, top, words in SECOND]
    assert headed_grids(head(), rows(*NAMES, *FIRST, group, *below)) == []


def test_too_few_boxes_or_a_shaded_row_in_plain_type_are_no_head() -> None:
    assert headed_grids(head(cells=2), rows(*NAMES, *FIRST)) == []
    plain = [glyph._replace(bold=False) for glyph in rows(*NAMES, *FIRST)]
    assert headed_grids(head(), plain) == []
    white = [glyph._replace(tint=0xFFFFFF) if glyph.bold else glyph for glyph in rows(*NAMES, *FIRST)]
    assert len(headed_grids(head(), [glyph._replace(bold=False) for glyph in white])) == 1


def lines(*heights: float, x1: float = EDGES[5] - 3.0) -> list[Rule]:
    """Lines across a table, from its left edge."""
    return [Rule(EDGES[0], height, x1, height) for height in heights]


APART = [(x, 161.0, words) for x, words in zip(EDGES, ["1.2", "Buy lamps", "Warden", "2032", "Red"], strict=False)]
GROUP = [(EDGES[0], 145.0, "Wardens’-deeds-of-the-second-kind")]


def placed(rules: list[Rule], *cells: tuple[float, float, str]) -> dict[tuple[int, int], str]:
    (table,), _ = ruled_tables([*head(), *rules], rows(*NAMES, *cells))
    assert not table.ruled and len(table.extents) == 5
    return {(cell.row, cell.column): " ".join(line.text for line in cell.lines) for cell in table.cells}


def test_lines_across_part_the_rows_and_the_names_of_their_groups() -> None:
    cells = placed(lines(142.0, 158.0, 158.6, 172.0), *FIRST, *GROUP, *APART)
    assert cells[1, 1] == "Mend the long pier at the end of the quay"
    assert (cells[2, 0], cells[3, 1], cells[3, 4]) == (GROUP[0][2], "Buy lamps", "Red")


def test_rows_set_far_apart_are_rows_where_lines_part_them() -> None:
    far = [(x, top + 60.0, words) for x, top, words in SECOND]
    assert placed(lines(170.0, 240.0), *FIRST, *far)[2, 1] == "Buy lamps"


def test_a_last_row_without_a_line_below_it_is_one() -> None:
    third = [(x, 177.0, words) for x, words in zip(EDGES, ["1.3", "Sell rope", "Pilot", "2033", "Amber"], strict=False)]
    assert placed(lines(142.0, 158.0, 174.0), *FIRST, *GROUP, *APART, *third)[4, 1] == "Sell rope"


def test_what_stands_below_the_last_row_is_none() -> None:
    note = (EDGES[0], 176.0, "Source: what the harbour master wrote down in the long winter of that year")
    assert max(row for row, _ in placed(lines(142.0, 158.0, 174.0, 190.0), *FIRST, *GROUP, *APART, note)) == 3


def test_lines_about_several_rows_or_some_columns_leave_them_to_other_rules() -> None:
    counts = [(EDGES[0], 126.0 + 12 * n, f"Lamp {n}") for n in range(3)] + [(EDGES[2], 126.0 + 12 * n, f"{n + 4}") for n in range(3)]
    more = [(x, top + 60.0, words) for x, top, words in counts]
    assert headed_grids([*head(), *lines(164.0, 224.0)], rows(*NAMES, *counts, *more)) == []
    part = lines(142.0, 158.0, x1=EDGES[3])
    assert headed_grids([*head(), *part], rows(*NAMES, *FIRST, *GROUP, *APART)) == []


def test_a_head_of_two_heights_with_a_band_right_below_it() -> None:
    """A name over several columns spreads over those whose own names stand below it; a band as wide as the head names a group."""
    over = [*head()[:12], *box(EDGES[3], 100.0, EDGES[5] - 3.0, 108.0)]
    below = [rule for a, b in zip(EDGES[3:5], EDGES[4:6], strict=True) for rule in box(a, 108.0, b - 3.0, 116.0)]
    band = box(EDGES[0], 116.0, EDGES[5] - 3.0, 132.0)
    names = [*NAMES[:3], (EDGES[3] + 20, 99.0, "Aim-at-the-end"), *((x, 109.0, f"203{n}") for n, x in enumerate(EDGES[3:5]))]
    group = (EDGES[0], 120.0, "Deeds-of-the-first-kind")
    moved = [(x, top + 14.0, words) for x, top, words in (*FIRST, *APART)]
    glyphs = [g._replace(bold=g.top < 114.0) for g in rows(*names, group, *moved)]
    (table,), rest = ruled_tables([*over, *below, *band, *lines(132.0, 156.0, 190.0)], glyphs)
    cells = {(cell.row, cell.column): (" ".join(line.text for line in cell.lines), cell.columns) for cell in table.cells}
    assert not rest and table.header_rows == 2
    assert (cells[0, 3], cells[1, 3], cells[1, 4]) == (("Aim-at-the-end", 2), ("2030", 1), ("2031", 1))
    assert cells[2, 0] == (group[2], 5)
    assert (cells[3, 1][0], cells[4, 4][0]) == ("Mend the long pier at the end of the quay", "Red")


def test_shaded_rows_of_sums_are_rows_and_no_heads() -> None:
    """Sums are shaded and in bold as the head is: the rows from the second of them on are no other table."""
    tops = [126.0, 146.0, 166.0]
    shaded = [rule for top in (142.0, 162.0) for a, b in zip(EDGES, EDGES[1:], strict=False) for rule in box(a, top, b - 3.0, top + 20.0)]
    names = [(x, HEAD, name) for x, name in zip(EDGES, ["Row", "2029", "2030", "2031", "2032"], strict=False)]
    worded = [("Oars", "12", "14", "9", "8"), ("All", "120", "140", "90", "80"), ("Both", "121", "141", "91", "81")]
    held = [(x, top, word) for top, words in zip(tops, worded, strict=True) for x, word in zip(EDGES, words, strict=False)]
    glyphs = [glyph._replace(bold=glyph.top < 114.0 or glyph.top > 140.0) for glyph in rows(*names, *held)]
    (table,), _ = ruled_tables([*head(), *shaded, *lines(142.0, 162.0, 182.0)], glyphs)
    cells = {(cell.row, cell.column): " ".join(line.text for line in cell.lines) for cell in table.cells}
    assert (cells[1, 0], cells[2, 1], cells[3, 0], cells[3, 4]) == ("Oars", "120", "Both", "81")
