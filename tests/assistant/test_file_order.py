"""Quotes of what the file holds in another order: each part that stands together is one."""

from __future__ import annotations

from assistant.file_order import FileOrder
from ingest.documents import Page, Span


def page_of(text: str, layer: str) -> Page:
    """A page with a text of ours, and the same words in the order of the file's own text layer; words told apart by white space."""
    origin = [-1] * len(text)
    at = 0
    for word in text.split():
        at = text.index(word, at)
        place = layer.index(word)
        origin[at : at + len(word)] = range(place, place + len(word))
        at += len(word)
    return Page(1, text, (), (), None, 595.0, 842.0, tuple(origin), True)


def quoted(text: str, layer: str, part: str = "") -> list[str]:
    start = text.index(part)
    spans = FileOrder(page_of(text, layer)).runs_of(Span("plan", 1, start, start + len(part or text)))
    return [text[span.start : span.end] for span in spans]


def test_a_row_that_stands_together_is_one_quote() -> None:
    assert quoted("Thefts\t412\t380", "Measure\r\nThefts 412 380\r\nFires") == ["Thefts\t412\t380"]


def test_a_row_in_another_order_is_quoted_in_its_parts() -> None:
    assert quoted("Thefts\t412\t380\nFires\t9\t7", "412 9\r\nThefts Fires\r\n380 7", "Thefts\t412\t380") == ["Thefts", "412", "380"]


def test_cells_that_stand_together_stay_together() -> None:
    assert quoted("Thefts\t412\t380\tLower", "Lower\r\nThefts 412 380\r\n", "Thefts\t412\t380\tLower") == ["Thefts\t412\t380", "Lower"]


def test_other_words_between_part_a_quote() -> None:
    text = "people live here\nof them feel safe\n71,400\n68%"
    assert quoted(text, "71,400 people 68% of them live here feel safe", "people live here") == ["people", "live here"]


def test_white_space_hyphens_and_drawn_words_part_nothing() -> None:
    text = "Fewer people are hurt"
    assert quoted(text, "Fewer   \r\n people \x02\r\n are        hurt") == [text]


def test_a_part_of_signs_alone_is_left_out() -> None:
    assert quoted("Thefts\t—\t380", "— Thefts\r\n380") == ["Thefts", "380"]


def test_a_document_without_a_text_layer_is_quoted_as_it_is() -> None:
    page = Page(1, "Thefts\t412", (), (), None, 0.0, 0.0, (), True)
    assert FileOrder(page).runs_of(Span("plan", 1, 0, 10)) == (Span("plan", 1, 0, 10),)
