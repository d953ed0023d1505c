"""What a document calls its own partnership, itself and its priorities, where it calls one of them by two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from assistant.findings.finding import Finding, FindingType
from assistant.findings.lettered import stands_in_full
from assistant.findings.likeness import overlap, stems
from assistant.findings.saying import told
from assistant.findings.script import OWN, Script
from ingest.documents import BlockKind, Span
from ingest.lexical import words_of
from ingest.register.entry import EntryKind, plain
from ingest.register.flow import Listing

_T = FindingType.NAMES
_PARTNERSHIP = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:and|&)\s+)?){1,6}(?:Partnership|Alliance))\b"
    r"(?!\s+(?:Board|Service|Executive|Team|Unit|Group|Manager|Officer|Forum|Panel|Committee)s?\b)"
)
_LEADING = re.compile(r"^(?:(?:The|This|Our|London Borough of \w+)\s+)+")
# What every partnership for community safety may be called by, beside its place.
USUAL = frozenset(
    words_of("safer safe stronger together community safety crime disorder reduction partnership alliance board communities and strategic")
)
_ITSELF = re.compile(r"\b[Tt]his\s+(?:new\s+)?(?:[A-Z]\w+\s+){0,4}(?P<kind>[Pp]lan|[Ss]trategy)\b(?!\s+(?:and|or)\b)")
_KINDS = frozenset({"plan", "strategy"})
_PAPER = re.compile(r"\b(?:[A-Z][\w’'-]*\s+)+(?:Plan|Strategy)\b")
LONGEST = 6  # words of a heading that may be a priority's name
WORD_ALIKE = 75  # of 100: two words of which one is the other misread or misnamed ("offending", "reoffending")
_LABEL = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?P<kind>Priority|Objective|Theme|Strand|Pillar|Goal)\s+(?P<label>[A-Z]|\d{1,2})\s*[:–—-]\s*"
    r"(?P<name>[A-Za-z][^.;:]{3,80})$"
)
_INTRODUCES = re.compile(r"\b(?P<kind>priorities|objectives|themes|strands|pillars|goals)\b[^.]{0,60}:\s*$", re.I)
_SINGULAR = {"priorities": "priority"}
# Priorities one behind the other in a sentence: "our priorities are: (1) noise; (2) fire", "four themes: noise, fire and theft".
_IN_A_ROW = re.compile(r"\b(?:priorities|aims|objectives|themes|strands|pillars|goals)\b[^.;:]{0,60}(?::|\b(?:are|were|namely))\s*", re.I)
_PART = re.compile(r"(?:\(?\d{1,2}[.)]\s*)?(?P<name>[^,;()]+?)(?=\s*(?:[,;.]|$)|\s+and\s+(?=[^,;]*$))(?:[,;.]|\s+and\b|$)\s*(?:and\s+)?")
_NUMBERED = re.compile(r"^\W*(?:(?:priority|objective|theme|aim|strand|goal)\s+)?(?:\d{1,2}|[A-Z](?=[.:)]))[.:)]?\s*[-–—:]?\s*", re.I)
# Headings of the parts around the priorities.
_GENERAL = re.compile(
    r"\b(?:introduction|foreword|background|context|priorit(?:y|ies)|governance|delivery|performance|summary|appendix|annex|glossary|contents|consultation|how\s|what\s|why\s|our\s|next\s+steps|plan|strategy"
    r"|partnership|monitoring|contact|overview|conclusion|resources|funding|vision|aims|objectives|progress|working)\b",
    re.I,
)
_IS_COLUMN = re.compile(r"^\W*(?:priorit(?:y|ies)|aims?|objectives?|themes?|strands?|pillars?|goals?)\W*$", re.I)
_SUM = re.compile(r"^\W*(?:sub-?)?(?:totals?|all|sum|overall)\b", re.I)
LONGEST_NAME = 80  # characters of an item that is a name
FEWEST = 2  # numbers that make a series
FEWEST_LISTED = 3  # priorities that stand in two lists
SAME_NAME = 0.5  # share of the smaller name's stems that two names of one priority have in common
APART = 0.34  # share of the smaller name's stems that two names of one thing have in common at most


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Something that bears a number or letter and a name, the words that say so and where they stand."""

    kind: str
    label: str
    name: str
    words: str
    stems: frozenset[str]
    span: Span


def callings(script: Script) -> Iterator[Finding]:
    """Given a document, yield its partnership, itself and priorities where one of them has two names."""
    yield from _partnership(script)
    yield from _itself(script)
    yield from _priorities(script)
    yield from _numbered(script)
    yield from _listed_otherwise(script)


def _told(first: str, one: Span, second: str, other: Span, sure: float) -> Finding:
    return told("contradiction.two_names", _T, [one, other], {"first": first, "second": second}, sure=sure)


def _lines(script: Script) -> Iterator[tuple[str, Span]]:
    """Its sentences and headings, and its cells, with where each stands; line breaks as blanks."""
    for sentence in script.sentences:
        yield sentence.text, max(sentence.spans, key=lambda span: span.end - span.start)
    for piece in script.flow.pieces:
        if piece.kind in (BlockKind.HEADING, BlockKind.CONTENTS) and piece.spans:
            yield re.sub(r"\s", " ", piece.text), piece.spans[0]
    for grid in script.flow.grids:
        for row in grid.rows:
            for cell in row:
                yield re.sub(r"\s", " ", cell.text), cell.span(grid.document_id)


def _partnership(script: Script) -> Iterator[Finding]:
    """The place's own partnership under two full names, each with the place in it, that no line puts side by side."""
    place = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    named: dict[frozenset[str], tuple[str, Span]] = {}
    together: set[frozenset[frozenset[str]]] = set()
    for text, span in _lines(script):
        here: set[frozenset[str]] = set()
        for match in _PARTNERSHIP.finditer(text):
            name = _LEADING.sub("", match["name"])
            words = frozenset(words_of(name))
            if words & place and words - place <= USUAL:
                at = span.start + match.end() - len(name)
                here.add(words)
                named.setdefault(words, (name, Span(span.document_id, span.page, at, min(span.end, at + len(name)))))
        together |= {frozenset(pair) for pair in combinations(here, 2)}
    for (first, (name, one)), (second, (other_name, other)) in combinations(named.items(), 2):
        if frozenset((first, second)) not in together and not first <= second and not second <= first:
            yield _told(name, one, other_name, other, 0.7)
            return


def _itself(script: Script) -> Iterator[Finding]:
    """A document whose title calls it a plan and whose words call it "this strategy", or the other way about; where another paper has been
    named before in the paragraph, that one is meant."""
    title = next((heading for heading in script.headings if heading.page == 1 and _KINDS & set(plain(heading.text).split())), None)
    kinds = _KINDS & set(plain(f"{script.document.title} {title.text if title else ''}").split())
    if title is None or len(kinds) != 1 or not stems(title.text) & stems(script.document.title):
        return
    for sentence in script.sentences:
        match = _ITSELF.search(sentence.text)
        if match is None or match["kind"].casefold() in kinds:
            continue
        before = re.sub(r"\s", " ", sentence.piece.text[: sentence.start + match.start()])
        if sentence.piece.kind is BlockKind.PARAGRAPH and not _PAPER.search(before):
            place = sentence.cut(match.start(), match.end())[0]
            yield _told(re.sub(r"\s+", " ", title.text).strip(), title.spans[0], match.group(), place, 0.65)
            return


def _priorities(script: Script) -> Iterator[Finding]:
    """A heading that is a priority's name but for one word, which is nearly the priority's; where both are priorities, there are two."""
    names = {plain(one.name): one for one in script.own(EntryKind.PRIORITY) if 2 <= len(one.name.split()) <= LONGEST}
    told_of: set[str] = set()
    for heading in script.headings:
        name = plain(heading.text)
        if name in names or len(name.split()) > LONGEST:
            continue
        for known, entry in names.items():
            if known not in told_of and _differs(name.split(), known.split()):
                told_of.add(known)
                yield _told(re.sub(r"\s+", " ", heading.text), heading.spans[0], entry.name, entry.spans[0], 0.65)


def _numbered(script: Script) -> Iterator[Finding]:
    """What bears one number and two names that share no more than a word in three ("Priority A"), or one name and two numbers."""
    by_label: dict[str, list[_Numbered]] = defaultdict(list)
    for one in _labelled(script):
        by_label[one.kind].append(one)
    for group in by_label.values():
        if len({one.label for one in group}) < FEWEST:
            continue
        for first, second in combinations(group, 2):
            alike = overlap(first.stems, second.stems)
            if first.label == second.label and alike < APART:
                yield _told(first.words, first.span, second.words, second.span, 0.7)
                break
            if first.label != second.label and first.stems == second.stems:
                values = {"what": f"The number of “{first.name}”", "first": first.label, "second": second.label}
                yield told("contradiction.same_quantity", FindingType.SAME_QUANTITY, [first.span, second.span], values, sure=0.75)
                break


def _labelled(script: Script) -> Iterator[_Numbered]:
    """Headings, items and cells that begin with a kind, a number or letter and a name; those of another body's paper aside."""
    if any(one.kind is EntryKind.PRIORITY and one.whose != OWN and one.fields.get("number") for one in script.entries):
        return
    for text, span in _lines(script):
        match = _LABEL.match(text)
        if match is not None and stems(match["name"]):
            name = match["name"].strip(" .")
            yield _Numbered(match["kind"].casefold(), match["label"].upper(), name, match.group().strip(), stems(name), span)
    yield from _listed(script)


def _listed(script: Script) -> Iterator[_Numbered]:
    """The items of the one numbered list that is introduced as priorities, themes or the like; of several, nobody knows which is meant."""
    lists: dict[str, list[Listing]] = defaultdict(list)
    for listing in script.flow.lists:
        introduced = _INTRODUCES.search(re.sub(r"\s+", " ", listing.introduction))
        if introduced is not None and all(item.number.isdigit() for item in listing.items):
            kind = introduced["kind"].casefold()
            lists[_SINGULAR.get(kind, kind.removesuffix("s"))].append(listing)
    for kind, found in lists.items():
        for item in found[0].items if len(found) == 1 else []:
            name = re.sub(r"\s+", " ", item.text).strip(" .;")
            if len(name) <= LONGEST_NAME and stems(name) and item.spans:
                yield _Numbered(kind, item.number, name, name, stems(name), item.spans[0])


def _listed_otherwise(script: Script) -> Iterator[Finding]:
    """The one priority that a second list of as many priorities calls otherwise, while all the others bear the same names in both."""
    every = [(one.name, one.spans[0]) for one in script.own(EntryKind.PRIORITY) if not one.belongs_to and stems(one.name)]
    for names in _other_lists(script) if len(every) >= FEWEST_LISTED else ():
        # What stands in the list itself may have been taken for one more priority.
        outside = [one for one in every if not any(one[1].overlaps(span) for _, span in names)]
        own = outside if len(outside) == len(names) else every
        if len(own) != len(names):
            continue
        first, second = _unmatched(own, names), _unmatched(names, own)
        if len(first) != 1 or len(second) != 1 or first[0][1].overlaps(second[0][1]) or _is_in_letters(first[0][0], second[0][0]):
            continue
        # In one place of both lists, names may share a word and still be two.
        if own.index(first[0]) == names.index(second[0]) or not stems(first[0][0]) & stems(second[0][0]):
            yield _told(*first[0], *second[0], 0.65)
            return


def _is_in_letters(name: str, other: str) -> bool:
    """Whether one of two names is the letters that the other begins its words with ("ASB", "Anti-social behaviour")."""
    pairs = ((name, other), (other, name))
    return any(short.isupper() and stands_in_full(short, long.replace("-", " ")) for short, long in pairs)


def _unmatched(names: list[tuple[str, Span]], others: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Those of some names that none of the others is like."""
    return [one for one in names if max((overlap(stems(one[0]), stems(other[0])) for other in others), default=0) < SAME_NAME]


def _other_lists(script: Script) -> Iterator[list[tuple[str, Span]]]:
    """What is listed as priorities, aims or themes: in a list, in a sentence, in the first column of a table or by the headings of its
    chapters."""
    yield from _headed(script)
    for listing in script.flow.lists:
        if _INTRODUCES.search(re.sub(r"\s+", " ", listing.introduction)):
            yield [(re.sub(r"\s+", " ", item.text).strip(" .;"), item.spans[0]) for item in listing.items if item.spans]
    for sentence in script.sentences:
        match = _IN_A_ROW.search(sentence.text)
        if match is not None:
            parts = [part for part in _PART.finditer(sentence.text, match.end()) if part.group().strip(" .")]
            yield [(part["name"].strip(), sentence.cut(part.start("name"), part.end("name"))[0]) for part in parts]
    for grid in script.flow.grids:
        if _IS_COLUMN.match(grid.columns.get(0, "")):
            cells = [cell for row in grid.rows for cell in row if cell.column == 0 and stems(cell.text) and not _SUM.match(cell.text)]
            yield [(re.sub(r"\s+", " ", cell.text).strip(), script.cell_span(grid, cell)) for cell in cells]


def _headed(script: Script) -> Iterator[list[tuple[str, Span]]]:
    """Headings of one level, one behind the other, as many as there are priorities and all but one of them a priority's name."""
    names = {plain(one.name) for one in script.own(EntryKind.PRIORITY) if not one.belongs_to}
    levels: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    for heading in script.headings:
        if heading.spans:
            levels[script.flow.sections[heading.section].level].append(
                (_NUMBERED.sub("", re.sub(r"\s+", " ", heading.text)), heading.spans[0])
            )
    headed = names & {plain(name) for headings in levels.values() for name, _ in headings}
    for headings in levels.values() if len(headed) == len(names) - 1 else ():
        for start in range(len(headings) - len(names) + 1):
            run = headings[start : start + len(names)]
            if sum(plain(name) in names for name, _ in run) == len(names) - 1 and not any(_GENERAL.search(name) for name, _ in run):
                yield run


def _differs(first: list[str], second: list[str]) -> bool:
    """Whether two names of as many words differ in one, by more than its ending, and not by much."""
    odd = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    if len(first) != len(second) or len(odd) != 1 or words_of(odd[0][0]) == words_of(odd[0][1]):
        return False
    a, b = (re.sub(r"\W", "", word) for word in odd[0])
    return a != b and a[:3] != b[:3] and fuzz.ratio(a, b) >= WORD_ALIKE
