"""Steps that lean on one another and are dated the wrong way round: what is to be evaluated before it has begun, findings that are to
come out before the work they are of, a decision "in the light of" what is due later."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import stems
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.times import By, Time, times
from ingest.documents import BlockKind, Span
from ingest.lexical import words_of
from ingest.register.flow import GridCell, Piece

_T = FindingType.DATES
# What can only come behind the thing that is named next.
_LEANS = re.compile(
    r"\b(?:evaluat(?:e|es|ed|ing|ion\s+of)|(?:findings|results|lessons|outcomes?|conclusions)\s+(?:of|from)|learn(?:ing|t)?\s+from|in\s+(?:the\s+)?light\s+of"
    r"|based\s+on|informed\s+by|building\s+on|following|after|once"
    r"|(?:review|assess|report\s+on|look\s+(?:back\s+)?at|take\s+stock\s+of|measure)\s+(?:of\s+)?the\s+(?:first\s+\w+|impact|success|effects?|pilot|trial)\s+(?:of|year\s+of))\s+"
    r"(?:the\s+|our\s+|its\s+|this\s+|a\s+|an\s+)?(?:(?:first\s+(?:year|months?|term|round|shifts?|season)|impact|success|effects?|pilot|trial|results|findings)"
    r"\s+(?:of\s+)?(?:the\s+|our\s+)?)?(?P<thing>[^,;:.()]{3,90}?)(?=\s+(?:will|shall|is|are|to\s+be)\b|[,;:.()]|\s*$)",
    re.I,
)
_ASKED = re.compile(r"\b(?:consultation|survey|questionnaire|poll|call\s+for\s+evidence|listening\s+exercise)\b", re.I)
_CLOSED = re.compile(
    r"\b(?:clos(?:ed|es)|end(?:ed|s)|ran|runs|was\s+open|open|finished|lasted)\b[^.;]{0,45}?"
    r"\b(?:on|until|to|till|in|and)\s+(?:the\s+end\s+of\s+)?$",
    re.I,
)
_ANSWERS = re.compile(r"\b(?:results?|responses|findings|answers|replies|analys\w+|what\s+(?:people|you|residents)\s+said)\b", re.I)
_OF_ANOTHER = re.compile(r"\b(?:existing|current|present|previous|last|earlier|former|old|national\w*|20\d\d|consultation\s+with)\b", re.I)
# What may come out while people are still asked, and answers that bear the date themselves ("responses by 31 May").
_IN_PART = re.compile(
    r"\b(?:early|earlier|interim|initial|emerging|first|draft|preliminary|provisional|part(?:ial)?|so\s+far|to\s+date|some|mid-?\w*)\b",
    re.I,
)
_THEN_SENT = re.compile(
    r"\b(?:results?|responses|findings|answers|replies)\s+(?:(?:received|sent|given|made|in|back)\s+)?(?:by|before|until|up\s+to|from|on|in|as\s+(?:at|of))\s+(?:the\s+)?(?:end\s+of\s+)?$",
    re.I,
)
# What comes about again and again, so that another one is meant.
_RECURS = re.compile(
    r"\b(?:data|statistics|figures|numbers|evidence|intelligence|information|feedback|budgets?|meetings?|elections?|summer|winter|christmas|census|reports?|profiles?|returns?|assessments?|training|inspections?"
    r"|news|advice|guidance|days?|weeks?|months?|events?)\b",
    re.I,
)
# What is done with a thing that is there already, or again.
_LATER = re.compile(
    r"\b(?:evaluat\w*|review\w*|findings|results|lessons|recommend\w*|report\w*|implement\w*|respon\w+|follow\w*|exten\w+|expan\w+|continu\w+|second|next"
    r"|again|further|annual\w*|each|every|update\w*|monitor\w*|end|ends|finish\w*|renew\w*|in\s+(?:the\s+)?light|after|once|phase\s+(?:two|2)|repeat\w*)\b",
    re.I,
)
_BEGINS = re.compile(
    r"\b(?:begin(?:s|ning)?|began|start(?:s|ed|ing)?|launch(?:es|ed|ing)?|open(?:s|ed|ing)?|go(?:es)?\s+live|went\s+live|(?:is|are|be)\s+(?:set\s+up|introduced|in\s+place|recruited|piloted)|commences?|run(?:s|ning)?)"
    r"(?:\s+work)?\s+(?:(?:in|on|from|by|at)\s+)?(?:(?:the\s+)?(?:end|start|beginning)\s+of\s+)?$",
    re.I,
)
# What is said of the same thing behind the time at which it begins, and lies behind that time.
_ENDS = re.compile(
    r"\b(?:whose|which|its|it|they|their|them|then|with|after\s+which|and\s+(?:(?:is|are|be|to\s+be|will(?:\s+be)?|its|their|the)\s+)?(?=evaluat|review|report|complet|finish|end|conclud|clos|assess|results|findings|last))\b[^.;]*?"
    r"\b(?:evaluat\w+|review\w*|report\w*|complet\w+|finish\w*|end(?:s|ed|ing)?|conclud\w+|clos\w+|assess\w+|results|findings)\b[^.;]{0,40}?"
    r"\b(?:in|by|on|until|to|for|at)\s+(?:(?:the\s+)?(?:end|start|beginning)\s+of\s+)?$",
    re.I,
)
_ASIDE = frozenset(
    words_of("first shift start launch begin run carry out hold open set up new friday saturday sunday monday night day half way")
)
MOST_BESIDES = 4  # stems that a step may say beside the thing it is of
MOST_BEFORE = len("by the end of ")  # characters that may stand beside the date of a cell
MOST_OF_ONE = 50  # steps with a word in common that one step is held against
LONGEST = 160  # characters of a step


@dataclass(frozen=True)
class _Step:
    """Something that is to be done or to come about: its words, its time, and where both stand."""

    words: str
    time: Time
    spans: tuple[Span, ...]

    @cached_property
    def says(self) -> frozenset[str]:
        """The stems of its words, those of any step aside."""
        return stems(self.words) - _ASIDE


def sequence(script: Script) -> Iterator[Finding]:
    """Given a document, yield the steps that lean on one which is dated later."""
    steps = [*_of_rows(script), *_of_pieces(script)]
    by_stem: defaultdict[str, list[_Step]] = defaultdict(list)
    for step in steps:
        for stem in step.says:
            by_stem[stem].append(step)
    for step in steps:
        leans = _LEANS.search(step.words)
        if leans is None or _OF_ANOTHER.search(leans.group()) or _RECURS.search(leans["thing"]):
            continue
        thing = stems(leans["thing"]) - _ASIDE
        near = min((by_stem.get(stem, []) for stem in thing), key=len, default=[])
        on = [one for one in near[:MOST_OF_ONE] if one is not step and one.words != step.words and _is_of(one, thing)]
        if on and all(one.time.first > step.time.last for one in on):
            values = {"first": step.time.words, "second": on[0].time.words}
            yield told("contradiction.after_what_is_later", _T, [*step.spans, *on[0].spans], values, sure=0.7)


def turned(script: Script) -> Iterator[Finding]:
    """Given a document, yield what one sentence has evaluated or ended before the time at which it has it begin."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        text = sentence.text
        found = [one for one in times(text) if one.by <= By.SEASON]
        if len(found) != 2:
            continue
        begins, ends = found
        between = text[begins.end : ends.start]
        if _BEGINS.search(text[: begins.start]) and _ENDS.search(between) and ends.last < begins.first and not _OF_ANOTHER.search(between):
            values = {"first": ends.words, "second": begins.words}
            yield told("contradiction.after_what_is_later", _T, sentence.cut(begins.start, ends.end), values, sure=0.75)


def results(script: Script) -> Iterator[Finding]:
    """Given a document, yield the results of consultations that it tells of before they closed."""
    for piece in script.flow.pieces:
        text = re.sub(r"\s", " ", piece.text)
        closed: Time | None = None
        for one in times(text) if _ASKED.search(text) else ():
            before = text[: one.start]
            if _CLOSED.search(before):
                closed = one
            elif closed is not None and one.by <= By.MONTH and one.last < closed.first and _tells_answers(before[closed.end :]):
                values = {"first": one.words, "second": closed.words}
                spans = [*piece.cut(one.start, one.end), *piece.cut(closed.start, closed.end)]
                yield told("contradiction.after_what_is_later", _T, spans, values, sure=0.7)


def _tells_answers(text: str) -> bool:
    """Whether words between the end of a consultation and another date tell of its answers as a whole, as of that date."""
    of_some = _OF_ANOTHER.search(text) is not None or _IN_PART.search(text) is not None
    return _ANSWERS.search(text) is not None and not of_some and _THEN_SENT.search(text) is None


def _is_of(step: _Step, thing: frozenset[str]) -> bool:
    """Whether a step is the doing of a thing, and little else."""
    return bool(thing) and thing <= step.says and len(step.says - thing) <= MOST_BESIDES and not _LATER.search(_without(step.words, thing))


def _without(words: str, thing: frozenset[str]) -> str:
    """Words without those that name a thing: a "review" that is itself the step does not come later."""
    return " ".join(word for word in words.split() if not thing & frozenset(words_of(word)))


def _of_rows(script: Script) -> Iterator[_Step]:
    """The rows of tables with one date: the longest of the other cells says what is due."""
    for grid in script.flow.grids:
        for row in grid.rows:
            dated = [(cell, found[0]) for cell in row if (found := _only_times(cell.text))]
            others = [cell for cell in row if re.search(r"[A-Za-z]{3}", cell.text) and all(cell is not one for one, _ in dated)]
            if len(dated) == 1 and others:
                what = max(others, key=_length)
                spans = (script.cell_span(grid, what), script.cell_span(grid, dated[0][0]))
                yield _Step(re.sub(r"\s+", " ", what.text).strip(), dated[0][1], spans)


def _length(cell: GridCell) -> int:
    return len(cell.text)


def _only_times(text: str) -> Sequence[Time]:
    """The one time of a cell that holds it and next to nothing else."""
    found = times(re.sub(r"\s", " ", text))
    return (
        found if len(found) == 1 and found[0].by <= By.SEASON and len(text.strip()) - len(found[0].words) <= len("by the end of ") else ()
    )


def _of_pieces(script: Script) -> Iterator[_Step]:
    """Items, lines and sentences with one date, and a date alone with the line below it."""
    waiting: tuple[Time, Piece] | None = None
    for piece in script.flow.pieces:
        text = re.sub(r"\s", " ", piece.text)
        if piece.kind is BlockKind.CONTENTS:
            continue
        alone = _only_times(text)
        if waiting is not None and not alone and len(text) <= LONGEST and not times(text):
            yield _Step(text, waiting[0], (*piece.spans, *waiting[1].spans))
        waiting = (alone[0], piece) if alone and piece.spans else None
        for start, end in piece.sentences if not alone else ():
            words = text[start:end]
            found = times(words)
            if len(found) == 1 and found[0].by <= By.SEASON and len(words) <= LONGEST:
                rest = f"{words[: found[0].start]} {words[found[0].end :]}"
                yield _Step(rest, found[0], piece.cut(start, end))
