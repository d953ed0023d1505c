"""Text -> sentences, with the abbreviations of council English."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    "cllr cllrs mr mrs ms dr prof rev hon st rd ave no nos para paras p pp s ss sec sch art reg regs fig figs e.g eg i.e ie etc vs"
    " approx dept govt incl inc ltd co plc jan feb mar apr jun jul aug sep sept oct nov dec det supt insp sgt pc ch cf ref min max"
    " est tel ext vol ed".split()
)
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+|$)")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)[.]$")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Given a paragraph, return (start, end) of its sentences; together they hold every character but the white space between them."""
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.end() < len(text) and not _ends(text, match.start(), match.end()):
            continue
        if match.end() > start:
            found.append((start, match.end()))
        rest = text[match.end() :]
        start = match.end() + len(rest) - len(rest.lstrip())
    end = len(text.rstrip())
    if end > start:
        found.append((start, end))
    return found


def _ends(text: str, stop: int, end: int) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation, an initial or a list number, and not before a small letter."""
    after = text[end:].lstrip()[:1]
    if after.islower():
        return False
    if text[stop] != ".":
        return True
    word = _LAST_WORD.search(text[: stop + 1])
    if word is not None:
        name = word.group(1).rstrip(".").casefold()
        if name in _ABBREVIATIONS or len(name) == 1 and word.group(1).isupper():
            return False
    return not re.search(r"(?:^|\n)\s*\(?\d{1,2}(?:\.\d{1,2})*\.$", text[: stop + 1])
