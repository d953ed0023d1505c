"""Question -> answer: the pipeline, as a list that reads like a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.passage import quote_passages
from assistant.cite import Citer
from assistant.conversation import Answer, AnsweredBy, Draft, Question, Status
from assistant.retrieve import Retrieved, Retriever, in_sight
from assistant.understand import Understood, understand
from assistant.weights import weights_of
from ingest.documents import Document
from ingest.embed import Embedder
from ingest.library import Library, Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """What the steps hand on: each fills in what it found out, and the first that sets `answer` ends the line."""

    question: Question
    snapshot: Snapshot
    documents: tuple[Document, ...] = ()
    understood: Understood | None = None
    retrieved: Retrieved | None = None
    draft: Draft | None = None
    answer: Answer | None = None


Step = Callable[[Context], Context]


class Assistant:
    """Answers questions from an open library. Safe to use from several threads."""

    def __init__(self, library: Library, embedder: Embedder, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self._retriever = Retriever(library, embedder)
        self._today = today
        self.steps: tuple[Step, ...] = (self._see, self._understand, self._retrieve, self._compose, self._check)

    def answer(self, question: Question) -> Answer:
        """Given a question, return its answer. Raises UnknownDocument, IndexUnavailable."""
        context = Context(question, self._library.snapshot)
        for step in self.steps:
            context = step(context)
            if context.answer is not None:
                return context.answer
        raise AssertionError("the last step always answers")

    def _see(self, context: Context) -> Context:
        return replace(context, documents=tuple(in_sight(context.snapshot, context.question)))

    def _understand(self, context: Context) -> Context:
        return replace(context, understood=understand(context.question, context.documents, self._retriever.mentions(context.snapshot)))

    def _retrieve(self, context: Context) -> Context:
        assert context.understood is not None
        return replace(context, retrieved=self._retriever.find(context.snapshot, context.understood, context.question))

    def _compose(self, context: Context) -> Context:
        assert context.understood is not None and context.retrieved is not None
        draft = quote_passages(context.understood, context.retrieved.kept, context.snapshot, weights_of(context.snapshot))
        return replace(context, draft=draft)

    def _check(self, context: Context) -> Context:
        assert context.understood is not None and context.retrieved is not None
        common = {"standalone_question": context.understood.standalone, "documents_searched": context.retrieved.documents}
        if context.draft is None:
            return replace(context, answer=Answer(Status.NOT_IN_DOCUMENTS, "", answered_by=AnsweredBy.NONE, **common))  # type: ignore[arg-type]
        checked = Citer(context.snapshot, self._today()).check(context.draft)
        return replace(
            context,
            answer=Answer(
                Status.ANSWERED, checked.markdown, checked.claims, checked.citations, answered_by=context.draft.by, **common  # type: ignore[arg-type]
            ),
        )
