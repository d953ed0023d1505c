"""A chat model as a judge of answers, where one is set: facts stated, claims entailed. Never part of an exact measure."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.model.failure import ModelFailed
from assistant.settings import AssistantSettings, load_settings
from eval.contract import Answer, Claim, plain_text
from eval.errors import RunError
from eval.questions import Question

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from assistant.model.chat import ChatModel

WORDS = Path(__file__).parent / "judge.toml"


def model_settings(name: str, option: str) -> AssistantSettings:
    """Given a chat model as provider:name and the option it was given with, return the settings that name it; the rest is as set.

    Raises RunError where it is no such name, BadInput where another setting cannot be used.
    """
    load_settings()
    try:
        return AssistantSettings(model=name)
    except ValidationError as error:
        raise RunError(f"{option} is “{name}”; write provider:name, such as openai:gpt-5-mini.") from error


class Judge:
    """A judge. Each judgement is one request."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    @classmethod
    def named(cls, name: str) -> Judge:
        """Given a chat model as provider:name, return it as a judge. Raises BadInput where it cannot be had."""
        from assistant.model.chat import ChatModel

        chat = ChatModel.from_settings(model_settings(name, "--judge"))
        if chat is None:
            raise RunError("--judge is empty; write provider:name, such as openai:gpt-5-mini.")
        return cls(chat)

    def measures(self, question: Question, answer: Answer) -> dict[str, float | None]:
        """Given a question and its answer, return the share of the facts that it states, and of its cited claims that their quotes entail.

        None where there is nothing to judge, and for both where the judge did not answer as asked.
        """
        claims = [claim for claim in answer.claims if answer.cited_by(claim)]
        nothing: dict[str, float | None] = {"judged_facts": None, "judged_support": None}
        if not (question.facts or claims):
            return nothing
        try:
            said = self._said(self._messages(question, answer, claims))
        except ModelFailed:
            return nothing
        facts, supported = _flags(said.get("facts"), len(question.facts)), _flags(said.get("claims"), len(claims))
        return nothing if facts is None or supported is None else {"judged_facts": _share(facts), "judged_support": _share(supported)}

    def _said(self, messages: Sequence[BaseMessage]) -> dict[str, Any]:
        """Given messages, return what the model replies. Raises ModelFailed."""
        replies = self._chat.replies(messages, self._schema, time.monotonic() + self._chat.seconds)
        return next((dict(reply.value) for reply in replies if reply is not None and reply.whole), {})

    def _messages(self, question: Question, answer: Answer, claims: Sequence[Claim]) -> Sequence[BaseMessage]:
        from langchain_core.prompts import ChatPromptTemplate

        template = ChatPromptTemplate.from_messages([("system", self._words["system"]), ("human", self._words["human"])])
        facts = [" / ".join(fact.any) for fact in question.facts]
        told = [f"{plain_text(claim.text)}\n   quotes: {' … '.join(found.quote for found in answer.cited_by(claim))}" for claim in claims]
        return template.format_messages(question=question.question, answer=answer.plain, facts=_numbered(facts), claims=_numbered(told))

    @cached_property
    def _words(self) -> dict[str, Any]:
        return tomllib.loads(WORDS.read_text(encoding="utf-8"))

    @cached_property
    def _schema(self) -> dict[str, Any]:
        words = self._words["reply"]
        flags = {key: {"type": "array", "items": {"type": "boolean"}, "description": words[key]} for key in ("facts", "claims")}
        whole = {"type": "object", "properties": flags, "required": list(flags), "additionalProperties": False}
        return {"title": words["name"], "description": words["about"], **whole}


def _flags(value: object, count: int) -> list[bool] | None:
    """Given what the judge said of so many things, return it; None where it is not a yes or no of each."""
    fits = isinstance(value, list) and len(value) == count and all(isinstance(flag, bool) for flag in value)
    return list(value) if fits and isinstance(value, list) else None


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def _numbered(texts: Sequence[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1)) or "none"
