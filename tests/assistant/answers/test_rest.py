"""What a question asks besides what the register answers."""

from __future__ import annotations

import pytest

from assistant.answers.rest import rest_of
from assistant.conversation import AnsweredBy, Basis, Status
from tests.assistant.councils import Desk


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What are Marwick's priorities, and how many people answered the survey?", "how many people answered the survey"),
        ("Which indicators are there in Marwick, and who runs the night bus?", "who runs the night bus"),
        ("What are Marwick's priorities, and who leads each of them?", ""),
        ("How many priorities were there before in Marwick, and how many are there now?", ""),
        ("What are Marwick's priorities, and which indicators measure burglary?", ""),
        ("What are Marwick's priorities?", ""),
    ],
)
def test_the_part_that_no_list_answers(councils: Desk, question: str, rest: str) -> None:
    assert rest_of(councils.understood(question)) == rest


def test_it_is_answered_behind_the_list(councils: Desk) -> None:
    question = "What are the priorities in Marwick's 2022 plan"
    listed = councils.ask(f"{question}?")
    answer = councils.ask(f"{question}, and how many people answered the survey?")
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert answer.claims[: len(listed.claims)] == listed.claims
    assert any("1,246" in claim.text for claim in answer.claims[len(listed.claims) :])


def test_where_nothing_answers_it_it_is_named(councils: Desk) -> None:
    answer = councils.ask("What are the priorities in Marwick's 2022 plan, and how many lamps hang on the pier?")
    assert answer.status is Status.PARTLY_ANSWERED
    (missing,) = [claim for claim in answer.claims if claim.basis is Basis.ABSENT]
    assert "how many lamps hang on the pier" in missing.text and missing.looked_in is not None
    assert missing.looked_in.documents == ("marwick-2022",)
