"""A running server as the system that is evaluated (`--against URL`): its chat as an answerer, its search as a retriever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx

from assistant.conversation import Audience
from eval.errors import SystemUnavailable
from eval.measures.passages import RankedPassage
from eval.questions import Turn
from eval.retrieval import WANTED
from ingest.errors import BadInput

SECONDS = 120.0  # a chat model may take its time
PAGE = 100
UNANSWERED = frozenset({429, 502, 503, 504})


class Server:
    """A Plan Assistant at a URL. `key` is a staff key, where internal documents are asked about. Close it after use."""

    def __init__(self, url: str, key: str | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise BadInput(f"“{url}” is no address of a server; give one such as http://127.0.0.1:8000.")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(base_url=f"{url.rstrip('/')}/api/v1", headers=headers, timeout=SECONDS)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def ask(self, question: str, history: Sequence[Turn], audience: Audience) -> Mapping[str, Any]:
        """Given a question, return the chat's answer; nothing is stored."""
        turns = [{"role": turn.role, "content": turn.content} for turn in history]
        return self._json("POST", "/chat", {"message": question, "history": turns, "audience": audience.value, "store": False})

    def passages(self, question: str, history: Sequence[Turn]) -> list[RankedPassage]:
        """Given a question, return what the search finds; the search takes no history."""
        found = self._json("POST", "/search", {"query": question, "limit": WANTED})
        return [RankedPassage(passage["document_id"], passage.get("page"), passage["text"]) for passage in _listed(found, "passages")]

    def document_ids(self) -> list[str]:
        """Return the ids of the documents that the server shows."""
        ids: list[str] = []
        while True:
            found = _listed(self._json("GET", f"/documents?offset={len(ids)}&limit={PAGE}", None), "documents")
            ids.extend(document["id"] for document in found)
            if len(found) < PAGE:
                return ids

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        """Given a request, return the JSON object that answers it. Raises SystemUnavailable, or BadInput for a refused request."""
        where = f"{self._client.base_url}{path.lstrip('/')}"
        try:
            reply = self._client.request(method, path, json=body)
            value = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            raise SystemUnavailable(f"{where} does not answer ({error or type(error).__name__}); is the server running?") from error
        if reply.status_code in UNANSWERED:
            raise SystemUnavailable(f"{where} answers {reply.status_code} ({_problem(value)}); go on with --resume when it is well again.")
        if reply.is_error:
            raise BadInput(f"{where} answers {reply.status_code}: {_problem(value)}")
        if not isinstance(value, dict):
            raise SystemUnavailable(f"{where} answers with {type(value).__name__}, not an object; is this a Plan Assistant?")
        return value


def _listed(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Given an object, return the list of objects under a key. Raises SystemUnavailable where there is none."""
    found = value.get(key)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise SystemUnavailable(f"The server's answer has no list “{key}”; is this a Plan Assistant?")
    return found


def _problem(value: object) -> str:
    """Given a problem document, return its sentence."""
    if isinstance(value, dict):
        return str(value.get("detail") or value.get("title") or value)[:300]
    return str(value)[:300]
