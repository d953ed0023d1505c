"""Counts that a document announces ("six actions support this aim", "the four recommendations in section 2") against what it then sets
out: the rows of a table, the items of a list, numbered headings, or what it names in the same breath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.findings.finding import Finding
from assistant.findings.numbered import nouns, singular
from assistant.findings.quantity import number_of
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.count_said import MOST, MOST_OFF, NUMBER, OF_ALL, counts_in, is_some, wrong_count
from assistant.findings.sums.counted_rows import all_actions, rows_announced
from assistant.findings.sums.named_in_line import named_in_line
from assistant.findings.sums.numbered_headings import of_series
from ingest.documents import BlockKind
from ingest.register.flow import Listing, Piece

_REFERRED = re.compile(
    rf"\b(?:the|all|these|those|its)\s+{NUMBER}\s+(?:[a-z-]+\s+){{0,2}}?(?P<noun>[a-z]+s|[a-z]+ies)\s+(?:set\s+out\s+"
    rf"|listed\s+|made\s+|given\s+|shown\s+)?(?:in|at|under)\s+"
    r"(?:section|part|chapter|paragraph|para)\s+(?P<where>\d{1,2}(?:\.\d{1,2})*)\b",
    re.I,
)


def announced(script: Script) -> Iterator[Finding]:
    """Given a document, yield counts that what it sets out does not bear out."""
    for sentence in [*script.sentences, *script.titles]:
        yield from rows_announced(sentence, script)
        yield from _referred(sentence, script)
    for place, sentence in enumerate(script.sentences):
        yield from named_in_line(sentence, script.sentences[place + 1] if place + 1 < len(script.sentences) else None)
    yield from _before_list(script)
    yield from of_series(script)
    yield from all_actions(script)


def _referred(sentence: Sentence, script: Script) -> Iterator[Finding]:
    """ "the four recommendations in section 2", where section 2 lists three."""
    for match in _REFERRED.finditer(sentence.text):
        count = number_of(match["n"]) or 0
        lists = [listing for listing in script.flow.lists if listing.under is None and _is_at(listing, match["where"])]
        if len(lists) != 1 or not 2 <= count <= MOST or singular(match["noun"]) not in nouns():
            continue
        items = lists[0].items
        if count != len(items) >= 2 and abs(count - len(items)) <= MOST_OFF and _is_marked(items):
            yield wrong_count(match, len(items), [*sentence.cut(match.start(), match.end()), *(item.spans[0] for item in items)], 0.8)


def _is_at(listing: Listing, where: str) -> bool:
    first = listing.items[0]
    if "." in where:
        return first.paragraph.rstrip(".") == where
    return bool(first.trail) and re.match(rf"(?:section\s+|part\s+)?{where}[.:)]?\s", first.trail[-1], re.I) is not None


def _is_marked(items: Sequence[Piece]) -> bool:
    """Whether the items of a list carry numbers or letters, so that none was lost in reading."""
    marks = [item.number for item in items]
    return all(marks) and (marks[0].casefold() in ("1", "a", "i") or marks[0].endswith(".1"))


def _before_list(script: Script) -> Iterator[Finding]:
    """A heading or a full sentence that announces things of a kind, right before the list of them."""
    for listing in script.flow.lists:
        lead, items = listing.lead, listing.items
        if lead is None or listing.under is not None or len(items) < 2 or lead.kind is BlockKind.ITEM or not _ends_plainly(listing, script):
            continue
        begin, end = lead.sentences[-1] if lead.sentences else (0, len(lead.text))
        text = re.sub(r"\s", " ", lead.text[begin:end])
        found = counts_in(text)
        if len(found) != 1 or text.rstrip().endswith((":", "?")) or is_some(text, found[0][0]) or len(text) > 160:
            continue
        match, count = found[0]
        opens = match.start() <= 2
        whole = (
            lead.kind is BlockKind.HEADING
            or re.search(r"\b(?:following|below|here)\b", text, re.I)
            or re.match(rf"\W*(?:{OF_ALL}\s+)?$", text[: match.start()], re.I)
            or re.search(rf"\b{OF_ALL}\s*$", text[: match.start()], re.I)
        )
        if (whole or opens) and count != len(items) and abs(count - len(items)) <= MOST_OFF:
            yield wrong_count(
                match, len(items), [*lead.cut(begin + match.start(), begin + match.end()), *(item.spans[0] for item in items)], 0.7
            )


def _ends_plainly(listing: Listing, script: Script) -> bool:
    """Whether nothing beside a list may be one of its items: it begins at the first number, and no short line or item follows."""
    first, last = listing.items[0], listing.items[-1]
    if first.number.isdigit() and int(first.number) != 1:
        return False
    if any(script.flow.place(b) - script.flow.place(a) != 1 for a, b in pairwise(listing.items)):
        return False
    after = script.flow.after(last)
    if after is None or after.kind is BlockKind.HEADING:
        return True
    return after.kind is BlockKind.PARAGRAPH and len(after.text.split()) > 8
