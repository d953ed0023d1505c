"""Whether the best of what was found answers the question at all: it is read together with it, not only beside it, and what is asked for (a
time, a number, how to apply) must stand there.

Reading costs as much as embedding the question, so it is left out where it would hardly change anything: how likely the question is
refused in the end is told first without it. Both regressions were learnt from questions whose answers are known (`plan-evaluate doubt`,
kept in thresholds.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.abbreviations import with_letters
from assistant.answer_type import AnswerType, holds, lacking, types_asked
from assistant.baseline import lacks_baseline
from assistant.breakdown import lacks_breakdown
from assistant.event import lacks_its_day
from assistant.evidence import EVIDENCE, FILE, sized_regression
from assistant.instances import asks_for_names, names_none
from assistant.pieces import Piece
from assistant.regression import Floats, Regression
from assistant.scope import years_named
from assistant.supporting import Column
from assistant.understand import Intent, Understood, years_of
from assistant.units import columns_of
from ingest.cross_encoder import CrossEncoder
from ingest.errors import BadInput
from ingest.lexical import stems_of
from ingest.library import Snapshot

READ = 3  # pieces that are read, best first
LOOKED_THROUGH = 8  # pieces of which none holds what a leaning question asks for, where it is refused for that
ANSWERS = 0.0  # log odds: from here on a piece more likely answers than not
LEAST = -7.0  # log odds: about the lowest that reading gives
LONGEST = 700  # characters of a piece that are read
MOST_WORDS = 15  # of a question: from here on, more of them tell nothing
USUAL_WORDS = 9.0  # of a question that stands by itself
PLAIN = 0.9  # of what is asked: a piece that holds as much, with its headings and its document's title, is about that
# What reads was taught sentences: of 1,445 questions six were refused below this line with a row that answers, and none rightly.
ROWS_REFUSED = 0.6
INTRODUCES = 600  # characters before a table in which what it is of is said
INTENTS = tuple(Intent)
TYPES = tuple(AnswerType)
# Words that may hold such a thing are told from those that hold it less surely: a name, a place, whoever leads.
_UNSURE = frozenset({AnswerType.PLACE, AnswerType.ORGANISATION, AnswerType.LEADER, AnswerType.CONTACT})
_OF_FIGURES = frozenset({Intent.COUNT, Intent.FIGURE})
_DIGIT = re.compile(r"\d")
# What asks how something went, and not what is meant to be.
_WENT = re.compile(r"\b(?:was|were|did|had|has|have|got|came|recorded|reported|happened|took place)\b", re.I)
# Asks for something beside another.
_SEVERAL = re.compile(r"(?:\band|[,?;.]) (?:who|whom|whose|what|when|where|why|how|which)\b", re.I)
# Asks of what was just asked about whether it is so: the other part may be answered.
_AND_WHETHER = re.compile(r"(?<=\w)(?:,? and|[,?;.]) (?:did|does|do|has|have|is|are|was|were|will) (?:it|they|that|this|those)\b", re.I)
_LEADS_BODY = re.compile(
    r"^[^?]{0,30}\b(?:who|names?|whose)\b[^?]{0,25}\b(?:chair(?:s|ed|ing|man|woman|person)?|leads?|leading|led|heads?(?: up)?|leader"
    r"|director) (?:(?:of|on|at) )?(?:the )?"
    r"(?P<body>(?:[\w’'&-]+ ){1,5}(?:board|partnership|panel|group|forum|committee|executive|commission|network))\b",
    re.I,
)
_YEAR_AFTER = re.compile(r"\b(?:the|a) (?:(?:next|following) year|year (?:after|later))\b", re.I)
READINGS = ("first", "second", "best", "mean")
SIGNS = ("weak", *(intent.value for intent in INTENTS), *(f"asks_{kind.value}" for kind in TYPES), "words", "lacks", "lacks_unsurely")
# Whether reading is worth its time may be told by anything; whether nothing answers, not by how much of the asker's words is met.
HINTS = (*EVIDENCE, *SIGNS)


@dataclass(frozen=True, slots=True)
class Doubt:
    """How likely a question is that the documents do not answer, before and after reading, and where the lines are."""

    unread: Regression
    worth: float
    read: Regression
    refused: float

    def opens(self, hints: Floats) -> bool:
        """Given what tells it [HINTS], say whether the best pieces are to be read."""
        return float(self.unread.of(hints[None, :])[0]) >= self.worth

    def refuses(self, readings: Floats, signs: Floats, is_row: bool = False) -> bool:
        """Given how well the best pieces answer [READINGS], what tells it beside [SIGNS], and whether the best is a table's row, say
        whether nothing answers."""
        line = max(self.refused, ROWS_REFUSED) if is_row else self.refused
        return float(self.read.of(np.concatenate([readings, signs])[None, :])[0]) >= line


# Where nothing was learnt, all is read and nothing is refused.
UNLEARNT = Doubt(Regression((0.0,) * len(HINTS), 0.0), 0.0, Regression((0.0,) * (len(READINGS) + len(SIGNS)), 0.0), 1.0)


@cache
def load_doubt(file: Path = FILE) -> Doubt:
    """Given the file of thresholds, return what it holds. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("doubt")
        if table is None:
            return UNLEARNT
        return Doubt(*_lined(table["unread"], len(HINTS), "worth"), *_lined(table["read"], len(READINGS) + len(SIGNS), "refused"))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write its table [doubt] anew with “plan-evaluate doubt”.") from error


def _lined(table: Mapping[str, Any], size: int, line: str) -> tuple[Regression, float]:
    return sized_regression(table, size), float(table[line])


@dataclass(frozen=True, slots=True)
class Considered:
    """What is known of a question that would be answered with quotes: what was understood, the pieces that were found, how well each fits
    [pieces], the evidence's features [EVIDENCE], whether it is weak, and where all of it stands."""

    understood: Understood
    pieces: Sequence[Piece]
    fitness: Floats
    evidence: Floats
    weak: bool
    snapshot: Snapshot

    @property
    def texts(self) -> list[str]:
        """What is read with the question: the best pieces, best first."""
        return self.best(READ)

    def best(self, count: int) -> list[str]:
        """Given how many, return what is read of the best pieces, best first."""
        best = [self.pieces[int(place)] for place in np.argsort(-self.fitness, kind="stable")[:count]]
        return [with_letters(read_with(piece, self.snapshot), self.understood.spelt) for piece in best]

    def is_plain(self, text: str) -> bool:
        """Given what is read of the best piece, say whether it holds nearly all the words that are asked: who asks in a document's own
        words is shown them."""
        best = self.pieces[int(np.argmax(self.fitness))]
        asked = stems_of(self.understood.subject)
        title = self.snapshot.document(best.hit.passage.document_id).document.title
        return bool(asked) and len(asked & stems_of(f"{title} {text}")) >= PLAIN * len(asked)

    def settles_itself(self, text: str) -> bool:
        """Given what is read of the best piece, say whether reading it is no judge: it holds what was asked in the asker's own words, a
        number to ring was asked for, or whether two things agree, which no piece tells by itself."""
        intent = self.understood.intent
        return self.is_plain(text) or intent is Intent.CONTRADICTION or AnswerType.PHONE in types_asked(self.understood.message)

    @property
    def best_is_row(self) -> bool:
        """Whether the best piece is a row of a table."""
        return bool(len(self.pieces)) and self.pieces[int(np.argmax(self.fitness))].row

    def names_its_row(self) -> bool:
        """Whether a figure is asked for and the best piece is the row of a table that the question calls by its whole name, under a column
        for the year that it asks about, or in a table of which another of its words is said: reading is no judge of a row."""
        best = self.pieces[int(np.argmax(self.fitness))]
        if not best.row or self.understood.intent not in _OF_FIGURES or self.understood.leans:
            return False
        columns = columns_of(self.snapshot, best.spans[0])
        name = next((words for column in columns if (words := _stems_named(column.cell))), frozenset[str]())
        asked = stems_of(self.understood.standalone)
        if not name or not name <= asked or not any(_DIGIT.search(column.cell) for column in columns):
            return False
        years = set(years_named(self.understood.message))
        headers = " ".join(column.header for column in columns)
        if years:
            return years <= set(years_named(headers))
        document = self.snapshot.document(best.hit.passage.document_id).document
        said = stems_of(f"{headers} {' '.join(best.hit.passage.trail)} {self._before(best)}")
        return bool((asked - name - stems_of(f"{document.title} {document.area or ''}")) & said)

    def _before(self, row: Piece) -> str:
        """The words of the page before a table's row, as far back as what introduces a table may stand."""
        span = row.hit.passage.spans[0]
        return self.snapshot.page(span.document_id, span.page).text[max(0, span.start - INTRODUCES) : span.start]

    def signs(self, texts: Sequence[str]) -> Floats:
        """Given what is read, return what tells beside reading how likely the question is one that the documents do not answer: float64
        [SIGNS]."""
        # What was asked before was answered then.
        asked = types_asked(self.understood.message) or types_asked(self.understood.standalone)
        lacks = lacking(asked, texts)
        message = self.understood.message
        if len(lacks) < len(asked) and _SEVERAL.search(message) or lacks and not self.understood.leans and _AND_WHETHER.search(message):
            lacks = ()  # one part is answered
        surely = any(kind not in _UNSURE for kind in lacks) or self._asks_of_later(texts) or self._goes_on_to_a_year(texts)
        intents = [float(self.understood.intent is intent) for intent in INTENTS]
        types = [float(kind in asked) for kind in TYPES]
        # Few words are soon met by what is only about the same: reading is too sure of a short question, and less so of a long one. One
        # that goes on from another is short because of that.
        words = USUAL_WORDS if self.understood.leans else float(min(len(stems_of(self.understood.message)), MOST_WORDS))
        return np.array([float(self.weak), *intents, *types, words, float(surely), float(bool(lacks) and not surely)])

    def asks_who_leads_another(self, texts: Sequence[str]) -> bool:
        """Given what is read, say whether it is asked who leads a body, by a name of more than one word, and nothing that speaks of
        somebody who leads is of that body: it holds less than half of the name, not its first letters, and no "the board" either. The
        chair of one body is not that of another."""
        asked = _LEADS_BODY.search(self.understood.standalone)
        name = stems_of(asked["body"]) if asked else frozenset()
        if asked is None or len(name) < 2 or not texts:
            return False
        words = asked["body"].split()
        called = re.compile(rf"\b(?:{re.escape(''.join(word[0] for word in words))}|the {re.escape(words[-1])})\b", re.I)
        led = [text for text in texts if holds(AnswerType.LEADER, text)]
        return all(2 * len(name & stems_of(text)) < len(name) and not called.search(text) for text in led)

    def asks_for_places_unnamed(self) -> bool:
        """Whether the names of places are asked for, and none of the best pieces names one."""
        asked, before = self.understood.message, self.understood.before
        if not asks_for_names(asked, before):
            return False
        return names_none(asked, before, self._said())

    def asks_for_what_none_tells(self) -> bool:
        """Whether it is asked how a number is made up, what it started from, or when an event is, and none of the best pieces tells."""
        asked, said = self.understood.message, self._said()
        return any(lacks(asked, said) for lacks in (lacks_breakdown, lacks_baseline, lacks_its_day))

    def _said(self) -> list[str]:
        """What is read of the best pieces without their headings: those name what a passage stands under, and not what is asked for."""
        best = (self.pieces[int(place)] for place in np.argsort(-self.fitness, kind="stable")[:LOOKED_THROUGH])
        return [read_with(piece, self.snapshot).removeprefix(_headings(piece)) for piece in best]

    def _goes_on_to_a_year(self, texts: Sequence[str]) -> bool:
        """Whether it goes on from the question before to a year that none of the words names; "the year after" is that of
        what was asked."""
        if not self.understood.leans:
            return False
        before = years_named(self.understood.before)
        years = set(years_named(self.understood.message)) - self._years_of_documents()
        if before and _YEAR_AFTER.search(self.understood.message):
            years.add(max(before) + 1)
        return bool(years) and not years & {year for text in texts for year in years_named(text)}

    def _years_of_documents(self) -> set[int]:
        """The years by which a document is called ("in the 2023 report")."""
        named = (self.snapshot.document(name).document for name in self.understood.scope.documents)
        return {year for document in named for year in years_of(document)}

    def _asks_of_later(self, texts: Sequence[str]) -> bool:
        """Whether it asks how something went in a year that had not begun when any of the documents was written, and that none of the words
        names: what is said of that year there is a plan."""
        message = self.understood.message
        years = years_named(message)
        if not years or _WENT.search(message) is None or set(years) & {year for text in texts for year in years_named(text)}:
            return False
        documents = [self.snapshot.document(name).document for name in self.understood.scope.documents]
        written = [document.published or (document.period.start if document.period else None) for document in documents]
        return bool(written) and all(day is not None and day.year < min(years) for day in written)


def _stems_named(cell: str) -> frozenset[str]:
    """The stems of a cell's words, without numbers."""
    return frozenset(stem for stem in stems_of(cell) if not stem[0].isdigit())


def is_doubtful(known: Considered, reader: CrossEncoder, doubt: Doubt) -> bool:
    """Given what is known of a question, what reads and what was learnt, say whether nothing answers. Where the best piece settles it, the
    next are not read; where reading is no judge and what is expected is there, none is. What answered the question before is about what
    a leaning one is about: that tells nothing, and what is lacking decides."""
    texts = known.texts
    signs = known.signs(texts)
    lacks = SIGNS.index("lacks")
    if known.understood.leans and signs[lacks] and known.signs(known.best(LOOKED_THROUGH))[lacks]:
        return True
    if known.asks_who_leads_another(texts) or known.asks_for_places_unnamed() or known.asks_for_what_none_tells():
        return True
    if not texts or not doubt.opens(np.concatenate([known.evidence, signs])):
        return False
    if not signs[-2:].any() and (known.settles_itself(texts[0]) or known.names_its_row()):
        return False

    def read(some: Sequence[str]) -> Floats:
        return np.asarray(reader.scores(known.understood.asked, some), dtype=np.float64)

    first, row = read(texts[:1]), known.best_is_row
    if not doubt.refuses(readings_of(first), signs, row):
        return False
    return doubt.refuses(readings_of(np.concatenate([first, read(texts[1:])])), signs, row)


def is_unread(known: Considered, reader: CrossEncoder) -> bool:
    """Given what is known of a question and what reads, say whether none of the best pieces reads like an answer."""
    texts = known.texts
    return not texts or max(reader.scores(known.understood.asked, texts)) < ANSWERS


def readings_of(scores: Floats) -> Floats:
    """Given how well the pieces that were read answer, best first and one at least, return float64 [READINGS]; a piece that was not read
    counts as no answer."""
    read = np.concatenate([scores, np.full(max(0, READ - len(scores)), LEAST)])
    return np.array([read[0], read[1], scores.max(), read.mean()])


def read_with(piece: Piece, snapshot: Snapshot) -> str:
    """Given a piece and the snapshot it stands in, return the words that are read: its headings, the line that introduces it, itself; of a
    table's row each cell behind what heads its column."""
    lead = piece.introduced or piece.hit.passage.lead
    lead = f"{lead} " if lead and lead not in piece.words else ""
    cells = columns_of(snapshot, piece.spans[0]) if piece.row else ()
    words = " ".join(_headed(column) for column in cells) or piece.words
    return f"{_headings(piece)}{lead}{words[:LONGEST]}"


def _headings(piece: Piece) -> str:
    return f"{' > '.join(piece.hit.passage.trail[-2:])}. "


def _headed(column: Column) -> str:
    cell, header = " ".join(column.cell.split()), " ".join(column.header.split())
    return f"{header}: {cell}." if header else f"{cell}."
