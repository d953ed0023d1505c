"""What a question that asks several things is made of."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.conversation import Turn
from assistant.parts import parts_of, split, told_before
from tests.assistant.councils import Desk, quotes


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("How many came and how many of them stayed?", ("How many came", "how many of them stayed")),
        ("Is any team losing money, and how big is the hit?", ("Is any team losing money", "how big is the hit")),
        ("Who runs it, and from when?", ("Who runs it", "from when")),
        ("whats the buddy scheme n how many kids are on it", ("whats the buddy scheme", "how many kids are on it")),
        ("Did it work? How do you know?", ("Did it work", "How do you know")),
        ("How much is it - and by when?", ("How much is it", "by when")),
        ("What does it cost; who pays?", ("What does it cost", "who pays")),
        ("The buddy scheme, what's it for and what ages does it take?", ("The buddy scheme, what's it for", "what ages does it take")),
        ("When was the survey and when did the results come out?", ("When was the survey", "when did the results come out")),
        ("Where do the wardens walk, and who pays them?", ("Where do the wardens walk", "who pays them")),
        ("Is the hub open yet? If not, when will it be?", ("Is the hub open yet", "when will it be")),
        ("what did the dog find and what was it worth", ("what did the dog find", "what was it worth")),
        ("how many was it and did they get put somewhere else", ("how many was it", "did they get put somewhere else")),
        ("How does the panel choose, and is there an appeal?", ("How does the panel choose", "is there an appeal")),
    ],
)
def test_a_question_of_several_is_taken_apart(question: str, parts: tuple[str, ...]) -> None:
    assert split(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "What will the board do about burglary and knives?",
        "On knives, how were the two boroughs placed?",
        "It is dark on our estate. What are they doing about the lamps?",
        "Which body, which meets every month, runs it?",
        "What happens when victims report and when they do not?",
        "In the plan, is there anything on scams?",
        "I work all day. Can I still have my bike marked?",
        "List the priorities.",
        "",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert split(question) == ()


def test_what_goes_on_from_an_earlier_question_is_a_part_by_itself(councils: Desk) -> None:
    message = "and who pays for it?"
    understood = councils.understood(message, "How many video doorbells does Eastmere lend out?", "It lends out 75 a year.")
    assert parts_of(understood) == (message,)
    assert parts_of(councils.understood("Who chairs the board in Eastmere?")) == ()


def test_each_part_is_answered(councils: Desk) -> None:
    said = quotes(councils.ask("How much does the council pay in Marwick, and how many residents answered the survey?"))
    assert any("£312,000" in quote for quote in said)
    assert any("1,246" in quote for quote in said)


def test_what_was_told_is_known_again(councils: Desk) -> None:
    pieces = councils.read("How many video doorbells does Eastmere lend out?").pieces
    told = told_before(pieces, (Turn("assistant", "The council lends out 75 video doorbells a year to people who were burgled."),))
    assert [piece.words for piece in np.array(pieces, dtype=object)[told]] == [
        piece.words for piece in pieces if piece.words.startswith("The council lends out 75")
    ]
    assert not told_before(pieces, ()).any()
