"""Which documents a question is about: by area, by year, by kind, by what the conversation was about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.conversation import Turn
from assistant.newest import newest_of_each
from ingest.documents import Document

_NAMED_YEAR = re.compile(
    r"(?<![.?!] )(?P<name>\b[A-Z][\w’'-]*(?: (?:of |and |for |the )?[A-Z][\w’'-]*)+) (?P<year>(?:19|20)\d\d)\b(?!\s?[-–/]\s?\d)"
)
_YEARS = re.compile(r"(?<![£\d.,])\b((?:19|20)\d\d)(?![\d%])(?:\s?[-–/]\s?(\d{2,4})\b)?")
_KINDS = {
    "scrutiny report": re.compile(r"\bscrutiny\b", re.I),
    "strategy": re.compile(r"\bstrategy\b", re.I),
    "partnership plan": re.compile(r"\bplan\b", re.I),
    "note": re.compile(r"\breference note\b|\bin law\b", re.I),
}
_SEVERAL = re.compile(
    r"\b(chang\w*|since|compar\w*|both|each(?! (?:year|quarter|month|week|day|night|time|term|other|person|case)\b)|differ\w*|versus|vs"
    r"|than|previous|last plan|earlier|between|dropped|still|no longer|then and now)\b",
    re.I,
)
# A year and then the present: the newest document is meant beside that year's.
_AND_NOW = re.compile(
    r"\b(?:and|but|against|with|than|versus|vs?)\b[^?.]*"
    r"\b(?:now|today|nowadays|these days|newer|newest|latest|the new (?:plan|strategy|report|one|set)"
    r"|later on|since then|afterwards|after that|subsequently|more recently)\b"
    # "… now against the 2017-20 plan", "what does the newer list look like beside it"
    r"|\b(?:now|today|nowadays|currently|newer|newest|latest)\b[^?.]*"
    r"\b(?:against|compared|beside|alongside|next to|set against|than|from)\b",
    re.I,
)
# One of several documents of an area that is called by its age, and not set beside the other.
_WHOSE = r"\b(?:the|that|this|its|their|your|our|\w+['’]?s)\s+(?:\w+ ){0,2}?"
# What else is called older or former: "older people who report it", "the later life plan", "her former partner".
_NO_DOCUMENT = (
    r"(?:people|persons?|adults?|residents?|child|children|kids?|teenagers?|teens?|girls?|boys?|women|woman|men|man|victims?|survivors?|offenders?"
    r"|prisoners?|partners?|spouses?|husbands?|wives|wife|boyfriends?|girlfriends?|pupils?|students?|tenants?|drivers?|workers?|carers?|relatives?"
    r"|parents?|siblings?|brothers?|sisters?|generations?|folks?|citizens?|soldiers?|members?|age|life|years?|homes?|houses?|housing|buildings?"
    r"|estates?|who|whom|that|which)\b"
)
_DOCUMENT = rf"\s+(?:(?!{_NO_DOCUMENT})[\w'’-]+ ){{0,3}}?(?:plan|strategy|document|report|paper|version|edition|list|set|priorities|one)\b"
_OF_OLD = re.compile(rf"{_WHOSE}(?:older|oldest|old|earlier|earliest|previous|former|original){_DOCUMENT}", re.I)
_OF_LATE = re.compile(rf"{_WHOSE}(?:newer|newest|latest|later|current|(?:most|more) recent|up-to-date){_DOCUMENT}", re.I)
_NOT_MEANT = re.compile(
    r"\b(?:and |but )?not (?:from |in |of )?(?:the|that|its|their|your) (?:\w+ ){0,3}?(?:plan|strategy|one|list|report)(?:['’]?s)?\b", re.I
)
_OVER = re.compile(
    r"\b(?:now(?: that)?|since|after|once|when|as|because) (?:the|its|their|our|that) (?:old|last|previous|former|earlier) "
    r"(?:plan|strategy|one)(?:['’]s)? (?:(?:has|had|is|was|have|been|now) )*"
    r"(?:runs? out|ran out|over|ended|ends|expired|finished|gone|up|lapsed)\b",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:chang\w*|since|compar\w*|both|each|differ\w*|versus|vs|than|between|against|dropped|still|no longer|then and now"
    r"|and (?:now|today)|(?:does|is|are|has|have|do|was|were) (?:it|that|they|this) (?:now|today))\b",
    re.I,
)
# Whether a document still counts today: a year named with these is the asker's own time.
_STANDING = re.compile(
    r"\bstill (?:in (?:force|place|use)|valid|current|running|live|going|appl\w+|the)\b|\bin force\b|\b(?:out of|up to) date\b"
    r"|\bexpired?\b|\b(?:run|runs|ran) out\b|\b(?:over|ended|finished|replaced) (?:yet|now|already|by now)\b",
    re.I,
)
# A plan that is called by the years it runs from and to.
_RUN = r"((?:19|20)\d\d)\s?(?:[-–/]|to|until|till)\s?((?:(?:19|20)\d\d|\d\d))\b"
_CALLED = re.compile(
    rf"\b(?:plan|strategy|programme)(?: (?:for|of|from|covering|that runs|running))* {_RUN}|\b{_RUN} (?:\w+ ){{0,4}}(?:plan|strategy)\b",
    re.I,
)
# "The plan after 2024", "priorities for the years beyond March 2021".
_AFTER = re.compile(
    r"\b(?:plans?|strateg(?:y|ies)|priorit(?:y|ies)|objectives|ones?|years|period)\b[^?.]{0,30}"
    r"\b(?:after|beyond|following|post|to replace|that replaces)\b[ -](?:\w+ )?(?P<year>(?:19|20)\d\d)\b(?![-–/])",
    re.I,
)
# Before an area's name in small letters: a place in a look-behind has one length, so each stands alone.
_IN_THE = "|".join(rf"(?<=\b{before} the )" for before in ("in", "for", "of", "around", "across"))
_PARTS = re.compile(r"[^\W\d_]{4,}")  # words of an area's name by which people call it for short
# Which of several councils it is, or where: names nothing by itself.
_NO_NAME = frozenset("north south east west upper lower great greater little royal saint city borough county district town hill".split())


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to.

    `documents` are ids in the order of the catalogue; `areas` the areas it names that have documents; `years` the years it names;
    `outside` a named year that no document in scope covers or mentions; `several` says that it sets documents side by side.
    """

    documents: tuple[str, ...]
    areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    outside: int | None = None
    several: bool = False


def scope_of(message: str, history: Sequence[Turn], documents: Sequence[Document], mentions: Callable[[str, Sequence[str]], bool]) -> Scope:
    """Given a message, the turns before it and the documents its asker may see, return its scope.

    `mentions(word, ids)` says whether a word stands in any of those documents.
    """
    areas = areas_named(message, documents) or _areas_before(history, documents)
    chosen = [d for d in documents if d.area in areas or not areas]
    if areas and not chosen:
        chosen = list(documents)
    years = years_named(_without_named_years(message, chosen, mentions))
    several = bool(_SEVERAL.search(message) and not asks_whether_it_stands(message)) or len(areas) > 1
    by_year = _of_years(chosen, years)
    if by_year and areas and _AND_NOW.search(message) and (newest := [d for d in newest_of_each(chosen) if d not in by_year]):
        by_year, several = [*by_year, *newest], True
    if not by_year and (called := _called_by_age(chosen, message)):
        by_year, several = called, False
    outside = None
    if by_year and not several:
        chosen = by_year
    elif years and not by_year and not asks_whether_it_stands(message):
        ids = [d.id for d in chosen]
        # Since when something has been so limits nothing to that year.
        asked = [year for year in years if not re.search(rf"\bsince (?:\w+ ){{0,2}}{year}\b", message, re.I)]
        outside = next((year for year in asked if not mentions(str(year), ids)), None)
    if outside is None and not several and (end := _of_another_run(message, chosen)) and not mentions(str(end), [d.id for d in chosen]):
        outside = end
    if outside is None and not several:
        outside = _after_all(message, chosen)
    chosen = _of_kind(chosen, message) if not several else chosen
    return Scope(tuple(d.id for d in chosen), areas, years, outside, several)


def _without_named_years(message: str, documents: Sequence[Document], mentions: Callable[[str, Sequence[str]], bool]) -> str:
    """A message without the years that end a name which some of the documents print ("the Quiet Lanes Model 2030"): they tell no time. A
    document's own title and an area are no such names."""
    ids = [document.id for document in documents]
    titles = " ".join(f"{document.title} {document.area or ''}" for document in documents).casefold()
    for match in reversed(list(_NAMED_YEAR.finditer(message))):
        word = match["name"].split()[-1]
        if word.casefold() not in titles and mentions(f"{word} {match['year']}", ids):
            message = message[: match.start("year")] + message[match.end("year") :]
    return message


def _after_all(message: str, documents: Sequence[Document]) -> int | None:
    """The year that begins when all documents are over, where a question asks for the plan or the priorities after that; None else."""
    found = _AFTER.search(message)
    ends = [document.period.end.year if document.period else None for document in documents]
    if found is None or not ends or any(end is None or end > int(found["year"]) for end in ends):
        return None
    return int(found["year"]) + 1


def _called_by_age(documents: Sequence[Document], message: str) -> list[Document]:
    """Of the documents of one area, those that a question calls the older or the newer; none where it calls none so, sets them side by
    side, or there is only one time."""
    newest = newest_of_each(documents)
    if len({document.area for document in documents}) != 1 or len(newest) == len(documents) or _BESIDE.search(message):
        return []
    # "The newest list, not the old plan's": what is not meant is named only to say so.
    message = _NOT_MEANT.sub(" ", without_what_is_over(message))
    old, late = bool(_OF_OLD.search(message)), bool(_OF_LATE.search(message))
    if old == late:
        return []
    return newest if late else [document for document in documents if document not in newest]


def without_what_is_over(text: str) -> str:
    """Given a question, return it without saying that an earlier plan is over: so much only tells that this is not meant."""
    return _OVER.sub(" ", text)


def asks_whether_it_stands(text: str) -> bool:
    """Given a question, say whether it asks if something still counts: a year in it is then the asker's own time."""
    return bool(_STANDING.search(text))


def areas_named(text: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Given a text, return the areas of the documents that it names, in the order of the text: whole, or for short where no other area is
    called so ("the Vale")."""
    found = _places(text, documents)
    return tuple(sorted(found, key=lambda area: found[area].start()))


def without_areas(text: str, documents: Sequence[Document]) -> str:
    """Given a text, return it without the names of the documents' areas."""
    for area in sorted({document.area for document in documents if document.area}, key=len, reverse=True):
        text = _whole_name(area).sub(" ", text)
    for match in sorted(_places(text, documents).values(), key=lambda match: -match.start()):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _places(text: str, documents: Sequence[Document]) -> dict[str, re.Match[str]]:
    areas = {document.area for document in documents if document.area}
    found = {area: _whole_name(area).search(text) or _for_short(area, areas, text) for area in areas}
    return {area: match for area, match in found.items() if match is not None}


@lru_cache(1024)
def _whole_name(area: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(area)}(?:['’]?s)?(?!\w)", re.I)


def _for_short(area: str, areas: Collection[str], text: str) -> re.Match[str] | None:
    """Where a text calls an area by one word of its name that no other's holds: with a capital inside a sentence and no other name beside
    it, or "in the vale"."""
    others = " ".join(other for other in areas if other != area).casefold()
    words = [word for word in _PARTS.findall(area) if word.casefold() not in _NO_NAME and word.casefold() not in others]
    if len(_PARTS.findall(area)) < 2:
        return None
    for name in map(re.escape, words):
        for match in re.finditer(rf"(?<![\w’'-]){name}(?:['’]s)?(?![\w-]| [A-Z])", text):
            if not re.search(r"(?:^|[.?!:]\W*|[A-Z]\w+ )$", text[: match.start()]):
                return match
        placed = rf"(?<=\bthe ){name}\b(?= (?:plan|strategy|council|partnership)\b)|(?:{_IN_THE}){name}\b"
        if short := re.search(placed, text, re.I):
            return short
    return None


def _areas_before(history: Sequence[Turn], documents: Sequence[Document]) -> tuple[str, ...]:
    """The areas that the conversation was about last: the newest of the user's turns that names one, else the newest answer that does."""
    for role in ("user", "assistant"):
        for turn in reversed(history):
            if turn.role == role and (areas := areas_named(turn.content, documents)):
                return areas
    return ()


def years_named(text: str) -> tuple[int, ...]:
    """Given a text, return the years it names; "2017-21" counts as both its ends."""
    years: list[int] = []
    for first, last in _YEARS.findall(text):
        years.append(int(first))
        if last:
            years.append(int(last) if len(last) == 4 else int(first[:2] + last[-2:]))
    return tuple(dict.fromkeys(years))


def _of_years(documents: Sequence[Document], years: Sequence[int]) -> list[Document]:
    """The documents that a year names: their period starts or ends with it, they were published in it, or their title or id holds it; else
    those whose period covers it. One whose time nobody knows may be meant by any year."""
    named = [d for d in documents if any(_is_named(d, year) for year in years)]
    named = named or [d for d in documents if d.period and any(d.period.covers(year) for year in years)]
    return [d for d in documents if d in named or _is_timeless(d)] if named else []


def _of_another_run(message: str, documents: Sequence[Document]) -> int | None:
    """The last year of the plan that a question calls by its years, where none of the documents runs so: not from the one, not to the
    other, and not over both."""
    called = _CALLED.search(message)
    if called is None or not documents:
        return None
    first, last = called[1] or called[3], called[2] or called[4]
    start, end = int(first), int(last if len(last) == 4 else first[:2] + last)
    for document in documents:
        period = document.period
        if period is None or period.start.year == start or period.end.year == end or (period.covers(start) and period.covers(end)):
            return None
    return end


def _is_timeless(document: Document) -> bool:
    return document.period is None and document.published is None and not years_named(document.title)


def _is_named(document: Document, year: int) -> bool:
    period = document.period
    if period and year in (period.start.year, period.end.year):
        return True
    return (document.published is not None and document.published.year == year) or str(year) in document.title


def _of_kind(documents: Sequence[Document], message: str) -> list[Document]:
    """Where documents of several kinds are in scope and the question names one kind, the documents of that kind."""
    kinds = {document.kind for document in documents}
    if len(kinds) < 2 or len({document.area for document in documents}) > 1:
        return list(documents)
    named = [kind for kind, pattern in _KINDS.items() if kind in kinds and pattern.search(message)]
    return [d for d in documents if d.kind == named[0]] if len(named) == 1 and named[0] == "scrutiny report" else list(documents)
