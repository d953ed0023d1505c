"""What a short form stands for."""

from __future__ import annotations

import pytest

from assistant.conversation import AnsweredBy, Status
from tests.assistant.councils import Desk, cited


@pytest.mark.parametrize("question", ["What does MARAC stand for?", "What is a MARAC?", "what does marac mean in Marwick?"])
def test_a_short_form_is_spelt_out_in_the_plans_words(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert "Multi-Agency Risk Assessment Conference" in answer.citations[0].quote
    assert (answer.citations[0].page, answer.citations[0].page_label) == (2, "1")


def test_only_plans_in_scope_define(councils: Desk) -> None:
    answer = councils.ask("What does MARAC stand for in Eastmere?")
    assert "marwick-2022" not in cited(answer)


def test_a_short_form_nobody_explains_is_not_made_up(councils: Desk) -> None:
    answer = councils.ask("What does QZXW stand for?")
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert answer.citations == ()
