"""The widget's words: prompts/widget.toml, and a file beside it for each language it was translated into."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from assistant.prompts import FOLDER, listed
from ingest.errors import BadInput

ENGLISH = "en"

_NAMES = re.compile(r"\{([^{}]*)\}")
_LANGUAGE = re.compile(r"widget-([a-z]{2,3})\.toml")

# Every key, with the names in braces that its text may use.
_LOADER = dict.fromkeys("region open opening unavailable unlisted again person contact".split(), "")
_PANEL = {
    **dict.fromkeys(
        "title disclaimer exit exit_hint shift_again close help help_title help_hint back question privacy ask stop go begin next "
        "transcript clear cleared asked looking slow status_answered status_partly_answered status_not_in_documents status_unclear "
        "status_signposted status_declined basis_counted basis_computed basis_absent no_page digest note no_answer empty stopped "
        "replaced cut away gave_up busy off late".split(),
        "",
    ),
    "arrived": "status",
    "looked_in": "titles",
    "unreadable": "page title",
    "page": "page",
    "page_printed": "page label",
    "new_tab": "title",
    "sources": "count",
    "section": "section",
    "paragraph": "paragraph",
    "published": "place",
    "period_over": "period",
    "long": "count most",
    "busy_for": "seconds",
    "busy_minutes": "minutes",
    "failed": "detail",
}
_SECTIONS: Mapping[str, Mapping[str, str]] = {"loader": _LOADER, "panel": _PANEL}


@dataclass(frozen=True, slots=True)
class Words:
    """The widget's strings: `loader` are those that widget.js itself carries, in English; `languages` has all of them by language."""

    loader: Mapping[str, str]
    languages: Mapping[str, Mapping[str, str]]

    def of(self, language: str) -> tuple[str, Mapping[str, str]]:
        """Given a language tag such as "cy-GB", return the language there are words in and those words; English where there are none."""
        base = language.partition("-")[0].lower()
        found = base if base in self.languages else ENGLISH
        return found, self.languages[found]


@cache
def load_words(folder: Path = FOLDER) -> Words:
    """Given the folder of wording files, return the widget's. Raises BadInput naming the file and the key that is wrong."""
    english = _read(folder / "widget.toml")
    missing = [f"{section}.{key}" for section, keys in _SECTIONS.items() for key in keys if key not in english]
    if missing:
        raise _wrong(folder / "widget.toml", missing[0], "its words are missing")
    languages = {ENGLISH: MappingProxyType(english)}
    for file in sorted(folder.glob("widget-*.toml")):
        match = _LANGUAGE.fullmatch(file.name)
        if match is None:
            raise BadInput(f"{file.name} is named after no language; call it widget-cy.toml for Welsh, say.")
        languages[match[1]] = MappingProxyType({**english, **_read(file)})
    return Words(MappingProxyType({key: english[key] for key in _LOADER}), MappingProxyType(languages))


def _read(file: Path) -> dict[str, str]:
    """Given a file, return its words by key, each checked."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    return dict(_entries(file, table))


def _entries(file: Path, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for section, entries in table.items():
        keys = _SECTIONS.get(section)
        if keys is None or not isinstance(entries, dict):
            raise _wrong(file, section, f"there is no such section (there are: {', '.join(_SECTIONS)})")
        for key, text in entries.items():
            if key not in keys:
                raise _wrong(file, f"{section}.{key}", "the widget has no words of this name")
            yield key, _checked(file, f"{section}.{key}", text, keys[key].split())


def _checked(file: Path, key: str, text: object, names: list[str]) -> str:
    if not isinstance(text, str) or not text.strip():
        raise _wrong(file, key, "it has no words")
    if strange := [name for name in _NAMES.findall(text) if name not in names]:
        allowed = listed([f"{{{name}}}" for name in names]) or "none"
        raise _wrong(file, key, f"“{{{strange[0]}}}” is no name it may use (it may use: {allowed})")
    return text


def _wrong(file: Path, key: str, what: str) -> BadInput:
    return BadInput(f"{file.name}, “{key}”: {what}; mend it, or put the shipped file back.")
