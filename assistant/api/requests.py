"""What every route begins with: the service behind it, who asks, what is published, and the texts that may be asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import Depends, Request
from pydantic_core import PydanticCustomError

from assistant.access import COOKIE, Credentials, Gate
from assistant.api.watching import Metrics
from assistant.conversation import Asker
from assistant.serving import Service

Result = TypeVar("Result")

_KEPT = "\n\t"
# Zero-width joiners shape letters and emoji in several scripts; other format characters only hide things.
_JOINERS = "‌‍"


class State:
    """What the app holds for its routes."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.gate = Gate(service.settings)
        self.metrics = Metrics()
        # Blocking work has threads of its own: a slow question must not keep /healthz waiting.
        self.limiter = CapacityLimiter(service.settings.workers)
        self.upload_limiter = CapacityLimiter(2)

    async def work(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Given a blocking function and its arguments, return its result, computed in a thread."""
        return await anyio.to_thread.run_sync(partial(function, *arguments), limiter=self.limiter)


def state_of(request: Request) -> State:
    """Given a request, return what the app holds."""
    state: State = request.app.state.plan_assistant
    return state


def asker_of(request: Request) -> Asker:
    """Given a request, return who asks. Raises NotKnown for a key that opens nothing."""
    peer = request.client.host if request.client else None
    return state_of(request).gate.asker(Credentials(request.headers, request.cookies.get(COOKIE), peer))


TheState = Annotated[State, Depends(state_of)]
TheAsker = Annotated[Asker, Depends(asker_of)]


def without_controls(text: str) -> str:
    """Given a text, return it without control and invisible format characters, and without white space at its ends."""
    return "".join(character for character in text if _is_shown(character)).strip()


def limited(name: str, most: int) -> Callable[[str], str]:
    """Given a field's name and a limit, return a validator: 1 to `most` characters once control characters are gone."""

    def check(text: str) -> str:
        plain = without_controls(text)
        if not plain:
            raise said(f"{name} holds nothing that can be read; write 1 to {most:,} characters.")
        if len(plain) > most:
            raise said(f"{name} has {len(plain):,} characters; at most {most:,} are read. Shorten it.")
        return plain

    return check


def said(sentence: str) -> PydanticCustomError:
    """Given a whole sentence for the caller, return it as a validation error."""
    return PydanticCustomError("said", "{sentence}", {"sentence": sentence})


def _is_shown(character: str) -> bool:
    if character in _KEPT or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")
