"""What can be cited whole, and what stands around it: columns, the line that introduces a list, words that go on over a page's end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typst

from assistant.supporting import Evidence
from assistant.units import evidence_of, units_of
from ingest.documents import Block, BlockKind, Cell, Page, Table
from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened
from tests.assistant.test_cite import span_of

WALK = "The wardens walk the whole towpath every night and write down what they see. "
OVER = "They carry lamps that are bright enough to be seen from the far bank of the river and from every bridge over it."
WALKS = f"""#set page(width: 14cm, height: 9cm)
= Long walks
{WALK * 9} {OVER} The walk ends at dawn.
#pagebreak()
= Walks and places
#table(columns: 3, table.header([Place], [Walks], [Lamps]), [Weir], [12], [3], [Lock], [9], [4])
"""


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A typeset plan in which a sentence goes on over the end of a page."""
    folder = tmp_path_factory.mktemp("walks") / "documents"
    folder.mkdir()
    source = folder.parent / "walks.typ"
    source.write_text(WALKS, encoding="utf-8")
    typst.compile(str(source), output=str(folder / "walks.pdf"))
    yield from opened([folder], folder.parent / "index", embedder)


def pages_of(desk: Desk) -> Iterator[tuple[str, Page]]:
    for document in desk.documents:
        for number in range(1, desk.snapshot.document(document.id).published.pages + 1):
            yield document.id, desk.snapshot.page(document.id, number)


def told(page: Page) -> list[str]:
    return [page.text[unit.start : unit.end] for unit in units_of(page)]


def evidence(desk: Desk, document_id: str, words: str, section: str = "") -> Evidence:
    return evidence_of(desk.snapshot, span_of(desk, document_id, words), section)


def test_units_are_in_order_apart_and_inside_their_blocks(councils: Desk) -> None:
    for _, page in pages_of(councils):
        units = units_of(page)
        assert all(before.end <= after.start for before, after in zip(units, units[1:], strict=False))
        for unit in units:
            block = page.blocks[unit.block]
            assert block.start <= unit.start < unit.end <= block.end
            assert unit.kind is block.kind
            assert (unit.row is not None) == (unit.kind is BlockKind.TABLE)
            words = page.text[unit.start : unit.end]
            assert words == words.strip() and words[0] not in "•-"


def test_every_block_has_its_units_but_a_digests_notes(councils: Desk) -> None:
    for _, page in pages_of(councils):
        held = {unit.block for unit in units_of(page)}
        bare = [page.text[block.start : block.end] for at, block in enumerate(page.blocks) if at not in held]
        assert all(words.startswith("[published:") for words in bare)
        assert not [words for words in told(page) if "[published:" in words]


def test_a_page_is_cut_into_sentences_items_rows_and_headings(councils: Desk) -> None:
    assert told(councils.snapshot.page("marwick-2022", 3)) == [
        "How we will know",
        "The table gives the measures that the board will look at every quarter.",
        "Residential burglaries recorded\t418\t360",
        "Repeat victims at MARAC\t31.5%\t24.2%",
        "Residents who feel safe after dark\t54%\t65%",
        "Money",
        "The council pays £312,000 a year towards the partnership, and the police £95,000.",
        "What we will do about burglary",
        "Fit new locks in 400 homes on the Tanner Estate",
        "Mark property with the police at two events a year",
        "Visit every victim of burglary within five working days",
    ]


def test_numbers_of_items_and_paragraphs_are_no_part_of_their_words() -> None:
    text = "3.7 We meet. We talk.\na) Locks\n4 Money"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 21, marker="3.7"),
        Block(BlockKind.ITEM, 22, 30, level=1, marker="a)"),
        Block(BlockKind.HEADING, 31, 38, level=1, marker="4"),
    )
    assert told(Page(1, text, blocks)) == ["We meet.", "We talk.", "Locks", "4 Money"]


def test_contents_and_signs_without_a_word_say_nothing() -> None:
    text = "Money ..... 4\n* * *\nWe meet."
    kinds = ((BlockKind.CONTENTS, 0, 13), (BlockKind.PARAGRAPH, 14, 19), (BlockKind.PARAGRAPH, 20, 28))
    assert told(Page(1, text, tuple(Block(*block) for block in kinds))) == ["We meet."]
    assert units_of(Page(1, "")) == ()


def test_empty_cells_and_header_rows_make_no_row() -> None:
    text = "Place\tWalks\nWeir\t12\n\t"
    table = Table((Cell(0, 0, 0, 5), Cell(0, 1, 6, 11), Cell(1, 0, 12, 16), Cell(1, 1, 17, 19), Cell(2, 0, 20, 20), Cell(2, 1, 21, 21)))
    page = Page(1, text, (Block(BlockKind.TABLE, 0, 21, table=0),), (table,))
    assert [(unit.row, page.text[unit.start : unit.end]) for unit in units_of(page)] == [(1, "Weir\t12")]


def test_a_row_knows_its_columns(councils: Desk) -> None:
    found = evidence(councils, "marwick-2022", "Repeat victims at MARAC\t31.5%\t24.2%")
    assert [(column.header, column.cell) for column in found.columns] == [
        ("Measure", "Repeat victims at MARAC"),
        ("Baseline 2021", "31.5%"),
        ("Target 2025", "24.2%"),
    ]
    assert "Baseline 2021" in found.around


def test_one_cell_knows_the_columns_of_its_row_and_two_rows_know_none(councils: Desk) -> None:
    assert [column.cell for column in evidence(councils, "marwick-2022", "31.5%").columns] == ["Repeat victims at MARAC", "31.5%", "24.2%"]
    both = "418\t360\nRepeat victims at MARAC\t31.5%"
    assert evidence(councils, "marwick-2022", both).columns == ()


def test_only_a_row_has_columns(councils: Desk) -> None:
    for words in ("Fit new locks", "The council pays £312,000", "Money"):
        assert evidence(councils, "marwick-2022", words).columns == ()


@pytest.mark.parametrize(
    ("document_id", "words", "lead"),
    [
        ("northcombe-digest", "Farm and machinery theft", "Northcombe has two priorities for 2026-2028."),
        ("marwick-2022", "Burglary and vehicle crime", "The partnership has agreed four priorities for 2022-2025."),
        ("marwick-2022", "Young people at risk of exploitation", "The partnership has agreed four priorities for 2022-2025."),
        ("eastmere-scrutiny", "Keep the taxi marshals", "The committee makes these recommendations:"),
        ("marwick-2022", "Mark property with the police", ""),  # a heading introduces nothing
        ("marwick-2022", "Street lighting was the matter", ""),  # no item
        ("marwick-2022", "Repeat victims at MARAC\t31.5%", ""),
    ],
)
def test_an_item_knows_the_line_that_introduces_it(councils: Desk, document_id: str, words: str, lead: str) -> None:
    assert evidence(councils, document_id, words).lead == lead


def test_around_the_words_stand_title_area_period_and_section(councils: Desk) -> None:
    around = evidence(councils, "marwick-2022", "The council pays £312,000", "How we will know > Money").around.split("\n")
    assert around == ["Safer Marwick Plan 2022-2025", "Marwick", "2022-2025", "How we will know > Money"]
    # A report without a period has none made up.
    assert evidence(councils, "eastmere-scrutiny", "Door staff at nine").around.split("\n")[2] == ""


def test_the_words_are_the_spans_own(councils: Desk) -> None:
    assert evidence(councils, "marwick-2022", "ouncil pays £312").words == "ouncil pays £312"


def test_a_sentence_that_goes_on_over_the_page_is_cut(walks: Desk) -> None:
    first, second = (walks.snapshot.page("walks", number) for number in (1, 2))
    assert OVER not in first.text and OVER not in second.text, "the sentence is to go over the page's end"
    assert evidence(walks, "walks", "They carry lamps").cut
    assert evidence(walks, "walks", told(second)[0]).cut
    assert not evidence(walks, "walks", "The walk ends at dawn.").cut
    assert not evidence(walks, "walks", WALK.strip()).cut
    assert not evidence(walks, "walks", "Lock\t9\t4").cut
    assert not evidence(walks, "walks", "Walks and places").cut


def test_nothing_of_a_page_that_ends_well_is_cut(councils: Desk) -> None:
    for document_id, page in pages_of(councils):
        for words in told(page):
            assert not evidence(councils, document_id, words).cut
