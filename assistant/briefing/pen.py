"""Claims -> lines: the only way words of a document get into a pack. Every claim passes the same check as an answer's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.briefing.briefing import Line, Style
from assistant.briefing.words import pack_words
from assistant.cite import Citer
from assistant.conversation import AnsweredBy, Basis, Citation, Draft, DraftClaim, LookedIn
from assistant.findings.finding import Finding
from ingest.documents import Span
from ingest.library import Snapshot
from ingest.register.entry import Entry

LONGEST_QUOTE = 380  # characters; what is longer is cut at a word and ends in "…"
EXAMPLES = 4  # quotes beside a finding that many entries share
FEW = 6  # so many are all shown


class Pen:
    """Writes the lines of one pack and numbers their citations across it."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self.snapshot = snapshot
        self.words = pack_words()
        self._citer = Citer(snapshot, today)
        self._citations: tuple[Citation, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation so far, by number."""
        return self._citations

    def say(self, key: str, **values: object) -> Line:
        """Given a key of `prompts/briefing.toml` and what fills it, return words of ours that state nothing of a document's own."""
        return Line(self.words.say(key, values))

    def quiet(self, key: str, **values: object) -> Line:
        """The same, set back."""
        return Line(self.words.say(key, values), style=Style.QUIET)

    def statement(self, text: str, spans: Sequence[Span], basis: Basis = Basis.COUNTED, style: Style = Style.TEXT) -> Line | None:
        """Given a sentence of ours and the spans it rests on, return it, None where a span does not stand."""
        return self._line(DraftClaim(basis, tuple(spans), text), style)

    def quote(self, spans: Sequence[Span], style: Style = Style.TEXT, lead: str = "") -> Line | None:
        """Given spans, return their words in quotation marks, cut where they are long; None where they do not stand."""
        kept, more = self._shortened(spans)
        line = self._line(DraftClaim(Basis.QUOTED, kept), style)
        if line is None:
            return None
        text = f"“{line.text.strip()}{' …' if more else ''}”"
        return Line(f"{lead} {text}".strip(), line.citations, line.basis, style)

    def absent(self, text: str, looked: LookedIn, style: Style = Style.TEXT) -> Line | None:
        """Given a sentence that something was not found, and where was looked, return it."""
        return self._line(DraftClaim(Basis.ABSENT, (), text, looked), style)

    def name(self, entry: Entry) -> Line:
        """Given an entry, return its name as its words stand, or, where the name is no run of them, its words; never empty."""
        span = self.part_of(entry, entry.name) or entry.spans[0]
        return self.quote([span]) or self.say("pack.none")

    def value(self, entry: Entry, field: str) -> Line:
        """Given an entry and a field, return the field as it stands in the entry's words or row, "not given" where it is empty, and an
        empty
        cell where it does not stand there."""
        text = entry.fields.get(field, "")
        if not text:
            return Line(self.words.say("priorities.not_given"), style=Style.QUIET)
        span = self.part_of(entry, text)
        return (self.quote([span]) if span is not None else None) or self.say("pack.none")

    def part_of(self, entry: Entry, text: str) -> Span | None:
        """Given an entry and words said to be of it, return where they stand: in its own words, else in its table's row or nearest on
        its page."""
        pattern = re.compile(r"\s+".join(re.escape(part) for part in text.split()), re.I)
        for span in entry.spans:
            page = self.snapshot.page(span.document_id, span.page)
            inside = pattern.search(page.text, span.start, span.end)
            if inside is not None:
                return Span(span.document_id, span.page, *inside.span())
        span = entry.spans[0]
        text_ = self.snapshot.page(span.document_id, span.page).text
        near = [match for match in pattern.finditer(text_) if not match.group()[0].isalnum() or _is_whole(text_, match)]
        best = min(near, key=lambda match: abs(match.start() - span.start), default=None)
        return Span(span.document_id, span.page, *best.span()) if best is not None else None

    def finding(self, found: Finding) -> Iterator[Line]:
        """Given a finding, yield its sentence, then the words it rests on, so many of them as can be read at a glance."""
        sentence = self.statement(f"{found.says} {found.sum}".strip(), found.spans, found.basis)
        if sentence is None:
            return
        yield sentence
        spans = _largest(found.spans)
        shown = spans if len(spans) <= FEW else spans[:EXAMPLES]
        yield from (line for span in shown if (line := self.quote([span], Style.ITEM)) is not None)
        if len(spans) > len(shown):
            yield Line(self.words.say("pack.more", {"count": len(spans) - len(shown)}), style=Style.QUIET)

    def _line(self, claim: DraftClaim, style: Style) -> Line | None:
        checked = self._citer.check(Draft((claim,), AnsweredBy.REGISTER))
        self._citations = checked.citations
        if not checked.claims:
            return None
        (kept,) = checked.claims
        return Line(kept.text, kept.citations, kept.basis, style)

    def _shortened(self, spans: Sequence[Span]) -> tuple[tuple[Span, ...], bool]:
        kept: list[Span] = []
        left = LONGEST_QUOTE
        for span in spans:
            words = self.snapshot.page(span.document_id, span.page).text[span.start : span.end]
            if len(words) <= left:
                kept.append(span)
                left -= len(words)
                continue
            end = max(words.rfind(" ", 0, left), words.rfind("\n", 0, left))
            if end > 0:
                kept.append(Span(span.document_id, span.page, span.start, span.start + end))
            return tuple(kept), True
        return tuple(kept), False


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Whether a match is no part of a longer word or number."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isalnum() or before in ".,£" and before) and not after.isalnum()


def _largest(spans: Sequence[Span]) -> list[Span]:
    """Spans without those that lie in another one."""
    return [
        span
        for span in spans
        if not any(
            other is not span and other.document_id == span.document_id and other.page == span.page
            and other.start <= span.start and span.end <= other.end and (other.end - other.start) > (span.end - span.start)
            for other in spans
        )
    ]  # fmt: skip
