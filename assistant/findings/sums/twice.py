"""One quantity with two figures, however it is worded: foreword against table, card against text, a sentence against a cell.

Two figures are of one thing where what they count is called alike and neither says more of it than the other, or only what stands
in the headings and lines around that other; where their years, their kind (a result, a target), their unit and the time they are
reckoned by agree; and where no name of a place or a group stands above one of them alone. Rounded against exact is no contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.findings.finding import Finding, FindingType
from assistant.findings.paper import cover, period_said
from assistant.findings.quantity import Quantity, as_printed
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.subjects import ALL_CRIME, language, own_names, said
from assistant.findings.sums.mentions import LAST, Kind, Mention, mentions, places_of
from ingest.lexical import words_of

_T = FindingType.SAME_QUANTITY
_ANY_TABLE = (  # what a table may be called without saying of what
    "incidents figures performance table measures data offences key facts headline headlines summary overview main indicators targets"
    " progress results dashboard scorecard outcomes baseline monitoring framework appendix annex year ending end"
    " january february march april june july december"
)
_POPULATION = "popul"  # a place has one
FEWEST = 2  # stems that two figures must share, where neither the rest of their words nor their year ties them
MOST_APART = 4.0  # times: figures further apart are seldom of one thing
HEDGED = 0.1  # of the larger figure: by how much "about 900" may be off
SLIP = 3  # digits of a figure in which two may have changed places
MANY = 3  # different figures of what reads like one thing: they are of several things
_ANYWHERE = re.compile(
    r"\b(?:summary|introduction|foreword|overview|background|context|key|about|welcome|performance|headlines?"
    r"|glance|where we are)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:ward|parish|estate|village|town centre|neighbourhood|district|locality|case study|area profile"
    r"|hub|school|site)\b",
    re.I,
)


def twice(script: Script) -> Iterator[Finding]:
    """Given a document, yield the quantities that it gives in two places with two figures."""
    found = mentions(script)
    places = places_of(script)
    pairs = [
        (first, second)
        for first, second in _candidates(found)
        if _differ(first, second) and _of_one(first, second, places, script) and not _is_explained(first, second, found)
    ]
    values: defaultdict[int, set[float]] = defaultdict(set)
    for first, second in pairs:
        values[id(first)].add(second.quantity.value)
        values[id(second)].add(first.quantity.value)
    told_of: set[tuple[float, float]] = set()
    for first, second in pairs:
        key = (first.quantity.value, second.quantity.value)
        if max(len(values[id(first)]), len(values[id(second)])) >= MANY or key in told_of or key[::-1] in told_of:
            continue
        told_of.add(key)
        filled = {"what": "What reads like one quantity", "first": _shown(first), "second": _shown(second)}
        yield told("contradiction.same_quantity", _T, [*first.spans, *second.spans], filled, sure=0.75)


def _shown(one: Mention) -> str:
    text = one.quantity.text
    return f"{text}{one.quantity.unit}" if one.quantity.unit == "%" and "%" not in text and "cent" not in text else text


def _candidates(found: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of figures that share a stem, each pair once, in the document's order."""
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        for stem in one.subject:
            by_stem[stem].append(place)
    pairs = {
        (a, b)
        for places in by_stem.values()
        for index, a in enumerate(places)
        for b in places[index + 1 :]
        if found[a].quantity.value != found[b].quantity.value
    }
    for a, b in sorted(pairs):
        yield found[a], found[b]


def _differ(first: Mention, second: Mention) -> bool:
    """Whether two figures are of one kind and unit and cannot be one, rounded."""
    a, b = first.quantity, second.quantity
    # A budget is a year's; and a number a year is that of one year, where a slip in its digits shows it to be meant.
    yearly = {first.rate, second.rate} == {"", "year"} and (a.unit == "£" or is_slip(a, b) and any(one.years for one in (first, second)))
    if a.unit != b.unit or first.kind is not second.kind or first.rate != second.rate and not yearly:
        return False
    if a.value == b.value if first.kind is Kind.TARGET else as_printed(a, b):
        return False  # targets are set, not rounded
    low, high = sorted((abs(a.value), abs(b.value)))
    if not low or high / low > MOST_APART:
        return False
    return not (a.hedged or b.hedged) or high - low > HEDGED * high


def _is_explained(first: Mention, second: Mention, found: Sequence[Mention]) -> bool:
    """Whether the table of one figure holds the other, too, in the same row: as the target, or for another year, where no year is said."""
    for one, other in ((first, second), (second, first)):
        if other.table is None or one.table is not None:
            continue
        row = (mention for mention in found if mention.table == other.table and mention.subject == other.subject and mention is not other)
        if any(
            as_printed(mention.quantity, one.quantity) and (not one.years or LAST in one.years or mention.kind is not other.kind)
            for mention in row
        ):
            return True
    return False


def _of_one(first: Mention, second: Mention, places: frozenset[str], script: Script) -> bool:
    """Whether two figures are of one thing and time."""
    if _stand_together(first, second) or not _alike(first, second, script):
        return False
    same_year = bool(first.years) and first.years == second.years or _last_is(first, second, script) or _last_is(second, first, script)
    if not same_year and (first.years and second.years or not _years_may_agree(first, second, script)):
        return False
    if _is_elsewhere(first, second, places) or _is_elsewhere(second, first, places):
        return False
    over, under = _besides(first, second), _besides(second, first)
    if not _is_explained_by_context(first, second, over, under, script):
        return False
    return _is_enough(first, second, same_year, bool(over or under)) or _answers(first, second, script)


def _stand_together(first: Mention, second: Mention) -> bool:
    """Whether two figures stand in one table or one paragraph, which tells them apart."""
    return first.table is not None and first.table == second.table or bool(first.piece) and first.piece == second.piece


def _alike(first: Mention, second: Mention, script: Script) -> bool:
    """Whether nothing that is said of two figures makes two things of them: who counts, which place, what is counted, which table."""
    if first.who and second.who and not first.who & second.who:
        return False
    if first.quantity.unit not in ("", "£", "%") and first.subject != second.subject:
        return False  # a promise of time: of the same thing in the same words
    if first.place - second.place - second.subject or second.place - first.place - first.subject:
        return False
    return _heads_agree(first, second) and _titles_agree(first, second, script)


def _besides(first: Mention, second: Mention) -> frozenset[str]:
    """What the first figure says of its thing and the second does not. "The survey found that" tells whence a share is known."""
    over = first.subject - second.subject
    return over - {_answer()[1]} if first.quantity.unit == "%" else over


def _is_explained_by_context(first: Mention, second: Mention, over: frozenset[str], under: frozenset[str], script: Script) -> bool:
    """Whether what one of two figures alone says stands around the other."""
    left = over - second.around - own_names(script), under - first.around - own_names(script)
    if not any(left):
        return True
    return _answers(first, second, script) and all(len(one) <= 1 and not one & _parts(script) for one in left)


def _is_enough(first: Mention, second: Mention, same_year: bool, differs: bool) -> bool:
    """Whether two figures share enough words for one thing: fewer where the year, the section or a slip in the digits ties them."""
    shared = first.subject & second.subject
    weight = len(shared) + (ALL_CRIME in shared) + (_POPULATION in shared)
    if not differs and is_slip(first.quantity, second.quantity):
        return True
    named = same_year and first.head and first.head == second.head
    if first.quantity.unit == "%" and differs and weight <= FEWEST and not named:
        return False
    if same_year:
        return not differs or weight >= FEWEST or bool(shared)
    return weight >= FEWEST and _under_one_heading(first, second)


def is_slip(first: Quantity, second: Quantity) -> bool:
    """Given two figures, say whether one reads like the other with two of its digits the wrong way round."""
    a, b = (re.sub(r"[^\d]", "", one.text).rstrip("0") for one in (first, second))
    return len(a) == len(b) >= SLIP and a != b and sorted(a) == sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2


def _under_one_heading(first: Mention, second: Mention) -> bool:
    """Whether the headings over two figures of no year do not make two things of them, an aim here and another there."""
    if first.section == second.section or first.table is not None or second.table is not None:
        return True
    above = [said(one.headings[-1]) if one.headings else frozenset() for one in (first, second)]
    named = first.subject | second.subject
    return any(
        _ANYWHERE.search(" ".join(one.headings[-1:])) or not words or words & named
        for one, words in zip((first, second), above, strict=True)
    )


@cache
def _answer() -> tuple[str, str]:
    """The stems that stand for answering, and for what is answered."""
    same = language().same
    return same[words_of("answered")[0]], same[words_of("survey")[0]]


def _answers(first: Mention, second: Mention, script: Script) -> bool:
    """Whether both count those who answered, in a document that speaks of one survey or consultation."""
    answer, survey = _answer()
    if answer not in first.subject & second.subject or not all(survey in one.subject | one.around for one in (first, second)):
        return False
    return len(script.once("surveys", _surveys)) <= 1


_SURVEY = re.compile(r"\b(?P<whose>[A-Za-z][\w’'-]+)\s+(?:survey|consultation|questionnaire)\b(?!\s+of\b)", re.I)


def _surveys(script: Script) -> frozenset[str]:
    """What tells the document's surveys apart: the words before "survey" that carry meaning; "public", "our" and "residents'" do not."""
    plain = {
        *language().beside,
        *words_of("public annual borough online our community safety perception new own full formal statutory second first recent"),
    }
    found = {stem for sentence in script.sentences for match in _SURVEY.finditer(sentence.text) for stem in said(match["whose"])}
    people = {language().same[words_of("people")[0]], *_answer()}
    return frozenset(found - plain - people)


def _years_may_agree(first: Mention, second: Mention, script: Script) -> bool:
    """Whether two figures of which one or both name no year may be of one time: both name none, or one is a baseline and the other of the
    year that baselines are likely of."""
    if not first.years and not second.years:
        return True
    known, other = (first, second) if first.years else (second, first)
    if is_slip(first.quantity, second.quantity):
        return True
    period = period_said(script)
    if not other.baseline or period is None:
        return False
    start = period.start.year
    return known.years <= {str(start), str(start - 1), f"{start - 1}/{start % 100:02}"}


def _heads_agree(first: Mention, second: Mention) -> bool:
    """Whether what is counted is called alike: the same word, or "offences" where the other names the offence itself."""
    crime = language().same[words_of("offence")[0]]
    if _POPULATION in first.subject & second.subject:
        return True
    if first.subject == second.subject and first.head in first.subject and second.head in first.subject:
        return True
    if first.head == second.head or not first.head or not second.head:
        return True
    if first.head == crime and second.head in first.subject or second.head == crime and first.head in second.subject:
        return True
    answer, people = _answer()[0], language().same[words_of("people")[0]]
    return {first.head, second.head} <= {answer, people} and answer in first.subject & second.subject


def _front(script: Script) -> frozenset[str]:
    """The stems of the names on the document's front: a table's title that adds them adds nothing."""
    return script.once("stems of the front", lambda made: frozenset(stem for title in cover(made) for stem in said(title)))


def _last_is(first: Mention, second: Mention, script: Script) -> bool:
    """Whether the first figure is of "last year" and the second of the year before the document's period."""
    period = period_said(script)
    if LAST not in first.years or period is None:
        return False
    start = period.start.year
    return second.years in ({LAST}, {str(start - 1)}, {f"{start - 1}/{start % 100:02}"})


def _parts(script: Script) -> frozenset[str]:
    """Stems of what only a part of all answers may be called, places among them."""
    return language().parts | places_of(script)


def _titles_agree(first: Mention, second: Mention, script: Script) -> bool:
    """Whether the title of a table adds nothing to what its figures count that is not said of the other figure, too."""
    plain = language().beside | own_names(script) | said(_ANY_TABLE) | said(script.document.title) | _front(script)
    over = first.title - second.title - second.subject - second.around - plain
    return not over and not second.title - first.title - first.subject - first.around - plain


def _is_elsewhere(one: Mention, other: Mention, places: frozenset[str]) -> bool:
    """Whether a place or a group is named in the heading above one figure alone, or in its own words."""
    above = " ".join(one.headings[-2:])
    if one.section == other.section or one.headings == other.headings:
        return False
    place = _PLACE.search(above)
    if place is not None and one.headings[-1:] != other.headings[-1:] and not said(place.group()) <= other.subject:
        return True
    return bool(said(above) & places - other.subject - said(" ".join(other.headings)))
