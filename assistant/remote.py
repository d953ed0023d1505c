"""The command line's other way to an answer: the server that holds the index. Embedded, one process has it at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from assistant.errors import NotAllowed, NotKnown, ServerUnavailable
from ingest.errors import BadInput, IndexUnavailable, UnknownDocument

SECONDS = 300.0  # a chat model may take its time
LISTED = 200


class Remote:
    """A running server. `key` is a staff or an administrator's key, None for the public."""

    def __init__(self, address: str, key: str | None) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._address = address
        # No proxy from the environment: it is this machine's own server.
        self._client = httpx.Client(base_url=f"{address}/api/v1", headers=headers, timeout=SECONDS, trust_env=False)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def chat(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Given a question as the contract has it, return its answer."""
        return self._json("POST", "/chat", body)

    def register(self, document_id: str, kind: str | None) -> dict[str, Any]:
        """Given a document's id (and a kind), return its register."""
        return self._json("GET", f"/documents/{quote(document_id, safe='')}/register" + (f"?kind={kind}" if kind else ""), None)

    def amend(self, document_id: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Given a document's id and a change as the contract has it, make it, and return the entry as it is then."""
        return self._json("POST", f"/documents/{quote(document_id, safe='')}/register", body)

    def briefing(self, body: Mapping[str, Any]) -> bytes:
        """Given what a scrutiny pack is made of, as the contract has it, return its file."""
        try:
            reply = self._client.post("/briefings", json=body)
            if not reply.is_error:
                return reply.content
            value = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ServerUnavailable(
                f"The server at {self._address} does not answer ({type(error).__name__}); look whether it still runs."
            ) from error
        raise _error(reply.status_code, str(value.get("detail") if isinstance(value, dict) else value)[:500])

    def documents(self) -> list[dict[str, Any]]:
        """Return every document that may be seen."""
        found: list[dict[str, Any]] = []
        while True:
            page = self._json("GET", f"/documents?offset={len(found)}&limit={LISTED}", None)
            found += page["documents"]
            if not page["documents"] or len(found) >= page["total"]:
                return found

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        try:
            reply = self._client.request(method, path, json=body)
            value = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ServerUnavailable(
                f"The server at {self._address} does not answer ({type(error).__name__}); look whether it still runs."
            ) from error
        if not isinstance(value, dict):
            raise ServerUnavailable(f"What answers at {self._address} is no Plan Assistant; stop it, or choose another index.")
        if reply.is_error:
            raise _error(reply.status_code, str(value.get("detail") or value)[:500])
        return value


def _error(status: int, sentence: str) -> Exception:
    """Given a problem that a server answered with, return the error that it stands for."""
    kinds = {401: NotKnown, 403: NotAllowed, 404: UnknownDocument, 503: IndexUnavailable}
    if status in kinds:
        return kinds[status](sentence)
    return BadInput(sentence) if status < 500 else ServerUnavailable(sentence)
