"""What is looked at before a question is answered: danger, personal data, instructions, small talk.

Everything here is rules, the same every time, and none needs a model. The rules stand in `prompts/guard.toml`, where an
officer can read them; how a pattern is written is explained there. What makes a document's own words harmless is in `inert`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.areas import areas_in
from assistant.conversation import Status, Turn, last_question
from assistant.patterns import Lexicon, Pattern, PatternError, Patterns, Words, split_list
from assistant.personal import Kind, find_personal, masked
from ingest.errors import BadInput

FILE = Path(__file__).resolve().parent.parent / "prompts" / "guard.toml"
# A message is read whole up to here. Beyond it, its beginning and its end are.
LONGEST = 12_000
# A message for which no rule was found is weighed in parts: sentences, and stretches of so many words of one twice as long.
STRETCH = 14
MOST_PARTS = 12
# A follow-up to an urgent message has at most this many words.
SHORT = 12


class Situation(StrEnum):
    """What somebody may need other people for, most urgent first. Each has words in replies.toml [help] and people in signposts.toml."""

    DANGER = "danger"
    SUICIDE = "suicide"
    SUICIDE_OTHER = "suicide_other"
    SELF_HARM = "self_harm"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHILD_ABUSE = "child_abuse"
    CHILD_ABUSE_OTHER = "child_abuse_other"
    DOMESTIC_ABUSE = "domestic_abuse"
    DOMESTIC_ABUSE_OTHER = "domestic_abuse_other"
    SLAVERY = "slavery"
    TERRORISM = "terrorism"
    THREAT = "threat"
    FRAUD = "fraud"
    VICTIM = "victim"
    HOMELESS = "homeless"
    DRUGS = "drugs"
    REPORT = "report"
    DISTRESS = "distress"
    SERVICE = "service"


TELLS_AND_ASKS = 12  # words
_WHOM = re.compile(r"\b(?:how|who|where|what|which)\b[^.?!]{0,30}\b(?:do|can|should|could|would|shall|must) (?:i|we|you)\b", re.I)
# Whom to turn to in these stands in front of an answer, not in its place, where the message also asks about an area.
LESS_URGENT = frozenset({Situation.VICTIM, Situation.FRAUD, Situation.REPORT, Situation.SERVICE, Situation.HOMELESS, Situation.DRUGS})


class Reason(StrEnum):
    """Why a question is declined. Each has words in replies.toml [declined]."""

    INSTRUCTIONS = "instructions"
    PERSONAL_DATA = "personal_data"
    OPINION = "opinion"
    OFF_TOPIC = "off_topic"
    INSULT = "insult"
    CHIT_CHAT = "chit_chat"


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
        return Status.DECLINED if self.reason else None


@dataclass(frozen=True, slots=True)
class _Rule:
    """One table of the file: patterns, and patterns that speak against them."""

    patterns: Patterns
    unless: Patterns

    def found_in(self, words: Words) -> bool:
        return self.patterns.found_in(words) and not self.unless.found_in(words)


@dataclass(frozen=True, slots=True)
class _Accounts:
    """How to know a sentence in which somebody tells what happens to them, and what it may be about."""

    asking: re.Pattern[str]
    persons: re.Pattern[str]
    policy: re.Pattern[str]
    situations: tuple[tuple[Situation, _Rule], ...]

    def situations_in(self, words: Words) -> list[Situation]:
        if self.policy.search(words.line):
            return []
        told = [sentence for sentence in words.sentences() if not self.asking.match(sentence.line) and self.persons.search(sentence.line)]
        return [situation for situation, rule in self.situations if any(rule.found_in(sentence) for sentence in told)]

    def impersonal(self, words: Words) -> bool:
        """Whether a message is about documents or policy and tells of nobody."""
        return bool(self.policy.search(words.line)) and not self.persons.search(words.line)

    def only_asks(self, words: Words) -> bool:
        """Whether every sentence of a message asks, and none tells of anybody."""
        return not self.persons.search(words.line) and all(self.asking.match(sentence.line) for sentence in words.sentences())

    def asks(self, words: Words, placed: bool) -> bool:
        """Whether a message, which names an area or not, reads as a question about documents, whatever else it tells."""
        if self.policy.search(words.line):
            return True
        told = not placed and self.persons.search(words.line)
        return not told and any(self.asking.match(sentence.line) for sentence in words.sentences())


@dataclass(frozen=True, slots=True)
class Rules:
    """What guard.toml says, compiled."""

    lexicon: Lexicon
    situations: tuple[tuple[Situation, _Rule], ...]
    accounts: _Accounts
    topics: tuple[tuple[Situation, frozenset[str]], ...]
    continues: _Rule
    declined: tuple[tuple[Reason, _Rule, tuple[re.Pattern[str], ...]], ...]
    chat: tuple[tuple[str, re.Pattern[str]], ...]
    insults: re.Pattern[str]
    fillers: re.Pattern[str]
    planted: _Rule
    planted_marks: tuple[re.Pattern[str], ...]
    planted_after: _Rule

    @property
    def chat_kinds(self) -> tuple[str, ...]:
        """The kinds of small talk."""
        return tuple(kind for kind, _ in self.chat)


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
    asks = rules.accounts.asks(words, placed) or placed and _asks_besides(message)
    if situations := _situations(words, rules) or _continued(words, history, rules):
        if placed and LESS_URGENT.issuperset(situations) and _asks_besides(message):
            return Verdict(hidden, kinds, asks=True, beside=situations)
        return Verdict(hidden, kinds, situations, reply=f"help.{situations[0].value}")
    if chat := _small_talk(words, rules):
        return Verdict(hidden, kinds, reason=chat[0], reply=chat[1])
    if reason := _declined(words, message, rules):
        return Verdict(hidden, kinds, reason=reason, reply=f"declined.{reason.value}")
    return Verdict(hidden, kinds, weigh=_unsaid(words, placed, message, history, rules), asks=asks)


def _is_placed(message: str, areas: Collection[str]) -> bool:
    """Whether a message names a council's area, or one that a document is about."""
    return bool(areas_in(message)) or any(re.search(rf"\b{re.escape(area)}\b", message, re.I) for area in areas if area)


def _asks_besides(message: str) -> bool:
    """Whether a message, long enough to tell and to ask, is a question, and not for whom to turn to."""
    return "?" in message and len(message.split()) >= TELLS_AND_ASKS and not _WHOM.search(message)


def _unsaid(words: Words, placed: bool, message: str, history: Sequence[Turn], rules: Rules) -> tuple[str, ...]:
    """What is still to be weighed: nothing of a question about policy or a named area that speaks of nobody; a short cry with what was said
    before."""
    if rules.accounts.impersonal(words) or rules.accounts.only_asks(words) and placed:
        return ()
    parts = _parts(message)
    before = last_question(history)
    if before is not None and len(_spoken(words)) <= SHORT and rules.continues.found_in(words):
        parts.extend(_parts(before))
    return tuple(parts)


_BREAK = re.compile(r"[.?!;:\n]+")


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


def instructions_in(text: str, rules: Rules | None = None) -> tuple[tuple[int, int], ...]:
    """Given a document's text, return the ranges of sentences that read like instructions to a language model, or hold markup.

    A sentence may run over a line's end; one that goes on giving orders behind one that did counts too.
    """
    rules = rules or load_rules()
    found = {span for part in {text, _WRAPPED.sub(" ", text)} for span in _instructing(part, rules)}
    return tuple(_merged(sorted(found)))


_SENTENCE = re.compile(r"[^\s.!?\n][^\n]*?(?:[.!?]+(?=\s|$)|(?=\n|$))")
# A line that goes on in the next.
_WRAPPED = re.compile(r"(?<=[\w,;])\n(?=[a-z(“‘])")


def _instructing(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    _, rule, marks = next(entry for entry in rules.declined if entry[0] is Reason.INSTRUCTIONS)
    before = -1
    for match in _SENTENCE.finditer(text):
        words = rules.lexicon.read(match[0])
        follows = before >= 0 and "\n" not in text[before : match.start()] and rules.planted_after.found_in(words)
        if follows or _instructs(match[0], words, rules, rule, marks):
            before = match.end()
            yield match.span()
        else:
            before = -1


def _instructs(sentence: str, words: Words, rules: Rules, rule: _Rule, marks: tuple[re.Pattern[str], ...]) -> bool:
    signs = any(mark.search(sentence) for mark in (*marks, *rules.planted_marks))
    return signs or rule.found_in(words) or rules.planted.found_in(words)


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _both_ends(message: str) -> str:
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]}\n{message[-LONGEST // 2 :]}"


def _spoken(words: Words) -> list[str]:
    return [word for word in words.line.split() if word not in "^$"]


# Where only these were found, what somebody tells beside them may still be graver.
_MILD = frozenset({Situation.REPORT, Situation.DISTRESS, Situation.SERVICE})


def _situations(words: Words, rules: Rules) -> tuple[Situation, ...]:
    found = [situation for situation, rule in rules.situations if rule.found_in(words)]
    if all(situation in _MILD for situation in found):
        found.extend(rules.accounts.situations_in(words))
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


def _declined(words: Words, message: str, rules: Rules) -> Reason | None:
    for reason, rule, marks in rules.declined:
        if rule.found_in(words) or any(mark.search(message) for mark in marks):
            return reason
    return None


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


@cache
def load_rules(file: Path = FILE) -> Rules:
    """Given the file of rules, return them compiled. Raises BadInput naming the file and what is off."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    try:
        return _rules(table)
    except (KeyError, TypeError, AttributeError, ValueError, re.error) as error:
        raise BadInput(f"{file.name} cannot be used: {_said(error)}; mend it, or put the shipped file back.") from error


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _rules(table: Mapping[str, Any]) -> Rules:
    lists = {name: split_list(phrases) for name, phrases in table["words"].items()}
    lexicon = Lexicon(lists, dict(table["spellings"]), split_list(table["near"]["words"]))
    declined = [
        (Reason(entry["reason"]), _rule(entry, lexicon), tuple(re.compile(mark) for mark in entry.get("marks", ())))
        for entry in table["declined"]
    ]
    situations = tuple((Situation(entry["name"]), _rule(entry, lexicon)) for entry in table["situation"])
    return Rules(
        lexicon=lexicon,
        situations=situations,
        accounts=_accounts(table["account"], lexicon),
        topics=tuple((Situation(name), frozenset(phrase.split()[0] for phrase in lists[words])) for name, words in table["topics"].items()),
        continues=_rule(table["continues"], lexicon),
        declined=tuple(declined),
        chat=tuple((entry["kind"], _phrases(entry["phrases"])) for entry in table["chat"]),
        insults=_phrases(table["insults"]["phrases"]),
        fillers=_phrases(table["fillers"]["phrases"]),
        planted=_rule({"name": "planted", "patterns": table["planted"]["patterns"]}, lexicon),
        planted_marks=tuple(re.compile(mark) for mark in table["planted"]["marks"]),
        planted_after=_rule({"name": "planted", "patterns": table["planted"]["after"]}, lexicon),
    )


def _accounts(table: Mapping[str, Any], lexicon: Lexicon) -> _Accounts:
    asking = "|".join(re.escape(phrase) for phrase in split_list(table["asking"]))
    situations = tuple((Situation(entry["name"]), _rule(entry, lexicon)) for entry in table["situation"])
    return _Accounts(re.compile(rf" \^ (?:{asking}) "), _phrases(table["persons"]), _phrases(table["policy"]), situations)


def _rule(entry: Mapping[str, Any], lexicon: Lexicon) -> _Rule:
    name = entry.get("name") or entry.get("reason") or "continues"
    return _Rule(Patterns(_compiled(name, entry["patterns"], lexicon)), Patterns(_compiled(name, entry.get("unless", ()), lexicon)))


def _compiled(name: str, sources: Sequence[str], lexicon: Lexicon) -> tuple[Pattern, ...]:
    patterns = []
    for source in sources:
        try:
            patterns.append(lexicon.compile(source))
        except PatternError as error:
            raise ValueError(f"the pattern “{source}” of “{name}”: {error}") from error
    return tuple(patterns)


def _phrases(text: str) -> re.Pattern[str]:
    phrases = sorted(split_list(text), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(re.escape(phrase) for phrase in phrases)})(?= )")
