"""Two names for what reads like one thing: the same words in another order, a document that is a plan here and a strategy there, a body
that is a board here and a group there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from assistant.findings.bodies import EXTERNAL
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import stems
from assistant.findings.saying import told
from assistant.findings.script import SURE, Script
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.register.entry import EntryKind, plain

_T = FindingType.NAMES
_CAPITAL = r"[A-Z][\w’'-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:and|of|for|the|on|&)\s+){{0,2}}{_CAPITAL}){{2,6}}")
_KINDS = "Plan|Strategy|Framework|Programme|Agreement"
_YEARS = r"(?:19|20)\d{2}\s?[-–/]\s?(?:20)?\d{2}"
_PAPER = re.compile(
    rf"(?P<name>(?:{_CAPITAL}\s+(?:(?:and|of|for|&)\s+)?){{2,7}})(?P<kind>(?i:{_KINDS}))\s+(?:for\s+|of\s+)?(?P<years>{_YEARS})"
)
# Heads of names that people use for one another; a board and a team are two things.
_HEADS = (
    "board group panel forum partnership executive committee meeting".split(),
    "team service services unit hub division department directorate".split(),
)
_NATIONAL = re.compile(r"^(?:the\s+)?youth justice board$", re.I)
_SMALL = frozenset(words_of("and of for the against in"))
# What is put before a body's name, or left out, without another one being meant.
_GENERIC = frozenset(
    words_of(
        "strategic local joint multi agency multi-agency borough wide combating combatting tackling operational management steering"
        " strategy reducing reduction preventing prevention"
    )
)


def namesakes(script: Script) -> Iterator[Finding]:
    """Given a document, yield what has two names in it."""
    yield from _reordered(script)
    yield from _papers(script)
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
            if re.search(r"\s(?:and|&)\s", match.group()):
                continue
            order = tuple(words_of(match.group()))
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
    for piece in script.flow.pieces:
        text = re.sub(r"\s", " ", piece.text)
        for match in _PAPER.finditer(text):
            spans = piece.cut(match.start(), match.end())
            if spans:
                met[re.sub(r"\D", "", match["years"])].append((match["name"], match["kind"].casefold(), spans[0]))
    for found in met.values():
        pairs = (pair for pair in combinations(found, 2) if pair[0][1] != pair[1][1] and _is_part(pair[0][0], pair[1][0]))
        for (name, kind, one), (other_name, other_kind, other) in list(pairs)[:1]:
            yield _told(f"{name}{kind.capitalize()}", one, f"{other_name}{other_kind.capitalize()}", other, 0.7)


def _is_part(first: str, second: str) -> bool:
    a, b = (set(words_of(name)) - _GENERIC - {"partnership"} for name in (first, second))
    return len(a & b) >= 2 and (a <= b or b <= a)


def _bodies(script: Script) -> Iterator[Finding]:
    """Boards and groups, or teams and services, whose names differ in their last word or in a general one, and that never stand in one
    sentence: there, they would be told apart."""
    place = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    named: dict[str, tuple[str, frozenset[str], int, Span]] = {}
    for one in script.entries:
        if one.kind is not EntryKind.BODY or one.confidence < SURE or one.fields.get("role") == "person" or EXTERNAL.search(one.name):
            continue
        name = re.sub(r"^(?:the|our)\s+", "", re.sub(r"\s*\([^)]*\)", "", one.name), flags=re.I)
        head = name.split()[-1].casefold()
        family = next((place for place, heads in enumerate(_HEADS) if head in heads), None)
        core = frozenset(words_of(_spelt_out(name, script))) - _GENERIC - place - frozenset(words_of(head)) - _SMALL
        if family is not None and core and not _NATIONAL.search(name):
            named.setdefault(plain(name), (name, core, family, one.spans[0]))
    for (first, core, family, span), (second, others, other_family, other) in combinations(named.values(), 2):
        same = core == others and family == other_family and words_of(first) != words_of(second)
        if same and not _is_inside(first, second) and not _together(first, second, script):
            yield _told(first, span, second, other, 0.62)


def _spelt_out(name: str, script: Script) -> str:
    """A name with the abbreviations in it that the document spells out as the words they stand for."""
    terms = {one.fields.get("short", ""): one.fields.get("expansion", "") for one in script.entries if one.kind is EntryKind.TERM}
    return " ".join(terms.get(word) or word for word in name.split())


def _is_inside(first: str, second: str) -> bool:
    """Whether one name is the other with something before it ("Example Board", "Board"): that is short for it, no second name."""
    a, b = plain(first), plain(second)
    return a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a)


def _together(first: str, second: str, script: Script) -> bool:
    a, b = plain(first), plain(second)
    return any(a in text and b in text for text in (plain(sentence.text) for sentence in script.sentences))
