"""A question about one area asked of another: "and Eastmere's?" after "What are Marwick's three priorities for 2015-16?". What only held of
the first area's plan, its years and how many things it has, is not asked of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.scope import years_named
from ingest.documents import Document

_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# Spans of time stay: "over the three years".
_NOT_TIME = r"(?!(?:\w+ )?(?:days?|weeks?|months?|quarters?|years?|terms?)\b)"
_COUNTED = re.compile(rf"(?P<before>['’]s |\bthe )(?:{_NUMBER}|\d{{1,2}}) {_NOT_TIME}(?=(?:[\w-]+ ){{0,2}}[a-z-]{{3,}}s\b)", re.I)
_OF_YEARS = re.compile(
    r",?\s*(?:\b(?:for|in|during|of|over|from)\s+)?(?:\bthe (?:years? )?)?\b(?:19|20)\d\d(?:\s?(?:[-–/]|to|and)\s?(?:\d{4}|\d{2}))?\b"
)


def moved(question: str, here: str, there: str) -> str:
    """Given a question, the area that it names and another, return it with the other's name."""
    return re.sub(rf"(?<!\w){re.escape(here)}(?=(?:['’]?s)?(?!\w))", there, question, flags=re.I)


def without_what_only_held_there(question: str, here: Sequence[Document], there: Sequence[Document]) -> str:
    """Given a question that was moved, the documents of the area it was about and those of the one it is about now, return it without the
    number of things that the first plan has, and without years that called the first area's plan and are none of the other's."""
    freed = _COUNTED.sub(r"\g<before>", question)
    years = years_named(freed)
    if years and all(_call_one(year, here) for year in years) and not any(_call_one(year, there) for year in years):
        freed = _OF_YEARS.sub("", freed)
    return freed


def _call_one(year: int, documents: Sequence[Document]) -> bool:
    """Whether a year lies in one of the documents' periods."""
    return any(document.period is not None and document.period.covers(year) for document in documents)
