"""Two names for one thing that the words around them give away: two groups of the same members, weeks and chair, two schemes at the same
place; and one person under two first names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from assistant.findings.doers import is_public
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import essence, stems
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.register.entry import plain

_T = FindingType.NAMES
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|the|&)\s+){0,2}[A-Z][\w’'-]*){1,5}")
_LEADING = re.compile(r"^(?:(?:The|This|Our|A|An|In|On|At|By|From|To|And|For|With|When|Where|While|As|Under|All|Both|Each|Its)\s+)+")
_GROUP = re.compile(
    r"\b(?:Board|Group|Panel|Forum|Partnership|Committee|Executive|Meeting|Hub|Team|Unit|Cell|Network|Alliance|Conference|Taskforce|Assembly)$"
)
# Words that set two things apart whose names else are alike.
_CONTRARY = (
    "north south east west central",
    "adult adults young youth children child family families older women men girls boys",
    "upper lower inner outer new old day night morning evening first second third one two three",
    "strategic operational tactical steering delivery working practitioner executive tasking",
    "primary secondary county district borough parish town city local national regional",
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter",
)
_SMALL = frozenset("and of for the &".split())
_PERSON = re.compile(
    r"\b(?P<title>Councillor|Cllr|Chief\s+Inspector|Superintendent|Chief\s+Superintendent|Inspector|Mr|Mrs|Ms|Dr|Sir|Dame)\.?\s+(?P<first>[A-Z][a-z]+)\s+(?P<last>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b"
)
# A person with a post, in either order: "Jane Webb, Cabinet Member for Parks", "the Head of Parks, Jane Webb". A chair may have several.
_OFFICE = (
    r"(?P<{0}post>(?:Lead\s+|Cabinet\s+|Executive\s+)?Member|Portfolio\s+Holder|(?:Interim\s+|Acting\s+|Assistant\s+|Deputy\s+|Executive\s+)?(?:Head|Director))\s+(?:for|of)\s+(?:the\s+)?"
    r"(?P<{0}of>[A-Z][\w’'-]*(?:,?\s+(?:(?:and|of|for|the|&)\s+){{0,2}}[A-Z][\w’'-]*){{0,6}})"
)
_SOMEBODY = r"(?P<{0}who>(?!Head|Director|Cabinet|Lead|Chair|Member)[A-Z][a-z]+\s+(?:[A-Z]\.\s+)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_HOLDS = re.compile(
    rf"{_SOMEBODY.format('a')}\s*(?:,|\(|[-–—]|is\s+(?:the|our)|as)\s*(?:the\s+|our\s+)?{_OFFICE.format('a')}"
    rf"|{_OFFICE.format('b')}\s*(?:,|\(|:|[-–—])\s*(?:Councillor\s+|Cllr\.?\s+)?{_SOMEBODY.format('b')}\b"
)
_FORMERLY = re.compile(r"\b(?:former\w*|previous\w*|then|until|was|acting|interim)\b", re.I)
# Two words for one who helps victims; an officer and a worker may be two.
_HELPERS = frozenset({"advisor", "adviser", "advisors", "advisers", "advocate", "advocates"})
FEWEST_AROUND = 6  # stems around two groups' names that they share
LEAST_AROUND = 0.5  # of the stems around the one that less is said of
FEWEST_BESIDE = 4  # the same around two names that differ in one word
LEAST_BESIDE = 0.35
FEWEST_NAMED = 2  # stems of other names beside both
FEWEST_NAME = 3  # words of a helper's name
ALIKE = 60  # of 100: first names of which one is the other misprinted


@dataclass(frozen=True, slots=True)
class _Called:
    """A name in a sentence: its words, the stems of the rest of the sentence, the names in it, and where it stands."""

    name: str
    words: tuple[str, ...]
    around: frozenset[str]
    names: frozenset[str]
    span: Span
    sentence: Sentence


def likenames(script: Script) -> Iterator[Finding]:
    """Given a document, yield what has two names, by what is said around them."""
    called = [one for sentence in [*script.sentences, *script.cell_sentences] for one in _called(sentence, script)]
    together = {frozenset((one.name, other.name)) for one, other in combinations(called, 2) if one.sentence is other.sentence}
    reported: set[frozenset[str]] = set()
    for one, other in combinations(called, 2):
        pair = frozenset((one.name, other.name))
        if one.name == other.name or pair in together or pair in reported or not set(one.words) & set(other.words):
            continue
        if _is_group_of_same(one, other) or _is_beside_same(one, other):
            reported.add(pair)
            yield told("contradiction.two_names", _T, [one.span, other.span], {"first": one.name, "second": other.name}, sure=0.65)
    yield from _people(script)
    yield from _posts(script)
    yield from _advisers(called, together)


def _called(sentence: Sentence, script: Script) -> Iterator[_Called]:
    matches = [(match, _LEADING.sub("", re.sub(r"\s+", " ", match.group()))) for match in _NAME.finditer(sentence.text)]
    for match, name in matches:
        words = tuple(word for word in plain(name).split() if word not in _SMALL)
        if len(name.split()) < 2 or len(words) < 2:
            continue
        rest = sentence.text[: match.start()] + " " + sentence.text[match.end() :]
        others = frozenset(stem for other, title in matches if other is not match for stem in stems(title))
        start = match.end() - len(match.group()) + match.group().find(name.split()[0])
        yield _Called(name, words, essence(rest, script) - stems(name), others, sentence.cut(start, match.end())[0], sentence)


def _is_group_of_same(one: _Called, other: _Called) -> bool:
    """Whether two groups whose names share a word beside what they are have the same said of them."""
    if not (_GROUP.search(one.name) and _GROUP.search(other.name)) or _is_inside(one, other) or _are_contrary(one, other):
        return False
    heads = {one.words[-1], other.words[-1]}
    shared = one.around & other.around
    in_names = set(one.words) & set(other.words) - heads
    return bool(in_names) and len(shared) >= FEWEST_AROUND and len(shared) >= LEAST_AROUND * min(len(one.around), len(other.around))


def _is_beside_same(one: _Called, other: _Called) -> bool:
    """Whether two names of three words or more differ in one, and the same place or body is named beside both."""
    if len(one.words) != len(other.words) or len(one.words) < 3 or _are_contrary(one, other):
        return False
    odd = [(a, b) for a, b in zip(one.words, other.words, strict=True) if a != b]
    shared, least = one.around & other.around, min(len(one.around), len(other.around))
    return len(odd) == 1 and len(shared) >= max(FEWEST_BESIDE, LEAST_BESIDE * least) and len(one.names & other.names) >= FEWEST_NAMED


def _is_inside(one: _Called, other: _Called) -> bool:
    return set(one.words) <= set(other.words) or set(other.words) <= set(one.words)


def _are_contrary(one: _Called, other: _Called) -> bool:
    a, b = set(one.words) - set(other.words), set(other.words) - set(one.words)
    return any(a & group and b & group for group in (set(words.split()) for words in _CONTRARY))


def _people(script: Script) -> Iterator[Finding]:
    """A person's title and surname with two first names of which one is nearly the other."""
    met: dict[tuple[str, str], tuple[str, str, Span]] = {}
    lines = [*script.sentences, *script.cell_sentences, *script.short_cells, *script.titles]
    for sentence in lines:
        for match in _PERSON.finditer(sentence.text):
            key = (match["title"].replace("Cllr", "Councillor"), match["last"])
            span = sentence.cut(*match.span())[0]
            first = met.setdefault(key, (match["first"], match.group(), span))
            short = first[0].startswith(match["first"]) or match["first"].startswith(first[0])
            if first[0] != match["first"] and not short and fuzz.ratio(first[0], match["first"]) >= ALIKE:
                yield told("contradiction.two_names", _T, [first[2], span], {"first": first[1], "second": match.group()}, sure=0.65)
                return


def _posts(script: Script) -> Iterator[Finding]:
    """One person with two posts of one name in different words, none of which is the other in short."""
    met: dict[tuple[str, str], tuple[str, str, Span, Sentence]] = {}
    place = stems(f"{script.document.area or ''} {script.document.authority or ''} {script.document.title}")
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells, *script.titles]:
        for match in _HOLDS.finditer(sentence.text) if not _FORMERLY.search(sentence.text) else ():
            who, post, of = (match[f"a{name}"] or match[f"b{name}"] for name in ("who", "post", "of"))
            key = (who, " ".join(post.casefold().split()))
            first = met.setdefault(key, (of, match.group(), sentence.cut(*match.span())[0], sentence))
            a, b = set(words_of(first[0])), set(words_of(of))
            if first[3] is not sentence and not is_public(who) and not stems(who) & place and a and b and not a <= b and not b <= a:
                span = sentence.cut(*match.span())[0]
                yield told("contradiction.two_names", _T, [first[2], span], {"first": first[1], "second": match.group()}, sure=0.65)
                return


def _advisers(called: list[_Called], together: set[frozenset[str]]) -> Iterator[Finding]:
    """Advisers here who are advocates of the same name there."""
    helpers = [one for one in called if len(one.words) >= FEWEST_NAME and one.words[-1] in _HELPERS]
    for one, other in combinations(helpers, 2):
        apart = one.words[-1][:4] != other.words[-1][:4] and one.words[:-1] == other.words[:-1]
        if apart and frozenset((one.name, other.name)) not in together:
            yield told("contradiction.two_names", _T, [one.span, other.span], {"first": one.name, "second": other.name}, sure=0.65)
            return
