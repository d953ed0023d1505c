"""Whose a priority is: the document's own, or another body's that it reports, by the heading above it and the line that introduces it."""

from __future__ import annotations

import re

from ingest.register.lexicon import Lexicon

OWN = "own"
_ORDER = (
    "previous",
    "residents",
    "local strategic partnership",
    "community plan",
    "council",
    "mayor",
    "police, fire and crime commissioner",
    "police and crime commissioner",
    "police authority",
    "national",
    "police",
)
_NAMED_PLAN = r"(?:[A-Z][\w'’-]*\s+(?:(?:and|for|of|against|to|on|the|&)\s+){0,2}){1,8}(?:Plan|Strategy|Framework)"
_PLAN = re.compile(rf"\b(?P<name>{_NAMED_PLAN})\b")
_SUBJECT = re.compile(rf"^(?:The|This|Our|Its)?\s*(?:\w+\s+){{0,3}}?(?P<name>{_NAMED_PLAN})\b(?:\s+\(?\d{{4}}[\d/–-]*\)?)?\s+(?P<verb>\w+)")
_THE_PLAN = re.compile(
    r"^(?:The|This|That|It)\s+(?:plan|strategy)?\s*(?:sets|has|outlines|contains|identifies|lists|aims|seeks|commits)", re.I
)
_PAST = re.compile(
    r"\b(?:That|The)\s+(?:plan|strategy)\s+had\b|\b(?:Its|Their)\s+[\w\s]{0,20}\bwere\b|\bthat\s+(?:plan|strategy)['’]s\b"
    r"|^(?:Its|The|Our)\s+(?:first|last|earlier|old)\b(?:\s+(?:plan|strategy|one))?,?\s+which\s+(?:ran|ended|covered|began|lasted)\b",
    re.I,
)
_ENDED = re.compile(
    r"\b(?:current|previous|last|existing|old|former)\s+(?:plan|strategy)\b|\b(?:ends|ended|ran|runs out|expires|expired)\b", re.I
)
_SERVED = re.compile(
    r"\b(?:supports?|contributes? to|helps? (?:to )?(?:deliver|meet|achieve)|underpins?|reflects?|links? to|linked to|aligns? with"
    r"|aligned (?:to|with)|delivers?|meets?|complements?)\s+(?:the\s+|our\s+)?"
    r"(?:\w+\s+){0,3}?(?:council|authority|borough|county|district)['’]s\b",
    re.I,
)
_BODY = re.compile(r"\b(?:of|for)\s+(?:the\s+)?(?P<name>[A-Z]{3,8})\b")
_OURS = frozenset({"CSP", "CSPS"})


def whose_of(words: Lexicon, introduction: str, trail: tuple[str, ...], before: str = "") -> str:
    """Given the line that introduces a priority, its trail of headings and what stands before the line, return "own", or whose it is.

    The nearest words decide: the line's subject first, then the heading above, then those further out.
    """
    named = _named_in(words, introduction) or _previous(introduction, before) or ("council" if _SERVED.search(introduction) else None)
    if named is None and _THE_PLAN.match(introduction):
        # "It has three priorities": the plan that the sentence before speaks of.
        named = _named_in(words, re.split(r"(?<=[.!?])\s+", before.strip())[-1])
    if named is not None:
        return named
    for heading in reversed(trail[1:] if len(trail) > 1 else trail):
        named = _named_in(words, heading) or _acronym_in(heading)
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


def _previous(introduction: str, before: str) -> str | None:
    """Whether a line speaks in the past of a plan that the words before it say has ended."""
    if not _PAST.search(introduction):
        return None
    return (
        "previous" if _ENDED.search(f"{before[-300:]} {introduction}") or re.search(r"\bthat\b[^.]*\bhad\b", introduction, re.I) else None
    )


def _acronym_in(heading: str) -> str | None:
    """The body that a heading names by its abbreviation ("Aims of the LEP"), where it is not the partnership itself."""
    match = _BODY.search(heading)
    return match["name"] if match is not None and match["name"] not in _OURS else None


def another_plan(introduction: str, before: str, own_title: frozenset[str]) -> str:
    """Given a list's introduction, the words before it and the words of the document's title, return "council" where the introduction
    speaks of a named plan, or of "the Plan" that is named just before it, and not of this document; else nothing."""
    subject = _SUBJECT.match(introduction)
    if subject is not None and _content(subject["name"]):
        return "" if _content(subject["name"]) <= own_title else "council"
    if _THE_PLAN.match(introduction) is None:
        return ""
    names = [words for match in _PLAN.finditer(before) if (words := _content(match["name"]))]
    return "council" if names and not names[-1] <= own_title else ""


def _content(name: str) -> set[str]:
    """The words of a plan's name that tell it from other plans."""
    return {word.casefold() for word in re.findall(r"[A-Za-z]+", name)} - _EVERY_PLAN


_EVERY_PLAN = frozenset(
    "the our its this a new draft plan strategy framework and for of to on against current action strategic delivery".split()
)
