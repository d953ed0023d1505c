"""The archive that a Word file is: its parts, and how they lead to each other.

Every size is checked before unpacking, no entity is resolved, nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.readers.characters import one_line

_MOST_UNPACKED = 200_000_000  # bytes, all parts together
_MOST_PARTS = 20_000
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" files name the same things by other addresses; rewritten before parsing, so that one set of names will do.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)


class Archive:
    """The parts of a .docx, each unpacked only when asked for and only within the limits. Raises UnreadableFile where it is damaged."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damaged(str(error)) from error
        parts = self._zip.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
            raise UnreadableFile(
                f"The Word file unpacks to {unpacked / 1_000_000:,.0f} MB in {len(parts):,} parts, more than the "
                f"{_MOST_UNPACKED / 1_000_000:.0f} MB and {_MOST_PARTS:,} parts that are read: take large pictures out and save it again."
            )
        self._names = {part.filename for part in parts}

    def document_path(self) -> str:
        """Return the path of the main part."""
        for kind, target in self._relations("_rels/.rels", ""):
            if kind == "officeDocument" and target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise _damaged("it names no main part")

    def related(self, path: str) -> Mapping[str, str]:
        """Given a part's path, return kind of relation -> path of the part it leads to."""
        folder, name = posixpath.split(path)
        return dict(self._relations(f"{folder}/_rels/{name}.rels", folder))

    def stated_title(self) -> str:
        """Return the title in the file's properties, "" where there is none."""
        core = self.optional_xml("docProps/core.xml")
        found = core.find("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
        title = one_line(found.text or "") if found is not None else ""
        return "" if re.fullmatch(r"(?i)(microsoft word - .*|word document|document\d*|untitled)", title) else title

    def optional_xml(self, path: str | None) -> etree._Element | None:
        """Given a path, return that part parsed, None where there is no such part."""
        return self.xml(path) if path in self._names and path else None

    def xml(self, path: str) -> etree._Element:
        """Given a path, return that part parsed."""
        try:
            data = self._zip.read(path)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError) as error:
            raise _damaged(f"{path}: {error}") from error
        except RuntimeError as error:  # the archive's own encryption
            raise UnreadableFile("The Word file is encrypted: open it, take the password off, save it, and try again.") from error
        if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            raise UnreadableFile("The Word file declares entities, which Word never does: save it again from Word.")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _damaged(f"{path}: {error}") from error

    def _relations(self, path: str, folder: str) -> Iterator[tuple[str, str]]:
        """Given the path of a relations part, yield kind and target of each relation within the archive."""
        root = self.optional_xml(path)
        for relation in root.iterfind(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield (relation.get("Type") or "").rsplit("/", 1)[-1], whole


def _damaged(why: str) -> UnreadableFile:
    return UnreadableFile(f"The Word file is damaged ({one_line(why)[:120]}): open it in Word, save it again, and try once more.")
