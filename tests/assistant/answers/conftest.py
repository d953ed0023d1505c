"""An assistant over the invented councils whose answers a chat model words, served on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant.answer import Assistant
from assistant.answers.model import ModelAnswers
from assistant.model.chat import ChatModel
from assistant.model.prompts import load_model_prompts
from assistant.prompts import load_prompts
from assistant.settings import AssistantSettings
from ingest.embed import Embedder
from tests.assistant.answers.speakers import Talk, honest
from tests.assistant.councils import TODAY, Desk
from tests.assistant.model_server import ModelServer, model_server

SECONDS = 30.0  # a model is waited for so long, on a machine that does other things too
SHORT = 4.0  # long enough for a busy machine to have asked by then


@pytest.fixture(scope="session")
def model_key() -> Iterator[None]:
    """The key that the provider's package reads from its own variable."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", "key-for-tests")
        yield


@pytest.fixture(scope="session")
def speaking(model_key: None) -> Iterator[ModelServer]:
    """A server that speaks a provider's protocol; each test says what it answers."""
    with model_server(honest) as server:
        yield server


@pytest.fixture(scope="session")
def model_settings(speaking: ModelServer) -> AssistantSettings:
    return AssistantSettings(model="openai:local", model_url=speaking.url, model_seconds=SECONDS)


@pytest.fixture(scope="session")
def model_answers(model_settings: AssistantSettings) -> ModelAnswers:
    """The model, asked once: the provider's package loads most of itself with the first request."""
    chat = ChatModel.from_settings(model_settings)
    assert chat is not None
    words = load_model_prompts()
    assert list(chat.replies(words.to_rephrase("", "Hello?"), words.rephrase_schema, time.monotonic() + 60))
    return ModelAnswers(chat, model_settings.model_tokens, load_prompts(), words)


@pytest.fixture(scope="session")
def impatient(model_answers: ModelAnswers, model_settings: AssistantSettings) -> ModelAnswers:
    """The same model with a short time limit."""
    found = ModelAnswers.from_settings(model_settings.model_copy(update={"model_seconds": SHORT}), load_prompts())
    assert found is not None
    return found


def with_model(desk: Desk, embedder: Embedder, model: ModelAnswers) -> Desk:
    """Given a desk, return one whose answers the model words."""
    return Desk(desk.library, desk.retriever, Assistant(desk.library, embedder, today=lambda: TODAY, model=model), embedder)


@pytest.fixture
def talk(councils: Desk, embedder: Embedder, speaking: ModelServer, model_answers: ModelAnswers) -> Talk:
    """The councils' desk with a model that is honest until a test says otherwise."""
    speaking.heard.clear()
    speaking.left = 0
    speaking.speak = honest
    return Talk(with_model(councils, embedder, model_answers), councils, speaking)


@pytest.fixture
def poisoned_talk(poisoned: Desk, embedder: Embedder, speaking: ModelServer, model_answers: ModelAnswers) -> Talk:
    """The desk with the poisoned plan, with a model."""
    speaking.heard.clear()
    speaking.speak = honest
    return Talk(with_model(poisoned, embedder, model_answers), poisoned, speaking)
