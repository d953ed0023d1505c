"""A table whose name was found: its rows that are asked about are told below it, with the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.entry_table import Row, quoted, worded
from assistant.answers.lacking import sayings
from assistant.conversation import Basis, DraftClaim
from assistant.findings.script import script_of
from assistant.understand import NUMBERS, Understood
from assistant.weights import weights_of
from assistant.wish import covered
from ingest.documents import Block, BlockKind, Page, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot

LONGEST_NAME = 140  # characters of a line that names the table below it
MOST_ROWS = 4  # rows that hold the question's words alike: of more, the words do not say which is meant
MOST_WHOLE = 12  # rows of a table that is told whole, where the question sets them against each other
SHORT_TABLE = 6  # the same where no row holds a word of the question
LONGEST_WHOLE = 900  # characters of a table that is told whole
LEAST_HELD = 0.15  # share of the weight of the question's words that a row holds, if it is asked about
# What sets rows against each other: then all of them are needed.
_AMONG = re.compile(
    r"\b(?:most|least|highest|lowest|biggest|smallest|largest|greatest|fewest|worst|best|safest|longest|shortest|top|bottom|only one"
    r"|each|every|all|both|which|compar\w+|rank\w*|split|broken down|breakdown|make up|contradict\w*|add up|tally|match|consistent)\b",
    re.I,
)
# What asks for what nobody has said, agreed or found yet.
_UNSETTLED = re.compile(
    r"\b(?:is|are|has|have|was|were|does|do|did|wo|ca)n['’]?t (?:\w+ ){0,3}"
    r"(?:yet|said|agreed|settled|decided|confirmed|committed|known|set)\b"
    r"|\b(?:not|never|yet to be|still to be|to be) (?:\w+ )?(?:agreed|settled|decided|confirmed|committed|known|set)\b"
    r"|\b(?:unknown|undecided|unconfirmed|uncertain|up in the air|tbc)\b",
    re.I,
)
# A sentence that points at what is set out below it.
_POINTS = re.compile(
    r"\b(?:results?|figures?|responses|data|details|breakdown|tables?|rankings?|top \w+|list|numbers?) (?:\w+ ){0,4}?"
    r"(?:below|following|overleaf|underneath)\b"
    r"|\b(?:the )?(?:table|results?|figures?|data|breakdown|ranking|list) (?:below|underneath|overleaf)\b"
    r"|\bfollowing (?:table|results|figures)\b",
    re.I,
)
_COUNT = re.compile(rf"\b({'|'.join(NUMBERS)}|1?\d)\b", re.I)


def rows_below(span: Span, found: Sequence[Span], understood: Understood, snapshot: Snapshot) -> list[DraftClaim] | None:
    """Given where some words stand, what else was found and what was understood, return the name of the table below with its rows that are
    asked about, else with those that were found; nothing but the name where there is none, and None where those words name no table."""
    page = snapshot.page(span.document_id, span.page)
    table = _below(span, page)
    if table is None:
        return None
    rows = _rows(span, table, snapshot)
    told = page.text[span.start : span.end]
    if not _is_name(told):
        words = stems_of(understood.standalone)
        asked: Sequence[Row] = [row for row in rows if (name := stems_of(row.name)) and name <= words]
        asked = asked or (_asked(rows, (), understood, snapshot) if _AMONG.search(understood.standalone) else ())
        return [DraftClaim(Basis.QUOTED, (span,)), *quoted(asked)] if asked else None
    named = [row for row in rows if any(one.overlaps(other) for one in row.spans for other in found)]
    return [DraftClaim(Basis.QUOTED, (span,)), *quoted(_asked(rows, named, understood, snapshot))]


def _below(span: Span, page: Page) -> Block | None:
    """The table right below a line that names it."""
    at = next((at for at, block in enumerate(page.blocks) if block.start <= span.start < block.end), None)
    if at is None:
        return None
    block, *after = page.blocks[at : at + 3]
    if block.kind is BlockKind.CAPTION:
        # What floats beside a table may be read between it and its name.
        after = [other for other in after if other.kind is not BlockKind.PARAGRAPH]
    elif block.kind is not BlockKind.PARAGRAPH or not (_is_name(page.text[block.start : block.end]) or _points(span, page)):
        return None
    return after[0] if after and after[0].kind is BlockKind.TABLE else None


def _points(span: Span, page: Page) -> bool:
    return _POINTS.search(page.text[span.start : span.end]) is not None


def _is_name(line: str) -> bool:
    return len(line) <= LONGEST_NAME and re.search(r"[.?!:;]\W*$", line) is None


def _rows(span: Span, table: Block, snapshot: Snapshot) -> list[Row]:
    """The rows of a table that begins on the page of its name."""
    for grid in script_of(span.document_id, snapshot).flow.grids:
        if any(cell.page == span.page and table.start <= cell.start < table.end for row in grid.rows for cell in row):
            return worded(grid).rows
    return []


def _asked(rows: Sequence[Row], found: Sequence[Row], understood: Understood, snapshot: Snapshot) -> Sequence[Row]:
    """The rows that hold most of the question's words; where it asks for what is not settled, those with a cell that says so; all of a
    table whose rows it sets against each other, or counts, or that is short; else those that were found."""
    text = understood.standalone
    if _UNSETTLED.search(text) and (unsettled := [row for row in rows if any(sayings().is_cell("open", cell.text) for cell in row.cells)]):
        return _on_topic(unsettled, understood, snapshot) or unsettled
    length = sum(len(cell.text) for row in rows for cell in row.cells)
    counts = {NUMBERS.get(said.casefold()) or int(said) for said in _COUNT.findall(text)}
    if length <= LONGEST_WHOLE and (len(rows) in counts or len(rows) <= MOST_WHOLE and _AMONG.search(text)):
        return rows
    if best := _on_topic(rows, understood, snapshot):
        return [row for row in rows if row in best or row in found]
    return found or (rows if len(rows) <= SHORT_TABLE and length <= LONGEST_WHOLE else ())


def _on_topic(rows: Sequence[Row], understood: Understood, snapshot: Snapshot) -> Sequence[Row]:
    """The few rows that hold most of the question's words; nothing where none holds enough of them, or many hold them alike."""
    # "Not agreed" says what is asked of a row, and not what it is on.
    said = " ".join(match.group() for match in _UNSETTLED.finditer(understood.standalone))
    topic = frozenset(stem for stem in stems_of(understood.subject) - stems_of(said) if not stem[0].isdigit())
    weights = weights_of(snapshot)
    told = [f"{row.group} {' '.join(cell.text for cell in row.cells)}" for row in rows]
    held = [weights.total(covered(topic, understood.standalone, words)) for words in told]
    most = max(held, default=0.0)
    if not most >= LEAST_HELD * weights.total(topic) > 0:
        return ()
    best = [row for row, weight in zip(rows, held, strict=True) if weight == most]
    return best if len(best) <= MOST_ROWS else ()
