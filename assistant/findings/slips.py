"""Slips of the pen that running text shows by itself: small words doubled or missing between, a letter alone, an item that the document
says whole elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.findings.script import Script
from ingest.documents import BlockKind, Span
from ingest.register.entry import plain

_DOUBLED = re.compile(r"\b(?P<word>the|of|to|and|a|for|with|by|our|we|are|from|at)\s+(?P=word)\b(?![-’'])")
# Any other word; some are doubled on purpose, and what stands in capitals may be a name.
_DOUBLED_WORD = re.compile(
    r"(?<![\w’'-])(?!(?:had|has|have|does|did|was|were|live|work|need|want|one|what|that|very|many|long|far|now|more|much|yes|well|really|her|bye|who)\b)(?P<word>[a-z]{3,})\s+(?P=word)(?![\w’'-])"
)
# A sentence that ends in a word which wants another one.
_CUT_OFF = re.compile(r"\b(?:the|an|our|their|its|of\s+the|to\s+the|and\s+the|into\s+the)\s?\.$")
# An article that no noun follows.
_NO_NOUN = re.compile(r"\b(?:an|the|our)\s+(?:and|or|of|is|are|was|were|to|for|with)\b(?![-’']|\s+(?:and|or)\b)")
# A letter alone among words that is no unit (metres, pence) and no Roman number, where no word before it numbers things by letters.
_LETTER = re.compile(r"(?<=[a-z]{4} )[bd-jlnoq-uwyz](?<!i)(?= [A-Za-z][a-z]{3})")
_LETTERED = re.compile(
    r"\b(?:class|category|part|type|phase|schedule|annexe?|appendix|group|band|grade|plan|option|level|tier|vitamin|hepatitis|letter|section|article"
    r"|paragraph|point|and|or|to|strand|priority|block|zone|unit|pillar)s? $",
    re.I,
)
# Words that want another one behind them; "to", "for" and "from" may end what is whole ("the people we pay for").
_WANTS_MORE = re.compile(r"(?:\b(?:of|into|the|a|an|our|their|its|between|including)|(?<![;,])\sand)$")
FEWEST_WORDS = 4  # of an item that breaks off
FEWEST_SAID = 8  # of one that another place says whole
MOST_MORE = 2  # words that such an item lacks
_JOINS = frozenset("and or in of for to with by from at on as through across within including who which that where so but per via".split())


def misprints(script: Script) -> Iterator[Span]:
    """Given a document, yield where its running text has a word twice, an article without a noun, a letter alone or an end cut off."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        for pattern in (_DOUBLED, _DOUBLED_WORD, _NO_NOUN, _LETTER, _CUT_OFF):
            for match in pattern.finditer(sentence.text):
                if pattern is not _LETTER or not _LETTERED.search(sentence.text[: match.start()]):
                    yield from sentence.cut(*match.span())


def broken_off(script: Script) -> list[Span]:
    """Given a document, return the items of its lists that end in a word which wants another one, and behind which the next item begins,
    and those that it says with a word or two more elsewhere."""
    found: list[Span] = []
    for listing in script.flow.lists:
        for item, after in pairwise([*listing.items, None]):
            text = item.text.rstrip() if item is not None else ""
            following = after or (script.flow.after(item) if item is not None else None)
            goes_on = following is not None and following.text[:1].islower()
            if item is None or not item.spans or len(text.split()) < FEWEST_WORDS or goes_on:
                continue
            if _WANTS_MORE.search(text) or _is_said_whole(text, script):
                found.append(item.spans[-1])
    return found


def _is_said_whole(text: str, script: Script) -> bool:
    """Whether a text without a stop stands elsewhere with one or two words more, which join nothing else to it."""
    words = plain(text).split()
    if len(words) < FEWEST_SAID or text[-1] in ".;:!?,":
        return False
    tail = " ".join(words[-FEWEST_SAID:])
    return any(_lacks_a_word(said, tail) for said in script.once("said whole", _said))


def _said(script: Script) -> list[str]:
    """What is said in items, paragraphs and the parts of cells, in plain words, a text each."""
    pieces = [piece.text for piece in script.flow.pieces if piece.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)]
    cells = [cell.text for grid in script.flow.grids for row in grid.rows for cell in row]
    return [plain(part) for text in (*pieces, *cells) for part in re.split(r"[.;]\s|\n\s*[•●▪-]|(?<=[a-z])\s+(?=[A-Z][a-z])", text)]


def _lacks_a_word(said: str, tail: str) -> bool:
    at = said.find(tail)
    more = said[at + len(tail) :].split() if at >= 0 else []
    return 0 < len(more) <= MOST_MORE and said[at + len(tail)] == " " and more[0] not in _JOINS
