"""Where a quote stands: word for word on the page, as the whole sentences, items or rows it touches."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model.quotes import MOST_UNITS, QuotedPage
from assistant.units import units_of
from ingest.documents import Page
from tests.assistant.councils import Desk


def page_of(desk: Desk, document_id: str, words: str) -> tuple[str, Page]:
    """The page of a document that holds some words."""
    for number in range(1, desk.snapshot.document(document_id).published.pages + 1):
        page = desk.snapshot.page(document_id, number)
        if words in page.text:
            return document_id, page
    raise AssertionError(f"{document_id} does not hold “{words}”")


def found(desk: Desk, document_id: str, words: str, quote: str) -> list[list[str]]:
    """The words of each place where a quote stands."""
    name, page = page_of(desk, document_id, words)
    return [[page.text[span.start : span.end] for span in place.spans] for place in QuotedPage(name, page).places_of(quote)]


WARDENS = "Two wardens patrol the seafront from Easter to the end of September."


@pytest.mark.parametrize(
    "quote",
    [
        WARDENS,
        "Two wardens patrol the seafront",
        "two wardens  patrol\nthe seafront, from Easter",
        "“Two wardens patrol the seafront”",
        "Two wardens … to the end of September",
        "wardens patrol the seafront from Easter to the end of September",
    ],
)
def test_a_quote_is_the_whole_sentence_it_stands_in(councils: Desk, quote: str) -> None:
    assert found(councils, "eastmere-2026", "wardens", quote) == [[WARDENS]]


@pytest.mark.parametrize(
    "quote",
    [
        "Three wardens patrol the seafront",
        "Two wardens patrol the sea",
        "wo wardens patrol the seafront",
        "Two wardens … every day of the year",
        "The seafront is patrolled by two wardens",
        "",
        "…",
        "the",
        "?!",
    ],
)
def test_what_does_not_stand_there_is_not_found(councils: Desk, quote: str) -> None:
    assert found(councils, "eastmere-2026", "wardens", quote) == []


@pytest.mark.parametrize(
    "quote", ["Repeat victims at MARAC | 31.5% | 24.2%", "Repeat victims at MARAC 31.5% 24.2%", "31.5% | 24.2%", "24.2%"]
)
def test_a_cell_is_its_whole_row(councils: Desk, quote: str) -> None:
    ((row,),) = found(councils, "marwick-2022", "24.2%", quote)
    assert row.split() == "Repeat victims at MARAC 31.5% 24.2%".split()


@pytest.mark.parametrize(("words", "quote"), [("24.2%", "4.2%"), ("31.5%", "1.5%"), ("1,246", "246 residents")])
def test_half_a_figure_is_none(councils: Desk, words: str, quote: str) -> None:
    assert found(councils, "marwick-2022", words, quote) == []


def test_sentences_in_a_row_are_one_place(councils: Desk) -> None:
    both = f"{WARDENS} They carry radios that reach the police control room."
    assert found(councils, "eastmere-2026", "wardens", both) == [[both]]


def test_a_list_is_its_items(councils: Desk) -> None:
    items = ["Domestic abuse", "Serious violence and knives", "Burglary on the new estates"]
    name, page = page_of(councils, "eastmere-2026", items[0])
    (place,) = QuotedPage(name, page).places_of("\n".join(items))
    assert place.items
    assert [page.text[span.start : span.end] for span in place.spans] == items


def test_a_digests_reference_is_not_part_of_a_sentence(councils: Desk) -> None:
    assert found(councils, "northcombe-digest", "eleven", "Volunteers with speed guns stand in eleven villages") == [
        ["Volunteers with speed guns stand in eleven villages."]
    ]


def test_a_whole_page_is_no_quote(councils: Desk) -> None:
    name, page = page_of(councils, "eastmere-2026", "wardens")
    assert len(units_of(page)) > MOST_UNITS
    assert QuotedPage(name, page).places_of(page.text) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_unit_is_found_by_its_words(councils: Desk, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(councils.snapshot.shelves)))
    number = data.draw(st.integers(1, councils.snapshot.document(name).published.pages))
    page = councils.snapshot.page(name, number)
    units = [unit for unit in units_of(page) if len(page.text[unit.start : unit.end].split()) >= 3]
    if units:
        unit = data.draw(st.sampled_from(units))
        places = QuotedPage(name, page).places_of(" ".join(page.text[unit.start : unit.end].upper().split()))
        assert any(place.spans[0].start == unit.start and place.spans[-1].end == unit.end for place in places)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quote=st.text(max_size=60))
def test_any_quote_can_be_looked_for(councils: Desk, quote: str) -> None:
    name, page = page_of(councils, "eastmere-2026", "wardens")
    for place in QuotedPage(name, page).places_of(quote):
        assert all(0 <= span.start < span.end <= len(page.text) for span in place.spans)
