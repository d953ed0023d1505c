"""Retrieval measures: each falls when what it measures gets worse, and nDCG, recall and reciprocal rank agree with trec_eval."""

from __future__ import annotations

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.passages import (
    GoldItem,
    RankedPassage,
    cut,
    evidence_found,
    facts_found,
    facts_in_passages,
    item_ranking,
    ndcg_at,
    recall_at,
    reciprocal_rank,
)
from eval.questions import Fact

GOLD = "The board meets every quarter and is chaired by the Chief Executive"
OTHER = "Recorded burglaries fell by 20.5% between the two years of the plan"
NOISE = "Nothing that anybody asked about stands in this passage at all"
ITEM = GoldItem("a", 1, GOLD)
SECOND = GoldItem("a", 3, OTHER)


def passage(text: str, document: str = "a") -> RankedPassage:
    return RankedPassage(document, 1, text)


def test_evidence_must_be_whole_in_one_passage_of_its_document() -> None:
    halves = [passage(GOLD[: len(GOLD) // 2]), passage(GOLD[len(GOLD) // 2 :])]
    assert evidence_found([passage(f"{NOISE} {GOLD} {NOISE}")], [[ITEM]], 1500) == 1
    assert evidence_found(halves, [[ITEM]], 1500) == 0
    assert evidence_found([passage(GOLD, "b")], [[ITEM]], 1500) == 0
    assert evidence_found([], [[ITEM]], 1500) == 0


def test_evidence_may_miss_a_fifth_of_its_shingles_and_no_more() -> None:
    words = GOLD.split()  # 12 words, 10 shingles
    assert evidence_found([passage(" ".join(words[:10]))], [[ITEM]], 1500) == 1
    assert evidence_found([passage(" ".join(words[:9]))], [[ITEM]], 1500) == 0


def test_the_cut_falls_through_the_last_passage() -> None:
    ranked = [passage("x" * 1490), passage(GOLD)]
    assert evidence_found(ranked, [[ITEM]], 1500) == 0
    assert evidence_found(ranked, [[ITEM]], 1490 + len(GOLD)) == 1
    assert [len(kept.text) for kept in cut(ranked, 1500)] == [1490, 10]


def test_several_items_count_by_share_and_the_best_alternative_counts() -> None:
    assert evidence_found([passage(GOLD)], [[ITEM, SECOND]], 1500) == 0.5
    assert evidence_found([passage(GOLD)], [[SECOND], [ITEM, SECOND], [ITEM]], 1500) == 1
    assert evidence_found([passage(NOISE)], [[SECOND], [ITEM]], 1500) == 0


def test_facts_found_falls_with_each_missing_fact() -> None:
    facts = [Fact(any=["1,389"]), Fact(any=["391", "28.15%"])]
    assert facts_found("1389 answered, 28.15% unsafe", facts) == 1
    assert facts_found("1389 answered", facts) == 0.5
    assert facts_found("11,389 answered, 3910", facts) == 0
    assert facts_found("anything", []) == 0


def test_computed_facts_are_not_looked_for_in_passages() -> None:
    computed = Fact(any=["three"], computed=True)
    assert facts_in_passages([passage("the year 2020")], [computed, Fact(any=["2020"])], 1500) == 1
    assert facts_in_passages([passage("the year 2020")], [computed], 1500) is None
    assert facts_in_passages([passage("x" * 1500), passage("2020")], [Fact(any=["2020"])], 1500) == 0


def test_rank_measures_fall_with_the_rank() -> None:
    for measure in (reciprocal_rank, lambda found, gold: ndcg_at(found, gold, 10), lambda found, gold: recall_at(found, gold, 2)):
        values = [measure([passage(NOISE)] * before + [passage(GOLD)], [[ITEM]]) for before in range(4)]
        assert values[0] == 1
        assert values == sorted(values, reverse=True)
        assert values[0] > values[-1]


def test_a_passage_that_repeats_an_item_gains_nothing() -> None:
    ranked = [passage(GOLD), passage(GOLD), passage(OTHER)]
    assert item_ranking(ranked, [ITEM, SECOND]) == (0, None, 1)
    assert ndcg_at(ranked, [[ITEM, SECOND]], 10) < 1


LAYOUTS = st.lists(st.sampled_from(["gold", "other", "both", "noise"]), min_size=1, max_size=12)


def laid_out(kinds: list[str]) -> list[RankedPassage]:
    texts = {"gold": GOLD, "other": OTHER, "both": f"{OTHER}. {GOLD}", "noise": NOISE}
    return [passage(texts[kind]) for kind in kinds]


@given(LAYOUTS)
def test_rank_measures_agree_with_trec_eval(kinds: list[str]) -> None:
    ranked = laid_out(kinds)
    ranking = item_ranking(ranked, [ITEM, SECOND])
    names = [f"item-{item}" if item is not None else f"noise-{rank}" for rank, item in enumerate(ranking)]
    qrels = [ir_measures.Qrel("q", "item-0", 1), ir_measures.Qrel("q", "item-1", 1)]
    run = [ir_measures.ScoredDoc("q", name, -float(rank)) for rank, name in enumerate(names)]
    theirs = ir_measures.calc_aggregate([ir_measures.nDCG @ 10, ir_measures.RR, ir_measures.R @ 1000], qrels, run)
    assert ndcg_at(ranked, [[ITEM, SECOND]], 10) == pytest.approx(theirs[ir_measures.nDCG @ 10])
    assert recall_at(ranked, [[ITEM, SECOND]], 12) == pytest.approx(theirs[ir_measures.R @ 1000])
    assert reciprocal_rank(ranked, [[ITEM, SECOND]]) == pytest.approx(theirs[ir_measures.RR])


@given(LAYOUTS, st.integers(0, 2000), st.integers(0, 2000))
def test_a_longer_cut_never_finds_less(kinds: list[str], limit: int, more: int) -> None:
    ranked = laid_out(kinds)
    shorter, longer = (evidence_found(ranked, [[ITEM, SECOND]], length) for length in (limit, limit + more))
    assert 0 <= shorter <= longer <= 1


@given(LAYOUTS, st.integers(0, 2000))
def test_the_cut_is_the_first_characters(kinds: list[str], limit: int) -> None:
    ranked = laid_out(kinds)
    assert "".join(kept.text for kept in cut(ranked, limit)) == "".join(found.text for found in ranked)[:limit]
