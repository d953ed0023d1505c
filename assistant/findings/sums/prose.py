"""Figures in sentences, and on cards that print a figure over its words.

Only what can be told for certain is read: a figure whose words, year or kind stay unclear is left out, for whoever compares two
figures must know that they are of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.findings.quantity import WORD, Quantity, number_of, quantities
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import head_of, said, subject_of, who_counts
from assistant.findings.sums.mention import (
    MOST_WORDS,
    OTHERWISE,
    RATE,
    TARGET_AFTER,
    TARGET_BEFORE,
    YEARS,
    Kind,
    Mention,
    figures_in,
    year_of,
    years_in,
)
from ingest.documents import BlockKind
from ingest.register.flow import Piece

_CHANGED_AFTER = re.compile(
    r"^\s?(?:percentage\s+points?\s+|points?\s+)?(?:(?:\w+\s+){0,2}(?:more|fewer|less|higher|lower|extra"
    r"|additional|increase|rise|fall|reduction|drop|decrease|up|down)\b)(?!\s+(?:stop|to|from))",
    re.I,
)
_CHANGED_BEFORE = re.compile(
    r"\b(?:(?:r[io]se|risen|fell|fall|fallen|grew|grow|grown|dropped|drop|cut|up|down|or|and|increase\w*"
    r"|decrease\w*|reduc\w+|declin\w+|more|less|fewer|higher|lower|changed?|went\s+(?:up|down)|outnumber\w*)(?:\s+\w+)?\s+by"
    r"|rise of|fall of|increase of|reduction of|drop of|decrease of|cut of|growth of|change of|decline of"
    r"|saving of|up|down|another|further|extra|additional|more than one in|in every|every|each|per|out of"
    r"|first|next|last|top|remaining|other|only one of|one of the|two of the|than the|than|on the|or|times)\s*(?:the\s+"
    r"|a\s+|some\s+|about\s+|around\s+)*$",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|should|would|aims?|plan(?:s|ned)?|intend\w*|hope\w*|expect\w*|forecast\w*|target\w*"
    r"|must|by (?:the end of\s+)?(?:March\s+)?20\d\d)\b",
    re.I,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:[A-Z]{1,2}[.-]?\d{1,2}[.):]?\s+|\d{1,2}\.\d{1,2}[.):]?\s+)?(?:Audit|Inspect|Check|Teach|Take|Put|Place|Screen|Contact|Carry"
    r"|Make|Complete|Patrol|Refer|House|Assess|Send|Publish|Distribute|Launch|Agree|Test|Survey|Brief|Award|Issue|Reduce|Increase|Cut|Improve|Raise|Lower|Train|Run|Offer|Fit|Install|Recruit|Deliver|Hold|Visit"
    r"|Open|Give|Mark|Keep|Bring|Help|Provide|Achieve|Support|Appoint|Plant|Set|Reach)\b"
)
_IN_DOUBT = re.compile(
    r"\b(?:originally|revised|corrected|restated|estimate\w*|forecast\w*|projected|provisional|not comparable"
    r"|respectively|for example|for instance|if)\b|\bsuch as\b|\be\.g\.",
    re.I,
)
_PART_AFTER = re.compile(
    r"^\s?(?:of\s+(?:the|these|those|them|whom|which|our|all|its|their|every)\b|\s*\(?\d|in\s+(?:ten|five"
    r"|four|three|two|every|\d{1,2})\b)",
    re.I,
)
_BREAKS = re.compile(r"[,;:()\[\]•]|\s[–—-]\s|(?<=[a-z])\.\s")
_STOPS = re.compile(
    r"[,;:()\[\]•]|\s[–—-]\s|\b(?:and|but|while|whereas|although|because|compared|which|against|up from"
    r"|down from|(?:found|said|told\s+us|think|thought|felt|say|believe|agreed)\s+that)\b|\.(?=\s|$)",
    re.I,
)
_LABEL = re.compile(r"(?:^|[.;]\s+|\s[–—]\s+)(?P<label>[^:;.]{4,110}):\s*(?P<hedge>(?:[a-z’'-]+\s+){0,4})$")
_GOES_ON = re.compile(
    rf"^(?:\s*(?:in|by|for|at|a\s+year|\(|\))|\s*{YEARS.pattern.replace('?P<from>', '?:').replace('?P<to>', '?:')}"
    rf"|\s+(?:end|March|of)\b)*\s*[,;(]?\s*(?:and\s+)?(?P<hedge>(?:[a-z’'-]+\s+){{0,4}})$",
    re.I,
)
_FROM = re.compile(r"\bfrom\s*(?:a\s+baseline\s+of\s+)?$", re.I)
_TO = re.compile(
    r"^[^,;.\d]{0,60}?(?:\s*[(,]?\s*(?:in\s+|for\s+)?(?P<year>(?:19|20)\d\d(?:\s?[-/–]\s?\d\d(?:\d\d)?)?)\)?,?)?\s*\bto\s*$", re.I
)
_COMPARED_WITH = re.compile(
    r"\b(?:than|compared (?:with|to)|against|since|up from|down from|on|before)\s+(?:in|for|during|the"
    r"|figure|\d[\d,.]*|of)*(?:\s+(?:in|for|of))?\s*\(?$",
    re.I,
)
# What is said of all of the things that a figure counts adds nothing to what they are: "The eleven fires of 2023 were all looked at by …".
_OF_EACH = re.compile(
    rf"^(?:\s+(?!that\b|who\b|which\b)[a-z’'-]+){{1,4}}?"
    rf"(?:\s+(?:of|in|during|from|for)\s+{YEARS.pattern.replace('?P<from>', '?:').replace('?P<to>', '?:')})?"
    r"(?=\s+(?:(?:were|are|was|have|had|has|will)\s+(?:(?:been|be)\s+)?(?:all|each|every\s+one)|all|each)\s+[a-z])",
    re.I,
)
_ALL_OF_THEM = re.compile(r"(?:^|[.;:]\s+)\W*(?:all\s+)?(?:the|our|these|those|all)\s+$", re.I)
# A heading that says of which year the figures below it are: "2024 at a glance", "Key figures, 2023/24".
_YEAR_HEADED = re.compile(
    r"\b(?:at\s+a\s+glance|in\s+(?:numbers|figures|brief|short|review)|(?:key\s+|the\s+)?(?:figures|facts|numbers|statistics|data|headlines)|the\s+year|snapshot|our\s+year|what\s+happened)\b",
    re.I,
)
_CODE = re.compile(r"[a-z]{1,2}\d{1,2}")  # the stem of a line's own number ("C9")
_RUN_IN = re.compile(
    r"^\W*(?:how|what|why|who)\b(?:\s+(?:we|you|it|this|they))?(?:\s*[’']?(?:ll|will|shall|can))?\s+(?:know"
    r"|measure|tell|judge|see|do|answers?)\b(?:\s+(?:it|this|success|progress))?\W*",
    re.I,
)
_WITHIN = re.compile(
    rf"\bwithin\s+(?P<n>{WORD}|\d{{1,3}})\s+(?P<unit>(?:working\s+|calendar\s+)?(?:days?|hours?|weeks?|months?|minutes?))\b", re.I
)
_ROSE_TO = re.compile(r"^\s*,?\s*to\s+(?:a\s+total\s+of\s+|just\s+)?$", re.I)
_DATED = re.compile(rf"^\s*\(\s*(?:in\s+|for\s+)?{YEARS.pattern.replace('?P<from>', '?:').replace('?P<to>', '?:')}\s*\)")
_ANSWERED = re.compile(r"\b(?:answer\w*|repl(?:y|ied|ies)|respon\w+|took\s+part|taken\s+part|filled|completed)\b", re.I)
_STANDS = re.compile(
    r"\s(?:(?:is|are|was|were|has|have|now)\s+)*(?:down|up|fallen|risen|dropped|grown|back|cut|now|reduced)\s+(?:to"
    r"|at)\s*$|\b(?:reduce|cut|bring|raise|increase|lower|get|lift|keep|take)\b[^.;]*?\s(?:to|at)\s*$|\s(?:was"
    r"|were|is|are|reached|stood\s+at|stands\s+at|numbered|totall?ed|came\s+to|comes\s+to|amounted\s+to"
    r"|hit|fell\s+to|rose\s+to|remained\s+at|stayed\s+at|has\s+reached|dropped\s+to|grew\s+to|went\s+up\s+to"
    r"|went\s+down\s+to)\s*(?:just\s+)?$",
    re.I,
)
_WENT = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|decreased|increased|declined|grew|grown|came down|come down|went"
    r"|gone|was cut|were cut|cut|reduced|climbed|moved|changed)\b",
    re.I,
)
FEWEST_WORDS = 5  # of a cell that is read as a sentence
LONGEST_LABEL = 16  # words under a figure that stands by itself


def in_prose(script: Script) -> Iterator[Mention]:
    """Given a document, yield the figures of its sentences with what they are of."""
    worded = (cell for cell in script.short_cells if len(cell.text.split()) >= FEWEST_WORDS)
    beside = _beside_cells(script)
    for sentence in [*script.sentences, *script.cell_sentences, *worded]:
        if sentence.piece.kind is not BlockKind.FOOTNOTE and (figures_in(sentence.text) or _WITHIN.search(sentence.text)):
            row = beside.get(sentence.piece.parts[0][1:3], frozenset())
            yield from _in_sentence(sentence, _around(sentence.piece) | row)
            yield from _time_limits(sentence, frozenset())


def _beside_cells(script: Script) -> dict[tuple[int, int], frozenset[str]]:
    """For each cell, by its page and start, the stems of its row and of the name that the row stands under."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for grid in script.flow.grids:
        for row, group in zip(grid.rows, grid.groups, strict=True):
            words = said(re.sub(r"\s+", " ", " ".join([group, *(cell.text for cell in row)])))
            found.update({(cell.page, cell.start): words for cell in row})
    return found


def _around(piece: Piece) -> frozenset[str]:
    return frozenset({stem for title in piece.trail[-2:] for stem in said(title)} | said(re.sub(r"\s+", " ", piece.text)))


def _time_limits(sentence: Sentence, around: frozenset[str]) -> Iterator[Mention]:
    """ "within five working days": a promise of time, with its days or hours as the unit."""
    matches = list(_WITHIN.finditer(sentence.text))
    if len(matches) != 1 or _IN_DOUBT.search(sentence.text) or OTHERWISE.search(sentence.text):
        return
    match, number = matches[0], number_of(matches[0]["n"])
    rest = f"{sentence.text[: match.start()]} {sentence.text[match.end() :]}"
    subject = subject_of(YEARS.sub(" ", rest))
    if number is None or not 2 <= len(subject) <= MOST_WORDS or figures_in(rest):
        return
    one = Quantity(float(number), match["unit"].casefold().rstrip("s"), 0.0, match.start("n"), match.end(), match["n"])
    spans = sentence.cut(*match.span())
    yield Mention(
        one, subject, "", around, sentence.piece.trail, frozenset(), Kind.LEVEL, "", spans, sentence.piece.section, piece=id(sentence.piece)
    )


@dataclass(frozen=True, slots=True)
class _At:
    """A figure at its place among those of a sentence, with the words to its left and right that may belong to it, and its label."""

    figures: Sequence[Quantity]
    place: int
    left: str
    right: str
    label: str

    @property
    def figure(self) -> Quantity:
        """The figure."""
        return self.figures[self.place]

    @property
    def words(self) -> str:
        """The words it is read with."""
        return f"{self.label or self.left} {self.right}"


@dataclass(frozen=True, slots=True)
class _Read:
    """What a figure is of: the words that say so, those that name the thing counted, and its years."""

    words: str
    named: str
    years: frozenset[str]


def _in_sentence(sentence: Sentence, around: frozenset[str]) -> Iterator[Mention]:
    text = sentence.text
    if _IN_DOUBT.search(text):
        return
    found = figures_in(text)
    label = ""
    for place, one in enumerate(found):
        label = _label(text, found, place, label)
        at = _at(text, found, place, label)
        if _unusable(one, text[: one.start], text[one.end :], label) or OTHERWISE.search(at.words) and not _ANSWERED.search(at.words):
            continue
        pair = _from_to(text, found, place)
        read = _read_change(text, *pair, one) if pair is not None else _read_plainly(text, at)
        made = _mention(one, read, around, sentence, bool(label)) if read is not None else None
        if made is not None:
            yield made


def _label(text: str, found: Sequence[Quantity], place: int, before: str) -> str:
    """The words before a colon that name a figure, or the figure before it in a row ("Calls: 4,015 in 2023, 3,600 in 2028")."""
    named = _LABEL.search(text[: found[place].start])
    if named is not None:
        return _RUN_IN.sub("", named["label"])
    goes_on = place > 0 and _GOES_ON.match(text[found[place - 1].end : found[place].start]) is not None
    return before if goes_on else ""


def _at(text: str, found: Sequence[Quantity], place: int, label: str) -> _At:
    one, last = found[place], found[place - 1].end if place else 0
    before, after = text[: one.start], text[one.end :]
    clause = max((match.end() for match in _BREAKS.finditer(before)), default=0)
    left = before[max(last, clause) :]
    if place and found[place - 1].unit == "%" and _ROSE_TO.match(text[last : one.start]):
        left = before[clause : found[place - 1].start]  # "rose 12% to 286"
    stop = (_OF_EACH.match(after) if _ALL_OF_THEM.search(before) else None) or _STOPS.search(after)
    ends = [_end_of(stop, after)] + ([found[place + 1].start - one.end] if place + 1 < len(found) else [])
    return _At(found, place, left, after[: min(ends)], label)


def _end_of(stop: re.Match[str] | None, after: str) -> int:
    """Where the words behind a figure end: before what stops them, or behind the name of what is then said to be so for all."""
    return len(after) if stop is None else stop.end() if stop.re is _OF_EACH else stop.start()


def _from_to(text: str, found: Sequence[Quantity], place: int) -> tuple[Quantity, Quantity] | None:
    """The two figures of "from … to …" of which a figure is one."""
    for first, second in ((place, place + 1), (place - 1, place)):
        if first >= 0 and second < len(found):
            a, b = found[first], found[second]
            if _FROM.search(text[: a.start]) and _TO.match(text[a.end : b.start]):
                return a, b
    return None


def _read_change(text: str, first: Quantity, second: Quantity, one: Quantity) -> _Read | None:
    """What one of the figures of "fell from 640 in 2023 to 580 in 2024" is of. Without a word for a change, "from 15% to 22%" may be a
    baseline and a target, or two ends of a scale: then only the first is read, where its year is said."""
    stop = _STOPS.search(text[second.end :])
    behind = text[second.end : second.end + (stop.start() if stop else len(text))]
    opening, between = text[: first.start], text[first.end : second.start]
    begin = max((match.end() for match in _BREAKS.finditer(re.sub(r"\bfrom\s*$", "", opening))), default=0)
    clause = opening[begin:] if subject_of(opening[begin:]) else opening
    is_first = one is first
    if not _WENT.search(clause) and not (is_first and YEARS.search(between)):
        return None
    years = years_in(between if is_first else behind)
    if not years:
        years = None if is_first else _only_year(text, between)
    if years is None or len(years) > 1:
        return None
    at = text[one.end : second.start] if is_first else behind
    return _Read(f"{clause} {between} {behind}", at, years)


def _read_plainly(text: str, at: _At) -> _Read | None:
    """What a figure is of that stands by itself: what follows it ("18 refuge places"), what it is said of ("… stood at 34%"), or its
    label."""
    dated = _DATED.match(text[at.figure.end + len(at.right) :])
    years = years_in(dated.group()) if dated else years_in(f"{at.left} {at.right}") or _only_year(text, "")
    if years is None or len(years) > 1:
        return None
    named = re.match(r"\s+(?!and\b|or\b|to\b)[a-z]", at.right) and (head_of(at.right) or _ANSWERED.search(at.right))
    stands = _STANDS.search(at.left) if re.match(r"\s*(?:$|in\b|by\b|at\b|for\b|during\b|on\b)", at.right) else None
    if not (at.label or at.figure.unit or named or stands or TARGET_AFTER.match(at.right)):
        return None
    name = at.label or (at.left[: stands.start()] if stands is not None else at.right)
    return _Read(at.words, name, years)


def _unusable(one: Quantity, before: str, after: str, label: str) -> bool:
    """Whether a figure is a change, a part of something, one of several, or of no certain size."""
    if (
        one.hedged
        and not TARGET_BEFORE.search(before)
        or _PART_AFTER.match(after)
        or _CHANGED_AFTER.match(after)
        and not TARGET_AFTER.match(after)
    ):
        return True
    return _CHANGED_BEFORE.search(before) is not None and TARGET_BEFORE.search(before) is None and not label


def _only_year(text: str, besides: str) -> frozenset[str] | None:
    """The one year that a sentence speaks of; none where it names none, None where it names several or a part of one."""
    years = years_in(text)
    compared = {year_of(match) for match in YEARS.finditer(text) if _COMPARED_WITH.search(text[: match.start()])}
    taken = {year_of(match) for match in YEARS.finditer(besides)} | compared
    if years is None or len(years - taken) > 1:
        return None
    return years - taken


def _mention(one: Quantity, read: _Read, around: frozenset[str], sentence: Sentence, labelled: bool) -> Mention | None:
    text, words, named, years = sentence.text, read.words, read.named, read.years
    subject = frozenset(stem for stem in subject_of(YEARS.sub(" ", words)) if not _CODE.fullmatch(stem))
    if not subject or len(subject) > MOST_WORDS or re.search(r"\b(?:not|no longer|never|without)\b", words, re.I):
        return None
    before, after = text[: one.start], text[one.end :]
    target = (
        TARGET_BEFORE.search(before[-40:])
        or TARGET_AFTER.match(after)
        or _TO_COME.search(_RUN_IN.sub("", before))
        or _IMPERATIVE.match(text)
    )
    rate = RATE.search(after[:40])
    end = min(len(text), one.end + 60)
    stop = re.search(r"[,;:.)]", text[one.end : end])
    spans = sentence.cut(one.start, one.end + stop.start() if stop else end)
    if labelled:
        spans = sentence.cut(max(0, before.rfind(":") - len(named)), one.end)
    trail = sentence.piece.trail
    if not years and not target and trail and _YEAR_HEADED.search(trail[-1]):
        years = years_in(trail[-1]) or years
    return Mention(
        one, subject, head_of(named), around, trail, years, Kind.TARGET if target else Kind.LEVEL,
        rate["unit"].casefold() if rate else "", spans, sentence.piece.section, piece=id(sentence.piece), who=who_counts(words),
    )  # fmt: skip


def on_cards(script: Script) -> Iterator[Mention]:
    """A figure that stands by itself, and the words right under it."""
    pieces = script.flow.pieces
    for piece, below in zip(pieces, pieces[1:], strict=False):
        found = list(quantities(piece.text.strip()))
        if len(found) != 1 or found[0].text != piece.text.strip() or YEARS.fullmatch(piece.text.strip()):
            continue
        words = re.sub(r"\s+", " ", below.text)
        if below.section != piece.section or len(words.split()) > LONGEST_LABEL or quantities_alone(words):
            continue
        years = years_in(words)
        label = _STOPS.split(words, maxsplit=1)[0]
        subject = subject_of(YEARS.sub(" ", label))
        if not subject or years is None or len(years) > 1 or OTHERWISE.search(words) or _CHANGED_AFTER.match(" " + words):
            continue
        spans = (*piece.spans, *below.spans)
        yield Mention(found[0], subject, head_of(label), said(words), piece.trail, years, Kind.LEVEL, "", spans, piece.section)


def quantities_alone(text: str) -> bool:
    """Given some words, say whether they are a figure and nothing else."""
    return any(one.text == text.strip() for one in quantities(text))
