"""Markdown -> Reading, by way of the HTML it stands for, so that raw HTML in it is held to the same rules."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from ingest.documents import Reading
from ingest.readers.characters import decoded
from ingest.readers.html import read_markup

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"""^title[ \t]*:[ \t]*["']?(.+?)["']?[ \t]*$""", re.MULTILINE | re.IGNORECASE)


def read_markdown(data: bytes) -> Reading:
    """Given a Markdown file's bytes (CommonMark with tables), return it as one unpaged page.

    Front matter is left out; its title becomes the reading's. Raises UnreadableFile where no words are shown.
    """
    text = decoded(data)
    front = _FRONT_MATTER.match(text)
    titled = _TITLE.search(front.group(1)) if front else None
    body = text[front.end() :] if front else text
    markup = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").render(body)
    return read_markup(f"<body>{markup}</body>", titled.group(1) if titled else None)
