from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.documents import BlockKind, Document, Page, Passage, Reading
from ingest.embed import Embedder
from ingest.outline import sections_of
from ingest.passages import cut, embedding_content
from ingest.readers.pdf import read_pdf
from ingest.sentences import sentences_of

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "tests" / "documents" / "reading.pdf", *sorted((ROOT / "corpus").glob("*.pdf"))]
Cut = tuple[Document, Reading, tuple[Passage, ...]]


def cut_file(path: Path, pieces: Callable[[str], int]) -> Cut:
    document = Document(id="plan", title="Marwick Community Safety Plan 2026", file=path)
    reading = read_pdf(path.read_bytes(), 500)
    return document, reading, cut(document, reading, sections_of(reading), pieces)


@pytest.fixture(params=FILES, ids=lambda path: path.stem, scope="module")
def cutting(request: pytest.FixtureRequest, embedder: Embedder) -> Cut:
    return cut_file(request.param, embedder.pieces)


def held(cutting: Cut) -> Counter[tuple[int, int]]:
    """How often each (page, character) is in a passage."""
    spans = [span for passage in cutting[2] for span in passage.spans]
    return Counter((span.page, position) for span in spans for position in range(span.start, span.end))


def test_every_word_but_the_contents_is_in_exactly_one_passage(cutting: Cut) -> None:
    counts = held(cutting)
    for page in cutting[1].pages:
        for block in page.blocks:
            wanted = 0 if block.kind is BlockKind.CONTENTS else 1
            words = [position for position in range(block.start, block.end) if not page.text[position].isspace()]
            assert {counts[page.number, position] for position in words} == {wanted}, page.text[block.start : block.end]


def test_a_passage_is_the_words_of_its_spans(cutting: Cut) -> None:
    document, reading, passages = cutting
    for passage in passages:
        assert passage.text == "\n".join(reading.pages[span.page - 1].text[span.start : span.end] for span in passage.spans)
        assert all(span.document_id == document.id for span in passage.spans)


def test_the_model_reads_all_of_it(cutting: Cut, embedder: Embedder) -> None:
    document, _, passages = cutting
    assert max(embedder.pieces(embedding_content(passage, document.title)) for passage in passages) <= embedder.max_pieces


def edges(page: Page) -> set[int]:
    """Where a passage may start or end on a page: at blocks, their sentences, table rows and cells."""
    found: set[int] = set()
    for block in page.blocks:
        found.update((block.start, block.end))
        if block.table is not None:
            found.update(edge for cell in page.tables[block.table].cells for edge in (cell.start, cell.end))
        elif block.kind is not BlockKind.ITEM:
            found.update(block.start + edge for span in sentences_of(page.text[block.start : block.end]) for edge in span)
    return found


def test_no_cut_goes_through_a_sentence_an_item_or_a_cell(cutting: Cut) -> None:
    _, reading, passages = cutting
    allowed = {page.number: edges(page) for page in reading.pages}
    for passage in passages:
        for span in passage.spans:
            assert {span.start, span.end} <= allowed[span.page], passage.text


def test_ids_differ_and_stand_while_the_words_do(cutting: Cut, embedder: Embedder) -> None:
    document, reading, passages = cutting
    assert len({passage.id for passage in passages}) == len(passages)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    again = cut(document, reading, sections_of(reading), embedder.pieces)
    assert again == passages


def test_a_list_keeps_the_line_that_introduces_it(embedder: Embedder) -> None:
    passages = cut_file(FILES[0], embedder.pieces)[2]
    (lamps,) = [passage for passage in passages if "repair street lamps" in passage.text]
    assert "It has agreed to:" in lamps.lead + lamps.text


def test_a_cover_is_not_packed_with_the_first_section(embedder: Embedder) -> None:
    passages = cut_file(FILES[0], embedder.pieces)[2]
    (lamps,) = [passage for passage in passages if "repair street lamps" in passage.text]
    assert lamps.trail[:1] == ("Our priorities",) and "January 2026" not in lamps.text


def test_rows_after_a_page_break_keep_their_column_names(embedder: Embedder) -> None:
    passages = cut_file(FILES[0], embedder.pieces)[2]
    (rows,) = [passage for passage in passages if "Action number 12" in passage.text]
    assert "Action | Who | When" in rows.lead or "Action\tWho\tWhen" in rows.text
