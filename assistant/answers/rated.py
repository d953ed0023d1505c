"""Which rows of a document's tables are rated so: missed, red, on track, done, getting worse. Told from the cell of the row's own rating,
complete and counted. What people say for it, and what such cells hold, is in `rated.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from assistant.answers.entry_table import EntryTable, Row, named_by, quoted, tables_of
from assistant.answers.meant import meant
from assistant.answers.sayings import Sayings, load_sayings
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.script import Script, script_of
from assistant.prompts import Prompts, listed
from assistant.understand import Intent, Understood
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

FILE = Path(__file__).with_name("rated.toml")
KINDS = (EntryKind.INDICATOR, EntryKind.ACTION)
MOSTLY = 0.7  # share of a column's filled cells that hold ratings, where its name says that it rates
SURELY = 0.9  # the same, where its name does not say so
_NAMES = "column"  # of the file's cells, the names of columns that rate a row
_TRENDS = frozenset({"worse", "better", "same"})
_ALWAYS = frozenset({"red", "amber", "green", "worse", "better"})  # ratings that all such tables can give: none of them is an answer
LONGEST_KEY = 300  # characters
LONGEST_BARE = 12  # words of a question that names nothing that is rated: in longer ones such words are said of people
_MEANS = re.compile(
    r"\b(?:R|[Rr]ed)\b\s*(?:=|:|[–—-]|\(|is\b|means\b|if\b|where\b).*\b(?:A|G|[Aa]mber|[Gg]reen)\b|\b(?:A|G|[Aa]mber|[Gg]reen)\b\s*(?:=|:|[–—-]|\(|is\b|means\b|if\b|where\b).*\b(?:R|[Rr]ed)\b"
)
_OPEN = "open"  # what is not done yet, whatever its rating
_COLOURS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
_NO_LIST = frozenset({Intent.DEFINITION, Intent.CONTRADICTION, Intent.WHO, Intent.SUMMARY})


@cache
def sayings() -> Sayings:
    """Return what `rated.toml` holds. Raises BadInput naming what is wrong in it."""
    return load_sayings(FILE)


@dataclass(frozen=True, slots=True)
class Rating:
    """What is asked for: rows rated in one of these ways ("red", "worse"), of these kinds of entries."""

    ways: tuple[str, ...]
    kinds: tuple[EntryKind, ...]


@dataclass(frozen=True, slots=True)
class _Rated:
    """The rows of one kind that were read in a document, those that are rated as asked, and what their cells say."""

    kind: EntryKind
    rows: Sequence[Row]
    meant: Sequence[Row]
    marks: Sequence[Sequence[str]]
    key: Sequence[Span] = ()


def list_rated(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return the rows that are rated as asked, or None where no rating is asked for
    or no table gives one."""
    rating = rating_of(understood.standalone) if understood.intent not in _NO_LIST else None
    if rating is None:
        return None
    words = stems_of(understood.standalone)
    among = meant(documents, understood)
    claims = [
        claim
        for document in among
        for rated in _rated(rating, script_of(document.id, snapshot), words)
        for claim in _claims(document, rated, prompts, audience)
    ]
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def rating_of(text: str) -> Rating | None:
    """Given a question, return which ratings it asks a list of, or None where it asks for nothing of the sort."""
    said = sayings()
    words = said.read(text)
    if said.says("lists", "never", words) or not said.says("lists", "asks", words):
        return None
    ways = said.said("asked", words)
    if "red" in ways and not words.held & {"green", "greens"}:
        ways = [way for way in ways if way not in ("green", "better")]  # "not on track", "missed targets they met before"
    if _OPEN in ways:
        ways = [_OPEN]
    named = [EntryKind(name) for name in said.said("kinds", words)]
    if not ways or (not named and len(text.split()) > LONGEST_BARE):
        return None
    return Rating(tuple(ways), tuple(named) or KINDS)


def _rated(rating: Rating, script: Script, words: frozenset[str]) -> list[_Rated]:
    """What is rated as asked among the document's tables, by kind of entry. Colours and trends stand in columns of their own: a question
    for both asks for what is rated so in each."""
    asked = [ways for trend in (False, True) if (ways := [way for way in rating.ways if (way in _TRENDS) == trend])]
    columns = {
        table: (kind, [_column(table, ways[0] in _TRENDS) for ways in asked]) for kind in rating.kinds for table in tables_of(kind, script)
    }
    tables = named_by([table for table, (_, found_in) in columns.items() if None not in found_in], words)
    found: list[_Rated] = []
    for kind in rating.kinds:
        own = [table for table in tables if columns[table][0] is kind]
        read = [(row, [row.cell(column) for column in columns[table][1] if column is not None]) for table in own for row in table.rows]
        hits = [(row, cells) for row, cells in read if all(_is(cell, ways) for cell, ways in zip(cells, asked, strict=True))]
        if not hits and "not_started" in rating.ways:
            hits = [(row, cells) for row in (row for row, _ in read) if (cells := _not_started(row))]
        if hits or read and not set(rating.ways) - _ALWAYS:
            marks = [list(dict.fromkeys(cell for cell in column if cell)) for column in zip(*(cells for _, cells in hits), strict=False)]
            found.append(_Rated(kind, [row for row, _ in read], [row for row, _ in hits], marks, _key(own, script, marks)))
    return found


def is_done(row: Row) -> bool:
    """Given a row of a table, say whether the column that rates the table's rows says that it is done."""
    column = _column(row.table, trend=False)
    return column is not None and "done" in _ratings(row.cell(column))


def _not_started(row: Row) -> list[str]:
    """The cell of a row that says that nothing was begun, whatever its column; nothing where none does."""
    return [cell.text.strip(" .") for cell in row.cells if sayings().is_cell("not_started", cell.text)][:1]


def _key(tables: Sequence[EntryTable], script: Script, marks: Sequence[Sequence[str]]) -> Sequence[Span]:
    """The sentence beside the tables that says what these marks mean, or nothing."""
    pages = {cell.page for table in tables for row in table.rows[:1] for cell in row.cells}
    names = {name for mark in chain(*marks) for name in (mark, _COLOURS.get(mark.casefold(), mark))}
    shown = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")
    said = (one for one in script.sentences if one.spans[0].page in pages and _MEANS.search(one.text) and len(one.text) <= LONGEST_KEY)
    return next((one.spans for one in said if shown.search(one.text)), ())


def _column(table: EntryTable, trend: bool) -> int | None:
    """The column that rates a table's rows, by colours and words of progress or by trends: it is named so, or holds nothing else."""
    for column in sorted({*table.grid.columns} - {table.column}):
        filled = [text for row in table.rows if (text := row.cell(column))]
        ratings = [names for text in filled if (names := _ratings(text))]
        named = any(sayings().is_cell(_NAMES, name) for name in (table.grid.columns[column], table.grid.leaves.get(column, "")) if name)
        enough = len(ratings) >= (MOSTLY if named else SURELY) * len(filled) and len(filled) * 2 >= len(table.rows)
        said = [names for names in ratings if names != {"unrated"}]
        if said and enough and (sum(bool(names & _TRENDS) for names in said) * 2 > len(said)) == trend:
            return column
    return None


def _ratings(cell: str) -> set[str]:
    return {name for name in sayings().cells if name != _NAMES and sayings().is_cell(name, cell)}


def _is(cell: str, ways: Sequence[str]) -> bool:
    """Whether a cell rates in one of the ways; a blank one is not rated."""
    names = _ratings(cell) or {"unrated"}
    return bool(names & set(ways)) or _OPEN in ways and "done" not in names


def _claims(document: Document, rated: _Rated, prompts: Prompts, audience: Audience) -> list[DraftClaim]:
    marks = [listed([_shown(mark) for mark in column], "or") for column in rated.marks if column]
    values = {
        "whose": prompts.whose(document.area, document.plain_title),
        "count": prompts.number(len(rated.meant)),
        "all": prompts.number(len(rated.rows)),
        "kind": prompts.kind(rated.kind.value, len(rated.rows), audience),
        "marks": listed(marks),
    }
    key = "none" if not rated.meant else "unmarked" if not marks else "one" if len(rated.meant) == 1 else "some"
    text = prompts.say(f"rated.{key}", audience, values)
    lead = DraftClaim(Basis.COUNTED, tuple(row.spans[0] for row in rated.rows), text[:1].upper() + text[1:])
    return [lead, *quoted(rated.meant), *([DraftClaim(Basis.QUOTED, tuple(rated.key))] if rated.key and rated.meant else [])]


def _shown(mark: str) -> str:
    colour = _COLOURS.get(mark.casefold())
    return f"“{mark}” ({colour})" if colour else f"“{mark}”"
