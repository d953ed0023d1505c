"""The nouns of a conversation: question, turn, claim, citation, answer, and how an answer can end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ingest.documents import Access, Source, Span


class Status(StrEnum):
    """How an answer ended. Every member has its own words in `prompts/replies.toml`; a test proves it."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_IN_DOCUMENTS = "not_in_documents"
    UNCLEAR = "unclear"
    SIGNPOSTED = "signposted"
    DECLINED = "declined"


class Basis(StrEnum):
    """What a claim rests on."""

    QUOTED = "quoted"
    COUNTED = "counted"
    COMPUTED = "computed"
    ABSENT = "absent"


class Audience(StrEnum):
    """Who reads the answer: wording only, never access."""

    OFFICER = "officer"
    COUNCILLOR = "councillor"
    RESIDENT = "resident"


class AnsweredBy(StrEnum):
    """Which part wrote the answer."""

    REGISTER = "register"
    EXTRACT = "extract"
    MODEL = "model"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message: `role` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as a credential says: what kinds of documents they may see, and what they may do."""

    access: frozenset[Access] = frozenset({Access.PUBLIC})
    staff: bool = False
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the message, the turns before it, the documents it is limited to (None: all), and for whom the answer is worded."""

    message: str
    history: tuple[Turn, ...] = ()
    documents: frozenset[str] | None = None
    audience: Audience = Audience.RESIDENT
    asker: Asker = field(default_factory=Asker)


@dataclass(frozen=True, slots=True)
class LookedIn:
    """Where an absent claim was looked for: documents, the kind of entry ("passages" where no register was asked), how many were read,
    and the pages of each document that could not be."""

    documents: tuple[str, ...]
    kind: str
    read: int
    unreadable_pages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim before it was checked: its words, its basis, and the spans that it rests on.

    A quoted claim without words of its own says what its spans say. `item` claims are shown as a list. `lead` holds words of ours
    in front of a quoted claim (a document's name, "Target:"), from `prompts/` or the catalogue. `wording` is a model's way of saying
    what a quoted claim's spans say: it is used where it stands in one of them, and their own words take its place where it does not.
    `above` are words of ours, from `prompts/`, in front of the first of the claims that have them: they hold for all behind it.
    """

    basis: Basis
    spans: tuple[Span, ...] = ()
    text: str = ""
    looked_in: LookedIn | None = None
    item: bool = False
    lead: str = ""
    wording: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it was checked: its claims in order, what could be asked next, and who wrote it.

    `partly` says that some parts of the question were looked for and not found; `absent` claims name them.
    """

    claims: tuple[DraftClaim, ...]
    by: AnsweredBy
    suggestions: tuple[str, ...] = ()
    partly: bool = False

    @property
    def close(self) -> tuple[DraftClaim, ...]:
        """The claims that are not told aside."""
        return tuple(claim for claim in self.claims if not claim.above)

    def joined_by(self, claims: Sequence[DraftClaim]) -> Draft:
        """Given more claims, return it with these behind its own and in front of what is told aside."""
        return replace(self, claims=(*self.close, *claims, *(claim for claim in self.claims if claim.above)))


@dataclass(frozen=True, slots=True)
class Claim:
    """A checked claim: `citations` are the numbers of the citations it rests on."""

    text: str
    basis: Basis
    citations: tuple[int, ...] = ()
    looked_in: LookedIn | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span of one page of one document, ready to be shown.

    `page` is None for a document without pages. `published` is given for a digest: the published paragraph that the words stand for.
    """

    number: int
    document_id: str
    title: str
    source: Source
    period: str | None
    period_over: bool
    page: int | None
    page_label: str | None
    section: str
    paragraph: str
    quote: str
    start: int
    end: int
    url: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Signpost:
    """Somebody to turn to: name, how to reach them, and when."""

    name: str
    contact: str
    when: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer as the contract has it, but for the ids that the route adds.

    `confidence`, 0 to 1, is how likely the evidence found answers the question; None where no evidence was weighed.
    """

    status: Status
    answer: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    suggestions: tuple[str, ...] = ()
    standalone_question: str = ""
    documents_searched: tuple[str, ...] = ()
    answered_by: AnsweredBy = AnsweredBy.NONE
    fallback_reason: str | None = None
    confidence: float | None = None


def last_question(history: Sequence[Turn]) -> str | None:
    """Given earlier turns, return the last thing the user asked, or None."""
    return next((turn.content for turn in reversed(history) if turn.role == "user"), None)
