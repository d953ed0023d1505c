"""Those who do something by a name that does not say what they are."""

from __future__ import annotations

import pytest

from assistant.findings.doers import doers
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of

TABLE = (
    "## Action plan\n\n| Action | Lead | By when |\n|---|---|---|\n| Mend the lamps | {} | May 2027 |\n"
    "| Paint the boats | Harbour Police | May 2027 |\n"
)
PUBLIC = ["Harbour Police", "Head of Parks", "Tarn Borough Council", "All Partners", "Lock Keepers Group", "NHS Tarn"]


def named(text: str) -> list[str]:
    return [name for name, _ in doers(script_of(ID, snapshot_of(f"# Plan\n\n{text}\n")))]


def test_a_bare_name_that_leads_an_action_is_asked_after() -> None:
    assert named(TABLE.format("Tarn Traders")) == ["Tarn Traders"]


@pytest.mark.parametrize("who", PUBLIC)
def test_public_bodies_offices_and_groups_are_not(who: str) -> None:
    assert named(TABLE.format(who)) == []


@pytest.mark.parametrize(
    "said",
    [
        "The charity Tarn Haven helps skippers.",
        "We work with Tarn Haven, which runs the refuge.",
        "Tarn Haven is a network of ferry users.",
        "## Words we use\n\nTarn Haven\n\nA shelter for people who are cold.",
    ],
)
def test_words_that_say_what_it_is_explain_it(said: str) -> None:
    assert named(f"{TABLE.format('Tarn Haven')}\n## The river\n\n{said}") == []


def test_what_it_will_do_does_not_say_what_it_is() -> None:
    assert named(f"{TABLE.format('Tarn Haven')}\n## The river\n\nTarn Haven will lead a review.") == ["Tarn Haven"]


def test_members_by_a_bare_name_are_asked_after() -> None:
    assert named("## Members of the board\n\n- Harbour Police\n- Brindle Homes\n") == ["Brindle Homes"]
