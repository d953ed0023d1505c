"""The pages of the documents that questions point into, as two extractors of other people read them.

Not through our own reading: what we say of a page is checked against somebody else's words of it. pypdfium2's text is the
one that offsets of evidence count in; pypdf's is the second opinion.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import pypdf
import pypdfium2

from eval.errors import QuestionError, SetSkipped
from ingest.catalogue import load_catalogue
from ingest.documents import Document
from ingest.readers import read_bytes
from ingest.readers.format import format_of


class DocumentPages:
    """The documents of a folder with a catalogue, and their pages' text, read once each.

    Raises SetSkipped where the folder or its catalogue is not there, CatalogueError where the catalogue is wrong.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "catalogue.toml").is_file():
            raise SetSkipped(f"The documents are not here ({folder} has no catalogue.toml), so the questions about them are skipped.")
        self.documents: dict[str, Document] = {document.id: document for document in load_catalogue(folder)}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._second: dict[str, tuple[str, ...]] = {}

    def text(self, document_id: str, page: int) -> str:
        """Given a document and a physical page from 1, return pypdfium2's text of it (for a file without pages: our reader's).

        Raises QuestionError where there is no such document or page.
        """
        return _page(self._pages(document_id), document_id, page)

    def second_text(self, document_id: str, page: int) -> str:
        """Given a document and a page, return pypdf's text of it; as `text` for a file that is no PDF."""
        if document_id not in self._second:
            file = self._document(document_id).file
            self._second[document_id] = _pypdf_texts(file) if file.suffix.lower() == ".pdf" else self._pages(document_id)
        return _page(self._second[document_id], document_id, page)

    def page_count(self, document_id: str) -> int:
        """Given a document's id, return how many pages it has."""
        return len(self._pages(document_id))

    def _pages(self, document_id: str) -> tuple[str, ...]:
        if document_id not in self._texts:
            file = self._document(document_id).file
            self._texts[document_id] = _pdfium_texts(file) if file.suffix.lower() == ".pdf" else _read_texts(file)
        return self._texts[document_id]

    def _document(self, document_id: str) -> Document:
        if document_id not in self.documents:
            known = ", ".join(sorted(self.documents))
            raise QuestionError([f"There is no document “{document_id}” in the catalogue; it lists {known}."])
        return self.documents[document_id]


@lru_cache(maxsize=8)
def pages_in(folder: Path) -> DocumentPages:
    """Given a folder with a catalogue, return its pages; the same object every time."""
    return DocumentPages(folder)


def installed_pypdfium2() -> str:
    """Return the version of pypdfium2 that offsets are counted with here."""
    return version("pypdfium2")


def _page(pages: tuple[str, ...], document_id: str, page: int) -> str:
    if not 1 <= page <= len(pages):
        raise QuestionError([f"The document “{document_id}” has no page {page}; it has {len(pages)}."])
    return pages[page - 1]


def _pdfium_texts(file: Path) -> tuple[str, ...]:
    with pypdfium2.PdfDocument(file) as pdf:
        return tuple(page.get_textpage().get_text_range() for page in pdf)


def _pypdf_texts(file: Path) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in pypdf.PdfReader(file).pages)


def _read_texts(file: Path) -> tuple[str, ...]:
    data = file.read_bytes()
    return tuple(page.text for page in read_bytes(data, format_of(file.name, data), max_pages=2000).pages)
