"""Numbers in words: what a figure says, and between which bounds it may lie, for rounding is not a contradiction."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
NUMBER_WORDS = {**{word: value for value, word in enumerate(_WORDS)}, **_TENS}
WORD = "|".join([*(rf"{tens}[-\s](?:{'|'.join(_WORDS[1:10])})" for tens in _TENS), *sorted(NUMBER_WORDS, key=len, reverse=True)])
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_QUANTITY = re.compile(
    rf"(?<![\w.,/–£-])(?P<sign>[-−+])?\s?(?P<pound>£)?\s?(?P<digits>{DIGITS})"
    r"(?:\s?(?P<scale>(?:million|billion|thousand)\b|(?:m|bn|k)\b))?\s?(?P<percent>%|per\s?cent\b)?(?![\w/]|[.,]\d)",
    re.I,
)
# The way a change went, in a cell beside its size.
_WAY = re.compile(
    r"^(?:(?:down|up|fell|rose|fall(?:\s+of)?|rise(?:\s+of)?|decrease(?:\s+of)?|increase(?:\s+of)?|reduction(?:\s+of)?)\s+(?:by\s+)?|[▼▲↓↑]\s*)",
    re.I,
)
_WAY_BEHIND = re.compile(r"\s*(?:\b(?:down|up|lower|higher|fewer|less|more|decrease|increase|reduction|fall|rise)|[▼▲↓↑])$", re.I)
_THOUSANDS = re.compile(r"\(?£?\s?[’']?000s?\)?")  # says that a column is in thousands
_HEDGE = re.compile(
    r"\b(?:about|around|approximately|approx\.?|nearly|almost|over|more than|at least|up to|less than|fewer than|under|some"
    r"|circa|c\.|roughly"
    r"|estimated(?: at)?|in excess of|just|only|minimum of|maximum of|above|below|average of)\s*(?:of\s+|a\s+|an\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: its value, "%", "£" or no unit, half of its last printed place, and where it stands in the text it was found in."""

    value: float
    unit: str
    half: float
    start: int
    end: int
    text: str
    hedged: bool = False

    @property
    def low(self) -> float:
        """The least it may stand for."""
        return self.value - self.half

    @property
    def high(self) -> float:
        """The most it may stand for."""
        return self.value + self.half


def quantities(text: str) -> Iterator[Quantity]:
    """Given a text, yield the figures printed in it in digits, in order. Dates, ages and names of laws are the caller's to leave out."""
    for match in _QUANTITY.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        scale = _SCALES.get((match["scale"] or "").casefold(), 1.0)
        unit = "%" if match["percent"] else "£" if match["pound"] else ""
        value = float(match["digits"].replace(",", "")) * scale
        if match["sign"] in ("-", "−") and (start == 0 or text[start - 1] in " \t("):
            value = -value
        hedged = _HEDGE.search(text[max(0, start - 24) : start]) is not None
        words = text[start : match.end()].rstrip()
        yield Quantity(value, unit, _half(match["digits"], scale, unit), start, start + len(words), words, hedged)


def quantity_of(text: str) -> Quantity | None:
    """Given a table cell, return the one figure it holds and nothing else; None where it holds more, less or other words."""
    stripped = text.strip()
    way = _WAY.match(stripped) or _WAY_BEHIND.search(stripped)
    if way is not None:
        one = quantity_of(stripped[: way.start()] + stripped[way.end() :])
        down = one is not None and one.value > 0 and re.search(r"down|f[ae]ll|decrease|reduction|lower|fewer|less|[▼↓]", way.group(), re.I)
        return replace(one, value=-one.value) if one is not None and down else one
    if _THOUSANDS.fullmatch(stripped):
        return None
    found = list(quantities(stripped))
    if len(found) != 1 or re.sub(r"[\s()*†‡+−-]", "", stripped[: found[0].start] + stripped[found[0].end :]):
        return None
    one = found[0]
    negative = bool(re.match(r"^\(.*\)$|^[-−]", stripped)) and one.value > 0
    return Quantity(-one.value if negative else one.value, one.unit, one.half, one.start, one.end, one.text, one.hedged)


def number_of(word: str) -> int | None:
    """Given a whole number in digits or in words ("nine", "twenty-one"), return it, else None."""
    plain = word.casefold().replace(",", "").strip()
    if plain.isdigit():
        return int(plain)
    if plain in NUMBER_WORDS:
        return NUMBER_WORDS[plain]
    tens, _, ones = re.sub(r"[-\s]+", " ", plain).partition(" ")
    return _TENS[tens] + NUMBER_WORDS[ones] if tens in _TENS and ones in _WORDS[1:10] else None


def shown_number(value: float, places: int = 0) -> str:
    """Given a number, return it as it is printed in a sum: thousands set apart, so many decimal places."""
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if places and "." in text else text


def _half(digits: str, scale: float, unit: str) -> float:
    """Half of the last place that was printed. Zeros at the end of a large round number are taken for rounding."""
    _, point, fraction = digits.partition(".")
    if point:
        return 0.5 * scale / math.pow(10, len(fraction))
    whole = digits.replace(",", "")
    zeros = len(whole) - len(whole.rstrip("0"))
    if scale == 1.0 and (unit == "%" or len(whole) - zeros == 0 or zeros < 3):
        return 0.5
    return 0.5 * math.pow(10, zeros) if scale == 1.0 else 0.5 * scale


_SPELT = re.compile(
    rf"(?<![\w-])(?P<n>{WORD})(?:\s+(?P<scale>hundred|thousand|million)(?:\s+and\s+(?P<more>{WORD}))?)?(?![\w-])(?P<percent>\s+per\s?cent\b)?",
    re.I,
)
_SPELT_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


def spelt(text: str) -> Iterator[Quantity]:
    """Given a text, yield the whole numbers from two on that it writes in words, in order; "one" is seldom a count."""
    for match in _SPELT.finditer(text):
        scale = _SPELT_SCALES.get((match["scale"] or "").casefold(), 1)
        number = (number_of(match["n"]) or 0) * scale + (number_of(match["more"] or "") or 0)
        if number >= 2:
            hedged = _HEDGE.search(text[max(0, match.start() - 24) : match.start()]) is not None
            half = 0.5 if scale == 1 or match["more"] else scale / 2
            yield Quantity(float(number), "%" if match["percent"] else "", half, match.start(), match.end(), match.group(), hedged)


def as_printed(first: Quantity, second: Quantity) -> bool:
    """Given two figures of one unit, say whether they may be one: equal, or one the other rounded to the places that it prints."""
    coarse = max(_place(first), _place(second))
    return abs(first.value - second.value) <= (coarse / 2 if coarse > 1 or "." in first.text + second.text else 0.0) + 1e-9


def _place(one: Quantity) -> float:
    """The value of the last place that a figure prints and that is not a zero at its end: 10 for 1,240; 0.1 for 62.4; 1 for 7."""
    digits = re.sub(r"[^\d.]", "", one.text)
    if one.half != 0.5 or "." in digits or not digits:
        return one.half * 2
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros if one.unit != "%" and zeros < len(digits) else 1.0
