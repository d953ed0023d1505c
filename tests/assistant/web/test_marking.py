"""A page's text as it is shown: nothing lost, nothing twice, and exactly the cited words marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.marking import Part, Piece, shown_text
from ingest.documents import Block, BlockKind, Cell, Page, Table

WORDS = "Part One\nThe plan says so.\n• first\n• second\nYear\tTarget\n2030\t25.3%\nloose end"
TABLE = WORDS.index("Year")
LOOSE = WORDS.index("\nloose")


def cell(row: int, column: int, word: str) -> Cell:
    start = WORDS.index(word, TABLE)
    return Cell(row, column, start, start + len(word))


def block(kind: BlockKind, words: str, level: int = 0) -> Block:
    start = WORDS.index(words)
    return Block(kind, start, start + len(words), level)


PAGE = Page(
    1,
    WORDS,
    (
        block(BlockKind.HEADING, "Part One", 4),
        block(BlockKind.PARAGRAPH, "The plan says so."),
        block(BlockKind.ITEM, "• first", 1),
        block(BlockKind.ITEM, "• second", 1),
        Block(BlockKind.TABLE, TABLE, LOOSE, table=0),
    ),
    (Table((cell(0, 0, "Year"), cell(0, 1, "Target"), cell(1, 0, "2030"), cell(1, 1, "25.3%"))),),
)


def pieces(parts: tuple[Part, ...]) -> list[Piece]:
    runs = [run for part in parts for run in (*part.runs, *(cell.pieces for row in part.rows for cell in row))]
    return [piece for run in runs for piece in run]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_parts_are_what_they_are() -> None:
    parts = shown_text(PAGE)
    assert [part.kind for part in parts] == ["heading", "paragraph", "items", "table", "paragraph"]
    assert parts[0].level == 3  # the first heading is never deeper, or an outline has a hole
    assert [[cell.heads for cell in row] for row in parts[3].rows] == [["col", "col"], ["row", ""]]
    assert parts[4].runs == ((Piece("\nloose end"),),)


@given(st.integers(-5, len(WORDS) + 5), st.integers(-5, len(WORDS) + 5))
def test_the_marked_words_are_the_span_and_nothing_is_lost(start: int, end: int) -> None:
    found = pieces(shown_text(PAGE, start, end))
    assert squeezed("".join(piece.text for piece in found)) == squeezed(WORDS)
    inside = WORDS[max(start, 0) : max(end, 0)] if end > start else ""
    assert squeezed("".join(piece.text for piece in found if piece.marked)) == squeezed(inside)
    assert sum(piece.first for piece in found) == bool(inside.strip())


@given(st.text("ab c\n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_blocks_that_overlap_or_leave_gaps_lose_nothing(text: str, places: list[tuple[int, int]]) -> None:
    blocks = [Block(BlockKind.PARAGRAPH, min(pair), min(max(pair), len(text))) for pair in places if min(pair) < min(max(pair), len(text))]
    found = pieces(shown_text(Page(1, text, tuple(blocks)), 3, 9))
    assert squeezed("".join(piece.text for piece in found)) == squeezed(text)


def test_a_table_whose_cells_leave_words_out_is_shown_as_text() -> None:
    page = Page(1, WORDS, PAGE.blocks, (Table((cell(0, 0, "Year"),)),))
    table = shown_text(page)[3]
    assert table.kind == "paragraph"
    assert squeezed("".join(piece.text for piece in table.runs[0])) == squeezed(WORDS[TABLE:LOOSE])
