"""Whether the best of what was found answers at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.conversation import Status
from assistant.doubt import INTENTS, LONGEST, SECOND, SIGNS, is_doubtful, load_gate, read_with, signs_of
from assistant.evidence import EVIDENCE
from ingest.cross_encoder import CrossEncoder, read_cross_weights
from ingest.embed import Embedder
from ingest.errors import BadInput
from tests.assistant.councils import Desk

ASKED = "What is Marwick's target for repeat victims at MARAC?"


def drawn(embedder: Embedder, least: float) -> CrossEncoder:
    """A reader with the line where the test wants it."""
    return CrossEncoder(embedder, replace(read_cross_weights(), least=least))


def test_below_the_line_is_doubtful_and_above_it_is_not(councils: Desk, embedder: Embedder) -> None:
    reading = councils.read(ASKED)
    fitness = np.linspace(1.0, 0.1, len(reading.pieces))
    understood = councils.understood(ASKED)
    assert is_doubtful(understood, reading.pieces, fitness, drawn(embedder, 100.0))
    assert not is_doubtful(understood, reading.pieces, fitness, drawn(embedder, -100.0))


def test_one_of_the_next_may_answer_where_the_best_does_not(councils: Desk, embedder: Embedder) -> None:
    reading = councils.read(ASKED)
    understood = councils.understood(ASKED)
    scores = drawn(embedder, 0.0).scores(understood.standalone, [read_with(piece) for piece in reading.pieces])
    best, *_ = np.argsort(-scores)
    worst = np.argsort(scores)[: len(scores) - 1]
    line = drawn(embedder, float(scores[best]) - 0.01)
    fitness = np.zeros(len(scores))
    fitness[best], fitness[worst[0]] = 0.8, 0.9
    assert not is_doubtful(understood, reading.pieces, fitness, line)
    fitness[best], fitness[worst[: 1 + SECOND]] = 0.1, 0.9
    assert is_doubtful(understood, reading.pieces, fitness, line)


def test_nothing_found_is_for_others_to_refuse(councils: Desk, embedder: Embedder) -> None:
    assert not is_doubtful(councils.understood(ASKED), [], np.zeros(0), drawn(embedder, 100.0))


def test_what_is_read_holds_the_headings_and_the_words(councils: Desk) -> None:
    for piece in councils.read(ASKED).pieces:
        read = read_with(piece)
        assert piece.words[:LONGEST] in read
        assert all(heading in read for heading in piece.hit.passage.trail[-2:])


def test_what_tells_whether_to_read_has_a_place_for_each_sign(councils: Desk) -> None:
    reading, understood = councils.read(ASKED), councils.understood(ASKED)
    fitness = np.linspace(0.1, 1.0, len(reading.pieces))
    signs = dict(zip(SIGNS, signs_of(understood, np.arange(len(EVIDENCE)), reading.pieces, fitness), strict=True))
    assert signs["characters"] == len(reading.pieces[-1].words)
    assert signs["words_asked"] == len(understood.standalone.split())
    assert [intent.value for intent in INTENTS if signs[intent.value]] == [understood.intent.value]


def test_where_nothing_was_learnt_all_is_read(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.toml"
    file.write_text("", encoding="utf-8")
    assert load_gate(file).opens(np.full(len(SIGNS), -100.0))


def test_the_shipped_gate_leaves_some_unread() -> None:
    assert {load_gate().opens(np.eye(len(SIGNS))[place] * sign * 50) for place in range(len(SIGNS)) for sign in (-1, 1)} == {True, False}


@pytest.mark.parametrize("table", ["[doubt]\nconstant = 0.0\nweights = [1.0]\ndoubtful = 0.1", "[doubt]\nconstant = 0.0", "doubt = 3", "["])
def test_a_gate_that_cannot_be_used_is_named_at_once(tmp_path: Path, table: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(table, encoding="utf-8")
    with pytest.raises(BadInput, match=r"mine\.toml cannot be used .*plan-evaluate doubt"):
        load_gate(file)


@pytest.mark.parametrize(
    "question",
    [
        "What is Marwick's target for repeat victims at MARAC?",
        "Who patrols the seafront in Eastmere?",
        "How many residents answered the survey in Marwick?",
    ],
)
def test_what_is_answered_is_still_answered(councils: Desk, question: str) -> None:
    assert councils.ask(question).status is Status.ANSWERED
