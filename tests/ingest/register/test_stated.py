"""What a measure's own words say of where it starts and where it is to go."""

from __future__ import annotations

import time

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
        (
            "Shops with a radio, from none today to 300 by March 2031",
            {"baseline": "none", "baseline_period": "today", "target": "300", "target_period": "March 2031"},
        ),
        (
            "The wait for a locksmith: 12 days last year, no more than 4 days by 2031",
            {"baseline": "12 days", "baseline_period": "last year", "target": "4 days", "target_period": "2031"},
        ),
        (
            "Eight in ten tenants know their warden, up from 61% in the 2029 survey",
            {"target": "Eight in ten", "baseline": "61%", "baseline_period": "2029"},
        ),
        ("Lamps lit (2027/18 target 230 lamps)", {"target": "230"}),
        ("Lamps lit (2029 target 230)", {"target": "230"}),
        ("Lamps lit (2029-30: target 230)", {"target": "230"}),
        ("Lamps lit (Q3 target 230)", {"target": "230"}),
        ("Lamps lit on the A38, target 230", {"target": "230"}),
        ("Lamps lit (baseline 31 March 2030; target 44)", {"target": "44"}),
        ("Lamps lit: target 1st May 2031", {}),
        ("Lamps lit: baseline 31, target 44 by 31 March 2033", {"baseline": "31", "target": "44"}),
        ("Violence down by 15%", {"target": "15%"}),
        ("Reoffending below 24%", {"target": "24%"}),
        ("Young people aged 10 to 17", {}),
        ("offences per 1,000 people", {}),
    ],
)
def test_values_that_a_measure_states(text: str, said: dict[str, str]) -> None:
    assert stated_values(text) == said


@pytest.mark.parametrize("unit", [" ", "1", "20", "- ", "12 ", "12, ", "12 (", "12 lamps and ropes ", "2030 to ", "a", "’-"])
@pytest.mark.parametrize("lead", ["Lamps: 12", "Lamps (12 ", "Lamps: target 12,"])
def test_long_texts_are_read_quickly(lead: str, unit: str) -> None:
    start = time.process_time()
    stated_values(f"{lead}{unit * (5000 // len(unit))}x")
    assert time.process_time() - start < 4
