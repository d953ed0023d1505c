"""Numbers in running words: where one stands that measures something, and what the words around it say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.register.dates import DATED_YEARS, IS_YEAR, MONTHS, YEARS
from ingest.register.lexicon import Lexicon

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_VALUE = re.compile(
    r"(?<![\w.,/–-])(?P<value>\d{1,2}\s+in\s+(?:every\s+)?\d{1,3}(?=\s+[a-z(])(?!\s+(?:hours?|days?|weeks?|months?|years?|minutes?)\b)"
    rf"|[-−+]?\s?[£€]\s?{NUMBER}(?:\s?(?:million|billion|m|bn|k)\b)?"
    rf"|[-−+]?{NUMBER}\s?%?\s?(?:[-–]|to)\s?{NUMBER}\s?%|{NUMBER}\s?(?:[-–]|to)\s?{NUMBER}(?!\s?[-–/]|\s*year)"
    rf"|[-−+]?{NUMBER}(?:\s?%|\s?per cent\b|\s?percentage points?\b|\s?million\b|(?:m|bn)(?!\w)|(?:kg|km|mph|m²|m2|sqm)(?!\w))?"
    r"|\b(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?=\s+[a-z]+s\b))"
    r"(?!\d|[./:]\d|,\d|\w)",
    re.I,
)
_DURATION = re.compile(
    r"^\s*[-–]?\s*(?:(?:consecutive|working|calendar|school|clear|bank|week)\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|nights?|pm|am)\b(?!\s+(?:visit|trip|place|centre))",
    re.I,
)
# A time that was measured, and no limit: "the average wait is 26 weeks", "the time to an outcome fell to 187 days".
_MEASURED_TIME = re.compile(
    r"\b(?:average|mean|median|typical|wait|waits|waiting|time|times|delay|delays|length|stay|stays|duration|backlog|journey)\b[^.;:]{0,90}?\s"
    r"(?:is|was|are|were|now|reached|took|takes|averaged|lasted|stood\s+at|stands\s+at|(?:fallen|risen|grown|fell|rose|grew|down|up|gone\s+up|gone\s+down)\s+to)\s+"
    r"(?:(?:now|about|around|nearly|almost|just|only|still|some|just\s+over|just\s+under)\s+)*$",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:limit|limits|deadline|must|should|within|allowed|permitted|standard|target|will|aim|up\s+to|at\s+least|no\s+more\s+than)\b", re.I
)
_DENOMINATOR = re.compile(r"\b(?:per|every|in every|for each|out of)\s*$", re.I)
_QUANTIFIER = re.compile(r"All|Over|Under|About|Around|Nearly|Almost|Some|Only|Below|Above|Another")
_TELEPHONE = re.compile(r"\b0\d{2,4}(?:\s?\d{2,4}){1,3}\b")
_EMERGENCY = frozenset({"999", "101", "111", "112"})
# "Last year 412 calls were taken": when, and no number of a year.
_TIME_BEFORE = re.compile(
    r"\b(?:last|this|that|past|previous|next|every|each|per|a|same|financial|calendar|one|first|whole)\s+year,?\s*$", re.I
)
_YEAR_OLD = re.compile(r"^\s*(?:(?:and|or|to|[-–])\s*\d+\s*)?[-\s]?years?[-\s]olds?", re.I)
_AREA = re.compile(r"(?:m²|m2|sqm|km|kg|mph)$")
_DATE_BEFORE = re.compile(rf"\b{MONTHS}\s*$")
DATE_AFTER = re.compile(rf"^\s?(?:st|nd|rd|th)?\s*(?:of\s+)?{MONTHS}\b")
_DIALLED = re.compile(r"\b(?:press|dial|text|ring|phone|call)\s*$", re.I)
_CALLED = re.compile(r"\b(?:call|calling|dial|phone|ring|text|on|via|to)\s+(?:\d{3}\s+(?:or|and)\s+)?$", re.I)
_FROM_YEAR_TO_YEAR = re.compile(rf"{YEARS}\s*(?:to|[-–])\s*{YEARS}")
_SHORT_CODE = 3  # letters
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b")
_AGE = re.compile(
    r"(?:\baged?\b|\bages?\b(?:\s+of)?|\bunder|\bover|\bas\s+(?:young|old)\s+as|\b(?:younger|older)\s+than)\s*(?:\d+\s*(?:[-–]|to|and|or)\s*)?$",
    re.I,
)
_LAW = re.compile(r"\b(?:sections?|s\.|article|part|schedule|paragraphs?|paras?)\s*(?:\d+\w?\s*(?:and|,|to)\s*)*$", re.I)
_FROM_TO = re.compile(r"\bfrom\s+(?P<from>[£€]?\d[\d,.]*\s?%?)[^.;]{0,60}?\bto\s+(?P<to>[£€]?\d[\d,.]*\s?%?)", re.I)
_NOT_NOUNS = (
    r"(?!(?:less|previous|across|this|was|is|has|as|its|his|us|towards|plus|versus|always|sometimes"
    r"|places|uses|includes|makes|means|requires|provides|gives|takes|shows)\b)"
)
COUNTS = re.compile(
    rf"^\s+(?:(?:less|fewer|more|new|previous|further|additional)\s+)?(?P<noun>(?:(?!of\b|in\b|for\b|by\b|to\b|at\b|on\b"
    rf"|and\b|or\b|the\b|who\b|were\b|with\b|from\b)[A-Za-z][\w’'-]*\s+){{0,3}}?"
    rf"{_NOT_NOUNS}(?:[A-Za-z][\w’'-]*[a-z]s|people|children|staff|women|men)(?:\s+per\s+(?:\d[\d,]*\d\b(?:\s+(?:people|population|residents|households))?|[a-z]+)){{0,2}})\b"
)
_NUMBER_OF = re.compile(r"^(?:Total\s+)?[Nn]umber\s+(?:of\s+)?[^(]*?\b(?P<noun>[a-z]{3,}s)\b[^(]{0,12}\((?:target)?")
_TO = re.compile(rf"(?P<first>[-−+]?{NUMBER}\s?%?)\s?to\s?(?P<last>{NUMBER})")
# "187 of 231 cases", "7 parishes, of which 6 are": what a number counts may stand behind the whole that it is part of, or before it.
_OF_ALL = re.compile(rf"\s+(?:out\s+)?of\s+(?:(?:the|its|our|all)\s+)?{NUMBER}(?=\s)", re.I)
_OF_WHICH = re.compile(r"\bof\s+(?:which|whom|these|those|them),?\s+(?:(?:only|just|about|some|at least)\s+)?$", re.I)
_SPEED = re.compile(r"^\s?(?:mph\s+)?(?:speed\s+)?(?:limits?|zones?|schemes?|roads?|streets?|areas?|villages?|neighbourhoods?)\b", re.I)
# "Calls about noise fell from 412 in 2029/30 to 350": what changed is named before it.
_MOVED = re.compile(
    rf"\b(?P<noun>(?!levels|rates|numbers|figures|costs|results|totals|services|things)[a-z]{{3,}}s|people|children|staff|women|men)\s+"
    rf"(?:(?:has|have|had|were|was|will|is|are)\s+)?(?:(?:be|been)\s+)?(?:\w+ly\s+)?"
    rf"(?:fell|fallen|fall|dropped|drop|rose|risen|rise|grew|grown|grow|(?:in|de)creased?|declined|went|gone|came|come|reduced|cut|moved|up|down)"
    rf"\s+(?:\w+ly\s+)?(?:up\s+|down\s+)?from\s+(?:{NUMBER}[^.;%£]{{0,40}}?\s+to\s+)?$",
    re.I,
)
_FROM = re.compile(r"\bfrom\s*$", re.I)
_EACH_OF = r"per\s+(?:\d[\d,]*\d(?:\s+(?!(?:across|in|for|of|by|at|to|on|and|or|from|than|with|is|was|are|were)\b)[a-z]+)?|[A-Za-z]+)"
RATE = re.compile(rf"\s*{_EACH_OF}")
_LISTED = re.compile(r"(?P<of>[A-Z][A-Za-z ]{2,40}?)\s*[-–:=]\s*$")
_OF = re.compile(
    r"^\s*(?:(?:reduction|increase|decrease|rise|fall|of|in|the|across|drop)\s+)*(?:(?:of|in|across)\b)?\s*"
    r"(?P<of>[A-Za-z(‘“'\"](?:[^.;:,]|(?<=\d)[.,](?=\d)){2,80})"
)


def values_in(sentence: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Given a sentence, return where the numbers stand in it that measure something: no dates, durations, ages, laws, section numbers or
    telephone numbers."""
    telephones = [match.span() for match in _TELEPHONE.finditer(sentence)]
    for match in _values_apart(sentence):
        value = match["value"].strip()
        start, end = match.start("value"), match.end("value")
        if any(first <= start < last for first, last in telephones) or value == "£000":
            continue
        if "%" in value or "£" in value or "cent" in value or not _names_something(sentence, start, end, value, words):
            yield start + len(match["value"]) - len(match["value"].lstrip()), end


def _values_apart(sentence: str) -> Iterator[re.Match[str]]:
    """The numbers in a sentence; "412 to 350" and "from 71% to 80%" are two, "16 to 24" is one."""
    place = 0
    while (match := _VALUE.search(sentence, place)) is not None:
        both = _TO.search(match["value"])
        if both is not None and (_FROM.search(sentence[: match.start()]) or _size(both["first"]) > _size(both["last"])):
            match = _VALUE.search(sentence, match.start(), match.start("value") + both.end("first")) or match
        yield match
        place = max(match.end(), place + 1)


def _size(number: str) -> float:
    return float(re.sub(r"[^\d.]", "", number) or 0)


def _names_something(sentence: str, start: int, end: int, value: str, words: Lexicon) -> bool:
    """Whether a bare number is a date, a duration, an age, a law's or a part of a name, and measures nothing."""
    before, after = sentence[:start], sentence[end:]
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", value) and before.endswith("(") and after.startswith(")"):
        return True  # "(3.1)": the number of a measure or an action
    if _SPEED.match(after) and re.search(r"mph", value + after[:5]):
        return True  # "20 mph limits": what they are called
    if _is_counted_off(sentence, value, before, after):
        return True
    if value in _EMERGENCY and not _counts_so_many(before, after) or re.fullmatch(r"0\d+|\d{5,}", value):
        return True
    if (
        any(pattern.match(after) for pattern in (DATE_AFTER, _ORDINAL, _YEAR_OLD))
        or _DURATION.match(after)
        and not _is_measured_time(before)
        or IS_YEAR.match(value)
        or _FROM_YEAR_TO_YEAR.fullmatch(value)
    ):
        return True
    if _DIALLED.search(before) and not COUNTS.match(after):
        return True
    if any(pattern.search(before) for pattern in (_LAW, _DENOMINATOR, _DATE_BEFORE)) or _AGE.search(before) and not COUNTS.match(after):
        return True
    if start == 0 and re.match(r"^[.)]", after) or re.match(r"^\s*(?:or over|and over|and under|or under|or above)\b", after):
        return True
    last = re.search(r"([A-Za-z]+)\.?\s*(?:\d[\d.]*(?:,|\s+and|\s+to|\s*[-–])\s*)*$", before)
    if last is None or _TIME_BEFORE.search(before) and COUNTS.match(after):
        return False
    return last.group(1).casefold() in words.phrases["figure"]["not_measured"] or _is_in_name(last.group(1), after)


def _is_measured_time(before: str) -> bool:
    """Whether the words before a duration say that it was measured: how long a wait is, and not how long it may be."""
    return _MEASURED_TIME.search(before) is not None and _LIMIT.search(before) is None


def _is_counted_off(sentence: str, value: str, before: str, after: str) -> bool:
    """Whether a number in brackets is one of several that count what a sentence lists: "(1) calm streets; (2) safe homes"."""
    if re.fullmatch(r"\d{1,2}", value) is None or not before.endswith("(") or not after.startswith(")"):
        return False
    return any(f"({int(value) + step})" in sentence for step in (-1, 1))


def _counts_so_many(before: str, after: str) -> bool:
    """Whether what looks like an emergency number counts something: "Of the 112 offences", or large type that stands alone."""
    counts = COUNTS.match(after)
    if counts is None:
        return not before.strip() and not after.strip()
    return not _CALLED.search(before) and not re.search(r"(?:calls?|services?|operators?|numbers?|lines?)$", counts["noun"], re.I)


def _is_in_name(last: str, after: str) -> bool:
    """Whether a number stands behind a name of capitals and before no counted thing ("XYZ 7 Total")."""
    counts = COUNTS.match(after)
    if _QUANTIFIER.fullmatch(last):
        return False
    if last.isupper() and 1 < len(last) <= _SHORT_CODE and not after.startswith("%"):
        return True  # "KPI 12 counts …": the name of a measure
    return last[:1].isupper() and len(last) > 1 and (counts is None or (last.isupper() and counts["noun"][:1].isupper()))


def value_end(sentence: str, start: int, end: int) -> int:
    """Given a sentence and where a number stands in it, return where its unit ends."""
    after = sentence[end:]
    if _LISTED.search(sentence[:start]):
        return end
    per = RATE.match(after)
    if per is not None:
        return end + per.end()
    counts = COUNTS.match(after)
    return end + counts.end() if counts is not None and "%" not in sentence[start:end] and len(counts["noun"].split()) <= 5 else end


def fields_of(sentence: str, start: int, end: int, words: Lexicon) -> dict[str, str]:
    value = sentence[start:end].strip()
    before, after = sentence[:start], sentence[end:]
    fields = {"value": value}
    listed = _LISTED.search(before)
    if listed is not None:
        fields["of"] = listed["of"].strip()
        fields["unit"] = "%" if "%" in value else listed["of"].split()[-1].casefold()
        return _with_change(fields, sentence, start, words)
    counts = COUNTS.match(after) or _counted_whole(before, after)
    if "%" in value or "cent" in value:
        fields["unit"] = "%"
    elif "£" in value:
        fields["unit"] = "£"
    elif (area := _AREA.search(value)) is not None:
        fields["unit"] = area.group()
    elif counts is not None:
        fields["unit"] = counts["noun"]
    per = re.match(rf"^\s*({_EACH_OF})", after)
    if per is not None:
        fields["unit"] = per.group(1)
    counted = _NUMBER_OF.match(before)
    if counted is not None and "unit" not in fields:
        fields["unit"] = counted["noun"]
    moved = _MOVED.search(before) if "unit" not in fields else None
    if moved is not None:
        fields["unit"] = moved["noun"].casefold()
    of = _OF.match(after)
    fields["of"] = " ".join((of["of"] if of else " ".join(before.split()[-8:])).split()[:8])
    return _with_change(fields, sentence, start, words)


def _counted_whole(before: str, after: str) -> re.Match[str] | None:
    """What the whole is counted in that a number is a part of, or None where none stands behind it or before it."""
    whole = _OF_ALL.match(after)
    if whole is not None:
        return COUNTS.match(after[whole.end() :])
    parted = _OF_WHICH.search(before)
    numbers = list(re.finditer(NUMBER, before)) if parted is not None else []
    return COUNTS.match(before[numbers[-1].end() :]) if numbers else None


def _with_change(fields: dict[str, str], sentence: str, start: int, words: Lexicon) -> dict[str, str]:
    """The fields with the change a number is part of, and its period, where the sentence gives them."""
    after = sentence[start:]
    _change_fields(fields, sentence, start, words)
    period = re.search(
        rf"\b(?:in|at|to|during|since|for|by|up to|between|from)\s+(?:the\s+(?:year|financial year|end of)\s+)?(?P<p>{DATED_YEARS})",
        after,
        re.I,
    ) or re.search(rf"(?P<p>{DATED_YEARS})", sentence, re.I)
    if period is not None:
        fields["period"] = period["p"]
    return fields


def _change_fields(fields: dict[str, str], sentence: str, start: int, words: Lexicon) -> None:
    near = sentence[max(0, start - 45) : start + 45]
    change = words.pattern("figure", "change").search(near)
    if change is not None:
        fields["change"] = change.group()
    both = _FROM_TO.search(sentence)
    if both is not None and both.start() <= start + 60:
        fields["from"], fields["to"] = both["from"].strip(), both["to"].strip()
