"""What a document promises and does not hold: appendices, plans, links, charts; and words that were meant to be removed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.drafting import drafting
from assistant.findings.enclosed import enclosed
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import overlap, stems
from assistant.findings.quantity import number_of
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.slips import broken_off, misprints
from ingest.documents import BlockKind, Span
from ingest.outline import title_of
from ingest.register.flow import Piece

_T = FindingType
_LEFTOVER = re.compile(
    r"\b(?:(?:this )?(?:page|section|paragraph|text|box) (?:is )?to be (?:deleted|removed|completed|added|inserted"
    r"|confirmed)(?: (?:before|prior to) \w+)?"
    r"|(?:delete|remove) (?:this|before) (?:page|section|publication|text|paragraph)\b"
    r"|error! (?:reference source|bookmark) not (?:found|defined)\.?|lorem ipsum"
    r"|list other \w+ here|(?:type|enter|add|insert) (?:text|name|title|date|figures?|details?|wording|photo|picture|image|map"
    r"|chart|logo) here"
    r"|click (?:here )?to (?:enter|add) \w+|to be inserted|drafting note|note to (?:drafter|editor|author|designer)\b)"
    r"|\[\s*(?:please|insert|add|to be|tbc|tba|xx+|note|delete|date|name|title|check|update|figures?)\b[^\]]{0,160}\]"
    r"|\$[^$\n]{0,12}\^\{?\w{1,3}\}?\$?"
    r"|\b(?P<twice>(?!and\b|or\b|but\b)[^\W\d_]{2,}[ \n]+(?!and\b|or\b|but\b)[^\W\d_]{3,})[ \n]+(?P=twice)\b"
    r"|£\s?x{2,}(?:,x{3})*k?m?\b|(?<![\w.])x{1,3}(?:\.x)?\s?%|\bxx(?:,xxx)+\b|\(\s*(?:nb:?\s+)?(?:check|confirm|chase|query)\s+(?:with|whether|if|figures?|dates?|this|that)\b[^)]{0,80}\)"
    r"|\b(?:is|are|of|at|by)\s+(?:tbc|tba|xx)(?=[\s.,;]|$)|^\W*(?:figure|table|chart|graph|map|photo)\s+\d{1,2}\s+here\W*$"
    r"|\(\s*(?:insert|to be inserted|add link|xx+)\b[^)]{0,120}\)|\bX{3,}\b|\?{3,}|<\s*(?:insert|name|date)[^>]{0,60}>",
    re.I,
)
_MARK = re.compile(r"\b(?:page|section|box) (?:is )?to be (?:deleted|removed)\b", re.I)
_LINK = re.compile(r"\b(?:insert|add)\b.{0,20}\b(?:link|url|web ?page|web ?address|hyperlink)\b", re.I)
_APPENDIX = re.compile(
    r"\b(?P<kind>appendix|annexe?|schedule|attachment)\s+(?P<number>[A-Z]\b|\d{1,2}\b|one\b|two\b|three\b|four\b|five\b|six\b)", re.I
)
_ELSEWHERE = re.compile(
    r"^\W{0,3}\s*(?:of|to|in|from)\s+(?:the|that|its|their|this)\s+(?!(?:plan|report|strategy|document|paper|assessment|framework)\b)"
    r"|^\s*(?:of|to)\s+[A-Z]",
)
# Words around a reference that speak of another version of the document.
_AMENDS = re.compile(
    r"\b(?:amended|replaced|replaces|superseded|supersedes|changes? (?:to|from|made)|revised|previous(?:ly)?|earlier version"
    r"|unchanged|exempt|confidential|restricted|separately)\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(?P<verb>underpinned|supported|accompanied|supplemented|set out|detailed|described|contained|included"
    r"|delivered)\s+(?:by|in|through|within)\s+"
    r"(?P<what>(?:a|an|the)\s+(?:(?:[\w-]+\s+){0,3}?)(?:action|delivery|implementation|performance|engagement|communications?|work)\s+(?:plan|programme|framework))\b"
    r"|\b(?P<accompanying>(?:accompanying|attached)\s+(?!to\b)(?:[A-Z][\w-]*\s+){0,3}?(?:action|delivery|implementation)\s+plan)\b",
    re.I,
)
# A plan that is said to stand beside the document.
_BESIDE = re.compile(
    r"\b(?:[Aa]|[Tt]he|[Oo]ur)\s+(?P<what>(?:(?!that\b|which\b)[\w-]+\s+){0,3}?(?:action|delivery|implementation|performance)\s+(?:plan|framework))\s+"
    r"(?:(?:which|that)\s+)?(?:sits?\s+alongside|accompanies|accompanying|(?:is|are)\s+(?:attached|appended|annexed|enclosed)|supports\s+this|underpins\s+this)\b",
    re.I,
)
_GLOSSARY = re.compile(
    r"\bglossary\b[^.;]{0,60}\b(?:at\s+the\s+(?:end|back)|found|provided|included|attached|appended|page)\b|\b(?:see|in)\s+(?:the\s+)?glossary\b",
    re.I,
)
_GLOSSARY_HEADED = re.compile(r"\b(?:glossary|abbreviations|acronyms|jargon|definitions|terms|key\s+to)\b", re.I)
_LIST_OF = re.compile(r"\b(?:appendices|annexes|attachments|background|linked reports|enclosures|contents)\b", re.I)
MANY = 3  # appendices that are referred to, none of which the document has
# What readers are sent to at the end of a document, by a name and without a number.
_ANNEX = re.compile(
    r"\b(?:in|at|see|to|from|by)\s+(?:the|our|its|an|a)\s+(?P<name>(?:[\w-]+\s+){0,2}?(?:annexe?s?|appendix|appendices))\b(?!\s+(?:[A-Z0-9]\b|one|two|three|of|to)\b)",
    re.I,
)
_ANNEX_HEADED = re.compile(r"\b(?:annexe?s?|appendix|appendices)\b", re.I)
_SEPARATE = re.compile(
    r"\b(?:website|online|separate\w*|published|request|www\.|available\s+(?:from|on)|download\w*|intranet|library|held\s+by)\b", re.I
)
LONGEST_TITLE = 140  # characters of a line that may name an appendix
_CHART = re.compile(r"\b(?:structure|chart|diagram|organogram|governance|map|timeline|flow ?chart)\b", re.I)
_DRAWN = re.compile(r"\b(?:structure|chart|diagram|organogram|flow ?chart)\b", re.I)
_OPENS = re.compile(r"^\s*(?:(?:priority|theme|objective|part|chapter|section|appendix|annex)\s+\w{1,5}\b|\d{1,2}[.:)])", re.I)


def promises(script: Script) -> Iterator[Finding]:
    """Given a document, yield what it promises and does not hold, and its leftover text."""
    yield from _leftovers(script)
    yield from _appendices(script)
    yield from _annexes(script)
    yield from _plans(script)
    yield from _charts(script)
    yield from _glossary(script)
    yield from enclosed(script)


# -- leftover text ----------------------------------------------------------------------------------------------------


def _leftovers(script: Script) -> Iterator[Finding]:
    """Each place by itself: somebody has to go and take it out. What stands between two marks that a page is to go goes with them."""
    for span in misprints(script):
        yield told("gap.leftover_slip", _T.LEFTOVER_TEXT, [span], {"slip": "yes"}, sure=0.7)
    if broken := broken_off(script):
        yield told("gap.breaks_off", _T.LEFTOVER_TEXT, broken, {"slip": "yes", "count": len(broken)}, sure=0.65)
    between = _between_marks(script)
    if between:
        yield told("gap.leftover_text", _T.LEFTOVER_TEXT, between, sure=0.85)
    met: list[Span] = [*between]
    for place, match in _left(script):
        if _LINK.search(match.group()):
            yield told("gap.promised_link", _T.PROMISED_MISSING, [place], sure=0.95)
        if match["twice"] and match["twice"][0] != match.group()[-len(match["twice"])]:
            continue  # the end of one thing and the beginning of another
        slip = match["twice"] or match.group().startswith("$")
        met.append(place)
        key, values = ("gap.leftover_slip", {"slip": "yes"}) if slip else ("gap.leftover_text", {"slip": ""})
        yield told(key, _T.LEFTOVER_TEXT, [place], values, sure=0.7 if slip else 0.95)
    for places in drafting(script):
        if not any(place.overlaps(other) for place in places for other in met):
            met += places
            yield told("gap.leftover_text", _T.LEFTOVER_TEXT, places, {"slip": ""}, sure=0.8)


def _left(script: Script) -> Iterator[tuple[Span, re.Match[str]]]:
    """Where such words stand; an address that a note stands in is cited with it."""
    for span, words in _runs(script):
        for match in _LEFTOVER.finditer(words):
            start = match.start()
            while match.group()[0] in "[<" and start and not words[start - 1].isspace():
                start -= 1
            yield Span(span.document_id, span.page, span.start + start, span.start + match.end()), match


def _between_marks(script: Script) -> list[Span]:
    """The blocks between a mark that a page is to be deleted and the next such mark on the page."""
    found: list[Span] = []
    for page in script.pages:
        marks = [place for place, block in enumerate(page.blocks) if _MARK.search(page.text[block.start : block.end])]
        for first, last in zip(marks, marks[1:], strict=False):
            found += [Span(script.document.id, page.number, block.start, block.end) for block in page.blocks[first + 1 : last]]
    return found


def _runs(script: Script) -> Iterator[tuple[Span, str]]:
    """Every block of every page with its words; a table is one run."""
    for page in script.pages:
        for block in page.blocks:
            yield Span(script.document.id, page.number, block.start, block.end), page.text[block.start : block.end]


# -- appendices ---------------------------------------------------------------------------------------------------------


def _appendices(script: Script) -> Iterator[Finding]:
    """Appendices that are referred to, and neither stand under a heading of their name nor under the title they are listed with."""
    seen: dict[str, tuple[str, list[Span]]] = {}
    for span, words in _runs(script):
        for match in _APPENDIX.finditer(words):
            if _ELSEWHERE.match(words[match.end() :]) or _AMENDS.search(words[max(0, match.start() - 200) : match.end() + 100]):
                continue
            key = _appendix_key(match)
            place = _sentence_at(Span(span.document_id, span.page, span.start + match.start(), span.start + match.end()), script)
            seen.setdefault(key, (re.sub(r"\s+", " ", match.group()), []))[1].append(place)
    missing = {key: found for key, found in seen.items() if not _has_appendix(key, script)}
    if len(missing) >= MANY and len(missing) == len(seen):
        return  # a report on another document, whose appendices these are
    for name, places in missing.values():
        if places:
            yield told("gap.promised_reference", _T.PROMISED_MISSING, places[:3], {"reference": name}, sure=0.85)


def _sentence_at(place: Span, script: Script) -> Span:
    """The sentence that a place stands in, itself where it stands in none: what a reader was sent for is said there."""
    return next(
        (
            span
            for one in script.sentences
            for span in one.spans
            if span.page == place.page and span.start <= place.start and place.end <= span.end
        ),
        place,
    )


def _appendix_key(match: re.Match[str]) -> str:
    number = number_of(match["number"])
    kind = "appendix" if match["kind"].casefold().startswith("app") else match["kind"].casefold().removesuffix("e")
    return f"{kind} {number if number is not None else match['number'].casefold()}"


def _has_appendix(key: str, script: Script) -> bool:
    for piece in script.flow.pieces:
        if len(piece.text) > LONGEST_TITLE or piece.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION):
            continue
        # A heading may hold more than the name; a line that is no heading must begin with it, and not stand in a list of appendices.
        found = _APPENDIX.search(piece.text) if piece.kind is BlockKind.HEADING else _APPENDIX.match(piece.text.strip())
        listed = piece.kind is not BlockKind.HEADING and _LIST_OF.search(" ".join(piece.trail[-1:]))
        if found is not None and _appendix_key(found) == key and not listed and not piece.text.rstrip().endswith("."):
            return True
    return any(_is_headed(title, script) for title in _listed_titles(key, script))


def _listed_titles(key: str, script: Script) -> Iterator[str]:
    """The titles that an appendix is listed with: "Appendix 1 – Partnership Plan", or a table's row with the two in its cells."""
    for _, words in _runs(script):
        for line in re.split(r"\n", words):
            match = _APPENDIX.match(line.strip(" •-–*"))
            if match is not None and _appendix_key(match) == key:
                title = line.strip(" •-–*")[match.end() :].strip(" \t:–—-.")
                if title:
                    yield title


def _is_headed(title: str, script: Script) -> bool:
    """Whether a title stands as a heading, or as a line of its own, somewhere after the list of appendices."""
    wanted = stems(title)
    return bool(wanted) and any(
        overlap(wanted, stems(piece.text)) >= 0.8 and len(stems(piece.text)) >= len(wanted) - 1
        for piece in script.flow.pieces
        if piece.kind is BlockKind.HEADING and not _APPENDIX.match(piece.text.strip())
    )


def _annexes(script: Script) -> Iterator[Finding]:
    """An annex or appendix without a number that readers are sent to, in a document where no line bears that name."""
    if any(_ANNEX_HEADED.search(piece.text) for piece in script.flow.pieces if len(piece.text) <= LONGEST_TITLE and _is_line(piece)):
        return
    for sentence in script.sentences:
        match = _ANNEX.search(sentence.text)
        if match is not None and not _SEPARATE.search(sentence.text) and not _APPENDIX.match(sentence.text, match.start("name")):
            yield told("gap.promised_reference", _T.PROMISED_MISSING, sentence.spans, {"reference": f"the {match['name']}"}, sure=0.7)
            return


def _is_line(piece: Piece) -> bool:
    """Whether a piece is a heading, or a line that is no sentence."""
    return piece.kind is BlockKind.HEADING or piece.kind is not BlockKind.CONTENTS and not piece.text.rstrip().endswith((".", ";", ":"))


# -- plans ----------------------------------------------------------------------------------------------------------------


def _plans(script: Script) -> Iterator[Finding]:
    """An action plan that is said to stand behind the document, and is not in it: neither a heading nor a table bears its name."""
    seen: set[frozenset[str]] = set()
    for sentence in script.sentences:
        match = _PLAN.search(sentence.text) or _BESIDE.search(sentence.text)
        if match is None:
            continue
        group = "what" if match["what"] else "accompanying"
        name = re.sub(r"^(?:an?|the)\s+", "", match[group], flags=re.I)
        key = stems(name)
        if key in seen or _holds_plan(name, script):
            continue
        seen.add(key)
        yield told("gap.promised_plan", _T.PROMISED_MISSING, sentence.spans, {"reference": name}, sure=0.75)


def _holds_plan(name: str, script: Script) -> bool:
    """Whether a heading names it and a table or a list of some length stands under that heading."""
    last = " ".join(name.split()[-2:]).casefold()
    for place, piece in enumerate(script.flow.pieces):
        if piece.kind is not BlockKind.HEADING or last not in re.sub(r"\s+", " ", piece.text).casefold():
            continue
        if any(grid.section == piece.section for grid in script.flow.grids):
            return True
        items = [one for one in script.flow.pieces[place + 1 :] if one.section == piece.section and one.kind is BlockKind.ITEM]
        if len(items) >= 3:
            return True
    return False


def _glossary(script: Script) -> Iterator[Finding]:
    """A glossary that readers are sent to, where no heading or line of that name stands."""
    headed = any(
        _GLOSSARY_HEADED.search(piece.text)
        for piece in script.flow.pieces
        if piece.kind is BlockKind.HEADING or piece.kind is not BlockKind.CONTENTS and len(piece.text.split()) <= 4
    )
    for sentence in script.sentences if not headed else []:
        if _GLOSSARY.search(sentence.text):
            yield told("gap.promised_reference", _T.PROMISED_MISSING, sentence.spans, {"reference": "a glossary"}, sure=0.75)
            return


# -- charts -----------------------------------------------------------------------------------------------------------------


def _charts(script: Script) -> Iterator[Finding]:
    for piece in unread_charts(script):
        yield told("gap.promised_chart", _T.PROMISED_MISSING, piece.spans[:1], {"reference": title_of(piece.text)}, sure=0.8)


def unread_charts(script: Script) -> Iterator[Piece]:
    """Given a document, yield the headings of a chart or of governance with nothing readable under them."""
    drawn = {grid.section for grid in script.flow.grids}
    for index, piece in enumerate(script.flow.pieces):
        if piece.kind is not BlockKind.HEADING or not _CHART.search(piece.text) or len(piece.text.split()) > 14 or piece.section in drawn:
            continue
        following = script.flow.pieces[index + 1] if index + 1 < len(script.flow.pieces) else None
        if _is_empty(piece, following, script):
            yield piece


def _is_empty(heading: Piece, following: Piece | None, script: Script) -> bool:
    if following is None:
        return True
    if following.kind is not BlockKind.HEADING:
        return False
    if _DRAWN.search(heading.text) and _OPENS.match(following.text):
        return True
    level = script.flow.sections[heading.section].level
    return script.flow.sections[following.section].level <= level
