"""Sentences of ours in files that an officer can edit: `prompts/findings.toml`, `questioning.toml` and `briefing.toml`.

Each file holds sections of keys, each a sentence with names in braces. Which keys a file must hold, and which names each may use,
is fixed by whoever asks for them; a wrong file is refused, naming the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInput

FOLDER = Path(__file__).resolve().parents[2] / "prompts"
_NAMES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one file, by "section.key"."""

    file: str
    sentences: Mapping[str, str]

    def say(self, key: str, values: Mapping[str, object] | None = None) -> str:
        """Given a key and what stands for the names in braces, return the sentence. Raises KeyError for an unknown key or name."""
        given = values or {}
        return _NAMES.sub(lambda match: str(given[match[1]]), self.sentences[key])


def load_wording(file: Path, allowed: Mapping[str, str]) -> Wording:
    """Given a file, and for each key that it must hold the names that its sentence may use, return its sentences. Raises BadInput."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    sentences: dict[str, str] = {}
    for section, entries in tables.items():
        if not isinstance(entries, dict):
            raise _wrong(file, section, "it stands outside a section")
        for name, text in entries.items():
            key = f"{section}.{name}"
            if key not in allowed:
                raise _wrong(file, key, "nothing asks for a sentence of this name")
            sentences[key] = _checked(file, key, text, allowed[key].split())
    if missing := sorted(allowed.keys() - sentences.keys()):
        raise _wrong(file, missing[0], "its sentence is missing")
    return Wording(file.name, sentences)


def _checked(file: Path, key: str, text: object, names: list[str]) -> str:
    if not isinstance(text, str) or not text.strip():
        raise _wrong(file, key, "it has no words")
    if unknown := [name for name in _NAMES.findall(text) if name not in names]:
        can = ", ".join(f"{{{name}}}" for name in names) or "none"
        raise _wrong(file, key, f"“{{{unknown[0]}}}” is no name it may use (it may use: {can})")
    if set("{}") & set(_NAMES.sub("", text)):
        raise _wrong(file, key, "a brace is not closed, or was never opened")
    return text


def _wrong(file: Path, key: str, what: str) -> BadInput:
    return BadInput(f"{file.name}, “{key}”: {what}; mend it, or put the shipped file back.")
