"""A chat model as LangChain reaches it: `init_chat_model`, structured output, streamed. The only room that knows LangChain's models.

Replies are read in an event loop of their own, so that whoever waits for one can leave at any moment: the connection is closed
then, also where the other end has gone silent.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cache
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from assistant.model.failure import Fallback, ModelFailed
from ingest.errors import BadInput

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from assistant.settings import AssistantSettings

LOOK_SECONDS = 0.25  # how long nothing is said before `replies` yields None
LONGEST = 16_000  # characters of a reply: more is no answer

Schema = Mapping[str, Any]
Partial = dict[str, Any]
# What providers say that have no error of their own for it.
_TOO_LONG = re.compile(r"length limit|context.length|maximum context|too many tokens|prompt is too long", re.I)
_FILTERED = re.compile(r"content.filter|content management policy", re.I)
_CUT = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_WITHHELD = frozenset({"content_filter", "refusal", "safety", "SAFETY", "guardrail_intervened"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model has said so far. `whole` is true for the last one only: then it ended as it should."""

    value: Partial
    whole: bool = False


class ChatModel:
    """A chat model that was set. Safe to use from several threads."""

    def __init__(self, model: BaseChatModel, seconds: float) -> None:
        """`seconds` is how long one answer may take in all."""
        self._model = model
        self.seconds = seconds

    @classmethod
    def from_settings(cls, settings: AssistantSettings) -> ChatModel | None:
        """Given the settings, return the model they name, or None. Raises BadInput, naming the setting, where it cannot be had."""
        if settings.model is None:
            return None
        from langchain.chat_models import init_chat_model

        given: dict[str, Any] = {"temperature": 0, "timeout": settings.model_seconds, "max_retries": 0}
        if settings.model_url:
            given["base_url"] = settings.model_url
        try:
            provider, _, name = settings.model.partition(":")
            return cls(init_chat_model(name, model_provider=provider, **given), settings.model_seconds)
        except (ImportError, AttributeError) as error:
            raise BadInput(
                f"The setting PLAN_ASSISTANT_MODEL is “{settings.model}”, and what reaches it is not installed: {_first_line(error)} "
                "For OpenAI and servers that speak its protocol: pip install 'plan-assistant[model]'."
            ) from error
        except Exception as error:  # each provider refuses in its own way: an unknown name, a missing key
            raise BadInput(
                f"The setting PLAN_ASSISTANT_MODEL is “{settings.model}” and cannot be used: {_first_line(error)} "
                "Write provider:name, such as openai:gpt-5-mini, and set the key in the provider's own variable, such as OPENAI_API_KEY."
            ) from error

    def replies(self, messages: Sequence[BaseMessage], schema: Schema, deadline: float) -> Iterator[Reply | None]:
        """Given messages and the JSON schema of what is wanted, yield the reply as it grows, the whole of it last.

        Yields None where nothing new has come for a moment. `deadline` is a time of `time.monotonic`. Raises ModelFailed. Closing the
        iterator ends the request.
        """
        reading = _Reading(self._model, messages, schema)
        future = asyncio.run_coroutine_threadsafe(reading.run(), _loop())
        try:
            yield from reading.until(deadline)
        finally:
            future.cancel()


@dataclass(slots=True)
class _Reading:
    """One request, read in the event loop and handed over through a queue."""

    model: BaseChatModel
    messages: Sequence[BaseMessage]
    schema: Schema
    _found: SimpleQueue[Partial | _End] = field(default_factory=SimpleQueue)

    async def run(self) -> None:
        """Read the reply to its end."""
        ending = _ending()
        try:
            structured = self.model.with_structured_output(dict(self.schema))
            parts = cast("AsyncGenerator[Any]", structured.astream(list(self.messages), config={"callbacks": [ending]}))
            async with aclosing(parts):
                async for part in parts:
                    if ending.length > LONGEST:
                        raise ModelFailed(Fallback.OVER_LIMIT)
                    if isinstance(part, dict):
                        self._found.put(part)
            self._found.put(_End(None, ending.message))
        except asyncio.CancelledError:
            raise
        except Exception as error:  # whatever a provider raises ends in an answer without the model
            self._found.put(_End(error, ending.message))

    def until(self, deadline: float) -> Iterator[Reply | None]:
        last: Partial = {}
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise ModelFailed(Fallback.SLOW)
            try:
                part = self._found.get(timeout=min(LOOK_SECONDS, left))
            except Empty:
                yield None
                continue
            if isinstance(part, _End):
                yield Reply(part.value(last), whole=True)
                return
            last = part
            yield Reply(part)


@dataclass(frozen=True, slots=True)
class _End:
    """How a request ended: an error, or the whole message."""

    error: Exception | None
    message: BaseMessage | None

    def value(self, last: Partial) -> Partial:
        """Return the whole of what was said. Raises ModelFailed."""
        if self.error is not None:
            raise ModelFailed(_why(self.error)) from self.error
        if self.message is None:
            return last
        about = {str(self.message.response_metadata.get(key)) for key in ("finish_reason", "stop_reason", "done_reason")}
        if self.message.additional_kwargs.get("refusal") or about & _WITHHELD:
            raise ModelFailed(Fallback.REFUSED)
        if about & _CUT:
            raise ModelFailed(Fallback.OVER_LIMIT)
        return _said(self.message)


def _said(message: BaseMessage) -> Partial:
    """Given a whole message, return the JSON object it holds: in the call of a tool, or in its words. Raises ModelFailed."""
    from langchain_core.utils.json import parse_json_markdown

    calls = getattr(message, "tool_calls", [])
    if calls:
        return dict(calls[0]["args"])
    text = str(message.text)
    if "{" not in text:
        raise ModelFailed(Fallback.REFUSED if text.strip() else Fallback.MALFORMED)
    try:
        value = parse_json_markdown(text, parser=json.loads)
    except ValueError as error:
        raise ModelFailed(Fallback.MALFORMED) from error
    if not isinstance(value, dict):
        raise ModelFailed(Fallback.MALFORMED)
    return value


def _why(error: Exception) -> Fallback:
    """Given what a provider raised, return what that comes to."""
    from langchain_core.exceptions import (
        ContextOverflowError,
        ModelRateLimitError,
        ModelRefusalError,
        ModelTimeoutError,
        OutputParserException,
    )

    if isinstance(error, ModelFailed):
        return error.why
    if isinstance(error, (ModelTimeoutError, TimeoutError)):
        return Fallback.SLOW
    if isinstance(error, (ContextOverflowError, ModelRateLimitError)) or _TOO_LONG.search(str(error)):
        return Fallback.OVER_LIMIT
    if isinstance(error, ModelRefusalError) or _FILTERED.search(str(error)):
        return Fallback.REFUSED
    if isinstance(error, (OutputParserException, json.JSONDecodeError)):
        return Fallback.MALFORMED
    status = getattr(error, "status_code", None)
    # Providers without errors of LangChain's kinds: too many requests, too large a request.
    return Fallback.OVER_LIMIT if status in (413, 429) else Fallback.BROKEN


def _ending() -> Any:
    """Return a callback that counts characters and keeps the whole message: refusals and broken ends show nowhere else."""
    from langchain_core.callbacks import AsyncCallbackHandler
    from langchain_core.outputs import ChatGeneration, LLMResult

    class Ending(AsyncCallbackHandler):
        message: BaseMessage | None = None
        length = 0

        async def on_llm_new_token(self, token: Any, **_: Any) -> None:
            self.length += len(str(token))

        async def on_llm_end(self, response: LLMResult, **_: Any) -> None:
            for generations in response.generations:
                for generation in generations:
                    if isinstance(generation, ChatGeneration):
                        self.message = generation.message

    return Ending()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Return the event loop that replies are read in; it runs as long as the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


def _first_line(error: Exception) -> str:
    line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return line if line.endswith(".") else f"{line}."
