"""Counts and the clauses, or the names with figures, that follow them."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted


def found(text: str) -> list[str]:
    return [one.says for one in contradicted(f"# Plan\n\n## Part\n\n{text}\n") if one.type is T.COUNT_AND_LIST]


@pytest.mark.parametrize(
    "text",
    [
        "Three principles guide us: we act early; we share what we know; we listen; and we learn.",
        "Three principles run through all five cards: we act before we punish; we follow the facts; we know harm; and we work with you.",
        "Four promises hold for all we do: we keep people informed, we act early and we are fair.",
        "Five wards have most of it: Oakley 210, Priory 190, Mill 170 and Quay 140.",
        "The three estates with most fires are named here: Oakley (21), Priory (19), Mill (17) and Quay (14).",
        "Our work rests on four rules: tell people early what is planned; keep to what was said; come back and say what happened.",
        "Partners come freely, and these three duties bind all: to come; to share; to pay; and to report.",
        "Two tests apply, and both tests are strict: it must be fair; it must be lawful; and it must be written down.",
    ],
)
def test_a_count_that_the_clauses_do_not_bear_out_is_told(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Three principles guide us: we act early; we share what we know; and we learn.",
        "Three promises hold: we keep people informed, we act early and we are fair.",
        "Four wards have most of it: Oakley 210, Priory 190, Mill 170 and Quay 140.",
        "Two of the five wards have most of it: Oakley 210, Priory 190, Mill 170 and Quay 140.",
        "At least three rules hold: we act; we share; we listen; and we learn.",
        "The board meets three times: in spring; in summer; in autumn; and in winter.",
        "Three officers visit, for example: the farms; the shops; the quay; and the school.",
        "The three wards did this: we met; we listened; we acted; and we wrote it down.",
        "We asked the 5 groups what they want: more lights; fewer cars; and better parks.",
        "The partnership has two chairs who agreed the following: to meet; to share; to act.",
        "The plan has five priorities, and this is how we work: we listen; we act; we learn.",
        "The four partners signed a pledge: we meet; we share; and we act.",
        "There were 14 fires: they began at night, they were small and they were set on purpose.",
    ],
)
def test_counts_that_hold_are_left_alone(text: str) -> None:
    assert not found(text)
