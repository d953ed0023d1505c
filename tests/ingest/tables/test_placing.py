"""Rows whose figures stand beside the middle or the last line of a name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.tables.placing import rows_by_figures
from ingest.tables.printed import Printed
from ingest.tables.strips import Part
from tests.ingest.glyphs import line_of


def lines_of(rows: list[tuple[float, Mapping[int, str]]]) -> list[Printed]:
    return [
        Printed(y, 10.0, {c: Part(line_of(text, 50.0 + 200 * c, y - 10, 10.0).glyphs) for c, text in cells.items()}) for y, cells in rows
    ]


@pytest.mark.parametrize(("at", "expected"), [(1, True), (2, True), (0, None)])
def test_rows_are_told_apart_by_where_their_figures_stand(at: int, expected: bool | None) -> None:
    rows: list[tuple[float, Mapping[int, str]]] = [(100.0, {0: "Type", 1: "2023/24"})]
    names = [["Assault with", "intent to cause", "serious harm"], ["Help for people", "who have left", "their homes"]]
    for number, name in enumerate(names):
        for place, words in enumerate(name):
            cells = {0: words, 1: f"{number + 1}12"} if place == at else {0: words}
            rows.append((125.0 + 42.0 * number + 12.0 * place, cells))
    found = rows_by_figures(lines_of(rows), {1})
    assert (found is None) if expected is None else found == [True, True, False, False, True, False, False]
