"""Phrases of a data file -> patterns: whole words in any case and any white space; a star stands for the rest of a word, a bar parts
words that may stand in one place, three dots stand for up to six words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_GAP = r"(?:[^\s.;]+\s+){0,6}?"


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Given phrases, return the pattern that finds any of them."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(f"(?:{_expression(phrase)})" for phrase in longest), re.I)


def _expression(phrase: str) -> str:
    parts: list[str] = []
    words = phrase.split()
    for place, word in enumerate(words):
        if word == "...":
            parts.append(_GAP)
            continue
        choices = "|".join(re.escape(choice).replace("'", "['’]").replace(r"\*", r"[\w’'-]*") for choice in word.split("|"))
        last = place == len(words) - 1
        parts.append(f"(?:{choices})" + ("" if last else r"[\s,]+" if words[place + 1] == "..." else r"[\s-]+"))
    return rf"(?<!\w){''.join(parts)}(?!\w)"
