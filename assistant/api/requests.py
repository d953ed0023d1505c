"""What every route begins with: the service behind it, who asks, what is published, and the texts that may be asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import Depends, Request, Response
from pydantic_core import PydanticCustomError

from assistant.access import COOKIE, Credentials, Gate
from assistant.api.limiting import Counted, Limits
from assistant.api.watching import Metrics
from assistant.conversation import Asker
from assistant.errors import NotAllowed, NotKnown
from assistant.feedback import Feedback
from assistant.history import Database, History
from assistant.serving import Service
from assistant.web.outline import Outlines
from ingest.errors import WriterBusy

Result = TypeVar("Result")

MOST_WAITING = 50
# The cookie by which a browser finds again what it wanted kept.
KEEPER = "plan_assistant_kept"
MOST_KEEPER = 100
READING = frozenset({"GET", "HEAD", "OPTIONS"})

_KEPT = "\n\t"
# Zero-width joiners shape letters and emoji in several scripts; other format characters only hide things.
_JOINERS = "‌‍"


class State:
    """What the app holds for its routes. `database` is where conversations and feedback are kept; `close` lets go of it."""

    def __init__(self, service: Service, database: Database) -> None:
        self.service = service
        self.gate = Gate(service.settings)
        self.limits = Limits(service.settings)
        self.history = History(database, timedelta(days=service.settings.history_days))
        self.feedback = Feedback(database, self.history)
        self.metrics = Metrics()
        self.outlines = Outlines()
        self._database = database
        # Blocking work has threads of its own: a slow question must not keep /healthz waiting.
        self._workers = CapacityLimiter(service.settings.workers)
        # Whoever writes waits here for a turn, outside of any thread: ten uploads at once are read one after the other.
        self._writers = CapacityLimiter(1)

    async def write(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Given a blocking function that writes to the index, return its result, computed in a thread when those before have ended.

        Raises WriterBusy where too many wait already.
        """
        if self._writers.statistics().tasks_waiting >= MOST_WAITING:
            raise WriterBusy(f"{MOST_WAITING} changes wait for their turn already; try again in a few minutes.")
        return await anyio.to_thread.run_sync(partial(function, *arguments), limiter=self._writers)

    def close(self) -> None:
        """Let go of the database; the service is closed by who opened it."""
        self._database.close()

    async def work(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Given a blocking function and its arguments, return its result, computed in a thread."""
        return await anyio.to_thread.run_sync(partial(function, *arguments), limiter=self._workers)


def state_of(request: Request) -> State:
    """Given a request, return what the app holds."""
    state: State = request.app.state.plan_assistant
    return state


def known(request: Request, state: State) -> Asker:
    """Given a request, return who asks. Raises NotKnown for a key that opens nothing.

    A session counts for changes only where our own page makes them, whichever site the browser thinks ours.
    """
    peer = request.client.host if request.client else None
    cookie = None if request.method not in READING and is_foreign(request) else request.cookies.get(COOKIE)
    return state.gate.asker(Credentials(request.headers, cookie, peer))


def asker_of(request: Request) -> Asker:
    """Given a request, return who asks. Raises NotKnown for a key that opens nothing, and TooMany for too many of them."""
    state = state_of(request)
    try:
        return known(request, state)
    except NotKnown:
        state.limits.take(Counted.WRITING, request)  # keys are not to be guessed
        raise


TheState = Annotated[State, Depends(state_of)]
TheAsker = Annotated[Asker, Depends(asker_of)]


def taking(counted: Counted) -> Any:
    """Given what is counted, return a dependency: whoever is no staff and sends too many gets TooMany."""

    def take(request: Request, asker: TheAsker) -> None:
        if not asker.staff:
            state_of(request).limits.take(counted, request)

    return Depends(take)


def keeper_of(request: Request) -> str:
    """Given a request, return the secret by which this browser finds its conversations again; empty where it has none."""
    return request.cookies.get(KEEPER, "")[:MOST_KEEPER]


def remember_keeper(response: Response, request: Request, keeper: str) -> None:
    """Given a response, have the browser keep its secret as long as a conversation may be kept: it is needed for nothing else."""
    days = state_of(request).service.settings.history_days
    set_cookie(response, request, KEEPER, keeper, int(days * 86_400))


def set_cookie(response: Response, request: Request, name: str, value: str, seconds: int) -> None:
    """Given a response, set a cookie that scripts cannot read and that no other site's page sends."""
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict")


def is_foreign(request: Request) -> bool:
    """Given a request, say whether a page of another site made it, as far as its browser says."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def refuse_foreign(request: Request) -> None:
    """Raise NotAllowed for a form that another site's page sent: our cookies stay at home, and so does what is answered."""
    if is_foreign(request):
        raise NotAllowed("This was sent from a page of another site; do it on our own page instead.")


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
