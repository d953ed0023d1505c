"""Words of whoever wrote a document that were left in it: notes in brackets, places where something was to be put, marks of a draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.findings.phrases import pattern_of
from assistant.findings.script import Script
from assistant.wordfile import read_words
from ingest.documents import Span

FILE = Path(__file__).with_name("drafting.toml")
# Letters or signs in the place of a figure, a date, a name or a number, and what a calculation leaves that fails.
_BLANK = re.compile(
    r"(?<![\w.’'/-])(?:xx{1,3}(?:[,.]x{2,3})*|XX{1,3}(?=\s*%|\s+(?:people|residents|offences|incidents|cases|victims|wards|days|homes|reports)\b))(?![\w’'-])|£\s?[xX]{1,3}(?:[,.][xX]{3})*(?:m|k)?\b|(?<![\w.])[xX]\s?%|\b20(?:xx|XX)\b"
    r"|\b(?:[Pp]age|[Tt]able|[Ff]igure|[Ss]ection|[Pp]aragraph)\s+(?:X{1,3}(?!\w)|\?+|#+)|(?<!\w)X\s+(?=(?:people|residents|offences|incidents|cases|victims|wards|days|homes|reports)\b)"
    r"|\b[Dd][Dd]/[Mm][Mm](?:/[Yy]{2,4})?\b|\b[Dd][Dd]\s+(?:Month|MMM)\b|(?<=[a-z,]\s)_{3,}(?=[\s,.][a-z])|#(?:REF|N/A|DIV/0|VALUE|NAME)[!?]?|\{\{[^{}\n]{2,80}\}\}|\{\s?(?:[Ii]nsert|[Aa]dd)\s[^{}\n]{2,80}\}|<<[^<>]{1,60}>>|«[^«»]{1,60}»"
    r"|(?m:[–—-]\s(?:permission|consent|clearance|artwork|translation)\s+(?:awaited|pending)\s*$)"
    r"|(?m:^\W*Insert\s+(?:the\s+|a\s+)?(?:map|photo|picture|image|logo|chart|graph|table|foreword|quote|link|caption)\b)"
    r"|\bINSERT(?:\s+[A-Z]{2,}){1,8}\b|\b(?:Commented|Comment|COMMENT(?:ED)?)\s+\[[A-Za-z]{1,4}\d+\]"
)
# A day counted from when a line was written, as news is and a plan is not.
_NEWS = re.compile(
    r"(?<!\bthe )(?<!\bevery )(?<!\bour )\b(?:last|next|this\s+coming)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?!\s+(?:of|in|before|after|each|every|per|monthly)\b)"
)
_BRACKETED = re.compile(r"(?<!\w)(?:\[(?P<square>[^\[\]]{2,200})\]|\((?P<round>[^()]{2,120})\))|(?P<joined>\S+\[[^\[\]]{2,80}\])")
_ROUND = re.compile(
    r"\b(?:TBC|TBA|tbc|tba)\b(?=.*\w)|^\s*(?:pic|photo|picture|image|logo|graphic|map|chart|quote)s?\b.*\b(?:here|needed|to\s+(?:come|follow|be\s+\w+)|tbc|goes)\b",
    re.I,
)
_DRAFT = re.compile(r"\b(?:[Vv](?:ersion)?\s?\.?\s?0\.\d+\b|DRAFT\s+(?:v(?:ersion)?\.?\s?)?\d|[Dd]raft\s+v(?:ersion)?\.?\s?\d)")
_TITLED = re.compile(r"\bdraft\b", re.I)
LONGEST_MARK = 120  # characters of a line that is a mark
FEWEST = 3  # words of a note that are no name put into a quotation


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of the file."""

    anywhere: re.Pattern[str]
    bracketed: re.Pattern[str]
    never: frozenset[str]
    opening: re.Pattern[str]
    draft: re.Pattern[str]


@cache
def load_drafting(file: Path = FILE) -> _Words:
    """Given the file, return its phrases as patterns. Raises BadInput naming the file and what is off."""
    table = read_words(file, ["anywhere", "bracketed", "never", "opening"])
    drafts = [phrase for phrase in table["anywhere"] if "draft" in phrase or phrase.startswith("not for")]
    rest = [phrase for phrase in table["anywhere"] if phrase not in drafts]
    opening = re.compile(rf"^\W*(?:{pattern_of(table['opening']).pattern})\s*[:–—]\s*\w", re.I)
    return _Words(pattern_of(rest), pattern_of(table["bracketed"]), frozenset(table["never"]), opening, pattern_of(drafts))


def drafting(script: Script) -> Iterator[list[Span]]:
    """Given a document, yield the places of its drafting notes, each by itself; a mark of a draft that many pages bear is one, with a place
    on each. In what calls itself a draft, such marks are no slip."""
    words = load_drafting()
    marks: defaultdict[str, list[Span]] = defaultdict(list)
    is_draft = _TITLED.search(script.document.title) is not None
    for page in script.pages:
        for block in page.blocks:
            text = page.text[block.start : block.end]
            places = [*_notes(text, words)]
            for start, end in places:
                yield [Span(script.document.id, page.number, block.start + start, block.start + end)]
            for match in () if is_draft else (*words.draft.finditer(text), *_DRAFT.finditer(text)):
                if not any(start <= match.start() < end for start, end in places):
                    line_start = text.rfind("\n", 0, match.start()) + 1
                    line_end = text.find("\n", match.end())
                    place = Span(script.document.id, page.number, block.start + match.start(), block.start + match.end())
                    if len(text[line_start : line_end if line_end >= 0 else len(text)]) <= LONGEST_MARK:
                        marks[re.sub(r"\W+", " ", match.group()).casefold()].append(place)
    met: list[Span] = []
    for found in marks.values():
        fresh = [span for span in found if not any(_are_near(span, other) for other in met)]
        met += fresh
        if fresh:
            yield fresh


def _are_near(first: Span, second: Span) -> bool:
    return first.page == second.page and abs(first.start - second.start) <= LONGEST_MARK


def _notes(text: str, words: _Words) -> Iterator[tuple[int, int]]:
    """Where notes stand in the words of a block; what lies in another one is told with it."""
    taken: list[tuple[int, int]] = []
    for match in _BRACKETED.finditer(text):
        if _is_note(match, words):
            taken.append(match.span())
    opens = words.opening.match(text)
    if opens is not None:
        taken.append((0, len(text)))
    for pattern in (words.anywhere, _BLANK, _NEWS):
        for match in pattern.finditer(text):
            quoted = pattern is _NEWS and _is_quoted(text[: match.start()])
            if not quoted and not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
    yield from sorted(taken)


def _is_quoted(before: str) -> bool:
    """Whether what follows some words is somebody's own saying, whose quotation mark they open and do not close."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or re.search(r"(?<!\w)[‘'][^’']*$", before) is not None


def _is_note(match: re.Match[str], words: _Words) -> bool:
    if match["round"] is not None:
        return _ROUND.search(match["round"]) is not None and len(match["round"].split()) >= 2
    inside = match["square"] if match["square"] is not None else match.group().partition("[")[2].rstrip("]")
    plain = re.sub(r"\s+", " ", inside).strip().casefold()
    if plain in words.never or re.match(r"(?:published|source)\b", plain) or re.fullmatch(r"[\d\s,;–-]+|\d{4}\].*", plain):
        return False
    asks = plain.endswith("?") and len(plain.split()) >= 2
    says = words.bracketed.search(plain)
    return says is not None and (len(plain.split()) >= FEWEST or says.span() == (0, len(plain)) or match["joined"] is not None) or asks
