"""Actions: what someone says they will do, who, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.documents import BlockKind
from ingest.register.action_cards import carded, heads_action, number_end
from ingest.register.action_lead import ends_in_names, first_words, own_subject, take_behind, take_lead, take_lines_below
from ingest.register.dates import CALENDAR, DATED_YEARS, WHEN
from ingest.register.deeds import deeds_in
from ingest.register.entry import EntryKind, Found, How, plain
from ingest.register.flow import Flow, Grid, GridCell, Listing, Piece
from ingest.register.focus import says_focus
from ingest.register.labelled import labelled_in, parts_of
from ingest.register.lexicon import Lexicon
from ingest.register.merge import further_places
from ingest.register.roles import NAMED, Roles, bare_title, heading_kind, lead_kind

_SUBJECT = (
    r"(?P<who>[Ww]e"
    r"|[Tt]he (?:[A-Z][\w-]*|council|partnership|borough|plan|service|board|police)(?:\s+(?:[A-Z][\w-]*|of|and|for|the)){0,10}|[A-Z]{3,6}"
    r"|[A-Z]\w+(?:\s+[A-Z]\w+){0,8}(?:\s+(?:Council|Police|Partnership|Service|Board|Team|Group))"
    r"|(?:All|Every|Each|every|each)\s+[a-z -]{3,50}?)"
)
_BEGINS = re.compile(
    r"\b(?P<who>(?:A|An|The)\s+(?:new\s+)?[a-z][a-z -]{3,45}?)\s+(?P<will>will)\s+"
    r"(?P<what>(?:open|start|launch|be\s+(?:set up|created|established"
    r"|launched|opened|developed|introduced|published|recruited|commissioned|delivered|rolled out|appointed|held|trained|offered))\b[^.;]*)"
)
_WILL = re.compile(
    rf"\b{_SUBJECT}\s+(?P<will>will(?:\s+(?:also|continue to|now|then|actively))*|(?:is|are)\s+(?:also\s+|currently\s+"
    rf"|already\s+)*(?:developing|working|building|committed to|going to|planning to))\s+(?P<what>[^.;]+)"
)
# Anyone who does something: what follows must begin as an action does.
_ANYONE = re.compile(
    r"(?P<who>(?!(?:This|That|These|Those|It|There|They|What|How|Who|Which|Where|When|If|As|In|By|For|On|At|To|Over|During|From|With|Under"
    r"|Results|Progress|Success|Failure|Demand|Crime|Money|Funding|Members|Some|Many|Most|You|I|He|She|But|And|Or|Once|While"
    r"|Although|Since|Because|Therefore)\b)(?:The\s+|An?\s+)?[A-Z]?[\w’'&-]+"
    r"(?:\s+(?!(?:will|that|which|who)\b)[\w’'&-]+){0,9}?)(?:,[^,;.]{3,60},)?\s+"
    r"(?P<will>will(?:\s+(?:also|continue to|now|then))*)\s+(?P<what>[^.;]+)"
)
# "Progress will be reported every quarter", "The assessment will be refreshed by May 2030": what will be done, and when.
_DONE_BY = re.compile(
    r"(?P<who>(?!(?:If|When|Where|What|How|It is|There)\b)[A-Z]?[\w’'&-]+(?:\s+(?!(?:will|that|which|who|if)\b)[\w’'&-]+){0,11}?)\s+"
    r"(?P<will>will(?:\s+(?:also|then|now))?)\s+(?P<what>(?:(?:go|come|return|report)\s+(?:back\s+)?to\s+(?=(?:the\s+|our\s+)?[A-Z])|be\s+(?:reported|reviewed|refreshed|renewed|updated|published|prepared|produced|set"
    r"|agreed|presented|monitored|evaluated|audited|revised|replaced|launched|opened|held|surveyed|trained|recruited|appointed|commissioned"
    r"|completed|installed|introduced|rolled\s+out|delivered|consulted|circulated|submitted|considered|checked|brought|sent|given|told)\b)[^.;]*)"
)
_EVERY = re.compile(
    rf"\b(?:every|each|once\s+an?|twice\s+an?)\s+(?:\w+\s+)?(?:(?:year|quarter|month|week)s?|{CALENDAR})\b"
    rf"|\b(?:annually|quarterly|monthly|weekly)\b|\bfor\s+(?:the\s+)?{CALENDAR}(?:\s+of)?\s+20\d{{2}}\b",
    re.I,
)
_PROMISES = re.compile(r"\bwe will\s*:?\s*$", re.I)  # a pledge is both: what a plan sets out to do, and what will be done
_STATIVE = re.compile(
    r"^(?:not\s+)?(?:be\s+(?:a|an|the|able|one|in|met|held|seen|known|required|subject|available|reduced|no)\b|have\b"
    r"|do\b|look at\b|focus on (?:the following|these)|work on (?:\w+ )?(?:priorities|themes|areas)|set out\b|show\b|explain\b|describe\b"
    r"|know\b|consist|receive\b|(?:making|ensuring|being|becoming)\b"
    r"|use (?:the|these|this)\b|mean\b|include\b|see\b|feel\b|need\b|remain\b|become\b|depend\b|result\b|allow\b|help\b|tell\b|judged\b)"
)


# "what we will do", "how the partnership will work": spoken of, not promised here.
# A column's name that speaks of what will be done.
_DEEDS = re.compile(
    r"^(?!.*\b(?:progress|status|rating|taken|completed|owner|lead|no|number|ref|risk|mitigat\w*|when|date)\b).*"
    r"\b(?:actions?|commitments?|activit(?:y|ies)|deliverables?|(?:we|partners) will do)\b",
    re.I,
)
_AHEAD = re.compile(r"\b(?:will|we|together|next|over|by|commit\w*|pledg\w*|promis\w*|plan|to)\b", re.I)
_HOW = re.compile(r"(?:with|for|on|in|at|from|through|together|without|within|across|alongside|openly|fairly|early)\b", re.I)
_ARTICLES = frozenset("the a an our every all each its their this".split())
_ALIKE, _WHOLE = 6, 4  # words that a summary and a fuller telling share: of any, and of one told in few
_OF_YEAR = re.compile(rf"^.*?(?P<dated>{DATED_YEARS})|^(?P<counted>year (?:\d|one|two|three|four|five))", re.I)
_PAST_YEAR = re.compile(
    r"\b(?:done|did|was|were|achieved|achievements?|completed|delivered|progress|results?|actual|outturn|spent|last|previous)\b", re.I
)
# "Reduce thefts by 5%": how far a measure is to go, and nothing that is done.
_BY_A_FIGURE = re.compile(
    r"(?:reduc|increas|cut|rais|lower|improv|decreas|boost|halv|doubl|maintain|achiev|reach)\w*\s[^.;]*?"
    r"\b(?:by|to|at|of|from)\s+(?:at\s+least\s+|a\s+further\s+|below\s+|above\s+)?[£€]?\d[\d,.]*\s?(?:%|per\s+cent)?[.;]?(?:\s+(?:to|from|by)\b.*)?$",
    re.I,
)
_FEWEST = 3  # items of a list of actions outside a priority's part
# Lists under such headings begin with verbs, too, and are no actions of a plan.
_UNLIKE = re.compile(
    r"\b(?:recommend\w*|objectives?|aims?|purpose|duties|roles?|responsibilit\w+|terms of reference"
    r"|progress|achieve\w*|legal|polic(?:y|ies)"
    r"|guidance|law|how to|report(?:ing)? (?:a|it|crime)|appendix|principles|values|questions?|options?|methods?|criteria|background)\b",
    re.I,
)
_LONGEST_LINE = 45  # words
# A document, a rule or a change does nothing itself: "The plan will supersede …", "The modifications will ensure …".
_THING = re.compile(
    r"^(?!.*\b(?:team|board|group|partnership|service|council|officer)s?$)(?:.*\b)?"
    r"(?:plans?|strateg(?:y|ies)|polic(?:y|ies)|documents?|codes?|schemes?|deals?"
    r"|funds?|frameworks?|regulations?|modifications?|changes?|findings|proposals?|information|terms of reference|criteria"
    r"|measures?|development|recession|economy|pandemic|austerity|weather|demand|acts?|bills?|laws?|legislation)"
    r"(?:\s+(?:for|in|on|of|to)\s+.*|\s+[A-Z]{1,5}\d.*)?$",
    re.I,
)
_CONDITION = re.compile(r"(?:if|when|whether|unless|this|no longer|not)\b", re.I)
_ASIDE = re.compile(r"\b(?:what|how|where|why|when|which|whether|if|that)\s+$", re.I)


# Where a sentence says what else will be done, by the same body or another.
_AND_WE_WILL = re.compile(r",?\s+and\s+(?=we will\b)")
_AND_WILL = re.compile(r",?\s+and\s+(?=(?:(?:the\s+)?(?:[A-Z][\w-]*\s+){1,4})?(?P<will>will)\s+[a-z]+\b)")
# What stands before an "and" that joins two who will do something: a name, or a few words.
_NAME_ALONE = re.compile(r"(?:[A-Z][\w’'-]*|of|for|the|and)(?:,?\s+(?:[A-Z][\w’'-]*|of|for|the|and))*|(?:[\w’'-]+\s+){0,3}[\w’'-]+")
_AND = re.compile(r",?\s+and\s+(?=[a-z]+\s+(?!(?:it|them)\b))")
_TIMED = re.compile(rf"{_EVERY.pattern}|\b(?:each|every|in|by|before|from)\s+(?:{CALENDAR}\b(?:\s+20\d{{2}})?|20\d{{2}}\b)", re.I)
_OPEN_END = (" and", " or")  # "Money is tight for every partner and will get tighter": who will stands further up
_AND_BEFORE = re.compile(r"\band\s+$")
_BARE = re.compile(r"(?P<what>[^.;]+)")
_AND_I = re.compile(r",\s+and\s+(?:I|you|they)\s+(?!will\b)")  # what the speaker thinks or hopes besides
_AND_BE = re.compile(r",?\s+and\s+(?=(?:the|an?|our|its)\s+(?:[\w’'-]+\s+){1,5}?will\s+be\s+\w+)", re.I)
_GOES_ON = re.compile(r"(?P<will>will)\s+(?P<what>[^.;]+)")
# "the steps we will take": spoken of, and not promised.
_SPOKEN_OF = re.compile(
    r"\b(?:the|these|all)\s+(?:\w+\s+)?(?:measures?|steps?|actions?|changes|outcomes?|ways?|areas?|activities)\s+$", re.I
)
# "track the average wait and want it to fall from 9 weeks to 4": a measure with its values.
# "Over the next two years the group will:", "To do this partners will:".
_WHO_WILL = re.compile(
    r"(?:(?:To|Over|By|In|During|Through|From)\s+[^,:]{3,40}?,?\s+)?"
    r"(?P<who>(?:[Tt]he|[Oo]ur|[Aa]ll|[Ee]ach|[Ee]very)\s+[^:,]{2,60}?|[A-Z][^:,]{2,60}?|partners|agencies)\s+will\b"
)
_NOBODY = re.compile(r"\b(?:we|what|this|these|that|it|they|you|which)$|\b(?:plan|strategy|years?|next)\b", re.I)
_TRACKED = re.compile(r"(?:track|watch|monitor|measure)\b.*\bfrom\s+[£€]?\d.*\bto\s+(?:[a-z]+\s+){0,3}[£€]?\d", re.S)


def actions(flow: Flow, roles: Roles, words: Lexicon) -> list[Found]:
    """Given a flow and the roles of its lists, return its actions."""
    listed = [*_from_labels(flow), *_from_lists(flow, roles, words), *_from_plain_lists(flow, roles, words)]
    in_tables = list(_from_grids(flow, words))
    listed = [*_not_told_twice(listed, in_tables), *in_tables]
    taken = {span for one in listed for span in one.spans}
    lines = [one for one in _from_lines(flow, roles, words) if one.spans[0] not in taken]
    taken |= {span for one in lines for span in one.spans}
    take_lines_below([*listed, *lines], flow)
    told = [one for one in _from_prose(flow, roles, words) if one.spans[0] not in taken]
    take_lines_below(told, flow)
    return [*listed, *lines, *told]


def _not_told_twice(elsewhere: list[Found], in_tables: list[Found]) -> list[Found]:
    """The actions outside tables, without those that the action plan tells in the same opening words: they become further places of its."""
    planned = [(_opening(one), one) for one in in_tables]

    def same(one: Found) -> Found | None:
        opening = _opening(one)
        return next((other for words, other in planned if _begin_alike(opening, words)), None)

    return further_places(elsewhere, same)


def _opening(one: Found) -> list[str]:
    """An action's words in small letters, without articles, "our" and "every", and without the plural's s."""
    return [word.rstrip("s") for word in plain(one.fields["what"]).split() if word not in _ARTICLES]


def _begin_alike(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a summary and a fuller telling of an action share their first words: many of them, or all of the summary's."""
    common = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    return common >= _ALIKE or common >= _WHOLE and common == len(first)


def _from_lists(flow: Flow, roles: Roles, words: Lexicon) -> Iterator[Found]:
    for listing in flow.lists:
        role = roles.of(listing)
        if role is None or not (role.kind is EntryKind.ACTION or _PROMISES.search(role.said)) or _says_how(listing):
            continue
        who = _who(role.said)
        when = WHEN.search(role.said)
        bracketed = ends_in_names(listing)
        for item in listing.items:
            end = len(item.text.rstrip(" ;"))
            one = _found(item, 0, end, re.sub(r"^We will\s+", "", item.text[:end]), role.how, role.confidence)
            take_lead(one, bracketed)
            one.fields.setdefault("who", who or own_subject(item.text, words))
            if when is not None:
                one.fields.setdefault("by_when", when["when"].strip())
            yield one


def _says_how(listing: Listing) -> bool:
    """Whether the items of a list say how things will be done, and not what: most begin with a preposition ("with survivors, …")."""
    return 2 * sum(1 for item in listing.items if _HOW.match(item.text)) > len(listing.items)


def _from_plain_lists(flow: Flow, roles: Roles, words: Lexicon) -> Iterator[Found]:
    """Lists that nothing introduces, in the part of a priority or under a heading that announces actions higher up, of which most items
    begin as actions do ("Fund …", "Open …")."""
    last: Piece | None = None  # of the actions before
    for listing in flow.lists:
        first = listing.items[0]
        if roles.of(listing) is not None or roles.of_section(first) is not None:
            role = roles.of(listing)
            last = listing.items[-1] if role is not None and role.kind is EntryKind.ACTION else last
            continue
        announced = _goes_on(last, first, flow) or any(heading_kind(words, title) is EntryKind.ACTION for title in first.trail[:-1])
        inside = announced or any(NAMED.match(title) for title in first.trail)
        if not inside and (len(listing.items) < _FEWEST or not roles.recurs(listing) or _UNLIKE.search(" ".join(first.trail[-2:]))):
            continue
        lead = listing.introduction
        told = listing.lead is not None and listing.lead.kind is not BlockKind.HEADING and lead.rstrip().endswith(":")
        if told and (not _AHEAD.search(lead) or words.finds("action", "done", lead)):
            continue
        lists = ("verbs", "listed_verbs") if announced else ("verbs",)
        begun = sum(1 for item in listing.items if any(words.begins("action", name, item.text) for name in lists))
        if begun <= (0.5 if announced else 0.7) * len(listing.items):
            continue
        last = listing.items[-1]
        for item in listing.items:
            one = _found(item, 0, len(item.text.rstrip(" ;")), item.text, How.LANGUAGE, 0.6)
            take_lead(one, bracketed=False)
            yield one


def _goes_on(last: Piece | None, first: Piece, flow: Flow) -> bool:
    """Whether a list of actions goes on in another one: nothing but a heading parts the last item of one from the first of the other."""
    heading = flow.before(first)
    return last is not None and heading is not None and heading.kind is BlockKind.HEADING and flow.before(heading) is last


def _from_lines(flow: Flow, roles: Roles, words: Lexicon) -> Iterator[Found]:
    """Short lines that begin as actions do, under a heading or line that announces actions and is followed by no list."""
    on = False
    for piece in flow.pieces:
        if piece.kind is BlockKind.HEADING:
            on = roles.of_section(piece) is EntryKind.ACTION
            if heads_action(piece, flow, words):
                yield _found(piece, 0, len(piece.text.rstrip(" ;")), piece.text[number_end(piece, flow) :], How.STRUCTURE, 0.8)
        elif piece.kind is BlockKind.PARAGRAPH:
            if lead_kind(words, piece.last_sentence) is EntryKind.ACTION and piece.last_sentence.rstrip().endswith(":"):
                on = True
            elif words.is_only("action", "headings", bare_title(piece.text)):
                on = True
            elif len(piece.text.split()) <= _LONGEST_LINE and (on and _is_deed(piece, flow, words) or _is_planned(piece, flow, words)):
                one = _found(piece, 0, len(piece.text.rstrip(" ;")), piece.text, How.STRUCTURE, 0.75)
                take_lead(one, bracketed=False)
                yield one


def _is_deed(piece: Piece, flow: Flow, words: Lexicon) -> bool:
    """Whether a line begins as an action does, or has a line right below it that says who leads it or by when; no such line itself,
    and no single word."""
    if parts_of(piece.text) or len(piece.text.split()) < 2:
        return False
    below = flow.after(piece)
    labelled = below is not None and below.section == piece.section and {"owner", "by_when"} & parts_of(below.text).keys()
    return bool(labelled) or words.begins("action", "verbs", piece.text)


def _is_planned(piece: Piece, flow: Flow, words: Lexicon) -> bool:
    """Whether a line begins as an action does and the line right below it says who leads it and by when: it is one under any heading."""
    below = flow.after(piece)
    said = parts_of(below.text).keys() if below is not None and below.kind is BlockKind.PARAGRAPH and below.section == piece.section else ()
    return {"owner", "by_when"} <= set(said) and not parts_of(piece.text) and words.begins("action", "verbs", piece.text)


def _found(piece: Piece, start: int, end: int, what: str, how: How, confidence: float) -> Found:
    fields = {"what": first_words(what)}
    when = WHEN.search(piece.text[start:end])
    if when is not None:
        fields["by_when"] = when["when"].strip()
    return piece.found(EntryKind.ACTION, start, end, fields, how, confidence)


def _who(said: str) -> str:
    match = _WHO_WILL.match(said)
    return "" if match is None or _NOBODY.search(match["who"]) else match["who"]


def _from_labels(flow: Flow) -> Iterator[Found]:
    for line in labelled_in(flow):
        if line.head == "action":
            one = _found(line.piece, line.start, line.end, line.piece.text[line.start : line.end], How.STRUCTURE, 0.9)
            take_lead(one, bracketed=False)
            one.fields.update({key: line.fields[name] for key, name in (("who", "owner"), ("by_when", "by_when")) if name in line.fields})
            yield one


def _from_grids(flow: Flow, words: Lexicon) -> Iterator[Found]:
    for grid in flow.grids:
        column = next((c for c in grid.columns if grid.is_called(c, words, "action", "headings")), None)
        if column is None:
            column = next((c for c, name in sorted(grid.columns.items()) if _DEEDS.search(name) and len(name.split()) <= 6), None)
        column = _column_of_deeds(grid, words) if column is None else column
        if column is None:
            yield from carded(grid)
            yield from _matrix_rows(grid, words)
            yield from _of_years(grid, words)
            continue
        for number, row in enumerate(grid.rows):
            if not grid.is_group(row):
                yield from _of_row(grid, row, column, grid.groups[number], words)


def _column_of_deeds(grid: Grid, words: Lexicon) -> int | None:
    """The column in which most cells begin as actions do, beside one that says who or by when; None where there is none."""
    beside = {c for c in grid.columns for name in ("who", "when") if grid.is_called(c, words, "action", name)}
    for column in sorted(grid.columns.keys() - beside) if beside else ():
        items = [item.text for cell in grid.cells if cell.column == column for item in cell.items if len(item.text.split()) > 1]
        if len(items) > 1 and sum(1 for text in items if words.begins("action", "verbs", text)) >= 0.7 * len(items):
            return column
    return None


def _of_row(grid: Grid, row: list[GridCell], column: int, group: str, words: Lexicon) -> Iterator[Found]:
    cell = next((cell for cell in row if cell.column == column and re.search(r"[A-Za-z]{3}", cell.text)), None)
    if cell is None or NAMED.match(cell.text.strip()):
        return
    fields: dict[str, str] = {}
    for other in grid.beside(row):
        text = re.sub(r"\s+", " ", other.text).strip()
        for name, field in (("who", "who"), ("when", "by_when")) if text else ():
            if grid.is_called(other.column, words, "action", name):
                fields.setdefault(field, text)
    for item in deeds_in(cell, words):
        yield _of_cell(grid, item, fields, group, 0.9 * grid.confidence)


def _of_cell(grid: Grid, cell: GridCell, fields: Mapping[str, str], group: str, confidence: float) -> Found:
    what = {"what": first_words(cell.text), **fields}
    when = WHEN.search(cell.text)
    if when is not None:
        what.setdefault("by_when", when["when"].strip())
    return grid.found(EntryKind.ACTION, cell, what, confidence, group)


def _matrix_rows(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """A row that is called "Actions", under columns that are priorities: each cell's actions."""
    for row in grid.rows:
        if not any(words.is_only("action", "headings", cell.text) for cell in row[:2]):
            continue
        for cell in row[1:]:
            for item in deeds_in(cell, words) if len(cell.text.split()) > 3 else ():
                yield _of_cell(grid, item, {}, grid.name_of(cell), 0.6)


def _of_years(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """What is to be done in each of the years that the columns of a delivery plan are called by, those of what was done aside."""
    years = {
        column: match["dated"] or match["counted"]
        for column, name in grid.columns.items()
        if (match := _OF_YEAR.search(name)) is not None and not _PAST_YEAR.search(name)
    }
    planned = any(heading_kind(words, title) is EntryKind.ACTION for title in (grid.caption, *grid.trail[-2:]))
    if len(years) < max(2, len(grid.columns) - 1) or not planned:
        return
    items = [(cell, item) for cell in grid.cells if cell.column in years for item in cell.items if len(item.text.split()) > 2]
    items = [(cell, item) for cell, item in items if not _BY_A_FIGURE.match(item.text)]
    if sum(1 for _, item in items if words.begins("action", "verbs", item.text)) < 0.7 * len(items):
        return
    for cell, item in items:
        yield _of_cell(grid, item, {"by_when": years[cell.column]}, "", 0.8 * grid.confidence)


def _from_prose(flow: Flow, roles: Roles, words: Lexicon) -> Iterator[Found]:
    for piece in flow.pieces:
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        listing = flow.list_of.get(id(piece))
        if listing is not None and roles.of(listing) is not None:
            continue
        for start, end in piece.sentences:
            for first, last in _clauses(piece.text, start, end, words):
                yield from _promised(piece, first, last, words)


def _clauses(text: str, start: int, end: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """A sentence, cut before each further "and we will"; or "and will", "and the Board will" with what begins as an action does."""
    said = text[start:end]
    if said.startswith("We will"):
        cuts = [match.span() for match in _AND_WE_WILL.finditer(said)]
        cuts += [match.span() for match in _AND.finditer(said) if _is_dated_deed(said, match, words)]
    else:
        cuts = [match.span() for match in _AND_BE.finditer(said)]
        for match in _AND_WILL.finditer(said):
            joins = match.end() < match.start("will") and _NAME_ALONE.fullmatch(said[: match.start()])
            if not joins and words.begins("action", "verbs", said[match.end("will") :].lstrip()):
                cuts.append(match.span())
    cuts = sorted(set(cuts))
    edges = [start, *(start + stop for _, stop in cuts)]
    yield from zip(edges, [*(start + begin for begin, _ in cuts), end], strict=True)


def _is_dated_deed(said: str, joint: re.Match[str], words: Lexicon) -> bool:
    """Whether what stands behind an "and" is a deed with a time of its own, as is what stands before it: "publish a report each July and
    review the plan in autumn 2030"."""
    before, after = said[: joint.start()], said[joint.end() :]
    return words.begins("action", "verbs", after) and all(_TIMED.search(part) is not None for part in (before, after))


def _who_before(text: str) -> str:
    """Who is spoken of in the sentence's words before "and will", or nothing."""
    sentence = re.split(r"(?<=[.!?])\s+", text)[-1]
    match = _WILL.search(sentence) or _ANYONE.match(sentence)
    return match["who"] if match is not None else "we" if sentence.startswith("We ") else ""


def _behind_and(piece: Piece, start: int, end: int) -> re.Match[str] | None:
    """What a clause without a subject of its own says will be done, where an "and" joins it to what will."""
    joined = piece.text[start : start + 1].islower() and _AND_BEFORE.search(piece.text[:start]) is not None
    return _BARE.match(piece.text[start:end]) if joined else None


def _is_manner(promise: re.Match[str], piece: Piece, words: Lexicon) -> bool:
    """Whether a promise without a time is of a manner ("We will always listen"), or of no deed and made in a foreword."""
    if WHEN.search(promise.string) or _TIMED.search(promise.string):
        return False
    if words.begins("action", "manners", promise["what"]):
        return True
    return any(words.speaks(title) for title in piece.trail) and not words.begins("action", "verbs", promise["what"])


def _promised(piece: Piece, start: int, end: int, words: Lexicon) -> Iterator[Found]:
    text = piece.text[start:end]
    if text.rstrip().endswith(":") or ":" in text and says_focus(words, text[: text.index(":") + 1]):
        return  # what stands below, or behind, is no deed: "We will concentrate on: …" names priorities
    match = _GOES_ON.match(text) or _WILL.search(text) or _BEGINS.search(text) or _behind_and(piece, start, end)
    if match is None and _DONE_BY.match(text) and (when := WHEN.search(text) or _EVERY.search(text)) is not None:
        one = _found(piece, start, end, text, How.LANGUAGE, 0.65)
        one.fields.setdefault("by_when", when.group().strip())
        yield one
        return
    if match is None:
        match = _ANYONE.match(text)
        if match is not None and not words.begins("action", "verbs", match["what"]):
            return
    if match is None or _SPOKEN_OF.search(text[: match.start()]) or _TRACKED.match(match["what"]) or _is_manner(match, piece, words):
        return
    if _ASIDE.search(text[: match.start()]) or _STATIVE.match(match["what"]) or match.start() > 120:
        return
    who = match["who"] if match.re not in (_GOES_ON, _BARE) else _who_before(piece.text[:start])
    if _CONDITION.match(match["what"]) or match.re is not _BEGINS and (not who or _THING.search(who) or who.endswith(_OPEN_END)):
        return
    aside = _AND_I.search(text, match.start("what"))
    if aside is not None:
        end, what = start + aside.start(), match["what"][: aside.start() - match.start("what")]
    else:
        what = match["what"]
    one = _found(piece, start, end, what, How.LANGUAGE, 0.7)
    if who and who.casefold() != "we" and match.re is not _BEGINS:
        one.fields["who"] = who
    take_lead(one, bracketed=False)
    take_behind(one, piece.text[end:])
    yield one
