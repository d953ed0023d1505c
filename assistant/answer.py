"""Question -> answer: the pipeline, as a list that reads like a sentence."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import cast

import numpy as np
from numpy.typing import NDArray

from assistant.answer_type import load_forms
from assistant.answers import lacking, late, owned, rated
from assistant.answers.authors import tell_authors
from assistant.answers.change import tell_changes
from assistant.answers.comparison import compare_pieces, count_mentions
from assistant.answers.contradiction import tell_contradictions, with_other_readings
from assistant.answers.definition import define_term, with_meaning
from assistant.answers.either import tell_either
from assistant.answers.expected import load_expected
from assistant.answers.footnote import with_footnotes
from assistant.answers.lacking import list_lacking
from assistant.answers.late import list_late
from assistant.answers.lettered import with_letter
from assistant.answers.listing import list_around, list_entries
from assistant.answers.missing_area import with_missing_area
from assistant.answers.missing_part import with_missing_part, without_part
from assistant.answers.model import Asking, ModelAnswers, Told, asks_model
from assistant.answers.named_documents import with_documents_named
from assistant.answers.owned import list_owned
from assistant.answers.passage import quote_pieces
from assistant.answers.placed import tell_place
from assistant.answers.premise import correct_premise
from assistant.answers.priority import sum_up_priority
from assistant.answers.rated import list_rated
from assistant.answers.rest import rest_of, without_rest
from assistant.answers.standing import tell_period
from assistant.answers.summary import sum_up
from assistant.answers.who import names_no_chair, with_chair, with_names
from assistant.answers.yes_no import say_whether
from assistant.care import in_language, signposted, with_signposts
from assistant.cite import Checked, Citer, escaped
from assistant.conversation import Answer, AnsweredBy, Audience, Draft, Question, Status
from assistant.doubt import Considered, Doubt, is_doubtful, is_unread, load_doubt
from assistant.evidence import evidence_of, is_plain, is_strange, load_thresholds
from assistant.findings.columns import load_columns
from assistant.findings.drafting import load_drafting
from assistant.findings.subjects import language
from assistant.fitness import features_of_pieces
from assistant.guard import look
from assistant.guard_rules import Situation
from assistant.language import foreign_language
from assistant.likeness import likeness_for
from assistant.nearness import nearness_of
from assistant.numbered import with_numbered
from assistant.parts import Part, parts_of, read_parts
from assistant.personal import masked
from assistant.pieces import Piece, pieces_of
from assistant.planted import instructions_in
from assistant.prompts import Prompts, load_prompts
from assistant.purpose import Purpose, purposes_for
from assistant.refuse import (
    guarded,
    nothing_found,
    of_a_strange_place,
    of_an_unspoken_subject,
    of_another_purpose,
    out_of_scope,
    too_many,
)
from assistant.regression import Floats
from assistant.retrieve import Retrieved, Retriever, in_sight
from assistant.subjects import load_subjects
from assistant.understand import Intent, Understood, understand
from assistant.vague import load_lexicon, unclear
from assistant.weights import weights_of
from assistant.wish import load_wishes
from ingest.cross_encoder import cross_encoder_for
from ingest.documents import Document, Source
from ingest.embed import EmbeddedQuestion, Embedder
from ingest.library import Library, Snapshot

MOST_NOTED = 8  # documents whose period or kind is told under an answer
MOST_NEAREST = 3  # questions offered with a refusal
LONGEST_TOPIC = 60  # characters of a heading that can be asked about
_NUMBER = re.compile(r"^\s*\(?\d+(?:\.\d+)*[.):]?\s+(?=\D)")  # a heading's own, which nobody asks by
_BY_ITSELF = frozenset({Purpose.UNCLEAR, Purpose.CHAT})  # what only a message that nothing stands before is
_EVEN_LEANING = frozenset({Purpose.WORK, Purpose.INSTRUCTIONS})  # what a message is for even where it goes on from another
LISTED = frozenset({Intent.LIST, Intent.SUMMARY})  # what a whole list may answer


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found, read closely: its pieces and, for each, the features that tell how well it fits, and how near it comes to each of the
    question's word pieces [pieces, question pieces]."""

    pieces: tuple[Piece, ...]
    features: Floats
    near: NDArray[np.float32]


def read_closely(found: Retrieved, snapshot: Snapshot, embedder: Embedder) -> Reading:
    """Given what was found in a snapshot, and the model, return its pieces with their features."""
    pieces = pieces_of(found.kept, snapshot, found.understood.intent in LISTED)
    near = nearness_of(snapshot, embedder).of(found.asked, pieces, snapshot)
    return Reading(tuple(pieces), features_of_pieces(found.understood, pieces, weights_of(snapshot), near), near)


@dataclass(frozen=True, slots=True)
class Context:
    """What the steps hand on. Each fills in what it found out; the first that sets `answer` ends the line."""

    question: Question
    snapshot: Snapshot
    documents: tuple[Document, ...] = ()
    weigh: tuple[str, ...] = ()
    asks: bool = False
    worries: tuple[Situation, ...] = ()
    language: str | None = None
    understood: Understood | None = None
    embedded: EmbeddedQuestion | None = None
    retrieved: Retrieved | None = None
    reading: Reading | None = None
    fitness: Floats | None = None
    confidence: float | None = None
    evidence: Floats | None = None
    weak: bool = False
    seldom: Purpose | None = None
    draft: Draft | None = None
    fallback: str | None = None
    asked: float = field(default_factory=time.monotonic)
    answer: Answer | None = None

    @property
    def meaning(self) -> Understood:
        """What was understood; every step after `understand` may rely on it."""
        assert self.understood is not None
        return self.understood

    @property
    def considered(self) -> Considered | None:
        """What is known of a question that would be answered with quotes; None of others."""
        if self.draft is not None or self.reading is None or self.fitness is None or self.evidence is None:
            return None
        return Considered(self.meaning, self.reading.pieces, self.fitness, self.evidence, self.weak, self.snapshot)

    @property
    def found(self) -> Retrieved:
        """What was found; every step after `retrieve` may rely on it."""
        assert self.retrieved is not None
        return self.retrieved


# A step that takes long says meanwhile what it has, None where that is nothing new.
Telling = Generator[Told, None, Context]
Step = Callable[[Context], Context | Telling]
Way = Callable[[Understood, Sequence[Document], Snapshot, Prompts, Audience], Draft | None]  # to answer from the register


def _last(telling: Telling) -> Context:
    """What a step that takes long hands on in the end."""
    while True:
        try:
            next(telling)
        except StopIteration as ended:
            return cast(Context, ended.value)


# Read once: what an officer wrote wrongly is refused when the assistant is made, and not at the first question that needs it.
_WORD_FILES: tuple[Callable[[], object], ...] = (
    load_lexicon, load_wishes, load_forms, load_expected, lacking.sayings, late.sayings, rated.sayings, owned.sayings, load_columns,
    load_drafting, language, load_subjects,
)  # fmt: skip


class Assistant:
    """Answers questions from an open library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        prompts: Prompts | None = None,
        today: Callable[[], date] = date.today,
        model: ModelAnswers | None = None,
        doubt: Doubt | None = None,
    ) -> None:
        """`model` words the answers, where one is set; none is needed. `doubt` is what was learnt of when nothing answers; by default as
        shipped."""
        self._library = library
        self._model = model
        self._retriever = Retriever(library, embedder)
        self._embedder = embedder
        self._likeness = likeness_for(embedder.digest)
        self._purposes = purposes_for(embedder.digest)
        self._reader = cross_encoder_for(embedder)
        self._prompts = prompts or load_prompts()
        self._thresholds = load_thresholds()
        self._doubts = doubt or load_doubt()
        for load in _WORD_FILES:
            load()
        self._today = today
        self.steps: tuple[Step, ...] = (
            self._guard,
            self._heed,
            self._understand,
            self._refuse_scope,
            self._recognise,
            self._embed,
            self._look_up,
            self._retrieve,
            self._read,
            self._weigh,
            self._list,
            self._doubt,
            self._quote,
            self._answer_rest,
            self._word,
            self._check,
        )

    def answer(self, question: Question) -> Answer:
        """Given a question, return its answer. Raises UnknownDocument, IndexUnavailable."""
        answer = deque(self.stream(question), maxlen=1)[0]
        assert isinstance(answer, Answer), "the last step always answers"
        return answer

    def stream(self, question: Question) -> Iterator[Told | Answer]:
        """Given a question, yield None where the work can be stopped, claims and citations as a model's are checked, and the answer last.

        Claims that come before the answer are provisional: the answer holds those that count. Raises like `answer`.
        """
        context = Context(question, self._library.snapshot)
        for step in self.steps:
            taken = step(context)
            context = taken if isinstance(taken, Context) else (yield from taken)
            if context.answer is not None:
                yield self._cared_for(context, context.answer)
                return
            yield None

    def considered(self, question: Question) -> Considered | None:
        """Given a question, return what is known of it where it is to be doubted, to learn doubt from; None where it ends before, or what
        would be said is no quotes. Raises like `answer`."""
        context = Context(question, self._library.snapshot)
        for step in self.steps[: self.steps.index(self._doubt)]:
            taken = step(context)
            context = taken if isinstance(taken, Context) else _last(taken)
            if context.answer is not None:
                return None
        return context.considered

    def _cared_for(self, context: Context, answer: Answer) -> Answer:
        """People to turn to come first, and before them a line in the asker's language."""
        if context.worries and not answer.signposts:
            answer = with_signposts(answer, context.worries, context.question, self._prompts)
        return in_language(answer, context.language, self._prompts) if context.language else answer

    def _guard(self, context: Context) -> Context:
        """Danger first, then what is no question about the documents. Personal data never goes further than this."""
        documents = tuple(in_sight(context.snapshot, context.question))
        areas = {document.area for document in documents if document.area}
        verdict = look(context.question.message, context.question.history, areas=areas)
        history = tuple(replace(turn, content=masked(turn.content)) for turn in context.question.history)
        question = replace(context.question, message=verdict.masked, history=history)
        answer = guarded(verdict, question, self._prompts)
        language = foreign_language(verdict.masked) if answer is None or verdict.wordless else None
        weigh = () if language else verdict.weigh
        told = replace(context, weigh=weigh, asks=verdict.asks, worries=verdict.beside, language=language)
        return replace(told, question=question, documents=documents, answer=answer)

    def _heed(self, context: Context) -> Context:
        """What means what people in need wrote, in whatever words: they are sent to people, unless they ask about the documents too."""
        if self._likeness is None or not context.weigh:
            return context
        weighed = self._embedder.quickly(context.weigh)
        worries = next((found for vector in weighed if (found := self._likeness.situations_in(vector))), ())
        context = replace(context, worries=worries)
        return context if context.asks or not worries else replace(context, answer=signposted(worries, context.question, self._prompts))

    def _understand(self, context: Context) -> Telling:
        mentions = self._retriever.mentions(context.snapshot)
        understood = understand(context.question, context.documents, mentions)
        if self._model is not None and understood.standalone != " ".join(context.question.message.split()):
            standalone = yield from self._model.standalone(context.question)
            if standalone and look(standalone).status is None:
                alone = understand(replace(context.question, message=standalone, history=()), context.documents, mentions)
                understood = alone if set(understood.scope.areas) <= set(alone.scope.areas) else understood
        return replace(context, understood=understood)

    def _refuse_scope(self, context: Context) -> Context:
        asked = (context.meaning, context.question, context.documents, self._prompts)
        answer = unclear(*asked) or out_of_scope(*asked) or of_a_strange_place(*asked, context.snapshot)
        answer = answer or too_many(context.question, self._prompts) or of_an_unspoken_subject(*asked, context.snapshot)
        return replace(context, answer=answer)

    def _recognise(self, context: Context) -> Context:
        """What is surely no question for documents is told so. What some documents answer all the same is looked for first."""
        message, leans = context.question.message, context.meaning.leans
        if self._purposes is None or not self._purposes.is_open(message):
            return context
        vector = self._embedder.quickly([message])[0]
        purpose = self._purposes.of(vector, message)
        if purpose is not None and (purpose in _EVEN_LEANING or not leans) and not (context.question.history and purpose in _BY_ITSELF):
            return replace(context, answer=of_another_purpose(purpose, context.question, self._prompts))
        return context if leans else replace(context, seldom=self._purposes.seldom(vector, message))

    def _embed(self, context: Context) -> Context:
        understood, embedded = self._retriever.embedded(context.meaning, context.snapshot)
        return replace(context, understood=understood, embedded=embedded)

    def _look_up(self, context: Context) -> Context:
        """The register first: whole lists and definitions need no search."""
        asked = (context.meaning, context.documents, context.snapshot, self._prompts, context.question.audience)
        ways: tuple[Way, ...] = (
            sum_up,
            sum_up_priority,
            tell_contradictions,
            tell_period,
            tell_authors,
            tell_either,
            tell_changes,
            count_mentions,
            partial(list_late, today=self._today()),
            say_whether,
            list_lacking,
            list_rated,
            list_owned,
            tell_place,
            list_entries,
            define_term,
            correct_premise,
        )
        draft = next((draft for way in ways if (draft := way(*asked)) is not None), None)
        if draft is None and (rest := rest_of(context.meaning)):
            first = understand(replace(context.question, message=without_rest(context.meaning, rest)), context.documents, lambda *_: True)
            first = with_numbered(replace(first, scope=context.meaning.scope), context.snapshot)
            draft = list_entries(first, *asked[1:])
        return replace(context, draft=draft)

    def _retrieve(self, context: Context) -> Context:
        if context.draft is not None:
            return context
        return replace(context, retrieved=self._found(context))

    def _found(self, context: Context) -> Retrieved:
        assert context.embedded is not None, "the question is embedded before anything is searched for"
        return self._retriever.find(context.snapshot, context.meaning, context.embedded, context.question.asker.access)

    def _read(self, context: Context) -> Context:
        """Which sentences, rows and lists of the passages fit, and how well."""
        if context.draft is not None:
            return context
        reading = read_closely(context.found, context.snapshot, self._embedder)
        return replace(context, reading=reading, fitness=self._thresholds.pieces.of(reading.features, reading.pieces))

    def _weigh(self, context: Context) -> Context:
        """Nothing like the question is no answer; how much there is else is told later, beside what would be said."""
        reading, fitness = context.reading, context.fitness
        if reading is None or fitness is None:
            return context
        features = evidence_of(context.meaning, context.found.kept, reading.features, fitness, weights_of(context.snapshot))
        confidence = self._thresholds.score(features)
        weak = confidence < self._thresholds.answer and not is_plain(features)
        context = replace(context, evidence=features, confidence=confidence, weak=weak)
        return self._refused(context) if not reading.pieces or is_strange(features) else context

    def _list(self, context: Context) -> Context:
        """A list on a topic is given as a whole, so that no piece of it need answer by itself."""
        if context.weak or context.seldom is not None or context.reading is None or context.fitness is None:
            return context
        found = (context.meaning, context.reading.pieces, context.fitness)
        return replace(context, draft=list_around(*found, context.snapshot, self._prompts, context.question.audience))

    def _doubt(self, context: Context) -> Context:
        """What is near and does not answer is no answer either.

        What a word means is said where it stands: little evidence of it is none. Where reading would hardly find that nothing answers it is
        left out, so that most answers cost what embedding their question costs.
        """
        known = context.considered
        if known is None:
            return context
        if self._reader is None or (context.weak and context.meaning.intent is Intent.DEFINITION):
            return self._refused(context) if context.weak else context
        if context.seldom is not None and is_unread(known, self._reader):
            return self._without_service(self._refused(context))
        return self._refused(context) if is_doubtful(known, self._reader, self._doubts) else context

    def _parts(self, context: Context, reading: Reading) -> list[Part]:
        """The parts of a question that asks several things, or goes on from another, each with how well the pieces answer it."""
        meaning, asked = context.meaning, context.found.asked
        parts = () if meaning.scope.several else parts_of(meaning)
        read = (reading.pieces, reading.near, asked, self._embedder, weights_of(context.snapshot), self._thresholds.pieces)
        return read_parts(meaning, parts, context.documents, *read)

    def _refused(self, context: Context) -> Context:
        nearest = self._nearest(context)
        answer = nothing_found(context.meaning, context.documents, context.question.audience, self._prompts, nearest)
        return replace(context, answer=replace(answer, confidence=context.confidence))

    def _without_service(self, context: Context) -> Context:
        """A refusal of what plans seldom hold: whoever wants a service is told who runs it, and offered nothing that is only near."""
        answer = context.answer
        assert answer is not None, "what is refused has its answer"
        whose = f" {self._prompts.say('help.service', context.question.audience)}" if context.seldom is Purpose.SERVICE else ""
        return replace(context, answer=replace(answer, answer=f"{answer.answer}{whose}", suggestions=()))

    def _nearest(self, context: Context) -> tuple[str, ...]:
        """Questions about the sections that came nearest, for somebody whose own cannot be answered."""
        asked: dict[str, None] = {}
        for hit in context.retrieved.kept if context.retrieved is not None else ():
            heading = _NUMBER.sub("", hit.passage.trail[-1]).strip(" :.") if hit.passage.trail else ""
            topic = heading.capitalize() if heading.isupper() else heading
            if topic and len(topic) <= LONGEST_TOPIC and not instructions_in(topic):
                title = context.snapshot.document(hit.passage.document_id).document.plain_title
                asked.setdefault(self._prompts.say("suggest.about", context.question.audience, {"title": title, "topic": topic}))
        return tuple(asked)[:MOST_NEAREST]

    def _quote(self, context: Context) -> Context:
        if context.draft is not None or context.reading is None or context.fitness is None:
            return context
        meaning, snapshot, audience = context.meaning, context.snapshot, context.question.audience
        found = (meaning, context.reading.pieces, context.fitness)
        draft = compare_pieces(*found, context.documents, snapshot, self._prompts, audience)
        aside = self._prompts.say("lead.aside", audience)
        draft = draft or quote_pieces(*found, snapshot, self._parts(context, context.reading), context.question.history, aside)
        if draft is not None:
            draft = with_meaning(draft, meaning, context.documents, snapshot)
            draft = with_names(with_chair(draft, meaning, snapshot), meaning, snapshot)
            if names_no_chair(draft, meaning, snapshot):
                return self._refused(context)
            draft = with_letter(draft, meaning, snapshot)
            draft = with_missing_part(draft, meaning, snapshot, self._prompts, audience)
        if draft is not None:
            draft = with_footnotes(with_other_readings(draft, snapshot), snapshot)
            draft = with_documents_named(draft, snapshot, self._prompts, audience)
        return replace(context, draft=draft)

    def _answer_rest(self, context: Context) -> Context:
        """What is asked besides what the register answers is a question of its own; where nothing answers it, it is named."""
        listed = context.draft is not None and context.draft.by is AnsweredBy.REGISTER
        rest = rest_of(context.meaning) if listed else ""
        if context.draft is None or not rest:
            return context
        asked = replace(context.question, message=rest, history=(), documents=frozenset(context.meaning.scope.documents))
        found = self._drafted(asked, context)
        if found is not None:
            return replace(context, draft=context.draft.joined_by(found.close))
        settings = (context.meaning, context.snapshot, self._prompts, context.question.audience)
        return replace(context, draft=without_part(context.draft, rest, *settings))

    def _drafted(self, question: Question, context: Context) -> Draft | None:
        """What answers a question in the same documents, before it is checked; None where it ends before."""
        documents = tuple(document for document in context.documents if document.id in (question.documents or ()))
        alone = Context(question, context.snapshot, documents, asked=context.asked)
        for step in self.steps[self.steps.index(self._understand) : self.steps.index(self._answer_rest)]:
            taken = step(alone)
            alone = taken if isinstance(taken, Context) else _last(taken)
            if alone.answer is not None:
                return None
        return alone.draft

    def _word(self, context: Context) -> Telling:
        """A chat model words what was found, where one is set. What is complete as the register has it stays as it is."""
        if self._model is None or context.draft is None or not asks_model(context.draft):
            return context
        found = context.retrieved or self._found(context)
        deadline = context.asked + self._model.seconds
        asking = Asking(context.question, context.meaning, found, context.snapshot, context.draft, self._today(), deadline)
        worded = yield from self._model.worded(asking)
        if worded.silent and self._model.believed(context.confidence):
            return self._refused(context)
        reason = worded.fallback and self._prompts.say(f"fallback.{worded.fallback.value}", context.question.audience)
        return replace(context, draft=worded.draft or context.draft, fallback=reason)

    def _check(self, context: Context) -> Context:
        if context.draft is None:
            return self._refused(context)
        draft = with_missing_area(context.draft, context.question, context.documents, context.snapshot, self._prompts)
        checked = Citer(context.snapshot, self._today()).check(draft)
        if not checked.claims:
            return self._refused(context)
        status = Status.PARTLY_ANSWERED if draft.partly else Status.ANSWERED
        answer = Answer(
            status,
            "\n\n".join([checked.markdown, *self._notes(context, checked)]),
            checked.claims,
            checked.citations,
            suggestions=context.draft.suggestions,
            standalone_question=context.meaning.standalone,
            documents_searched=context.meaning.scope.documents,
            answered_by=context.draft.by if checked.citations else AnsweredBy.NONE,
            confidence=context.confidence,
            fallback_reason=context.fallback,
        )
        return replace(context, answer=answer)

    def _notes(self, context: Context, checked: Checked) -> list[str]:
        """Sentences of ours about the documents that were cited: a period that is over, a digest in place of the plan."""
        cited = list(dict.fromkeys(citation.document_id for citation in checked.citations))
        documents = [context.snapshot.document(name).document for name in cited]
        notes: list[str] = []
        for document in documents[:MOST_NOTED]:
            audience = context.question.audience
            title = escaped(document.plain_title)
            if document.source is Source.DIGEST:
                notes.append(self._prompts.say("note.digest", audience, {"title": title}))
            elif document.source is Source.NOTE:
                notes.append(self._prompts.say("note.reference_note", audience))
            if document.period and document.period.is_over(self._today()):
                key = "note.period_over" if len(documents) == 1 else "note.period_over_of"
                notes.append(self._prompts.say(key, audience, {"period": document.period.label, "title": title}))
        return list(dict.fromkeys(notes))
