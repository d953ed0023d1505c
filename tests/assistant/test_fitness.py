"""How likely each piece answers."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answer import Reading
from assistant.evidence import load_thresholds
from assistant.fitness import AROUND, FEATURES, around
from tests.assistant.councils import Desk


def column(reading: Reading, name: str) -> list[float]:
    return [float(value) for value in reading.features[:, FEATURES.index(name)]]


def test_every_piece_has_every_feature(councils: Desk) -> None:
    reading = councils.read("What is Marwick's target for repeat victims at MARAC?")
    assert reading.features.shape == (len(reading.pieces), len(FEATURES))
    assert np.isfinite(reading.features).all()


def test_a_figure_counts_only_where_one_is_asked_for(councils: Desk) -> None:
    wanted = councils.read("How many people answered the survey in Marwick?")
    assert any(value for value, piece in zip(column(wanted, "figure"), wanted.pieces, strict=True) if "1,246" in piece.words)
    assert not any(column(wanted, "unasked_figure"))
    unwanted = councils.read("Who chairs the board in Eastmere?")
    assert not any(column(unwanted, "figure"))
    assert not any(column(unwanted, "no_figure"))


def test_a_paragraphs_number_is_no_figure(councils: Desk) -> None:
    reading = councils.read("How many wardens patrol the seafront in Eastmere?")
    for piece, figure in zip(reading.pieces, column(reading, "figure"), strict=True):
        if figure:
            assert any(letter.isdigit() for letter in piece.words.split(" ", 1)[-1])


def test_neighbours_are_those_of_the_same_passage(councils: Desk) -> None:
    pieces = councils.read("What will Marwick do about burglary?").pieces
    guessed = np.linspace(0.1, 0.9, len(pieces))
    beside = around(guessed, pieces)
    assert beside.shape == (len(pieces), len(AROUND))
    for place, piece in enumerate(pieces):
        alone = place == 0 or pieces[place - 1].rank != piece.rank
        assert beside[place, 0] == (0 if alone else pytest.approx(guessed[place - 1]))
        assert beside[place, 2] >= guessed[place]


def test_the_sentence_that_answers_fits_best(councils: Desk) -> None:
    reading = councils.read("How many video doorbells does Eastmere lend out?")
    fitness = load_thresholds().pieces.of(reading.features, reading.pieces)
    assert "75" in reading.pieces[int(np.argmax(fitness))].words
    assert ((fitness > 0) & (fitness < 1)).all()


def test_no_pieces_no_fitness() -> None:
    assert load_thresholds().pieces.of(np.zeros((0, len(FEATURES))), ()).shape == (0,)
