"""What a measure's own words say of where it starts and where it is to go."""

from __future__ import annotations

import pytest

from ingest.register.stated import stated_values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Calls: 3,418 in 2021/22, falling to 3,075 by 2025/26",
            {"baseline": "3,418", "baseline_period": "2021/22", "target": "3,075", "target_period": "2025/26"},
        ),
        ("calls (baseline 212 in 2023; target 180)", {"baseline": "212", "baseline_period": "2023", "target": "180"}),
        ("Thefts: 31 → 24", {"baseline": "31", "target": "24"}),
        ("Thefts 412 to 350", {"baseline": "412", "target": "350"}),
        ("80%, up from 71% in 2023", {"target": "80%", "baseline": "71%", "baseline_period": "2023"}),
        ("Violence down by 15%", {"target": "15%"}),
        ("Reoffending below 24%", {"target": "24%"}),
        ("Young people aged 10 to 17", {}),
        ("offences per 1,000 people", {}),
    ],
)
def test_values_that_a_measure_states(text: str, said: dict[str, str]) -> None:
    assert stated_values(text) == said
