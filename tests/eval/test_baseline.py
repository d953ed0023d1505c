"""The baseline goes up on purpose, never down unseen."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.baseline import (
    CHECKS,
    Baseline,
    Reached,
    figure_falls,
    question_falls,
    reached_by,
    read_baseline,
    write_baseline,
)
from eval.errors import RunError
from eval.rows import Row

MEASURES = st.fixed_dictionaries(
    {"all_facts": st.sampled_from([None, 0.0, 1.0]), "status_right": st.sampled_from([0.0, 1.0]), "facts": st.floats(0, 1)}
)
RUNS = st.dictionaries(st.sampled_from([f"t-{number:03}" for number in range(8)]), MEASURES, min_size=1)


def row(name: str, **measures: float | None) -> Row:
    return Row(name, "figures", "figures and tables", "resident", ("a",), False, True, measures, 0.01)


def reached(digest: str = "d", **measures: dict[str, float | None]) -> Reached:
    """Return what a run of answers reached; names with underscores stand for ids with hyphens."""
    return reached_by("answers", digest, [row(name.replace("_", "-"), **found) for name, found in measures.items()])


GOOD: dict[str, float | None] = {"all_facts": 1.0, "status_right": 1.0, "facts": 1.0, "wrong": 0.0}
HALF: dict[str, float | None] = {"all_facts": 0.0, "status_right": 1.0, "facts": 0.5, "wrong": 0.0}
WRONG: dict[str, float | None] = {**GOOD, "wrong": 1.0}
KNOWN = frozenset({"a", "b"})


def falls(before: Reached, now: Reached, known: frozenset[str] = KNOWN) -> list[str]:
    return [str(fall) for fall in (*question_falls("answers", before, now, known), *figure_falls("answers", before, now))]


def test_a_question_that_passed_and_fails_is_named_with_what_fell() -> None:
    fell = falls(reached(a=GOOD, b=HALF), reached(a=HALF, b=GOOD))
    assert fell == ["answers, question a: passed all_facts, and fails now"]


def test_a_question_that_is_taken_out_fell_and_one_that_was_not_asked_did_not() -> None:
    before, now = reached(a=GOOD, b=GOOD), reached(a=GOOD)
    assert falls(before, now) == []
    assert falls(before, now, frozenset({"a"})) == ["answers, question b: it passed, and is no longer among the questions"]


def test_figures_fall_in_the_direction_that_is_worse() -> None:
    assert falls(reached(a=GOOD), reached(a=WRONG)) == ["answers, figure wrong: 0.0000 before, 1.0000 now"]
    assert falls(reached(a=WRONG), reached(a=GOOD)) == []
    assert "answers, figure facts: 1.0000 before, not measured now" in falls(reached(a=GOOD), reached(a={**GOOD, "facts": None}))


@given(RUNS, RUNS)
def test_nothing_falls_against_itself_and_what_falls_one_way_rose_the_other(
    first: dict[str, dict[str, Any]], second: dict[str, dict[str, Any]]
) -> None:
    before, now = (reached_by("answers", "d", [row(name, **found) for name, found in run.items()]) for run in (first, second))
    every = frozenset(first) | frozenset(second)
    assert falls(before, before, every) == []
    for fall in question_falls("answers", before, now, every):
        assert before.passed(fall.name) - now.passed(fall.name)
    both = {name for name in first if name in second}
    unfallen = both - {fall.name for fall in question_falls("answers", before, now, every)}
    assert all(before.passed(name) <= now.passed(name) for name in unfallen)


@given(RUNS, st.integers(0, 100))
def test_what_was_reached_depends_on_no_order(run: dict[str, dict[str, Any]], seed: int) -> None:
    rows = [row(name, **found) for name, found in run.items()]
    mixed = rows[:]
    random.Random(seed).shuffle(mixed)
    assert reached_by("answers", "d", rows) == reached_by("answers", "d", mixed)


def test_lowering_needs_a_reason_which_stays_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    high = Baseline().raised("answers", reached(a=GOOD, b=GOOD))
    with pytest.raises(RunError, match=r"(?s)--lower.*question b: passed all_facts.*figure facts"):
        high.raised("answers", reached(a=GOOD, b=HALF))
    with pytest.raises(RunError, match="--lower"):
        high.raised("answers", reached(a=GOOD, b=HALF), "  ")
    low = high.raised("answers", reached(a=GOOD, b=HALF), "b's gold was wrong")
    write_baseline(low, file)
    again = read_baseline(file).raised("answers", reached(a=GOOD, b=GOOD))
    assert [found.reason for found in again.lowered] == ["b's gold was wrong"]
    assert "answers, question b: passed all_facts, and fails now" in again.lowered[0].fell


def test_the_file_comes_back_as_it_was_and_is_the_same_every_time(tmp_path: Path) -> None:
    found = (
        Baseline()
        .raised("answers", reached(b=HALF, a=GOOD))
        .raised("retrieval", reached_by("retrieval", "d", [row("a", evidence_4000=1.0)]))
    )
    write_baseline(found, tmp_path / "one.json")
    write_baseline(read_baseline(tmp_path / "one.json"), tmp_path / "two.json")
    assert read_baseline(tmp_path / "two.json") == found
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize(
    ("was", "becomes"), [('"a": "all_facts status_right"', '"a": "status_right"'), ('"facts": 1.0', '"facts": 0.9'), ("a reason", "none")]
)
def test_a_baseline_that_was_changed_by_hand_is_noticed(was: str, becomes: str, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    found = Baseline().raised("answers", reached(a=GOOD, b=GOOD)).raised("answers", reached(a=GOOD), "a reason")
    write_baseline(found, file)
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(RunError, match=r"changed by hand.*--raise"):
        read_baseline(file)


@pytest.mark.parametrize("text", ["", "{}", '{"reached": {"poems": {}}, "lowered": [], "seal": ""}'])
def test_a_file_that_is_no_baseline_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "baseline.json").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="no baseline that can be read"):
        read_baseline(tmp_path / "baseline.json")


def test_the_shipped_baseline_was_written_by_the_command() -> None:
    found = read_baseline()
    assert set(found.reached) == set(CHECKS)
    assert all(lowered.fell for lowered in found.lowered)
