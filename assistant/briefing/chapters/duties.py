"""The statutory duties: what the document says of each, part by part, and what it does not say; laws cited under another name."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.briefing.briefing import Block, Heading, Line, Style, Table
from assistant.briefing.by_document import by_document
from assistant.briefing.found import Found, OfDocument
from assistant.briefing.pen import Pen
from assistant.findings.duties import Coverage, Covered
from assistant.findings.moments import said

MOST_PHRASES = 6


def duties(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the chapter's blocks."""
    intro = [pen.quiet("duties.intro")] if any(one.duties for one in found.documents) else []
    return (*intro, *by_document(found, lambda document: _of_document(document, pen)))


def _of_document(document: OfDocument, pen: Pen) -> Iterator[Block]:
    if not document.duties:
        yield pen.say("duties.not_checked", title=document.title)
    else:
        heads = tuple(pen.words.say(f"duties.{name}") for name in ("duty", "status", "words", "missing"))
        rows = tuple(_row(covered, pen) for covered in document.duties)
        yield Table(f"{pen.words.say('chapters.duties')}: {document.title}", heads, rows)
    if document.laws:
        yield Heading(pen.words.say("duties.laws"), 3)
        for law in document.laws:
            yield from pen.finding(law)


def _row(covered: Covered, pen: Pen) -> tuple[Line, Line, Line, Line]:
    duty = covered.duty
    return (Line(f"{duty.name}. {duty.basis}."), _status(covered, pen), _words(covered, pen), _missing(covered, pen))


def _status(covered: Covered, pen: Pen) -> Line:
    duty = covered.duty
    if covered.coverage is Coverage.LATER:
        key = "later_within" if covered.revise else "later"
        # A law's year alone is known as its first of January.
        known = duty.since.day > 1 or duty.since.month > 1
        since = (
            pen.words.say("duties.since_day", {"day": said(duty.since)})
            if known
            else pen.words.say("duties.since_year", {"year": duty.since.year})
        )
        text = pen.words.say(f"duties.{key}", {"since": since})
    else:
        text = pen.words.say(f"duties.{covered.coverage}")
    pilot = f" {pen.words.say('duties.pilot')}" if duty.pilot else ""
    return Line(f"{text}.{pilot}")


def _words(covered: Covered, pen: Pen) -> Line:
    """What it says of each part, the same sentence once."""
    texts: list[str] = []
    numbers: list[int] = []
    said_of: dict[str, list[str]] = {}
    lines: dict[str, Line] = {}
    for part in covered.parts:
        line = pen.quote(part.spans) if part.spans else None
        if line is not None:
            said_of.setdefault(line.text, []).append(part.part.name)
            lines[line.text] = line
    for text, names in said_of.items():
        texts.append(f"{', '.join(names)}: {text}" if len(covered.parts) > 1 else text)
        numbers += lines[text].citations
    if not texts:
        return pen.say("pack.none")
    first = next(iter(lines.values()))
    return Line("\n".join(texts), tuple(dict.fromkeys(numbers)), first.basis)


def _missing(covered: Covered, pen: Pen) -> Line:
    if not covered.missing or covered.coverage is Coverage.LATER:
        return pen.say("pack.none")
    names = "; ".join(part.part.name for part in covered.missing)
    phrases = list(dict.fromkeys(_readable(phrase) for part in covered.missing for phrase in part.part.phrases[:3]))[:MOST_PHRASES]
    looked = pen.words.say("duties.looked", {"phrases": ", ".join(f"“{phrase}”" for phrase in phrases)})
    text = f"{names}. {looked}" if len(covered.parts) > 1 else looked
    return pen.absent(text, covered.looked_in, Style.TEXT) or pen.say("pack.none")


def _readable(phrase: str) -> str:
    """A phrase of the data file as people read it: the first choice of each word, a gap as "…"."""
    return " ".join("…" if word == "..." else word.split("|")[0].replace("*", "") for word in phrase.split())
