"""How a chat model can fail to answer. Each way has its own words in `prompts/replies.toml` [fallback]."""

from __future__ import annotations

from enum import StrEnum

from ingest.errors import PlanError


class Fallback(StrEnum):
    """Why an answer was made without the model that is set."""

    SLOW = "slow"
    BROKEN = "broken"
    OVER_LIMIT = "over_limit"
    MALFORMED = "malformed"
    REFUSED = "refused"
    UNSUPPORTED = "unsupported"


class ModelFailed(PlanError):
    """The model gave no answer that can be used. Never reaches who asked: the answer without a model does."""

    def __init__(self, why: Fallback) -> None:
        super().__init__(f"The chat model did not answer: {why.value}.")
        self.why = why
