"""Citations: each measure falls when the quotes, the pages or the claims go wrong."""

from __future__ import annotations

from typing import Any

import pytest

from eval.contract import Answer, read_answer
from eval.measures.citations import citation_precision, evidence_covered, pages_right
from eval.measures.passages import GoldItem

QUOTE = "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."
GOLD = [[GoldItem("harrowby-2020", 1, QUOTE)]]


def answer(claim: str, *quotes: str, basis: str = "quoted", **changes: Any) -> Answer:
    """Return an answer of one claim that cites these quotes."""
    common = {"document_id": "harrowby-2020", "page": 1, "title": "Harrowby Plan 2020-22", **changes}
    citations = [{"number": number, "quote": quote, "start": number * 100, **common} for number, quote in enumerate(quotes, 1)]
    numbers = [citation["number"] for citation in citations]
    claims = [{"text": claim, "basis": basis, "citations": numbers}]
    return read_answer({"status": "answered", "answer": claim, "claims": claims, "citations": citations})


@pytest.mark.parametrize(
    ("claim", "quotes", "basis", "carried"),
    [
        ("Burglaries fell by 20.5% to 1104.", [QUOTE], "quoted", True),
        ("Burglaries fell by 21.5% to 1104.", [QUOTE], "quoted", False),
        ("In Harrowby Plan 2020-22, burglaries fell by 20.5%.", [QUOTE], "quoted", True),
        ("Burglaries fell by 20.5%, said Millbrook.", [QUOTE], "quoted", False),
        ("The MARAC meets often.", ["The group meets often."], "quoted", False),
        ("The Board is led by its Chair.", ["the board is led by its chair"], "quoted", True),
        ("It meets every quarter in the hall.", ["Meetings every quarter in the hall."], "quoted", True),
        ("It meets every quarter in the hall.", ["Nothing of the sort."], "quoted", False),
        ("There are 2 priorities.", ["Burglary", "Noise"], "counted", True),
        ("There are 5 priorities.", ["Burglary", "Noise"], "counted", False),
        ("It fell by 285, from 1,389 to 1,104.", [QUOTE], "computed", True),
        ("It fell by 285, from 1,389 to 1,104.", [QUOTE, "no figure here"], "computed", False),
    ],
)
def test_citation_precision(claim: str, quotes: list[str], basis: str, carried: bool) -> None:
    assert citation_precision(answer(claim, *quotes, basis=basis)) == float(carried)


def test_precision_is_not_told_without_citations() -> None:
    assert citation_precision(answer("Nothing is said of that.", basis="absent")) is None


def test_a_citation_that_a_claim_names_but_nobody_gave_does_not_carry() -> None:
    given = {"status": "answered", "answer": "x", "claims": [{"text": "It fell by 20.5%", "basis": "quoted", "citations": [7]}]}
    assert citation_precision(read_answer(given)) is None


def test_evidence_covered_falls_with_each_missing_part() -> None:
    whole = evidence_covered(answer("x", QUOTE), GOLD)
    part = evidence_covered(answer("x", "a fall of 20.5%"), GOLD)
    assert whole == 1
    assert 0 < part < 1
    assert evidence_covered(answer("x"), GOLD) == 0


def test_evidence_cited_cell_by_cell_is_covered() -> None:
    assert evidence_covered(answer("x", "Recorded burglaries fell from 1,389", "to 1,104, a", "fall of 20.5%."), GOLD) == 1


def test_evidence_on_another_page_or_document_is_not_covered() -> None:
    assert evidence_covered(answer("x", QUOTE, page=2), GOLD) == 0
    assert evidence_covered(answer("x", QUOTE, document_id="other"), GOLD) == 0


def test_pages_right() -> None:
    two = [[*GOLD[0], GoldItem("harrowby-2020", 2, "another place")]]
    assert pages_right(answer("x", QUOTE), GOLD) == 1
    assert pages_right(answer("x", QUOTE), two) == 0.5
    assert pages_right(answer("x", QUOTE, page=2), GOLD) == 0
    assert pages_right(answer("x", QUOTE), [[GoldItem("b", 1, "z")], GOLD[0]]) == 1
