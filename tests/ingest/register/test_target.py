"""Targets that are a change or a limit."""

from __future__ import annotations

import pytest

from ingest.register.target import limit_of, share_of_change, start_of


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "5% fewer assaults at night by March 2030 (from 304 in 2027/28)",
            {
                "target": "5% fewer", "measure": "assaults at night", "target_period": "March 2030", "baseline": "304",
                "baseline_period": "2027/28",
            },
        ),
        ("15% reduction in thefts from cars", {"target": "15% reduction", "measure": "thefts from cars"}),
        ("Violence by the quay: 10% lower by 2029", {"target": "10% lower", "measure": "Violence by the quay", "target_period": "2029"}),
        ("90% of victims satisfied", {}),
        ("Recorded robberies", {}),
    ],
)  # fmt: skip
def test_a_share_by_which_a_measure_is_to_change(text: str, fields: dict[str, str]) -> None:
    assert share_of_change(text) == fields


def test_a_limit_before_where_things_stand() -> None:
    assert limit_of("Failure rate below 10% (17% in 2027/28)", {}) == {"target": "10%"}
    assert limit_of("Failure rate below 10% (17% in 2027/28)", {"target": "9%"}) == {}
    assert limit_of("Failure rate", {}) == {}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (" by 2031, from 216 offences in 2028/29", {"baseline": "216", "baseline_period": "2028/29"}),
        (" from a 2027/28 baseline of 4,102", {"baseline": "4,102", "baseline_period": "2027/28"}),
        (" against a 2027/28 baseline", {"baseline_period": "2027/28"}),
        (" compared with the average of 72 in 2028", {"baseline": "72", "baseline_period": "2028"}),
        (" away from the harbour", {}),
    ],
)
def test_where_a_target_is_measured_from(text: str, start: dict[str, str]) -> None:
    assert start_of(text) == start
