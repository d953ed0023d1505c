"""History and message -> one standalone question, what it is about, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.conversation import Question, Turn, last_question
from assistant.courtesy import without_courtesy, without_page
from assistant.everyday import written_for
from assistant.moving import moved, without_what_only_held_there
from assistant.request import Request
from assistant.scope import Scope, areas_named, scope_of, without_areas, years_named
from assistant.uncovered import without_uncovered
from ingest.documents import Document
from ingest.lexical import words_of

_GENERIC = re.compile(
    r"\b(?:london borough of|the borough|boroughs?(?:['’]s)?|plans?(?:['’]s)?|documents?|reports?|strateg(?:y|ies)|papers?"
    r"|partnerships?(?:['’]s)?|councils?(?:['’]s)?|community safety|committee|scrutiny|going by|according to|sets? out|says?|said|tell"
    r"|(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)\b",
    re.I,
)
# Words by which a message leans on what was said before.
_LEANS = re.compile(
    r"^\W*(?:and|but|so|ok(?:ay)?|what about|how about|then|also|which of|which ones?|why|it|that|those|these|them"
    r"|who(?:'s| is)? (?:chairs?|leads?|runs?) (?:it|that|this|them))\b"
    r"|\b(?:that|those|these|them|it|they|this one|the (?:first|second|third|fourth|fifth|last|other) (?:one|two|three))\b"
    r"|\bthough\W*$",
    re.I,
)
NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
LONGEST_TOLD = 160  # characters of the answer before that a message may point at
_POINTS = re.compile(r"\b(?:that|those|these|this|them|they|their|it|its|he|she|one|ones|his|her)\b", re.I)
_ORDINALS = {word: place for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split())} | {
    "last": -1
}
_ORDINAL = re.compile(rf"\bthe ({'|'.join(_ORDINALS)}) (?:one|of (?:them|those|these))\b", re.I)
_WHY = re.compile(r"^\W*(?:and |but |so |ok(?:ay)?,? )?(?:why|how come|how so)\b", re.I)
_SWITCH = re.compile(
    r"^\W*(?:and|what about|how about|and what about|same for|and for|ok(?:ay)?,? and)?\s*(?:in|for|at|over in)?\s*$", re.I
)
# Words that ask of a place what was asked before: "how many has Marwick got?", "what does Marwick say?".
_SAYS_NO_MORE = frozenset(
    "how many much what which who when where has have had does do did is are was were got get gets say says said there in for at about and"
    " so ok then the theirs them it its their number total though too please one ones".split()
)
# Where a message sets places side by side, the one that was asked about before is still meant.
_SETS_BESIDE = re.compile(
    r"\b(?:compar\w*|than|versus|vs?|differ\w*|both|each|between|against|either|neither|more|less|fewer|higher|lower|bigger|smaller"
    r"|better|worse|most|whose|similar\w*|match\w*|alike|same as|which of|two)\b",
    re.I,
)
# The question before, of another place.
_SAME = re.compile(
    r"\bsame (?!as\b)(?:question|thing|again|for|there|with|in|at|on|but)\b|\b(?:do|does|did) the same\b|\bditto\b|\blikewise\b", re.I
)

# Several documents taken together: "which of the plans", "how many boroughs", "do all of them".
_OF_THEM = (
    r"\b(?:which|how many|all|any|none|some|most|each|every one) of (?:the|these|those|your|our) (?:\w+ )?"
    r"(?:plans|boroughs|documents|councils|partnerships|strategies|areas)\b(?! of\b)"
    r"|^\W*(?:and |so )?(?:which|how many|do all|do any|does any|does every) "
    r"(?:plan|borough|document|council|strateg)(?:s|y|ies)?\b(?! of\b)"
    r"|^\W*(?:do|does|have|has|are) (?:all|any|both|either|none|each) of them\b"
)
# Messages of a few words that are whole questions: their verb and what it is about are there.
_ALONE = re.compile(
    r"^\W*(?:(?:what|where)(?:['’]s| is| are| does| do)|who(?:['’]s| is| are| \w{3,}s)|define|explain|list|name|is|are|does|do|has|have)"
    r"(?: (?:the|an?|all|all the))? (?!the |an? |all )(?P<about>[\w'’-]{3,})",
    re.I,
)
# What can only be of something that was spoken of before.
_RELATIVE = frozenset(
    "target targets baseline deadline date dates total figure figures number numbers amount cost costs budget reason reasons name names"
    " difference rest others other aim purpose lead leader owner chair page source percentage share result results there you next"
    " more eleven ten nine eight seven six five four three two both all him her his else than".split()
)


class Intent(StrEnum):
    """What a question asks for."""

    LIST = "list"
    COUNT = "count"
    FIGURE = "figure"
    DEFINITION = "definition"
    WHO = "who"
    YES_NO = "yes_no"
    COMPARISON = "comparison"
    CHANGE = "change"
    CONTRADICTION = "contradiction"
    SUMMARY = "summary"
    PASSAGE = "passage"


_OF_THEIR_TIME = frozenset({Intent.COUNT, Intent.FIGURE, Intent.CHANGE, Intent.COMPARISON})
# Written without their apostrophe; "were", "its", "ill", "hell" and the like are words of their own.
_SHORTENED = re.compile(
    r"\b(?:(do|does|did|is|are|was|has|have|had|would|could|should|ca|wo)nt|(what|who|where|how|that|there|when)s)\b", re.I
)
# The first that fits decides.
_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile("|".join(patterns), re.I))
    for intent, patterns in (
        (
            Intent.CONTRADICTION,
            (
                r"\bcontradict\w*",
                r"\b(?:do|does|did|will|would)(?:n['’]?t)? (?:[\w'’-]+ ){1,8}?add up\b(?! to\b)|\bdoes(?:n['’]?t| not) add up\b",
                r"\b(?:mistakes?|errors?|discrepanc(?:y|ies)|typos?) in (?:[\w'’-]+ ){0,4}?"
                r"(?:plan|strategy|document|report|figures|numbers|tables?|sums)\b",
                r"\binconsisten\w*",
                r"\btwo different\b",
                r"\b(?:come|came|ran|run|stumbled) across two\b",
                r"\b(?:find|finding|found|get|give|gives|given|got|have|hear|hearing|heard|see|seen|saw|spotted) two"
                r" (?:answers|dates|days|figures|numbers|versions)\b",
                r"\bdisagree\w*",
                r"\bconflict\w* (?:dates?|figures?)\b",
                r"\bmuddled\b",
                r"\bclash\w*",
                r"(?:n['’]t|\bnot) (?:\w+ ){0,3}(?:match|tally|agree|square|consistent)\b",
                r"\b(?:do|does|did) (?:[\w'’-]+ ){1,6}?(?:agree|match|square|tally)(?: up)?"
                r" with (?:that|this|it|itself|them|each other|one another)\b",
                r"\bmake .{1,40}\b(?:match|tally|agree)\b",
                r"\bcontents\b[^?]*\bheadings?\b|\bheadings?\b[^?]*\bcontents\b",
                r"\b(?:do|does|did) (?:the |its |their )?"
                r"(?:contents|headings?|index|text|tables?|summary|figures?|totals?|numbers?|report|appendix|foreword)\b"
                r"[^?.]{0,40}?\b(?:agree|match|tally|square)(?: up)?\b",
                r"\bseems? to (?:give|say|have|show|print|name|word it) (?:\w+ )?two\b",
                r"\btwo (?:ways|versions)\b",
                r"\b(?:seems?|looks?|sounds?|appears?|is|are|be) (?:\w+ )?(?:unsure|undecided|in two minds)\b",
                r"\b(?:can['’]t|cannot) (?:decide|make up (?:its|their) mind|agree with itself|get (?:its|their) (?:\w+ )?straight)\b",
                r"\bmore than one (?:figure|number|total|answer|date|version)\b",
                r"\bone (?:page|part|place|bit|section|paragraph|table)\b.*"
                r"\b(?:another|a later|elsewhere|the (?:appendix|annex|summary|other|next))\b",
                r"\bwhich (?:one )?is (?:it|right|correct|true)(?: now)?\W*$",
            ),
        ),
        (
            Intent.CHANGE,
            (
                r"\bwhat(?:'s| has| have)? changed\b",
                r"\bchanged since\b",
                r"\bsince the (?:last|previous|20\d\d)",
                r"\bno longer\b",
                r"\bdropped from\b",
                r"\b(?:which|what) (?:of )?[^?]{0,50}\b(?:priorit(?:y|ies)|objectives?|aims?|goals?|themes?)"
                r" (?:was|were|has been|have been|got|did) (?:\w+ )?"
                r"(?:drop(?:ped)?|abandon(?:ed)?|lost|left out|taken (?:out|off)|cut|scrap(?:ped)?|removed|kept|keep|renamed|added)",
                r"(?:\bnever|\bnot|n['’]t) (?:\w+ ){0,6}(?:in|on|under|part of) (?:the|its|their) (?:\w+ )?"
                r"(?:old|last|previous|earlier|former|20\d\d) (?:one|plan|strategy|document|version|list)\b",
                r"\b(?:brand )?new (?:in|to|since|compared) (?:the|this|its|their) (?:\w+ ){0,2}(?:plan|strategy|one|version|list)\b",
            ),
        ),
        (
            Intent.COMPARISON,
            (
                r"\bcompar\w*",
                r"\bversus\b",
                r"\bvs\b",
                r"\bdifferences? between\b",
                r"\bdiffer(?:s|ed)?\b",
                r"\bset against\b",
                r"\bas against\b",
                r"\bside by side\b",
                r"\bboth .* and\b",
                r"\beach of\b",
                r"\bmore .* than\b",
                rf"{_OF_THEM}",
            ),
        ),
        (
            Intent.DEFINITION,
            (
                r"\bwhat (?:does|do|is|are) .{1,40} (?:stand for|mean|short for)\b",
                r"\bstands? for\b",
                r"\bwhat(?:'s| is) (?:an? |the )?(?-i:[A-Z]{2,8})\b(?!['’]s\b| (?:\w+ly )?(?:\w+ing|got|done|planned|meant to)\b)",
                r"\bmeaning of\b",
                r"\bdefin(?:e|ition)\b",
            ),
        ),
        (Intent.COUNT, (r"\bhow many\b",)),
        (
            Intent.FIGURE,
            (
                r"\bhow much\b",
                r"\bwhat (?:percentage|proportion|share|number|figure|rate|target|baseline|total)\b",
                r"\bpercent\w*",
                r"\bwhat is the (?:target|baseline)\b",
                r"£",
                r"\b(?:cost|budget)\b",
            ),
        ),
        (
            Intent.WHO,
            (
                r"^\W*(?:and |so )?(?:who|whose|which (?:board|group|body|organisation|person|officer|councillor|partner))\b",
                r"\bin charge\b",
                r"\bchair(?:s|ed)?\b",
            ),
        ),
        (Intent.SUMMARY, (r"\bsummar\w*", r"\boverview\b", r"\bin short\b", r"\bbriefly\b", r"\bgist\b", r"\btell me about\b")),
        (
            Intent.LIST,
            (
                r"\blist\b",
                r"\bwhat are\b",
                r"\bwhich\b",
                r"\bname (?:the|all|each|every)\b",
                r"\b(?:sum up|run (?:\w+ )?through|reel off|rattle off|recap)\b[^?.]{0,40}\b(?:priorities|aims|goals|objectives|themes)\b",
                rf"\bwhat (?:were )?(?:the )?(?:{'|'.join(NUMBERS)}|\d\d?) \w+",
                r"\bwhat (?:priorities|objectives|actions|targets|indicators|duties|steps|services|boards|groups)\b",
                r"\ball the\b",
                r"\bwhat (?:does|do|did|will|would|has|have|must) .{1,80}"
                r"\b(?:recommend|propose|include|involve|consist|have to do|get done)\w*\b",
            ),
        ),
        (
            Intent.YES_NO,
            (r"^\W*(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|whether)\b",),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as the later steps use it.

    `standalone` can be read without the conversation; `subject` is what is searched for (scope words left out); `written` are
    the documents' words for its everyday ones; `leans`: it was put together from a message and the question before it; `message` is what
    the asker wrote this time; `request` is the whole list it asks for, as its vector tells; `priority` the id of the priority it names by
    a number; `spelt` its abbreviations as written, each with its full name.
    """

    standalone: str
    subject: str
    written: tuple[str, ...]
    scope: Scope
    intent: Intent
    leans: bool = False
    message: str = ""
    request: Request | None = None
    priority: str | None = None
    spelt: tuple[tuple[str, str], ...] = ()

    @property
    def asked(self) -> str:
        """What pieces are read with: the question, or of one that leans on the question before it what the asker wrote this time: read with
        both, it would be answered by what answered that one."""
        return self.message if self.leans else self.standalone

    @property
    def before(self) -> str:
        """What a question that leans on the one before took from it; nothing of others."""
        return self.standalone.removesuffix(self.message) if self.leans else ""


def understand(question: Question, documents: Sequence[Document], mentions: Callable[[str, Sequence[str]], bool]) -> Understood:
    """Given a question and the documents that its asker may see and limited it to, return how it is to be answered."""
    message = without_page(_with_apostrophes(re.sub(r"\s+", " ", question.message).strip()))
    message = without_uncovered(message, documents, mentions)
    standalone = standalone_of(message, question.history, documents)
    scope = _of_their_years(scope_of(standalone, question.history, documents, mentions), documents)
    subject = subject_of(standalone, documents)
    written = written_for(standalone)
    if standalone == message or not standalone.endswith(message):
        return Understood(standalone, subject, written, scope, intent_of(standalone), message=message)
    written = (*written, *_told(message, question.history))
    return Understood(standalone, subject, written, scope, _leaning_intent(message, standalone), leans=True, message=message)


def _with_apostrophes(message: str) -> str:
    """A message with the apostrophes that were left out of "doesnt" and "whats"."""
    return _SHORTENED.sub(lambda found: f"{found[1]}n't" if found[1] else f"{found[2]}'s", message)


def _told(message: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """What was answered last, where a message points at it ("how much of that"): its first words are the documents' own."""
    answer = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    words = re.sub(r"\[\d+\]|[*_#>-]", " ", answer).strip().split("\n")[0][:LONGEST_TOLD].strip()
    return (words,) if words and _POINTS.search(message) else ()


def _leaning_intent(message: str, standalone: str) -> Intent:
    """What a message that leans on the question before it asks for: its own words say so first."""
    asked = intent_of(message)
    return intent_of(standalone) if asked is Intent.PASSAGE and not _WHY.match(message) else asked


def _of_their_years(scope: Scope, documents: Sequence[Document]) -> Scope:
    """Where several areas are named with years: of each area the documents that a year names, all of them where none does. Where each of
    an area's documents is named by a year of its own, they are set side by side."""
    if not scope.years:
        return scope
    known = {document.id: document for document in documents}
    if len(scope.areas) < 2:
        meant = [set(years_of(known[name])) & set(scope.years) for name in scope.documents]
        apart = len(meant) > 1 and all(meant) and len({known[name].area for name in scope.documents}) == 1
        return replace(scope, several=scope.several or (apart and len(set.union(*meant)) > 1 and not set.intersection(*meant)))
    named = {name: bool(set(years_of(known[name])) & set(scope.years)) for name in scope.documents}
    chosen = {known[name].area for name, is_named in named.items() if is_named}
    kept = tuple(name for name, is_named in named.items() if is_named or known[name].area not in chosen)
    return replace(scope, documents=kept)


def years_of(document: Document) -> tuple[int, ...]:
    """Given a document, return the years by which a question names it: of its period's ends, its title and its publication."""
    period = (document.period.start.year, document.period.end.year) if document.period else ()
    return (*period, *years_named(document.title), *((document.published.year,) if document.published else ()))


def standalone_of(message: str, history: Sequence[Turn], documents: Sequence[Document]) -> str:
    """Given a message and the turns before it, return a question that stands by itself."""
    message = re.sub(r"\s+", " ", message).strip()
    if (named := _with_item(message, history)) != message:
        return named
    if last_question(history) is None:
        return message
    areas = areas_named(message, documents)
    if not (_leans(message, documents) or len(areas) == 1 and _is_switch(message, areas[0])):
        return message
    before = _stood_for(history, documents)
    earlier = areas_named(before, documents)
    switches = len(areas) == 1 and len(earlier) == 1 and (_is_switch(message, areas[0]) or _SAME.search(message))
    if switches and (elsewhere := _asked_elsewhere(before, earlier[0], areas[0], documents)) != before:
        return elsewhere
    if len(areas) == 1 and len(earlier) == 1 and areas != earlier and not _SETS_BESIDE.search(f"{before} {message}"):
        before = _asked_elsewhere(before, earlier[0], areas[0], documents)
    return f"{before.rstrip('?. ')}? {message}"


def _stood_for(history: Sequence[Turn], documents: Sequence[Document]) -> str:
    """The question before, as it was read: "and in Marwick?" is what was asked of the area before. Of a longer chain of questions, the
    first and the last one are enough to read the next with."""
    last = max(place for place, turn in enumerate(history) if turn.role == "user")
    asked = history[last].content
    read = standalone_of(asked, history[:last], documents)
    chain = re.split(r"(?<=\?)\s+", read) if read.endswith(asked) and len(read) > len(asked) else []
    return f"{chain[0]} {chain[-1]}" if len(chain) > 1 else read


def _asked_elsewhere(question: str, here: str, there: str, documents: Sequence[Document]) -> str:
    """A question about one area asked of another. A figure, a count or a change is of its year wherever it is asked."""
    elsewhere = moved(question, here, there)
    if elsewhere == question or intent_of(question) in _OF_THEIR_TIME:
        return elsewhere
    return without_what_only_held_there(elsewhere, *([d for d in documents if d.area == area] for area in (here, there)))


def _leans(message: str, documents: Sequence[Document]) -> bool:
    """Whether a message can only be read with what was said before it."""
    if _LEANS.search(message) or _SAME.search(message):
        return True
    if len(message.split()) >= 5:
        return False
    alone = _ALONE.match(message)
    return alone is None or alone["about"].casefold() in _RELATIVE or bool(areas_named(message, documents))


def _with_item(message: str, history: Sequence[Turn]) -> str:
    """A message that points into the list that was given last ("the second one") with that item in its place."""
    found = _ORDINAL.search(message)
    given = next((turn.content for turn in reversed(history) if turn.role == "assistant"), None)
    if found is None or given is None:
        return message
    items = _items(given)
    place = _ORDINALS.get(found.group(1).casefold(), 0)
    if not items or place >= len(items):
        return message
    return f"{message[: found.start()]}{items[place]}{message[found.end() :]}"


def _items(answer: str) -> list[str]:
    """The items of the list in an answer: its bulleted lines, else what stands between semicolons or commas behind a colon."""
    bare = re.sub(r"\\(.)|\[\d+\]", lambda match: match[1] or "", answer)
    lines = [match[1].strip() for match in re.finditer(r"^\s*(?:[-*•]|\(?\d+[.)])\s+(.+)$", bare, re.M)]
    if len(lines) < 2:
        listed = bare.partition(":")[2].split("\n")[0].rstrip(". ")
        if numbered := re.findall(r"(?<!\w)\d{1,2}[.)]\s+(.+?)(?=\s+\d{1,2}[.)]\s|$)", listed):
            return [item.strip(" ;,") for item in numbered]
        lines = [part.strip() for part in re.split(r";\s*" if ";" in listed else r",\s+(?:and\s+)?|\s+and\s+", listed)]
    return [re.sub(r"^(?:\(?(?:\d+|[A-Z])[.):]?\s+)", "", line) for line in lines if line] if len(lines) > 1 else []


def _is_switch(message: str, area: str) -> bool:
    """Whether a message does no more than name another area ("and in Marwick?"), or asks the same of it ("how many has Marwick got?")."""
    named = rf"(?<!\w){re.escape(area)}(?:['’]?s)?"
    if _SAYS_NO_MORE.issuperset(re.findall(r"[a-z]+", re.sub(rf"{named}(?!\w)", " ", message, flags=re.I).casefold())):
        return True
    return bool(_SWITCH.match(re.sub(rf"{named}\W*(?:plan|council|borough)?\W*$", "", message, flags=re.I)))


def subject_of(text: str, documents: Sequence[Document]) -> str:
    """Given a question, return its words without those that name the scope: area, year, "the plan"."""
    rest = without_areas(text, documents)
    bare = _GENERIC.sub(" ", rest)
    chosen = bare if len(words_of(bare)) >= 2 else rest if words_of(rest) else text
    return re.sub(r"\s+", " ", chosen).strip()


def intent_of(text: str) -> Intent:
    """Given a standalone question, return what it asks for."""
    asked = without_courtesy(text)
    return next((intent for intent, pattern in _INTENTS if pattern.search(asked)), Intent.PASSAGE)
