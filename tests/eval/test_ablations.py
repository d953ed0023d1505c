"""Ours without a part: still finds what is plainly there, and is without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from eval.ablations import ABLATIONS, WINDOW, ablated_system
from eval.own import Own
from eval.pages import pages_in
from ingest.embed import Embedder

PLAIN = "Who chairs the Harrowby Partnership Board and how often does it meet?"


@pytest.fixture(scope="module")
def without(plans: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Callable[[str], Own]]:
    """Return ours over the two plans without the part of a name."""
    room = tmp_path_factory.mktemp("ablations")
    with ExitStack() as open_until_done:
        yield cache(lambda name: open_until_done.enter_context(ablated_system(name, plans, room / "ours", room / name, embedder))[1])


@pytest.mark.parametrize("name", ABLATIONS)
def test_without_any_part_what_is_plainly_there_is_found(name: str, without: Callable[[str], Own]) -> None:
    found = without(name).passages(PLAIN, [])
    assert (found[0].document_id, found[0].page) == ("harrowby-2020", 2)
    assert "Chief Executive" in found[0].text


def test_words_alone_and_vectors_alone_rank_by_what_is_left(without: Callable[[str], Own]) -> None:
    assert "knife injuries" in without("vectors-only").passages("young people who were stabbed", [])[0].text
    assert "Theft" in without("words-only").passages("402", [])[0].text


def test_windows_are_of_the_pages_text(plans: Path, without: Callable[[str], Own]) -> None:
    pages = pages_in(plans)
    for passage in without("no-structure").passages(PLAIN, []):
        assert len(passage.text) <= WINDOW
        assert passage.page is not None
        assert " ".join(passage.text.split())[:40] in " ".join(pages.text(passage.document_id, passage.page).split())


def test_without_scope_other_places_come_too(without: Callable[[str], Own]) -> None:
    asked = "What does Millbrook want for knife injuries?"
    assert {passage.document_id for passage in without("no-register").passages(asked, [])} == {"millbrook-2021"}
    assert {passage.document_id for passage in without("no-scope").passages(asked, [])} == {"millbrook-2021", "harrowby-2020"}
