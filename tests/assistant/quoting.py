"""An assistant for tests of what stands around one: answers with the passage that shares most words with the question, word for word."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.access import scope
from assistant.conversation import Answer, AnsweredBy, Basis, Citation, Claim, Question, Status
from assistant.serving import Engine
from ingest.documents import Passage
from ingest.embed import Embedder
from ingest.library import Library


@dataclass(frozen=True)
class Hit:
    passage: Passage
    score: float


@dataclass(frozen=True)
class Hits:
    kept: tuple[Hit, ...]


class Quoting:
    """Deterministic, no model, over the real library: what it quotes stands on the page it names."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def retrieve(self, question: Question, limit: int) -> Hits:
        snapshot = self._library.snapshot
        documents = scope(snapshot, question.asker, None if question.documents is None else tuple(question.documents))
        found = snapshot.matching(question.message, limit, documents, question.asker.access)
        return Hits(tuple(Hit(snapshot.passages[position], score) for position, score in found))

    def answer(self, question: Question) -> Answer:
        snapshot = self._library.snapshot
        hits = self.retrieve(question, 1).kept
        if not hits:
            return Answer(Status.NOT_IN_DOCUMENTS, "The documents do not say.", standalone_question=question.message)
        span = hits[0].passage.spans[0]
        document = snapshot.document(span.document_id).document
        page = snapshot.page(span.document_id, span.page)
        quote = page.text[span.start : span.end]
        citation = Citation(
            1,
            span.document_id,
            document.title,
            document.source,
            None,
            False,
            span.page,
            page.label,
            "",
            "",
            quote,
            span.start,
            span.end,
            "/",
        )
        return Answer(
            Status.ANSWERED,
            f"{quote} [1]",
            (Claim(quote, Basis.QUOTED, (1,)),),
            (citation,),
            standalone_question=question.message,
            documents_searched=(span.document_id,),
            answered_by=AnsweredBy.EXTRACT,
        )


def build(library: Library, embedder: Embedder) -> Engine:
    """Given an open library, return an engine that quotes from it."""
    quoting = Quoting(library)
    return Engine(quoting, quoting)
