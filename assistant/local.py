"""The command line's way to an answer where no server holds the index: the index itself, read in this process."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from assistant.access import PUBLIC, Gate, scope, seen, visible
from assistant.api.chat import ChatRequest, answer_to_model
from assistant.api.documents import shelf_to_model
from assistant.api.register import register_to_model
from assistant.serving import chat_model_of, engine_of
from assistant.settings import AssistantSettings
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.library import Library
from ingest.register import EntryKind
from ingest.settings import IngestSettings


class Local:
    """An index read in this process. `key` decides what may be seen, as it does over HTTP."""

    def __init__(self, settings: AssistantSettings, index: IngestSettings, key: str | None) -> None:
        self._index = index
        self._asker = Gate(settings).holder(key) if key else PUBLIC
        self._model = chat_model_of(settings)
        self._library = Library.open(index)

    def close(self) -> None:
        """Let go of the index."""
        self._library.close()

    def chat(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Given a question as the contract has it, return its answer. Raises BadInput, UnknownDocument."""
        try:
            request = ChatRequest.model_validate(body)
        except ValidationError as error:
            raise BadInput(error.errors(include_input=False)[0]["msg"]) from error
        documents = None if request.documents is None else scope(self._library.snapshot, self._asker, tuple(request.documents))
        engine = engine_of(self._library, Embedder.from_settings(self._index), self._model)
        answer = engine.assistant.answer(request.question(self._asker, documents))
        return answer_to_model(answer, uuid.uuid4(), uuid.uuid4()).model_dump(mode="json")

    def register(self, document_id: str, kind: str | None) -> dict[str, Any]:
        """Given a document's id (and a kind), return its register. Raises UnknownDocument."""
        seen(self._library.snapshot, self._asker, document_id)
        register = register_to_model(self._library.snapshot, document_id, EntryKind(kind) if kind else None)
        return register.model_dump(mode="json")

    def briefing(self, body: Mapping[str, Any]) -> bytes:
        """Given what a scrutiny pack is made of, as the contract has it, return its file. Raises BadInput, UnknownDocument."""
        from assistant.api.briefings import BriefingRequest, rendered
        from assistant.briefing.make import make_briefing, needs_model

        try:
            request = BriefingRequest.model_validate(body)
        except ValidationError as error:
            raise BadInput(error.errors(include_input=False)[0]["msg"]) from error
        snapshot = self._library.snapshot
        embedder = Embedder.from_settings(self._index) if needs_model(request.wish, snapshot) else None
        return rendered(make_briefing(request.wish, snapshot, self._asker, embedder, date.today()), request.format)

    def documents(self) -> list[dict[str, Any]]:
        """Return every document that may be seen."""
        snapshot = self._library.snapshot
        ids = sorted(visible(snapshot, self._asker))
        return [shelf_to_model(snapshot.document(one), date.today()).model_dump(mode="json") for one in ids]
