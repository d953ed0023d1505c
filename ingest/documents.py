"""The nouns: documents, and what is read from them.

A `Document` is a catalogue entry. Reading its file gives a `Reading`: pages of text, each with its
blocks (headings, paragraphs, list items, table rows ...) and tables as character ranges into
that text. Nothing downstream holds words of its own: a `Passage` and an entry of the register point
back through `Span`s, so that whatever is said can be shown where it stands.

All offsets count Unicode code points from 0 in `Page.text`, end exclusive. All lengths on a page are
PDF points (1/72 inch) from the top left corner of the page as it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Source(StrEnum):
    """Whose words a document holds."""

    PUBLISHED = "published"
    DIGEST = "digest"
    NOTE = "note"


class Access(StrEnum):
    """Who may see a document."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Period:
    """The years a document covers: first and last day, and the words the catalogue uses for them."""

    start: date
    end: date
    label: str

    def is_over(self, today: date) -> bool:
        """Given a day, say whether the period ended before it."""
        return self.end < today

    def covers(self, year: int) -> bool:
        """Given a calendar year, say whether any day of it lies in the period."""
        return self.start.year <= year <= self.end.year


DIGEST_TITLE = "Digest: "  # what a digest's title begins with


@dataclass(frozen=True, slots=True)
class Document:
    """One catalogue entry: a plan, strategy, assessment, report, digest or note, and its file."""

    id: str
    title: str
    file: Path
    authority: str | None = None
    area: str | None = None
    kind: str | None = None
    period: Period | None = None
    published: date | None = None
    follows: str | None = None
    access: Access = Access.PUBLIC
    licence: str | None = None
    sha256: str | None = None
    source: Source = Source.PUBLISHED
    digest_of: str | None = None

    @property
    def plain_title(self) -> str:
        """The title of what the document is about: a digest's without the word that says it is one."""
        return self.title.removeprefix(DIGEST_TITLE)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of one page of one document.

    `page` is the physical page from 1; a document without pages has a single page numbered 1 here,
    shown to people as no page at all (`Reading.paged` is false).
    """

    document_id: str
    page: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Given another span, say whether the two share a character of a page."""
        return (self.document_id, self.page) == (other.document_id, other.page) and min(self.end, other.end) > max(self.start, other.start)


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one list item
    TABLE = "table"  # the whole range of one table on this page; its rows are in `Page.tables`
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"  # a line of a table of contents


@dataclass(frozen=True, slots=True)
class Block:
    """A run of characters of one page that a reader sees as one thing.

    `level` is the depth of a heading (1 is the highest) or of a list item (1 is outermost), else 0.
    `marker` is what is printed in front: a bullet, a letter, a paragraph number such as "3.7"
    (`start` lies before the marker). `continues` is true where the words run on from the block before it,
    over a column or page end. `table` is the position in `Page.tables` for a table block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    continues: bool = False
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its place in the grid, how far it spreads, and its characters."""

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that stands on this page.

    The first `header_rows` rows name the columns and the first `header_columns` columns name the rows.
    `continues` is true where the table goes on from the page before; `headers` then holds the column names
    printed there, as (page, start, end), one per column, so that a row on this page can still be named.
    `ruled` says whether lines were drawn; a table without them was inferred from alignment
    and `confidence` (0 to 1) says how safely.
    """

    cells: tuple[Cell, ...]
    header_rows: int = 1
    header_columns: int = 1
    continues: bool = False
    headers: tuple[tuple[int, int, int], ...] = ()
    ruled: bool = True
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read.

    `text` is in reading order, without running headers and footers, hyphens at line ends joined. Every block
    ends before a line break. `origin` gives, for every code point of `text`, the index of the character
    in the PDF's own text layer (-1 for white space that was added); it is empty for formats without one.
    `readable` is false where a page shows something but holds no text.
    """

    number: int
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    origin: tuple[int, ...] = ()
    readable: bool = True
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a file: its pages, and what a person should know about how it went.

    `title` is the file's own, where it states one. `warnings` are sentences for an officer.
    """

    pages: tuple[Page, ...]
    paged: bool = True
    title: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """The numbers of the pages that hold no text although they show something."""
        return tuple(page.number for page in self.pages if not page.readable)


@dataclass(frozen=True, slots=True)
class Place:
    """A block and the page it stands on."""

    page: int
    block: Block


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it up to the next heading.

    `trail` holds the titles from the outermost heading down to this one; the part before the first
    heading has an empty trail. `number` is the printed section number ("3", "B"), `anchor` a name
    that is stable while the headings are ("part-two/priorities").
    """

    title: str
    level: int
    trail: tuple[str, ...]
    number: str
    anchor: str
    page: int
    heading: Place | None
    places: tuple[Place, ...] = ()


class PassageKind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and retrieved: a run of a document that reads by itself.

    `text` is the document's words of `spans` (page order, joined by line breaks). `lead` holds words that
    stand elsewhere and are needed to understand them: the line that introduces a list that was cut, the header row of
    a table part. `paragraph` is the printed number of its first paragraph; for a digest,
    `published` says where the same thing stands in the published document. `ordinal` counts from 0 in the document.
    `unit` names the list, table or paragraph that was too long for one passage; its parts share the name and stand in a row.
    """

    id: str
    document_id: str
    ordinal: int
    kind: PassageKind
    text: str
    spans: tuple[Span, ...]
    trail: tuple[str, ...] = ()
    lead: str = ""
    paragraph: str = ""
    published: str = ""
    anchor: str = ""
    unit: str = ""
    digest: str = ""


def joined(parts: Sequence[str]) -> str:
    """Given pieces of text, return them joined by line breaks, empty ones left out."""
    return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document, in order."""

    sections: tuple[Section, ...] = field(default=())
