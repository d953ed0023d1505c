"""Names that begin with the numbers or letters of one series: "A Calm lanes", "B Quiet nights"; "1. Calm lanes", "2. Quiet nights"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.register.entry import Found

_NUMBERED = re.compile(r"(?P<number>[1-9]\d?|[A-Z])(?P<stop>[.):]|\s?[–—-](?=\s))?\s+(?P<name>[A-Z][a-z]\S*\s.*|[A-Z][a-z]{3,})", re.S)


def take_series(found: Sequence[Found]) -> None:
    """Given priorities in any order, set the number of each whose name begins with the next number or letter
    of a series that begins with the first one, and take it from the name."""
    free = [one for one in found if not one.fields.get("number") and one.parent is None]
    free.sort(key=lambda one: (one.spans[0].page, one.spans[0].start))
    for run in _runs(free):
        for one, match in run:
            one.fields["number"], one.fields["name"] = match["number"], match["name"]


def _runs(found: Sequence[Found]) -> Iterator[list[tuple[Found, re.Match[str]]]]:
    """Neighbours whose numbers follow each other, from 1 or A on: at least two."""
    run: list[tuple[Found, re.Match[str]]] = []
    for one in found:
        match = _NUMBERED.fullmatch(one.name)
        if match is not None and match["number"] == _next(run) and (not run or one.whose == run[-1][0].whose):
            run.append((one, match))
            continue
        yield from [run] if len(run) > 1 else []
        run = [(one, match)] if match is not None and match["number"] in ("1", "A") else []
    yield from [run] if len(run) > 1 else []


def _next(run: Sequence[tuple[Found, re.Match[str]]]) -> str:
    """The number or letter that follows those of a run, or nothing."""
    if not run:
        return ""
    last = run[-1][1]["number"]
    return str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1)
