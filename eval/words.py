"""Words as they are compared: the one fold that every measure uses, and what is built on it.

Two extractors seldom print the same page with the same line ends, hyphens and quotes; none of these
changes what was said, so none may change a figure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# U+FFFE is what pdfium gives for a hyphen at a line end.
DASHES = re.compile("[\u2010-\u2015\u2212\ufffe]")
SINGLE_QUOTES = re.compile("[\u2018-\u201b\u2032`\u00b4]")
DOUBLE_QUOTES = re.compile("[\u201c-\u201f\u2033\u00ab\u00bb]")
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?:[ \t]*[\r\n]+\s*)?(?=[^\W\d_])")
BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
SHINGLE = 3


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Given a text, return it as it is compared with another.

    Folded are: compatibility forms (NFKC), case, white space, dashes, quotes, soft hyphens, and hyphens between letters, which
    go ("re-offending", "reoffending" and the same broken over a line end are one); a dash between digits loses its spaces, and a comma
    between thousands goes.
    """
    # Quotes before NFKC, which would take some of them apart.
    plain = SINGLE_QUOTES.sub("'", DOUBLE_QUOTES.sub('"', DASHES.sub("-", INVISIBLE.sub("", text))))
    folded = unicodedata.normalize("NFKC", plain).casefold()
    folded = BETWEEN_DIGITS.sub("-", BETWEEN_LETTERS.sub("", folded))
    return " ".join(THOUSANDS.sub("", folded).split())


def words(text: str) -> tuple[str, ...]:
    """Given a text, return its folded words, figures whole ("24.4", "1389")."""
    return tuple(WORD.findall(fold(text)))


@lru_cache(maxsize=16384)
def shingles(text: str, size: int = SHINGLE) -> frozenset[tuple[str, ...]]:
    """Given a text, return its runs of `size` folded words; a shorter text is one run, one without words has none."""
    found = words(text)
    if not found:
        return frozenset()
    return frozenset(found[start : start + size] for start in range(max(1, len(found) - size + 1)))


def share_held(text: str, gold: str, size: int = SHINGLE) -> float:
    """Given a text and the gold words, return the share (0 to 1) of the gold's shingles that the text holds; 0 for gold without words."""
    wanted = shingles(gold, size)
    return len(wanted & shingles(text, min(size, len(next(iter(wanted)))))) / len(wanted) if wanted else 0.0


def occurs(wording: str, text: str) -> bool:
    """Given a wording, say whether the text holds it, both folded, as whole words.

    A figure must stand alone ("339" is not in "1,339" or "339.5"); a word may carry a plural or possessive s.
    """
    wanted = fold(wording)
    if not wanted:
        return False
    return _pattern(wanted).search(fold(text)) is not None


@lru_cache(maxsize=16384)
def _pattern(wanted: str) -> re.Pattern[str]:
    before = r"(?<![^\W_])" if wanted[0].isalnum() else ""
    if wanted[0].isdigit():
        before += r"(?<!\d\.)"
    after = ""
    if wanted[-1].isdigit():
        after = r"(?![^\W_]|\.\d)"
    elif wanted[-1].isalpha():
        after = r"(?:'?s)?(?![^\W_])"
    return re.compile(before + re.escape(wanted) + after)
