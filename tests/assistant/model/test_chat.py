"""A chat model from the settings."""

from __future__ import annotations

import pytest

from assistant.model.chat import ChatModel
from assistant.settings import AssistantSettings, load_settings
from ingest.errors import BadInput

PREFIX = "PLAN_ASSISTANT_"


def test_none_is_needed() -> None:
    assert ChatModel.from_settings(AssistantSettings()) is None
    assert AssistantSettings(model="", model_url=" ").model is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL", "gpt-5"),
        ("MODEL", ":gpt-5"),
        ("MODEL", "openai: gpt"),
        ("MODEL_URL", "localhost:8080"),
        ("MODEL_SECONDS", "0"),
        ("MODEL_SECONDS", "soon"),
        ("MODEL_TOKENS", "3"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(BadInput, match=f"{PREFIX}{name} cannot be used"):
        load_settings()


@pytest.mark.parametrize("model", ["nobody:gpt-5", "openai:gpt-5"])
def test_a_model_that_cannot_be_had_is_named(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    """An unknown provider; no key for a known one."""
    for variable in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(BadInput, match=f"PLAN_ASSISTANT_MODEL is “{model}”"):
        ChatModel.from_settings(AssistantSettings(model=model))
