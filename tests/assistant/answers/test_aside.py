"""What is told aside: it stands behind the answer, after words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from assistant.answers.aside import ASIDE, WELL, set_aside
from assistant.answers.passage import quote_pieces
from assistant.pieces import Piece
from ingest.embed import Embedder
from tests.assistant.answers.saltby import saltby
from tests.assistant.councils import Desk

QUESTION = "What were the two lessons from the plan before, and when were the lamps on the Ropewalk mended?"

LISTED = "What will Marwick do about burglary?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from saltby(tmp_path_factory.mktemp("saltby"), embedder)


@pytest.fixture(scope="module")
def pieces(desk: Desk) -> list[Piece]:
    return list(desk.read(QUESTION).pieces)


def apart(pieces: list[Piece]) -> list[int]:
    """Places of sentences of which no two stand in one passage."""
    ranks: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        if not (piece.row or piece.item or piece.whole or piece.words.rstrip().endswith(":")):
            ranks.setdefault(piece.rank, place)
    return list(ranks.values())


def test_what_fits_much_less_well_stands_behind_the_rest(pieces: list[Piece]) -> None:
    best, far, near = apart(pieces)[:3]
    fitness = np.zeros(len(pieces))
    fitness[best], fitness[far], fitness[near] = 0.9, 0.9 * ASIDE - 0.01, 0.9 * ASIDE + 0.01
    chosen = [pieces[best], pieces[far], pieces[near]]
    assert set_aside(chosen, pieces, fitness, ()) == ([pieces[best], pieces[near], pieces[far]], 2)
    assert set_aside(chosen, pieces, fitness, (far,)) == (chosen, 3)
    assert set_aside([], pieces, fitness, ()) == ([], 0)


def test_sentences_that_follow_each_other_stay_together(pieces: list[Piece]) -> None:
    best = next(
        place
        for place, (one, two) in enumerate(zip(pieces, pieces[1:], strict=False))
        if one.rank == two.rank and not (one.row or one.item or one.whole or two.row or two.item or two.whole)
    )
    fitness = np.zeros(len(pieces))
    fitness[best] = 0.9
    chosen = [pieces[best], pieces[best + 1]]
    assert set_aside(chosen, pieces, fitness, ()) == (chosen, 2)


@pytest.mark.parametrize("words", ["The team works with the harbour master.", "It is open on Sundays.", "These were young people."])
def test_what_points_back_at_what_is_not_told_is_no_more_of_the_answer(pieces: list[Piece], words: str) -> None:
    best, other = apart(pieces)[:2]
    fitness = np.zeros(len(pieces))
    fitness[best], fitness[other] = 0.9, 0.9 * WELL - 0.01
    changed = [*pieces]
    assert set_aside([changed[best], changed[other]], changed, fitness, ())[1] == 2
    changed[other] = replace(pieces[other], words=words)
    assert set_aside([changed[best], changed[other]], changed, fitness, ()) == ([changed[best]], 1)
    assert set_aside([changed[other], changed[best]], changed, fitness, ())[1] == 2
    fitness[other] = 0.9 * WELL + 0.01
    assert set_aside([changed[best], changed[other]], changed, fitness, ())[1] == 2


def test_what_stands_beside_what_leads_is_told_with_it(councils: Desk) -> None:
    pieces = list(councils.read(LISTED).pieces)
    item = next(place for place, piece in enumerate(pieces) if piece.item and pieces[place - 1].rank == piece.rank)
    fitness = np.zeros(len(pieces))
    fitness[item] = 0.9
    chosen = [pieces[item], pieces[item - 1]]
    assert set_aside(chosen, pieces, fitness, ()) == (chosen, 2)


def test_a_list_alone_is_not_told_aside_behind_its_heading(councils: Desk) -> None:
    pieces = list(councils.read(LISTED).pieces)
    item = next(place for place, piece in enumerate(pieces) if piece.item)
    fitness = np.zeros(len(pieces))
    fitness[item] = 0.9
    draft = quote_pieces(councils.understood(LISTED), [pieces[item]], fitness[[item]], councils.snapshot, aside="Less close:")
    assert draft is not None and len(draft.claims) > 1
    assert not any(claim.above for claim in draft.claims)


def test_what_is_of_something_else_stands_behind_the_rest_but_where_it_leads(pieces: list[Piece]) -> None:
    one, two = apart(pieces)[:2]
    fitness = np.full(len(pieces), 0.9)
    assert set_aside([pieces[one], pieces[two]], pieces, fitness, (), {two}) == ([pieces[one], pieces[two]], 1)
    assert set_aside([pieces[one], pieces[two]], pieces, fitness, (), {one}) == ([pieces[one], pieces[two]], 2)


def test_words_of_ours_stand_before_it(desk: Desk, pieces: list[Piece]) -> None:
    best, far = (place for place in apart(pieces)[:2])
    fitness = np.zeros(len(pieces))
    fitness[best], fitness[far] = 0.9, 0.9 * ASIDE - 0.01
    draft = quote_pieces(desk.understood(QUESTION), pieces, fitness, desk.snapshot, aside="Less close:")
    assert draft is not None
    assert [(claim.above, claim.spans) for claim in draft.claims if claim.above] == [("Less close:", pieces[far].spans)]
    assert draft.claims[0].spans == pieces[best].spans
    alone = quote_pieces(desk.understood(QUESTION), pieces, np.where(fitness < 0.5, 0, fitness), desk.snapshot, aside="Less close:")
    assert alone is not None and not any(claim.above for claim in alone.claims)
