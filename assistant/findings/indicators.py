"""What a document's indicators lack: a baseline, a target, a time, somebody who answers for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.findings.actions import TIMED, led_above, listed_actions
from assistant.findings.blanks import blanks, figures_given, kept, owned, rows_of_actions, timed
from assistant.findings.columns import Role, gives_no_figure, roles_of
from assistant.findings.finding import Finding, FindingType
from assistant.findings.measured import Measured, measured
from assistant.findings.saying import shared
from assistant.findings.script import Script
from assistant.findings.times import times
from ingest.documents import BlockKind, Span
from ingest.register.entry import Entry, EntryKind
from ingest.register.flow import Piece

_T = FindingType
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?")
_AIM = (
    r"(?:to\s+)?(?:reduc\w*|reduction|increase[ds]?|improv\w*|decrease[ds]?|fewer|more|less|up|down|higher|lower"
    r"|maintain\w*|sustain\w*|[↑↓▲▼])"
)
_SUM = re.compile(
    r"^\W*(?:(?:sub-?|grand\s+)?totals?(?:\s+(?:for|of)\b.*|\W*)$|costs?\b(?:\s+of|\s*$)|sum\b|budget\b|all\s*$|overall\s*$)", re.I
)
_PAST = re.compile(
    r"\b(?:how\s+we\s+did|achiev\w+|what\s+(?:we\s+)?(?:did|came)|perform\w+|last\s+(?:year|plan)|progress|results?|review|outturn|looking\s+back|track\s+record)\b",
    re.I,
)
# A measure in a list of measures whose target is a bare direction ("Deaths at sea: reduce").
_BARE = re.compile(rf"^\W*(?P<measure>[A-Z][^:;.]{{6,90}}?)\s*[:–—-]\s+{_AIM}\W*$", re.I)
_MEASURES = re.compile(
    r"\b(?:measures?|indicators?|targets?|success|how (?:will )?we(?: will|’ll|'ll)? (?:know|measure)|performance|difference)\b", re.I
)
# A sentence that gives all figures of its part a time: "The starting point is 2023/24 and the goal is for 2027/28".
_FOR_ALL = re.compile(
    r"\b(?:targets?|goals?|baselines?|starting\s+points?|(?:these|the|all)\s+(?:figures|measures|indicators|numbers))\s+(?:(?:is|are|run|runs|refer|relate|cover|given)\b[^.;]{0,60}?|for\s+)(?:19|20)\d{2}",
    re.I,
)
# A year that stands with where a figure comes from.
_FROM = re.compile(
    r"\bfrom\s+(?:an?\s+|the\s+)?(?:baseline\s+of\s+)?£?[\d.,]+(?:\s?%|\s+per\s+cent)?\s*(?:in|\(|at|of)\s*(?:the\s+year\s+to\s+\w+\s+)?(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?",
    re.I,
)


# Which figure something is to come to, said in running text: "are to come down to 700", "should reach 60%".
_TO_COME_TO = re.compile(
    r"\b(?:(?:is|are|has|have)\s+to|should|must|ought\s+to)\s+"
    r"(?:(?:come|go|be\s+(?:brought|cut|taken))\s+(?:up|down)|fall|drop|rise|grow|climb|increase|decrease|shrink|reach|be\s+(?:cut|reduced|raised|lowered|increased))"
    r"(?:\s+(?:again|further|at\s+least|from\s+[^.;]{1,20}?))?\s+(?:(?:to|below|under|above|over)\s+)?(?:at\s+(?:least|most)\s+|no\s+more\s+than\s+|about\s+)?"
    r"£?\d[\d,.]*(?:\s?%)?(?!\s*(?:hours?|days?|weeks?|months?|years?|per\s+cent\s+a)\b)",
    re.I,
)
_FIGURE_IN = re.compile(
    r"\d[\d,.]*\s?%?(?:\s+[a-z]+)?,?\s+(?:\(|in\s+|for\s+|at\s+)(?:the\s+)?(?:[A-Za-z]+\s+)?(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?\)?",
    re.I,
)
_BY_THEN = re.compile(
    r"\b(?:by|until|before|within|over|during)\s+(?:the\s+)?(?:end\s+of\s+|[a-z]+\s+){0,3}(?:(?:19|20)\d{2}|plan|strategy|years?)\b", re.I
)
_UNSURE = re.compile(
    r"\b(?:if|unless|would|expected|forecast|predicted|budget|population|cost|costs|prices?|speed|limit|temperature)\b", re.I
)


def indicators(script: Script) -> list[Finding]:
    """Given a document, return what its indicators lack, a finding for each sort of lack."""
    entries = [one for one in script.own(EntryKind.INDICATOR) if not is_sum(one) and not is_reported(one, script)]
    entries = [one for one in entries if not gives_no_figure(one.name) and not is_misread(one, script)]
    lacks: list[tuple[FindingType, Callable[[Entry], bool], list[Span]]] = [
        (_T.INDICATOR_WITHOUT_BASELINE, lambda one: not _has(one, "baseline", script), list(_blank(Role.BASELINE, script))),
        (_T.INDICATOR_WITHOUT_TARGET, lambda one: not _has(one, "target", script), [*_bare(entries, script), *_blank(Role.TARGET, script)]),
        (_T.INDICATOR_WITHOUT_PERIOD, lambda one: not _has_period(one, script), []),
        (_T.INDICATOR_WITHOUT_OWNER, lambda one: not _has_owner(one, script), list(_nobodys(script))),
    ]
    lacks[2][2].extend(_said_without_time(script))
    for place, gives in enumerate(
        (
            lambda one: one.from_where or one.one_figure,
            lambda one: one.to_where,
            lambda one: one.timed or not (one.from_where or one.to_where or one.one_figure),
        )
    ):
        lacks[place][2].extend(_beside_others(gives, script))
    return [found for type, lacking, more in lacks for found in _lacking(type, entries, lacking, more)]


def is_sum(one: Entry) -> bool:
    """Given an indicator, say whether it is a row of sums or of money in a table that also has measures, and so counts nothing."""
    return _SUM.match(one.name) is not None


def is_reported(one: Entry, script: Script) -> bool:
    """Given an indicator, say whether it is a row of a table that reports what came of it: what it lacks is no gap of a plan's."""
    return any(one.spans[0].overlaps(span) for span in script.once("reported", _reported))


def is_misread(one: Entry, script: Script) -> bool:
    """Given an indicator, say whether it was read from another column of a table than the one for measures."""
    return any(one.spans[0].overlaps(span) for span in script.once("beside measures", _beside_measures))


def _beside_measures(script: Script) -> list[Span]:
    grids = ((grid, roles_of(grid).get(Role.MEASURE)) for grid in script.flow.grids)
    return [
        script.cell_span(grid, cell)
        for grid, column in grids
        if column is not None
        for row in grid.rows
        for cell in row
        if cell.column != column and cell.text.strip()
    ]


def _reported(script: Script) -> list[Span]:
    grids = (
        grid
        for grid in script.flow.grids
        if {Role.RESULT, Role.TARGET} <= roles_of(grid).keys() and _PAST.search(" ".join(grid.trail[-1:]))
    )
    return [script.cell_span(grid, cell) for grid in grids for row in grid.rows for cell in row if cell.text.strip()]


def _measured(one: Entry, script: Script) -> Measured | None:
    """The measure in a cell or behind a label that an indicator was read from."""
    return next((other for other in measured(script) if one.spans[0].overlaps(other.span)), None)


def _has(one: Entry, field: str, script: Script) -> bool:
    """Whether a baseline or target is given: in its own field, or in the words of its measure."""
    read = _measured(one, script)
    said = read is not None and (read.from_where if field == "baseline" else read.to_where)
    role = Role.BASELINE if field == "baseline" else Role.TARGET
    return is_given(one.fields.get(field, "")) or said or any(one.spans[0].overlaps(span) for span in figures_given(script)[role])


def _has_owner(one: Entry, script: Script) -> bool:
    """Whether somebody answers for an indicator: in its own column or line, by the action of its row, or by the actions that it stands
    beside, which name who does them while no indicator does."""
    named = (*rows_of_actions(script), *kept(script))
    if one.fields.get("owner") or led_above(one, script) or any(one.spans[0].overlaps(cell) for cell in named):
        return True
    if any(other.fields.get("owner") for other in script.own(EntryKind.INDICATOR)):
        return False
    beside = [other for other in listed_actions(script) if other.belongs_to == one.belongs_to and one.belongs_to is not None]
    return sum(any(other.spans[0].overlaps(cell) for cell in owned(script)) for other in beside) * 2 > len(beside)


def _beside_others(gives: Callable[[Measured], bool], script: Script) -> Iterator[Span]:
    """Measures that give no figure or time where most of the others do."""
    every = measured(script)
    lacking = [one.span for one in every if not gives(one)]
    if len(lacking) * 2 < len(every):
        yield from lacking
    else:  # that a goal is still to be set says so itself
        yield from (one.span for one in every if one.later and not gives(one) and one.from_where | one.one_figure)


def _blank(role: Role, script: Script) -> Iterator[Span]:
    yield from (one.span for one in blanks(script) if one.role is role)


def _said_without_time(script: Script) -> Iterator[Span]:
    """Sentences that say which figure something is to come to, and not by when; the time of the figure that it comes from is none."""
    for sentence in script.sentences:
        said = _TO_COME_TO.search(sentence.text)
        told = said is None or times(sentence.text[said.start() :]) or TIMED.search(sentence.text[said.start() :])
        if said is None or told or _UNSURE.search(sentence.text):
            continue
        before = _FIGURE_IN.sub(" ", sentence.text[: said.start()])
        paragraph = sentence.piece.text.replace(sentence.text, " ")
        if not times(before) and not TIMED.search(before) and not _BY_THEN.search(paragraph) and sentence.spans:
            yield sentence.spans[0]


def _nobodys(script: Script) -> Iterator[Span]:
    """The rows of tables of measures that name nobody where the others do."""
    yield from (one.span for one in blanks(script) if one.role is Role.OWNER and one.is_measure)


def _lacking(type: FindingType, entries: Sequence[Entry], lacks: Callable[[Entry], bool], more: Sequence[Span]) -> list[Finding]:
    # What a row leaves empty is cited with what stands there instead ("tbc").
    lacking = [next((span for span in more if span.overlaps(one.spans[0])), one.spans[0]) for one in entries if lacks(one)]
    known = [one.spans[0] for one in entries]
    fresh = [span for span in dict.fromkeys(more) if not any(span.overlaps(other) for other in known)]
    lacking += [span for span in dict.fromkeys(more) if span not in fresh and not any(span.overlaps(other) for other in lacking)]
    lacking = list(dict.fromkeys(lacking))
    lacking += fresh
    return [shared(type, lacking, max(len(lacking), len(entries) + len(fresh)))] if lacking else []


def is_given(value: str) -> bool:
    """Given what stands as a baseline or target, say whether it is one: no "to be set", and no bare direction."""
    return not gives_no_figure(value)


def _bare(entries: Sequence[Entry], script: Script) -> Iterator[Span]:
    """Items of a list of measures that give a direction and no figure, which the register does not hold as indicators."""
    for piece in script.flow.pieces:
        heading = piece.trail[-1] if piece.trail else ""
        if piece.kind is not BlockKind.ITEM or not piece.spans or not _MEASURES.search(heading) or not _BARE.match(piece.text.strip()):
            continue
        if not any(piece.spans[0].overlaps(one.spans[0]) for one in entries):
            yield piece.spans[0]


def _has_period(one: Entry, script: Script) -> bool:
    """Whether a year or a rhythm is given for an indicator: with its target, baseline or latest value, in its words, in a heading above
    or in a sentence that speaks for all. Where its words say how much it is to be and only from when it comes, they do not."""
    read = _measured(one, script)
    if read is not None and read.timed:
        return True
    if any(one.spans[0].overlaps(cell) for cell in timed(script)):
        return True
    if one.fields.get("target_period") or any(_is_part_of(said, one) for said in script.once("said for all", _said_for_all)):
        return True
    if one.fields.get("target") and _FROM.search(one.words):
        return _YEAR.search(_FROM.sub(" ", one.words)) is not None
    if any(one.fields.get(name) for name in ("baseline_period", "current_period", "how_often")) or _YEAR.search(one.words):
        return True
    heading = _heading_above(one, script)
    return heading is not None and _YEAR.search(heading.text) is not None


def _said_for_all(script: Script) -> list[Piece]:
    return [sentence.piece for sentence in script.sentences if _FOR_ALL.search(sentence.text)]


def _is_part_of(said: Piece, one: Entry) -> bool:
    """Whether an indicator stands in the part of the document that a line is of, behind it or on its page."""
    return bool(said.trail) and one.trail[: len(said.trail)] == said.trail and said.parts[0][1] <= one.spans[0].page


def _heading_above(one: Entry, script: Script) -> Piece | None:
    above = [heading for heading in script.headings if (heading.parts[0][1], heading.parts[0][2]) < (one.spans[0].page, one.spans[0].start)]
    return above[-1] if above else None
