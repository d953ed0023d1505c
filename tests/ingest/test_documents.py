"""The nouns: periods and their ends, spans and what they share, pages that could not be read."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Access, Block, BlockKind, Document, Page, Period, Reading, Source, Span, joined

YEARS = Period(date(2022, 4, 1), date(2025, 3, 31), "2022-2025")


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span of a few documents and pages, so that many share something; some are empty."""
    start = draw(st.integers(0, 12))
    return Span(draw(st.sampled_from("ab")), draw(st.integers(1, 2)), start, start + draw(st.integers(0, 6)))


def characters(span: Span) -> set[tuple[str, int, int]]:
    return {(span.document_id, span.page, at) for at in range(span.start, span.end)}


@given(spans(), spans())
def test_spans_overlap_where_they_share_a_character_and_both_ways(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one) == bool(characters(one) & characters(other))


@given(spans())
def test_a_span_overlaps_itself_unless_it_is_empty(span: Span) -> None:
    assert span.overlaps(span) == (span.end > span.start)


def test_neighbours_do_not_overlap() -> None:
    assert not Span("a", 1, 0, 5).overlaps(Span("a", 1, 5, 9))
    assert Span("a", 1, 0, 6).overlaps(Span("a", 1, 5, 9))


@given(spans())
def test_another_page_or_document_shares_nothing(span: Span) -> None:
    assert not span.overlaps(replace(span, page=3))
    assert not span.overlaps(replace(span, document_id="c"))


def test_a_period_is_over_the_day_after_its_last() -> None:
    assert not YEARS.is_over(YEARS.end)
    assert YEARS.is_over(YEARS.end + timedelta(days=1))
    assert not YEARS.is_over(date(2000, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 3000), st.integers(1999, 2050))
def test_a_period_covers_the_years_that_it_has_a_day_of(start: date, days: int, year: int) -> None:
    period = Period(start, start + timedelta(days=days), "")
    assert period.covers(year) == any((start + timedelta(days=day)).year == year for day in range(days + 1))


@given(st.dates(), st.dates(), st.dates())
def test_a_period_that_is_over_stays_over(start: date, end: date, today: date) -> None:
    period = Period(start, end, "")
    if period.is_over(today) and today < date.max:
        assert period.is_over(today + timedelta(days=1))


def test_unreadable_pages_are_named_by_number() -> None:
    pages = (Page(1, "Words"), Page(2, "", readable=False), Page(3, ""), Page(4, "", readable=False))
    assert Reading(pages).unreadable_pages == (2, 4)
    assert Reading(()).unreadable_pages == ()


@given(st.lists(st.text(alphabet="ab \n", max_size=4), max_size=6))
def test_parts_are_joined_by_line_breaks_without_empty_ones(parts: list[str]) -> None:
    assert joined(parts) == "\n".join(filter(None, parts))
    assert joined(["", *parts, ""]) == joined(parts)


def test_an_entry_is_public_and_published_unless_it_says_otherwise() -> None:
    document = Document("plan", "Plan", Path("plan.pdf"))
    assert (document.access, document.source) == (Access.PUBLIC, Source.PUBLISHED)
    assert {getattr(document, one.name) for one in fields(document)[3:] if one.name not in ("access", "source")} == {None}


def test_what_was_read_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Page(1, "Words").text = "Other words"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Span("a", 1, 0, 5).end = 9  # type: ignore[misc]


def test_equal_places_are_one() -> None:
    assert len({Span("a", 1, 0, 5), Span("a", 1, 0, 5), Span("a", 1, 0, 6)}) == 2
    assert Block(BlockKind.ITEM, 0, 5) == Block(BlockKind.ITEM, 0, 5, level=0, marker="")


@pytest.mark.parametrize(("kind", "value"), [(Source.DIGEST, "digest"), (Access.INTERNAL, "internal"), (BlockKind.TABLE, "table")])
def test_what_is_stored_of_a_kind_is_its_word(kind: Source | Access | BlockKind, value: str) -> None:
    assert f"{kind}" == value and type(kind)(value) is kind
