"""catalogue.toml -> Documents; for a file with no entry, what can be read from its name.

    [[document]]
    id = "example-2021-digest"
    title = "Digest: Community Safety Strategy 2021-24"
    file = "example-2021-digest.pdf"
    period = "2021-24"
    digest_of = "example-2021"

A file named `example-2021.pdf` (or another format) beside it is that published document, and takes over the entry.

How a period may be written stands in `period_label`.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NoReturn, TypeVar

from ingest.documents import Access, Document, Period, Source
from ingest.errors import CatalogueError
from ingest.period_label import period_of
from ingest.readers.format import SUFFIXES, suffix_format

CATALOGUE = "catalogue.toml"

_REQUIRED = ("id", "title", "file")
_OPTIONAL = ("authority", "area", "kind", "period", "published", "follows", "access", "licence", "sha256", "source", "digest_of")
_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_SHA256 = re.compile(r"[0-9a-f]{64}")

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `[[document]]` as it stands, with the means to say where something in it is wrong."""

    catalogue: Path
    number: int  # from 1
    values: dict[str, object]
    lines: tuple[int, int]  # first line, and the line behind its last
    source: tuple[str, ...]  # the catalogue's lines

    def fail(self, key: str, problem: str, next_step: str) -> NoReturn:
        """Raise a CatalogueError that names the file, the line, the entry and the key."""
        name = self.values.get("id")
        entry = f"entry {name!r}" if isinstance(name, str) else f"entry number {self.number}"
        raise CatalogueError(f"{self.catalogue}, line {self.line(key)}, {entry}: {problem}. {next_step}")

    def line(self, key: str) -> int:
        """Return the line on which a key stands, else the line on which the entry begins."""
        first, behind = self.lines
        stands = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        return next((number for number in range(first, behind) if stands.match(self.source[number - 1])), first)

    def text(self, key: str) -> str | None:
        """Return a key's text, None where the key is not there."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fail(key, f"{key} = {value!r} is not a text", f'Write it as {key} = "…", or leave it out.')
        return value.strip()


def load_catalogue(folder: Path) -> list[Document]:
    """Given a folder with a catalogue.toml, return its documents in the catalogue's order.

    Includes the published document of each `digest_of` whose file lies in the folder, right before its digest.
    Raises CatalogueError, naming the entry and the next step, where anything in the catalogue is wrong.
    """
    catalogue = folder / CATALOGUE
    entries = _entries(catalogue)
    _check_ids(entries)
    documents = [_document(entry, folder) for entry in entries]
    _check_references(entries, documents)
    return _with_published(documents, folder, catalogue)


def documents_in(path: Path) -> tuple[list[Document], list[str]]:
    """Given a folder or a file, return its documents, and a sentence for each file that was skipped.

    In a folder with a catalogue only what that lists is a document; in one without, every file whose format can be read. A single
    file takes its entry from the catalogue beside it where that lists it. Raises CatalogueError.
    """
    if path.is_dir():
        if (path / CATALOGUE).is_file():
            documents = load_catalogue(path)
            return documents, _skipped(path, documents, f"{CATALOGUE} does not list it")
        return _uncatalogued(path)
    if not path.exists():
        raise CatalogueError(f"{path} is not there: give a folder of documents or a file that exists.")
    if (path.parent / CATALOGUE).is_file():
        listed = [document for document in load_catalogue(path.parent) if document.file == _real(path)]
        if listed:
            return listed, []
    return [_from_name(path)], []


def hidden_digests(documents: Iterable[Document]) -> set[str]:
    """Given the documents a caller may see, return the ids of the digests whose published document is among them."""
    documents = list(documents)
    published = {document.id for document in documents if document.source is Source.PUBLISHED}
    return {document.id for document in documents if document.source is Source.DIGEST and document.digest_of in published}


def _entries(catalogue: Path) -> list[_Entry]:
    """Given the catalogue's path, return its entries, their keys checked."""
    try:
        text = catalogue.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except FileNotFoundError as error:
        raise CatalogueError(f"{catalogue} is not there: write one that lists the documents, or give a folder that has one.") from error
    except OSError as error:
        raise CatalogueError(f"{catalogue} cannot be opened ({error.strerror}): check its permissions.") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{catalogue} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{catalogue} is not valid TOML: {error}. Mend that line; texts stand in double quotes.") from error
    for key in values:
        if key != "document":
            raise CatalogueError(f"{catalogue}: unknown key {key!r} outside an entry. Every entry begins with a line [[document]].")
    found = values.get("document", [])
    if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
        raise CatalogueError(f"{catalogue} lists no document. Every entry begins with a line [[document]].")
    return _placed(catalogue, found, tuple(text.splitlines()))


def _placed(catalogue: Path, found: Sequence[dict[str, object]], source: tuple[str, ...]) -> list[_Entry]:
    """Given the entries' values and the catalogue's lines, return the entries, each knowing its lines."""
    begins = [number for number, line in enumerate(source, 1) if re.match(r"\s*\[\[\s*document\s*\]\]", line)]
    if len(begins) != len(found):  # written another way: the entry's id must do
        begins = [1] * len(found)
    behind = [*begins[1:], len(source) + 1]
    entries = [
        _Entry(catalogue, number, values, (first, last), source)
        for number, (values, first, last) in enumerate(zip(found, begins, behind, strict=True), 1)
    ]
    for entry in entries:
        _check_keys(entry)
    return entries


def _check_keys(entry: _Entry) -> None:
    for key in entry.values:
        if key not in (*_REQUIRED, *_OPTIONAL):
            entry.fail(key, f"unknown key {key!r}", f"The keys are {', '.join((*_REQUIRED, *_OPTIONAL))}.")
    for key in _REQUIRED:
        if entry.text(key) is None:
            entry.fail(key, f"no {key}", f'Add {key} = "…".')
    for key in ("id", "digest_of", "follows"):
        value = entry.text(key)
        if value is not None and not _SLUG.fullmatch(value):
            entry.fail(key, f"{key} = {value!r} is not an id", "Use 1 to 80 small letters a-z, digits and hyphens.")


def _check_ids(entries: Sequence[_Entry]) -> None:
    seen: dict[str | None, _Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.text("id"), entry)
        if first is not entry:
            entry.fail("id", f"an entry with this id stands on line {first.line('id')} already", "Give one of them another id.")


def _check_references(entries: Sequence[_Entry], documents: Sequence[Document]) -> None:
    """Check that `follows` leads to a document there is or may be, and that neither it nor `digest_of` leads in a circle."""
    by_id = {document.id: document for document in documents}
    known = by_id.keys() | {document.digest_of for document in documents}
    for entry, document in zip(entries, documents, strict=True):
        if document.follows is not None and document.follows not in known:
            entry.fail("follows", f"follows = {document.follows!r} is no document's id", f"The ids are {', '.join(sorted(by_id))}.")
        target = by_id.get(document.digest_of or "")
        if target is not None and target.source is not Source.PUBLISHED:
            entry.fail("digest_of", f"digest_of = {target.id!r} is a {target.source}", "Name the published document.")
        trail = [document.id]
        while (before := by_id[trail[-1]].follows) in by_id:
            if before in trail:
                entry.fail("follows", f"follows = {document.follows!r} leads in a circle", "Name the document of the period before.")
            trail.append(str(before))


def _document(entry: _Entry, folder: Path) -> Document:
    """Given an entry, return its document; every value checked."""
    file = _file(entry, folder)
    digest_of = entry.text("digest_of")
    source = _source(entry, digest_of)
    return Document(
        id=str(entry.text("id")),
        title=str(entry.text("title")),
        file=file,
        authority=entry.text("authority"),
        area=entry.text("area"),
        kind=entry.text("kind"),
        period=_period(entry),
        published=_published(entry),
        follows=entry.text("follows"),
        access=_one_of(entry, "access", Access.PUBLIC),
        licence=entry.text("licence"),
        sha256=_sha256(entry, file),
        source=source,
        digest_of=digest_of,
    )


def _file(entry: _Entry, folder: Path) -> Path:
    """Given an entry, return its file's real path, which must lie in the catalogue's folder."""
    stated = str(entry.text("file"))
    parts = PurePosixPath(stated.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or "\x00" in stated or re.match("[A-Za-z]:", stated):
        entry.fail("file", f"file = {stated!r} leads out of the catalogue's folder", "Put the file in that folder and give its name only.")
    file = _real(folder / stated)
    if not file.is_relative_to(_real(folder)):
        entry.fail("file", f"file = {stated!r} is a link that leads out of the catalogue's folder", "Put the file itself there.")
    if not os.path.isfile(file):  # unlike Path.is_file, false for a name that is too long as well
        entry.fail("file", f"file = {stated!r} is not there", f"Put it into {folder}, mend the name, or take the entry out.")
    if suffix_format(file.name) is None:
        entry.fail("file", f"file = {stated!r} is of no format that can be read", f"The endings are {', '.join(SUFFIXES)}.")
    return file


def _source(entry: _Entry, digest_of: str | None) -> Source:
    source = _one_of(entry, "source", Source.DIGEST if digest_of else Source.PUBLISHED)
    if digest_of and source is not Source.DIGEST:
        entry.fail("source", f"source = {source.value!r} with a digest_of", 'Write source = "digest", or take digest_of out.')
    if digest_of == entry.text("id"):
        entry.fail("digest_of", f"digest_of = {digest_of!r} is its own id", "Name the published document's id.")
    return source


def _one_of(entry: _Entry, key: str, default: _Choice) -> _Choice:
    """Given an entry and a key that has fixed values, return the one it states, or the default."""
    stated = entry.text(key)
    choices = {choice.value: choice for choice in type(default)}
    if stated is None:
        return default
    if stated not in choices:
        entry.fail(key, f"{key} = {stated!r} is unknown", f"It may be {' or '.join(choices)}.")
    return choices[stated]


def _period(entry: _Entry) -> Period | None:
    stated = entry.values.get("period")
    if stated is None:
        return None
    try:
        return period_of(str(stated) if isinstance(stated, int) else str(entry.text("period")))
    except ValueError as error:
        next_step = 'Write it like "2017-2020", "2017-18" or "1 April 2017 - 31 March 2021".'
        entry.fail("period", f"period = {stated!r} cannot be used, as {error}", next_step)


def _published(entry: _Entry) -> date | None:
    stated = entry.values.get("published")
    if stated is None or (isinstance(stated, date) and not isinstance(stated, datetime)):
        return stated
    try:
        return stated.date() if isinstance(stated, datetime) else date.fromisoformat(str(entry.text("published")))
    except ValueError:
        entry.fail("published", f"published = {stated!r} is not a date", "Write it as year-month-day, like 2023-02-15.")


def _sha256(entry: _Entry, file: Path) -> str | None:
    """Given an entry and its file, return the checksum the entry states, once the file is seen to have it."""
    stated = entry.text("sha256")
    if stated is None:
        return None
    if not _SHA256.fullmatch(stated.lower()):
        entry.fail("sha256", f"sha256 = {stated!r} is not a checksum", "Write the 64 digits 0-9 a-f that sha256sum prints.")
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != stated.lower():
        next_step = "Fetch the file again; if it was changed on purpose, mend the entry."
        entry.fail("sha256", f"{file.name} has the checksum {found}, not {stated}", next_step)
    return found


def _with_published(documents: Sequence[Document], folder: Path, catalogue: Path) -> list[Document]:
    """Given the listed documents, return them with each dropped-in published document before its digest."""
    ids = {document.id for document in documents}
    listed = {document.file for document in documents}
    result: list[Document] = []
    for digest in documents:
        if digest.digest_of is not None and digest.digest_of not in ids:
            found = _dropped_in(digest, folder, catalogue)
            if found is not None and found.file not in listed:
                ids.add(found.id)
                result.append(found)
        result.append(digest)
    return result


def _dropped_in(digest: Document, folder: Path, catalogue: Path) -> Document | None:
    """Given a digest, return the published document that lies in the folder under its id, or None."""
    files = [folder / f"{digest.digest_of}{suffix}" for suffix in SUFFIXES]
    files = [file for file in files if file.is_file()]
    if not files:
        return None
    if len(files) > 1:
        names = " and ".join(file.name for file in files)
        problem = f"{names} are both there for digest_of = {digest.digest_of!r}"
        raise CatalogueError(f"{catalogue}, entry {digest.id!r}: {problem}. Keep one of them.")
    file = _real(files[0])
    if not file.is_relative_to(_real(folder)):
        raise CatalogueError(f"{files[0]} is a link that leads out of the catalogue's folder. Put the file itself there.")
    return replace(
        digest,
        id=str(digest.digest_of),
        title=digest.plain_title,
        file=file,
        sha256=None,
        source=Source.PUBLISHED,
        digest_of=None,
    )


def _uncatalogued(folder: Path) -> tuple[list[Document], list[str]]:
    """Given a folder without a catalogue, return a document for each file whose format can be read, and what was skipped."""
    files = [file for file in sorted(folder.iterdir()) if _is_shown(file) and file.is_file() and suffix_format(file.name)]
    outside = [file for file in files if not _real(file).is_relative_to(_real(folder))]
    documents: dict[str, Document] = {}
    for file in files:
        if file in outside:
            continue
        document = _from_name(file)
        first = documents.setdefault(document.id, document)
        if first is not document:
            raise CatalogueError(
                f"{first.file.name} and {file.name} would both get the id {document.id!r}. Rename one, or write a {CATALOGUE} beside them."
            )
    found = list(documents.values())
    return found, _skipped(folder, found, f"it is no file with one of the endings {', '.join(SUFFIXES)} in this folder itself")


def _skipped(folder: Path, documents: Sequence[Document], why: str) -> list[str]:
    """Given a folder and its documents, return a sentence for everything else in it."""
    used = {document.file for document in documents}
    return [
        f"{path.name}{'/' if path.is_dir() else ''} was skipped: {why}."
        for path in sorted(folder.iterdir())
        if _is_shown(path) and path.name != CATALOGUE and not any(file.is_relative_to(_real(path)) for file in used)
    ]


def _real(path: Path) -> Path:
    """Given a path, return it absolute and with links followed; a link that leads to itself stays (Path.resolve would raise)."""
    return Path(os.path.realpath(path))


def _is_shown(path: Path) -> bool:
    return not path.name.startswith(".")


def _from_name(path: Path) -> Document:
    """Given a file without an entry, return the document that its name describes."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-") or "document"
    return Document(id=slug, title=title_from_name(path), file=_real(path))


def title_from_name(path: Path) -> str:
    """Given a file, return the title that its name gives a document which nobody gave one."""
    title = " ".join(re.sub(r"[-_]+", " ", path.stem).split()) or path.name
    return title[:1].upper() + title[1:]
