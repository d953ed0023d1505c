"""What introduces a list: a line, the paragraph before it, or both."""

from __future__ import annotations

import re

from assistant.findings.ends import endings
from assistant.findings.script import Script
from ingest.documents import BlockKind
from ingest.register.flow import Listing

_IS_CALLED = re.compile(r"\b(?:targets?|challenges?|goals?|ambitions?|pledges?)\b", re.I)
LONGEST_LEAD = 600  # characters of a paragraph that is about the list behind it


def introduced(listing: Listing, script: Script) -> str:
    """Given a list, return what stands before it: the line that introduces it, with the paragraph before it where that speaks
    of the same challenge or target and the line gives no time; without such a line the paragraph, where it is short enough to be about
    the list."""
    if listing.lead is None or listing.lead.kind is not BlockKind.PARAGRAPH:
        return re.sub(r"\s+", " ", listing.introduction)
    if listing.introduction:
        line = re.sub(r"\s+", " ", listing.introduction)
        before = script.flow.before(listing.lead)
        said = re.sub(r"\s+", " ", before.text) if before is not None and before.kind is BlockKind.PARAGRAPH else ""
        goes_on = not any(endings(line)) and len(said) <= LONGEST_LEAD and bool(_called(line) & _called(said))
        return f"{said} {line}" if goes_on else line
    text = re.sub(r"\s+", " ", listing.lead.text)
    return text if len(text) <= LONGEST_LEAD else re.sub(r"\s+", " ", listing.lead.last_sentence)


def _called(text: str) -> set[str]:
    """What a text calls that which is to be reached, by the word in its singular."""
    return {match.group().casefold().removesuffix("s") for match in _IS_CALLED.finditer(text)}
