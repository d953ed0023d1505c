"""Whose a priority is: the document's own, or another body's that it reports, by the heading above it and the line that introduces it."""

from __future__ import annotations

import re

from ingest.register.lexicon import Lexicon

OWN = "own"
_OURS = re.compile(r"\b(?:our|we|this (?:plan|strategy|document))\b", re.I)
_ORDER = ("previous", "residents", "local strategic partnership", "council", "mayor", "police and crime commissioner", "national", "police")


def whose_of(words: Lexicon, introduction: str, trail: tuple[str, ...]) -> str:
    """Given the line that introduces a priority and its trail of headings, return "own", or whose it is.

    The nearest words decide: the line's subject first, then the heading above, then those further out.
    """
    named = _named_in(words, introduction)
    if named is not None:
        return named
    for heading in reversed(trail[1:] if len(trail) > 1 else trail):
        named = _named_in(words, heading)
        if named is not None:
            return named
    return OWN


def _named_in(words: Lexicon, text: str) -> str | None:
    """Whose priorities a line speaks of; None where it does not say. What only informs them ("working with …") does not count."""
    if not text:
        return None
    plain = re.sub(
        r"\b(?:working|in line|together|aligned|discussions|agreed|consultation|conjunction)\b[^,;]*\bwith\b[^,;]*", "", text, flags=re.I
    )
    found = [(match.start(), owner) for owner in _ORDER if (match := words.pattern("whose", owner).search(plain))]
    return min(found)[1] if found else None


_PLAN_NAMED = re.compile(r"\b(?P<name>(?:[A-Z][\w'’-]*\s+){1,6}(?:Plan|Strategy))\s+(?:19|20)\d{2}")
_THE_PLAN = re.compile(r"^(?:The|This|That|It)\s+(?:plan|strategy)?\s*(?:sets|has|outlines|contains|identifies|lists)", re.I)


def another_plan(introduction: str, before: str, own_title: frozenset[str]) -> str:
    """Given a list's introduction, the words before it and the words of the document's title, return "council" where "the Plan" that the
    introduction speaks of is one named just before it, and not this document; else nothing."""
    if _THE_PLAN.match(introduction) is None:
        return ""
    for match in _PLAN_NAMED.finditer(before):
        words = {word.casefold() for word in match["name"].split()} - {"the", "our", "plan", "strategy"}
        if words and not words <= own_title:
            return "council"
    return ""
