"""All figures of a document with what they are of: in sentences, on cards and in tables."""

from __future__ import annotations

from assistant.findings.script import Script
from assistant.findings.sums.cells import in_tables, places_of
from assistant.findings.sums.mention import LAST, YEARS, Kind, Mention, figures_in, year_of
from assistant.findings.sums.prose import in_prose, on_cards

__all__ = ["LAST", "YEARS", "Kind", "Mention", "figures_in", "mentions", "places_of", "year_of"]


def mentions(script: Script) -> list[Mention]:
    """Given a document, return its figures with what they are of; made once a document."""
    return script.once("mentions of figures", lambda made: [*in_prose(made), *on_cards(made), *in_tables(made)])
