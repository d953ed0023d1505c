"""One line to ring with two numbers, in one of which two neighbouring digits changed places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.subjects import said
from ingest.documents import Span

_PHONE = re.compile(r"(?<![\d/.])(?:0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4})(?![\d/])")
_CLAUSE = re.compile(r"[;,•]|\.\s")
# Words beside a number that do not tell whose it is.
_ASIDE = said("call calls ring phone telephone tel number numbers contact us free on at or by dial text please")
BEFORE = 60  # characters before a number that name whose it is


@dataclass(frozen=True, slots=True)
class _Phone:
    """A number to ring: its digits, as it is printed, the stems that say whose it is, what paragraph or table holds it, and its place."""

    digits: str
    text: str
    name: frozenset[str]
    holder: int
    spans: tuple[Span, ...]


def phones(script: Script) -> Iterator[Finding]:
    """Given a document, yield the numbers of one name that read like one; never two of one table or paragraph, which are two lines."""
    found: defaultdict[str, list[_Phone]] = defaultdict(list)
    for one in (*_in_words(script), *_in_tables(script)):
        found[one.digits].append(one)
    for digits, here in found.items():
        for place in range(len(digits) - 1):
            other = f"{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}"
            pair = _one_line(here, found.get(other, [])) if digits < other else None
            if pair is not None:
                values = {"what": "What reads like one number to ring", "first": pair[0].text, "second": pair[1].text}
                yield told("contradiction.same_quantity", FindingType.SAME_QUANTITY, [*pair[0].spans, *pair[1].spans], values, sure=0.65)


def _one_line(first: list[_Phone], second: list[_Phone]) -> tuple[_Phone, _Phone] | None:
    """A pair of one name, where the document nowhere prints both numbers together."""
    if {one.holder for one in first} & {one.holder for one in second}:
        return None
    by_name = {one.name: one for one in second if one.name}
    return next(((one, by_name[one.name]) for one in first if one.name in by_name), None)


def _in_words(script: Script) -> Iterator[_Phone]:
    for sentence in script.sentences:
        for match in _PHONE.finditer(sentence.text):
            before = _CLAUSE.split(sentence.text[max(0, match.start() - BEFORE) : match.start()])[-1]
            yield _phone(match, before, id(sentence.piece), sentence.cut(*match.span()))


def _in_tables(script: Script) -> Iterator[_Phone]:
    """The numbers in cells, with the name of their row."""
    for grid in script.flow.grids:
        for row in grid.rows:
            for cell in row[1:]:
                for match in _PHONE.finditer(cell.text):
                    yield _phone(match, row[0].text, id(grid), (script.cell_span(grid, cell),))


def _phone(match: re.Match[str], name: str, holder: int, spans: tuple[Span, ...]) -> _Phone:
    return _Phone(re.sub(r"\D", "", match.group()), match.group().strip(), said(name) - _ASIDE, holder, spans)
