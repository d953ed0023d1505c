"""Tables with a shaded head and nothing else drawn, whose rows stand wide apart, read by the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.register.test_table_layouts import at, figures

ROWS = [("Lamps out", "1,204", "1,181"), ("Loose dogs", "412", "398"), ("Night calls", "65", "72"), ("Wet steps", "91", "88")]


@pytest.mark.parametrize("inset", ["3pt", "5pt", "7pt", "9pt", "11pt"])
@pytest.mark.parametrize("side", ["left", "right", "center"])
def test_every_row_below_a_shaded_head_is_of_its_table(tmp_path: Path, inset: str, side: str) -> None:
    rows = "".join(f"[{name}], [{first}], [{second}],\n" for name, first, second in ROWS)
    found = figures(
        f"#table(columns: (50mm, 25mm, 25mm), stroke: none, inset: {inset}, align: (x, y) => if x == 0 {{ left }} else {{ {side} }},\n"
        'fill: (x, y) => if y == 0 { rgb("#7b2d5e") }, gutter: 0pt,\n'
        f"[#text(white)[*Call*]], [#text(white)[*2030*]], [#text(white)[*2031*]],\n{rows})\n",
        tmp_path,
    )
    for name, first, second in ROWS:
        assert (at(found, first), at(found, second)) == ((name, "2030"), (name, "2031"))
