"""Two names for what reads like one thing: the same words in another order, a document that is a plan here and a strategy there, a body
that is a board here and a group there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from assistant.findings.bodies import EXTERNAL
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import stems
from assistant.findings.saying import told
from assistant.findings.script import SURE, Script, Sentence
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.register.entry import EntryKind, plain

_T = FindingType.NAMES
_CAPITAL = r"[A-Z][\w’'-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:and|of|for|the|on|&)\s+){{0,2}}{_CAPITAL}){{2,6}}")
_KINDS = "Plan|Strategy|Framework|Programme|Agreement"
# The same without years; what carries out a strategy is a plan of its own.
_UNDATED = re.compile(
    rf"(?P<name>(?:{_CAPITAL}\s+(?:(?:and|of|for|against|&)\s+)?){{2,7}})(?P<kind>Plan|Strategy)\b(?!\s+(?:for\s+)?(?:19|20)\d{{2}}|\s+[A-Z])"
)
_CARRIES_OUT = re.compile(
    r"\b(?:Action|Delivery|Implementation|Business|Annual|Work|Local|Medium|Financial|Communications?|Service|Improvement|Police|Policing)\s*$|\b(?:MTF|Council|Corporate|National|Government|London|Mayor\S*)\b"
)
FEWEST_WORDS = 2  # stems of a paper's name
_YEARS = r"(?:19|20)\d{2}\s?[-–/]\s?(?:20)?\d{2}"
_PAPER = re.compile(
    rf"(?P<name>(?:{_CAPITAL}\s+(?:(?:and|of|for|&)\s+)?){{2,7}})(?P<kind>(?i:{_KINDS}))\s+(?:for\s+|of\s+)?(?P<years>{_YEARS})"
)
# Heads of names that people use for one another; a board and a team are two things.
_HEADS = (
    "board group executive meeting".split(),
    "team service services unit division department directorate taskforce brigade".split(),
    ["panel"],
    ["forum"],
    ["partnership"],
    ["committee"],
)
# What is a title throughout, so that the order of its words is its name, whatever joins them.
_TITLED = re.compile(
    r"\b(?:Plan|Strategy|Framework|Programme|Protocol|Survey|Charter|Board|Group|Panel|Forum|Partnership|Committee|Team|Unit|Service)$"
)
# Words that stand for one thing in such names, each by the first.
_SYNONYMS = (
    "crime incident",
    "violence abuse",
    "offending justice",
    "drug substance",
    "engagement participation involvement",
)
_SAFETY = frozenset(words_of("safer safe safety stronger together community communities crime disorder reduction partnership"))
_WIDER = frozenset(words_of("london greater county england"))  # what is the wider place's is another body
_LOCAL = frozenset(
    words_of("local borough misuse action")
)  # the same of a team's, whose "multi-agency" or "operational" tells it from another
# Two levels of one subject, which are two bodies.
_LEVELS = (
    re.compile(r"\b(?:strategic|strategy|management|steering|executive)\b", re.I),
    re.compile(r"\b(?:operational|delivery|working|tasking|task|practitioner\w*)\b", re.I),
)
_HEADED = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:and|of|for|the|on|against|&)\s+){{0,2}}{_CAPITAL}){{1,6}}")
_OPENING = re.compile(
    r"^(?:(?:The|This|Our|A|An|Its|Through|By|With|To|In|At|On|From|And|For|Under|Lead|Chair|Chaired|Support|Supporting|When|Where|While|Whilst)\s+)+"
)
_GOES_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s+(?:against|of|for)\s+$")  # the name begins before what was taken for it
_NATIONAL = re.compile(r"^(?:the\s+)?youth justice board$", re.I)
_SMALL = frozenset(words_of("and of for the against in"))
# What is put before a body's name, or left out, without another one being meant.
_GENERIC = frozenset(
    words_of(
        "strategic local joint multi agency multi-agency borough wide combating combatting tackling operational management steering"
        " overview scrutiny select standing strategy reducing reduction preventing prevention partnership misuse"
    )
)


def namesakes(script: Script) -> Iterator[Finding]:
    """Given a document, yield what has two names in it."""
    yield from _reordered(script)
    yield from _papers(script)
    yield from _undated_papers(script)
    yield from _bodies(script)


def _told(first: str, one: Span, second: str, other: Span, sure: float) -> Finding:
    names = {"first": _shown(first), "second": _shown(second)}
    return told("contradiction.two_names", _T, [one, other], names, sure=sure)


def _shown(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()


def _reordered(script: Script) -> Iterator[Finding]:
    """Names with the same words, three or more, in two orders; lists of things joined by "and" may stand in any."""
    said: dict[frozenset[str], dict[tuple[str, ...], tuple[str, Span]]] = {}
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _NAME.finditer(sentence.text):
            if re.search(r"\s(?:and|&)\s", match.group()) and not _TITLED.search(match.group()):
                continue
            order = tuple(word for word in words_of(re.sub(r"^(?:The|Our|This|A)\s+", "", match.group())) if word not in _SMALL)
            if len(set(order)) < 3 or len(set(order)) != len(order):
                continue
            forms = said.setdefault(frozenset(order), {})
            forms.setdefault(order, (match.group(), sentence.cut(match.start(), match.end())[0]))
    for forms in said.values():
        if len(forms) > 1:
            (first, one), (second, other) = list(forms.values())[:2]
            yield _told(first, one, second, other, 0.75)


def _papers(script: Script) -> Iterator[Finding]:
    """A plan and a strategy of the same years, one of whose names is the other or part of it."""
    met: dict[str, list[tuple[str, str, Span]]] = defaultdict(list)
    lines = [Sentence(piece, 0, len(piece.text), place) for place, piece in enumerate(script.flow.pieces)]
    for line in [*lines, *script.short_cells]:
        for match in _PAPER.finditer(line.text):
            spans = line.cut(match.start(), match.end())
            if spans:
                met[_years(match["years"])].append((match["name"], match["kind"], spans[0]))
    place = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    for found in met.values():
        for (name, kind, one), (other_name, other_kind, other) in combinations(found, 2):
            if (
                kind.casefold() != other_kind.casefold()
                and _is_part(name, other_name)
                or _is_usual(name, kind, other_name, other_kind, place)
            ):
                yield _told(f"{name}{kind}", one, f"{other_name}{other_kind}", other, 0.7)
                break


def _undated_papers(script: Script) -> Iterator[Finding]:
    """A plan and a strategy of one name, without years, that no sentence tells apart."""
    met: dict[frozenset[str], dict[str, tuple[str, Span]]] = defaultdict(dict)
    told_apart: set[frozenset[str]] = set()
    for sentence in [*script.sentences, *script.cell_sentences, *script.titles]:
        here: set[tuple[frozenset[str], str]] = set()
        for match in _UNDATED.finditer(sentence.text):
            name = _OPENING.sub("", match["name"])
            core = frozenset(words_of(name)) - _SMALL
            if len(core) >= FEWEST_WORDS and not core <= _SAFETY and not _CARRIES_OUT.search(name):
                met[core].setdefault(
                    match["kind"], (f"{name}{match['kind']}", sentence.cut(match.end() - len(name) - len(match["kind"]), match.end())[0])
                )
                here.add((core, match["kind"]))
        told_apart |= {core for core, kind in here for other, other_kind in here if core == other and kind != other_kind}
    for core, kinds in met.items():
        if len(kinds) > 1 and core not in told_apart:
            (first, one), (second, other) = list(kinds.values())[:2]
            yield _told(first, one, second, other, 0.62)


def _is_usual(name: str, kind: str, other_name: str, other_kind: str, place: frozenset[str]) -> bool:
    """Whether two papers of the same years are called by one place and else by words for the safety of a place, but not by the same."""
    a, b = (frozenset(words_of(re.sub(r"^(?:The|Our|This|New|Draft)\s+", "", one))) - _SMALL for one in (name, other_name))
    places = a & b & place if place else (a & b) - _SAFETY
    usual = bool(places) and a - places <= _SAFETY and b - places <= _SAFETY and bool(a - places) and bool(b - places)
    return usual and (a != b or kind.casefold() != other_kind.casefold())


def _years(text: str) -> str:
    """Two years as they are compared: "2019-22", "2019/2022" and "2019–2022" are the same."""
    first, last = re.findall(r"\d+", text)[:2]
    return f"{first}-{last[-2:]}"


def _is_part(first: str, second: str) -> bool:
    a, b = (set(words_of(name)) - _GENERIC - {"partnership"} for name in (first, second))
    return len(a & b) >= 2 and (a <= b or b <= a)


def _bodies(script: Script) -> Iterator[Finding]:
    """Boards and groups, or teams and services, whose names differ in their last word or in a general one, and that never stand in one
    sentence: there, they would be told apart."""
    place = (stems(f"{script.document.area or ''} {script.document.authority or ''}") | _places_of_title(script)) - _WIDER
    named: dict[str, tuple[str, frozenset[str], int, Span]] = {}
    for said, span in (*_of_register(script), *_in_words(script)):
        name = re.sub(r"^(?:(?:the|our|a|an|of|and|for)\s+)+", "", re.sub(r"\s*\([^)]*\)", "", said), flags=re.I)
        head = name.split()[-1].casefold()
        family = next((place for place, heads in enumerate(_HEADS) if head in heads), None)
        core = frozenset(words_of(_spelt_out(name, script))) - place - frozenset(words_of(head)) - _SMALL
        core -= _LOCAL if family == 1 else _GENERIC
        core = frozenset(_synonyms().get(word, word) for word in core)
        if family is not None and core and not _NATIONAL.search(name):
            named.setdefault(plain(name), (_shown(name), core, family, span))
    for (first, core, family, span), (second, others, other_family, other) in combinations(named.values(), 2):
        same = core == others and family == other_family and words_of(_spelt_out(first, script)) != words_of(_spelt_out(second, script))
        spelt, other_spelt = _spelt_out(first, script), _spelt_out(second, script)
        short = _is_short_for(spelt, other_spelt) or _is_short_for(other_spelt, spelt)
        if same and not short and not _is_inside(first, second) and not _are_levels(first, second) and not _together(first, second, script):
            yield _told(first, span, second, other, 0.62)


def _places_of_title(script: Script) -> frozenset[str]:
    """The stems of a title's words that the document never writes small: where nobody says of which area it is, its place is among them."""
    if script.document.area:
        return frozenset()
    small = set(re.findall(r"(?<![\w’'-])[a-z][\w’'-]*", script.text))
    capital = [word for word in re.findall(r"(?<![\w’'-])[A-Z][\w’'-]*", script.document.title) if word.casefold() not in small]
    return frozenset(stem for word in capital for stem in words_of(word)) - _SAFETY


def _of_register(script: Script) -> Iterator[tuple[str, Span]]:
    for one in script.entries:
        if one.kind is EntryKind.BODY and one.confidence >= SURE and one.fields.get("role") != "person" and not EXTERNAL.search(one.name):
            before = script.pages[one.spans[0].page - 1].text[: one.spans[0].start]
            if not _GOES_BEFORE.search(before):
                yield one.name, one.spans[0]


def _in_words(script: Script) -> Iterator[tuple[str, Span]]:
    """Names of bodies in capitals that the register does not hold: those that end in what a body is called by."""
    heads = {head for heads in _HEADS for head in heads}
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _HEADED.finditer(sentence.text):
            name = _OPENING.sub("", match.group())
            if name.split()[-1].casefold() in heads and len(name.split()) >= 2 and not EXTERNAL.search(name):
                yield name, sentence.cut(match.end() - len(name), match.end())[0]


@cache
def _synonyms() -> dict[str, str]:
    groups = ([word for name in group.split() for word in words_of(name)] for group in _SYNONYMS)
    return {word: group[0] for group in groups for word in group}


def _are_levels(first: str, second: str) -> bool:
    """Whether two names are of two levels of one subject, one that steers and one that does."""
    return any(a.search(one) and b.search(other) for a, b in (_LEVELS, _LEVELS[::-1]) for one, other in ((first, second),))


def _spelt_out(name: str, script: Script) -> str:
    """A name with the abbreviations in it that the document spells out as the words they stand for."""
    terms = script.once("words that letters stand for", _terms)
    return " ".join(terms.get(word) or word for word in name.split())


def _terms(script: Script) -> dict[str, str]:
    return {one.fields.get("short", ""): one.fields.get("expansion", "") for one in script.entries if one.kind is EntryKind.TERM}


def _is_short_for(first: str, second: str) -> bool:
    """Whether letters in one name may be the initials of words in the other: of long ones that nobody spells out, nobody knows."""
    capitals = "".join(word[0] for word in re.split(r"[\s-]+", second) if word[0].isupper())
    return any(letters in capitals or len(letters) > 2 for letters in re.findall(r"\b[A-Z]{2,6}\b", first) if letters not in second)


def _is_inside(first: str, second: str) -> bool:
    """Whether one name is the other with something before it ("Example Board", "Board"): that is short for it, no second name."""
    a, b = plain(first), plain(second)
    return a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a)


def _together(first: str, second: str, script: Script) -> bool:
    a, b = plain(first), plain(second)
    return any(a in text and b in text for text in (plain(sentence.text) for sentence in script.sentences))
