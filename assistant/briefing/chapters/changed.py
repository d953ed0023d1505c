"""What changed since an earlier document: kept, renamed, merged, dropped, new; figures that changed; promises not found since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.briefing.briefing import Block, Heading, Line, Style
from assistant.briefing.found import Found, Since
from assistant.briefing.pen import Pen
from assistant.conversation import Basis, LookedIn
from assistant.findings.changes import Comparable
from assistant.findings.finding import Finding, FindingType
from assistant.findings.gaps import is_plan

_ORDER = (
    FindingType.KEPT,
    FindingType.RENAMED,
    FindingType.MERGED,
    FindingType.SPLIT,
    FindingType.DROPPED,
    FindingType.NEW,
    FindingType.TARGET_RESULT,
    FindingType.CHANGED,
    FindingType.NOT_MENTIONED_SINCE,
)


def changed(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the chapter's blocks."""
    since = found.since
    if since is None:
        return (pen.say("changed.no_earlier", title=found.documents[0].title),)
    titles = {"earlier": since.earlier.document.title, "later": since.later.document.title}
    if since.comparable is Comparable.NO_REGISTER:
        return (pen.say("changed.no_register"),)
    if since.comparable is Comparable.KINDS:
        return (pen.say("changed.kinds", **titles),)
    blocks: list[Block] = [pen.quiet("changed.lead", **titles)]
    kind = since.later.document.kind
    if kind and not is_plan(since.later):
        blocks.append(pen.say("changed.other_kind", later=titles["later"], kind=kind))
    if not since.changes:
        passages = sum(script.shelf.published.passages for script in (since.earlier, since.later))
        looked = LookedIn((since.earlier.document.id, since.later.document.id), "passages", passages)
        line = pen.absent(pen.words.say("changed.none", titles), looked)
        return (*blocks, *([line] if line is not None else []))
    return (*blocks, *_listed(since, pen))


def _listed(since: Since, pen: Pen) -> Iterator[Block]:
    for kind in _ORDER:
        findings = [one for one in since.changes if one.type is kind]
        if not findings:
            continue
        yield Heading(pen.words.say(f"changed.{kind}"), 3)
        yield from _promises(findings, since, pen) if kind is FindingType.NOT_MENTIONED_SINCE else _told(findings, pen)


def _told(findings: Sequence[Finding], pen: Pen) -> Iterator[Line]:
    for one in findings:
        line = pen.statement(one.says, one.spans, Basis.COUNTED, Style.ITEM)
        if line is not None:
            yield line


def _promises(findings: Sequence[Finding], since: Since, pen: Pen) -> Iterator[Line]:
    """The promises in the earlier document's own words, under one sentence that says where they were looked for."""
    published = since.later.shelf.published
    unread = tuple((since.later.document.id, number) for number in published.unreadable)
    looked = LookedIn((since.later.document.id,), "passages", published.passages, unread)
    line = pen.absent(findings[0].says, looked)
    if line is not None:
        yield line
    for one in findings:
        quote = pen.quote(one.spans[:1], Style.ITEM)
        if quote is not None:
            yield quote
