"""A whole that is said in words, and its parts that stand apart from it: in the list behind it ("The budget is £1.28m. It is made up of"),
or in a sentence that takes its noun up again ("Of its stations eight are crewed day and night, four by day and 14 on call")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import head_of
from assistant.findings.sums.mentions import figures_in
from assistant.findings.sums.spoken_totals import adds_up, is_near, is_series
from ingest.documents import BlockKind, Span
from ingest.register.flow import Listing, Piece

_T = FindingType.TOTAL_AND_PARTS
NEAR = 0.15  # of the whole: parts that are further off are parts of something else
FEWEST = 3  # parts that stand in a list, or in a sentence of their own
LEAST = 500.0  # half of the last place printed from which amounts count as rounded
LONGEST = 90  # characters of an item that names a part and its figure
_MADE_OF = re.compile(
    r"\b(?:made\s+up\s+(?:of|as\s+follows)|compris(?:es|ing)|consist(?:s|ing)\s+of|broken\s+down(?:\s+as\s+follows)?|split|divided|shared|met\s+(?:by|from)|paid\s+(?:for\s+)?(?:by|from)|funded\s+(?:by|from)"
    r"|(?:comes?|came)\s+from|provided\s+by|contribut\w+|financed\s+by|spent\s+(?:on|as)|goes\s+(?:to|on)|allocated|as\s+follows|of\s+which|of\s+these|they\s+(?:are|were)|sources?|breakdown)\b",
    re.I,
)
_SOME = re.compile(
    r"\b(?:includ\w+|such\s+as|among|amongst|for\s+example|main(?:ly)?|largest|some|others?|also|besides|plus|more\s+than|each|per)\b", re.I
)
_TOTAL = re.compile(r"^\W*(?:grand\s+|overall\s+|sub[-\s]?)?(?:total|all|altogether|in\s+all|together|sum)\b", re.I)
_OF_NOUN = re.compile(
    r"^\W*(?:Of|Among|Out\s+of)\s+(?:its|our|the|these|those|their|all\s+(?:our|the))\s+(?P<noun>(?:[a-z][a-z’'-]+\s+){0,2}[a-z][a-z’'-]+s)\s*,?\s*$",
    re.I,
)
_OPENS = re.compile(r"^\W*$")
_OWN = re.compile(r"^\s+of\s+(?:its|our|the|these|those|their|them)\s+(?P<noun>(?:[a-z][a-z’'-]+\s+){0,2}?[a-z][a-z’'-]+s)\b", re.I)
_NOT_PARTS = re.compile(
    r"\b(?:from|than|target|each|every|per|both|also|including|respectively|if|of\s+wh(?:om|ich)|another|a\s+further|at\s+least|more|new)\b",
    re.I,
)


def listed_totals(script: Script) -> Iterator[Finding]:
    """Given a document, yield wholes that the parts which stand apart from them do not make."""
    for listing in script.flow.lists:
        yield from _in_list(listing)
    wholes: dict[str, list[tuple[Sentence, Quantity]]] | None = None
    for sentence in script.sentences:
        parted = _parted(sentence)
        if parted is not None:
            wholes = _wholes(script) if wholes is None else wholes
            yield from _of_noun(sentence, *parted, wholes)


# -- lists ----------------------------------------------------------------------------------------------------------------


def _in_list(listing: Listing) -> Iterator[Finding]:
    """A lead whose last amount is broken down by the items, each with one figure of its unit; a last item may be the total itself."""
    lead, items = listing.lead, list(listing.items)
    if lead is None or listing.under is not None or len(items) < FEWEST or lead.kind is BlockKind.ITEM:
        return
    parts = [(item, _only(item.text)) for item in items if not _TOTAL.match(item.text)]
    wholes = _whole_of(lead)
    if len(wholes) != 1 or len(parts) < FEWEST:
        return
    (whole, spans), figures = wholes[0], [figure for _, figure in parts if figure is not None]
    if len(figures) != len(parts) or any(one.unit != whole.unit or one.hedged or one.value > whole.value for one in figures):
        return
    if not _makes(figures, whole) and is_near(figures, whole, NEAR):
        places = [span for item, figure in parts if figure is not None for span in item.cut(figure.start, figure.end)]
        yield _told(whole, figures, [*spans, *places], 0.8)


def _makes(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether parts make their whole. Amounts of one list are printed alike:
    the one with the fewest zeros shows how far all were rounded."""
    exact = [one.half for one in (*parts, whole) if not re.search(r"\.\d|\d\s?[a-z]", one.text, re.I)]
    rounded = [one.half for one in (*parts, whole) if re.search(r"\.\d|\d\s?[a-z]", one.text, re.I)]
    slack = sum(rounded) + (min(exact) * len(exact) if exact and min(exact) > LEAST else 0.0)
    return abs(sum(part.value for part in parts) - whole.value) <= slack + 1e-6


def _only(text: str) -> Quantity | None:
    """The one figure of a short item; of several, the amount of money."""
    text = re.sub(r"\s", " ", text)
    found = [one for one in figures_in(text) if one.unit != "%"]
    money = [one for one in found if one.unit == "£"]
    found = money or found
    return found[0] if len(found) == 1 and len(text) <= LONGEST else None


def _whole_of(lead: Piece) -> list[tuple[Quantity, tuple[Span, ...]]]:
    """The figures of the last two sentences of a lead that may be the whole, where they say that parts follow."""
    text = re.sub(r"\s", " ", lead.text)
    sentences = lead.sentences or ((0, len(text)),)
    last = text[sentences[-1][0] : sentences[-1][1]]
    before = sentences[-2:] if len(sentences) > 1 and not figures_in(last) else sentences[-1:]
    said = text[before[0][0] : before[-1][1]]
    if not (_MADE_OF.search(last) or last.rstrip().endswith(":")) or _SOME.search(said):
        return []
    found = [one for one in figures_in(said) if one.unit != "%" and not one.hedged]
    money = [one for one in found if one.unit == "£"]
    start = before[0][0]
    return [(one, lead.cut(start + one.start, start + one.end)) for one in money or (found if _MADE_OF.search(last) else [])]


# -- a noun that is taken up again ------------------------------------------------------------------------------------------


def _parted(sentence: Sentence) -> tuple[str, Sequence[Quantity]] | None:
    """The noun that a sentence parts and the figures of its parts: "Of our posts six are …, four … and two …", "Six of the posts are …"."""
    parts = figures_in(sentence.text)
    if len(parts) < FEWEST or any(one.unit or one.hedged or "." in one.text for one in parts):
        return None
    text = sentence.text
    opening = _OF_NOUN.match(text[: parts[0].start]) or (_OWN.match(text[parts[0].end :]) if _OPENS.match(text[: parts[0].start]) else None)
    words = text[parts[0].start :]
    if opening is None or _NOT_PARTS.search(words) or not is_series(words, parts, parts[0].start):
        return None
    return head_of(opening["noun"]), parts


def _wholes(script: Script) -> dict[str, list[tuple[Sentence, Quantity]]]:
    """The bare numbers of the document by the noun right behind them: "from 27 fire stations"."""
    found: dict[str, list[tuple[Sentence, Quantity]]] = {}
    for sentence in script.sentences:
        for one in figures_in(sentence.text):
            noun = re.match(r"\s+((?:[a-z][a-z’'-]+\s+){0,2}[a-z][a-z’'-]+s)\b", sentence.text[one.end :])
            for length in range(1, len(noun[1].split()) + 1) if noun is not None and not one.unit and not one.hedged else ():
                words = noun[1].split()[:length] if noun is not None else []
                if words[-1].endswith("s"):
                    found.setdefault(head_of(" ".join(words)), []).append((sentence, one))
    return found


def _of_noun(
    sentence: Sentence, noun: str, parts: Sequence[Quantity], wholes: dict[str, list[tuple[Sentence, Quantity]]]
) -> Iterator[Finding]:
    found = [(place, one) for place, one in wholes.get(noun, ()) if place is not sentence and one.value > max(part.value for part in parts)]
    if not noun or len({one.value for _, one in found}) != 1 or adds_up(parts, found[0][1]) or not is_near(parts, found[0][1], NEAR):
        return
    place, whole = found[0]
    spans = [*place.cut(whole.start, whole.end), *sentence.cut(parts[0].start, parts[-1].end)]
    yield _told(whole, parts, spans, 0.7)


def _told(whole: Quantity, parts: Sequence[Quantity], spans: Sequence[Span], sure: float) -> Finding:
    sign = "£" if whole.unit == "£" else ""
    sum_ = f"{' + '.join(one.text for one in parts)} = {sign}{shown_number(sum(one.value for one in parts), 2)}, not {whole.text}."
    return told("contradiction.total_in_words", _T, spans, {}, sum_, sure)
