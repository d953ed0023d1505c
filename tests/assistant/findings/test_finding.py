"""Findings as they are shown and claimed."""

from __future__ import annotations

from assistant.conversation import Basis
from assistant.findings.finding import CONTRADICTIONS, GAPS, SEVERITY, SHOWN, Finding, FindingKind, FindingType, shown
from assistant.findings.saying import shared, told
from ingest.documents import Span


def span(start: int) -> Span:
    return Span("plan", 1, start, start + 5)


def test_what_is_not_sure_or_stands_on_nothing_is_not_shown_and_the_gravest_come_first() -> None:
    light = Finding(FindingKind.GAP, FindingType.LEFTOVER_TEXT, "Light.", (span(0),))
    grave = Finding(FindingKind.CONTRADICTION, FindingType.SHARE_AND_COUNT, "Grave.", (span(9),))
    unsure = Finding(FindingKind.GAP, FindingType.LEFTOVER_TEXT, "Guess.", (span(5),), sure=SHOWN - 0.01)
    nowhere = Finding(FindingKind.GAP, FindingType.LEFTOVER_TEXT, "Nowhere.", ())
    assert shown((light, unsure, nowhere, grave)) == (grave, light)


def test_arithmetic_is_computed_and_all_else_counted_and_every_span_is_quoted() -> None:
    sum_ = Finding(FindingKind.CONTRADICTION, FindingType.TOTAL_AND_PARTS, "It does not add up.", (span(0), span(9)), "1 + 1 = 2, not 3.")
    statement, *quotes = sum_.claims()
    assert (statement.basis, statement.text) == (Basis.COMPUTED, "It does not add up. 1 + 1 = 2, not 3.")
    assert [(one.basis, one.spans) for one in quotes] == [(Basis.QUOTED, (span(0),)), (Basis.QUOTED, (span(9),))]
    assert told("gap.promised_link", FindingType.PROMISED_MISSING, [span(0)]).basis is Basis.COUNTED


def test_every_type_has_its_weight_and_no_gap_is_a_contradiction() -> None:
    assert set(SEVERITY) == set(FindingType)
    assert not set(GAPS) & set(CONTRADICTIONS)


def test_what_entries_share_is_said_of_one_of_some_or_of_all() -> None:
    said = [
        shared(FindingType.ACTION_WITHOUT_DATE, [span(at) for at in range(count)], total).says for count, total in ((1, 1), (1, 3), (3, 3))
    ]
    assert ["the one" in said[0], "1 of the 3" in said[1], "any of the 3" in said[2]] == [True, True, True]
