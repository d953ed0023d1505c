"""Word search: what a text is found by, and scores that agree with BM25 worked out by hand."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.lexical import STOP_WORDS, WordIndex, drop_others, key_of, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.4% of 1,389", ["24.4%", "24.4", "1,389", "1389"]),
        ("re-offending", ["reoffend", "re", "offend"]),
        ("the council’s plans", ["council", "plan"]),
        ("aged 16–24 in 2015/16", ["age", "16-24", "16", "24", "2015/16", "2015", "16"]),
        ("no, not a single one", ["no", "not", "singl", "one"]),
        ("£1.2m", ["1.2m"]),
        ("U.K. and/or Q&A", ["uk", "u", "k", "qa", "q"]),
        ("crime.The", ["crime"]),
        ("ﬁnance ＣＳＰ", ["financ", "csp"]),
        ("don’t", ["dont"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


def test_no_and_not_and_their_kin_are_never_left_out() -> None:
    assert not {"no", "not", "nor", "never", "none", "without", "under", "over", "against"} & STOP_WORDS


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert all(words_of(text))


def _bm25(documents: list[list[str]], question: list[str]) -> list[float]:
    """Lucene's BM25 with k1 = 1.5 and b = 0.75, as the paper has it."""
    average = sum(map(len, documents)) / len(documents)
    counts = [Counter(words) for words in documents]
    scores = [0.0] * len(documents)
    for word in dict.fromkeys(question):
        holding = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
        for place, count in enumerate(counts):
            scores[place] += idf * count[word] / (count[word] + 1.5 * (0.25 + 0.75 * len(documents[place]) / average))
    return scores


WORDS = st.lists(st.sampled_from(["knife", "crime", "burglary", "marac", "24.4%", "re-offending"]), max_size=8).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(WORDS, min_size=1, max_size=6), question=WORDS)
def test_scores_agree_with_bm25_worked_out_by_hand(tmp_path: Path, contents: list[str], question: str) -> None:
    index = WordIndex.open(tmp_path, contents, lambda: contents)  # the texts serve as their own digests
    expected = _bm25([words_of(content) for content in contents], words_of(question)) if any(contents) else [0.0] * len(contents)
    assert np.allclose(index.scores(question), expected, atol=1e-5)


def _never() -> list[str]:
    raise AssertionError("the index on disk should have been used")


def test_an_index_is_kept_and_found_again(tmp_path: Path) -> None:
    built = WordIndex.open(tmp_path, ["a", "b"], lambda: ["knife crime", "burglary"])
    again = WordIndex.open(tmp_path, ["a", "b"], _never)
    assert again.passages == 2
    assert np.array_equal(built.scores("knives and knife"), again.scores("knives and knife"))
    assert again.scores("knife")[0] > 0 == again.scores("knife")[1]


def test_other_passages_make_another_index(tmp_path: Path) -> None:
    WordIndex.open(tmp_path, ["a"], lambda: ["knife"])
    other = WordIndex.open(tmp_path, ["a", "b"], lambda: ["knife", "burglary"])
    assert other.scores("burglary")[1] > 0


@pytest.mark.parametrize("broken", ["about.json", "data.csc.index.npy", "vocab.index.json", "params.index.json"])
def test_a_damaged_index_is_built_anew(tmp_path: Path, broken: str) -> None:
    WordIndex.open(tmp_path, ["a"], lambda: ["knife"])
    (tmp_path / key_of(["a"]) / broken).write_bytes(b"")
    assert WordIndex.open(tmp_path, ["a"], lambda: ["knife"]).scores("knife")[0] > 0
    assert WordIndex.open(tmp_path, ["a"], _never).scores("knife")[0] > 0


@pytest.mark.parametrize("contents", [[], [""], ["the", "of …"]])
def test_nothing_to_index_scores_nothing(tmp_path: Path, contents: list[str]) -> None:
    index = WordIndex.open(tmp_path, contents, lambda: contents)
    assert index.scores("knife").tolist() == [0.0] * len(contents)


def test_a_question_without_known_words_scores_nothing(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path, ["a"], lambda: ["knife"])
    assert index.scores("").tolist() == index.scores("the").tolist() == index.scores("swimming").tolist() == [0.0]


def test_what_is_no_longer_used_is_dropped(tmp_path: Path) -> None:
    for name in ("a", "b"):
        WordIndex.open(tmp_path, [name], lambda: ["knife"])
    drop_others(tmp_path, [key_of(["b"])])
    assert [path.name for path in tmp_path.iterdir()] == [key_of(["b"])]
