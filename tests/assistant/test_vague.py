"""Questions that say nothing of what they are about: known from those that only have few words, and answered with what may be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation import Status
from assistant.vague import load_lexicon, only_points, says_nothing
from ingest.errors import BadInput
from tests.assistant.councils import Desk


@pytest.mark.parametrize(
    "text",
    [
        "so what about the thing then",
        "numbers pls",
        "and the other one?",
        "did they do it or not",
        "is it any good then",
        "is it any good though",
        "how many",
        "Is that number higher or lower?",
        "so whats the score",
        "the usual ones please",
    ],
)
def test_words_that_name_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["Is it on track?", "who pays for it", "why did that go down", "What's the baseline for that one?"])
def test_something_of_what_is_only_pointed_at(text: str) -> None:
    assert not says_nothing(text)
    assert only_points(text)


@pytest.mark.parametrize(
    "text",
    [
        "priorities?", "knife crime", "who's in charge", "is it out of date", "cctv", "who wrote it", "sum it up for me",
        "does it have any targets at all", "how do they know if it's worked", "What is the baseline for burglary?", "Marwick?",
    ],
)  # fmt: skip
def test_few_words_may_be_enough(text: str) -> None:
    assert not says_nothing(text) and not only_points(text)


def test_a_question_about_nothing_is_answered_with_what_may_be_asked(councils: Desk) -> None:
    answer = councils.ask("so what about the thing then")
    assert answer.status is Status.UNCLEAR
    assert not answer.claims and not answer.citations
    assert answer.suggestions and all(councils.ask(asked).status is Status.ANSWERED for asked in answer.suggestions[:1])


def test_where_one_document_is_chosen_it_may_be_meant(councils: Desk) -> None:
    assert councils.ask("Is it on track?").status is Status.UNCLEAR
    assert councils.ask("Is it on track?", documents=["marwick-2022"]).status is not Status.UNCLEAR


def test_what_was_asked_before_says_what_is_meant(councils: Desk) -> None:
    assert councils.ask("how many", "What are the priorities in Marwick?").status is not Status.UNCLEAR


@pytest.mark.parametrize("before", ["Thanks, that helps.", "ok cheers", "hello"])
def test_small_talk_before_says_nothing_of_what_is_meant(councils: Desk, before: str) -> None:
    assert councils.ask("Yes, the other one. What does it say about that?", before, "Glad to help.").status is Status.UNCLEAR


def test_a_lexicon_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "vague.toml"
    file.write_text('empty = "thing"\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"vague\.toml.*leaning"):
        load_lexicon(file)


@pytest.mark.parametrize("text", ["Which of them patrols most at night?", "so how many of them come from Marwick"])
def test_some_of_what_nobody_named_is_unclear(councils: Desk, text: str) -> None:
    assert councils.ask(text).status is Status.UNCLEAR


@pytest.mark.parametrize("text", ["The target, please.", "what's the deadline?", "what was the baseline"])
def test_the_one_of_many_is_unclear(councils: Desk, text: str) -> None:
    assert councils.ask(text).status is Status.UNCLEAR


@pytest.mark.parametrize("text", ["How many wardens does Marwick have, and which of them patrol at night?", "Which of the wards is it?"])
def test_some_of_what_the_question_names_is_clear(councils: Desk, text: str) -> None:
    assert councils.ask(text).status is not Status.UNCLEAR
