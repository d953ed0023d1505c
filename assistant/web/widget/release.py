"""The widget's files as they are served: a release has a version, and each of its files the hash that a page can pin.

The version is a digest of all files, so a file under a version never changes and may be cached for good. Releases that this
index was served with before are kept in its folder: a page that pins one works on after an upgrade.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Self

import structlog

from assistant.web.widget.words import Words, load_words

LOADER = "widget.js"
# What the loader's source says where the rest of its release is filled in.
RELEASE = "__RELEASE__"
LAUNCHER = "launcher.css"
# Read by the chat page as well.
SHARED = ("stream.js",)
MEDIA_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}

_VERSION = re.compile(r"[0-9a-f]{12}")
_NAME = re.compile(r"[a-z]+\.(?:js|css)")

log = structlog.get_logger()


@dataclass(frozen=True)
class File:
    """One file of a release."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        """What the file is served as."""
        return MEDIA_TYPES[self.name.rpartition(".")[2]]

    @cached_property
    def integrity(self) -> str:
        """The hash that a page pins, as its `integrity` attribute has it."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.content).digest()).decode()

    @cached_property
    def packed(self) -> bytes:
        """The content as gzip."""
        return gzip.compress(self.content, 9, mtime=0)


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the widget, and its files by name."""

    version: str
    files: Mapping[str, File]

    @property
    def loader(self) -> File:
        """The file that a page embeds."""
        return self.files[LOADER]


def release_of(words: Words) -> Release:
    """Given the widget's words, return the release of the sources as they are."""
    sources = _sources()
    loader, style = sources.pop(LOADER), sources.pop(LAUNCHER)
    digest = hashlib.sha256()
    for part in (loader, style, json.dumps(dict(words.loader)), *(f"{name}\n{text}" for name, text in sorted(sources.items()))):
        digest.update(part.encode() + b"\0")
    version = digest.hexdigest()[:12]
    rest = {name: File(name, text.encode()) for name, text in sources.items()}
    filled = {
        "version": version,
        "style": _without_remarks(style),
        "words": dict(words.loader),
        "files": {name: file.integrity for name, file in sorted(rest.items())},
    }
    bare = re.sub(r"^\s*//.*\n", "", loader, flags=re.M)
    whole = File(LOADER, bare.replace(RELEASE, json.dumps(filled, ensure_ascii=False)).encode())
    return Release(version, MappingProxyType({**rest, LOADER: whole}))


class Releases:
    """The release of now, and those that were served before."""

    def __init__(self, current: Release, folder: Path) -> None:
        """`folder` is where releases are kept."""
        self.current = current
        self._folder = folder

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Given the folder that releases are kept in, return them, that of now added. Raises BadInput where the words are wrong."""
        found = cls(release_of(load_words()), folder)
        try:
            found._keep()
        except OSError as error:
            log.warning("widget", detail=f"This release of the widget is not kept for later: {error.strerror}.")
        return found

    def file(self, version: str, name: str) -> File | None:
        """Given a version and a name, return that file; None where no such release was ever served here."""
        if version == self.current.version:
            return self.current.files.get(name)
        path = self._folder / version / name
        if not _VERSION.fullmatch(version) or not _NAME.fullmatch(name) or not path.is_file():
            return None
        return File(name, path.read_bytes())

    def _keep(self) -> None:
        kept = self._folder / self.current.version
        kept.mkdir(parents=True, exist_ok=True)
        for name, file in self.current.files.items():
            if not (kept / name).exists():
                half = kept / f".{name}"
                half.write_bytes(file.content)
                half.replace(kept / name)


def _sources() -> dict[str, str]:
    folder = files("assistant.web")
    ours = {file.name: file.read_text("utf-8") for file in folder.joinpath("widget", "source").iterdir()}
    return ours | {name: folder.joinpath("assets", name).read_text("utf-8") for name in SHARED}


def _without_remarks(style: str) -> str:
    return re.sub(r"\s*\n\s*", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.S)).strip()
