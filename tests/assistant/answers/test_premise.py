"""What is taken for done, and is still to come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.premise import correct_premise
from assistant.conversation import Audience
from assistant.prompts import load_prompts
from ingest.embed import Embedder
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, quotes


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


@pytest.mark.parametrize(
    "question",
    [
        "The Willow Family Centre in Tarnbrook opened in 2023. Who runs it?",
        "What is the address of Tarnbrook's Willow Family Centre, which opened in 2022?",
        "Now that Tarnbrook has already opened its Willow Family Centre, what does it offer?",
        "I heard the family centre at Willow in Tarnbrook has been running since 2021. What has it done?",
    ],
)
def test_what_is_still_to_come_is_told_instead(desk: Desk, question: str) -> None:
    told = quotes(desk.ask(question))
    assert told[0].startswith("The Willow Family Centre is central")
    assert told[-1] == "It will open its doors in June 2025."


@pytest.mark.parametrize(
    "question",
    [
        "When did the Willow Family Centre in Tarnbrook open?",
        "The Willow Family Centre in Tarnbrook opened in 2026. Who runs it?",  # later than it says
        "The sheep market in Tarnbrook opened in 2023. Who runs it?",
        "What happened in Tarnbrook in 2022?",
    ],
)
def test_a_question_that_takes_nothing_of_the_kind_for_done_is_left_alone(desk: Desk, question: str) -> None:
    documents = [shelf.document for shelf in desk.snapshot.shelves.values()]
    assert correct_premise(desk.understood(question), documents, desk.snapshot, load_prompts(), Audience.OFFICER) is None
