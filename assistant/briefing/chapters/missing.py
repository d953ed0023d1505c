"""What is missing: the gaps, gravest first, each with the words that have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.briefing.briefing import Block
from assistant.briefing.by_document import by_document
from assistant.briefing.found import Found, OfDocument
from assistant.briefing.pen import Pen
from assistant.conversation import LookedIn
from assistant.findings.finding import Finding, FindingType
from assistant.findings.gaps import is_plan
from ingest.documents import Source


def missing(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the chapter's blocks."""
    return tuple(by_document(found, lambda document: _of_document(document, pen)))


def _of_document(document: OfDocument, pen: Pen) -> Iterator[Block]:
    script = document.script
    if script.document.source is Source.DIGEST:
        yield pen.say("glance.digest")
        return
    if not is_plan(script):
        reports = any(one.type is FindingType.ACTION_WITHOUT_DATE for one in document.gaps)
        yield pen.quiet("missing.a_report" if reports else "missing.not_a_plan", title=document.title)
    for one in document.gaps:
        yield from pen.finding(one)
    if not document.gaps and script.text.strip() and is_plan(script):
        looked = LookedIn(
            (script.document.id,), "entries", len(script.entries), tuple((script.document.id, n) for n in script.shelf.published.unreadable)
        )
        line = pen.absent(pen.words.say("missing.none", {"title": document.title}), looked)
        if line is not None:
            yield line


def once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Given findings in order, return those that do not stand on exactly the same words as one before them; those of which the same
    sentence is said are one, with the places of all."""
    kept: list[Finding] = []
    for one in findings:
        if not any(set(one.spans) == set(other.spans) for other in kept if other.kind is one.kind and len(other.spans) == 1):
            kept.append(one)
    together: dict[tuple[FindingType, str, str], list[Finding]] = {}
    for one in kept:
        together.setdefault((one.type, one.says, one.sum), []).append(one)
    return tuple(replace(same[0], spans=tuple(dict.fromkeys(span for one in same for span in one.spans))) for same in together.values())
