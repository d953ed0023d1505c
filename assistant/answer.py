"""Question -> answer: the pipeline, as a list that reads like a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.definition import define_term
from assistant.answers.listing import list_entries
from assistant.answers.passage import quote_passages
from assistant.cite import Checked, Citer, escaped
from assistant.conversation import Answer, AnsweredBy, Draft, Question, Status
from assistant.evidence import features_of, load_thresholds
from assistant.guard import look
from assistant.personal import masked
from assistant.prompts import Prompts, load_prompts
from assistant.refuse import guarded, nothing_found, out_of_scope
from assistant.retrieve import Retrieved, Retriever, in_sight
from assistant.understand import Understood, understand
from assistant.weights import weights_of
from ingest.documents import Document, Source
from ingest.embed import Embedder
from ingest.library import Library, Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """What the steps hand on. Each fills in what it found out; the first that sets `answer` ends the line."""

    question: Question
    snapshot: Snapshot
    documents: tuple[Document, ...] = ()
    understood: Understood | None = None
    retrieved: Retrieved | None = None
    draft: Draft | None = None
    answer: Answer | None = None

    @property
    def meaning(self) -> Understood:
        """What was understood; every step after `understand` may rely on it."""
        assert self.understood is not None
        return self.understood

    @property
    def found(self) -> Retrieved:
        """What was found; every step after `retrieve` may rely on it."""
        assert self.retrieved is not None
        return self.retrieved


Step = Callable[[Context], Context]


class Assistant:
    """Answers questions from an open library. Safe to use from several threads."""

    def __init__(
        self, library: Library, embedder: Embedder, prompts: Prompts | None = None, today: Callable[[], date] = date.today
    ) -> None:
        self._library = library
        self._retriever = Retriever(library, embedder)
        self._prompts = prompts or load_prompts()
        self._thresholds = load_thresholds()
        self._today = today
        self.steps: tuple[Step, ...] = (
            self._guard,
            self._understand,
            self._refuse_scope,
            self._look_up,
            self._retrieve,
            self._weigh,
            self._quote,
            self._check,
        )

    def answer(self, question: Question) -> Answer:
        """Given a question, return its answer. Raises UnknownDocument, IndexUnavailable."""
        context = Context(question, self._library.snapshot)
        for step in self.steps:
            context = step(context)
            if context.answer is not None:
                return context.answer
        raise AssertionError("the last step always answers")

    def _guard(self, context: Context) -> Context:
        """Danger first, then what is no question about the documents. Personal data never goes further than this."""
        documents = tuple(in_sight(context.snapshot, context.question))
        verdict = look(context.question.message, context.question.history)
        history = tuple(replace(turn, content=masked(turn.content)) for turn in context.question.history)
        question = replace(context.question, message=verdict.masked, history=history)
        return replace(context, question=question, documents=documents, answer=guarded(verdict, question, self._prompts))

    def _understand(self, context: Context) -> Context:
        understood = understand(context.question, context.documents, self._retriever.mentions(context.snapshot))
        return replace(context, understood=understood)

    def _refuse_scope(self, context: Context) -> Context:
        return replace(context, answer=out_of_scope(context.meaning, context.question, context.documents, self._prompts))

    def _look_up(self, context: Context) -> Context:
        """The register first: whole lists and definitions need no search."""
        draft = list_entries(context.meaning, context.documents, context.snapshot, self._prompts, context.question.audience) or define_term(
            context.meaning, context.documents, context.snapshot
        )
        return replace(context, draft=draft)

    def _retrieve(self, context: Context) -> Context:
        if context.draft is not None:
            return context
        return replace(context, retrieved=self._retriever.find(context.snapshot, context.meaning, context.question))

    def _weigh(self, context: Context) -> Context:
        """Too little evidence is no answer."""
        if context.draft is not None:
            return context
        features = features_of(context.meaning, context.found.kept, weights_of(context.snapshot))
        if context.found.kept and self._thresholds.score(features) >= self._thresholds.answer:
            return context
        return self._refused(context)

    def _refused(self, context: Context) -> Context:
        answer = nothing_found(context.meaning, context.documents, context.question.audience, self._prompts, ())
        return replace(context, answer=answer)

    def _quote(self, context: Context) -> Context:
        if context.draft is not None:
            return context
        return replace(context, draft=quote_passages(context.meaning, context.found.kept, context.snapshot, weights_of(context.snapshot)))

    def _check(self, context: Context) -> Context:
        if context.draft is None:
            return self._refused(context)
        checked = Citer(context.snapshot, self._today()).check(context.draft)
        if not checked.claims:
            return self._refused(context)
        status = Status.PARTLY_ANSWERED if context.draft.partly else Status.ANSWERED
        answer = Answer(
            status,
            "\n\n".join([checked.markdown, *self._notes(context, checked)]),
            checked.claims,
            checked.citations,
            suggestions=context.draft.suggestions,
            standalone_question=context.meaning.standalone,
            documents_searched=context.meaning.scope.documents,
            answered_by=context.draft.by if checked.citations else AnsweredBy.NONE,
        )
        return replace(context, answer=answer)

    def _notes(self, context: Context, checked: Checked) -> list[str]:
        """Sentences of ours about the documents that were cited: a period that is over, a digest in place of the plan."""
        cited = list(dict.fromkeys(citation.document_id for citation in checked.citations))
        documents = [context.snapshot.document(name).document for name in cited]
        notes: list[str] = []
        for document in documents[:2]:
            audience = context.question.audience
            if document.source is Source.DIGEST:
                title = escaped(document.title.removeprefix("Digest: "))
                notes.append(self._prompts.say("note.digest", audience, {"title": title}))
            elif document.source is Source.NOTE:
                notes.append(self._prompts.say("note.reference_note", audience))
            if document.period and document.period.is_over(self._today()):
                notes.append(self._prompts.say("note.period_over", audience, {"period": document.period.label}))
        return list(dict.fromkeys(notes))
