"""A data file of words that an officer may edit: read and checked in one way, so that a wrong one is refused at start-up by its name."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from ingest.errors import BadInput

_KINDS: dict[type, str] = {str: "text", list: "list of texts", dict: "table"}


def read_words(file: Path, keys: dict[str, type] | Collection[str]) -> dict[str, Any]:
    """Given a TOML file and the keys it must hold, each with what stands there (str, list of str, dict; names alone: a list), return it.

    Raises BadInput naming the file, and the line or key that is off.
    """
    wanted = keys if isinstance(keys, dict) else dict.fromkeys(keys, list)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    for key, kind in wanted.items():
        value = table.get(key)
        if not isinstance(value, kind) or isinstance(value, list) and not all(isinstance(one, str) for one in value):
            raise BadInput(f"{file.name} cannot be used: “{key}” is missing or no {_KINDS[kind]}; mend it, or put the shipped file back.")
    return table
