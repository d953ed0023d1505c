"""Quotes of several documents are told with their names."""

from __future__ import annotations

from assistant.answers.named_documents import with_documents_named
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.prompts import load_prompts
from tests.assistant.councils import Desk
from tests.assistant.test_cite import span_of


def test_each_document_is_named_where_its_words_begin(councils: Desk) -> None:
    old, new = span_of(councils, "marwick-2018", "Hate crime"), span_of(councils, "marwick-2022", "Repeat victims at MARAC")
    one, two = DraftClaim(Basis.QUOTED, (old,)), DraftClaim(Basis.QUOTED, (new,), item=True)
    counted = DraftClaim(Basis.COUNTED, (old, new), "Two.")

    def leads(*claims: DraftClaim) -> list[str]:
        draft = with_documents_named(Draft(claims, AnsweredBy.EXTRACT), councils.snapshot, load_prompts(), Audience.RESIDENT)
        return [claim.lead for claim in draft.claims]

    first, second = "Marwick Community Safety Plan 2018-2021 says:", "Safer Marwick Plan 2022-2025 says:"
    assert leads(one, one, two, two) == [first, "", second, ""]
    assert leads(one, counted, two, one) == [first, "", second, first]
    assert leads(one, one) == ["", ""]
    led = DraftClaim(Basis.QUOTED, (new,), lead="Here:")
    assert leads(one, led) == ["", "Here:"]
