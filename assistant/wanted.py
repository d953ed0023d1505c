"""What a question asks the register for: which kind of entry, about what, and which of a document's entries those are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.request import Request
from assistant.scope import without_what_is_over
from assistant.uncovered import asking_sentences
from assistant.understand import NUMBERS, Intent, Understood
from ingest.documents import Passage
from ingest.lexical import words_of
from ingest.register.entry import Entry, EntryKind

_WHY = re.compile(r"\b(?:why|how come)\b", re.I)
SURE = 0.5  # entries below this confidence are not listed as certain
_KINDS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (EntryKind.INDICATOR, re.compile(r"\b(indicators?|k?pis?|measures? of success|performance measures?|yardsticks?)\b", re.I)),
    (EntryKind.OUTCOME, re.compile(r"\b(outcomes|what will have changed)\b", re.I)),
    (
        EntryKind.PRIORITY,
        re.compile(
            r"\b(priorit(?:y|ies)|objectives|goals|aims|themes|(?:key|thematic|focus) areas"
            r"|(?:every|each) (?:one of (?:the|its|their) )?(?:objective|goal|aim|theme)"
            r"|(?:settled|concentrat\w+|focus(?:es|ing|ed)?|zero(?:es|ing)? in) on"
            r"|(?:main|big|top|key|headline|chief|biggest|important) (?:\w+ )?(?:things?|areas?|issues?|topics?|focus|problems?)"
            r"|(?:which|what|how many) (?:\w+ )?(?:areas|things|topics) .*"
            r"\b(?:work(?:ing)? on|tackl(?:e|ing)|deal(?:ing)? with|cover(?:ing)?)"
            r"|(?:which|what) (?:\w+ )?(?:banners|pillars|strands|headings)"
            r"|set(?:s|ting)? out to (?:tackle|do|achieve|deal with)|matters? most|headings"
            r"|(?:sections|parts|chapters|areas|chunks|buckets|groups) (?:[\w'’]+ ){0,6}"
            r"(?:splits?|splitting|divides?|divided|breaks?|broken|carves?|carved|sorts?|sorted|organis(?:es?|ed)|groups?|grouped)"
            r" (?:[\w'’]+ ){0,5}(?:into|under)"
            r"|(?:decided?|chose|chosen|opted) to (?:go for|go after|prioriti[sz]e|take on)|be working on (?:over|during|for|until)"
            r"|put(?:ting)? first|comes? first|top of (?:the|its|their|[\w ]{1,20}['’]s?) (?:to-do |to do )?(?:list|agenda|pile))\b",
            re.I,
        ),
    ),
    (EntryKind.DUTY, re.compile(r"\b(statutory duties|legal duties|legal obligations|duties)\b", re.I)),
    (EntryKind.ACTION, re.compile(r"\b(actions)\b", re.I)),
)
_LISTED = r"\s+(?:\w+\s+){0,3}(?:priorit|objective|goal|aim|theme|indicator|action|dut|area|thing|topic|heading|commitment|pledge|measure)"
_COUNTED = re.compile(rf"(?<![/–-])\b({'|'.join(NUMBERS)}|[2-9]|1[0-9])\b(?={_LISTED})", re.I)
_ORDINALS = {name: str(place) for place, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_QUOTED = re.compile(r"[“\"]([^”\"“]{4,90})[”\"]")
_ORDINAL_STEMS = frozenset(words_of(" ".join(_ORDINALS)))
_PRIORITY = r"(?:priorit(?:y|ies)|objective|aim|goal|theme|strand|pillar|commitment|pledge|promise)"
_NUMBERED = re.compile(
    rf"\b{_PRIORITY}s? (?:no\.? ?|number )?(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}|one|(?-i:[A-HJ-Z]))\b(?! (?:times|years|months|per))"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,2}}(?=st|nd|rd|th))(?:st|nd|rd|th)? (?:\w+ )?{_PRIORITY}\b",
    re.I,
)
# Whether they may become others, or who is for them, asks for no list of what they are.
_OF_THEM = re.compile(
    r"\b(?:changed|amended|altered|revised|reviewed|updated|replaced)\b"
    r"|\b(?:change|amend|alter|revise|review|update|replace|swap|drop) (?:its|the|their|our|any|these|those|one|some)\b"
    r"|\b(?:people|residents?|(?:the )?public|respondents?|(?:every|any|some)(?:one|body)|locals) (?:\w+ ){0,3}"
    r"(?:(?:dis)?agree[ds]?|support(?:s|ed)?|back(?:s|ed)?|oppose[ds]?|likes?|liked)\b",
    re.I,
)
# What cuts across all priorities is none of them.
_ACROSS = re.compile(
    r"^(?!.*\b(?:leav\w+ out|not|without|except\w*|exclud\w+|other than|beside) (?:the |any )?cross).*"
    r"(?:\bcross[- ]?cutting\b|\bcut(?:s|ting)? (?:right |straight |clean |all )?across\b|\bunderpin)",
    re.I | re.S,
)
_HEADED_ACROSS = re.compile(r"\bcross[- ]?cutting\b", re.I)
_ASKS_ACROSS = re.compile(
    r"\bcross[- ]?cutting\b|\b(?:themes|priorities|aims|objectives|issues|topics)\b[^.?]*\bcut(?:ting)? (?:\w+ )?across\b", re.I
)
_NO_LIST = frozenset({Intent.DEFINITION, Intent.CONTRADICTION, Intent.SUMMARY})
_WHOLE = frozenset({Intent.LIST, Intent.PASSAGE, Intent.COUNT})  # what a whole list may answer, whatever its words
MOST_UNKNOWN = 2  # words of a question that names no kind of entry and is yet taken for one by its vector
FEWEST_ASKED = 5  # words: fewer name a thing, and ask for no list of what measures it
_ONE_THING = re.compile(
    r"^\W*what(?:['’]s| is| was)\b"
    r"|^\W*(?:what|which) (?:average|figure|percentage|number|share|proportion|rate|total|value|level|amount|sum)\b",
    re.I,
)
_OF_ONE = frozenset({Intent.WHO, Intent.FIGURE})  # asked so, a word such as "targets" is about one of them
# How anybody will know that something worked: the measures of it are asked for.
# It works, whoever knows: no work that is done, and none that people do somewhere or with somebody.
_WORKS = (
    r"(?:(?:(?:is|are|was|were|been|be)|\w+['’](?:s|re)) (?:\w+ly )?working|(?:has|have|had) (?:\w+ly )?worked"
    r"|\b(?:if|whether|that|it|this) (?:[\w’',]+ ){0,10}?(?:works|worked|working)"
    r"|\b(?:if|whether) (?:[\w’',]+ ){1,10}?(?<!\bthe )(?<!\bthat )(?<!\bto )(?<!\btheir )(?<!\bour )(?<!\bthis )"
    r"(?<!\bof )(?<!\bfor )(?<!\bat )(?<!\bget )(?<!\bfind )(?<!\bany )(?<!\bdo )work(?=\W*$|[?.,;]))"
    r"(?! (?:is|are|was|were|will|has|have|in|to|at|from|closely|hard|towards|across|near|by|as|under)\b)"
)
_TOLD = (
    r"(?:know|tell|see|judge|(?<!plan )(?<!strategy )(?<!document )(?<!report )say|show|find out|prove|be sure|gauge|assess|work out) "
    r"(?!(?:some|any)(?:one|body)\b|people\b|the (?:police|council)\b|us\b|me\b|them\b|you\b)"
    r"(?!(?:[\w’']+ ){0,3}(?:what|where|who|which|how|when)\b)(?:[\w’',]+ ){0,14}?"
)
_SUCCEEDS = (
    rf"(?:{_WORKS}|pa(?:id|ys|ying) off|(?:do|doing|does|done|did) (?:\w+ )?good|(?:made|make|makes|making) (?:a|any) difference"
    r"|succe(?:ss|ssful|ssfully|ed|eds|eded|eding)|(?:got|get|gets|getting) (?:anywhere|somewhere|results)|com(?:es?|ing) off|winning"
    r"|come off|(?:doing|does|done|did) well|(?:been|be|was|were|is|are) worth it|(?:had|has|have|having) (?:an? |any )?(?:effect|impact))"
)
_COUNTS = (
    r"(?:what|which) (?:\w+ ){0,2}?(?:counts|measures|numbers|figures|yardsticks|signs|tests|data|statistics|offences|crimes|results) "
)
_ASKS_HOW_TOLD = re.compile(
    rf"\b(?:how|by what|what will let|what would let) (?:[\w’']+ ){{1,8}}?{_TOLD}{_SUCCEEDS}\b(?! (?:with|alongside|on|together)\b)"
    # "What would show that it works", "which figures decide whether it has come off": no scheme is asked for that works.
    rf"|\b(?:(?:by|from|on) (?:what|which) (?:\w+ ){{0,2}}|what (?:will|would|does|do|is|are|can|could|might|should) |{_COUNTS})"
    rf"(?:[\w’',]+ ){{0,8}}?(?:to )?(?:tell|tells|know|judge|judges|gauge|see|show|shows|prove|proves|decide|decides|assess|check|say) "
    rf"(?:\w+ ){{0,2}}?(?:if|whether|that) (?:[\w’',]+ ){{0,14}}?{_SUCCEEDS}\b(?:(?<=well)|(?! (?:with|alongside|on|together)\b))",
    re.I,
)
_JUDGED_BY = re.compile(
    r"\b(?:by|against|on|through|with) (?:what|which) (?:\w+ ){0,2}?(?:measures|counts|indicators|figures|numbers|"
    r"yardsticks|tests|offences|crimes)\b[^?]*\b(?:judge[ds]?|measure[ds]?|assess(?:ed)?|track(?:ed)?|held to account|hold)\b",
    re.I,
)
# What comes back about a priority, time and again, is what measures it.
_REPORTED = re.compile(
    r"\b(?:which|what)\b[^?.]{0,80}\b(?:reported|counted|measured|monitored|tracked|watched|come back|comes back|fed back)\b"
    r"[^?.]{0,80}\b(?:quarter|quarterly|month|monthly|year|yearly|annually|regularly)\b",
    re.I,
)
# What a question's vector may ask the register for: the other requests are better answered by passages.
_MEANT = {
    Request.PRIORITIES: EntryKind.PRIORITY,
    Request.OTHERS_PRIORITIES: EntryKind.PRIORITY,
    Request.INDICATORS: EntryKind.INDICATOR,
    Request.INDICATORS_ON: EntryKind.INDICATOR,
}
# Whose list is meant, where it is not the document's own: what the question says, and what the register calls them.
_WHOSE: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\b(mayor|mopac|city hall)\b", re.I), frozenset({"mayor"})),
    (
        re.compile(r"\b(?:police and crime )?commissioner\b", re.I),
        frozenset({"police and crime commissioner", "police, fire and crime commissioner"}),
    ),
    (re.compile(r"\bpolice authority\b", re.I), frozenset({"police authority"})),
    (
        re.compile(
            r"\bcouncil(?:'s|’s)? (?:\w+ ){0,2}(?:plan|delivery|priorit|objective|goals|aims|wider)|\b(?:delivery|corporate) plan", re.I
        ),
        frozenset({"council"}),
    ),
    (
        re.compile(r"\b(previous|last (?:plan|strategy|time)|earlier|old plan|former|predecessor|(?:plan|strategy|one) before)\b", re.I),
        frozenset({"previous"}),
    ),
    (re.compile(r"\b(national|government(?:'s|’s)?|home office)\b", re.I), frozenset({"national", "government"})),
    (re.compile(r"\b(?:community plan|strategic partnership)\b", re.I), frozenset({"local strategic partnership", "community plan"})),
)
# What somebody says of themselves before they ask.
_OF_ASKER = re.compile(r"^\W*(?:i|we)(?:['’](?:m|ve|re|d|ll))?\b[^.?!]*[.!]\s+(?=\S)", re.I)
# The ends of "which areas … cover".
_ENDS = re.compile(
    r"(?:which|what|how many) (?:\w+ )?(?:areas|things|topics) (.*)\b(?:work(?:ing)? on|tackl(?:e|ing)|deal(?:ing)? with|cover(?:ing)?)",
    re.I | re.S,
)
_FLUFF = re.compile(
    r"\b(?:for )?keeping (?:\w+ )?(?:safe|out of harm(?:'s|’s)? way)\b|\bonwards?\b|\bgoing forward\b|\bin total\b"
    r"|\btop(?:s|ping)? the (?:bill|list|agenda|pile|charts?)\b|\bquick(?:ly)?(?: as you can)?\W*$",
    re.I,
)
# Words of such questions that name no topic: what is left limits the list.
_NO_TOPIC = frozenset(
    words_of(
        "priority priorities objectives goals aims themes thematic key areas main things issues topics list all everything name "
        "indicator kpi measure measures success performance yardstick action actions outcome outcomes duty statutory legal "
        "obligations strategic local new old latest total number numbers count one two three four five six seven eight nine ten "
        "eleven twelve years year term period time years up until till by now next then still borough people police cops council "
        "partners residents locals they crime safety safe community own big biggest top headline chief most important overall matter "
        "matters matters promise promised pledge commit committed decide decided choose chose chosen pick picked set settled agree "
        "agreed adopt adopted identify identified keep keeping live tackle deal cover work focus focused focusing concentrate "
        "concentrating go going gonna want wanted try trying aim "
        "over coming plan planned do doing sort have got give tell me us show compare comparison compared difference differ versus both "
        "each more fewer less many change changed moved cut down since before after last previous wot whats please can could you would n "
        "against between another longer shorter longest shortest begin begins began begun start starts started under "
        "handful lot newest current present recent these days nowadays remind ones local section sections part parts chapter chapters "
        "split splits divide divides divided break breaks broken carve carved sort sorts sorted organise organised group grouped em "
        "life course working agenda pile very sits u opted chunk chunks bucket buckets sum recap reel rattle run through off csp "
        "newer long short list lists wants itself themselves fewest altered altering against beside alongside look looks "
        "report reports paper document documents january february march april may june july august september october november december"
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be listed: which kind of entry, the words it is limited to, how many the asker believes there are, and whose
    (None: the document's own). `on_topic`: it is limited to a topic that is better found than matched by its words; `under`: to what
    belongs to the priority of this id; `across`: what cuts across all priorities is asked for."""

    kind: EntryKind
    topic: frozenset[str]
    believed: int | None = None
    whose: frozenset[str] | None = None
    on_topic: bool = False
    under: str | None = None
    across: bool = False


def asked_of(understood: Understood) -> Asked | None:
    """Given what was understood, return what is to be listed, or None where the question asks for no list of the register's."""
    if understood.intent in _NO_LIST or _WHY.search(understood.standalone):
        return None
    told = asks_how_told(understood.standalone) and not understood.leans and not understood.scope.several
    meant = EntryKind.INDICATOR if told else _meant(understood)
    numbered = understood.priority is not None or bool(number_named(understood.standalone))
    text = without_number(understood.standalone) if understood.priority else understood.standalone
    kinds = kinds_named(text)
    count = _COUNTED.search(text)
    believed = (NUMBERS.get(count.group(1).casefold()) or int(count.group(1))) if count else None
    named, whose = _whose(understood.standalone)
    subject = understood.subject if understood.leans else asking_sentences(_OF_ASKER.sub("", understood.subject))
    if understood.priority and kinds in ([], [EntryKind.PRIORITY]) and _REPORTED.search(text):
        return Asked(EntryKind.INDICATOR, frozenset(), whose=whose, under=understood.priority)
    if meant is EntryKind.PRIORITY and not kinds and len(_topic_in(_FLUFF.sub(" ", subject), named)) > MOST_UNKNOWN:
        meant = None  # so many words that such questions do not hold are about something else
    if _ACROSS.search(text):
        return Asked(EntryKind.PRIORITY, frozenset(), believed, whose, across=True) if _ASKS_ACROSS.search(text) else None
    if meant is not None and (told or not kinds or meant in kinds) and (understood.request is not Request.OTHERS_PRIORITIES or whose):
        one = told or understood.request is Request.INDICATORS_ON  # a number of all is none of those on one topic
        return Asked(meant, frozenset(), None if one else believed, whose, one and not understood.priority, understood.priority)
    if not kinds or understood.intent in _OF_ONE or understood.intent is Intent.YES_NO and _OF_THEM.search(text):
        return None
    counted = count.group(1) if count else ""
    # Where no list has numbers, all of it tells which the sixth may be.
    subject = _FLUFF.sub(" ", without_number(subject) if numbered else subject)
    subject = dict(_KINDS)[kinds[0]].sub(_between, subject)  # the words that name the kind limit nothing
    # A question that names itself what is to be listed goes on from the one before, and is not limited to what that was about.
    said = set(words_of(understood.message if understood.leans and kinds_named(understood.message) else subject))
    topic = _topic_in(subject, f"{counted} {named}") & said
    if len(topic & _ORDINAL_STEMS) > 1:
        topic -= _ORDINAL_STEMS  # "first, second and third" are all of them
    return Asked(kinds[0], frozenset(topic), believed, whose, under=understood.priority)


def _between(named: re.Match[str]) -> str:
    """What stands between the words that name a kind of entry, where these are several: "which areas does the action plan cover"."""
    found = _ENDS.fullmatch(named.group())
    return f" {found[1]} " if found is not None else " "


def _topic_in(subject: str, known: str) -> set[str]:
    """The stems of a question's subject that may limit a list: none of those that such questions always hold, and none of what is known."""
    return {stem for stem in words_of(subject) if not stem[0].isdigit()} - _NO_TOPIC - set(words_of(known))


def asks_how_told(text: str) -> bool:
    """Given a question, say whether it asks how anybody will know that something worked."""
    return _ASKS_HOW_TOLD.search(re.sub(r",", "", text)) is not None or _JUDGED_BY.search(text) is not None


def _meant(understood: Understood) -> EntryKind | None:
    """The kind of entry that the question's vector says is to be listed whole, where its form allows for that."""
    if understood.request is None or understood.leans or understood.scope.several or _ONE_THING.search(understood.standalone):
        return None
    if understood.request is Request.INDICATORS_ON and len(understood.standalone.split()) < FEWEST_ASKED:
        return None
    return _MEANT.get(understood.request) if understood.intent in _WHOLE else None


def kinds_named(text: str) -> list[EntryKind]:
    """Given a question, return the kinds of entries that its words name, the one that is meant first."""
    return [kind for kind, pattern in _KINDS if pattern.search(text)]


def _whose(text: str) -> tuple[str, frozenset[str] | None]:
    """The words that say whose list is meant, and what the register calls them; None where it is the document's own. That an earlier plan
    is over says no more than that it is not meant."""
    text = without_what_is_over(text)
    for pattern, names in _WHOSE:
        if found := pattern.search(text):
            return found.group(), names
    return "", None


def number_named(text: str) -> str:
    """Given a question, return the number or letter by which it names a priority ("3", "C"); empty where it names none so."""
    found = _NUMBERED.search(text)
    if found is None:
        return ""
    said = (found["number"] or found["ordinal"]).casefold()
    return "1" if said == "one" else _ORDINALS.get(said) or str(NUMBERS.get(said, said))


def unheld_number(understood: Understood) -> str:
    """Given what was understood, return the number or letter by which it names a priority that was not found, or in several documents;
    empty where it names none so, or the one that was."""
    return "" if understood.priority else number_named(understood.standalone)


def without_number(text: str) -> str:
    """Given a question, return it without the words that name a priority by its number, and without what it puts in quotation marks."""
    return _NUMBERED.sub(" ", _QUOTED.sub(" ", text))


def quoted_in(text: str) -> list[str]:
    """Given a question, return what it puts in quotation marks."""
    return _QUOTED.findall(text)


def stated_count(count: int) -> re.Pattern[str]:
    """Given a count, return what finds a statement that there are so many priorities, objectives, areas and the like."""
    word = next((name for name, number in NUMBERS.items() if number == count), str(count))
    return re.compile(rf"\b(?:{count}|{word})\b{_LISTED}", re.I)


def wanted(entries: Sequence[Entry], asked: Asked) -> list[Entry]:
    """Given a document's entries of one kind and what is asked, return those that answer: of whose list is meant, of one list,
    about the topic."""
    if asked.across:
        return [
            one for one in entries if one.trail and _HEADED_ACROSS.search(one.trail[-1]) and (not asked.whose or one.whose in asked.whose)
        ]
    meant = asked.whose or frozenset({"own"})
    own = [entry for entry in entries if entry.whose in meant and entry.confidence >= SURE]
    if asked.kind is EntryKind.PRIORITY:
        own = [entry for entry in own if not entry.belongs_to] or own
        own = _by_number(_one_list(own))
    if asked.under:
        own = [entry for entry in own if entry.belongs_to == asked.under]
    if asked.topic:
        held = [asked.topic & set(words_of(f"{entry.words} {' '.join(entry.trail)}")) for entry in own]
        whole = asked.topic in held  # where some hold all of the topic, a word of it is not enough
        own = [entry for entry, words in zip(own, held, strict=True) if (words == asked.topic if whole else words)]
    return own


def _by_number(entries: list[Entry]) -> list[Entry]:
    """Priorities that are numbered from one on, by their numbers: cards may stand on a page in any order. Others stay as they are."""
    numbers = [int(number) if (number := entry.fields.get("number", "")).isdigit() else 0 for entry in entries]
    if sorted(numbers) != list(range(1, len(entries) + 1)):
        return entries
    return sorted(entries, key=lambda entry: int(entry.fields["number"]))


def _one_list(entries: Sequence[Entry]) -> list[Entry]:
    """Of several lists of priorities, the one that is numbered, else the one whose count the document states, else the longest."""
    lists: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        numbered = "#" if entry.fields.get("number") else ""
        stated = entry.fields.get("stated_count", "")
        lists[(numbered, stated, "" if numbered else " > ".join(entry.trail))].append(entry)
    if not lists:
        return []

    def rank(item: tuple[tuple[str, ...], list[Entry]]) -> tuple[bool, bool, int]:
        (numbered, stated, _), found = item
        return (bool(numbered) and len(found) > 1, stated == str(len(found)), len(found))

    return max(lists.items(), key=rank)[1]


def holds(passage: Passage, entry: Entry) -> bool:
    """Given a passage and an entry, say whether the entry's words stand in the passage."""
    return any(span.page == part.page and part.start <= span.start < part.end for span in entry.spans for part in passage.spans)
