"""Sentences that list in passing: "our three priorities are burglary, robbery and hate crime", "four pillars: a; b; c; and d"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.register.nouns import AREAS, SEVERAL

FIGURES = {name: str(number) for number, name in enumerate("one two three four five six seven eight nine ten".split(), 1)}
COUNT = rf"(?:\d{{1,2}}|{'|'.join(FIGURES)})"
NOUNS = rf"{SEVERAL}|{AREAS}"
_STRONG = re.compile(r"priorit|ambition|pillar|previous|last|former|earlier", re.I)
_COLON = re.compile(rf"\b(?:[\w’'-]+\s+){{0,4}}?(?P<noun>{NOUNS})\b(?P<between>[^:.;]{{0,70}}?)(?::|\s[–—-])\s+(?P<rest>[^.]+)", re.I)
_PLAIN = re.compile(
    rf"\b(?:[\w’'-]+\s+){{0,3}}?(?P<noun>{NOUNS})\b(?P<between>[^:.;,]{{0,60}}?(?:,\s*which)?)\s(?P<verb>are|were|will be|of)\s+"
    r"(?:to\s+)?(?P<rest>[^.;:]+)",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?P<noun>(?:previous|last|former|earlier|police and crime|council|corporate|borough|county) (?:plan|strategy))\b"
    r"(?P<between>[^:.;,]{0,30}?)\s(?P<verb>focuse[sd] on|prioritise[sd]|concentrate[sd] on|looked at)\s+(?P<rest>[^.;:]+)",
    re.I,
)
# "The plan has three priorities, calm lanes, safe homes and lit quays": only where the number says that those are the priorities.
_COMMA = re.compile(
    r"\b(?:has|have|had|with|sets?(?:\s+out)?|gives?|gave|names?|named|lists?|listed|contains?|agreed|chose|adopted|identifie[sd]|follows?|shares?)\s+"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?P<noun>{NOUNS})\b(?P<between>(?:\s+for\s+[^,.;:]{{0,40}}?)?)(?P<verb>,)\s+"
    r"(?:(?:namely|which\s+(?:are|were)|these\s+(?:are|were)|being)\s+)?(?P<rest>[^.;:]+)",
    re.I,
)
_THEY = re.compile(r"(?P<between>)(?P<noun>They|These)\s+(?P<verb>are|were)\s*:?\s+(?P<rest>[^.:]+)")
_NAMES = re.compile(rf"\b(?:{NOUNS})\b", re.I)
_ACROSS = re.compile(r"\b(?:cut|cuts|cutting|run|runs)[ -]across\b|\bcross-?cutting\b|\bunderpin", re.I)
_SIGN = re.compile(r"^\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[).]\s+")
# What is said of priorities is no list of them ("are shared across …", "are based on …").
_SAID_OF = re.compile(
    r"(?:(?:\w+ly\s+)?\w{2,}ed|set|built|drawn|given|shown|known|driven|not|also|all|as|in|on|by|for|at|from|under|therefore|now|both)\b",
    re.I,
)
# Behind a comma: more of the sentence, and no name.
_GOES_ON = re.compile(
    r"(?:led|made|seen|each|every|after|before|with|where|when|while|though|although|because|since|one|some|most)\s", re.I
)
# Aims, themes and areas are spoken of in every report: what is listed counts where someone has set them.
_SETS = re.compile(
    r"\b(?:our|we|its|their|own|this (?:plan|strategy)"
    r"|(?:plan|strategy|partnership|board|council|csp|authority|government|commissioner|mayor)(?:['’]s)?"
    r"|set|agreed|chosen|adopted|built (?:on|around)|based (?:on|around))\b",
    re.I,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|should|must|may)\b", re.I)
_TO = re.compile(r"to\s+", re.I)
_LONGEST_PART = 20  # words
_LONGEST_PLAIN = 11  # words of a part where no colon stands before the list


@dataclass(frozen=True, slots=True)
class Enumeration:
    """What a sentence lists: where each part stands in it, how many it says there are, and where the list begins."""

    parts: tuple[tuple[int, int], ...]
    count: str
    start: int


def enumeration_in(sentence: str, before: str = "") -> Enumeration | None:
    """Given a sentence and the one before it, return the priorities (aims, themes …) that it lists, or None."""
    if _ACROSS.search(sentence):
        return None
    they = (
        (_THEY,) if _THEY.match(sentence) and _NAMES.search(before) and re.search(rf"\b{COUNT}\b|\bits own|priorit", before, re.I) else ()
    )
    for pattern in (*they, _COLON, _PLAIN, _COMMA, _BEFORE):
        for match in pattern.finditer(sentence):
            parts = tuple(_clean(sentence, match.start("rest") + a, match.start("rest") + b) for a, b in _divided(match["rest"]))
            said = re.findall(rf"\b{COUNT}\b", sentence[match.start() : match.start("noun")], re.I)
            count = FIGURES.get(said[-1].casefold(), said[-1]) if said else ""
            if _is_list(sentence, match, parts, count):
                return Enumeration(parts, count, match.start("rest"))
    return None


def _is_list(sentence: str, match: re.Match[str], parts: tuple[tuple[int, int], ...], count: str) -> bool:
    texts = [sentence[a:b] for a, b in parts]
    plain = "verb" in match.groupdict()
    longest = _LONGEST_PLAIN if plain else _LONGEST_PART
    if len(parts) < 2 or any(not text or len(text.split()) > longest for text in texts):
        return False
    if (
        any(_FINITE.match(text) for text in texts)
        or not _STRONG.match(match["noun"])
        and match.re is not _THEY
        and not _SETS.search(sentence[: match.start("rest")])
    ):
        return False
    if plain and (_SAID_OF.match(texts[0]) or any(_FINITE.search(text) for text in texts)):
        return False
    if match.re is _COMMA and (not count or _GOES_ON.match(texts[0])):
        return False
    if count:
        return len(parts) == int(count)
    if plain and match["verb"].casefold() == "of":
        return len(parts) > 2 and bool(re.match(r"\w+ing\b", texts[0]))
    # Without a number, adjectives after "the aims are" look alike: single words will do for priorities alone.
    if match.re in (_BEFORE, _THEY):
        return len(parts) > 2
    several = sum(len(text.split()) for text in texts) >= 2 * len(texts)
    return len(parts) > 2 and (several or bool(_STRONG.match(match["noun"])))


def _clean(sentence: str, start: int, end: int) -> tuple[int, int]:
    """A part without the letter in front of it, the "and" behind it and white space."""
    for opening in (_SIGN, _TO):
        match = opening.match(sentence[start:end])
        start += match.end() if match else 0
    return start, start + len(without_and(sentence[start:end]))


def without_and(text: str) -> str:
    """Given a part of a list, return it without the sign or the "and" that leads to the next one."""
    return re.sub(r"(?:[\s;,.:]+(?:and|or|&))?[\s;,.:]*$", "", text)


def _divided(text: str) -> list[tuple[int, int]]:
    """Where the parts stand that semicolons divide, or commas and an "and"."""
    cuts = [match.span() for match in re.finditer(r"\s*;\s+(?:and\s+)?", text)]
    if not cuts:
        cuts = [match.span() for match in re.finditer(r"\s*,\s+(?:and\s+)?", text)]
        last = _last_and(text, cuts[-1][1] if cuts else 0)
        cuts += [last] if last else []
    edges, stops = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text.rstrip(" ;,"))]
    return list(zip(edges, stops, strict=True)) if cuts else []


def _last_and(text: str, start: int) -> tuple[int, int] | None:
    """The "and" before the last part, behind the last comma: one that begins as the other parts do, or the first one."""
    found = list(re.finditer(r"\s+(?:and|&)\s+(?=(\w+))", text[start:]))
    if not found:
        return None
    first = re.match(r"(?:to\b|\w+ing\b)?", text)
    like = "to" if first is not None and first[0] == "to" else r"\w+ing" if first is not None and first[0] else r"a|an|the"
    one = next((match for match in found if re.fullmatch(like, match[1], re.I)), found[0])
    return start + one.start(), start + one.end()


def included(verb: str, rest: str) -> Iterator[tuple[int, int]]:
    """Given what stands behind "This will include" (or "focus on"), yield where its parts stand: quoted names where there are any, else
    what commas and "and" divide."""
    rest = rest.rstrip(".;: ")
    quoted = list(_QUOTED.finditer(rest))
    if quoted:
        yield from (one.span("name") for one in quoted)
        return
    if "focus" in verb.casefold() or len(rest.split()) > 30:
        return
    opening = re.match(r"(?:(?:both|issues?|areas?|matters|the following)\s+(?:of|around|such as|like)?\s*)?", rest, re.I)
    start = opening.end() if opening else 0
    divided = list(re.finditer(r",\s+(?:and\s+)?|\s+and\s+(?!\w+\s+\w+\s*$)", rest[start:])) if "," in rest else []
    if not divided:
        return
    edges = [start, *(start + one.end() for one in divided)]
    stops = [*(start + one.start() for one in divided), len(rest)]
    # "A, B, C and D and E": the last comma's part is divided at its first "and" only.
    yield from zip(edges, stops, strict=True)


_QUOTED = re.compile(r"[‘'“\"](?P<name>[A-Z][^‘’'“”\"]{3,60})[’'”\"]")
