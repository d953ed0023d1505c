"""Changes said below a table, against its rows."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType
from tests.assistant.findings.found import contradicted

_TABLE = (
    "| Kind | 2021/22 | 2022/23 | 2023/24 |\n|---|---|---|---|\n| Wrecks | 148 | 139 | 131 |\n| Strandings | 96 | 101 | 94 |\n"
    "| Aged 60 and over | 125 | 123 | 117 |\n| Whole coast | 369 | 363 | 342 |\n"
)


def wrong(sentence: str) -> list[str]:
    """Given a sentence below the table, return the sums of changes that it gets wrong."""
    found = contradicted(f"# Plan\n\n## Figures\n\n{_TABLE}\n\n{sentence} We thank all who helped.\n")
    return [one.sum for one in found if one.type is FindingType.CHANGE_AND_FIGURES]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("The figure for the whole coast is {} below that of 2021/22.", ("9.3%", "7.3%")),
        ("Wrecks are {} down on 2021/22.", ("18%", "11%")),
        ("Strandings were down {} on the year before.", ("16%", "7%")),
        ("The number of those aged 60 and over has gone down by {} since 2022/23.", ("more than half", "5%")),
        ("On the whole coast there was a fall of {} since 2021/22.", ("a quarter", "7%")),
        ("There were 131 calls of that kind in 2023/24. That is {} down on 2022/23.", ("15%", "6%")),
        ("Wrecks fell by {} compared with the year before.", ("16%", "6%")),
    ],
)
def test_a_change_follows_from_the_row_that_is_named(said: str, right: tuple[str, str]) -> None:
    assert wrong(said.format(right[0]))
    assert not wrong(said.format(right[1]))


@pytest.mark.parametrize(
    "said",
    [
        "Nationally wrecks are 18% down on 2021/22.",
        "Wrecks will be 18% below those of 2021/22.",
        "Storms are 18% down on 2021/22.",
        "The share of wrecks was 18% below that of 2021/22.",
        "Wrecks are 18% below those of 2010/11.",
    ],
)
def test_what_may_be_of_something_else_is_let_pass(said: str) -> None:
    assert not wrong(said)
