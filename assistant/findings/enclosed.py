"""What a document says is with it and is not: attached, enclosed, overleaf, at the back; and links that were never put in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import overlap, stems
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind, Span

_T = FindingType.PROMISED_MISSING
_WITH_IT = (
    r"(?:(?:attached|enclosed|appended|annexed)(?!\s+(?:to|as|by)\b(?!\s+(?:this|the)\s+(?:plan|strategy|report|document|paper|leaflet)))|overleaf|over\s+the\s+page"
    r"|(?:at|on|inside|in)\s+(?:the\s+)?(?:inside\s+)?(?:back|rear|reverse|other\s+side|back\s+(?:cover|page)|last\s+page|centre\s+pages|end\s+of\s+this\s+(?:plan|strategy|report|document|leaflet)|accompanying\s+\w+)(?!\s+of\s+(?!th(?:is|e)\s+(?:plan|strategy|report|document|paper|leaflet|page)))\b)"
)
_IS_WITH_IT = re.compile(
    r"(?<![\w’'-])(?P<what>(?:[\w’'-]+\s+){1,8}?)(?:is|are|has\s+been|have\s+been|was|were|can\s+be|may\s+be|will\s+be|appears?|follows?|sits?|stands?)\s+"
    rf"(?:(?:also|now|all|given|found|seen|shown|set\s+out|listed|printed|included|reproduced|provided|described|explained|defined)\s+){{0,2}}{_WITH_IT}",
    re.I,
)
_IN_BRACKETS = re.compile(
    r"\((?:see\s+|copy\s+|copies\s+)?(?:attached|enclosed|overleaf|appended)(?:\s+(?:herewith|separately\s+below|overleaf))?\)", re.I
)
_WITH_THIS = re.compile(
    r"(?<![\w’'-])(?P<what>(?:[\w’'-]+\s+){1,4}?)(?:which\s+(?:is|are)\s+|that\s+(?:is|are)\s+)?(?:(?:enclosed|attached|appended|supplied|sent|issued|goes|go|comes|come|printed|published)\s+(?:along\s+|together\s+)?with|accompanying)\s+this\b"
    r"|\b(?:[Tt]he|[Oo]ur|[Aa]n?)\s+(?:enclosed|attached|appended)\s+(?P<named>(?:[a-z’'-]+\s+){0,2}[a-z’'-]+)",
)
_SEE = re.compile(
    r"\b(?:see|turn\s+to|look\s+(?:at|on|inside))\s+(?:the\s+)?(?:inside\s+)?(?:back|back\s+cover|back\s+page|last\s+page|reverse|centre\s+pages|overleaf|over\s+the\s+page)"
    r"(?:\s+of\s+this\s+\w+)?\s+for\s+(?P<what>[^.;,]{4,80})",
    re.I,
)
# A plan, a register or a table of results that is said to stand beside the document.
_BESIDE = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ur)\s+(?P<what>(?:(?!that\b|which\b|is\b|are\b)[\w-]+\s+){0,3}?(?:plan|framework|register|schedule|dashboard|scorecard|toolkit|handbook|pack|map|matrix))"
    r"\s+(?:will|is\s+to|accompan\w+|sits?|stands?)\s*(?:accompany|accompanies|alongside|sit\s+alongside|stand\s+beside|beside|support)?\s+(?:the|this|our)\s+(?:plan|strategy|document|report)\b"
)
_LINK = re.compile(
    r"[\[(<]\s*(?:(?:web\s?|hyper)?link|url|web\s?address|(?:hyper)?link\s+(?:here|to\s+(?:follow|come|be\s+\w+)|tb[ac]|needed|required)|link\s+to\s+[^\])>]{2,40})\s*[\])>]",
    re.I,
)
# Words of a sentence in which it is not this document, or is elsewhere for good.
_NOT = re.compile(
    r"\b(?:not|no|if|conditions?|strings|website|online|www\.|intranet|request|separate(?:ly)?|agenda|minutes|letter|e-?mail|form\s+should)\b|\b(?:appendix|annexe?|appendices|schedule|glossary)\b",
    re.I,
)
_SUBJECT = re.compile(r"^\W*(?P<what>(?:[\w’'-]+\s+){1,7}?)(?:is|are|was|were|has|have|had|can|will|may)\b")
_SMALL = stems(
    "copy full list further details more information all its our please some summary version short each see also they it this these"
)
SAME = 0.5  # share of a thing's stems that a heading which is its own has
LONGEST_LINE = 120  # characters of a line that may be a heading of it
LONGEST = 600  # characters of a sentence that says so


def enclosed(script: Script) -> Iterator[Finding]:
    """Given a document, yield what it says is with it that no heading, caption or short line bears the name of, and the links that were
    never put in, each once."""
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        if _LINK.search(sentence.text):
            yield told("gap.promised_link", _T, [_whole(sentence)], sure=0.9)
            continue
        what = _promised(sentence.text)
        if what is not None and not _is_there(what, sentence, script):
            yield told("gap.promised_reference", _T, [_whole(sentence)], {"reference": f"“{what}”"}, sure=0.7)


def _whole(sentence: Sentence) -> Span:
    return max(sentence.spans, key=lambda span: span.end - span.start)


def _promised(text: str) -> str | None:
    """What a sentence says is with the document, None where it says nothing of the sort or names nothing."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return None
    for pattern in (_SEE, _WITH_THIS, _BESIDE, _IS_WITH_IT, _IN_BRACKETS):
        match = pattern.search(text)
        if match is None or _NOT.search(text):
            continue
        named = match.groupdict().get("what") or match.groupdict().get("named")
        if pattern is _IN_BRACKETS:
            subject = _SUBJECT.match(text)
            named = subject["what"] if subject is not None else text[: match.start()]
        what = re.sub(
            r"^(?:(?:the|an?|our|its|all|this|in|and|that|with|by|of)\s+)+", "", re.sub(r"\s+", " ", named or "").strip(), flags=re.I
        )
        return what if stems(what) - _SMALL else None
    return None


def _is_there(what: str, sentence: Sentence, script: Script) -> bool:
    """Whether a heading, a caption or another short line of the document bears most of a thing's name."""
    wanted = stems(what) - _SMALL
    lines = [
        piece.text
        for place, piece in enumerate(script.flow.pieces)
        if place != sentence.place
        and piece.kind is not BlockKind.CONTENTS
        and len(piece.text) <= LONGEST_LINE
        and not piece.text.rstrip().endswith(".")
    ]
    captions = [f"{grid.caption} {grid.title}" for grid in script.flow.grids if len(grid.caption) <= LONGEST_LINE]
    return any(overlap(wanted, stems(line)) >= SAME for line in (*lines, *captions))
