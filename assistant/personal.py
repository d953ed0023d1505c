"""Personal data in what people type: found, and put out of sight before anything is echoed, logged or stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import luhn
from stdnum.gb import nhs


class Kind(StrEnum):
    """What kind of personal data it is; the value is what is shown in its place."""

    EMAIL = "[email address]"
    CARD = "[card number]"
    NHS = "[NHS number]"
    NATIONAL_INSURANCE = "[National Insurance number]"
    BANK = "[bank details]"
    PHONE = "[phone number]"
    POSTCODE = "[postcode]"
    ADDRESS = "[address]"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data at characters `start` to `end` of a text."""

    kind: Kind
    start: int
    end: int


_EMAIL = re.compile(r"[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# What people put between the digits of a number: spaces of any width, dashes of any length, dots, brackets, a line break.
_GAP = r"[\s\-\u2010-\u2015.,()/]"
_DIGITS = re.compile(rf"(?<![\d.£$])\+?\d(?:{_GAP}{{0,3}}\d){{7,18}}(?!\d)")
_NI = re.compile(r"(?<!\w)[A-Z]{2}(?:[ \-]?\d{2}){3}[ \-]?[A-D](?!\w)", re.I)
# A number of British form counts even where no exchange has it: somebody mistyped theirs.
_BRITISH = re.compile(
    rf"(?<![\w£.])(?:(?:\+|00)44{_GAP}{{0,2}}(?:\(0\))?{_GAP}{{0,2}}|\(?0)[1-37-9]\d{{1,4}}\)?(?:{_GAP}{{0,3}}\d{{2,4}}){{2,3}}(?![\d.]\d|\w)"
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2})(?!\w)", re.I
)
_BANK = re.compile(
    r"(?<!\d)\d{2}[-\u2010-\u2015 ]\d{2}[-\u2010-\u2015 ]\d{2}(?!\d)(?:\D{1,25}\d{7,8}(?!\d))"
    r"|(?<!\d)\d{7,8}(?!\d)\D{1,25}\d{2}[-\u2010-\u2015 ]\d{2}[-\u2010-\u2015 ]\d{2}(?!\d)"
    r"|\bsort code\D{1,5}\d{6}(?!\d)(?:\D{1,25}\d{7,8}(?!\d))?"
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b",
    re.I,
)
_ADDRESS = re.compile(
    r"(?<!\w)(?i:(?:flat|apartment|unit|room)\s+\d{1,4}[a-z]?,?\s+)?\d{1,4}[a-zA-Z]?,?\s+"
    r"(?:(?:[A-Z][\w'’.-]{1,20}\s+){1,3}(?i:st|court|gardens|way|place|walk|house|square|mews|grove|hill|row)"
    r"|(?:[A-Za-z][\w'’.-]{1,20}\s+){1,3}(?i:road|rd|street|avenue|ave|lane|close|drive|crescent|terrace))(?!\w)"
)
# "2016 High Street" is a year and a street; and a number before ordinary words counts something.
_COUNTED = re.compile(
    r"^(?:19|20)\d\d\s|^\d+\s+(?:miles?|mph|hours?|days?|weeks?|months?|years?|metres?|ways?|new|more|extra|other|different|further)\s"
    r"|^\d+\s+(?:\w+\s+)*?(?:people|crimes|reports|offences|streets|in|on|of|the|at|to|and|were|per|for|priority|action|actions)\s",
    re.I,
)


def find_personal(text: str) -> tuple[Found, ...]:
    """Given a text, return the personal data in it, in order and without overlaps; earlier kinds win."""
    taken: list[Found] = []
    for found in _candidates(text):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def masked(text: str) -> str:
    """Given a text, return it with what it holds of personal data replaced by names for it."""
    for found in reversed(find_personal(text)):
        text = text[: found.start] + found.kind.value + text[found.end :]
    return text


def _candidates(text: str) -> Iterator[Found]:
    if "@" in text:
        yield from (Found(Kind.EMAIL, *match.span()) for match in _EMAIL.finditer(text))
    digits = any(character.isdigit() for character in text)
    if not digits:
        return
    yield from (Found(Kind.NATIONAL_INSURANCE, *match.span()) for match in _NI.finditer(text))
    yield from (Found(Kind.BANK, *match.span()) for match in _BANK.finditer(text))
    yield from _numbers(text)
    yield from (Found(Kind.POSTCODE, *match.span()) for match in _POSTCODE.finditer(text))
    yield from (Found(Kind.ADDRESS, *match.span()) for match in _ADDRESS.finditer(text) if not _COUNTED.match(match[0]))


def _numbers(text: str) -> Iterator[Found]:
    runs = list(_DIGITS.finditer(text))
    for match in runs:
        digits = re.sub(r"\D", "", match[0])
        if 13 <= len(digits) <= 19 and luhn.is_valid(digits):
            yield Found(Kind.CARD, *match.span())
        elif len(digits) == 10 and nhs.is_valid(digits):
            yield Found(Kind.NHS, *match.span())
    # The matcher is thorough but slow: it is asked only where digits stand together.
    if runs:
        for number in PhoneNumberMatcher(text, "GB", leniency=Leniency.VALID, max_tries=200):
            yield Found(Kind.PHONE, number.start, number.end)
        yield from (Found(Kind.PHONE, *match.span()) for match in _BRITISH.finditer(text) if 10 <= sum(c.isdigit() for c in match[0]) <= 14)
