"""Tables: where they stand on a page, which glyphs belong to which cell, which rows and columns are headers.

Ruled ones are found from the lines that are drawn; the others are inferred from words that leave the same gutters free, and from whatever
is drawn between their rows, and carry a lower confidence.
"""

from __future__ import annotations

from ingest.tables.aligned import rest_of, unruled_tables
from ingest.tables.cells import DraftCell, DraftTable, is_figure
from ingest.tables.framed import without_frames
from ingest.tables.joining import adopt_headers, goes_on, same_headers, with_empty_columns
from ingest.tables.marks import parted_from_mark
from ingest.tables.page_ends import take_names_between
from ingest.tables.ruled import ruled_tables
from ingest.tables.twins import with_own_titles

__all__ = [
    "DraftCell", "DraftTable", "adopt_headers", "goes_on", "is_figure", "parted_from_mark", "rest_of", "ruled_tables", "same_headers",
    "take_names_between", "unruled_tables", "with_empty_columns", "with_own_titles", "without_frames",
]  # fmt: skip
