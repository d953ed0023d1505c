"""What a document sets out to achieve: the outcomes of its register, and the aims that it words as a change, in a list, a table, an
action or a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.findings.actions import UNSAID, listed_actions, parts_of
from assistant.findings.betterment import promises_better, wishes_for_people
from assistant.findings.columns import Role, roles_of
from assistant.findings.deliverables import DUTY
from assistant.findings.effects import effects
from assistant.findings.headed import headed_as
from assistant.findings.indicators import is_misread
from assistant.findings.likeness import essence
from assistant.findings.paper import names_paper
from assistant.findings.quantity import quantity_of
from assistant.findings.script import SURE, Script
from assistant.findings.tails import tailed
from ingest.documents import BlockKind, Span
from ingest.register.entry import Entry, EntryKind, How, plain
from ingest.register.flow import Grid, GridCell, Piece

FEWEST_APART = 5  # outcomes in lists or tables, beside which actions are actions
FEWEST_WORDS = 4  # of a clause that wishes for something
FEWEST_CALLED = 3  # words of a cell that is an aim because its column says so
SHORT = 3  # words that are a priority's bare name, not an aim
MOST = 0.8  # of the characters of an item that are another body's priority, so that it is theirs
OURS = ("own", "council")
LONGEST = 320  # characters of one aim; what is longer is running text
# What somebody does so that something is otherwise than before. "Work with", "hold" and "review" change nothing by themselves.
_CHANGE = (
    r"(?:reduc\w+|increas\w+|improv\w+|prevent(?:s|ing|ion\s+of)?|protect\w*|safeguard\w*|strengthen\w*|enhanc\w+|minimis\w+"
    r"|restrict\w*|disrupt\w*|lessen\w*|mitigat\w+|boost\w*|curb\w*|halv(?:e|ing)|cut(?:ting)?|narrow(?:ing)?|lower(?:ing)?"
    r"|(?:driv|bring)\w*\s+(?:down|up)|break(?:ing)?\s+(?:the|this|that|these)\s+(?:[\w-]+\s+){0,2}?(?:cycles?|links?|patterns?)|close\s+the\s+gap"
    r"|(?:steer|turn|lead|keep)\w*\s+(?:[\w-]+\s+){1,4}?away\s+from|put(?:ting)?\s+(?:[\w-]+\s+){1,4}?(?:first|at\s+the\s+heart)"
    r"|prosecut\w+|challeng\w+|tackl\w+|deal(?:ing)?\s+with|combat\w*|eliminat\w+|eradicat\w+|end(?![-\s]of)|ending|stop|stopping"
    r"|divert\w*|deter|deterring|empower\w*|rebuild\w*"
    r"|build\w*\s+(?:[\w-]+\s+){0,3}(?:confidence|trust|resilience|cohesion)|rais\w+\s+(?:[\w-]+\s+){0,2}(?:awareness"
    r"|confidence|standards)"
    r"|mak\w+\s+(?:[\w’'-]+\s+){1,6}(?:safer?|easier|better|best|difficult|harder|clear|cleaner|fairer)"
    r"|keep\w*\s+(?:[\w’'-]+\s+){1,4}safe(?!\s+(?:haven|space|place|house))"
    r"|help\w*\s+(?:[\w’'-]+\s+){1,3}(?:feel|to\s+feel|be|recover|break|stay)"
    r"|support(?:ing)?\s+(?:[\w’'-]+\s+){0,3}(?:victims?|survivors|witnesses|people|families|children|women|offenders|communities)"
    r"|(?:deliver|achiev|secur)\w*\s+(?:an?\s+|further\s+|the\s+)?(?:[\w-]+\s+){0,2}?(?:reductions?|increases?|improvements?|decreases?|safer|better|fewer|stronger)"
    r"|enabl\w+\s+(?:[\w’'-]+\s+){1,4}to|promot\w+\s+(?:[\w-]+\s+){0,2}(?:cohesion|safety|equality|resilience|wellbeing|reporting)"
    r"|ensur\w+|encourag\w+|hold(?:ing)?\s+(?:[\w-]+\s+){1,4}account|bring\w*\s+(?:[\w-]+\s+){1,4}justice)"
)
# Verbs of which an aim is made only in a list of aims: what they lead to stands behind them.
_ALSO = (
    r"(?:provid\w+|respond\w*|identif\w+|giv\w+|creat\w+|continu\w+|develop\w*|deliver\w*|understand\w*|highlight\w*|signpost\w*"
    r"|manag\w+|engag\w+|target\w*|maintain\w*|tak\w+|work\w*)"
)
_LEAD = (
    r"^\W*(?:\d[\d.]*\s+)?(?:(?:aims?|objectives?|outcomes?|goals?|ambitions?)(?:\s+\d{1,2})?\s*[:–—-]\s*)?(?:(?:to|and|an?(?=\s+(?:reduc|increas|improv))|we\s+will|we\s+are|will|it\s+will)\s+)?"
    r"(?:(?:also|then|further|actively|continue\s+to|continue"
    r"|work(?:ing)?\s+(?:together|in\s+partnership|collaboratively)(?:\s+with\s+[^,.;]{3,40}?)?\s+to)\s+)?"
)
# What is to be so, said as if it were: more or fewer of something, or people who feel, know or are safe.
_STATE = (
    r"(?:(?:more|fewer|less|better|greater|stronger|safer|higher|lower)\s+[a-z]+"
    r"|(?:(?:all|more|our|local|young|vulnerable)\s+){0,2}(?:people|residents|victims|children|families|communities|women|offenders|survivors"
    r"|neighbourhoods|businesses)(?:\s+[\w-]+){0,6}?\s+(?:are|feel|have|know|live|can|get|receive|recover|trust)\b)"
)
_NO_CHANGE = r"(?!stop and (?:search|account)\b)"  # what opens like an aim and is the name of a thing
_OPENS = re.compile(_LEAD + _NO_CHANGE + _CHANGE + r"\b", re.I)
_OPENS_LISTED = re.compile(_LEAD + _NO_CHANGE + rf"(?:{_CHANGE}|{_ALSO}|{_STATE})\b", re.I)
# A change that is named and not told: "An uplift in confidence", "Greater integration of services".
_NAMED_CHANGE = re.compile(
    r"^\W*(?:an?\s+|the\s+)?(?:(?:measurable|sustained|overall|significant|real|marked|continued|further|year[- ]on[- ]year)\s+)?"
    rf"(?:{_STATE}|uplift|rise|reductions?|reduced|increases?|increased|improvements?|improved|decreases?|decreased|drop|fall|decline|growth|narrowing"
    r"|strengthened|enhanced|raised|lowered|shorter|quicker|faster|wider|closer|earlier)\b",
    re.I,
)
_OPENS_STATE = re.compile(rf"^\W*(?:{_STATE}|every(?:one|body|\s+\w+)\s+(?:can|has|is|feels|knows|grows)\b|nobody\s)", re.I)
# A line that calls what follows it aims: all of it is.
_CALLS = re.compile(
    r"\b(?:objectives?|aims?|outcomes?|goals?|ambitions|pledges|commitments|promises)\b(?:\s+(?!and\b)[\w’',-]+){0,12}?\s*[:;]\s*$", re.I
)
_CALLED = re.compile(
    r"^(?:(?:our|the|key|main|strategic|overall|specific)\s+){0,2}(?:objectives|aims|goals|ambitions|pledges|commitments)\W*$", re.I
)
# What is wished for, said as if it were, behind words that say that it is wished for.
_WISHED = re.compile(
    r"\b(?:(?:feel|feels|be|are|is|remains?|stay|live|lives)\s+(?:and\s+(?:feel|are)\s+)?(?:\w+ly\s+)?(?:safe|safer|secure|confident|protected|supported|valued|respected|free)"
    r"|(?:safe|safer|strong|stronger|cohesive|resilient|thriving|confident|healthy|inclusive)(?:,?\s+(?:and\s+)?[a-z]+){0,3}\s+"
    r"(?:borough|city|town|county|district|place|communit(?:y|ies)|neighbourhoods?|streets?|homes?)"
    r"|(?:best|better|safest|happiest|healthiest|fairest|greatest)\s+(?:place|borough|city|town|county|district)s?\b"
    r"|(?:more|fewer|less|better|greater|all|every)\s+(?:[\w’'-]+\s+){1,6}?(?:to\s+[a-z]+|are|feel|is|come|can)|free\s+from|greater\s+\w+|safe\s+and\s+feel)\b",
    re.I,
)
# What people will be, feel or have, who are not the ones that promise it.
_WILL_BE = re.compile(
    r"^\W*(?:[A-Z][^:;.]{2,40}:\s*)?(?:(?:all|more|our|local|young|older|vulnerable|the|fewer)\s+){0,3}(?:people|residents|victims|children|families|communities|women|girls|offenders|survivors"
    r"|parents|carers|pupils|tenants|patients|callers|drivers|passengers|visitors|traders|neighbours|complainants|witnesses|teenagers|students|customers"
    r"|neighbourhoods?|businesses|streets|homes|parks|everyone|victims\s+and\s+[a-z]+|young\s+\w+)(?:,?\s+[\w’'-]+){0,6}?,?\s+will\s+(?:\w+ly\s+)?"
    r"(?:be\s+(?:\w+ly\s+)?(?:safer?|better|less|more|able|protected|supported|confident|aware|helped|free|fewer|treated|heard|believed|respected|listened\s+to|taken\s+seriously)|feel\b|have\s+(?:more|better|greater|access|confidence|easier)|know\b|trust\b|see\s+(?:less|fewer|more)"
    r"|receive\b|recover\b|live\s+(?:free|safe\w*))",
    re.I,
)
_OBJECTIVES = re.compile(r"\b(?:objectives?|aims?|outcomes?|goals?|ambitions?)\b", re.I)  # what actions are not called, as pledges are
# "To do so, the board meets": what a sentence says in passing of what somebody does.
_TO_DO = re.compile(
    r"\b(?:what\s+(?:will\s+)?(?:we|the\s+\w+)(?:\s+will|\s+are\s+going\s+to|’ll|'ll)?\s+(?:do|deliver)\b|how\s+we\s+will\s+do\b"
    r"|delivery\s+plan)",
    re.I,
)
# What is done with people again and again is no state of theirs.
_DONE_WITH = re.compile(
    r"\b(?:is|are)\s+(?:all\s+|then\s+|\w+ly\s+)?(?:discussed|reviewed|considered|referred|monitored|assessed|screened|recorded|taken|brought|sent|invited|contacted|offered|visited|recruited|trained|asked|seen|counted)\b",
    re.I,
)
_IN_PASSING = re.compile(r"^\W*to\b[^,;]*,\s+(?:an?|the|this|these|it|they|he|she|there)\s", re.I)
_HEARD = re.compile(r"\b(?:told|asked|said\s+to)\s+us\b|\byou\s+(?:told|said|asked)\b", re.I)  # what others wish for
_NAMED = re.compile(r"(?<=[a-z] )(?:[A-Z][\w’'-]*\s+(?:(?:of|and|for)\s+)?){1,6}[A-Z][\w’'-]*")
_BODY = re.compile(
    r"^\W*(?:[A-Z][\w’'-]*\s+(?:(?:and|of|for|the|against)\s+)?){1,6}(?:Board|Group|Panel|Forum|Partnership|Team|Unit|Committee)\b"
)
_THEIRS = re.compile(r"\b(?:mayor|government|commissioner|mopac|national|ministers?|nhs)\b", re.I)
_OTHERS = re.compile(r"\b(?:[Tt]he Government|Home Office|Home Secretary|Act \d{4})\b")
_IS_AIMS = re.compile(
    r"^\W*(?:(?:key|strategic|our|desired|intended|expected)\s+)?(?:objectives?|aims?|outcomes?|ambitions?|what\s+(?:do\s+)?we\s+want(?:\s+to\s+(?:achieve|see))?)\W*$",
    re.I,
)
_TITLE = re.compile(r"^(?:[A-Z][\w’'-]*[\s,&]*(?:(?:and|of|for|the|in|on|against|to)\s+)*){2,6}$")  # words in capitals throughout: a name
_TO = re.compile(r"^\W*(?:(?:aims?|objectives?|outcomes?|goals?|ambitions?)(?:\s+\d{1,2})?\s*[:–—-]\s*)?to\s+(?:\w+ly\s+)?[a-z]+", re.I)
_PURPOSE = re.compile(
    r"\b(?:in order to|so as to|so that|to|and|ensuring|with the aim of|in)\s+(?:help\s+|further\s+)?"
    r"(?P<aim>(?:reduc|increas|improv|prevent|protect|minimis|eliminat)\w*\b[^.;]{8,})"
)
_HEADED = re.compile(
    r"\b(?:objectives?|aims?|outcomes?|goals?|ambitions?|vision|mission|impact|difference|focus|what we want|want to achieve"
    r"|pledges?|promises?|commitments?"
    r"|will look like|success)\b",
    re.I,
)
_NOT_HEADED = re.compile(
    r"\b(?:activity|(?<!to )achiev\w+|progress|background|about|what we did|performance|introduction|data|statistics|glossary|consultation"
    r"|implications|legal|recommendations?|duties|statutory|contact\w*)\b",
    re.I,
)
_NEVER_HEADED = re.compile(
    r"\b(?:(?<!to )achiev\w+|what we did|glossary|consultation|implications|legal|recommendations?|duties|statutory|contact\w*)\b", re.I
)
_SAID_CHANGE = re.compile(rf"\b(?:{_CHANGE}|address\w*|creat(?:e|es|ing)|promot(?:e|es|ing))\b", re.I)  # of what is called an aim
# A heading that is an aim: "Objective 2: To protect swans".
_AIM_HEADING = re.compile(
    r"^\W*(?:(?:strategic|key|our|overall)\s+)?(?:objective|aim|outcome|goal|ambition)\s*(?:\d{1,2}|[A-Z])?\s*[:–—-]\s*(?P<aim>\S.{8,})$",
    re.I,
)
_SAYS_AIM = re.compile(
    r"\b(?:(?:overall|overarching|main|primary|principal|key|central|core|ultimate|shared|collective|common|strategic|long-term|chief|first|our|its|the)\s+"
    r"(?:(?!only\b|government)[a-z-]+\s+){0,2}?(?:aims?|ambitions?|goals?|vision|objectives?|purpose|aspirations?|mission|intention|priority|focus)\b[^.;:]{0,60}?(?:\b(?:is|are|will\s+be|remains?)\b|:)"
    r"|(?:\bwe|partnership|(?:this|our|the)\s+(?:plan|strategy|document|priority|theme|strand|programme|approach|work|project)|each\s+priority)\s+(?:also\s+|all\s+|will\s+){0,2}(?:aims?|seeks?|hopes?|intends?|aspires?|strives?|endeavours?|looks?|wishe?s?)\s+to\b"
    r"|(?:we|partnership|partners)\s+(?:is|are|remains?)\s+(?:fully\s+|all\s+|also\s+)?(?:committed\s+to\s+\w+ing|determined\s+to|dedicated\s+to\s+\w+ing|keen\s+to)\b|we\s+want\b|responsibility\s+to\s+ensure\b|commitment\s+is\b"
    r"|our\s+(?:aims?|ambition|goal|vision|objective)\b|(?:is|are)\s+(?:an?|our|the)\s+(?!national|government)\w+\s+priority\b"
    r"|(?:this|each)\s+(?:plan|strategy|priority|theme|strand|objective)\s+(?:will\s+|also\s+)*(?:focus\w*|concentrat\w*)\s+on\b|\bpriority\s+is\s+to\b)",
    re.I,
)
_WANTS = re.compile(
    r"\b(?:we|partnership|partners)\s+(?:want|wish|would\s+like)s?\s+(?:(?:[\w’'-]+\s+){1,5}?to\s+(?:feel|be|live|have|know)"
    r"|(?:more|fewer|all|every)\s+(?:[\w’'-]+\s+){1,6}?to\s+[a-z]+)\b"
    r"|\b(?:we|partnership|partners)\s+(?:want|wish|hope|expect|would\s+like)s?\s+to\s+(?:see|have)\b[^.;:]{0,40}?\b(?:fewer|more|less|better|safer|lower|higher|stronger|cleaner|quieter|healthier)\s+[a-z]+",
    re.I,
)
# What the partnership, or one of those in it, stands for.
_THEY_WILL = re.compile(
    r"^\W*(?:the\s+|our\s+)?(?:[\w’'-]+\s+){0,5}?(?:partnership|partners|council|police)\s+(?:will|is\s+committed|are\s+committed|remains?\s+committed|seeks?|strives?)\b[^.;,]{0,50}?"
    r"\b(?:reduc(?:e|ing)|increas(?:e|ing)|improv(?:e|ing)|prevent(?:ing)?|protect(?:ing)?|tackl(?:e|ing)|strengthen(?:ing)?|build(?:ing)?\s+(?:confidence|trust))\b",
    re.I,
)
_WE_WILL = re.compile(rf"^\W*(?:together,?\s+)?(?:we|our\s+partnership)\s+(?:will|are)\b[^.;]{{0,60}}?\b{_CHANGE}\b", re.I)
# What comes of what is done.
_LEADS_TO = re.compile(
    r"^\W*(?:(?:this|these|that|it|doing\s+(?:this|so)|the\s+(?:work|result|outcome|effect|impact)|in\s+turn\s+this|as\s+a\s+result)\b[^.;]{0,60}?\b(?:will|should|is\s+(?:expected|intended|designed)\s+to)\s+(?:also\s+|in\s+turn\s+|then\s+)?"
    r"(?:lead\s+to|result\s+in|bring\s+about|mean|be|contribute\s+to|help\s+(?:to\s+)?\w+)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:better|fewer|more|less|lower|higher|greater|safer|stronger|quicker|faster|reductions?|increases?|improvements?|improved|reduced|increased|decreases?|rise|fall|drop)\b)",
    re.I,
)
_WE_DO = re.compile(
    r"^\W*(?!(?:[\w’'-]+\s+){1,3}(?:priority|aim|objective|goal|focus|ambition|purpose)\s+will\s+be\b)(?:we|our\s+partnership|partners|[\w\s]{3,40}?)\s+will\b",
    re.I,
)
# Under a priority's own heading, what "we" stand for is its aim.
_WE_STAND = re.compile(rf"\bwe\s+(?:will|are|stand)\b[^.;]{{0,140}}?\b{_CHANGE}\b", re.I)


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim: its words, where they stand, and the priority they belong to, None where that is not known. `paired` says whether an
    indicator stands in its own row of a table."""

    words: str
    span: Span
    belongs_to: str | None
    outcome: bool = False


def aims(script: Script) -> list[Aim]:
    """Given a document, return its aims, in its order; what stands twice in the same words stands there once."""
    counted = [*_in_figures(script), *(one.span for one in tailed(script))]  # a line that says who does it is something to do
    found = [
        Aim(one.name, one.spans[0], one.belongs_to, True)
        for one in script.own(EntryKind.OUTCOME)
        if not any(one.spans[0].overlaps(cell) for cell in counted) and not names_paper(one.name)
    ]
    taken = [span for one in script.own(EntryKind.OUTCOME) for span in one.spans]
    taken += [span for one in script.own(EntryKind.INDICATOR) if not is_misread(one, script) for span in one.spans]
    taken += [one.span for one in tailed(script)]
    # The council speaks for itself in a partnership's papers; a mayor's, a government's or another body's priorities are theirs.
    foreign = [span for one in script.entries if one.kind is EntryKind.PRIORITY and one.whose not in OURS for span in one.spans]
    # A priority's bare name is told as a priority; one that is worded as an aim is one.
    named = {plain(name) for name in _names(script) if len(name.split()) < SHORT or name.split()[0].endswith("ing")}
    for one in (
        *_in_actions(script),
        *_in_lists(script),
        *_announced(script),
        *_in_headings(script),
        *_in_tables(script),
        *_in_sentences(script),
        *_in_clauses(script),
    ):
        if (
            not any(one.span.overlaps(span) for span in taken)
            and not any(_is_most(span, one.span) for span in foreign)
            and plain(one.words) not in named
            and not names_paper(one.words)
        ):
            taken.append(one.span)
            found.append(one)
    said: dict[frozenset[str], Aim] = {}
    again = _under_priorities(script)
    for one in sorted(found, key=lambda aim: (aim.span.page, aim.span.start)):
        # What a summary says first is cited where its own priority says it.
        its_own = one if one.belongs_to else again.get(plain(one.words), one)
        said.setdefault(essence(one.words, script), its_own)
    return [one for stems, one in said.items() if stems]


def _under_priorities(script: Script) -> dict[str, Aim]:
    """The lines that stand under a priority, by their words."""
    found: dict[str, Aim] = {}
    for piece in script.flow.pieces:
        if piece.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) and piece.spans and len(piece.text) <= LONGEST and not piece.spans[1:]:
            under = _belonging(piece, script)
            if under is not None:
                found.setdefault(plain(piece.text), Aim(piece.text, piece.spans[0], under))
    return found


# -- where they stand ---------------------------------------------------------------------------------------------------


def _in_actions(script: Script) -> Iterator[Aim]:
    """Listed actions that are worded as a change, or say which change they are for, and are no mere tasks."""
    tasks = script.once("tasks", _tasks)
    for one in (one for one in listed_actions(script) if one.spans[0] not in tasks):
        for start, end in parts_of(one.words):
            words = one.words[start:end]
            if len(words) <= LONGEST and (_OPENS.match(words) or _PURPOSE.search(words)):
                span = one.spans[0]
                whole = (start, end) == (0, len(one.words))
                yield Aim(words, span if whole else _inside(span, words, script), one.belongs_to)


def _tasks(script: Script) -> list[Span]:
    """Where outcomes are set apart from actions: the actions that name who does them or by when, or are headed as what will be done."""
    if sum(one.how is How.STRUCTURE for one in script.own(EntryKind.OUTCOME)) < FEWEST_APART:
        return []
    return [
        one.spans[0]
        for one in script.own(EntryKind.ACTION)
        if one.fields.get("who") or one.fields.get("by_when") or one.trail and _TO_DO.search(one.trail[-1])
    ]


def _inside(span: Span, words: str, script: Script) -> Span:
    """Where part of an entry's words stand in its span, the whole of it where they do not stand there as they are."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    found = pattern.search(script.words(span))
    return Span(span.document_id, span.page, span.start + found.start(), span.start + found.end()) if found else span


def _in_figures(script: Script) -> list[Span]:
    """The first cells of rows that hold figures and nothing else beside them: statistics, whatever their column is called; and what stands
    in the columns of figures beside measures."""
    found: list[Span] = []
    for grid in script.flow.grids:
        roles = roles_of(grid)
        figures = {roles[role] for role in (Role.BASELINE, Role.TARGET) if role in roles and Role.MEASURE in roles}
        for row in grid.rows:
            found += [script.cell_span(grid, cell) for cell in row if cell.column in figures and cell.text.strip()]
            cells = [cell for cell in row if cell.text.strip()]
            if len(cells) > 1 and all(quantity_of(cell.text) is not None for cell in cells[1:]):
                found.append(script.cell_span(grid, cells[0]))
    return found


def _in_lists(script: Script) -> Iterator[Aim]:
    """Items of lists that are worded as a change, and all of those that the line or heading above calls aims, or a priority's."""
    own = [one.name.casefold() for one in script.own(EntryKind.PRIORITY) if one.name and not _is_within(one, script)]
    acts, tasks = [span for one in script.own(EntryKind.ACTION) for span in one.spans], script.once("tasks", _tasks)
    leads = {id(item): listing.introduction or _line(listing.lead) for listing in script.flow.lists for item in listing.items}
    for piece in script.flow.pieces:
        if piece.kind is not BlockKind.ITEM or len(piece.text) > LONGEST or not piece.spans or _TITLE.match(piece.text.strip()):
            continue
        if any(piece.spans[0].overlaps(task) for task in tasks):
            continue
        heading, lead = piece.trail[-1] if piece.trail else "", re.sub(r"\s+", " ", leads.get(id(piece), ""))
        if DUTY.search(lead) or _BODY.match(piece.text):
            continue
        called = not _THEIRS.search(lead) and (_CALLS.search(lead) or lead.endswith(":") and _is_priority(lead, script))
        if _NOT_HEADED.search(heading) and not called:
            continue
        opens = _OPENS_LISTED if _HEADED.search(heading) or _is_priority(heading, script) else _OPENS
        done = any(piece.spans[0].overlaps(span) for span in acts) and _OBJECTIVES.search(f"{lead} {heading}") is None
        listed = not done and (called or _CALLED.match(heading)) and len(piece.text.split()) > SHORT and not bears(piece.text, own)
        if listed or opens.match(piece.text) or not done and promises_better(piece.text):
            yield Aim(piece.text, piece.spans[0], _belonging(piece, script))


def _announced(script: Script) -> Iterator[Aim]:
    """Lines under the groups of a heading that announces outcomes: every item, and what a paragraph names as a change."""
    for piece in script.flow.pieces:
        is_line = piece.kind is BlockKind.ITEM or piece.kind is BlockKind.PARAGRAPH and _NAMED_CHANGE.match(piece.text)
        if is_line and piece.spans and len(piece.sentences) == 1 and FEWEST_WORDS <= len(piece.text.split()) and len(piece.text) <= LONGEST:
            if headed_as(piece.spans[0], script) is EntryKind.OUTCOME and not _TITLE.match(piece.text.strip()):
                yield Aim(piece.text, piece.spans[0], _belonging(piece, script))


def _in_headings(script: Script) -> Iterator[Aim]:
    """Headings that say that they are an aim, and are no priority's."""
    own = [plain(name) for name in _names(script)]
    for heading in script.headings:
        text = re.sub(r"\s", " ", heading.text)
        match = _AIM_HEADING.match(text)
        if match is not None and _OPENS_LISTED.match(match["aim"]) and not any(plain(match["aim"]) in name for name in own):
            yield Aim(match["aim"], heading.cut(match.start("aim"), match.end("aim"))[0], _belonging(heading, script))


def _is_within(one: Entry, script: Script) -> bool:
    """Whether a priority stands under the heading of another one, so that it is one of that one's aims."""
    others = [other.name.casefold() for other in script.own(EntryKind.PRIORITY) if other.name and other.id != one.id]
    return any(bears(re.sub(r"^.*?[:–—]\s*", "", title), others) for title in one.trail)


def _line(lead: Piece | None) -> str:
    return lead.text if lead is not None and lead.kind is BlockKind.PARAGRAPH and lead.text.rstrip().endswith(":") else ""


def _in_tables(script: Script) -> Iterator[Aim]:
    """Cells in a row or column headed as objectives or outcomes, each of their parts that is worded as a change; of a column that is
    called so and nothing else, every cell of some words."""
    for grid in script.flow.grids:
        called = [column for column, name in grid.columns.items() if _IS_AIMS.match(name)] if len(grid.columns) > 1 else []
        for row in grid.rows:
            for cell in (cell for cell in row if cell.column in called and _is_short_aim(cell.text)):
                yield Aim(cell.text, script.cell_span(grid, cell), None)
            titles = " ".join(cell.text for cell in row if len(cell.text) <= 40)
            for cell in row:
                if len(cell.text.strip()) > 40 and (_HEADED.search(titles) or _HEADED.search(grid.columns.get(cell.column, ""))):
                    yield from _of_cell(grid, cell)


def _is_short_aim(text: str) -> bool:
    """Whether a cell holds some words and no figure, and does not say that there is nothing to say."""
    return FEWEST_CALLED <= len(text.split()) and len(text) <= 40 and not re.search(r"\d", text) and UNSAID.fullmatch(text) is None


def _of_cell(grid: Grid, cell: GridCell) -> Iterator[Aim]:
    for start, end in parts_of(cell.text):
        words = cell.text[start:end]
        if len(words) <= LONGEST and _OPENS_LISTED.match(words):
            yield Aim(words, Span(grid.document_id, cell.page, cell.start + start, cell.start + end), None)


def _in_sentences(script: Script) -> Iterator[Aim]:
    """Sentences that say an aim, and those under a priority's heading that begin with "To …" or say what "we will" change."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        if sentence.piece.kind not in (BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.ITEM) or len(sentence.text) > 2 * LONGEST:
            continue
        heading = sentence.piece.trail[-1] if sentence.piece.trail else ""
        if _NEVER_HEADED.search(heading):
            continue
        under = _belonging(sentence.piece, script)
        text = _NAMED.sub(lambda name: "·" * len(name.group()), sentence.text)  # what stands in a name changes nothing
        said = _is_said_to_be_one(text) or _WANTS.search(text) or _WILL_BE.match(text)
        if not said and _NOT_HEADED.search(heading):
            continue  # only what is called an aim is one there
        if (
            sentence.text.rstrip().endswith(":")
            or _HEARD.search(sentence.text)
            or _IN_PASSING.match(sentence.text)
            or _OTHERS.search(sentence.text)
        ):
            continue  # what it introduces says it, or it says what somebody else does
        if sentence.piece.kind is BlockKind.ITEM:
            # What an item says "we will" do is an action; only what it calls an aim, or says will come of it, is one.
            if said and not _WE_DO.match(text) or _LEADS_TO.match(text):
                yield Aim(sentence.text, sentence.spans[0], under)
        elif (
            said
            or (under is not None and _WE_STAND.search(text))
            or _WE_WILL.match(text)
            or _LEADS_TO.match(text)
            or _THEY_WILL.match(sentence.text)
            or promises_better(sentence.text)
            or wishes_for_people(sentence.text)
            or (_TO.match(sentence.text) and _OPENS.match(sentence.text))
            or (
                sentence.start == 0
                and _OPENS_STATE.match(sentence.text)
                and not _DONE_WITH.search(sentence.text)
                and _is_priority(heading, script)
            )
        ):
            yield Aim(sentence.text, sentence.spans[0], under)


def _in_clauses(script: Script) -> Iterator[Aim]:
    """Clauses of running text that say what is to come of what is done."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        heading = sentence.piece.trail[-1] if sentence.piece.trail else ""
        if not _NOT_HEADED.search(heading) and not _OTHERS.search(sentence.text):
            for start, end in effects(sentence.text):
                yield Aim(sentence.text[start:end], sentence.cut(start, end)[0], _belonging(sentence.piece, script))


def _is_said_to_be_one(text: str) -> bool:
    """Whether a sentence calls something an aim, a vision or the like, and says a change or what is wished for."""
    says = _SAYS_AIM.search(text)
    return says is not None and bool(_SAID_CHANGE.search(text) or _WISHED.search(text, says.end()))


def _is_priority(heading: str, script: Script) -> bool:
    return bears(heading, _names(script))


def bears(text: str, names: Iterable[str]) -> bool:
    """Given a text and names in small letters, say whether it is one of them and little else."""
    return any(name in text.casefold() and len(name) * 2 >= len(text) for name in names)


def _names(script: Script) -> Iterable[str]:
    ours = (one for one in script.entries if one.kind is EntryKind.PRIORITY and one.whose in OURS and one.confidence >= SURE)
    return [one.name.casefold() for one in ours if one.name]


def _belonging(piece: Piece, script: Script) -> str | None:
    own = [one for one in script.own(EntryKind.PRIORITY) if one.name]
    return next((one.id for one in own if any(one.name.casefold() in title.casefold() for title in piece.trail)), None)


def _is_most(part: Span, whole: Span) -> bool:
    """Whether one place is most of another: all but a number before it, or a comma behind it."""
    return part.overlaps(whole) and part.end - part.start >= MOST * (whole.end - whole.start)
