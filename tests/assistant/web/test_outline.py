"""A document's outline, and looking through its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.serving import Service
from assistant.web.outline import MOST_FOUND, Outlines, found_in, outline_of
from tests.assistant.web.conftest import LONG_PAGES


def test_an_outline_leads_to_the_headings_themselves(web_service: Service) -> None:
    snapshot = web_service.snapshot()
    found = outline_of(snapshot, "bridgeton")
    assert [(heading.title, heading.depth) for heading in found] == [
        ("Bridgeton Safety Plan 2030-2033", 1),
        ("Priorities", 2),
        ("Burglary", 2),
        ("Targets", 2),
    ]
    text = snapshot.page("bridgeton", 1).text
    assert [text[heading.start : heading.end] for heading in found] == [heading.title for heading in found]


def test_each_chapter_of_a_long_plan_is_on_its_page(web_service: Service) -> None:
    chapters = [heading for heading in outline_of(web_service.snapshot(), "long") if heading.title.startswith("Chapter")]
    assert len(chapters) >= LONG_PAGES - 2
    assert [heading.title for heading in chapters] == [f"Chapter {heading.page}" for heading in chapters]


def test_an_outline_is_made_once(web_service: Service) -> None:
    outlines = Outlines()
    snapshot = web_service.snapshot()
    assert outlines.of(snapshot, "long") is outlines.of(snapshot, "long")
    assert outlines.of(snapshot, "long") == outline_of(snapshot, "long")


@pytest.mark.parametrize("words", ["new locks", "NEW  locks", "locks for victims"])
def test_words_are_found_whatever_their_case_and_the_breaks_between_them(web_service: Service, words: str) -> None:
    found = found_in(web_service.snapshot(), "bridgeton", words)
    assert [" ".join(one.words.casefold().split()) for one in found] == [" ".join(words.casefold().split())]


def test_what_was_found_stands_where_it_says(web_service: Service) -> None:
    snapshot = web_service.snapshot()
    found = found_in(snapshot, "long", "ward")
    assert len(found) == LONG_PAGES <= MOST_FOUND
    for one in found:
        text = snapshot.page("long", one.page).text
        assert text[one.start : one.end] == one.words == "ward"
        assert one.before in text and one.after in text


@given(st.text(max_size=60))
def test_no_words_make_it_fail(web_service: Service, words: str) -> None:
    for one in found_in(web_service.snapshot(), "bridgeton", words):
        assert one.end > one.start


def test_nothing_is_found_for_nothing(web_service: Service) -> None:
    assert found_in(web_service.snapshot(), "bridgeton", " \n") == ()
