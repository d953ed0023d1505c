"""Bodies that are called by letters, which the document may spell out nowhere: conferences and hubs, boards of a body of that name, and
those that ask, agree or are reported to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.script import Script
from ingest.documents import Span
from ingest.register.entry import EntryKind

# Conferences and hubs that plans call by their letters, and bodies named by letters and what they are.
LETTERS = re.compile(
    r"(?<![\w(])(?:(?P<kind>Community|ASB|DV|DA|Hate Crime)\s+)?(?P<known>MARAC|MAPPA|MASH|MASE|MACE)(?![\w)])"
    r"|(?<![\w(])(?P<short>[A-Z]{3,6})\s+(?P<which>(?:[Ww]orking|[Ss]trategic|[Ss]teering|[Oo]perational|[Dd]elivery|[Mm]anagement|[Tt]asking|[Ee]xecutive|[Pp]artnership)\s+)?"
    r"(?:[Bb]oard|[Pp]anel|[Gg]roup|[Mm]eeting|[Ff]orum|[Hh]ub|[Pp]artnership)\b"
)
# Letters of a body that takes part in something, which the document spells out nowhere.
_LETTERS_ACT = re.compile(
    r"\b(?:by|through|via|to|at|with|member\w*\s+of|chair\s+of|led\s+by|and)\s+(?:the\s+|our\s+)?(?:local\s+)?"
    r"(?P<short>[A-Z]{2,5}[BPGTSUFH])(?=[,.;)]|\s+(?:and|or|to|in|on|for|will|is|has|which|who|meets?|each|every)\b|$)"
)
_LETTERS_OF = re.compile(
    r"\b(?:by|through|via|to|at|with|of)\s+(?:the|our)\s+(?:local\s+)?(?P<short>[A-Z]{2,4}[CNM])(?=[,.;)]|\s+(?:and|or|to|in|on|for|will|is|has|which|who|meets?)\b|$)"
)
# The same, where the letters come first: "PSB asked for changes".
_LETTERS_FIRST = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\bthe\s)|(?<=\bThe\s)|(?<=\bour\s))(?P<short>[A-Z]{2,5}[BPGTSUFH])\s+"
    r"(?:(?:has|have|had|will|then|also)\s+)?(?:request|agree|approv|consider|review|clear|endors|ask|not|decid|comment|sign|recommend|challeng|scrutinis|discuss|oversee|meet|chair|direct|commission|receiv)(?:s|es|ed|d|ing)?\b"
)
_SMALL_WORD = (
    r"(?:and|at|to|the|an?|of|or|by|but|be|is|are|in|on|for|from|with|both|that|this|these|their|they|has|have|had|was|were|will|we|us|our|not"
    r"|no|as|it|its)\b"
)
# Letters that readers of such a plan know, and such as are no body's.
_WELL_KNOWN = frozenset(
    "VAWG CJS EHCP SMS PDF DASH MTFS LIP LDF LAC OCG FTE CPN DVPN STI"
    " HMP TUC NHS NHSE PCC PFCC OPCC OPFCC IOPC IPCC NRM HMIC FGM"
    " CPS BTP MPS NPS NPCC CRC CRCS GPS CCG CCGS HMPPS HMICFRS UKHSA DCLG MHCLG CSP CDRP CDRPS LGBT LGBTU VCS HIV STIS".split()
)


def by_letters(script: Script) -> Iterator[tuple[str, Span]]:
    """Given a document, yield the bodies that are called by letters which it spells out nowhere, or by those of another body with a word
    beside them, each once and where it first stands."""
    spelt = {one.fields.get("short", "") for one in script.entries if one.kind is EntryKind.TERM and one.fields.get("expansion")}
    met: set[str] = set()
    lines = [*script.sentences, *script.cell_sentences, *script.short_cells, *script.titles]
    for sentence in sorted(lines, key=lambda line: (line.spans[0].page, line.spans[0].start)):
        for match in LETTERS.finditer(sentence.text):
            short, name = match["known"] or match["short"], re.sub(r"\s+", " ", match.group())
            if name not in met and (
                match["kind"] or match["which"] or not (short in spelt or re.search(rf"\(\s*{short}\s*\)", script.text))
            ):
                met.add(name)
                yield name, sentence.cut(match.start(), match.end())[0]
        for match in (*_LETTERS_ACT.finditer(sentence.text), *_LETTERS_OF.finditer(sentence.text), *_LETTERS_FIRST.finditer(sentence.text)):
            short = match["short"]
            if short in met or short in spelt or short in _WELL_KNOWN or LETTERS.fullmatch(short) or _is_spelt(short, script):
                continue
            if re.search(rf"\b{short.casefold()}\b", script.text):
                continue  # a word in capitals: "how to STOP"
            met.add(short)
            yield short, sentence.cut(match.start("short"), match.end("short"))[0]


def _is_spelt(short: str, script: Script) -> bool:
    """Whether letters stand in brackets or before words of theirs anywhere, or a name in full has them as its initials."""
    if re.search(rf"\(\s*{short}s?\s*\)|\b{short}s?\s*(?:\(|[-–—:=]\s|\t)", script.text):
        return True
    return stands_in_full(short, script.text)


def stands_in_full(short: str, text: str, in_capitals: bool = False) -> bool:
    """Given letters and a text, say whether a name stands there that has them as the initials of its words, or of its words in capitals."""
    initials = r"\s+(?:(?:and|of|for|the|against|on|to|&)\s+){0,2}".join(rf"(?!{_SMALL_WORD}){letter}[\w’'-]*" for letter in short)
    return re.search(rf"\b{initials}", text, re.NOFLAG if in_capitals else re.I) is not None
