"""Cards that give a measure's values in labelled lines, and tiles with a large figure, read by the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from ingest.register.value_lines import period_alone, values_of
from tests.ingest.register.typeset import register_of_typst

WIDE = '#set page(width: 200mm, height: 300mm)\n#set text(font: "Liberation Sans", size: 10pt)\n= How we will know\n'
MEASURES = [
    ("Lamps out for a week or more", "97", "40"),
    ("Walkers who feel safe on the river path", "41%", "60%"),
    ("Suppers held", "12", "36"),
]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Baseline: 44", {"baseline": "44"}),
        ("Baseline (2030/31): 1,204", {"baseline": "1,204", "baseline_period": "2030/31"}),
        ("Starting point in 2030: 12", {"baseline": "12", "baseline_period": "2030"}),
        ("Where we are now – 41%", {"baseline": "41%"}),
        ("Target: 60% by 2034", {"target": "60%", "target_period": "2034"}),
        ("Our target for March 2034: 60%", {"target": "60%", "target_period": "March 2034"}),
        ("Goal: at least 36", {"target": "36"}),
        ("Now: 14 days; Target 2034: 9 days", {"current": "14 days", "target": "9 days", "target_period": "2034"}),
        ("Baseline (2030): 12 Target (2034): 36 Lead: Rangers", {
            "baseline": "12", "baseline_period": "2030", "target": "36", "target_period": "2034", "owner": "Rangers",
        }),
        ("Lead: Rangers", {"owner": "Rangers"}),
        ("Target: to be agreed", {}),
        ("The baseline: 44 boats came, and more are wanted", {}),
        ("Start: the lamps on Mill Lane", {}),
        ("Start: 12 May 2030", {}),
        ("Start: 12 May. Target: 31 March 2033", {}),
        ("Start: 2030. Target: 2032. Lead: Rangers", {}),
        ("Target: 2032", {}),
    ],
)  # fmt: skip
def test_values_behind_their_labels(line: str, values: dict[str, str]) -> None:
    assert values_of(line) == values


@pytest.mark.parametrize(("line", "period"), [("2030/31", "2030/31"), ("(in 2031)", "2031"), ("March 2031", "March 2031"), ("In all", "")])
def test_a_period_alone(line: str, period: str) -> None:
    assert period_alone(line) == period


CARDS = {
    "bold labels": "*{name}*\n\n*Baseline (2030):* {start}\n\n*Target (2034):* {end}\n\n*Lead:* Rangers",
    "close lines": "*{name}* \\\n*Baseline (2030):* {start} \\\n*Target (2034):* {end} \\\n*Lead:* Rangers",
    "plain labels": "*{name}*\n\nBaseline 2030: {start}\n\nTarget 2034: {end}\n\nLead: Rangers",
    "one line": "*{name}*\n\nBaseline (2030): {start} | Target (2034): {end} | Lead: Rangers",
}


def indicators(source: str, folder: Path) -> list[Entry]:
    """The indicators of a page."""
    return [entry for entry in register_of_typst(WIDE + source, folder) if entry.kind is EntryKind.INDICATOR]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("columns", [1, 3])
def test_a_name_above_its_values(tmp_path: Path, card: str, columns: int) -> None:
    cards = [CARDS[card].format(name=name, start=start, end=end) for name, start, end in MEASURES]
    boxes = "".join(f"rect(width: 100%, inset: 8pt)[{text}],\n" for text in cards)
    found = indicators(f"#grid(columns: {columns}, gutter: 12pt,\n{boxes})\n", tmp_path)
    assert [[one.fields.get(name) for name in ("measure", "baseline", "target", "owner")] for one in found] == [
        [name, start, end, "Rangers"] for name, start, end in MEASURES
    ]
    assert {(one.fields["baseline_period"], one.fields["target_period"]) for one in found} == {("2030", "2034")}


def test_a_large_figure_with_its_year_above_a_name(tmp_path: Path) -> None:
    tiles = "".join(
        f"rect(width: 100%, inset: 8pt, fill: luma(235), stroke: none)[#text(size: 24pt)[*{start}*]\n\n2030\n\n*{name}*\n\n"
        f"Target: {end} by 2034],\n"
        for name, start, end in MEASURES
    )
    found = indicators(f"#grid(columns: 3, gutter: 12pt,\n{tiles})\n", tmp_path)
    assert [[one.fields.get(name) for name in ("measure", "current", "current_period", "target")] for one in found] == [
        [name, start, "2030", end] for name, start, end in MEASURES
    ]
