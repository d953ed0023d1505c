"""A chat model's answer: what it claims of the sources it was shown, each claim held against the page it names before anybody hears it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.cite import Citer
from assistant.conversation import AnsweredBy, Audience, Basis, Citation, Claim, Draft, DraftClaim, Question
from assistant.inert import without_hidden
from assistant.model.chat import ChatModel
from assistant.model.failure import Fallback, ModelFailed
from assistant.model.limits import load_limits
from assistant.model.prompts import ModelPrompts, load_model_prompts
from assistant.model.quotes import Place, QuotedPage
from assistant.model.rephrase import rephrased
from assistant.model.sources import Sources, clean, sources_of
from assistant.prompts import Prompts
from assistant.retrieve import Retrieved
from assistant.settings import AssistantSettings
from assistant.supporting import load_rules
from assistant.understand import Understood
from ingest.documents import Span
from ingest.library import Snapshot

MOST_CLAIMS = 40  # a reply with more is no answer
MOST_QUOTES = 6  # of one claim
LONGEST_QUOTE = 2_000  # characters

_BULLET = re.compile(r"^(?:[-–—•*◆▪●]\s*)+")

Told = Claim | Citation | None


@dataclass(frozen=True, slots=True)
class Worded:
    """What came of asking the model: a draft, or why there is none. `silent` means that it found no answer in what it was shown."""

    draft: Draft | None = None
    fallback: Fallback | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What the model is asked about: the question as it was understood, what was found, and the answer that stands without a model."""

    question: Question
    understood: Understood
    retrieved: Retrieved
    snapshot: Snapshot
    without: Draft
    today: date
    deadline: float


class ModelAnswers:
    """Answers worded by a chat model. Safe to use from several threads."""

    def __init__(self, chat: ChatModel, tokens: int, prompts: Prompts, words: ModelPrompts | None = None) -> None:
        """`tokens` is how much of the documents the model is shown at most."""
        self._chat = chat
        self._tokens = tokens
        self._prompts = prompts
        self._words = words or load_model_prompts()
        # What wordings are held against is checked when the server starts, not with the first claim.
        load_rules()
        load_limits()

    @classmethod
    def from_settings(cls, settings: AssistantSettings, prompts: Prompts) -> ModelAnswers | None:
        """Given the settings, return what they name, or None where they name no model. Raises BadInput where it cannot be had."""
        chat = ChatModel.from_settings(settings)
        return None if chat is None else cls(chat, settings.model_tokens, prompts)

    @property
    def seconds(self) -> float:
        """How long the model may take for one answer in all."""
        return self._chat.seconds

    @property
    def words(self) -> ModelPrompts:
        """What is sent to the model beside question and sources."""
        return self._words

    def believed(self, confidence: float | None) -> bool:
        """Given the confidence in the evidence, say whether a model that finds no answer in it is believed."""
        return confidence is not None and confidence < load_limits().silent

    def standalone(self, question: Question) -> Generator[None, None, str | None]:
        """Given a question that leans on the turns before it, return it as one that stands alone, or None; yields None while it waits."""
        return (yield from rephrased(self._chat, self._words, question, self.seconds / 3))

    def worded(self, asking: Asking) -> Generator[Told, None, Worded]:
        """Given what is asked, yield the model's claims and their citations as each is checked, and return what came of it.

        Yields None where nothing is new, so that whoever listens can leave.
        What was yielded holds only where a draft is returned: a model that fails half-way has said nothing.
        """
        sources = self._sources(asking)
        reading = _Reading(self, asking, sources)
        messages = self._words.to_answer(
            sources.text, clean(asking.understood.standalone), asking.question.audience, f"{asking.today:%d %B %Y}"
        )
        try:
            for reply in self._chat.replies(messages, self._words.answer_schema, asking.deadline):
                if reply is None:
                    yield None
                else:
                    yield from reading.take(reply.value, reply.whole)
        except ModelFailed as failed:
            return Worded(fallback=failed.why)
        return reading.outcome()

    def _sources(self, asking: Asking) -> Sources:
        shown = [span for claim in asking.without.claims for span in claim.spans]
        return sources_of(asking.snapshot, asking.understood, asking.retrieved, self._tokens, shown)

    def lead(self, snapshot: Snapshot, document_id: str, audience: Audience) -> str:
        """Given a document, return the words in front of what it says, where several are in play."""
        document = snapshot.document(document_id).document
        whose = self._prompts.whose(document.area, document.plain_title)
        return self._prompts.say("lead.passage", audience, {"whose": whose})


def asks_model(draft: Draft) -> bool:
    """Given the answer that stands without a model, say whether one may word it: not what the register counted, worked out or missed."""
    return all(claim.basis is Basis.QUOTED for claim in draft.claims)


@dataclass(slots=True)
class _Reading:
    """One reply, read claim by claim."""

    model: ModelAnswers
    asking: Asking
    sources: Sources
    _read: int = 0
    _ended: bool = False
    _drafts: list[DraftClaim] = field(default_factory=list)
    _said: list[Claim] = field(default_factory=list)
    _citer: Citer = field(init=False)
    _pages: dict[str, QuotedPage] = field(default_factory=dict)
    _several: bool = field(init=False)

    def __post_init__(self) -> None:
        snapshot = self.asking.snapshot
        self._citer = Citer(snapshot, self.asking.today)
        self._several = len({snapshot.document(name).document.area for name in self.asking.understood.scope.documents}) > 1

    def take(self, value: dict[str, Any], whole: bool) -> Iterator[Told]:
        """Given the reply so far, yield the claims that are complete by now and stand, each with its new citations. Raises ModelFailed."""
        claims = value.get("claims")
        if not isinstance(claims, list):
            if whole:
                raise ModelFailed(Fallback.MALFORMED)
            return
        # The last one may still grow.
        complete = claims if whole else claims[:-1]
        if len(complete) > MOST_CLAIMS:
            raise ModelFailed(Fallback.OVER_LIMIT)
        for raw in complete[self._read :]:
            self._read += 1
            for draft in self._drafts_of(raw):
                yield from self._told(draft)
        if whole:
            self._ended = True
            for draft in list(_missing(self.asking.without, self._drafts)):
                yield from self._told(draft)

    def outcome(self) -> Worded:
        """What the whole reply came to."""
        if self._drafts:
            return Worded(Draft(tuple(self._drafts), AnsweredBy.MODEL, self.asking.without.suggestions))
        if not self._ended:
            return Worded(fallback=Fallback.MALFORMED)
        return Worded(fallback=Fallback.UNSUPPORTED) if self._read else Worded(fallback=Fallback.REFUSED, silent=True)

    def _told(self, draft: DraftClaim) -> Iterator[Told]:
        before = len(self._citer.citations)
        checked = self._citer.check(Draft((draft,), AnsweredBy.MODEL))
        new = [claim for claim in checked.claims if claim not in self._said]
        if new:
            self._said.extend(new)
            self._drafts.append(draft)
            yield from new
            yield from checked.citations[before:]

    def _drafts_of(self, raw: object) -> Iterator[DraftClaim]:
        """Given a claim as the model returned it, return what may be said of it: its wording, or its quotes in the documents' own words."""
        if not isinstance(raw, dict):
            return
        text = self._text(raw.get("text"))
        tokens = [token for word in _strings(raw.get("tokens")) for token in re.findall(r"\w+", word) if token in self.sources.pages]
        places = [self._places(quote[:LONGEST_QUOTE], tokens) for quote in _strings(raw.get("quotes"))[:MOST_QUOTES]]
        for place in (place for found in places for place in found):
            if text and len(place.spans) == 1 and self._citer.supported(text, place.spans[0]):
                yield self._draft(place.spans[0], text, item=False)
                return
        for found in places:
            for place in found[:1]:
                yield from (self._draft(span, text, place.items) for span in place.spans)

    def _draft(self, span: Span, wording: str, item: bool) -> DraftClaim:
        lead = self.model.lead(self.asking.snapshot, span.document_id, self.asking.question.audience) if self._several else ""
        return DraftClaim(Basis.QUOTED, (span,), item=item, lead="" if item else lead, wording=wording)

    def _text(self, text: object) -> str:
        """A wording without the tokens that some models put into it; nothing where it repeats what the model was told."""
        if not isinstance(text, str):
            return ""
        flat = re.sub(r"\s+", " ", without_hidden(text)).strip()
        for token in self.sources.pages:
            flat = re.sub(rf"\s*[\[(]{token}[\])]", "", flat)
        return "" if self.model.words.leaks(flat) else _BULLET.sub("", flat)

    def _places(self, quote: str, tokens: Sequence[str]) -> list[Place]:
        found = [self._page(token).places_of(quote) for token in dict.fromkeys(tokens)]
        return [place for places in found for place in places]

    def _page(self, token: str) -> QuotedPage:
        if token not in self._pages:
            document_id, number = self.sources.pages[token]
            self._pages[token] = QuotedPage(document_id, self.asking.snapshot.page(document_id, number))
        return self._pages[token]


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else [value] if isinstance(value, str) else []


def _missing(without: Draft, drafts: Sequence[DraftClaim]) -> Iterator[DraftClaim]:
    """A list is whole: where the model took half or more of a list that the answer without it quotes, the other items are added."""
    listed = [claim for claim in without.claims if claim.item and claim.basis is Basis.QUOTED]
    cited = [claim for claim in listed if any(a.overlaps(b) for draft in drafts for a in draft.spans for b in claim.spans)]
    if len(cited) < 2 or 2 * len(cited) < len(listed):
        return
    yield from (replace(claim, lead="") for claim in listed if claim not in cited)
