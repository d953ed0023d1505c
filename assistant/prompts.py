"""The words that are ours: standing replies and the people to turn to, loaded and checked when the server starts.

`prompts/replies.toml` holds every sentence of an answer that no document wrote, `prompts/signposts.toml` everybody that somebody can be
told to call. Which keys there are and which names in braces each may use is fixed here; a wrong file is refused, naming the
file and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.conversation import Audience, Signpost, Status
from assistant.guard_rules import Reason, Situation, load_rules
from ingest.errors import BadInput

FOLDER = Path(__file__).resolve().parent.parent / "prompts"
# An entry of signposts.toml that was checked longer ago than this is named at start-up.
STALE_DAYS = 365
LOCAL = "signposts-local.toml"

_NAMES = re.compile(r"\{([^{}]*)\}")
_AUDIENCES = frozenset(audience.value for audience in Audience)

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# Keys of replies.toml by section, each with the names in braces that its text may use.
_KEYS: Mapping[str, Mapping[str, str]] = {
    "nothing": {
        "found": "searched",
        "area": "area areas",
        "period": "year periods",
        "period_of": "year periods area",
        "year": "year",
        "place": "place searched",
        "subject": "subject searched",
        "no_documents": "",
    },
    "searched": {"one": "title", "some": "titles", "many": "count", "chosen": "count"},
    "unclear": {"short": "", "about": "", "many": "count most"},
    "note": {
        "period_over": "period title",
        "period_over_of": "period title",
        "digest": "title",
        "reference_note": "title",
        "language": "",
    },
    "worry": {"alone": "", "beside": ""},
    "fallback": dict.fromkeys(("slow", "broken", "over_limit", "malformed", "refused", "unsupported"), ""),
    "lead": {
        "list": "whose count kind",
        "list_some": "whose count all kind",
        "list_across": "whose count",
        "list_of": "whose count kind others",
        "none_such": "whose number kind",
        "aside": "",
        "list_no_priority": "count",
        "part": "count kind",
        "part_first": "count kind shown",
        "summary": "whose",
        "passage": "whose",
    },
    "others": dict.fromkeys(
        (
            "mayor",
            "police_and_crime_commissioner",
            "police_fire_and_crime_commissioner",
            "national",
            "council",
            "police_authority",
            "police",
            "previous",
            "local_strategic_partnership",
            "community_plan",
            "residents",
            "other",
        ),
        "",
    ),
    "yes_no": {"yes": "whose", "correct": "whose stated asked"},
    "owned": {"some": "whose count all kind owners", "one": "whose all kind owners"},
    "late": {
        "some": "whose count kind day",
        "one": "whose day",
        "more": "others",
        "done": "done",
        "none": "whose all kind day",
    },
    "rated": {
        "some": "whose count all kind marks",
        "one": "whose all kind marks",
        "unmarked": "whose count all kind",
        "none": "whose all kind",
    },
    "comparison": {
        "row": "whose",
        "far": "whose",
        "other_words": "whose",
        "not_mentioned": "",
        "mentions": "count all topic",
        "targets": "count all topic",
    },
    "change": {
        "lead": "earlier later",
        "kept": "",
        "renamed": "",
        "dropped": "",
        "new": "",
    },
    "contradiction": {"lead": "whose", "between": "", "reading": "place", "two_figures": "whose first second"},
    "absent": {
        "area": "area",
        "does_not_say": "whose topic looked_in",
        "no_entries": "whose topic kind looked_in",
        "listed": "kind",
        "all_have": "whose count kind what",
        "none_have": "whose count kind what",
        "none_about_have": "whose count kind topic what",
        "some_lack": "whose count lacking kind what",
        "one_lacks": "whose count kind what",
        "some_have": "whose count having kind what",
        "one_has": "whose count kind what",
        "half_target": "count",
        "half_target_one": "",
        "half_by_when_one": "",
        "half_by_when": "count",
        "parts": "parts",
    },
    "whose": {"area_title": "area title", "title": "title", "part": "whose part", "about": "whose topic"},
    "fields": dict.fromkeys("target baseline owner period current who by_when indicator".split(), ""),
    "kinds": dict.fromkeys(
        "priority priorities duty duties indicator indicators action actions outcome outcomes figure figures body bodies term "
        "terms passage passages "
        "item items part parts".split(),
        "",
    ),
    "suggest": {"priorities": "area", "about": "title topic", "list": "kind title"},
}


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of signposts.toml. `verified` is the day it was last checked at `source`; None: not yet."""

    id: str
    name: str
    contact: str
    when: str
    situations: frozenset[Situation]
    source: str
    verified: date | None

    @property
    def signpost(self) -> Signpost:
        """What is shown of it."""
        return Signpost(self.name, self.contact, self.when)


@dataclass(frozen=True, slots=True)
class Prompts:
    """Everything that was loaded. `warnings` are sentences for whoever starts the server."""

    replies: Mapping[str, Mapping[Audience, str]]
    contacts: tuple[Contact, ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def say(self, key: str, audience: Audience, values: Mapping[str, object] | None = None) -> str:
        """Given a key such as "lead.list", an audience and what stands for the names in braces, return the sentence.

        Raises KeyError where there is no such key, or a name in its text was given no value.
        """
        given = values or {}
        return _NAMES.sub(lambda match: str(given[match[1]]), self.replies[key][audience])

    def status(self, status: Status, audience: Audience) -> str:
        """Given how an answer ended and for whom it is, return the words for it."""
        return self.say(f"status.{status.value}", audience)

    def number(self, count: int) -> str:
        """Given a count, return it as it is written in a sentence: up to ten as a word."""
        return _WORDS[count] if 0 <= count < len(_WORDS) else str(count)

    def kind(self, kind: str, count: int, audience: Audience) -> str:
        """Given a kind of entry ("duty"), how many, and an audience, return the word for so many ("duties")."""
        return self.say(f"kinds.{kind if count == 1 else _PLURALS.get(kind, kind + 's')}", audience)

    def whose(self, area: str | None, title: str) -> str:
        """Given a document's area and title, return how a sentence calls it. The area is left out where the title names it."""
        if area and area.casefold() not in title.casefold():
            return self.say("whose.area_title", Audience.RESIDENT, {"area": area, "title": title}).replace("s's ", "s' ", 1)
        return self.say("whose.title", Audience.RESIDENT, {"title": title})

    def others(self, whose: str) -> str:
        """Given whose a list is, as the register calls it ("police authority"), return how a sentence does."""
        key = f"others.{whose.replace(',', '').replace(' ', '_')}"
        return self.say(key if key in self.replies else "others.other", Audience.RESIDENT)

    def searched(self, titles: Sequence[str], chosen: bool = False) -> str:
        """Given the titles of the documents that were searched, and whether the asker chose them, return how a sentence names them."""
        if len(titles) == 1:
            return self.say("searched.one", Audience.RESIDENT, {"title": titles[0]})
        if len(titles) <= 3 and titles:
            return self.say("searched.some", Audience.RESIDENT, {"titles": listed(titles)})
        return self.say("searched.chosen" if chosen else "searched.many", Audience.RESIDENT, {"count": len(titles)})

    def language(self, code: str) -> str:
        """Given a language, return the sentence in it that answers come in English; in English where there is none in it."""
        return self.languages.get(code) or self.say("note.language", Audience.RESIDENT)

    def signposts(self, situations: Iterable[Situation], most: int = 6) -> tuple[Signpost, ...]:
        """Given situations, most urgent first, return at most so many people to turn to, those of the first situation first."""
        found: dict[str, Signpost] = {}
        for situation in situations:
            found.update(
                {contact.id: contact.signpost for contact in self.contacts if situation in contact.situations and contact.id not in found}
            )
        return tuple(found.values())[:most]


_PLURALS = {"priority": "priorities", "duty": "duties", "body": "bodies"}


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Given parts, return them as a sentence lists them: "a, b and c"."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


@cache
def load_prompts(folder: Path = FOLDER, today: date | None = None) -> Prompts:
    """Given the folder of wording files, return what they hold. Raises BadInput naming the file and the key that is wrong."""
    rules = load_rules(folder / "guard.toml")
    file = folder / "replies.toml"
    table = _read(file)
    languages = table.pop("languages", None)
    if not isinstance(languages, dict) or not all(isinstance(text, str) and text.strip() for text in languages.values()):
        raise _wrong(file, "languages", "it must be a table of languages, each with one sentence")
    replies = _replies(file, table, _keys(rules.chat_kinds))
    contacts = _contacts(folder)
    warnings = tuple(_stale(contacts, today or date.today()))
    return Prompts(MappingProxyType(replies), contacts, MappingProxyType(dict(languages)), warnings)


def _keys(chat: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every key that replies.toml must hold, with the names its text may use."""
    sections: dict[str, Mapping[str, str]] = {
        **_KEYS,
        "status": dict.fromkeys((status.value for status in Status), ""),
        "declined": dict.fromkeys((reason.value for reason in Reason), ""),
        "help": dict.fromkeys((situation.value for situation in Situation), ""),
        "chat": dict.fromkeys(chat, ""),
    }
    return {f"{section}.{key}": frozenset(names.split()) for section, keys in sections.items() for key, names in keys.items()}


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error


def _wrong(file: Path, key: str, what: str) -> BadInput:
    return BadInput(f"{file.name}, “{key}”: {what}; mend it, or put the shipped file back.")


def _replies(file: Path, table: Mapping[str, Any], keys: Mapping[str, frozenset[str]]) -> dict[str, Mapping[Audience, str]]:
    found: dict[str, Mapping[Audience, str]] = {}
    for section, entries in table.items():
        if not isinstance(entries, dict):
            raise _wrong(file, section, "it stands outside a section")
        for name, value in entries.items():
            key = f"{section}.{name}"
            if key not in keys:
                raise _wrong(file, key, "there is no reply of this name")
            found[key] = _reply(file, key, value, keys[key])
    if missing := sorted(keys.keys() - found.keys()):
        raise _wrong(file, missing[0], "its words are missing")
    return found


def _reply(file: Path, key: str, value: object, names: frozenset[str]) -> Mapping[Audience, str]:
    texts: Any = {"resident": value} if isinstance(value, str) else value
    if not isinstance(texts, dict) or "resident" not in texts or not texts.keys() <= _AUDIENCES:
        raise _wrong(file, key, "it must be a text, or one for resident and, where they differ, for officer and councillor")
    if key.startswith("status.") and texts.keys() != _AUDIENCES:
        raise _wrong(file, key, "a status needs words of its own for resident, officer and councillor")
    for text in texts.values():
        _checked(file, key, text, names)
    words: dict[Audience, str] = {audience: str(texts.get(audience.value, texts["resident"])) for audience in Audience}
    return MappingProxyType(words)


def _checked(file: Path, key: str, text: object, names: frozenset[str]) -> None:
    if not isinstance(text, str) or not text.strip():
        raise _wrong(file, key, "it has no words")
    if unknown := [name for name in _NAMES.findall(text) if name not in names]:
        allowed = listed([f"{{{name}}}" for name in sorted(names)]) or "none"
        raise _wrong(file, key, f"“{{{unknown[0]}}}” is no name it may use (it may use: {allowed})")
    if "{" in _NAMES.sub("", text) or "}" in _NAMES.sub("", text):
        raise _wrong(file, key, "a brace is not closed, or was never opened")


def _contacts(folder: Path) -> tuple[Contact, ...]:
    shipped = _entries(folder / "signposts.toml")
    local = _entries(folder / LOCAL) if (folder / LOCAL).exists() else ()
    replaced = {contact.id for contact in local}
    kept = [contact for contact in shipped if contact.id not in replaced]
    # 999 stays first: an authority's own line is of no use to somebody in danger.
    first = [contact for contact in kept if contact.id.startswith("999")]
    contacts = (*first, *local, *(contact for contact in kept if contact not in first))
    for situation in Situation:
        if not any(situation in contact.situations for contact in contacts):
            raise _wrong(folder / "signposts.toml", situation.value, "nobody is named for this situation")
    return contacts


def _entries(file: Path) -> tuple[Contact, ...]:
    entries = _read(file).get("signpost")
    if not isinstance(entries, list) or not entries:
        raise _wrong(file, "signpost", "it needs at least one [[signpost]]")
    contacts = tuple(_contact(file, number, entry) for number, entry in enumerate(entries, start=1))
    ids = [contact.id for contact in contacts]
    if repeated := [id for id in ids if ids.count(id) > 1]:
        raise _wrong(file, repeated[0], "two entries have this id")
    return contacts


_TEXTS = ("id", "name", "contact", "when", "source")


def _contact(file: Path, number: int, entry: Mapping[str, Any]) -> Contact:
    name = f"signpost {entry.get('id', number)}"
    if unknown := entry.keys() - {*_TEXTS, "for", "verified"}:
        raise _wrong(file, name, f"“{sorted(unknown)[0]}” is no key of a signpost")
    if lacking := [key for key in _TEXTS if not isinstance(entry.get(key), str) or not entry[key].strip()]:
        raise _wrong(file, name, f"“{lacking[0]}” has no words")
    verified = entry.get("verified")
    if verified is not None and type(verified) is not date:
        raise _wrong(file, name, "“verified” must be a day, such as 2026-11-21")
    situations = entry.get("for")
    if not isinstance(situations, list) or not situations:
        raise _wrong(file, name, "“for” must list situations")
    known = {situation.value for situation in Situation}
    if strange := [value for value in situations if value not in known]:
        raise _wrong(file, name, f"“{strange[0]}” is no situation (there are: {', '.join(sorted(known))})")
    return Contact(
        id=entry["id"],
        name=entry["name"],
        contact=entry["contact"],
        when=entry["when"],
        situations=frozenset(map(Situation, situations)),
        source=entry["source"],
        verified=verified,
    )


def _stale(contacts: Iterable[Contact], today: date) -> Iterable[str]:
    for contact in contacts:
        if contact.verified is None:
            yield f"The signpost “{contact.name}” was never checked: check it at {contact.source} and set `verified`."
        elif (today - contact.verified).days > STALE_DAYS:
            day = f"{contact.verified.day} {contact.verified:%B %Y}"
            yield f"The signpost “{contact.name}” was last checked on {day}: check it at {contact.source} and change `verified`."
