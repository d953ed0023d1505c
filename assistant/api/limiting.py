"""How much one visitor may ask for: counted by a keyed hash of the address, which is itself never written down.

The key is made when the server starts, so that nobody can work an address out again, not even from a shared storage.
The only room that knows the library `limits`.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address

import structlog
from fastapi import Request
from limits import RateLimitItem, parse_many
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from assistant.access import is_listed
from assistant.errors import TooMany
from assistant.settings import AssistantSettings
from ingest.errors import BadInput

log = structlog.get_logger()

# An IPv6 visitor has a whole network of so many leading bits to choose addresses from.
VISITOR_BITS = 64


class Counted(StrEnum):
    """What is counted, each with a limit of its own."""

    QUESTIONS = "questions"
    PICTURES = "pictures"
    WRITING = "writing"


class Limits:
    """Counts what visitors send. Safe to use from several threads."""

    def __init__(self, settings: AssistantSettings) -> None:
        """Raises BadInput, naming the setting, where a limit or the storage cannot be used."""
        self._settings = settings
        given = settings.limit_secret.get_secret_value().encode() if settings.limit_secret else None
        self._secret = given or secrets.token_bytes(32)
        self._counting = MovingWindowRateLimiter(_storage(settings.limit_storage))
        texts = {
            Counted.QUESTIONS: settings.limit_questions,
            Counted.PICTURES: settings.limit_pictures,
            Counted.WRITING: settings.limit_writing,
        }
        self._limits: Mapping[Counted, tuple[RateLimitItem, ...]] = {counted: _parsed(counted, text) for counted, text in texts.items()}

    def take(self, counted: Counted, request: Request) -> None:
        """Given what is counted and a request, count one more of its sender. Raises TooMany where that is more than one visitor may."""
        visitor = address_of(request, self._settings)
        if visitor is None and not self._settings.limit_local:
            return
        name = self._name(visitor or "")
        try:
            for limit in self._limits[counted]:
                if not self._counting.hit(limit, counted.value, name):
                    raise _too_many(counted, limit, self._counting.get_window_stats(limit, counted.value, name).reset_time)
        except StorageError as error:  # better to answer uncounted than not at all
            log.error("limits", kind=type(error.storage_error).__name__)

    def _name(self, visitor: str) -> str:
        return hmac.new(self._secret, visitor.encode(), hashlib.sha256).hexdigest()[:32]


def address_of(request: Request, settings: AssistantSettings) -> str | None:
    """Given a request, return the address (or network) of the visitor who sent it; None for this very machine.

    A listed proxy is believed when it says for whom it asks; what stands further left in its header anybody may have written.
    """
    peer = request.client.host if request.client else ""
    hops = [hop.strip() for line in request.headers.getlist("x-forwarded-for") for hop in line.split(",") if hop.strip()]
    while hops and is_listed(peer, settings.trusted_proxies):
        peer = hops.pop()
    return _network(peer)


def _network(text: str) -> str | None:
    try:
        address = ip_address(text)
    except ValueError:  # a Unix socket has none
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return None
    return str(address) if address.version == 4 else f"{int(address) >> (128 - VISITOR_BITS):x}"


def _too_many(counted: Counted, limit: RateLimitItem, reset: float) -> TooMany:
    wait = max(1, math.ceil(reset - time.time()))
    what = {Counted.QUESTIONS: "questions", Counted.PICTURES: "pages", Counted.WRITING: "messages"}[counted]
    multiple = "" if limit.multiples == 1 else f"{limit.multiples} "
    span = f"{multiple}{limit.GRANULARITY.name}{'s' if limit.multiples != 1 else ''}"
    return TooMany(
        f"That is more than the {limit.amount:,} {what} that one visitor may send in {'a ' if not multiple else ''}{span}; "
        f"wait {wait:,} second{'' if wait == 1 else 's'} and try again.",
        wait,
    )


def _parsed(counted: Counted, text: str) -> tuple[RateLimitItem, ...]:
    try:
        return tuple(parse_many(text)) if text.strip() else ()
    except ValueError as error:
        raise BadInput(
            f"The setting PLAN_ASSISTANT_LIMIT_{counted.name} cannot be used: “{text[:100]}” is no limit; write it like 30/minute;300/hour."
        ) from error


def _storage(url: str) -> Storage:
    try:
        storage = storage_from_string(url, wrap_exceptions=True)
    except (ConfigurationError, ValueError, TypeError) as error:
        scheme = url.partition("://")[0][:30]
        raise BadInput(
            f"The setting PLAN_ASSISTANT_LIMIT_STORAGE cannot be used: nothing installed here counts in “{scheme}”; use memory://, or "
            "install what that storage needs."
        ) from error
    if not isinstance(storage, Storage):
        raise BadInput("The setting PLAN_ASSISTANT_LIMIT_STORAGE cannot be used: it is one for asynchronous programs; leave “async+” out.")
    return storage
