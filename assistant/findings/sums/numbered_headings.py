"""Counts that a document announces against headings, or rows, that are numbered: "our five priorities" and Priority 1 to Priority 6."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding
from assistant.findings.numbered import nouns, numbered, runs, singular
from assistant.findings.quantity import number_of
from assistant.findings.script import Script
from assistant.findings.sums.count_said import MOST_OFF, OF_ALL, OTHERS, counts_in, is_some, wrong_count
from ingest.documents import BlockKind, Span

_HEADED = r"(?:strategic\s+)?(?P<word>{words})(?:\s+area)?\s+(?P<mark>\d{{1,2}}|[A-H]|{numbers})\b"


def of_series(script: Script) -> Iterator[Finding]:
    """Given a document, yield counts of what it numbers: "our five priorities", where the headings (or the rows of the action plan) run
    from Priority 1 to Priority 6."""
    headed, lists = _headed(script), {item.section for listing in script.flow.lists for item in listing.items}
    for noun, places in {**_run_through(script), **headed}.items():
        count = len(places)
        for sentence in [*script.sentences, *script.titles]:
            found = [(match, stated) for match, stated in counts_in(sentence.text) if singular(match["noun"]) == noun]
            if (
                len(found) != 1
                or found[0][1] == count
                or is_some(sentence.text, found[0][0])
                or OTHERS.search(sentence.piece.text)
                or sentence.piece.kind is BlockKind.FOOTNOTE
                or noun not in headed
                and sentence.piece.section in lists  # which may hold those that are meant
            ):
                continue
            match, stated = found[0]
            if (
                re.search(rf"\b(?:{OF_ALL}|all)\s*$", sentence.text[: match.start()], re.I)
                and abs(stated - count) <= MOST_OFF
                and not match["kind"].strip()
            ):
                yield wrong_count(match, count, [*sentence.cut(match.start(), match.end()), *places], 0.75)
                break


def _headed(script: Script) -> dict[str, list[Span]]:
    """The things that headings number from the first on without a gap, by their word, and where the headings stand."""
    words = "|".join(sorted(nouns(), key=len, reverse=True))
    headed = re.compile(
        r"^\W*(?:\d{1,2}[.):]?\s+)?" + _HEADED.format(words=words, numbers="one|two|three|four|five|six|seven|eight|nine|ten"), re.I
    )
    found: dict[str, dict[str, Span]] = {}
    titles = [(title.text, title.spans[0]) for title in script.titles]
    titles += [
        (cell.text, script.cell_span(grid, cell))
        for grid in script.flow.grids
        for row in grid.rows
        if grid.is_group(row)
        for cell in row[:1]
    ]
    for text, span in titles:
        match = headed.match(text)
        if match is not None:
            mark = str(number_of(match["mark"]) or match["mark"].casefold())
            found.setdefault(match["word"].casefold(), {}).setdefault(mark, span)
    found = {noun: marks for noun, marks in found.items() if runs(list(marks))}
    return {noun: list(marks.values()) for noun, marks in found.items()}


def _run_through(script: Script) -> dict[str, list[Span]]:
    """What is numbered in other ways, where all that is numbered of a kind has as many."""
    every = numbered(script)
    return {noun: list(found[0].values()) for noun, found in every.items() if len({len(run) for run in found}) == 1}
