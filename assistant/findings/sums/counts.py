"""Counts against the lists they introduce: "the nine strands are:", and eight that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.findings.finding import Finding, FindingType
from assistant.findings.gaps import main_priorities
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind
from ingest.register.entry import Entry
from ingest.register.flow import Listing, Piece

_T = FindingType.COUNT_AND_LIST
_NUMBER = rf"(?P<n>{WORD}|\d{{1,2}})"
# What is counted in a list: a plural noun, with up to four words before it. No times, ages, money, people or places in a ranking.
_COUNTED = re.compile(
    rf"(?<![\w£.,/-]){_NUMBER}\s+(?P<noun>(?:(?!of\b|in\b|to\b|and\b|or\b|the\b|for\b|years?\b|months?\b"
    rf"|weeks?\b|days?\b|hours?\b|per\b)[A-Za-z’'“”\"-]+\s+){{0,4}}?"
    rf"(?!years\b|months\b|weeks\b|days\b|hours\b|minutes\b|times\b|pages\b|miles\b|points\b|has\b|is\b"
    rf"|was\b|this\b|its\b|as\b|us\b|across\b|focus\b|process\b|address\b|access\b)"
    rf"[a-z][a-z-]+(?<!s)s|criteria|[a-z]+ies)\b",
    re.I,
)
_NOT_ALL = re.compile(
    r"\b(?:at least|more than|over|up to|around|about|some|first|last|next|top|other|another|further|additional|remaining|among"
    r"|amongst|include[sd]?|including|such as|"
    r"e\.g\.|examples?|any|per|every|each|out of|one of|two of|of these|half|top|main concerns|a number|between|asked|chose"
    r"|choose|most needed"
    r"|and an?(?:other)? (?:second|third|fourth|fifth|sixth|seventh|eighth|further|local)|and one (?:more"
    r"|of our own|further)|plus)\b",
    re.I,
)
_INTRODUCES = re.compile(r":\s*$|\b(?:are|were|is|as follows|the following|namely|listed below|set out below|below)\s*[:,-]?\s*$", re.I)
_PLAN_SAYS = re.compile(
    rf"\b(?:this|the|our|new|agreed|has|have|focus\w*|sets? out|identified|following|on)\b[^.;:]{{0,60}}?(?<![\w.,-]){_NUMBER}\s+"
    r"(?:[a-z]+\s+){0,2}?(?P<noun>priorities|priority areas|key areas|objectives|themes|strategic (?:priorities|aims|themes"
    r"|objectives)|thematic areas|aims|goals|pillars|pledges)\b",
    re.I,
)
# Whose plan a paragraph may be about, where it is not the document's own.
_OTHERS = re.compile(r"\b(?:commissioner[’']?s?|police\s+and\s+crime\s+plan|home\s+office|government|mayor|national)\b", re.I)
# A count with a colon or brackets behind it, and what stands there to the end of the sentence or of the brackets.
_NAMED = re.compile(
    rf"(?<![\w£.,/-]){_NUMBER}\s+(?P<noun>(?:[a-z][a-z’'-]*\s+){{0,3}}?(?:priorities|themes|objectives|aims"
    rf"|strands|pillars|areas|authorities|partners|boroughs|wards|groups|boards"
    r"|agencies|outcomes|goals|principles|types|stages|strategies|bodies|teams|services|programmes|projects"
    r"|categories|factors|commitments|workstreams|districts|towns|councils|forces))"
    r"(?:\s*:\s*(?:these\s+are\s+)?(?P<list>[^:.()]{8,400}?)\s*\.?\s*$|\s*\((?P<inside>[^()]{8,300})\))",
    re.I,
)
_CLAUSE = re.compile(r"\b(?:which|who|that|because|although|while|is|are|was|were|will|has|have)\b", re.I)
LONGEST_NAMED = 9  # words of one thing that is named in a line
MOST_OFF = 3  # by how many a count may be off and still be a count of what is named
_LONGEST_LIST = 40
_MARKED = 8  # characters before an item's words in which its number stands, behind a bullet or not
_PRINTED_NUMBER = re.compile(r"(?<!\d)(\d{1,2})[.)]\s*$")


def counts(script: Script) -> Iterator[Finding]:
    """Given a document, yield counts that the lists behind them do not bear out."""
    for listing in script.flow.lists:
        found = _of_list(listing, script)
        if found is not None:
            yield found
    for sentence in [*script.sentences, *script.cell_sentences]:
        yield from _in_line(sentence)
    yield from _of_priorities(script)


def _in_line(sentence: Sentence) -> Iterator[Finding]:
    """ "five priorities: noise, drugs, burglary and hate crime": a count, and what is named behind it in the same sentence."""
    for match in _NAMED.finditer(sentence.text):
        stated, fewest, most = number_of(match["n"]), *_listed_in(match["list"] or match["inside"])
        if stated is None or stated < 2 or not most or fewest <= stated <= most or _NOT_ALL.search(sentence.text[: match.end("noun")]):
            continue
        named = match["list"] or match["inside"]
        if _NOT_ALL.search(named) or _CLAUSE.search(named) or abs(stated - fewest) > MOST_OFF:
            continue
        values = {"stated": f"{match['n']} {re.sub(chr(92) + 's+', ' ', match['noun'])}", "listed": fewest}
        yield told("contradiction.count_and_list", _T, sentence.cut(*match.span()), values, sure=0.7)


def _listed_in(text: str) -> tuple[int, int]:
    """How many things a run of words names, at least and at most; (0, 0) where it is no list. An "and" before the last thing ends the list,
    one inside a thing does not divide it."""
    if ";" in text:
        parts = [part for part in text.split(";") if part.strip()]
        return (len(parts), len(parts)) if len(parts) > 1 else (0, 0)
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 2 or any(not part or len(part.split()) > LONGEST_NAMED for part in parts):
        return 0, 0
    joined = len(re.findall(r"\b(?:and|or)\b|&", parts[-1]))
    if re.match(r"(?:and|or)\b", parts[-1]):
        return len(parts), len(parts)
    if not joined:
        return 0, 0
    return len(parts) + 1, len(parts) + joined


def _numbered(items: Sequence[Piece], script: Script) -> int:
    """How many of a list's first items are numbered from one on: what stands behind them unnumbered is of another list."""
    count = 0
    for item in items:
        span = item.spans[0]
        before = script.pages[span.page - 1].text[max(0, span.start - _MARKED) : span.start]
        number = _PRINTED_NUMBER.search(before) or re.match(r"\W*(\d{1,2})[.)]", item.text)
        if number is None or int(number[1]) != count + 1:
            break
        count += 1
    return count


def _of_list(listing: Listing, script: Script) -> Finding | None:
    lead = listing.lead
    if lead is None or lead.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION) or not _is_whole(listing, script):
        return None
    begin, end = lead.sentences[-1] if lead.sentences else (0, len(lead.text))
    text = re.sub(r"\s", " ", lead.text[begin:end])
    match = _stated(text)
    if match is None:
        return None
    stated, items = number_of(match["n"]), len(listing.items)
    if stated is None or stated == items or not 2 <= stated <= _LONGEST_LIST or items < 2:
        return None
    if stated in (_joined(listing.items), _numbered(listing.items, script)) or _grouped(listing, stated):
        return None
    spans = [*lead.cut(begin + match.start(), begin + match.end()), *(item.spans[0] for item in listing.items)]
    values = {"stated": re.sub(r"\s+", " ", match.group()), "listed": items}
    return told("contradiction.count_and_list", _T, spans, values, sure=0.85 if abs(stated - items) <= 3 else 0.65)


def _stated(text: str) -> re.Match[str] | None:
    """The one count in a list's introduction that counts the list: nothing in the line says that the list is a part or an example."""
    if not _INTRODUCES.search(text) or len(text) > 400:
        return None
    matches = list(_COUNTED.finditer(text))
    if len(matches) != 1 or _NOT_ALL.search(text):
        return None
    return matches[0]


def _is_whole(listing: Listing, script: Script) -> bool:
    """Whether nothing that may belong to the list stands beside it: no items in a line before or after, none numbered on from another."""
    places = [script.flow.place(item) for item in listing.items]
    first, last = script.flow.pieces[places[0]], script.flow.pieces[places[-1]]
    if first.number.isdigit() and int(first.number) != 1:
        return False
    after = script.flow.pieces[places[-1] + 1] if places[-1] + 1 < len(script.flow.pieces) else None
    if after is None:
        return True
    if after.kind is BlockKind.ITEM and after.level <= last.level:
        return False
    # A short line of no sentence behind a list is often its last item, read without its bullet.
    return not (
        after.kind is BlockKind.PARAGRAPH and len(after.text.split()) <= 8 and not after.text.rstrip().endswith((".", ":", "?", ";"))
    )


def _joined(items: list[Piece]) -> int:
    """How many things a list names where every line break in an item begins another one with a bullet of its own."""
    return sum(1 + len(re.findall(r"\n\s*[•◆▪●○·–-]\s", item.text)) for item in items)


def _grouped(listing: Listing, stated: int) -> bool:
    """Whether the items' own sub-items make up the count, or the number is in the items ("three in …, two in …")."""
    numbers = [number_of(match.group(1)) for item in listing.items if (match := re.match(rf"\s*({WORD}|\d{{1,2}})\b", item.text, re.I))]
    return len(numbers) == len(listing.items) and sum(number or 0 for number in numbers) == stated


def _of_priorities(script: Script) -> Iterator[Finding]:
    """How many priorities the document says it has, against the numbered list of them."""
    priorities = main_priorities(script)
    if len(priorities) < 2 or not all(one.fields.get("number") for one in priorities) or not _runs_through(priorities):
        return
    for sentence in script.sentences:
        match = _PLAN_SAYS.search(sentence.text)
        if (
            match is None
            or _OTHERS.search(sentence.piece.text)
            or _NOT_ALL.search(sentence.text)
            or re.search(r"\b(?:previous|last|former|earlier|existing|draft|had|were|20\d\d)\b", sentence.text, re.I)
        ):
            continue
        stated = number_of(match["n"])
        if (
            stated is not None
            and 2 <= stated != len(priorities)
            and re.search(r"priorit|objective|theme", match["noun"], re.I)
            and _same_word(match["noun"], priorities, script)
        ):
            values = {"stated": f"{match['n']} {match['noun']}", "listed": len(priorities)}
            yield told("contradiction.count_and_list", _T, [*sentence.spans, *(one.spans[0] for one in priorities)], values, sure=0.7)
            return


def _runs_through(priorities: list[Entry]) -> bool:
    """Whether numbers or letters run from the first on without a gap."""
    numbers = [one.fields["number"].strip("().").casefold() for one in priorities]
    plain = [str(number_of(number)) if number_of(number) is not None else number for number in numbers]
    count = len(plain)
    return plain in ([str(n + 1) for n in range(count)], [chr(ord("a") + n) for n in range(count)])


def _same_word(noun: str, priorities: list[Entry], script: Script) -> bool:
    """Whether the headings call them by the same word ("Priority A")."""
    stem = noun.split()[-1].casefold()[:6]
    return all(stem in script.words(one.spans[0]).casefold() or stem in " ".join(one.trail).casefold() for one in priorities)
