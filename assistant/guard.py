"""What is looked at before a question is answered: danger, personal data, instructions, small talk.

Everything here is rules, the same every time, and none needs a model. What makes a document's own words harmless is in `inert`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.areas import areas_in
from assistant.conversation import Status, Turn, last_question
from assistant.guard_rules import Reason, Rules, Situation, load_rules
from assistant.patterns import Words
from assistant.personal import Kind, find_personal, masked

# A message is read whole up to here. Beyond it, its beginning and its end are.
LONGEST = 12_000
# A message for which no rule was found is weighed in parts: sentences, and stretches of so many words of one twice as long.
STRETCH = 14
MOST_PARTS = 12
# A follow-up to an urgent message has at most this many words.
SHORT = 12
TELLS_AND_ASKS = 11  # words
_TO_DO = re.compile(
    r"\b(?:how|who|whom|where|what|which \w+)(?: number| line| service)? to\b|\bwhat happens (?:if|when)\b|\bhelp\W*$", re.I
)
_SOMEBODY = re.compile(
    r"\b(?:i|i['’]?(?:m|ve|d|ll)|me|my|mine|myself|we|us|ours?|he|she|him|his|hers?|some(?:one|body)|next door|neighbours?)\b", re.I
)
# What happens tonight, or each night, happens to somebody.
_NOW = re.compile(r"\b(?:tonight|this (?:evening|very)|every (?:single )?(?:night|day)|each night|about to)\b", re.I)
_WHOM = re.compile(r"\b(?:how|who|where|what|which)\b[^.?!]{0,30}\b(?:do|can|should|could|would|shall|must) (?:i|we|you)\b", re.I)
# Whom to turn to in these stands in front of an answer, not in its place, where the message also asks about an area.
LESS_URGENT = frozenset({Situation.VICTIM, Situation.FRAUD, Situation.REPORT, Situation.SERVICE, Situation.HOMELESS, Situation.DRUGS})
# So they do in these where the message asks whom a service is for: who tells of it so calmly looks for that service.
TOLD_OF = frozenset({Situation.DOMESTIC_ABUSE, Situation.DOMESTIC_ABUSE_OTHER})
# Where only these were found, what somebody tells beside them may still be graver.
_MILD = frozenset({Situation.REPORT, Situation.DISTRESS, Situation.SERVICE})
_BREAK = re.compile(r"[.?!;:\n]+")
# Somebody who supposes that something happens, and asks what then; nobody needs to be in danger for it.
_SUPPOSES = re.compile(
    r"^\W*(?:(?:so|ok(?:ay)?|right|and|but|well|now|hi|hello|just) )*(?:say|suppose|supposing|imagine|let['’]?s say|what if|if|were)\b"
    r"(?! (?:nothing|no more|so|something|it|that|this|you|they|a word|hello|hi)\b)",
    re.I,
)
_OF_THEM = re.compile(
    r"\b(?:what|which|how|where|who)\b[^.?!]{0,40}\b(?:they|them|those|these|there|the (?:council|police|partnership|plan|shops?|staff"
    r"|board|scheme|team|service|places?|venues?)|is|are|will|would|does|do|decides?|gets|has|looks|happens)\b",
    re.I,
)
# What is supposed of somebody's own people, or of now, may be happening: then people alone are the answer, unless it names the plan.
_OWN = re.compile(
    r"\bmy (?:ex|husband|wife|partner|boyfriend|girlfriend|mum|mother|dad|father|step\w+|son|daughter|child|kids?|brother|sister)\b"
    r"|\b(?:tonight|again|last (?:night|time|week)|right now)\b",
    re.I,
)
# "My nearest one" tells nothing of who asks.
# What somebody read twice and differently tells nothing of themselves.
_READ_TWO = re.compile(
    r"^\W*(?:but |and |because )?i(?:['’]?ve| have)?(?: just| also)? "
    r"(?:seen|see|saw|found|find|read|heard|got|noticed|keep (?:seeing|finding|reading)) "
    r"(?:[\w’']+ ){0,4}?(?:two|different|both|other|several|conflicting) (?:[\w’']+ ){0,3}?"
    r"(?:dates?|figures?|numbers?|answers?|versions?|totals?|years?|places?|pages?)\W*$",
    re.I,
)
_FIRST_PERSON = re.compile(
    r"\b(?:i(?:['’]?(?:m|ve|ll|d))?|me|(?:my|our)(?! (?:nearest|closest|local|borough|ward|area|part of)\b)|mine|myself|we|us|ours)\b", re.I
)
_THEM = r"(?:(?!(?:i|it|he|she|they|we|you|my|his|her|their|our|some(?:one|body)|any(?:one|body)|no one|nobody)\b)[\w’'-]+ ){1,3}"
# A question that nobody marked as one: what the council or the police are doing.
_ASKS_OF_THEM = re.compile(
    rf"\b(?:is|are|does|do|has|have|will) (?:the )?{_THEM}(?:even|actually|really|ever) [\w’'-]+"
    rf"|\b(?:is|are) (?:the )?{_THEM}(?:doing|bothered)\b"
    r"|\b(?:is|are) (?:it|that|this|they|these) (?:even |really |actually |ever )?"
    r"(?:on|in) (?:the|their|your|any) (?:list|plan|strategy|agenda)\b",
    re.I,
)
_SERVICE = re.compile(
    r"\b(?:would|will|does|do|is|are|can|could)\b[^.?!]{0,60}"
    r"\b(?:scheme|service|provision|project|programme|centre|support (?:place|group|team))\b[^.!]*\?",
    re.I,
)
# How many people were robbed, and not how many pills it takes.
_COUNTS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|then|now) )*how many (?!of (?:us|you)\b)(?:[\w'’-]+ ){1,4}?"
    r"(?:were|was|are|got|get|have been|had been|has been)\b[^.!]*$",
    re.I,
)
_PAPER = re.compile(r"\b(?:plans?|strateg(?:y|ies)|documents?|reports?)\b", re.I)
# Whom what somebody supposes is not to be read to: they may mean it.
_MEANT = frozenset({Situation.SUICIDE, Situation.SUICIDE_OTHER, Situation.SELF_HARM, Situation.DISTRESS})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard makes of a message.

    `masked` is the message without personal data: what may be echoed, logged and stored; `personal` says what kinds it held.
    `situations`, most urgent first, are answered with people to turn to and nothing else. `reason` says why it is declined;
    `reply` is the key of the words for that in replies.toml ("declined.insult", "chat.thanks"), or of the words before the
    people to turn to ("help.danger"). `wordless` means that there is nothing to read.

    Where the rules found nothing, `weigh` holds the words that may still mean that somebody is in need (see `likeness`), and `asks`
    says whether the message also reads as a question about documents. `beside` are situations whose people to turn to stand in front of
    the answer to such a question.
    """

    masked: str
    personal: tuple[Kind, ...] = ()
    situations: tuple[Situation, ...] = ()
    reason: Reason | None = None
    reply: str = ""
    wordless: bool = False
    weigh: tuple[str, ...] = ()
    asks: bool = False
    beside: tuple[Situation, ...] = ()

    @property
    def status(self) -> Status | None:
        """How the answer ends because of this, or None where the question goes on."""
        if self.situations:
            return Status.SIGNPOSTED
        if self.reason is Reason.FORETOLD:
            return Status.NOT_IN_DOCUMENTS
        return Status.DECLINED if self.reason else None


def look(message: str, history: Sequence[Turn] = (), rules: Rules | None = None, areas: Collection[str] = ()) -> Verdict:
    """Given a message, the turns before it and the areas that documents are about, return what the guard makes of it.

    Only the user's own turns are considered: an assistant's turn in a request may be forged.
    """
    rules = rules or load_rules()
    personal = find_personal(message)
    kinds = tuple(dict.fromkeys(found.kind for found in personal))
    hidden = masked(message) if personal else message
    words = rules.lexicon.read(_both_ends(message))
    if not _spoken(words):
        return Verdict(hidden, kinds, wordless=True)
    placed = _is_placed(message, areas)
    asks = rules.accounts.asks(words, placed or _goes_on(message, history, areas)) or placed and _asks_besides(message)
    asks = asks or _supposes_of_others(message)
    found = () if _goes_on_with_a_copy(words, history, rules) else _situations(words, rules)
    found = () if _MEANT.isdisjoint(found) and _counts_people(message) else found
    if situations := found or _continued(words, history, rules):
        if _supposes(situations, message) or placed and _is_answered_too(situations, words, message, rules):
            return Verdict(hidden, kinds, asks=True, beside=situations)
        return Verdict(hidden, kinds, situations, reply=f"help.{situations[0].value}")
    if chat := _small_talk(words, rules):
        return Verdict(hidden, kinds, reason=chat[0], reply=chat[1])
    if reason := _declined(words, message, history, rules):
        return Verdict(hidden, kinds, reason=reason, reply=f"declined.{reason.value}")
    return Verdict(hidden, kinds, weigh=_unsaid(words, placed, message, () if asks else history, rules), asks=asks)


def _is_placed(message: str, areas: Collection[str]) -> bool:
    """Whether a message names a council's area, or one that a document is about."""
    return bool(areas_in(message)) or any(re.search(rf"\b{re.escape(area)}\b", message, re.I) for area in areas if area)


def _goes_on(message: str, history: Sequence[Turn], areas: Collection[str]) -> bool:
    """Whether a message that tells nothing of its own asker comes after questions of which one named an area: it goes on with that."""
    named = any(turn.role == "user" and _is_placed(turn.content, areas) for turn in history)
    return named and _FIRST_PERSON.search(message) is None


def _goes_on_with_a_copy(words: Words, history: Sequence[Turn], rules: Rules) -> bool:
    """Whether whoever asks how to reach somebody had asked for a document in another form just before: they report nothing."""
    before = last_question(history)
    if before is None or _situations(words, rules) != (Situation.REPORT,):
        return False
    return dict(rules.situations)[Situation.REPORT].unless.found_in(rules.lexicon.read(_both_ends(before)))


def _counts_people(message: str) -> bool:
    """Whether a message asks how many somebody were to whom something happened, and tells of nobody near."""
    return _COUNTS.match(message) is not None and not (_FIRST_PERSON.search(message) or _OWN.search(message) or _NOW.search(message))


def _is_answered_too(situations: Sequence[Situation], words: Words, message: str, rules: Rules) -> bool:
    """Whether a message with such situations asks about documents as well. A service of the council's own is none of a plan's."""
    if tuple(situations) == (Situation.SERVICE,):
        return False
    if LESS_URGENT.issuperset(situations) or TOLD_OF.issuperset(situations) and _asks_of_a_service(message):
        return _asks_besides(message) or _asks_of_others(words, message, rules)
    return _asks_of_others(words, message, rules)


def _asks_of_a_service(message: str) -> bool:
    """Whether a message asks what a service does, or for whom it is, and tells of nothing that happens now."""
    return _SERVICE.search(message) is not None and not _NOW.search(message)


def _asks_of_others(words: Words, message: str, rules: Rules) -> bool:
    """Whether a message, long enough to tell, does nothing but ask, speaks of nobody in need of something and of nothing that happens now,
    and does not ask what to do: it is about what is done for people."""
    asks = all(rules.accounts.asking.match(sentence.line) for sentence in words.sentences())
    return asks and len(message.split()) >= TELLS_AND_ASKS and not any(said.search(message) for said in (_SOMEBODY, _TO_DO, _NOW))


def _supposes(situations: Sequence[Situation], message: str) -> bool:
    """Whether a message, long enough to tell, supposes something and asks what others do then; never where somebody may mean to die, or
    where it may be happening."""
    if not _MEANT.isdisjoint(situations) or len(message.split()) < TELLS_AND_ASKS or not _SUPPOSES.match(message):
        return False
    happens = _OWN.search(message) is not None and _PAPER.search(message) is None
    return not happens and bool(_OF_THEM.search(message)) and not (_WHOM.search(message) or _TO_DO.search(message))


def _supposes_of_others(message: str) -> bool:
    """Whether a message, long enough to tell, supposes something of somebody else than its asker and asks what others do then."""
    own = _FIRST_PERSON.search(message) or _OWN.search(message) or _WHOM.search(message) or _TO_DO.search(message)
    return len(message.split()) >= TELLS_AND_ASKS and not own and bool(_SUPPOSES.match(message) and _OF_THEM.search(message))


def _asks_besides(message: str) -> bool:
    """Whether a message, long enough to tell and to ask, is a question, and not for whom to turn to."""
    asks = "?" in message or _ASKS_OF_THEM.search(message) is not None
    return asks and len(message.split()) >= TELLS_AND_ASKS and not (_WHOM.search(message) or _TO_DO.search(message))


def _unsaid(words: Words, placed: bool, message: str, history: Sequence[Turn], rules: Rules) -> tuple[str, ...]:
    """What is still to be weighed: nothing of a question about policy or a named area that speaks of nobody; a short cry, and no question,
    with what was said before."""
    if rules.accounts.impersonal(words) or rules.accounts.only_asks(words) and placed:
        return ()
    parts = [part for part in _parts(message) if not _READ_TWO.match(part)]
    before = last_question(history)
    if before is not None and len(_spoken(words)) <= SHORT and rules.continues.found_in(words):
        parts.extend(_parts(before))
    return tuple(parts)


def _parts(message: str) -> list[str]:
    """A message's sentences, long ones in stretches that overlap: among other words, one vector of it all would lose what matters.

    Of a message in many, those at its end and its beginning.
    """
    parts: list[str] = []
    for sentence in _BREAK.split(_both_ends(message)):
        words = sentence.split()
        starts = range(0, max(len(words) - STRETCH // 2, 1), STRETCH // 2) if len(words) > 2 * STRETCH else (0,)
        size = STRETCH if len(words) > 2 * STRETCH else len(words)
        parts.extend(" ".join(words[start : start + size]) for start in starts if words)
    parts = list(dict.fromkeys(parts))
    return parts if len(parts) <= MOST_PARTS else [*parts[: MOST_PARTS // 2], *parts[-MOST_PARTS // 2 :]]


def _both_ends(message: str) -> str:
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]}\n{message[-LONGEST // 2 :]}"


def _spoken(words: Words) -> list[str]:
    return [word for word in words.line.split() if word not in "^$"]


def _situations(words: Words, rules: Rules) -> tuple[Situation, ...]:
    found = [situation for situation, rule in rules.situations if rule.found_in(words)]
    if all(situation in _MILD for situation in found):
        # Whom to tell of bins that nobody emptied is the service, and not the police.
        told = rules.accounts.situations_in(words)
        found = [*found, *(situation for situation in told if not (situation is Situation.REPORT and Situation.SERVICE in found))]
    if Situation.REPORT in found:
        found.extend(situation for situation, topic in rules.topics if not topic.isdisjoint(words.held))
    return tuple(sorted(set(found), key=list(Situation).index))


def _continued(words: Words, history: Sequence[Turn], rules: Rules) -> tuple[Situation, ...]:
    """A short cry after an urgent message is answered like that message."""
    before = last_question(history)
    if before is None or len(_spoken(words)) > SHORT or not rules.continues.found_in(words):
        return ()
    found = _situations(rules.lexicon.read(_both_ends(before)), rules)
    return found if found and found[0] not in (Situation.REPORT, Situation.SERVICE) else ()


def _declined(words: Words, message: str, history: Sequence[Turn], rules: Rules) -> Reason | None:
    grounds = (ground for ground in rules.declined if (history or not ground.follows) and ground.found_in(words, message))
    return next((ground.reason for ground in grounds), None)


def _small_talk(words: Words, rules: Rules) -> tuple[Reason, str] | None:
    """Small talk and insults count only where nothing else is left of the message."""
    line = " " + " ".join(_spoken(words)) + " "
    heard: list[str] = []
    for kind, phrases in rules.chat:
        line, times = phrases.subn(" ", line)
        if times:
            heard.append(kind)
    left, insults = rules.insults.subn(" ", line)
    if rules.fillers.sub(" ", left).strip():
        return None
    if insults:
        return Reason.INSULT, "declined.insult"
    # A greeting before something else is only a greeting.
    kinds = [kind for kind in heard if kind != "hello"] or heard
    return (Reason.CHIT_CHAT, f"chat.{kinds[-1]}") if kinds else None
