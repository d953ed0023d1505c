"""A file's bytes -> what is written in it, one function a format.

Reading runs in a child process that can be killed (`child.ReadingProcess`): a file is somebody else's work, and its
parser may never end, ask for gigabytes, or be taken over. Nothing a file holds is executed or used as a path,
and no reader touches the network.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ingest.documents import Reading
from ingest.readers.format import Format

# format -> (module, function); looked up on use, so that reading a text does not load the PDF libraries
_READERS = {
    Format.PDF: ("ingest.readers.pdf", "read_pdf"),
    Format.DOCX: ("ingest.readers.docx", "read_docx"),
    Format.HTML: ("ingest.readers.html", "read_html"),
    Format.MARKDOWN: ("ingest.readers.markdown", "read_markdown"),
    Format.TEXT: ("ingest.readers.text", "read_text"),
}


def load_readers() -> None:
    """Load every format's reader and its libraries now, before limits are set."""
    for module, _ in _READERS.values():
        import_module(module)


def read_bytes(data: bytes, format: Format, max_pages: int) -> Reading:
    """Given a file's bytes, its format and the most pages it may have, return what was read. Raises UnreadableFile."""
    module, name = _READERS[format]
    read: Callable[..., Reading] = getattr(import_module(module), name)
    return read(data, max_pages) if format is Format.PDF else read(data)
