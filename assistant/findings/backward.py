"""What a document says it has named before or will name behind, and does not: "the Lamp Unit (mentioned above)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding, FindingType
from assistant.findings.lettered import stands_in_full
from assistant.findings.likeness import stems
from assistant.findings.saying import told
from assistant.findings.script import Script
from ingest.documents import Span

_NAME = r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|the|&)\s+){0,2}[A-Z][\w’'-]*){0,6})"
_SAID = (
    r"(?:mentioned|described|referred\s+to|discussed|introduced|outlined|set\s+out|explained|detailed|listed|named|covered|noted|seen|see)"
)
_PART = r"\s+(?:section|chapter|paragraph|page|part)s?"
_ABOVE = rf"(?:above|earlier|before|previously|already|in\s+(?:the\s+|an\s+)?(?:previous|earlier|preceding){_PART})"
_BELOW = rf"(?:below|later|overleaf|further\s+(?:on|down)|in\s+(?:the\s+|a\s+)?(?:next|following|later){_PART})"
_POINTS = re.compile(
    rf"{_NAME}\s*(?:\(\s*(?:(?:as|which\s+(?:is|are|was|were)|also)\s+)?|,\s+(?:as\s+)?|\s+(?:as\s+)?)"
    rf"(?:(?:already|previously)\s+)?(?:{_SAID}\s+)(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW}))\b"
    rf"|\b(?P<afore>above[- ]mentioned|aforementioned|afore-mentioned|previously\s+mentioned)\s+{_NAME.replace('name', 'other')}"
)
_LEADING = re.compile(r"^(?:(?:The|This|These|Our|A|An|As|All|Both|Each|In|By|With|For|From|And|To|Through|Under)\s+)+")
_NOT_NAMED = re.compile(
    r"^(?:Section|Chapter|Table|Figure|Appendix|Annex|Page|Paragraph|Priority|Aim|Objective|Theme|Part|We|It|They|There|What|Where|That)\b"
)
# What is drawn, or set out in rows: it may bear no name, and its words may not be in the text.
_DRAWN = re.compile(
    r"\b(?:(?:Flow)?charts?|Diagrams?|Structures?|Matrix|Matrices|Maps?|Wheel|Triangle|Pyramid|Cycle|Model|Framework|Graphs?|Graphics?|Infographics?"
    r"|Illustrations?|Images?|Pictures?|Photos?|Photographs?|Timeline|Dashboard|Organogram|Tables?|Figures?|Schedule|List)$",
    re.I,
)


def backward(script: Script) -> Iterator[Finding]:
    """Given a document, yield the names that it says stand above, or below, of which a word stands nowhere there."""
    place = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for match in _POINTS.finditer(sentence.text):
            name = _LEADING.sub("", match["name"] or match["other"])
            end = match.end("name") if match["name"] else match.end("other")
            words = [word for word in name.split() if word[0].isupper() and not stems(word) <= place]
            if not words or _NOT_NAMED.match(name) or _DRAWN.search(name):
                continue
            span = sentence.cut(end - len(name), end)[0]
            text = _text(span, script, below=match["below"] is not None)
            if any(not _stands(word, text, script) for word in words):
                key = "named_below" if match["below"] else "named_above"
                whole = sentence.cut(min(match.start(), end - len(name)), match.end())
                yield told(f"contradiction.{key}", FindingType.REFERENCE_MISSING, whole, {"reference": f"“{name}”"}, sure=0.7)


def _text(span: Span, script: Script, below: bool) -> str:
    """All words of the document before a place, or behind it."""
    page = script.pages[span.page - 1].text
    if below:
        return "\n".join([page[span.end :], *(one.text for one in script.pages[span.page :])])
    return "\n".join([*(one.text for one in script.pages[: span.page - 1]), page[: span.start]])


def _stands(word: str, text: str, script: Script) -> bool:
    """Whether a word stands in a text, in any form of it; letters may be spelt out there."""
    if re.search(rf"\b{re.escape(word)}\b", text, re.I) or not word.isupper() and stems(word) and stems(word) <= stems(text):
        return True
    if any(long.casefold() in text.casefold() for short, long in script.terms if short.fullmatch(word)):
        return True
    return word.isupper() and len(word) > 2 and stands_in_full(word, text, in_capitals=True)
