"""Companies and trusts of the place that bear its name and a word of what they are ("Norwick Homes", "Leisure Norwick")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.script import Script
from ingest.documents import Span

_KIND = (
    r"(?:Homes|Housing|Living|Leisure|Enterprises?|Works|Direct|Futures?|Connect(?:ed|s)?|Arts|Culture|Music|Learning|Carers|Commercial|Ventures"
    r"|Landlords|Volunteers)"
)
# What partners name their companies for the town centre by, behind a word that leads on to somebody.
_LEADS_ON = "|".join(rf"(?<={word}\s)" for word in ("with", "and", "by", "through", "from", "via", "support", "supporting", ","))
_BRAND = r"(?:Successful|Love|Discover|Destination|Experience|Enterprise|Business|Active|Volunteer|Connected|Proud|Team)"


def companies(script: Script) -> Iterator[tuple[str, Span]]:
    """Given a document, yield the companies that bear its place's name, each once and where it first stands."""
    area = re.escape(script.document.area or "")
    names = rf"{area}\s+{_KIND}|{_KIND}\s+{area}|(?:{_LEADS_ON}|^){_BRAND}\s+{area}"
    pattern = re.compile(rf"(?<![\w’'-])(?<![A-Z][a-z]\s)(?<!\b[Aa]\s)(?<!\b[Aa]n\s)(?<!\b[Oo]ur\s)(?P<name>{names})(?![\w’'-]|\s+[A-Z])")
    met: set[str] = set()
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells] if area else []:
        for match in pattern.finditer(sentence.text):
            name = re.sub(r"\s+", " ", match["name"])
            if name not in met:
                met.add(name)
                yield name, sentence.cut(*match.span("name"))[0]
