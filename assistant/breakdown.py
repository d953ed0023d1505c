"""Questions for how a number is made up: "split it by men and women", "what is that by age band", "what was it in each ward". A total
answers none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a number may be split by: how that is asked, and the parts it falls into; words of two of them hold a split."""

    asked: str
    parts: tuple[str, ...]


_MONTHS = "january february march april may june july august september october november december".split()
_GROUNDS = (
    _Ground(
        r"gender|sex(?:es)?|(?:men|males?|boys) (?:and|or|versus|vs) (?:women|females?|girls)"
        r"|(?:women|females?|girls) (?:and|or|versus|vs) (?:men|males?|boys)",
        (r"m[ae]n|males?|boys?", r"wom[ae]n|females?|girls?"),
    ),
    _Ground(
        r"ages?(?: ?(?:bands?|groups?|ranges?|brackets?))?",
        (r"under[- ]\d+|\d+ and under", r"over[- ]\d+|\d+ (?:and over|plus)|\d+\+", r"\d\d? ?(?:[-–]|to) ?\d\d", r"aged \d+", "adults"),
    ),
    _Ground(
        r"ethnic\w*(?: (?:groups?|backgrounds?|origins?))?|races?|heritage",
        tuple("white black asian mixed chinese arab bangladeshi pakistani indian somali caribbean african irish".split()),
    ),
    _Ground(r"religions?|faiths?", ("muslims?", "christians?", "jews|jewish", "hindus?", "sikhs?", "buddhists?", "no religion")),
    _Ground(r"months?", tuple(_MONTHS)),
)
# Of places no list of names could hold them all: words that hold a split speak of such places.
_PLACE = "ward|neighbourhood|estate|street|postcode|station|school|district"
_PLACES = re.compile(
    rf"\b(?:(?:in|for|by|per|of) (?:each|every|individual)|by|per) (?P<place>{_PLACE})s?\b|\b(?P<one>{_PLACE}) by (?P=one)\b", re.I
)
_COUNTED = re.compile(
    r"\b(?:how (?:many|much|high|bad)|what (?:is|was|were|are)|figures?|numbers?|totals?|counts?|rates?|split|break)\b", re.I
)
_SPLITS = r"(?:split|splits|breakdown|break(?:s|ing)?\b[^?.]{0,40}\bdown|broken down|divided?|separated?)"
_ASKED = tuple(
    re.compile(
        rf"\b{_SPLITS}\b[^?.]{{0,60}}\b(?:by|between|into|for|of|per|along)(?: \w+)? (?:{ground.asked})\b"
        rf"|\b(?:figures?|numbers?|total|results?|answers|percentages?|it|that|this|them|those|these) by (?:{ground.asked})\W*$",
        re.I,
    )
    for ground in _GROUNDS
)
_PARTS = tuple(tuple(re.compile(rf"\b(?:{part})(?!\w)", re.I) for part in ground.parts) for ground in _GROUNDS)
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|no|none)\b", re.I)


def lacks_breakdown(message: str, texts: Sequence[str]) -> bool:
    """Given what somebody asks and words of documents, say whether it asks what a number is by sex, age, ethnic group, faith or month, and
    the words that hold figures name fewer than two of such groups; or what it is in each ward, say, and they speak of no ward."""
    grounds = [place for place, asked in enumerate(_ASKED) if asked.search(message)]
    told = " ".join(text for text in texts if _FIGURE.search(text))
    by = _PLACES.search(message) if _COUNTED.search(message) else None
    if by and not any(re.search(rf"\b{by['place'] or by['one']}", text, re.I) for text in texts if _NUMBER.search(text)):
        return True
    return any(sum(1 for part in _PARTS[place] if part.search(told)) < 2 for place in grounds)
