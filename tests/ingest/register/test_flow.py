"""Grids as they are made of tables: banners, rows that a page prints again, and names that stand apart."""

from __future__ import annotations

from pathlib import Path

from ingest.documents import Block, BlockKind, Cell, Document, Page, Reading, Table
from ingest.outline import sections_of
from ingest.register import Entry, EntryKind, register_of
from ingest.register.flow import Grid, flow_of

NAMES = ["Objective", "Action", "Lead agency", "Timescale", "Measure of success"]
BANNER = [["Priority 1: Calm streets"], ["By 2031: Fewer people are hurt at night."], ["Priority lead: Ann Reed", "", "", "Measures: C 1"]]
FIRST = ["1.1 Calm nights", "Train wardens to listen", "Wardens", "May 2030", "120 staff trained; 25% more referrals"]
SECOND = ["1.2 Calm days", "Visit every late shop", "Licensing", "May 2031", "5% fewer assaults by 2031 (from 304 in 2027)"]


def page_of(number: int, paragraphs: list[tuple[BlockKind, str]], rows: list[list[str]], continues: bool = False, heads: int = 1) -> Page:
    """A page of paragraphs and one table behind them; a row that is shorter than the widest ends in a cell that spreads over the rest."""
    text, blocks, cells = "", [], []
    for kind, words in paragraphs:
        blocks.append(Block(kind, len(text), len(text) + len(words), level=1 if kind is BlockKind.HEADING else 0))
        text += words + "\n"
    start, wide = len(text), max(map(len, rows))
    for row, held in enumerate(rows):
        for column, words in enumerate(held):
            if words:
                spread = next((place for place in range(column + 1, len(held)) if held[place]), wide) - column
                cells.append(Cell(row, column, len(text), len(text) + len(words), columns=spread))
                text += words + "\t"
        text += "\n"
    blocks.append(Block(BlockKind.TABLE, start, len(text) - 2, table=0))
    table = Table(tuple(cells), header_rows=heads, continues=continues)
    return Page(number, text, tuple(blocks), (table,), origin=tuple(range(len(text))))


def grids_of(*pages: Page) -> list[Grid]:
    """The grids of a document of these pages."""
    reading = Reading(pages)
    return flow_of("plan", reading, sections_of(reading)).grids


def entries_of(kind: EntryKind, *pages: Page) -> list[Entry]:
    """The entries of a kind in a document of these pages."""
    reading = Reading(pages)
    return [one for one in register_of(Document("plan", "Plan", Path("p")), reading, sections_of(reading)) if one.kind is kind]


HEAD = [(BlockKind.HEADING, "Delivery plan")]


def test_a_banner_names_the_table_and_the_row_below_it_the_columns() -> None:
    (grid,) = grids_of(page_of(1, HEAD, [*BANNER, NAMES, FIRST, SECOND]))
    assert list(grid.columns.values()) == NAMES
    assert grid.title == "Priority 1: Calm streets"
    assert set(grid.groups) == {"Priority 1: Calm streets"}


def test_actions_and_measures_below_a_banner() -> None:
    page = page_of(1, HEAD, [*BANNER, NAMES, FIRST, SECOND])
    assert [(one.name, one.fields["who"], one.fields["by_when"]) for one in entries_of(EntryKind.ACTION, page)] == [
        ("Train wardens to listen", "Wardens", "May 2030"),
        ("Visit every late shop", "Licensing", "May 2031"),
    ]
    measured = [(one.name, one.fields["target"]) for one in entries_of(EntryKind.INDICATOR, page)]
    assert measured == [("staff trained", "120"), ("referrals", "25% more"), ("assaults", "5% fewer")]


def test_what_the_next_page_prints_again_is_no_row() -> None:
    pages = page_of(1, HEAD, [*BANNER, NAMES, FIRST]), page_of(2, [], [*BANNER, NAMES, SECOND], continues=True)
    (grid,) = grids_of(*pages)
    assert [row[-1].text for row in grid.rows[-2:]] == [FIRST[-1], SECOND[-1]]
    assert sum(row[0].text == "Objective" for row in grid.rows) == 0


def test_a_single_wide_cell_over_figures_is_no_banner_with_names_below() -> None:
    (grid,) = grids_of(page_of(1, HEAD, [["Thefts"], ["North", "12", "14"], ["South", "9", "8"]]))
    assert not grid.repeats


def test_a_table_keeps_its_name_where_other_words_stand_between() -> None:
    paragraphs = [*HEAD, (BlockKind.CAPTION, "Table 1: Crime per 1,000 people, 2030/31"), (BlockKind.PARAGRAPH, "57% of us feel safe")]
    rows = [["Kind", "Here", "There"], ["Burglary", "9.8", "6.2"], ["Robbery", "4.4", "5.0"]]
    page = page_of(1, paragraphs, rows)
    assert grids_of(page)[0].caption.startswith("Table 1")
    figures = {one.fields["value"]: one.fields for one in entries_of(EntryKind.FIGURE, page) if one.fields.get("row")}
    assert (figures["9.8"]["unit"], figures["9.8"]["period"]) == ("per 1,000 people", "2030/31")


def test_a_caption_at_the_foot_of_the_left_column_is_of_the_table_below_both() -> None:
    table = [["Source", "2030/31"], ["Harbour Council", "412"], ["Quay Trust", "146"]]
    caption = (BlockKind.CAPTION, "Table 3: Funding for lamps (£000)")
    beside = [
        (BlockKind.PARAGRAPH, "It meets each May."),
        (BlockKind.HEADING, "Resources"),
        (BlockKind.PARAGRAPH, "Table 3 shows the money."),
    ]
    (grid,) = grids_of(page_of(1, [*HEAD, caption, *beside], table))
    assert grid.caption == caption[1]
    units = {
        one.fields["unit"] for one in entries_of(EntryKind.FIGURE, page_of(1, [*HEAD, caption, *beside], table)) if one.fields.get("row")
    }
    assert units == {"£000"}


def test_a_caption_does_not_wait_for_a_table_on_another_page() -> None:
    first = page_of(1, [*HEAD, (BlockKind.CAPTION, "Table 2: Lamps by quay")], [["Quay", "Lamps"], ["Ash", "41"]])
    second = page_of(
        2, [(BlockKind.HEADING, "Resources"), (BlockKind.PARAGRAPH, "What we spend.")], [["Source", "2030/31"], ["Trust", "14"]]
    )
    assert [grid.caption for grid in grids_of(first, second)] == ["Table 2: Lamps by quay", "What we spend."]
