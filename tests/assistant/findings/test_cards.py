"""Parts of a document that say the same things behind the same labels, and the one that leaves something out."""

from __future__ import annotations

import pytest

from assistant.findings.cards import left_unsaid
from assistant.findings.finding import FindingType as T
from assistant.findings.script import script_of
from tests.assistant.findings.found import words_found
from tests.assistant.findings.texts import ID, snapshot_of

FULL = (
    "## Calm quays\n\nWe will: fit lamps by May 2026.\n\nLead: the pilot\n\nTarget: falls from 40 (2024) to 30 (2027)\n\n"
    "## Safe boats\n\nWe will: mark the boats by June 2026.\n\nLead: the crew\n\nTarget: thefts from 12 (2024) to 9 (2027)\n\n"
)


def unsaid(text: str) -> list[tuple[str, str]]:
    script = script_of(ID, snapshot_of(f"# Harbour plan\n\n{FULL}{text}\n"))
    return [(role.value, script.words(span)) for role, span, _ in left_unsaid(script)]


@pytest.mark.parametrize(
    ("card", "lacks"),
    [
        ("We will: walk by May 2027.\n\nLead: the wardens\n\nTarget: calls from 7 (2024) to 5 (2027)", []),
        ("We will: walk by May 2027.\n\nTarget: calls from 7 (2024) to 5 (2027)", [("owner", "## Quiet nights")]),
        ("We will: walk by May 2027.\n\nLead: the wardens", [("measure", "## Quiet nights")]),
        (
            "We will: walk the quay.\n\nLead: the wardens\n\nTarget: calls from 7 (2024) to 5 (2027)",
            [("due", "We will: walk the quay.")],
        ),
        ("We will: walk by May 2027. Lead: the wardens\n\nHeadline measure: calls from 7 (2024) to 5 (2027)", []),
        ("We will: walk by May 2027.\n\nLead: to be named\n\nTarget: calls from 7 (2024) to 5 (2027)", []),
        ("Nights are loud, and many boats come home late.", []),
        ("| Lead | the wardens |\n|---|---|\n| Target | calls from 7 to 5 |", []),
    ],
)
def test_what_one_card_does_not_say(card: str, lacks: list[tuple[str, str]]) -> None:
    assert [(role, words.removeprefix("## ")) for role, words in unsaid(f"## Quiet nights\n\n{card}")] == [
        (role, words.removeprefix("## ")) for role, words in lacks
    ]


def test_a_card_without_a_measure_is_a_gap() -> None:
    text = f"{FULL}## Quiet nights\n\nWe will: walk by May 2027.\n\nLead: the wardens\n"
    assert "Quiet nights" in words_found(text, T.PRIORITY_WITHOUT_INDICATOR)


def test_each_deed_behind_a_label_is_asked_when() -> None:
    text = f"{FULL}## Quiet nights\n\nActions: walk the quay by May 2027; train the skippers through the crew\n\nLead: the crew\n"
    assert "train the skippers through the crew" in [words for _, words in unsaid(text)]


def test_a_post_that_nobody_holds_answers_for_nothing() -> None:
    text = f"{FULL}## Quiet nights\n\nLead: Harbour master (post vacant)\n\nTarget: calls from 7 (2024) to 5 (2027)\n"
    assert any("post vacant" in words for words in words_found(text, T.ACTION_WITHOUT_OWNER))


def test_a_deed_whose_time_has_passed_is_over() -> None:
    text = f"{FULL}## Quiet nights\n\nActions: a fair by March 2026; a dance by May 2027\n\nLead: the crew\n"
    assert "a fair by March 2026" in " ".join(words_found(text, T.TARGET_PERIOD_OVER))


def test_a_sentence_that_names_who_answers_for_a_card_is_as_good_as_a_label() -> None:
    said = "## {}\n\nTarget: falls from 40 (2024) to 30 (2027)\n\n{}\n\n"
    parts = [("Calm quays", "The pilot is responsible."), ("Safe boats", "The crew is responsible."), ("Quiet nights", "Nights are long.")]
    script = script_of(ID, snapshot_of("# Harbour plan\n\n" + "".join(said.format(*part) for part in parts)))
    assert [(role.value, script.words(span)) for role, span, _ in left_unsaid(script)] == [("owner", "Quiet nights")]


def test_two_parts_are_no_cards() -> None:
    script = script_of(ID, snapshot_of("# Plan\n\n## Boats\n\nLead: the crew\n\n## Quays\n\nTarget: 40\n"))
    assert list(left_unsaid(script)) == []


def test_what_follows_a_measure_without_a_figure_is_none() -> None:
    text = f"{FULL}## Quiet nights\n\nLead: the crew\n\nTarget: calls from 7 (2024) to 5 (2027). We want a quay where all sleep.\n"
    assert not any("all sleep" in words for words in words_found(text, T.INDICATOR_WITHOUT_BASELINE))


@pytest.mark.parametrize("part", ["## Contact us\n\nTarget: answer in two days", "## How we work\n\nOur target: to listen."])
def test_a_part_with_one_label_is_no_card_of_theirs(part: str) -> None:
    third = "## Quiet nights\n\nWe will: walk by May 2027.\n\nLead: the wardens\n\n"
    assert not any(title in words for _, words in unsaid(third + part) for title in ("Contact us", "How we work"))


@pytest.mark.parametrize("part", ["## Contact us\n\nTarget: answer in two days", "## How we work\n\nOur target: to listen."])
def test_a_part_with_another_label_is_no_card_of_those_with_one(part: str) -> None:
    text = "# Harbour plan\n\n## Quays\n\nLead: the pilot\n\n## Boats\n\nLead: the crew\n\n## Nights\n\nLead: the wardens\n\n"
    assert list(left_unsaid(script_of(ID, snapshot_of(text + part)))) == []
