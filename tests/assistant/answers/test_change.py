"""What changed between a document and the one it follows."""

from __future__ import annotations

import pytest

from assistant.conversation import AnsweredBy, Basis, Status
from tests.assistant.councils import Desk, cited


@pytest.mark.parametrize(
    "question", ["What has changed in Marwick since the last plan?", "How have Marwick's priorities changed since 2018?"]
)
def test_new_dropped_and_renamed_are_told_with_both_places(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert cited(answer) == {"marwick-2018", "marwick-2022"}
    told = "\n".join(claim.text for claim in answer.claims[1:])
    assert "“Nuisance in parks and open spaces” is new" in told
    assert "“Alcohol and the town centre” is no longer" in told
    assert "“Burglary” is now “Burglary and vehicle crime”" in told
    assert all(claim.citations for claim in answer.claims)


def test_what_changed_on_a_topic_is_told_alone(councils: Desk) -> None:
    answer = councils.ask("What changed on vehicle crime and burglary in Marwick since the last plan?")
    assert answer.claims
    assert not any("open spaces" in claim.text and claim.basis is Basis.COUNTED for claim in answer.claims)


def test_a_document_that_follows_none_tells_no_change(councils: Desk) -> None:
    answer = councils.ask("What has changed in Eastmere since the last plan?")
    assert "is new" not in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which priorities were dropped in Marwick?", ["“Alcohol and the town centre”", "“Hate crime”"]),
        ("Which priorities were kept in Marwick?", ["“Burglary”"]),
        (
            "Which priorities were added in Marwick?",
            ["“Violence against women and girls”", "“Nuisance in parks and open spaces”", "“Young people at risk of exploitation”"],
        ),
    ],
)
def test_one_sort_of_change_is_told_alone_and_of_priorities_alone(councils: Desk, question: str, told: list[str]) -> None:
    changes = [claim.text for claim in councils.ask(question).claims[1:]]
    assert [text.startswith(f"The priority {name} ") for text, name in zip(changes, told, strict=True)] == [True] * len(told)
