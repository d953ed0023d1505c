"""How well what was found fits what was asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import read_closely
from assistant.evidence import EVIDENCE, STRANGE, Thresholds, evidence_of, is_strange, load_thresholds
from assistant.fitness import AROUND, FEATURES, Fitness
from assistant.regression import Floats, Regression
from assistant.weights import weights_of
from ingest.errors import BadInput
from tests.assistant.councils import Desk, asked

SHARE = st.floats(0, 1)
BLANK = Fitness(Regression((0.0,) * len(FEATURES), 0), Regression((0.0,) * (len(FEATURES) + len(AROUND)), 0))


def features(desk: Desk, message: str) -> Floats:
    found = desk.retriever.retrieve(asked(message), 10)
    weights = weights_of(desk.snapshot)
    reading = read_closely(found, desk.snapshot, desk.embedder)
    fitness = load_thresholds().pieces.of(reading.features, reading.pieces)
    return evidence_of(found.understood, found.kept, reading.features, fitness, weights)


def named(values: Floats, name: str) -> float:
    return float(values[EVIDENCE.index(name)])


def test_what_the_documents_say_scores_above_what_they_do_not(councils: Desk) -> None:
    thresholds = load_thresholds()
    said = [
        thresholds.score(features(councils, question))
        for question in ("Do wardens patrol the seafront in Eastmere?", "What is Marwick's target for repeat victims at MARAC?")
    ]
    unsaid = [
        thresholds.score(features(councils, question))
        for question in ("Where can I play badminton in Marwick?", "What do school meals cost in Eastmere?")
    ]
    assert min(said) > max(unsaid)
    assert min(said) >= thresholds.answer


def test_all_of_a_questions_words_found_cover_it_whole(councils: Desk) -> None:
    found = features(councils, "wardens patrol the seafront")
    assert named(found, "covered") == pytest.approx(1.0)
    assert named(found, "missing") == 0
    without = features(councils, "wardens patrol the aardvark")
    assert named(without, "covered") < 1.0
    assert named(without, "missing") == pytest.approx(1.0), "the rarest word of the question is not there"


def test_nothing_found_is_no_evidence(councils: Desk) -> None:
    found = evidence_of(councils.understood("burglary"), (), np.zeros((0, len(FEATURES))), np.zeros(0), weights_of(councils.snapshot))
    assert found.tolist() == [0.0] * len(EVIDENCE)


@given(
    st.lists(SHARE, min_size=len(EVIDENCE), max_size=len(EVIDENCE)),
    st.lists(SHARE, min_size=len(EVIDENCE), max_size=len(EVIDENCE)),
    st.integers(0, len(EVIDENCE) - 1),
    SHARE,
)
def test_more_of_what_speaks_for_it_never_scores_lower(values: list[float], weights: list[float], which: int, more: float) -> None:
    thresholds = Thresholds(BLANK, Regression(tuple(weights), -1.0), 0.5)
    raised = [value + more * (place == which) for place, value in enumerate(values)]
    assert 0 < thresholds.score(np.array(values)) <= thresholds.score(np.array(raised)) < 1


def test_extreme_weights_are_no_overflow() -> None:
    for weight, score in ((1e9, 1), (-1e9, 0)):
        assert Regression((weight,), 0).of(np.array([[1.0]]))[0] == pytest.approx(score)


@pytest.mark.parametrize(
    "text", ["[evidence\n", "[other]\n", '[evidence]\nweights = ["many"]\nconstant = 1\nanswer = 1\n', "[evidence]\nweights = [1, 1]\n"]
)
def test_a_wrong_file_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "thresholds.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"thresholds\.toml .*plan-evaluate thresholds"):
        load_thresholds(file)


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.toml"
    shipped = Path("assistant/thresholds.toml").read_text(encoding="utf-8")
    file.write_text(shipped.replace("weights = [", "weights = [0.5, ", 1), encoding="utf-8")
    with pytest.raises(BadInput, match=f"{len(FEATURES) + 1} weights where {len(FEATURES)} are used"):
        load_thresholds(file)


def test_a_question_of_which_no_word_stands_anywhere_is_strange_and_one_known_word_makes_it_plain_again(councils: Desk) -> None:
    assert is_strange(features(councils, "Which zymurgy gets a frobnicator?"))
    assert not is_strange(features(councils, "Which zymurgy gets a frobnicator on the seafront?"))


@given(SHARE, SHARE)
def test_strange_is_what_is_nearly_all_unknown_and_nothing_else_counts(unknown: float, other: float) -> None:
    values = np.full(len(EVIDENCE), other)
    values[EVIDENCE.index("unknown")] = unknown
    assert is_strange(values) == (unknown >= STRANGE)


def test_a_question_about_another_matter_comes_less_near_to_what_is_found(councils: Desk) -> None:
    late = EVIDENCE.index("late")
    other = features(councils, "When does the swimming pool open on Sundays, and is there a rota for lifeguards?")[late]
    assert other < features(councils, "Do wardens patrol the seafront in Eastmere?")[late]
