"""Which time a document is for, and with that whether it still counts: in its own words; a note says where that time is over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.scope import asks_whether_it_stands
from assistant.understand import Understood
from assistant.units import Unit, units_of
from ingest.documents import Document, Period, Span
from ingest.lexical import words_of
from ingest.library import Snapshot

PAGES = 6  # from the first: where a document says which years it is for
LONGEST = 300  # characters of a sentence that says so
_NOUN = r"(?:plans?|strateg(?:y|ies)|agreements?|frameworks?|programmes?|documents?|it)"
_ASKS = re.compile(
    rf"\b(?:what|which) (?:years?|period|dates?|time|time ?span) (?:does|do|did|is|was) (?:\S+ ){{0,6}}?{_NOUN}\b"
    r"[^?.]*\b(?:covers?|runs?|lasts?|for|from|ends?|finish\w*|starts?|begins?|stops?|expires?)\b"
    rf"|\b(?:up to|until|till|from|in) (?:what|which) year (?:\S+ ){{0,12}}?{_NOUN}\b.*\b(?:r[au]n|last|cover|end|start|begin|finish)"
    rf"|\bwhen (?:does|do|did|will|is) (?:\S+ ){{0,6}}?{_NOUN}\b (?:\w+ ){{0,2}}"
    r"(?:end|run\b|run out|go (?:on )?(?:from|to|until)|last|expire|finish|stop|start|begin)"
    r"|\bfrom when (?:to|till|until) when\b"
    rf"|\bhow long (?:does|do|is|was|will) (?:\S+ ){{0,6}}?{_NOUN}\b.*\b(?:last|run|for|good for|cover)"
    rf"|\b(?:longer|longest|shorter|shortest)(?:[- ](?:running|lived|lasting))?\b[^?.]{{0,40}}\b{_NOUN}\b.*\bhow (?:long|many years)\b"
    r"|\b(?:covers?|runs?|lasts?|goes? on)\b[^?.]{0,20}\b(?:longer|longest|shorter|shortest)\b.*\bhow (?:long|many years)\b",
    re.I,
)
_RUNS = re.compile(
    r"\b(?:runs?|covers?|covering|period|lasts?|until|up to|expires?|ends?|in force|term|takes? us to|over the (?:next|coming))\b", re.I
)
_ABOUT = re.compile(r"\b(?:plan|strategy|agreement|framework|programme|we|partnership)\b", re.I)
# Who asks which of the plans have run out asks of all of them, and not of the newest alone.
_OF_ALL = re.compile(r"\b(?:plans|strategies|documents|agreements|programmes|papers)\b", re.I)
_PREVIOUS = re.compile(r"\b(?:previous|last|former|earlier|preceding|old)\b(?! (?:date|day|year|month)s?\b)", re.I)
_OWN = r"(?:(?:csp|community|safety|safer|partnership|crime|and|disorder|reduction|our|previous|last)\s+)*"
# A plan of the partnership's own by its years, before or behind its name; whose else it may be is named before it.
_PLAN_OF = re.compile(
    rf"(?:^|[^\w\s]\s*|\b(?:the|our|under|its|their|of|from|in|a|previous|last)\s+){_OWN}(?:plan|strategy)\W{{1,3}}(?:for\s+)?(?P<from>20\d\d)\s?[-–/]\s?(?P<to>(?:20)?\d\d)\b"
    rf"|(?<![\d/–-])(?P<first>20\d\d)\s?[-–/]\s?(?P<last>(?:20)?\d\d)\s+{_OWN}(?:plan|strategy)\b",
    re.I,
)
# Words of such questions that name no other thing than the document.
_ITSELF = frozenset(
    words_of(
        "plan plans strategy strategies agreement framework programme document paper community safety safer partnership crime disorder csp"
        " council borough still force place use valid current currently running live going apply applies one now today out up date expire"
        " expired run runs ran over yet already ended finished replaced end finish stop start begin years year period dates time span cover"
        " say says said up until till covers last previous former earlier preceding"
        " long longer longest short shorter shortest which has good late early november december january new old latest main whole ok right"
        " as of mean two seen see saw find finding found keep answer answers different"
        " longer-running shorter-running stretch each many how ones goes lived lasting"
    )
)


def asks_period(text: str) -> bool:
    """Given a question, say whether it asks for which time a document is."""
    return _ASKS.search(text) is not None


def tell_period(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return the words in which each says which time it is for; None where the
    question asks for something else, or none of them says."""
    text = understood.standalone
    if not (asks_period(text) or asks_whether_it_stands(text)) or _names_more(understood, documents):
        return None
    if _PREVIOUS.search(text):
        spans = [span for document in _asked(understood, documents) for span in _of_previous(document, snapshot)]
        return Draft(tuple(DraftClaim(Basis.QUOTED, (span,)) for span in spans), AnsweredBy.REGISTER) if spans else None
    claims = [
        DraftClaim(Basis.QUOTED, (span,))
        for document in _asked(understood, documents)
        if document.period is not None
        for span in _said(document, document.period, snapshot)
    ]
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def _asked(understood: Understood, documents: Sequence[Document]) -> list[Document]:
    """The documents in scope that are asked about: without a named year the latest of each area, or all where several are spoken of."""
    if _OF_ALL.search(understood.standalone):
        return [document for document in documents if document.id in understood.scope.documents]
    return latest(documents, understood)


def _names_more(understood: Understood, documents: Sequence[Document]) -> bool:
    """Whether the question is about more than the document itself: a scheme in it, a target."""
    areas = {stem for document in documents for stem in words_of(document.area or "")}
    return bool({stem for stem in words_of(understood.standalone) if not stem[0].isdigit()} - _ITSELF - areas)


def _said(document: Document, period: Period, snapshot: Snapshot) -> Iterator[Span]:
    """The first sentence that says how long the document runs, else the line that names its years."""
    years = (str(period.start.year), str(period.end.year))
    short = f"(?:{years[1]}|{years[1][2:]})"
    named = re.compile(rf"\b{years[0]}\W{{1,3}}(?:to\W)?{short}\b")
    line: Span | None = None
    for number in range(1, min(PAGES, snapshot.document(document.id).published.pages) + 1):
        page = snapshot.page(document.id, number)
        above: Unit | None = None
        for unit in units_of(page):
            words = page.text[unit.start : unit.end]
            if _is_told(unit, words, years):
                yield Span(document.id, number, unit.start, unit.end)
                return
            if line is None and named.search(words) and len(words) <= LONGEST:
                # Years on a line of their own are those of the title above them.
                start = unit.start if above is None or re.search(r"[^\W\d_]{3}", words) else above.start
                line = Span(document.id, number, start, unit.end)
            above = unit
    if line is not None:
        yield line


def _of_previous(document: Document, snapshot: Snapshot) -> Iterator[Span]:
    """The first sentence for each period by which a document names a plan of its own that was over when it began."""
    if document.period is None:
        return
    told: set[tuple[int, int]] = set()
    for number in range(1, snapshot.document(document.id).published.pages + 1):
        page = snapshot.page(document.id, number)
        for unit in units_of(page):
            periods = {_years_of(match) for match in _PLAN_OF.finditer(page.text, unit.start, unit.end)}
            over = {(start, end) for start, end in periods if start < document.period.start.year >= end}
            if over - told:
                yield Span(document.id, number, unit.start, unit.end)
            told |= over


def _years_of(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last year by which a plan is called."""
    start, end = match["from"] or match["first"], match["to"] or match["last"]
    return int(start), int(end if len(end) == 4 else start[:2] + end)


def _is_told(unit: Unit, words: str, years: tuple[str, str]) -> bool:
    return unit.row is None and len(words) <= LONGEST and years[1] in words and bool(_RUNS.search(words)) and bool(_ABOUT.search(words))
