"""Two names under which one and the same thing is described: "the Tasking Group, made up of …, meets monthly and puts resources into
hotspots" in one section, "each month the Joint Action Panel (…) puts resources into the hotspots" in another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import essence, stems
from assistant.findings.quantity import number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.register.entry import plain

_T = FindingType.NAMES
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|&)\s+)?[A-Z][\w’'-]*){0,5}")
_LEADING = re.compile(
    r"^(?:(?:The|This|Our|A|An|In|On|At|By|From|To|And|For|With|When|Where|While|As|Under|All|Both|Each|Every|Its|We|It|Run|Through|Also|Any"
    r"|That|Keep|Refer|Use|Join|Ask)\s+)+"
)
# What is no name of a group or a scheme: people by their posts, bodies that everybody knows, papers, laws, places and times.
_NO_THING = re.compile(
    r"\b(?:manager|inspector|officer|director|leader|head|commissioner|co-?ordinator|chair|councillor|cllr|mayor|sergeant|advis[eo]r"
    r"|commander|superintendent|constable|lead|council|police|government|office|ministry|commission|court|trust|nhs|university|college"
    r"|school|hospital|prison|act|plan|strategy|report|assessment|survey|order|bill|code|policy|fund|grant|award|street|road|square|park|town|ward"
    r"|village|station|centre|estate|county|city|borough|district|table|figure|appendix|annex|section|priority|aim|objective|chapter|page"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|spring|summer|autumn|winter|mr|mrs|ms|dr|sir|i)s?\b",
    re.I,
)
# What numbers things, and what people are addressed by.
_OPENS = re.compile(
    r"(?:priority|aim|objective|goal|theme|strand|action|table|figure|chart|map|appendix|annex|section|part|chapter|page|option|phase|stage|dr|mr|mrs|ms"
    r"|sir|dame|lord|lady|professor|prof|cllr|councillor|superintendent|minister)\.?",
    re.I,
)
_REPLACED = re.compile(
    r"\b(?:formerly|former|replac\w+|renamed|known\s+as|called|became|becomes|merged|succeed\w*|took\s+over|instead\s+of|unlike|whereas)\b",
    re.I,
)
_RHYTHM = re.compile(
    r"\b(?P<named>daily|weekly|fortnightly|monthly|quarterly|yearly|annually)\b|\b(?:every|each|once\s+an?|twice\s+an?)\s+(?P<every>(?:two|three|six)\s+(?:weeks|months)"
    r"|fortnight|day|week|month|quarter|year)\b|\b(?P<times>\w+)\s+times\s+a\s+year\b",
    re.I,
)
_DAYS = {
    "daily": 1, "day": 1, "weekly": 7, "week": 7, "fortnightly": 14, "fortnight": 14, "two weeks": 14, "monthly": 30, "month": 30,
    "two months": 61, "quarterly": 91, "quarter": 91, "three months": 91, "six months": 182, "yearly": 365, "annually": 365, "year": 365,
}  # fmt: skip
_WEEKDAY = re.compile(r"\b(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.I)
# Those who sit on a body, by their posts.
_POST = re.compile(
    r"\b(managers?|inspectors?|sergeants?|officers?|heads?|directors?|commissioners?|superintendents?|constables?|councillors?|advis[eo]rs?"
    r"|co-?ordinators?|nurses?|teachers?|solicitors?|magistrates?|leads?|workers?|wardens?|consultants?|psychologists?)\b",
    re.I,
)
_BODY = re.compile(r"(?:board|group|panel|meeting|forum|committee|conference|cell|team|circle|hub|partnership)", re.I)
FEWEST_POSTS = 2  # that two bodies of one weekday share, to be one
RARE = 4  # sentences of a document in which a stem may stand that tells things apart
FEWEST_RARE = 3  # stems of that kind which two descriptions share
FEWEST = 5  # stems that they share in all
FEWEST_BARE = 6  # the same where nothing is said of how often they meet
LEAST_BARE = 0.65
FEWEST_KIN = 4  # the same where the names share a word
LEAST_KIN = 0.9
LEAST = 0.55  # of the stems of the shorter one
LEAST_NEAR = 0.75  # the same where both stand in one section
LONGEST = 60  # words of a sentence that describes one thing


@dataclass(frozen=True, slots=True)
class _Described:
    """A sentence with what it says, as stems and numbers, and the names in it with where they stand."""

    sentence: Sentence
    says: frozenset[str]
    names: tuple[tuple[str, Span], ...]


def described(script: Script) -> Iterator[Finding]:
    """Given a document, yield the pairs of names under which it describes one thing."""
    texts = [*script.sentences, *script.cell_sentences, *script.short_cells]
    every = [one for sentence in texts if (one := _described(sentence, script)) is not None]
    spread = Counter(stem for one in every for stem in one.says)
    rare: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(every):
        for stem in one.says:
            if 2 <= spread[stem] <= RARE:
                rare[stem].append(place)
    pairs = Counter(pair for places in rare.values() for pair in combinations(places, 2))
    reported: set[frozenset[str]] = set()
    for (a, b), shared in sorted(pairs.items()):
        names = _names_of_one(every[a], every[b], script) if shared >= FEWEST_RARE and _says_alike(every[a], every[b]) else None
        if names is not None and (key := frozenset(plain(name) for name, _ in names)) not in reported:
            reported.add(key)
            (first, where), (second, other) = names
            yield told("contradiction.two_names", _T, [where, other], {"first": first, "second": second}, sure=0.65)


def same_circle(script: Script) -> Iterator[Finding]:
    """Given a document, yield the pairs of names of one kind of body on which the same posts sit on the same day of the week."""
    found: list[tuple[_Described, str, Span, frozenset[str], frozenset[str]]] = []
    for sentence in [*script.sentences, *script.cell_sentences]:
        days = frozenset(match["day"].casefold() for match in _WEEKDAY.finditer(sentence.text))
        one = _described(sentence, script) if days else None
        bodies = [(name, span) for name, span in one.names if _BODY.fullmatch(name.split()[-1])] if one is not None else []
        posts = frozenset(post.casefold().rstrip("s") for post in _POST.findall(sentence.text))
        if one is not None and len(bodies) == 1 and len(days) == 1 and len(posts) >= FEWEST_POSTS:
            found.append((one, *bodies[0], days, posts))
    for (one, first, where, days, posts), (other, second, there, other_days, other_posts) in combinations(found, 2):
        a, b = plain(first), plain(second)
        apart = one.sentence.piece is not other.sentence.piece and not (a in b or b in a) and a.split()[-1] == b.split()[-1]
        if apart and days == other_days and len(posts & other_posts) >= FEWEST_POSTS and _stay_apart(a, b, script):
            yield told("contradiction.two_names", _T, [where, there], {"first": first, "second": second}, sure=0.65)


def _described(sentence: Sentence, script: Script) -> _Described | None:
    names = tuple(_names(sentence, script))
    words = sentence.text.split()
    in_prose = sum(word[0].islower() for word in words) * 2 > len(words)  # no line of sources
    if not names or not in_prose or len(words) > LONGEST or _REPLACED.search(sentence.text):
        return None
    numbers = {f"#{one}" for one in re.findall(r"(?<![\w/–-])\d{1,5}(?![\w/–-])", sentence.text)}
    return _Described(sentence, frozenset(essence(sentence.text, script) | numbers), names)


def _names(sentence: Sentence, script: Script) -> Iterator[tuple[str, Span]]:
    """The names in a sentence that may be of a group or a scheme; one word only where it is never written small and opens no sentence."""
    for match in _NAME.finditer(sentence.text):
        name = re.sub(r"[’']s?$", "", match.group())
        led = _LEADING.match(name)
        start = match.start() + (led.end() if led else 0)
        name = name[led.end() :] if led else name
        words = name.split()
        if not words or re.search(r"[A-Z]{2}", name) or re.fullmatch(r"\S+\s+and\s+\S+", name):
            continue  # letters that somebody spells out, and two places
        opens = not re.search(r"[\w,;(–—]\s*$", sentence.text[:start])
        bare = len(words) == 1 and (opens or len(name) < 4 or f" {name.casefold()}" in script.text)
        if not bare and not _NO_THING.search(words[-1]) and not _OPENS.fullmatch(words[0]):
            yield re.sub(r"\s+", " ", name), sentence.cut(start, start + len(name))[0]


def _says_alike(first: _Described, second: _Described) -> bool:
    """Whether two sentences say much the same of what they name, and not that it is of another rhythm."""
    if first.sentence.piece is second.sentence.piece:
        return False
    names = [frozenset(stem for name, _ in one.names[:1] for stem in words_of(name)) for one in (first, second)]
    a, b = first.says - names[0], second.says - names[1]
    shared = a & b
    least = LEAST_NEAR if first.sentence.piece.section == second.sentence.piece.section else LEAST
    rhythms = [_rhythm(one.sentence.text) for one in (first, second)]
    if all(rhythms) and rhythms[0] != rhythms[1]:
        return False
    covered = len(shared) / max(1, min(len(a), len(b)))
    kin = bool(names[0] & names[1]) and len(shared) >= FEWEST_KIN and (covered >= LEAST_KIN or all(rhythms))
    many = len(shared) >= FEWEST and all(rhythms) or len(shared) >= FEWEST_BARE and covered >= LEAST_BARE
    return (many or kin) and covered >= least


def _rhythm(text: str) -> int:
    """How many days lie between two meetings; 0 where nothing is said."""
    match = _RHYTHM.search(text)
    if match is None:
        return 0
    if match["times"]:
        return 365 // (number_of(match["times"]) or 365)
    return _DAYS.get(re.sub(r"\s+", " ", (match["named"] or match["every"]).casefold()), 0)


def _names_of_one(first: _Described, second: _Described, script: Script) -> Sequence[tuple[str, Span]] | None:
    """The one name of each sentence that may be of what both describe; None where there is none or the document tells them apart."""
    own = [
        next(((name, span) for name, span in one.names if plain(name) not in plain(other.sentence.text)), None)
        for one, other in ((first, second), (second, first))
    ]
    if own[0] is None or own[1] is None:
        return None
    a, b = plain(own[0][0]), plain(own[1][0])
    same_head = a.split()[-1] == b.split()[-1]
    if any(_is_of_place(name.split()[0], script) for name, _ in (own[0], own[1])) or _say_just_the_same(first, second, (a, b)):
        return None  # one design in two places
    if same_head or a in b or b in a or _are_initials(a, b) or _are_initials(b, a) or not _stay_apart(a, b, script):
        return None
    return own[0], own[1]


def _say_just_the_same(first: _Described, second: _Described, names: tuple[str, str]) -> bool:
    """Whether two sentences are one but for the names: two of a kind are told of in one set of words."""
    said = [plain(one.sentence.text).replace(name, "") for one, name in zip((first, second), names, strict=True)]
    return said[0].split() == said[1].split()


def _is_of_place(word: str, script: Script) -> bool:
    """Whether a capital word is a place of the document, or what a row of a table or a heading of it is called by."""
    places = stems(script.document.area or "")
    rows = [cell.text for grid in script.flow.grids for row in grid.rows for cell in row if cell.column == 0]
    called = [text.split()[0] for text in (*rows, *(re.sub(r"^[#\s]+", "", one.text) for one in script.titles)) if text.split()]
    stands = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Aa]cross|[Nn]ear|[Aa]round)\s+{re.escape(word)}\b(?![’']|\s+[A-Z])")
    return bool(stems(word) & places) or word in called or any(stands.search(one.text) for one in script.sentences)


def _are_initials(short: str, long: str) -> bool:
    return "".join(word[0] for word in long.split()) == short or any(short in stem for stem in stems(long))


def _stay_apart(first: str, second: str, script: Script) -> bool:
    """Whether no sentence or heading names both."""
    lines = script.once("lines in plain words", _plain_lines)
    return not any(first in line and second in line for line in lines)


def _plain_lines(script: Script) -> list[str]:
    return [plain(one.text) for one in [*script.sentences, *script.cell_sentences, *script.titles]]
