"""How well what was found fits what was asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import Features, Thresholds, features_of, load_thresholds
from assistant.weights import weights_of
from ingest.errors import BadInput
from tests.assistant.councils import Desk, asked

SHARE = st.floats(0, 1)


def features(desk: Desk, message: str) -> Features:
    found = desk.retriever.retrieve(asked(message), 10)
    return features_of(found.understood, found.kept, weights_of(desk.snapshot))


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
    assert found.covered == pytest.approx(1.0)
    assert found.best == pytest.approx(1.0)
    assert features(councils, "wardens patrol the aardvark").covered < 1.0


def test_nothing_found_is_no_evidence(councils: Desk) -> None:
    found = features_of(councils.understood("burglary"), (), weights_of(councils.snapshot))
    assert found.values == (0.0, 0.0, 0.0, 0.0)
    assert load_thresholds().score(found) < load_thresholds().answer


@given(st.tuples(SHARE, SHARE, SHARE, SHARE), st.tuples(SHARE, SHARE, SHARE, SHARE), st.integers(0, 3), SHARE)
def test_more_evidence_never_scores_lower(values: tuple[float, ...], weights: tuple[float, ...], which: int, more: float) -> None:
    thresholds = Thresholds(weights, -1.0, 0.5)
    raised = [value + more * (place == which) for place, value in enumerate(values)]
    low, high = thresholds.score(Features(*values)), thresholds.score(Features(*raised))
    assert 0 < low <= high < 1


def test_extreme_weights_are_no_overflow() -> None:
    assert Thresholds((1e9, 0, 0, 0), 0, 0.5).score(Features(1, 0, 0, 0)) == pytest.approx(1)
    assert Thresholds((-1e9, 0, 0, 0), 0, 0.5).score(Features(1, 0, 0, 0)) == pytest.approx(0)


@pytest.mark.parametrize(
    "text", ["[evidence\n", "[other]\n", '[evidence]\nweights = ["many"]\nconstant = 1\nanswer = 1\n', "[evidence]\nweights = [1, 1]\n"]
)
def test_a_wrong_file_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "thresholds.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"thresholds\.toml .*plan-evaluate thresholds"):
        load_thresholds(file)
