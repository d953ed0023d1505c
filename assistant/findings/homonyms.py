"""One name for two things: letters that stand for the conference or panel of one subject here, and of another there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding, FindingType
from assistant.findings.saying import told
from assistant.findings.script import Script
from ingest.documents import BlockKind, Span

_T = FindingType.NAMES
_DOMESTIC = r"DV|DA|DVA|VAWG|[Dd]omestic\s+(?:[Vv]iolence|[Aa]buse)"
_OTHERS = (
    r"[Cc]ommunity|ASB|[Aa]nti[- ]?[Ss]ocial\s+[Bb]ehaviour|[Hh]ate\s+[Cc]rime|[Vv]ulnerable\s+(?:[Aa]dults?|[Vv]ictims?)|[Aa]dults?"
    r"|[Gg]angs?|[Hh]oarding|[Ss]ex\s+[Ww]ork(?:er)?s?|[Ss]treet\s+[Pp]opulation"
)
# Conferences and hubs whose letters are used for more than one subject.
_SUBJECT = re.compile(
    rf"(?<![\w/])(?:(?P<other>{_OTHERS})\s+(?:(?:[A-Z][a-z]+\s+){{2,4}}(?=\())?|(?P<domestic>{_DOMESTIC})\s+)?(?:\(\s*)?"
    r"(?P<short>MARAC|MAPPA|MASH|MASE|MACE)s?\b\)?"
)


def homonyms(script: Script) -> Iterator[Finding]:
    """Given a document, yield letters that are used for two bodies and that no sentence tells apart."""
    first: dict[tuple[str, str], tuple[str, Span]] = {}
    together: set[str] = set()
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        here: set[str] = set()
        for match in _SUBJECT.finditer(sentence.text):
            subject = re.sub(r"\W+", " ", match["other"] or "").casefold()
            here.add(subject)
            place = sentence.cut(match.start(), match.end())[0]
            if sentence.piece.kind is not BlockKind.HEADING:
                first.setdefault((match["short"], subject), (re.sub(r"\s+", " ", match.group()), place))
        if len(here) > 1:
            together |= here
    for short in sorted({short for short, _ in first}):
        plain = first.get((short, ""))
        for (letters, subject), (name, place) in first.items():
            if letters == short and subject and plain is not None and subject not in together:
                values = {"short": short, "first": plain[0], "second": name}
                yield told("contradiction.one_name", _T, [plain[1], place], values, sure=0.65)
                break
