"""What a clause of running text says is to come of what is done, and what only sounds like it."""

from __future__ import annotations

import pytest

from assistant.findings.effects import effects
from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import words_found


def clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in effects(text)]


@pytest.mark.parametrize(
    ("before", "clause"),
    [
        ("The board built a rota with the overall objective of", "reducing accidents amongst the rowers"),
        ("Wardens walk the quay with the aim of", "improving trust among tenants"),
        ("We run a night ferry with an ambition to", "reduce noise on the towpath"),
        ("Meeting rowers at the lock will have a lasting effect on", "the confidence of their families"),
        ("Lamps at the lock should have a positive impact on", "feelings of safety after dark"),
        ("Mixed crews will aim to bring about", "lasting improvements of safety on the water"),
        ("Earlier visits will lead to", "better outcomes for young rowers"),
        ("The new moorings should result in", "fewer changes of crew at night"),
        ("The training is intended to contribute to", "improved health in the boatyards"),
        ("The ferry is being redesigned, which will", "improve the timetable and help older rowers"),
        ("All locks get a bell, which will also help to", "reduce collisions in fog"),
        ("Crews share their logs, and this will", "strengthen the watch on the quay"),
        ("Work goes on to find what is needed to ensure", "better health outcomes for lodgers"),
        ("We meet the mill owners in order to secure", "safer access for children"),
        ("The pilots work with the port to achieve", "the best possible outcomes for rowers"),
        ("The pilots will keep the lamps lit while", "improving confidence across the crews"),
        ("The board will mend the steps, whilst", "reducing the fear of falling"),
    ],
)
def test_what_is_to_come_of_it_is_the_clause_behind(before: str, clause: str) -> None:
    assert clauses(f"{before} {clause}.") == [clause]


@pytest.mark.parametrize(
    "text",
    [
        "The night ferry was begun with the aim of reducing noise on the towpath.",
        "Lamps had a positive impact on feelings of safety.",
        "If the bell is moved, it will lead to better outcomes for rowers.",
        "The minister changed the rule, which will reduce the number of forms.",
        "The bid could bring about lasting improvements of safety.",
        "Savings on the ferry will result in better quality of paint.",
        "We recommend a second bell, which will reduce collisions in fog.",
        "Rowers meet on Mondays to ensure the boats are dry.",
        "The bell will be moved to the north quay while the south quay is mended.",
        "The ferry will call at the north quay, which will close in May.",
        "The lock will have a new gate on the north side.",
        "Wardens walk the quay with the aim of the board in mind.",
    ],
)
def test_what_was_may_be_or_is_another_s_is_none(text: str) -> None:
    assert clauses(text) == []


def test_a_plan_is_asked_how_such_a_clause_is_measured() -> None:
    text = "The ferry is being redesigned, which will improve the confidence of rowers at night."
    assert words_found(f"## The quay\n\nThe quay is old.\n\n{text}\n", T.OUTCOME_WITHOUT_MEASURE) == [
        "improve the confidence of rowers at night"
    ]
