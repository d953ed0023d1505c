"""Laws as a document names them: in full, and after that by their year ("the 1998 Act") or as the one before ("the same Act")."""

from __future__ import annotations

import re

_KIND = r"(?:Act|Regulations|Bill|Order)"
LAW = re.compile(
    rf"(?<!\w)(?P<law>(?:(?!The\s+{_KIND}\b)[A-Z][\w'’-]*,?(?:\)\s*|\s+)|and\s+|of\s+|\(|\)\s*|the\s+(?=[A-Z])(?!{_KIND}\b)){{1,16}}(?:{_KIND}|ACT))\s*\(?"
    r"(?P<year>(?:19|20)\d{2})?"
    r"(?:\s*[,(]?\s*(?P<section>[Ss](?:ection|\.)?\s*\d+\w?(?:\(\d+\))?))?"
)
_BEFORE_LAW = re.compile(r"^(?:(?:Under|The|In|By|See|and|of|the|An|A|As|With|From|Section)\s+)+")
# "The 1998 Act", and "the same Act" as the sentence before.
_BY_YEAR = re.compile(r"\b[Tt]h(?:e|at)\s+(?P<year>(?:19|20)\d{2})\s+(?P<kind>Act|Regulations|Order|Bill)\b")
_SAME = re.compile(r"\b(?:[Tt]h(?:at|is|e)|[Tt]he\s+same)\s+(?P<kind>Act|Regulations|Order|Bill)\b")


def law_in(sentence: str) -> dict[str, str]:
    """Given a sentence, return the law that it names first in full and the law's year; nothing where it names none."""
    match = LAW.search(sentence)
    if match is None:
        return {}
    name = _in_open_bracket(re.sub(r"\s+", " ", match["law"]))
    return {"law": _BEFORE_LAW.sub("", name).strip(" ("), "year": match["year"] or ""}


def _in_open_bracket(name: str) -> str:
    """A law's name without what stands before a bracket that it does not close: "the Quay Safety Duty (Harbours Act 2030)"."""
    opened: list[int] = []
    for place, letter in enumerate(name):
        if letter == "(":
            opened.append(place + 1)
        elif letter == ")" and opened:
            opened.pop()
    return name[opened[-1] :] if opened else name


class Named:
    """The laws that have been named up to a place in a document."""

    def __init__(self) -> None:
        self._by_year: dict[tuple[str, str], dict[str, str]] = {}
        self._last: dict[str, dict[str, str]] = {}

    def meant_by(self, sentence: str) -> dict[str, str]:
        """Given a sentence without a law's full name, return the law and year that its short name stands for, or nothing."""
        match = _BY_YEAR.search(sentence)
        if match is not None:
            return self._by_year.get((match["kind"], match["year"]), {})
        same = _SAME.search(sentence)
        return self._last.get(same["kind"], {}) if same is not None else {}

    def take(self, sentence: str) -> None:
        """Given the next sentence, remember the laws that it names; the first is what it is about."""
        named = [law_in(sentence[match.start() :]) for match in LAW.finditer(sentence)]
        for one in named:
            if one["year"]:
                self._by_year.setdefault((one["law"].split()[-1], one["year"]), one)
        about = named[0] if named else self.meant_by(sentence)
        if about:
            self._last[about["law"].split()[-1]] = about
