"""Late interaction, piece by piece: a piece's own words count, and those beside it do not."""

from __future__ import annotations

import numpy as np

from assistant.nearness import Nearness, nearness_of
from assistant.retrieve import Retrieved
from tests.assistant.councils import Desk, asked


def found(desk: Desk, message: str) -> Retrieved:
    return desk.retriever.retrieve(asked(message), 10)


def test_every_piece_of_what_is_found_stands_among_the_vectors_of_its_passage(councils: Desk) -> None:
    nearness = nearness_of(councils.snapshot, councils.embedder)
    for message in ("What are Marwick's priorities?", "What is Marwick's target for repeat victims at MARAC?", "Who chairs the board?"):
        for piece in councils.read(message).pieces:
            places = nearness.places(piece, councils.snapshot)
            assert places, piece.words
            for position, first, last in places:
                passage = councils.snapshot.passages[position]
                assert any(span.overlaps(part) for span in piece.spans for part in passage.spans)
                assert 0 <= first < last <= len(councils.snapshot.cosines(found(councils, message).asked, position))


def test_no_piece_comes_nearer_than_the_passage_it_stands_in(councils: Desk) -> None:
    retrieved = found(councils, "Do wardens patrol the seafront in Eastmere?")
    pieces = councils.read("Do wardens patrol the seafront in Eastmere?").pieces
    near = nearness_of(councils.snapshot, councils.embedder).of(retrieved.asked, pieces, councils.snapshot)
    assert near.shape == (len(pieces), len(retrieved.asked.asked))
    for row, piece in zip(near, pieces, strict=True):
        whole = councils.snapshot.late(retrieved.asked, piece.hit.positions).max()
        assert row.mean() <= whole + 1e-4 or len(piece.hit.positions) > 1


def test_the_sentence_that_says_it_is_nearer_than_its_neighbours(councils: Desk) -> None:
    question = "Do wardens patrol the seafront in Eastmere?"
    pieces = [piece for piece in councils.read(question).pieces if not piece.whole]
    near = nearness_of(councils.snapshot, councils.embedder).of(found(councils, question).asked, pieces, councils.snapshot).mean(axis=1)
    nearest = pieces[int(np.argmax(near))].words
    assert "warden" in nearest.casefold() or "seafront" in nearest.casefold()


def test_where_a_piece_stands_is_found_once_and_the_same_again(councils: Desk) -> None:
    pieces = councils.read("What does the plan say about burglary?").pieces
    known, fresh = nearness_of(councils.snapshot, councils.embedder), Nearness(councils.embedder)
    assert known is nearness_of(councils.snapshot, councils.embedder)
    assert [known.places(piece, councils.snapshot) for piece in pieces] == [fresh.places(piece, councils.snapshot) for piece in pieces]


def test_without_pieces_there_is_no_row(councils: Desk) -> None:
    retrieved = found(councils, "burglary")
    near = nearness_of(councils.snapshot, councils.embedder).of(retrieved.asked, (), councils.snapshot)
    assert near.shape == (0, len(retrieved.asked.asked))
