"""A document's actions: which of its promises are actions, who is to do each, and by when."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

from assistant.findings.columns import Role, label_of, role_of
from assistant.findings.headed import headings_above
from assistant.findings.script import Script
from ingest.documents import BlockKind, Span
from ingest.register.entry import Entry, EntryKind, How, plain
from ingest.register.lexicon import lexicon
from ingest.sentences import sentences_of

NEARLY_ALL = 0.75  # of a list's items begin as actions do, so that the others are actions too
_TIME = re.compile(
    r"\b(?:\d+ (?:months?|years?|weeks?)|first year|year (?:one|two|three|[1-5])|(?:by|before|during|in) (?:[a-z]+ )?(?:19|20)\d{2})\b",
    re.I,
)
_WE = re.compile(r"^\s*(?:we|our partnership)\b(?=.{0,60}\b(?:will|shall|are going to|commit)\b)", re.I | re.S)
_ONLY_WE = re.compile(r"(?:we|us|all of us|together)(?: all| also| therefore| together)?", re.I)
_NAME = re.compile(r"(?:[Tt]he )?[A-Z][A-Za-z&’'-]*(?: (?:(?:and|&|of) )?[A-Z][A-Za-z&’'-]*)*")
_ASKS = re.compile(
    r"(?:what|how|when|where|which|who|why)\b.*|(?:it|this|that|these|there|they|actions?|work|outcomes?|objectives?|next|first)", re.I
)
_WILL = re.compile(r"\bwill\b")
_BODY_WILL = re.compile(r"^\s*(?P<who>(?:[Tt]he\s+)?(?:(?:[A-Z][\w&’'-]*|police|council|partnership)\s+(?:(?:and|of|for)\s+)?){1,7})will\b")
# What is done to somebody is not done by them.
_PASSIVE = re.compile(
    r"^(?P<what>.{3,120}?)\s+(?:will|is to|are to|shall) (?:also )?be "
    r"(?:\w+(?:ed|en|pt|un|lt|id|ught)|set|put|cut|made|held|led|run|found|met|done)\b",
    re.S,
)
_SOMEBODY = re.compile(
    r"\b(?:councils?|partnerships?|partners?|police|boards?|groups?|teams?|units?|forums?|panels?|executive|committees?|officers?|managers?"
    r"|directors?|heads?|leads?|mayor|inspectors?|superintendents?|constables?|sergeants?|commanders?|analysts?|advis[eo]rs?|signatories|chairs?"
    r"|engineers?|nurses?|councillors?|clerk|"
    r"commissioner|agenc(?:y|ies)|authorit(?:y|ies)|trust|probation|brigade|nhs|health|schools?|providers?|department"
    r"|division|organisations?|"
    r"coordinator|co-ordinator|services?|cabinet|governors?|company|charity|association|network|alliance|wardens?)\b",
    re.I,
)
_THING = re.compile(
    r"\b(?:plan|strategy|agreement|trigger|duty|act|bill|powers?|programme|project|protocol|system|order|scheme|policy"
    r"|report|model|levy|crime|asb)\b",
    re.I,
)
# Verbs that are nouns as often.
_NOUNS = frozenset(
    "fit focus form host issue lead map mark offer place plan prevent report review set start support target test track train trial"
    " visit work".split()
)
# The same, of those that open a sentence of running text.
_NOUNS_IN_PROSE = frozenset(
    "act address audit back bid campaign challenge change check close commission contact cut demand design direct drive fund help influence"
    " light link listen meet open patrol pay pilot raise reach research respond retain roll run safeguard secure share sign speak sponsor"
    " station subject supply trial update upgrade use walk work write".split()
)
# Who leads what stands under one heading: a line of its own, or a sentence of all its actions.
_LED_LINE = re.compile(
    r"^\W*(?:(?:strategic|priority|theme|lead|responsible|accountable|senior|delivery|partnership|overall)\s+){0,3}"
    r"(?:lead|owner|sponsor|officer|agency|body|group|responsibility|led\s+by|owned\s+by|accountable)s?"
    r"(?:\s+(?:officers?|agency|agencies|partners?|body|groups?|organisations?|for\s+(?:this|the)\s+\w+))?\s*[:–—-]\s*(?P<who>\S.*)$",
    re.I,
)
_LED_ALL = re.compile(
    r"\b(?:[Aa]ll|[Ee]ach|[Ee]very\s+one)\s+(?:of\s+)?(?:the\s+|these\s+|our\s+)?(?:\w+\s+)?actions?\b[^.;]{0,60}?\b(?:led|owned|delivered|taken)\s+by\s+(?P<who>(?:the\s+)?[A-Z][^.;,]{2,60}?)(?=\s+and\s+[a-z]|[.,;]|$)"
    r"|\b(?:[Tt]his|[Tt]he)\s+(?:priority|theme|objective|strand|work)\s+(?:is|will\s+be)\s+led\s+by\s+(?P<who_leads>(?:the\s+)?[A-Z][^.;,]{2,60})",
)
_ALL_ACTIONS = re.compile(
    r"\b(?:all|each|every\s+one)\s+(?:of\s+)?(?:the\s+|these\s+|our\s+)?(?:\w+\s+)?actions?\b[^.;]{0,80}?\b(?:completed|delivered|done|finished|achieved)\b",
    re.I,
)
_BRACKETS = re.compile(r"\s*\.?\s*\((?P<who>[A-Z][^()]{1,70})\)")
_BRACKETS_END = re.compile(r"\((?P<who>[A-Z][^()]{1,70})\)$")
# What parts an item's fields.
_FIELDS = re.compile(r"\s[–—-]\s|\s\|\s|(?<=[a-z0-9)])[.;]\s+(?=[A-Z])")
LONGEST_DOER = 6  # words of one who does something
LONGEST_NAME = 80  # characters behind an action in which brackets may name who does it
LONGEST_LINE = 140  # characters of a line that says who leads
# What stands where somebody, a date or a figure should, and says that there is none.
UNSAID = re.compile(
    r"\W*(?:t\.?b\.?[cad]\.?|to\s+be\s+(?:confirmed|agreed|decided|determined|identified|appointed)|n/?a|none|various|-+|\?+)\W*", re.I
)
_WANTS = re.compile(r"\b(?:the|a|an|of|to|and|or|for|our|its|their|in|on|by|with|from)$", re.I)
# A year, a month, a rhythm or a length of time.
TIMED = re.compile(
    r"\b(?:19|20)\d{2}\b|\b\d{2}/\d{2}\b|\b(?:monthly|quarterly|annual|annually|weekly|fortnightly|daily|nightly|termly|half-yearly)\b"
    r"|\b(?:each|every|per)\s+(?:(?:\w+\s+)?(?:years?|quarters?|months?|weeks?|terms?|nights?)|fortnight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|\b(?:each|every)\s+(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:times|\d+|once|twice)\s+(?:\w+\s+)?a\s+(?:year|month|week|quarter)\b"
    r"|\b\d+\s+(?:months?|years?|weeks?)\b|\b(?:by|in|from|during)\s+(?:the\s+)?(?:spring|summer|autumn|winter|end\s+of"
    r"|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\b|\b(?:first|next)\s+(?:year|\d+\s+months|quarter)\b",
    re.I,
)
# What goes on, or again and again, and so has no end.
ONGOING = re.compile(
    r"\b(?:on-?going|continu\w+|throughout|all\s+through|all\s+year|rolling|always|now|annual\w*|monthly|weekly|daily|nightly|quarterly|already|complete[d]?|done"
    r"|(?:each|every|per|an?)\s+(?:\w+\s+)?(?:year|quarter|month|fortnight|week|day|night|evening|weekend|term|season|spring|summer|autumn|winter|\w+days?)s?)\b",
    re.I,
)
# An action that is named by a noun: "Delivery of training".
NAMES_DEED = re.compile(
    r"^\W*(?:(?:continued|further|ongoing|increased|joint|the|a|full|effective|successful|regular)\s+){0,2}(?:delivery"
    r"|development|roll[- ]?out|implementation|introduction|provision"
    r"|continuation|expansion|establishment|creation|promotion|commissioning|recruitment|appointment|refresh|launch|production|publication|completion"
    r"|extension|embedding|deployment|mapping|identification|strengthening)\s+(?:and\s+\w+\s+)?of\b",
    re.I,
)
# The same in a list of actions: "Joint patrols with the neighbours", "Better use of the cameras".
NAMES_WORK = re.compile(
    r"^\W*(?:continued|further|on-?going|increased|joint|regular|targeted|closer|greater|better|improved|enhanced|more|dedicated|proactive|new"
    r"|high[- ]visibility|intelligence-led|weekly|monthly)\s+(?:(?!to\b|of\b|in\b|for\b|and\b)[\w’'-]+\s+){0,2}?"
    r"(?:use|work|working|operations|patrols?|meetings?|training|sessions?|engagement|enforcement|activity|activities|visits?|links|monitoring|sharing"
    r"|campaigns?|workshops?|events?|checks|co-?ordination|intervention|tasking|publicity)\b",
    re.I,
)
# What was, in an item that begins as no action does.
_TELLS = re.compile(r"^[^.;]{0,120}?\b(?:came to|had|went (?:up|down)|was|were|has been|have been|fell|rose|signed|received|took part)\b")


@cache
def _verbs() -> tuple[str, ...]:
    """What an action begins with in a list of actions, the longest first."""
    lists = lexicon().phrases["action"]
    verbs = {verb for phrase in (*lists["verbs"], *lists["listed_verbs"]) for verb in phrase.split("|")}
    return tuple(sorted(verbs, key=lambda verb: (-len(verb), verb)))


@cache
def does() -> re.Pattern[str]:
    """Return what begins as an action does: with a verb, or with one that ends in -ing; a worker or a team of that name is none."""
    return re.compile(
        rf"^\W*(?:\d[\d.]*\s+)?(?:(?:to|we will|we are going to|will)\s+)?(?:(?:also|then|further|actively|continue to|effectively"
        rf"|jointly)\s+)?(?:{'|'.join(_verbs())}|\w{{3,}}ing)\b(?!\s+(?:worker|team|service|group|plan|board|officer)s?\b)",
        re.I,
    )


# Verbs that are nouns as often are verbs before these.
_OBJECTS = r"\s+(?:the|a|an|our|with|for|people|young|victims|[A-Z]{2,}|vulnerable|all)"


@cache
def commands() -> re.Pattern[str]:
    """Return what begins as a thing to be done does, outside a list: with a verb in capitals ("Explore work with the neighbours")."""
    nouns = (_NOUNS | _NOUNS_IN_PROSE) & set(_verbs())
    verbs, also = ("|".join(verb for verb in _verbs() if (verb in nouns) is noun) for noun in (False, True))
    return re.compile(
        rf"^(?=[A-Z])(?:(?:Also|Further|Jointly|Actively)\s+)?(?:(?i:{verbs})\s+(?!(?:of|is|was|are|were|has|have|had|will|can|and|by|remains?)\b)"
        rf"|(?i:{also}){_OBJECTS}\s+)[A-Za-z‘'“\d]"
    )


@cache
def _runs_on() -> re.Pattern[str]:
    """A verb in capitals behind a word that ends nothing: one cell's lines are often printed one after the other."""
    return re.compile(
        rf"(?<=[a-zA-Z0-9)’'])\s+(?=(?:{'|'.join(verb.capitalize() for verb in _verbs() if verb not in _NOUNS)}"
        r"|(?:Reduc|Increas|Improv|Prevent|Provid|Engag|Ensur|Identify|Develop|Tackl|Challeng|Tak|Communicat|Promot|Monitor"
        r"|Establish|Deliver)ing"
        rf"|(?:Prevent|Review|Support|Target|Train|Work){_OBJECTS})\s+[A-Za-z])"
    )


def doer(one: Entry, script: Script) -> str:
    """Given an action, return who is to do it: from a column or line of the register, or the one of whom its words say that they will.
    Empty where nobody is named."""
    subject = _BODY_WILL.match(one.words)
    passive = _PASSIVE.match(one.words)
    if (led := led_above(one, script)) is not None:
        return led
    undergoes = plain(passive["what"]) if passive is not None else None
    named = (one.fields.get("who", ""), subject["who"] if subject is not None else "")
    if fields := in_fields(re.sub(r"\s+", " ", one.words), script):
        return fields
    if (bracketed := _in_brackets(one, script)) and not any(names_somebody(text, script) for text in named):
        return bracketed
    return next((text for text in named if names_somebody(text, script) and plain(text) != undergoes), "")


def _in_brackets(one: Entry, script: Script) -> str:
    """Who stands in brackets at the end of an action ("Mark bicycles (the Harbour Trust)"), or behind its full stop."""
    span = one.spans[-1]
    behind = script.pages[span.page - 1].text[span.end : span.end + LONGEST_NAME]
    text = one.words.rstrip(" .;") if one.words.rstrip(" .;").endswith(")") else behind
    match = _BRACKETS_END.search(text) if text is not behind else _BRACKETS.match(text)
    who = match["who"].strip() if match is not None else ""
    return who if who and _SOMEBODY.search(_spelt(who, script)) and not TIMED.fullmatch(who) else ""


def in_fields(text: str, script: Script) -> str:
    """Given the words of an item, return who stands in a field of their own behind what is to be done ("Mark bicycles – the Harbour Trust
    – by May"), empty where nobody does."""
    parts = (part.strip(" .") for part in _FIELDS.split(text)[1:])
    return next((part for part in parts if _may_do(part) and names_somebody(part, script)), "")


def _may_do(part: str) -> bool:
    return bool(part) and len(part.split()) <= LONGEST_DOER and TIMED.search(part) is None


def _spelt(text: str, script: Script) -> str:
    return " ".join([text, *(long for short, long in script.terms if short.search(text))])


def led_above(one: Entry, script: Script) -> str | None:
    """Given an action, return who a line of its own part of the document says leads it ("Lead officer: the Head of Parks"), or a sentence
    of all actions of the part does; None where neither does."""
    for trail, who in script.once("led", _led):
        if trail == one.trail[: len(trail)] and (len(trail) > 1 or trail == one.trail):
            return who
    return None


def _led(script: Script) -> list[tuple[tuple[str, ...], str]]:
    """What is said to be led by whom: the trail of headings it is said under, and who leads."""
    found: list[tuple[tuple[str, ...], str]] = []
    for piece in script.flow.pieces:
        text = re.sub(r"\s+", " ", piece.text).strip()
        line = _LED_LINE.match(text) if len(text) <= LONGEST_LINE and piece.kind is not BlockKind.HEADING else None
        match = line or _LED_ALL.search(text)
        who = match.group("who") or match.groupdict().get("who_leads") or "" if match is not None else ""
        label = label_of(text, Role.OWNER) if not who and len(text) <= LONGEST_LINE and piece.kind is not BlockKind.HEADING else None
        who = text[label:] if label is not None else who
        if who and piece.trail and names_somebody(who, script):
            found.append((piece.trail, who))
    for grid in script.flow.grids:  # a card that is a table of two columns: a label and what it says
        for row in grid.rows if grid.trail else []:
            cells = [cell for cell in row if cell.text.strip()]
            if len(cells) == 2 and role_of(cells[0].text) is Role.OWNER and names_somebody(cells[1].text, script):
                found.append((grid.trail, cells[1].text))
    return found


def all_dated(one: Entry, script: Script) -> bool:
    """Given an action, say whether a sentence gives all actions of its part a time ("All actions will be completed by March 2028")."""
    return any(trail == one.trail[: len(trail)] for trail in script.once("all dated", _all_dated))


def _all_dated(script: Script) -> list[tuple[str, ...]]:
    said = ((sentence, _ALL_ACTIONS.search(sentence.text)) for sentence in script.sentences)
    return [sentence.piece.trail for sentence, match in said if match is not None and TIMED.search(sentence.text, match.end())]


def listed_actions(script: Script) -> list[Entry]:
    """Given a document, return the actions that stand in its lists and tables, not those that a sentence promises in passing."""
    return [one for one in script.own(EntryKind.ACTION) if one.how is How.STRUCTURE or _is_item(one, script)]


def _is_item(one: Entry, script: Script) -> bool:
    """Whether an action stands in an item of a list."""
    return any(_holds(item, one.spans[0]) for item in script.items)


def promised_actions(script: Script) -> list[Entry]:
    """Given a document, return its listed actions and those that a sentence says "we" or a named body will do.

    An item that begins as no action does is left out: what a list of services says of each is no promise.
    """
    lists: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for one in listed_actions(script):
        lists[one.trail].append(one)
    listed = {one.id for entries in lists.values() for one in _that_act(entries, script)}
    return [
        one
        for one in script.own(EntryKind.ACTION)
        if one.id in listed or _WE.match(one.words) or names_somebody(one.fields.get("who", ""), script) and _WILL.search(one.words)
    ]


def _that_act(entries: list[Entry], script: Script) -> list[Entry]:
    """Those items of a list that begin as an action does or have a date, and those rows of a table that name who does them; all of them
    where nearly all do."""
    entries = [one for one in entries if does().match(one.words) or not _TELLS.search(one.words)]
    acting = [
        one
        for one in entries
        if does().match(one.words)
        or NAMES_DEED.match(one.words)
        or NAMES_WORK.match(one.words)
        or one.fields.get("by_when")
        or _has_lead(one, script)
    ]
    return entries if len(acting) >= NEARLY_ALL * len(entries) else acting


def _has_lead(one: Entry, script: Script) -> bool:
    """Whether an action is a row of a table that names who does it; what a list says of a service is no promise of it."""
    return names_somebody(one.fields.get("who", ""), script) and not _is_item(one, script)


def names_somebody(text: str, script: Script) -> bool:
    """Given what is said to be who does something, say whether it names a body, a role or people, and not a plan, a law or a thing; "we"
    may be any of the partners, and names none, as does a heading that asks ("What the partnership will do")."""
    bare = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", text)).strip()
    if not bare or _ONLY_WE.fullmatch(bare) or _ASKS.fullmatch(bare) or UNSAID.fullmatch(bare):
        return False
    if _SOMEBODY.search(bare):
        return True
    for entry in script.entries:
        if entry.kind is EntryKind.TERM and entry.fields.get("short", "") == bare.removeprefix("the ").removeprefix("The "):
            return _SOMEBODY.search(entry.fields.get("expansion", "")) is not None
    # An abbreviation that nobody spells out, or a name, may be anybody; a word in small letters is not.
    return _NAME.fullmatch(bare) is not None and not _THING.search(bare)


def dated_above(one: Entry, script: Script) -> Span | None:
    """Given an action, return where a heading above it gives its time ("First 12 months – what will we do?"), None where none does.

    Headings in between may name groups of actions; a heading that asks or introduces something else ends the search.
    """
    return headed_time(one.spans[0], script)


def headed_time(span: Span, script: Script) -> Span | None:
    """Given a place, return where a heading above it gives its time, None where none does."""
    timed = ((heading, _TIME.search(heading.text)) for heading in headings_above(span, script))
    return next((heading.cut(*time.span())[0] for heading, time in timed if time is not None), None)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.page == inner.page and outer.start <= inner.start < outer.end


def _place(span: Span) -> tuple[int, int]:
    return span.page, span.start


def parts_of(text: str) -> list[tuple[int, int]]:
    """Given the words of a cell or an entry, return start and end of each of its parts: its sentences, and, where actions or aims run on
    without a stop, each that begins with a verb in capitals."""
    found: list[tuple[int, int]] = []
    for start, end in sentences_of(text):
        sentence = text[start:end]
        runs = [match.start() for match in _runs_on().finditer(sentence)]
        # Not inside brackets, nor behind a small word that wants a noun.
        runs = [at for at in runs if sentence.count("(", 0, at) == sentence.count(")", 0, at) and not _WANTS.search(sentence[:at])]
        edges = [start, *(start + at for at in runs), end]
        for first, last in pairwise(edges):
            words = text[first:last]
            if words.strip():
                lead = len(words) - len(words.lstrip())
                found.append((first + lead, first + len(words.rstrip())))
    return found
