"""What a document calls itself on its first page, where nobody gave it a title: the line that names a plan, a strategy or a report.

Covers of such documents hold few lines: whose it is, what it is, which years it is for, who agreed it. The line that says what it is holds
one of a few nouns and reads like a name, not like a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LINES = 16  # of the first page: a title stands at its top
LONGEST = 110  # characters
WORDS = range(2, 15)
SHORT = 6  # words of a line that a title may begin with

YEARS = re.compile(r"(?<![\d/–-])(?P<from>(?:19|20)\d\d)\s?(?:[-–—/]|to)\s?(?P<to>(?:19|20)\d\d|\d\d)(?![\d/]|\s?[-–/]\s?\d)")
_NOUN = re.compile(r"\b(?:plan|strategy|agreement|framework|programme|assessment|review|report|protocol|policy)\b", re.I)
_LABEL = re.compile(r"^(?:report )?title\s*:?\s*\t+\s*(?P<title>[^\t]+)", re.I)
# A number or label before it.
_BEFORE = re.compile(r"^\s*(?:(?:item\s+)?\d+(?:\.\d+)*\.?\s+(?=[A-Z])|(?:report )?(?:title|subject)\s*:?\s+)", re.I)
# From here on a form names a report's people, and says its title with a label.
_REPORTED = re.compile(r"^report (?:to|of|author)\b", re.I)
# What a cover says of a document beside its title.
_OTHER = re.compile(
    r"^(?:report|reports|agenda|item|appendix|document|version|prepared|agreed|approved|adopted|published|for|from|to|by|date|meeting|cabinet"
    r"|contents|page|owner|author|wards?|summary|purpose|relevant|next|last|classification|not)\b|:\s*$",
    re.I,
)
_SENTENCE = re.compile(r"[.;?!](?:\s|$)|,\s*$|\b(?:is|are|was|were|has|have|will|we|sets? out|pleased)\b", re.I)
_GENERAL = re.compile(r"^(?:our|a|an|the|your|this)\b", re.I)


def title_on(text: str) -> str | None:
    """Given the text of a document's first page, a line a line and the cells of a table parted by tabs, return the title that stands there,
    on one line; None where no line reads like one."""
    lines = [re.sub(r" +", " ", line).strip() for line in text.split("\n") if line.strip()][:LINES]
    if labelled := next((match["title"].strip() for line in lines if (match := _LABEL.match(line))), None):
        return labelled if len(labelled) <= LONGEST else None
    form = next((place for place, line in enumerate(lines) if _REPORTED.match(line)), len(lines))
    places = [place for place, line in enumerate(lines[:form]) if _names(line)]
    if not places:
        return None
    dated = [place for place in places if YEARS.search(lines[place]) or _is_years(lines[place + 1 : place + 2])]
    return _whole(lines, (dated or places)[0])


def _names(line: str) -> bool:
    bare = _BEFORE.sub("", line)
    return (
        bool(_NOUN.search(bare))
        and "\t" not in bare
        and len(bare.split()) in WORDS
        and len(bare) <= LONGEST
        and bare[0].isupper()
        and not _OTHER.search(bare)
        and not _SENTENCE.search(bare)
    )


def _whole(lines: Sequence[str], place: int) -> str | None:
    """The title at a line, with the years below it and, where it names nothing by itself ("Our plan for 2025 to 2028"), the line above."""
    title = _BEFORE.sub("", lines[place])
    if not YEARS.search(title) and _is_years(lines[place + 1 : place + 2]):
        title = f"{title} {lines[place + 1]}"
    above = lines[place - 1] if place else ""
    if _GENERAL.match(title) and above and len(above.split()) <= SHORT and "\t" not in above and not _OTHER.search(above):
        title = f"{above}: {title[0].lower()}{title[1:]}"
    return _spoken(title) if len(title) <= LONGEST else None


def _spoken(title: str) -> str:
    """A title in capitals as it would be written."""
    if not title.isupper():
        return title
    words = title.lower().split()
    return " ".join(word if word in _SMALL and place else word.capitalize() for place, word in enumerate(words))


_SMALL = frozenset("a an and at by for from in of on or the to with".split())


def _is_years(lines: Sequence[str]) -> bool:
    return bool(lines) and not YEARS.sub("", lines[0], count=1).strip(" ,()")
