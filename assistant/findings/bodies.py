"""Boards, groups, teams and services that a document names without saying what they do or who is in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.callings import USUAL
from assistant.findings.companies import companies
from assistant.findings.dealings import dealt_with
from assistant.findings.doers import doers
from assistant.findings.explaining import Told, told_around
from assistant.findings.finding import Finding, FindingType
from assistant.findings.lettered import LETTERS, by_letters
from assistant.findings.likeness import stems
from assistant.findings.promises import unread_charts
from assistant.findings.saying import shared, told
from assistant.findings.script import SURE, Script
from ingest.documents import BlockKind, Span
from ingest.outline import title_of
from ingest.register.entry import Entry, EntryKind, plain

_T = FindingType
# Bodies that are not the document's to explain: everybody knows them, or another law or authority set them up.
EXTERNAL = re.compile(
    r"\b(?:police|ministry|home office|government|council|parliament|university|trust|court|magistrates|nhs|office|commissioner"
    r"|association|"
    r"company|ltd|limited|house of|department)\b",
    re.I,
)
_KNOWN = re.compile(
    r"\b(?:ministry|home office|government|(?:county|city|borough|district|parish|town|full) council|council$|parliament$"
    r"|university|college|trust|courts?|magistrates|nhs|mayor"
    r"|commissioner|house of|department|directorate|division|borough of|probation|fire|ambulance|prosecution|transport"
    r"|authority|national|greater|metropolitan|police|schools?|prisons?|hospitals?"
    r"|victim support|neighbourhood watch|crime ?stoppers|legal|democratic|committee services|scrutiny|cabinet|union"
    r"|embassy|church|ltd|limited|company"
    r"|bureau|director|officers?|manager|head of|partner agencies|statistics|local authorities|constabulary"
    r"|(?:audit|licensing|planning|select|executive|standards|o&s)\s+(?:sub-?)?committee|street pastors"
    r"|^(?:housing|youth|education|library|leisure|parks?|social|planning|children['’]?s|adult|highways|cleansing|street|licensing|customer|neighbourhood|revenues)\s+(?:services?|team)$"
    r"|community safety (?:team|unit|office)|(?:safer )?neighbourhoods? (?:policing )?team|snts?|neighbourhood policing"
    r"|(?:roads?|rural) (?:policing|crime) (?:team|unit)|safeguarding (?:\w+ ){0,2}(?:board|partnership)"
    r"|response team|basic command unit|(?:youth|partnership) (?:offending )?office$|partnership board$|^enforcement team"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|multi[- ]agency (?:risk assessment|safeguarding|public protection)\b|integrated care board|criminal justice board"
    r"|(?:disclosure|accreditation)\s+scheme"
    r"|youth\s+(?:offending|justice)\s+(?:team|service)|^youth\s+justice\s+board"
    r"|chief executive$|most similar|^prevent (?:programme|strategy|team)|troubled families)\b",
    re.I,
)
# What is told enough of by one thing that it does.
_WORKS = re.compile(r"\b(?:Operation|Project|Programme|Scheme|Team|Service|Campaign|Course|Fund|Workers?|Officers?|Advis[eo]rs?)s?\b")
# What stands in front of a board, group or panel without making it one that everybody knows ("Schools Liaison Panel").
_QUALIFIES = re.compile(
    r"\b(?:county|city|borough|district|combined|authority|council|police|schools?|fire|transport|probation|prisons?|hospitals?|church|officers?|director|manager"
    r"|department|division|directorate)\b",
    re.I,
)
_OWN_MAKING = re.compile(r"\b(?:Assembly|Board|Group|Panel|Forum|Network|Meeting|Conference|Hub|Task ?force|Cell)(?:\s*\([^)]*\))?$")
_NO_NAME = re.compile(
    r"^(?:The|That|Through|This|These|Support|Supporting|Lead|Leading|Contribute|Manage|Operate|Develop|Delivering"
    r"|Encourage|With|By|For|In|Under|From|At|Of|And|To"
    r"|Our|Re-?commissioned|Assistant|Deputy|Appendix|Extend|Achieve|Establish|Create|Launch|Open|Recruit|Appoint|Join|Publish|Ensure"
    r"|Increase|Improve|Reduce|Expand|Refresh|Embed|Strengthen|Implement|Introduce|Promote|Refer|Meet)\b"
)
_BODY_WORD = re.compile(
    r"\b(?:Board|Group|Panel|Forum|Partnership|Committee|Network|Executive|Team|Service|Meeting|Conference|Unit|Hub"
    r"|Centre|Programme|Project|Scheme|Assembly|MARAC|SNT|Watch|Alliance|Consortium|Taskforce|Cell|Agency|Company|Association|Advisors)\b"
)
_THING = re.compile(
    r"\b(?:Plan|Strategy|Act|Report|Policy|Assessment|Review|Survey|Agreement|Duty|Bill|Framework|Court|Prison|School"
    r"|College|Theatre|Borough)s?(?:\s*\([^)]*\))?$"
)
# What opens a sentence or an action and stands in capitals before a name.
_OPENS = re.compile(
    r"(?:The|This|These|Our|Its|A|An|All|Through|By|With|To|In|At|On|From|And|For|Under|Lead|Leads|Chair|Chaired|Support|Supporting|When|Where"
    r"|While|Whilst|New|Local|Attend|Fund|Use|Run|Hold|Deliver|Delivering|Review|Continue|Work|Working|Provide|Set|Build|Maintain|Monitor|Explore"
    r"|Relaunch|Train|Using|Via|Both|Two|Three|Four|Police|Council|However|Also|Other|Each|Every|Recruit|Further|More|Develop|Developing|Identify|Seat|Win|Member|Members|Reports?)"
)
_RUN_IN = re.compile(r"\b(?:Plan|Strategy|Act|Report|Policy|Duty) the\b")  # the end of one thing and the beginning of another
_JOINED = re.compile(rf"{_BODY_WORD.pattern}|\b(?:Borough|Council|Services)\b")
_OFFICER = re.compile(r"\b(?:Director|Manager|Head|Officer|Lead)s?\s*(?:,|of|for|–|-)\s*$")  # what follows is an office, not a body
_LED = re.compile(r"^[A-Z][a-z]+\s+the\s+(?=[A-Z])")  # the word that opens a sentence, taken for part of a name
_INDEFINITE = re.compile(r"^(?:Physical|Virtual|New|Local|Joint|Central|Main|Multi[- ]Agency)\s+\w+$")
_GOVERNS = re.compile(r"\b(?:governance|structure|organogram|partnership)\b", re.I)
_JOINS = re.compile(r"\s(?:and|with)\s(?:the\s)?")
_OWN_NAME = re.compile(r"\bPartnership$")
_BOX = re.compile(r"^.{0,40}?\b(?:chair(?:s|ed)?\b\s*(?::|by)|meets\s|members?\s*:|led\s+by\s|lead\s*:)", re.I)
_TELLS = re.compile(
    r"\b(?:chair\w*|role|purpose|remit|function|meets|meetings?|members\w*|responsib\w+|frequency|how often|led by)\b", re.I
)
# A name in capitals whose last word is in small letters: "the Harbour Lights project".
_HALF_NAMED = re.compile(
    r"\b(?:[Tt]he|[Oo]ur)\s+(?P<name>(?:[A-Z][\w’'-]+\s+(?:(?:and|of|for)\s+(?=[A-Z]))?){1,4}"
    r"(?:project|programme|scheme|initiative|service|team|panel|board|group|forum|hub|campaign))\b(?!s|\s+of\s+[a-z])"
)
_NAMED_PART = r"[A-Z][\w’'-]*\s+(?:(?:and|of|for|against|&)\s+(?=[A-Z]))?"
# Names in capitals throughout that the register may not hold: groups of which there are several, people who go by one name. Teams and
# units of which there are many, and projects whose name says what they do, are nobody's board.
_IN_CAPITALS = re.compile(
    rf"(?<![\w’'-])(?P<name>(?:{_NAMED_PART}){{1,5}}(?:Assembly|Boards?|Groups?|Panels?|Forums?|Networks?|Hubs?|Cells?|Desks?|Gateway|Circle|Collective|Unit|Partnerships?"
    r"|Champions|Ambassadors|Navigators|Inspectors|Advis[eo]rs|Mentors|Angels|Pastors"
    r"|Guardians|Meetings?|Conferences?|Task\s?[Ff]orce))\b(?!\s+(?:[A-Z]|\())"
)
_HEAD_AND = re.compile(
    r"^.*\b(?:Board|Group|Panel|Forum|Hub|Team|Unit|Partnership|Programme|Champions|Ambassadors|Navigators|Advis[eo]rs)s?\s+(?:and|&)\s+"
)
_LISTED_BEFORE = re.compile(r"\b[A-Z][\w’'-]*(?:,|/|\s&)\s*$")  # the name may begin before it
_OPERATION = re.compile(
    r"(?<![\w’'-])(?P<name>Operation\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)(?!\s+(?:Manager|Centre|Director|Group|Team)s?\b)"
)
_IS_PARTNERSHIP = re.compile(r"\bPartnership(?:\s*\([^)]*\))?$")
_WHO_IS_ON_IT = re.compile(
    r"\b(?:partnership|alliance|board|csp)\b(?:,?\s+[\w’'()-]+){0,6}?,?\s+(?:made up of|compris\w+|consists? of|brings? together"
    r"|bringing together|means\s+the"
    r"|formed (?:of|from)|composed of|includes)\b"
    r"|\b(?:members|membership|statutory partners|responsible authorities)\b[^.;]{0,60}(?:\b(?:are|includes?|comprises?|consists?)\b|:)"
    r"|\bpolice\b[^.;]{0,80}\b(?:probation|fire (?:brigade|service|and rescue))\b[^.;]{0,80}\b(?:probation|health|nhs|council)\b",
    re.I,
)
# A heading above those who are in a partnership.
_WHO = re.compile(
    r"\b(?:members?(?:hip)?|who\s+we\s+are|our\s+partners|the\s+partners(?:hip)?|responsible\s+authorities|signatories)\b", re.I
)
_LAST_PART = re.compile(r"\s[–—-]\s|:\s|\)\s+and\s")  # what stands before the last thing that a heading names
FEWEST_MEMBERS = 3  # lines under a heading of members
LEAST_OF_HEADING = 0.4  # of a heading's characters that are a body's name, where what stands below is about it
LINE = 120  # characters of a line that names a member


@dataclass(frozen=True, slots=True)
class _Named:
    """A body by its name, where it is first named, and its entry; None of one that the register does not hold."""

    name: str
    span: Span
    entry: Entry | None


def bodies(script: Script) -> list[Finding]:
    """Given a document, return the bodies that it only names: no chart that can be read and no words say what they do or who is in
    them."""
    author = stems(f"{script.document.title} {script.document.authority or ''} {script.document.area or ''}")
    place = stems(f"{script.document.area or ''} {script.document.authority or ''} {script.document.title}")
    named = [one for one in _named(script) if not (_is_known(one.name) or stems(one.name) <= author or _is_title(one, script))]
    named = [one for one in named if not (stems(one.name) & place and stems(one.name) <= place | USUAL)]
    lacking = [one for one in named if not _is_explained(one, script)]
    met = {plain(one.name) for one in lacking}
    doing = [_Named(name, span, None) for name, span in doers(script) if plain(name) not in met]
    if len(doing) == 1 and not lacking:
        doing = []  # one partner among many, and nothing else: no gap of the document's
    if len(lacking) == 1 and not doing and plain(lacking[0].name) in {plain(name) for name, _ in _dealt_with(script)}:
        lacking = []  # one that others deal with, and nothing else
    itself = _partnership(author, script)
    own = [*itself, *(one for one in doing if not (_OWN_NAME.search(one.name) and _is_explained(one, script)))]
    named, lacking = [*own, *named], [*own, *lacking]
    if lacking == itself:
        return []  # the partnership alone, in a paper that names no other body
    spans = [one.span for one in lacking]
    chart = next((piece for piece in unread_charts(script) if _GOVERNS.search(piece.text)), None)
    if chart is None:
        return [shared(_T.BODY_UNEXPLAINED, spans, len(named), 0.65)]
    values = {"heading": title_of(chart.text), "count": len(lacking), "total": len(named)}
    return [told("gap.body_uncharted", _T.BODY_UNEXPLAINED, spans, values, sure=0.65)]


def _partnership(author: frozenset[str], script: Script) -> list[_Named]:
    """The partnership whose document it is, where no sentence or list says who is in it."""
    said = [*(sentence.text for sentence in [*script.sentences, *script.cell_sentences]), *(one.introduction for one in script.flow.lists)]
    if any(_WHO_IS_ON_IT.search(text) for text in said) or script.once("members listed", _are_members_listed):
        return []
    named = (one for one in script.entries if one.kind is EntryKind.BODY and one.confidence >= SURE and one.fields.get("role") != "person")
    place = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    own = (one for one in named if _IS_PARTNERSHIP.search(one.name) and stems(one.name) & place and stems(one.name) <= author)
    return [_Named(one.name, one.spans[0], one) for one in own][:1]


def _are_members_listed(script: Script) -> bool:
    """Whether short lines, a list or a table stand under a heading of members."""
    lines = [
        piece
        for piece in script.flow.pieces
        if piece.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) and piece.trail and _WHO.search(piece.trail[-1]) and len(piece.text) <= LINE
    ]
    return len(lines) >= FEWEST_MEMBERS or any(grid.trail and _WHO.search(grid.trail[-1]) for grid in script.flow.grids)


def _is_known(name: str) -> bool:
    """Whether everybody knows a body; a board, group or panel with a known word in front of it is one of the partnership's making."""
    known = _KNOWN.search(name)
    return known is not None and not (_OWN_MAKING.search(name) and _KNOWN.search(_QUALIFIES.sub(" ", name)) is None)


def _named(script: Script) -> Iterator[_Named]:
    """The bodies of the register, each name once: two that are joined are two, and a longer name of one that has been met is none."""
    seen: set[frozenset[str]] = set()
    heads: defaultdict[str, list[frozenset[str]]] = defaultdict(list)  # a longer name of one that has been met is none
    for one in script.entries:
        if one.kind is not EntryKind.BODY or one.fields.get("role") in ("person", None) or one.confidence < SURE:
            continue
        for name, span in _parts(one, script):
            key = stems(re.sub(r"\([^)]*\)", "", name))
            if key and key not in seen and _is_body(name, joined=plain(name) != plain(one.name)):
                seen.add(key)
                heads[_head(name)].append(key)
                yield _Named(name, span, one)
    for name, span in (*by_letters(script), *_half_named(script), *_in_capitals(script), *companies(script), *_dealt_with(script)):
        key = stems(name)
        if key not in seen and not any(_is_part(key, other) or _is_part(other, key) for other in heads[_head(name)]):
            seen.add(key)
            heads[_head(name)].append(key)
            yield _Named(name, span, None)


def _half_named(script: Script) -> Iterator[tuple[str, Span]]:
    """Bodies and programmes whose names end in a word in small letters, each once."""
    met: set[str] = set()
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for match in _HALF_NAMED.finditer(sentence.text):
            name = re.sub(r"\s+", " ", match["name"])
            if name not in met and not _THING.search(name) and not LETTERS.fullmatch(name):
                met.add(name)
                yield name, sentence.cut(match.start("name"), match.end("name"))[0]


def _is_part(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one name, of two words that carry meaning or more, is another with words left out."""
    return len(first) > 1 and first < second


def _head(name: str) -> str:
    """What a body's name says that it is: its last word, of one or of several."""
    words = re.sub(r"\s*\([^)]*\)", "", name).split()
    return words[-1].casefold().removesuffix("s") if words else ""


def _in_capitals(script: Script) -> Iterator[tuple[str, Span]]:
    """Bodies, projects and people by a name in capitals throughout, and police operations, each once."""
    met: set[frozenset[str]] = set()
    places = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells, *script.titles]:
        for match in (*_IN_CAPITALS.finditer(sentence.text), *_OPERATION.finditer(sentence.text)):
            words = _HEAD_AND.sub("", match["name"]).split()
            while len(words) > 1 and (
                _OPENS.fullmatch(words[0]) or _NO_NAME.match(words[0] + " ") or words[0] in ("and", "of", "for", "the", "on")
            ):
                words = words[1:]
            while len(words) > 2 and stems(words[0]) and stems(words[0]) <= places:
                words = words[1:]
            name, key = " ".join(words), stems(" ".join(words))
            joined = re.search(r"\s(?:and|&)\s", name) is not None and len(words) == len(match["name"].split())
            whole = not (joined and _LISTED_BEFORE.search(sentence.text[: match.start()]))
            if whole and len(words) >= 2 and len(key) >= 2 and key not in met and not _THING.search(name) and not _INDEFINITE.match(name):
                met.add(key)
                start = re.search(r"\s+".join(re.escape(word) for word in words) + "$", match["name"])
                yield name, sentence.cut(match.start("name") + (start.start() if start else 0), match.end("name"))[0]


def _dealt_with(script: Script) -> Iterator[tuple[str, Span]]:
    for name, sentence, start, end in dealt_with(script):
        yield re.sub(r"\s+", " ", name), sentence.cut(start, end)[0]


def _is_body(name: str, joined: bool) -> bool:
    """Whether a name is a body's, and not a plan's or what any body may be called; what is joined to a body is one."""
    if _THING.search(name) or _RUN_IN.search(name) or _INDEFINITE.match(name):
        return False
    return joined or _BODY_WORD.search(name) is not None


def _parts(one: Entry, script: Script) -> Iterator[tuple[str, Span]]:
    """A body's name, or the two that an "and" joins, each with where it stands; nothing where the words are no whole name."""
    span = one.spans[0]
    led = _LED.match(script.words(span))
    if led is not None:
        span = Span(span.document_id, span.page, span.start + led.end(), span.end)
    words = script.words(span)
    joint = [match for match in _JOINS.finditer(words)]
    for match in joint:
        first, second = words[: match.start()], words[match.end() :]
        article = re.search(r"\bthe\b", match.group()) is not None
        if not (article or _BODY_WORD.search(first)) or not _BODY_WORD.search(second) or len(second.split()) < 2:
            continue
        if (article or len(first.split()) > 1) and not _NO_NAME.match(first) and not _cut_short(span, script, before=True):
            yield first, Span(span.document_id, span.page, span.start, span.start + match.start())
        if not _cut_short(span, script, before=False):
            yield second, Span(span.document_id, span.page, span.start + match.end(), span.end)
        return
    if led is not None or is_whole_name(one, script):
        yield re.sub(r"\s+", " ", words), span


def is_whole_name(one: Entry, script: Script) -> bool:
    """Given a body, say whether its words are one name from its beginning to its end: no verb before it, no two bodies joined, no name
    cut in half."""
    span = one.spans[0]
    if len(one.name.split()) < 2 or _NO_NAME.match(one.name) or _cut_short(span, script, True) or _cut_short(span, script, False):
        return False
    if _OFFICER.search(script.pages[span.page - 1].text[max(0, span.start - 40) : span.start]):
        return False
    parts = _JOINS.split(one.name)
    return not (len(parts) > 1 and len(parts[0].split()) > 1 and len(parts[-1].split()) > 1 and _JOINED.search(parts[0]) is not None)


def _cut_short(span: Span, script: Script, before: bool) -> bool:
    """Whether a word in capitals stands right before a name, or right behind it, so that it may be part of it."""
    text = script.pages[span.page - 1].text
    if before:
        word = re.search(r"[A-Z][\w’'-]*[ \n]$", text[max(0, span.start - 30) : span.start])
        return word is not None and re.search(r"(?:['’]s?|^(?:The|This|Our|A|An|Its))\s$", word.group()) is None
    return re.match(r"[ \n][A-Z][a-z]", text[span.end : span.end + 30]) is not None


def _is_title(one: _Named, script: Script) -> bool:
    """Whether a name first stands where a report lists its authors, officers and contacts, or behind its letters in a glossary."""
    before = script.pages[one.span.page - 1].text[max(0, one.span.start - 14) : one.span.start]
    if re.search(r"\b[A-Z]{2,}\s*[-–—:]\s*$", before):
        return True
    return (
        one.entry is not None
        and bool(one.entry.trail)
        and re.search(r"\b(?:audit trail|contact|background documents|consultation)\b", one.entry.trail[-1], re.I) is not None
    )


def _is_explained(one: _Named, script: Script) -> bool:
    if one.entry is not None and one.entry.name == one.name and any(one.entry.fields.get(name) for name in ("does", "chair")):
        return True
    bare = re.sub(r"\s+", " ", re.sub(r"\s*\([^)]*\)", "", one.name)).strip()
    short = _short_of(one.name, bare, script)
    if _is_headed(bare, script) or _is_tabled(bare, script) or _is_boxed(bare, script) or _is_defined(bare, script):
        return True
    short_name = _without_place(bare, script)
    names = [
        _pattern(bare),
        *([_pattern(short_name)] if short_name != bare else []),
        *([rf"(?<!\w){re.escape(short)}(?!\w)"] if short else []),
    ]
    pattern = re.compile("|".join(names))
    met, thin = 0, False
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for match in pattern.finditer(sentence.text):
            met += 1
            # What letters stand for is not said by what they do.
            told = told_around(sentence.text, *match.span(), before=not one.name.isupper())
            if told is Told.FULLY:
                return True
            thin = thin or told is Told.THINLY
    return thin and (met > 1 or _WORKS.search(one.name) is not None)


def _without_place(name: str, script: Script) -> str:
    """A name without the place in front of it, where two words are left: "the Business Forum" of the "Norwick Business Forum"."""
    places = stems(f"{script.document.area or ''} {script.document.authority or ''} {script.document.title}")
    words = name.split()
    return " ".join(words[1:]) if len(words) > 2 and stems(words[0]) and stems(words[0]) <= places else name


def _pattern(name: str) -> str:
    """What finds a name, with letters in brackets between its words or without."""
    return r"\s+(?:\([A-Z][\w-]*\)\s+)?".join(re.escape(word) for word in name.split())


def _is_defined(name: str, script: Script) -> bool:
    """Whether a glossary has a body's name, or its name without the word that says what it is ("Beacon" for "Beacon panel"). What its
    letters stand for says nothing of what it does."""
    words = name.split()
    return script.defines(name) or len(words) == 2 and not words[0].isupper() and script.defines(words[0])


def _is_boxed(name: str, script: Script) -> bool:
    """Whether a line is a body's name and the next one or two say who chairs it or when it meets, as boxes of a chart do."""
    pieces = script.flow.pieces
    for place, piece in enumerate(pieces[:-1]):
        if piece.kind is not BlockKind.CONTENTS and plain(piece.text) == plain(name):
            following = " ".join(one.text for one in pieces[place + 1 : place + 3] if one.kind is not BlockKind.HEADING)
            if _BOX.match(re.sub(r"\s+", " ", following)):
                return True
    return any(_is_in_column(name, words) for words in script.once("columns", _columns))


def _is_in_column(name: str, words: str) -> bool:
    at = words.casefold().find(name.casefold())
    return at >= 0 and _BOX.match(words[at + len(name) :]) is not None


def _columns(script: Script) -> list[str]:
    """The words of tables column by column: boxes of a chart that stand side by side read as a table whose names break over its rows."""
    columns: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for number, grid in enumerate(script.flow.grids):
        for column, name in grid.columns.items():
            columns[number, column].append(name)
        for row in grid.rows:
            for cell in row:
                columns[number, cell.column].append(cell.text)
    return [re.sub(r"\s+", " ", " ".join(texts)) for texts in columns.values()]


def _is_tabled(name: str, script: Script) -> bool:
    """Whether a body opens a row of a table whose columns say who chairs a body, what it does or how often it meets."""
    for grid in script.flow.grids:
        if not _TELLS.search(" ".join(grid.columns.values())):
            continue
        for row in grid.rows:
            cells = [re.sub(r"\s+", " ", cell.text).strip() for cell in row if cell.text.strip()]
            if len(cells) > 1 and name.casefold() in cells[0].casefold() and len(cells[0]) <= 2 * len(name):
                return True
    return False


def _short_of(name: str, bare: str, script: Script) -> str:
    """The abbreviation of a body: in brackets behind its name, or as the document spells it out elsewhere."""
    bracketed = re.search(r"\(([A-Z][A-Za-z]{1,6})\)", name)
    if bracketed is not None:
        return bracketed[1]
    terms = [one for one in script.entries if one.kind is EntryKind.TERM and one.fields.get("short")]
    return next((one.fields["short"] for one in terms if plain(one.fields.get("expansion", "")) == plain(bare)), "")


def _is_headed(name: str, script: Script) -> bool:
    """Whether a heading bears a body's name and words stand under it."""
    pieces = script.flow.pieces
    for place, piece in enumerate(pieces[:-1]):
        heading = re.sub(r"\s+", " ", piece.text).casefold().strip() if piece.kind is BlockKind.HEADING else ""
        is_last = _LAST_PART.split(heading)[-1] == name.casefold()
        if is_last or name.casefold() in heading and len(name) >= LEAST_OF_HEADING * len(heading):
            if pieces[place + 1].kind is not BlockKind.HEADING and len(pieces[place + 1].text) >= 60:
                return True
    return False
