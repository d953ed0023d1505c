"""Priorities set out with labels at the side of what they label, with and without a drawn frame, read by the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.typeset import register_of_typst

# The wording of each label: of the aim, the actions and the outcomes.
LABELS = [
    ("Our aim", "What we will do", "Outcomes"),
    ("Ambition", "How we will do it", "The difference we will make"),
    ("Aim", "Actions", "What success looks like"),
    ("Our goal", "Key actions", "What will be different"),
]
PRIORITIES = [
    (
        "Calm lanes",
        "Everyone walks home along the lanes without fear.",
        ("Mend the lamps on Mill Lane", "Train four wardens"),
        ("Residents feel safe after dark", "Walkers use the river path again"),
    ),
    (
        "Quiet nights",
        "Nobody is kept awake by noise that could be stopped.",
        ("Visit each inn before the fair", "Open a line for complaints"),
        ("Fewer people are woken at night", "Neighbours know whom to call"),
    ),
    (
        "Warm welcomes",
        "New neighbours feel at home within a year of moving in.",
        ("Hold a supper in every ward", "Print a guide for newcomers"),
        ("More newcomers join a club", "People from different places get on"),
    ),
]


def plan(labels: tuple[str, str, str], row: str, open_grid: str) -> str:
    """Three priorities, each with its labels in a column of their own."""
    parts = ["= Our priorities\n"]
    for number, (name, aim, actions, outcomes) in enumerate(PRIORITIES, 1):
        bullets = ["\n".join(f"- {item}" for item in items) for items in (actions, outcomes)]
        rows = "\n".join(row.format(label=label, words=words) for label, words in zip(labels, [aim, *bullets], strict=True))
        parts.append(f"== Priority {number}: {name}\n{open_grid}\n{rows}\n)\n")
    return '#set page(width: 160mm, height: 400mm)\n#set text(font: "Liberation Sans", size: 10pt)\n' + "\n".join(parts)


def told(entries: tuple[Entry, ...], kind: EntryKind) -> list[str]:
    """What the entries of a kind say."""
    return [entry.fields["what"] for entry in entries if entry.kind is kind]


SETTINGS = {
    "bold": ("#grid(columns: (30mm, 1fr), column-gutter: 4mm, row-gutter: 4mm,", "[*{label}*], [{words}],"),
    "coloured": (
        "#grid(columns: (30mm, 1fr), column-gutter: 4mm, row-gutter: 4mm,",
        '[#text(fill: rgb("#7b2d5e"))[*{label}*]], [{words}],',
    ),
    "framed": ("#table(columns: (30mm, 1fr), stroke: 0.5pt,", "[*{label}*], [{words}],"),
    "shaded": (
        '#table(columns: (30mm, 1fr), stroke: 0.5pt, fill: (x, y) => if x == 0 { rgb("#e4ecf3") },',
        "[*{label}*], [{words}],",
    ),
}


@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: labels[0])
@pytest.mark.parametrize("setting", SETTINGS)
def test_each_label_is_the_heading_of_what_stands_beside_it(tmp_path: Path, setting: str, labels: tuple[str, str, str]) -> None:
    open_grid, row = SETTINGS[setting]
    entries = register_of_typst(plan(labels, row, open_grid), tmp_path)
    assert told(entries, EntryKind.ACTION) == [action for _, _, actions, _ in PRIORITIES for action in actions]
    assert told(entries, EntryKind.OUTCOME) == [outcome for _, _, _, outcomes in PRIORITIES for outcome in outcomes]
    assert [entry.name for entry in entries if entry.kind is EntryKind.PRIORITY] == [name for name, *_ in PRIORITIES]


def test_a_bold_first_column_of_figures_is_no_label(tmp_path: Path) -> None:
    rows = "[*Lamps out*], [120], [98],\n[*Loose dogs*], [71], [64],\n"
    table = f"#table(columns: (40mm, 30mm, 30mm), stroke: none, [], [2030], [2031],\n{rows})\n"
    entries = register_of_typst(f"= Figures\n{table}\n= Again\n{table}", tmp_path)
    told_by = {(entry.fields["row"], entry.fields["value"]) for entry in entries if entry.fields.get("row")}
    assert {("Lamps out", "98"), ("Loose dogs", "71")} <= told_by


def test_a_glossary_keeps_its_words_beside_their_meanings(tmp_path: Path) -> None:
    rows = "[*Beck*], [A small river that runs through the town],\n[*Ginnel*], [A narrow way between two rows of houses],\n"
    entries = register_of_typst(f"= Glossary\n#grid(columns: (30mm, 1fr), row-gutter: 4mm,\n{rows})\n", tmp_path)
    assert [entry.name for entry in entries if entry.kind is EntryKind.TERM] == ["Beck", "Ginnel"]
