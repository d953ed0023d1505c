"""One figure with its digits in another order: 1,148 replies in one place and 1,184 in another, £62,500 and £65,200 from one reserve.

Two figures of the same digits are seldom there by chance, so fewer words need agree than for two of other digits: the longer the
figures, the fewer. Where the words, the years or the headings make two things of them, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.subjects import language, said
from assistant.findings.sums.cells import places_of
from assistant.findings.sums.placed import Placed, placed
from assistant.findings.sums.twice import is_slip
from assistant.findings.times import times

_T = FindingType.SAME_QUANTITY
# What tells that a figure is of a time before or after another that is not dated.
_LATER = re.compile(
    r"\b(?:later|earlier|since\s+then|(?:the|a)\s+(?:year|month|quarter)\s+(?:before|after)|(?:previous|following|next)\s+(?:year|month|quarter)|by\s+then)\b",
    re.I,
)
_STOPS = re.compile(r"[,;:()]")
_FOR_HOW_LONG = re.compile(r"[,;:()]|\b(?:over|during|since|until)\b", re.I)
WORDS_BEHIND = 6  # words behind a figure that may name what it is of
LONG = 4  # digits of which two figures of the same are hardly ever there by chance
SHORT = 3
A_TOWN = 20_000  # people: a figure of so many is of all who live there
MANY = 3  # figures of the same digits: codes or parts of a pattern, no slip


def swapped(script: Script) -> Iterator[Finding]:
    """Given a document, yield the figures that read like one whose digits changed places."""
    by_digits: defaultdict[tuple[str, str, int], list[Placed]] = defaultdict(list)
    for one in placed(script):
        digits = _digits(one.quantity)
        if len(set(digits)) > 1:
            by_digits[one.quantity.unit, "".join(sorted(digits)), len(re.sub(r"\D", "", one.quantity.text))].append(one)
    for found in by_digits.values():
        values = {one.quantity.value for one in found}
        if 1 < len(values) < MANY:
            pair = next(((a, b) for a, b in combinations(found, 2) if _is_one(a, b, script)), None)
            if pair is not None:
                filled = {"what": "What reads like one quantity", "first": pair[0].quantity.text, "second": pair[1].quantity.text}
                yield told("contradiction.same_quantity", _T, [*pair[0].spans, *pair[1].spans], filled, sure=0.7)


def _digits(one: Quantity) -> str:
    return re.sub(r"\D", "", one.text).rstrip("0")


def _is_one(first: Placed, second: Placed, script: Script) -> bool:
    """Whether two figures of the same digits are of one thing."""
    a, b = first.quantity, second.quantity
    if abs(a.value) == abs(b.value) or first.holder == second.holder or a.text in second.beside or b.text in first.beside:
        return False
    if first.years and second.years and not first.years & second.years or a.unit != "£" and first.target is not second.target:
        return False
    if not _are_neighbours(_digits(a), _digits(b)) or _are_of_two_times(first, second):
        return False
    if not first.days & second.days and _say_two_things(first, second):
        return False
    if first.who and second.who and not first.who & second.who or _are_named_apart(first, second, script):
        return False
    return _is_linked(first, second)


def _are_neighbours(first: str, second: str) -> bool:
    """Whether two rows of digits differ by two that stand side by side and changed places."""
    odd = [place for place, (x, y) in enumerate(zip(first, second, strict=False)) if x != y]
    return len(first) == len(second) and len(odd) == 2 and odd[1] - odd[0] == 1


def _are_of_two_times(first: Placed, second: Placed) -> bool:
    """Whether two figures are said of times that do not meet, or one of them of a time before or after another."""
    if any(_LATER.search(_beside(one)) for one in (first, second)):
        return True
    held = [times(_beside(one)) if "#" in one.shape else one.times for one in (first, second)]
    return all(held) and all(one.first > other.last or other.first > one.last for one in held[0] for other in held[1])


def _beside(one: Placed) -> str:
    """The words in front of a figure, and those behind it up to the next comma: what follows is said of something else."""
    left, _, right = one.shape.partition("#")
    return f"{left} {_STOPS.split(right)[0]}"


def _say_two_things(first: Placed, second: Placed) -> bool:
    """Whether each of two figures has a word that the other lacks and that may name what it is of: thefts from cars, thefts from shops;
    people met in one ward, and in another. How many live in a town is told by other words each time."""
    one, other = first.near - second.near, second.near - first.near
    if not one or not other or _is_of_town(first, second):
        return False
    heads = bool(first.head and second.head) and first.head not in second.near and second.head not in first.near
    behind, beyond = _behind(first), _behind(second)
    named = one & _capitals(first) and other & _capitals(second)
    return heads or bool(named) or len(first.near & second.near) < 2 or bool(behind - beyond and beyond - behind)


def _behind(one: Placed) -> frozenset[str]:
    """The stems of the words right behind a figure, which name what it counts or is spent on."""
    words = _FOR_HOW_LONG.split(one.shape.partition("#")[2])[0].split()[:WORDS_BEHIND]
    return said(" ".join(words)) - language().beside


def _capitals(one: Placed) -> frozenset[str]:
    """The stems of the words with a capital inside the sentence of a figure."""
    return said(" ".join(re.findall(r"(?<=[\w,#] )[A-Z][\w’'-]+", one.shape)))


def _is_of_town(first: Placed, second: Placed) -> bool:
    return bool(first.head) and first.head == second.head and {first.head} == said("residents") and first.quantity.value >= A_TOWN


def _is_linked(first: Placed, second: Placed) -> bool:
    """Whether enough words agree for figures of so many digits."""
    shared, length = first.near & second.near, len(_digits(first.quantity))
    if length == SHORT and not is_slip(first.quantity, second.quantity):
        return False  # three digits in quite another order are no slip
    if first.days & second.days:
        return len(shared) >= 1
    same_head = bool(first.head) and first.head == second.head
    if _is_of_town(first, second):
        return True
    if length >= LONG:
        return bool(shared)
    if length == SHORT:
        return len(shared) >= 2 or bool(shared) and (same_head or first.quantity.unit == "£")
    return bool(first.nouns) and first.nouns == second.nouns and len(shared) >= 2 and first.quantity.unit != "%"


def _are_named_apart(first: Placed, second: Placed, script: Script) -> bool:
    """Whether places that are named at one figure alone, or headings over the same words, make two things of them."""
    places = places_of(script)
    if (first.near & places) != (second.near & places) and (first.near | second.near) & places:
        return True
    return first.shape == second.shape and first.headings != second.headings
