"""Totals in sentences: parts that are then summed ("34, 71 and 22, 127 in all"), a whole that is then broken down, and a whole in one
sentence whose parts the next one names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import said
from assistant.findings.sums.mentions import figures_in
from ingest.documents import BlockKind

_T = FindingType.TOTAL_AND_PARTS
NEAR = 0.3  # of the whole: parts that are further off are parts of something else
FEWEST = 3  # parts of which the last is what is left
FIRST = 3  # characters before the first part of a sentence that opens with it
CLOSE = 0.1  # of the whole: parts of which nothing says that they are all, and that leave less than this, are meant to be
_AFTER = re.compile(
    r"^\s?(?:[a-z’'-]+\s+){0,3}?(?:in\s+(?:all|total)|altogether|together|all\s+told|between\s+them|taken\s+together"
    r"|overall|combined)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:\b(?:a\s+total\s+of|totall?ing|making|giving|adding\s+up\s+to|add\s+up\s+to|adds\s+up\s+to|coming\s+to"
    r"|comes\s+to|which\s+makes|together|amounting\s+to|bringing\s+the\s+total\s+to|in\s+all|altogether)"
    r"|=)\s*,?\s*$",
    re.I,
)
_NOT_PARTS = re.compile(
    r"\b(?:from|compared|against|than|rose|fell|risen|fallen|increase\w*|decrease\w*|reduc\w*|previous\w*"
    r"|last year|target|each|every|per|more than one|both|also|including|up|down|average|about|around|nearly"
    r"|over|almost|a\s+further|(?<!\band\s)another|who|of\s+wh(?:om|ich)|in\s+turn|respectively|if)\b",
    re.I,
)
_STATUS = re.compile(
    r"\b(?:complete[d]?|under\s*way|on\s+track|delayed|late|green|amber|red|met|missed|achieved|not\s+(?:yet\s+)?(?:started"
    r"|begun|met|achieved|complete)|started|dropped|carried?\s+(?:forward|over)|ongoing|behind|outstanding)\b",
    re.I,
)
_REST = re.compile(r"\b(?:the\s+)?(?:rest|remaining|remainder|balance|other|others)\b", re.I)
_BROKEN = re.compile(
    r"\b(?:made\s+up\s+of|comprising|comprises?|consisting\s+of|consists?\s+of|split|divided|shared|broken\s+down"
    r"|met\s+by|paid\s+(?:for\s+)?by|funded\s+by|paid\s+from|met\s+from|funded\s+from|comes?\s+from|came\s+from"
    r"|provided\s+by|contributed\s+by|financed\s+by)\b",
    re.I,
)
_TAKES_UP = re.compile(
    r"^\W*(?:this|it|that|they|these|the\s+(?:money|cost|sum|fund|budget|total|amount|whole|spending|grant"
    r"|figure|places|posts))\b",
    re.I,
)
_WHOLE_END = re.compile(
    r"^(?:\s+(?!from\b|rose\b|fell\b|than\b)[a-z’'–/\d-]+){0,14}?\s*(?P<mark>[:(,]|\s[–—]\s|\bof\s+which\b"
    r"|\bmade\s+up\s+of\b|\bcomprising\b|\bcomprises\b|\bconsisting\s+of\b)\s*(?:of\s+(?:which|whom)\s+"
    r"|made\s+up\s+of\s+|with\s+|they\s+were\s+)?(?P<name>(?-i:[A-Z])[\w’'-]*\s+(?:[\w’'-]+\s+){0,3})?(?:(?<=:\s)(?:[a-z’'-]+\s+){1,4})?$",
    re.I,
)
_UNMARKED = re.compile(r"^(?:\s+[a-z’'-]+){1,5}?\s+(?P<mark>)(?P<name>)$")  # "Of the 24 actions 15 are complete, …"
_IN_BRACKETS = re.compile(r"\(\s*\d[\d.]*\s*(?:%|per\s?cent)\s*\)", re.I)
_OF_THESE = re.compile(r"^\W*(?:Of|Among|Out\s+of)\s+(?:these|them|those|this\s+number|that\s+number)\b")
_DONE = re.compile(r"\s+(?:[a-z’'-]+\s+)?(?:were|was|are|is|went|have|has|had|led|got|came|remain|await|stay|need|\w+ed)\b", re.I)
_LAST = re.compile(
    r"\b(?:still|yet|remain\w*|open|outstanding|pending|rest|others?|unknown|not\s+known|nothing|no\s+(?:further\s+)?action|undecided)\b",
    re.I,
)
_GOES_TO = re.compile(r"\b(?:go(?:es)?|went|is|are|was|were|will\s+go|paid|pays?|buys?)\s+(?:to|on|into|towards|for)\b|\bbuys?\b", re.I)
_OF_THIS = re.compile(r"\s+of\s+(?:this|it|that|these|the\s+(?:cost|money|sum|total))\b", re.I)
_THERE_IS = re.compile(
    r"\b(?:there\s+(?:is|are|was)|we\s+(?:have|had)|budget|set\s+aside|fund|grant|in\s+all|total|altogether|worth|is\s+given)\b", re.I
)
_OF = re.compile(r"^\W*(?:Of|Out of)\s+(?:the|these|our|its|all|all\s+the|those)?\s*(?:total\s+of\s+)?$", re.I)


def spoken_totals(script: Script) -> Iterator[Finding]:
    """Given a document, yield sums in its sentences that do not come out."""
    sentences = [one for one in (*script.sentences, *script.cell_sentences) if one.piece.kind is not BlockKind.FOOTNOTE]
    for sentence, after in pairwise([*sentences, None]):
        if sentence is None:
            continue
        figures = figures_in(sentence.text)
        found = _summed(sentence, figures) or _broken_down(sentence, figures)
        if found is None and after is not None and after.piece is sentence.piece:
            found = _taken_up(sentence, figures, after) or _of_these(sentence, figures, after)
        if found is not None:
            yield found


def _summed(sentence: Sentence, figures: Sequence[Quantity]) -> Finding | None:
    """ "34 …; 71 and 22, 127 in all": the total comes last."""
    text = sentence.text
    for place, total in enumerate(figures):
        before = text[: total.start]
        if not (_AFTER.match(text[total.end :]) or _BEFORE.search(before)):
            continue
        parts = [one for one in figures[:place] if one.unit == total.unit]
        if len(parts) < 2 or total.unit == "%" or _NOT_PARTS.search(text[parts[0].start : total.start]):
            continue
        # The parts may be the last few of the figures before the total.
        if any(adds_up(parts[first:], total) for first in range(len(parts) - 1)) or not is_near(parts, total, NEAR):
            continue
        return _told(sentence, total, [(sentence, part) for part in parts], 0.75)
    return None


def _broken_down(sentence: Sentence, figures: Sequence[Quantity]) -> Finding | None:
    """ "312 responses, 247 of them on the website and 65 on paper": the whole comes first."""
    text = _IN_BRACKETS.sub(lambda match: " " * len(match.group()), sentence.text)
    figures = [one for one in figures if text[one.start : one.end].strip()]
    for place, whole in enumerate(figures[:-2]):
        first = figures[place + 1]
        opening = _WHOLE_END.match(text[whole.end : first.start]) or (
            _UNMARKED.match(text[whole.end : first.start]) if _OF.match(text[: whole.start]) else None
        )
        mark = opening["mark"].strip().casefold() if opening else ""
        if opening is not None and opening["name"] and mark not in (":", "("):
            continue
        # What stands in a row of figures itself is a part, not a whole.
        in_row = mark == "," and (place > 0 or re.search(r":\s*$", text[: whole.start]) is not None)
        if opening is None or in_row or whole.hedged or whole.unit == "%":
            continue
        end = _end_of(text, first.start, mark)
        parts = [one for one in figures[place + 1 :] if one.start < end]
        parts = sorted([*parts, *_ones(text, first.start, end)], key=lambda one: one.start) if mark in (":", "(") else parts
        words = text[first.start : end]
        if len(parts) < 2 or any(one.unit != whole.unit or one.hedged or one.value > whole.value for one in parts):
            continue
        if _NOT_PARTS.search(re.sub(r"\bof\s+(?:them|these)\b|\bfrom\b", " ", words)) or not is_series(words, parts, first.start):
            continue
        found, off = sum(part.value for part in parts), abs(sum(part.value for part in parts) - whole.value) / whole.value
        all_named = (
            mark in ("(", ":", "–", "—", "made up of", "comprising", "comprises", "consisting of")
            or _REST.search(words) is not None
            or len(parts) >= FEWEST
            and _OF.match(text[: whole.start]) is not None
            and _LAST.search(words[parts[-1].start - first.start :]) is not None
        )
        of_status = _OF.match(text[: whole.start]) is not None and len(_STATUS.findall(words)) >= len(parts)
        too_many = found > whole.value and _OF.match(text[: whole.start]) is None
        if adds_up(parts, whole) or not (
            too_many
            and off <= NEAR
            or (all_named or of_status)
            and off <= NEAR
            or mark == ","
            and off <= CLOSE
            and _is_miscarried(whole, found)
        ):
            return None
        return _told(sentence, whole, [(sentence, part) for part in parts], 0.75 if all_named or of_status else 0.65)
    return None


def _ones(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The parts of one that stand in a row of parts ("five in the town, three in the villages and one on the coast")."""
    for match in re.finditer(r"(?<=[,;])\s+(?:and\s+)?(?P<one>one)\b|\band\s+(?P<last>one)\b", text[start:end], re.I):
        name = "one" if match["one"] else "last"
        if not re.match(r"\s+(?:of|or|third|half|quarter|in\s+(?:two|three|four|five|ten|every))\b", text[start + match.end() :], re.I):
            yield Quantity(1.0, "", 0.5, start + match.start(name), start + match.end(name), match[name])


def _is_miscarried(whole: Quantity, found: float) -> bool:
    """Whether a sum is off by whole tens or more in a figure of three digits: a slip in one digit, and no part left unsaid."""
    return whole.value >= 100 and abs(whole.value - found) % 10 == 0


def _end_of(text: str, start: int, mark: str) -> int:
    """Where the parts of a whole end: with the brackets that hold them, else with the sentence or a semicolon."""
    stop = text.find(")", start) if mark == "(" else -1
    if stop >= 0:
        return stop
    clause = re.search(r"\s[–—]\s|,\s+(?:but|while|although|so)\b", text[start:])
    return start + clause.start() if clause else len(text)


def is_series(words: str, parts: Sequence[Quantity], start: int) -> bool:
    """Given words, the figures in them and where they begin, say whether these stand in a row of parts: commas or "and" before
    each but the first, "and" before the last; as many links as parts."""
    gaps = [words[a.end - start : b.start - start] for a, b in pairwise(parts)]
    joined = all(
        re.search(
            r"(?:[,;]|\band|[,;]\s*(?:and|with|while)(?:\s+[a-z’'-]+){0,4})\s*(?:the\s+(?:other|remaining)\s+|the\s+rest,?\s+)?(?:[A-Z]?[\w’'-]+\s+){0,5}$",
            gap,
        )
        for gap in gaps
    )
    return joined and re.search(r"\b(?:and|with)\b", gaps[-1]) is not None


def _taken_up(sentence: Sentence, figures: Sequence[Quantity], after: Sentence) -> Finding | None:
    """ "… £186,400 in all. This is to be met by £118,000 from the grant and £78,400 from our own budget."."""
    parts = figures_in(after.text)
    if len(parts) < 2 or len({part.unit for part in parts}) > 1 or any(part.hedged for part in parts):
        return None
    broken, too_many = _BROKEN.search(after.text[: parts[0].start]) if _TAKES_UP.match(after.text) else None, False
    if broken is None and parts[0].unit == "£" and parts[0].start <= FIRST and _THERE_IS.search(sentence.text):
        # "There is £96,000. £41,000 goes to youth work, £33,000 to lights and £22,000 to cameras."
        broken = _GOES_TO.search(after.text)
        too_many = broken is not None
    if broken is None and parts[0].unit == "£":
        broken = _OF_THIS.match(after.text[parts[0].end :])  # "The grant pays £2.9m of this, the council £0.8m and the trust £0.3m."
    wholes = [one for one in figures if one.unit == parts[0].unit and not one.hedged]
    totals = [one for one in wholes if _AFTER.match(sentence.text[one.end :]) or _BEFORE.search(sentence.text[: one.start])]
    whole = totals[-1] if totals else wholes[-1] if len(wholes) == 1 else None
    words = after.text[parts[0].start :]
    if broken is None or whole is None or whole.unit == "%" or _NOT_PARTS.search(re.sub(r"\bfrom\b", " ", words)):
        return None
    if not is_series(words, parts, parts[0].start) or adds_up(parts, whole) or not is_near(parts, whole, NEAR):
        return None
    if too_many and sum(part.value for part in parts) < whole.value:
        return None  # nothing says that these are all
    return _told(sentence, whole, [(after, part) for part in parts], 0.75)


def _of_these(sentence: Sentence, figures: Sequence[Quantity], after: Sentence) -> Finding | None:
    """ "It served 38 notices. Of these 29 were obeyed, eight went to court and three are still open."."""
    parts = figures_in(after.text)
    wholes = [one for one in figures if not one.unit and not one.hedged]
    if not _OF_THESE.match(after.text) or len(parts) < 3 or len(wholes) != 1 or any(part.unit or part.hedged for part in parts):
        return None
    words = after.text[parts[0].start :]
    ends = [*(part.start for part in parts[1:]), len(after.text)]
    if not _are_apart([after.text[part.end : end] for part, end in zip(parts, ends, strict=True)]):
        return None
    if _NOT_PARTS.search(words) or not is_series(words, parts, parts[0].start) or adds_up(parts, wholes[0]):
        return None
    all_named = _LAST.search(words[parts[-1].start - parts[0].start :]) or len(_STATUS.findall(words)) >= len(parts)
    return _told(sentence, wholes[0], [(after, part) for part in parts], 0.7) if all_named and is_near(parts, wholes[0], NEAR) else None


def _are_apart(clauses: Sequence[str]) -> bool:
    """Whether each of the parts of a whole has a verb of its own and none a word of another: "12 after a reminder" are some of those named
    before."""
    held = [said(clause) for clause in clauses]
    return all(_DONE.match(clause) for clause in clauses) and not any(a & b for a, b in combinations(held, 2))


def adds_up(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Given parts and a whole, say whether they make it. Digits are exact unless decimals, "million" or zeros in all of them tell of
    rounding."""
    figures = (*parts, whole)
    halves = [one.half for one in figures]
    scaled = any(re.search(r"\.\d|\d\s?[a-z]", one.text, re.I) for one in figures)
    slack = sum(halves) if scaled else min(halves) if min(halves) > 0.5 else 0.0
    return abs(sum(part.value for part in parts) - whole.value) <= slack + 1e-6


def is_near(parts: Sequence[Quantity], whole: Quantity, share: float) -> bool:
    """Given parts, a whole and a share of it, say whether their sum lies within that share of it."""
    return whole.value > 0 and abs(sum(part.value for part in parts) - whole.value) <= share * whole.value


def _told(sentence: Sentence, whole: Quantity, parts: Sequence[tuple[Sentence, Quantity]], sure: float) -> Finding:
    spans = [*sentence.cut(whole.start, whole.end), *(span for place, part in parts for span in place.cut(part.start, part.end))]
    sign = "£" if whole.unit == "£" else ""
    shown = " + ".join(part.text.lstrip("+ ") for _, part in parts)
    sum_ = f"{shown} = {sign}{shown_number(sum(part.value for _, part in parts), 2)}, not {whole.text}."
    return told("contradiction.total_in_words", _T, spans, {}, sum_, sure)
