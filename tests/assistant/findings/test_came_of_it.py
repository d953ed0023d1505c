"""What came of a target or a promise, told right beside it: then nothing asks what became of it."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import words_found

TARGETS = ("Reduce fires by 10% by March 2023", "The new bell will be hung by March 2023")


def over(text: str) -> list[str]:
    return words_found(f"## The quay\n\n{text}\n", T.TARGET_PERIOD_OVER)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "came",
    [
        "(achieved)", "(completed)", "(target met)", "(not met)", "– done in May 2023", "- completed", ": exceeded",
        "(partly achieved)", "✓ done", "(target missed)", "– now complete",
    ],
)  # fmt: skip
def test_what_came_of_it_is_beside_it(target: str, came: str) -> None:
    assert over(f"{target} {came}.") == []


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("came", ["This was met.", "It has been achieved.", "This target was exceeded.", "The target was not met."])
def test_what_came_of_it_is_in_the_next_sentence(target: str, came: str) -> None:
    assert over(f"{target}. {came}") == []


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("behind", ["", "Boats are met at the quay.", "The lock is done up.", "We have achieved much."])
def test_what_is_said_of_other_things_is_no_result(target: str, behind: str) -> None:
    assert len(over(f"{target}. {behind}")) == 1
