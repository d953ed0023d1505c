"""Under which priority something stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.placed import tell_place
from assistant.conversation import AnsweredBy, Audience
from assistant.prompts import load_prompts
from ingest.embed import Embedder
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, quotes


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


@pytest.mark.parametrize(
    ("question", "priority", "entry"),
    [
        ("Under which of Tarnbrook's priorities do cameras come?", "Priority A: Safer roads", "Put cameras on the school lanes"),
        (
            "Which priority do alarms fall under in Tarnbrook, and in which of the priorities are they?",
            "Priority B: Safer homes",
            "Lend out alarms",
        ),
        ("Where do homes sit among Tarnbrook's priorities?", "Priority B: Safer homes", ""),
    ],
)
def test_the_priority_is_told_with_what_stands_under_it(desk: Desk, question: str, priority: str, entry: str) -> None:
    answer = desk.ask(question)
    assert answer.answered_by is AnsweredBy.REGISTER
    assert quotes(answer)[0] == priority
    assert not entry or entry in quotes(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Under which priority are kites flown in Tarnbrook?",  # none
        "Where are cameras put in Tarnbrook?",  # a place, no priority
        "Which priorities does Tarnbrook have?",
    ],
)
def test_what_stands_under_none_or_is_not_asked_for_is_left_to_others(desk: Desk, question: str) -> None:
    documents = [shelf.document for shelf in desk.snapshot.shelves.values()]
    assert tell_place(desk.understood(question), documents, desk.snapshot, load_prompts(), Audience.OFFICER) is None
