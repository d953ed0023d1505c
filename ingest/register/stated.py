"""What a measure's own words give: a baseline and a target with their periods ("31 in 2023/24, down to 24 by 2026/27")."""

from __future__ import annotations

import re

from ingest.register.dates import DATED_YEARS, MONTHS, YEARS

_SIZE = r"(?:\s?(?:%|per cent|percent|percentage points?|million|m\b|k\b))?"
VALUE = rf"[£€]?\d[\d,]*(?:\.\d+)?{_SIZE}"
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTHS}(?:\s+(?:19|20)\d{{2}}|\s*(?:$|[.,;:|)]))"
# A value that is no year, nor the end of one ("2017/18", "2018") or of a name ("Q3"), nor a day ("31 March 2031").
NUMBER = rf"(?<!\w)(?<!\d[.,/–-])[£€]?(?!(?:19|20)\d{{2}}\b(?!,)|{_DAY})\d(?:[\d,]*\d)?(?:\.\d+)?{_SIZE}"
# What a cell or card prints where it has no value.
NOTHING = re.compile(
    r"none|no target\b.*|n/?a|tb[cda]|(?:not|never) (?:yet )?(?:stated|given|set|applicable|available|recorded|measured|collected|known)"
    r"|to be (?:set|confirmed|agreed)(?:\s+by\b.*)?|[-–—]",
    re.I,
)
_DATED = rf"(?:(?:the\s+)?(?:year|quarter|12 months|end)\s+(?:of|to|ending|ended)\s+)?{DATED_YEARS}"


def _at(name: str) -> str:
    """The period that may stand behind a value ("in 2023/24", "(2021)"), as a group of that name."""
    # Two spaces that nothing must part would be tried at every place of a long one.
    return rf"(?:\s*(?:[(,]\s*)?(?:(?:in|at|for|as at|as of|by|by the end of|during|from)\s*)?(?P<{name}>{_DATED})\)?)"


_LEAST = r"(?:at least|no more than|no fewer than|below|under|above|over|fewer than|less than|more than|around|about)"
_MOVES = (
    r"(?:falling|rising|falls?|rises?|down|up|reduc\w+|increas\w+|cut|grow\w*|going|moving|improv\w+|dropping|lowered|raised|decreas\w+"
    r"|aiming)\s+(?:to|for)"
)
_TARGET = r"(?:(?:our\s+|a\s+|the\s+)?(?:target|goal|aim)(?:\s+(?:of|is|to|for))?\s*:?)"
_WHERE = r"(?:baseline(?:\s+(?:of|is|was))?|currently|now|was|is|at|from)?\s*(?::\s*)?"
# A value and where it is to go; a bare "to" or an arrow will do behind a colon or a bracket only: "aged 10 to 17" gives neither.
_NOUN = r"(?:\s+(?!(?:to|by|in|from|and|or|at)\b)[a-z][\w’'-]*){0,4}?"
_BOTH = re.compile(
    rf"(?P<baseline>{NUMBER}){_NOUN}{_at('baseline_period')}?\s*(?:[,;:–)-]+\s*)?(?:and\s+)?(?:{_MOVES}|{_TARGET})\s*"
    rf"(?:{_LEAST}\s+)?(?P<target>{NUMBER}){_at('target_period')}?",
    re.I,
)
_BARE = re.compile(
    rf"(?:[:(]|\s[–-])\s*{_WHERE}(?P<baseline>{NUMBER}){_at('baseline_period')}?\s*(?:[,;]\s*)?(?:to|→|->|➔|⇒)\s*"
    rf"(?:{_LEAST}\s+)?(?P<target>{NUMBER}){_at('target_period')}?",
    re.I,
)
# "80 %, up from 71 % in 2023", "350 (from 412)".
_REVERSED = re.compile(
    rf"(?<![\d,£€])(?P<target>{NUMBER}){_NOUN}{_at('target_period')}?\s*(?:[,;]\s*)?\(?(?:up\s+|down\s+)?(?:from|against)\s+"
    r"(?:a\s+baseline\s+of\s+)?"
    rf"(?!{NUMBER}.{{0,30}}?\bto\s+[£€]?\d)(?P<baseline>{NUMBER}){_at('baseline_period')}?",
    re.I,
)
# "Knife offences 412 to 350": the two numbers that a measure ends with.
_TAIL = re.compile(
    rf"(?P<before>(?<!\w)\w+(?:[’'-]\w+)*|(?<![^\w£€]))[^\w£€]+(?P<baseline>{NUMBER}){_at('baseline_period')}?\s*(?:to|→|->|➔|⇒)\s*(?:{_LEAST}\s+)?(?P<target>{NUMBER})"
    rf"{_at('target_period')}?[.)\s]*$",
    re.I,
)
# "41% in 2024, and 55% by 2029", "5 now, 9 by December 2026": where things stand, and where they are to be.
_NOW_THEN = re.compile(
    rf"(?::|\s[–-])\s*(?P<baseline>{NUMBER}){_NOUN}\s+(?:now|today|at present|currently|(?:in|at)\s+(?P<baseline_period>{_DATED}))"
    r"\s*[,;]?\s*(?:(?:and|but|then)\s+)?(?:we\s+(?:want|expect|aim\s+for|hope\s+for)\s+)?"
    rf"(?:{_LEAST}\s+)?(?P<target>{NUMBER})\s+(?:by|in)\s+(?:the\s+end\s+of\s+)?(?P<target_period>{_DATED})",
    re.I,
)
# "…, from none today to 450 by March 2027".
_FROM_NOW = re.compile(
    rf"\bfrom\s+(?P<baseline>none|nothing|zero|nil|{NUMBER}){_NOUN}\s+(?P<baseline_period>now|today|last\s+year|this\s+year)\s+to\s+(?:{_LEAST}\s+)?"
    rf"(?P<target>{NUMBER}){_at('target_period')}?",
    re.I,
)
# "…: 16 days last year, no more than 5 days by 2027": times and their units.
_TIME = r"\s?(?:minutes?|hours?|days?|weeks?|months?)"
_TIME_THEN = re.compile(
    rf"(?::|\s[–-])\s*(?P<baseline>{NUMBER}{_TIME})\s+(?:(?:in|at)\s+)?(?P<baseline_period>now|today|last\s+year|{_DATED})\s*[,;]\s*(?:and\s+|but\s+)?"
    rf"(?:{_LEAST}\s+)?(?P<target>{NUMBER}{_TIME})\s+(?:by|in)\s+(?:the\s+end\s+of\s+)?(?P<target_period>{_DATED})",
    re.I,
)
# "Nine in ten pupils say that …, up from 68% in 2023": a share in words.
_IN_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
_WORDED = re.compile(
    rf"^(?:{_LEAST}\s+)?(?P<target>(?:one|{_IN_WORDS})\s+(?:in|out\s+of)\s+(?:{_IN_WORDS})|half|(?:two|three)[ -](?:thirds|quarters))"
    r"\s.{5,160}?,?\s+(?:up|down)\s+from\s+"
    rf"(?P<baseline>{NUMBER})(?:\s+(?:in|at)\s+(?:the\s+)?(?P<baseline_period>{_DATED}))?",
    re.I | re.S,
)
# "85% by 2027" behind a colon: what is to be reached.
_DUE = re.compile(
    rf"(?::|\s[–-])\s*(?:{_LEAST}\s+)?(?P<target>{NUMBER})\s+by\s+(?:the\s+end\s+of\s+)?(?P<target_period>{_DATED})\s*[.;]?\s*$", re.I
)
_BASELINE = re.compile(
    rf"\b(?:baseline|currently|starting point)\s*(?:of|is|was|:|=|–|-)?\s*(?P<baseline>{NUMBER}){_at('baseline_period')}?", re.I
)
_AIMED = re.compile(
    rf"\b(?:target|goal|aim|ambition)\s*(?:of|is|to|:|=|–|-)?\s*(?:{_LEAST}\s+)?(?P<target>{NUMBER}){_at('target_period')}?", re.I
)
_NOW = re.compile(
    rf"(?::|\s[–-])\s*(?P<baseline>{NUMBER}){_at('baseline_period')}(?=\s*(?:$|[(,.;]))|\((?P<b2>{NUMBER})\s+in\s+(?P<p2>{_DATED})\)",
    re.I,
)
_BY = re.compile(
    r"\b(?:(?:down|up|reduced?|increased?|falls?|fallen|rises?|cut|lower|higher|decreased?)\s+by\s+(?:at least\s+)?"
    r"|(?:down|up)\s+(?=[\d.]+\s?(?:%|per cent)))"
    rf"(?P<target>{NUMBER}){_at('target_period')}?",
    re.I,
)
_LIMIT = re.compile(
    r"(?P<before>(?<!\w)\w+|(?<!\W))\W*\b(?:kept\s+|to be kept\s+)?"
    r"(?:below|under|above|at least|no more than|more than|fewer than|less than)\s+"
    rf"(?P<target>{NUMBER})(?=\s*(?:$|[.;,)]|by\b|in\b|each\b|a\b)){_at('target_period')}?",
    re.I,
)
_GOES_TO = re.compile(rf"\bfrom\s+{NUMBER}[^.;]{{0,40}}?\bto\s+(?:{_LEAST}\s+)?(?:{NUMBER}|none|zero|nil)", re.I)
_AGED = re.compile(r"aged?|people|persons?|those|adults|residents|children|men|women|drivers|ages|for|in|within", re.I)


# In this order: the first that fits gives both values.
_FIRST = (_FROM_NOW, _TIME_THEN, _WORDED, _BOTH, _NOW_THEN, _DUE, _BARE, _REVERSED)


def stated_values(text: str) -> dict[str, str]:
    """Given the words of a measure, return the baseline and target they state, each with its period; nothing where they state none."""
    first = (match for pattern in _FIRST if (match := pattern.search(text)) is not None)
    both = next(first, None) or _tail(text)
    if both is not None:
        return _filled({name: value for name, value in both.groupdict().items() if name != "before"})
    found: dict[str, str] = {}
    for pattern in (_BASELINE, _AIMED):
        match = pattern.search(text)
        if match is not None:
            found.update(_filled(match.groupdict()))
    if "target" not in found:
        by = _BY.search(text)
        limit = _LIMIT.search(text) if by is None else None
        if limit is not None and (_AGED.fullmatch(limit["before"]) and "%" not in limit["target"]):
            limit = None
        for match in (by, limit):
            if match is not None:
                found.update(_filled({name: value for name, value in match.groupdict().items() if name != "before"}))
    if "baseline" not in found:
        now = _NOW.search(text)
        if now is not None:
            value, period = now["baseline"] or now["b2"], now["baseline_period"] or now["p2"]
            found.update(_filled({"baseline": value, "baseline_period": period}))
    return found


def aims_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Given a text and where a sentence of it stands, return where its parts stand that semicolons divide, where more than one tells from
    where to where a measure is to go; else the sentence."""
    parts = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^;]+", text[start:end])]
    return parts if sum(1 for first, last in parts if _GOES_TO.search(text[first:last])) > 1 else [(start, end)]


def _tail(text: str) -> re.Match[str] | None:
    """The two numbers that a measure ends with, where they are no ages or years."""
    tail = _TAIL.search(text)
    return None if tail is None or re.fullmatch(r"aged?|ages|between|years?", tail["before"], re.I) else tail


def _filled(groups: dict[str, str | None]) -> dict[str, str]:
    return {name: re.sub(r"\s+", " ", value).strip() for name, value in groups.items() if value and value.strip()}


# -- sentences that name a measure, where it stands and where it is to go -----------------------------------------------------

_TIMED = rf"{NUMBER}(?:\s?(?:minutes|hours|days|weeks|months)\b)?"
_LIMITED = rf"(?:(?:no more than|no fewer than|at least|below|under|above|over|fewer than|less than|more than)\s+)?{_TIMED}"
_SPAN = rf"(?:{YEARS}\s+to\s+{YEARS}|{_DATED})"


def _dated(name: str) -> str:
    return rf"(?:\s*[(,]?\s*(?:(?:in|at|for|by|by the end of|during)\s+)?(?P<{name}>{_SPAN})\)?)?"


_GOES = r"(?:come|comes|go|goes)\s+(?:down|up)|falls?|drops?|rises?|climbs?|be\s+(?:cut|reduced|raised|brought\s+down)"
_OUGHT = r"(?:must|should|ought\s+to|has\s+to|is\s+to|are\s+to|will|needs?\s+to|want\s+(?:it|this|them)\s+to|(?:it|them|this)\s+to|to)\s+"
# "… and want it to fall from 9 weeks in 2024/25 to 4 weeks by March 2028"; without "must" or "to" below a heading that names measures.
_MOVED = rf"(?:{_GOES})\s+from\s+(?P<baseline>{_TIMED}){_dated('baseline_period')},?\s+to\s+(?P<target>{_LIMITED}){_dated('target_period')}"
_TO_MOVE = re.compile(rf"\b{_OUGHT}{_MOVED}", re.I)
_MOVES_NOW = re.compile(rf"\b{_MOVED}", re.I)
# "…, which was 6 in 2024/25 and should be no more than 2 by March 2029"; "… stood at 61 in 2024/25; our aim is 45 by 2028/29".
_STOOD = re.compile(
    rf"(?:,?\s+(?:which\s+)?(?:was|is|stands\s+at|stood\s+at|now|currently))\s+(?P<baseline>{_TIMED}){_dated('baseline_period')}\s*[,;]?\s+(?:and\s+|but\s+)?"
    rf"(?:(?:should|must|will|is\s+to)\s+be|(?:our|the)\s+(?:aim|target|goal)\s+is|is\s+(?:cut|to\s+be\s+cut|reduced|raised)\s+to)\s+"
    rf"(?P<target>{_LIMITED}){_dated('target_period')}",
    re.I,
)
# "The share of … will be reported every six months; it was 13% in 2024/25".
_REPORTED = re.compile(
    rf"\s+will\s+be\s+(?:reported|published|tracked|measured|monitored|counted)\s+(?P<how_often>(?:every|each)\s+(?:\w+\s+)?\w+|annually|quarterly|monthly)"
    rf"\s*[;,]\s*(?:and\s+)?it\s+(?:was|is|stands\s+at|stood\s+at)\s+(?P<baseline>{_TIMED}){_dated('baseline_period')}",
    re.I,
)
# "At least 85% of … say that …, up from 74% in 2024".
_SHARE = re.compile(
    rf"^(?:{_LEAST}\s+)?(?P<target>{NUMBER})\s?(?:of\s+)?(?P<measure>[^;:]{{5,160}}?),?\s+(?:up|down)\s+from\s+(?P<baseline>{NUMBER})"
    rf"{_dated('baseline_period')}",
    re.I,
)


def told_values(sentence: str, is_measure: bool) -> tuple[int, dict[str, str]] | None:
    """Given a sentence, return where the words before its values end and what it says: where a measure stands and where it is to go, or
    how often it will be reported; None where it says none. `is_measure` where the heading above says that it tells of a measure."""
    for pattern in (_TO_MOVE, _STOOD, _REPORTED, *((_MOVES_NOW,) if is_measure else ())):
        match = pattern.search(sentence)
        if match is not None and match.start():
            return match.start(), _filled(match.groupdict())
    share = _SHARE.match(sentence) if is_measure else None
    return (0, _filled(share.groupdict())) if share is not None else None
