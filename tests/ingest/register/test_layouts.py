"""Entries in the layouts that plans have: lists below recurring headings, framework tables, plain lines."""

from __future__ import annotations

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

FRAMEWORK = (
    "# Plan\n\n| Area of focus | Outcomes we want to see | How we will measure it | Lead |\n|---|---|---|---|\n"
    "| Safer homes | Fewer homes are broken into | "
    "• Burglaries: 412 in 2023/24, falling to 350 by 2026/27 • Repeat victims: 31 in 2023/24 | Police |\n"
)


def test_a_framework_table_gives_outcomes_and_each_measure_with_its_values() -> None:
    first, second = of_kind(FRAMEWORK, EntryKind.INDICATOR)
    assert (first.name, first.fields["baseline"], first.fields["target"], first.fields["owner"]) == ("Burglaries", "412", "350", "Police")
    assert (second.name, second.fields["baseline"], second.fields["owner"]) == ("Repeat victims", "31", "Police")
    assert names(FRAMEWORK, EntryKind.OUTCOME) == ["Fewer homes are broken into"]


def test_aims_under_each_of_several_priorities_are_its_outcomes() -> None:
    part = "## Area of focus {n}: {name}\n\n### Our aims\n\n- To cut {what}\n- To find it sooner\n\n"
    text = "# Plan\n\n" + part.format(n=1, name="Violence", what="injury") + part.format(n=2, name="Fraud", what="loss")
    assert names(text, EntryKind.PRIORITY) == ["Violence", "Fraud"]
    assert names(text, EntryKind.OUTCOME) == ["To cut injury", "To find it sooner", "To cut loss", "To find it sooner"]


def test_commitments_under_each_of_several_priorities_are_its_actions_even_where_they_are_numbered_through() -> None:
    text = (
        "# Plan\n\n## Calmer streets\n\n### Our commitments\n\n1. Hire four wardens\n2. Open a drop-in\n\n"
        "## Safer homes\n\n### Our commitments\n\n3. Fit new locks\n4. Train carers (Lead: Adult Services)\n"
    )
    found = of_kind(text, EntryKind.ACTION)
    assert [one.name for one in found] == ["Hire four wardens", "Open a drop-in", "Fit new locks", "Train carers"]
    assert found[-1].fields["who"] == "Adult Services"
    assert names(text, EntryKind.PRIORITY) == []


def test_short_lines_below_a_line_that_announces_priorities() -> None:
    text = (
        "# Plan\n\n## The next three years\n\nOur priorities are:\n\nFewer homes broken into\n\n"
        "Streets that feel safe\n\nThe plan is reviewed yearly.\n"
    )
    assert names(text, EntryKind.PRIORITY) == ["Fewer homes broken into", "Streets that feel safe"]


def test_lettered_items_that_a_numbered_paragraph_announces_are_a_list_of_their_own() -> None:
    text = "# Report\n\n## Background\n\n2.1 The board met.\n\n2.2 The board has agreed two priorities:\n\n- shop theft\n- hate crime\n"
    assert names(text, EntryKind.PRIORITY) == ["shop theft", "hate crime"]


def test_the_unit_and_the_period_of_a_figure_come_from_caption_and_text() -> None:
    text = (
        "# Report\n\n## Survey\n\nThe survey ran in autumn 2022.\n\n| Area | Worried |\n|---|---|\n| North | 44% |\n| South | 39% |\n\n"
        "## Money\n\nTable 2: planned funding (£)\n\n| Source | 2023/24 | 2024/25 | Total |\n|---|---|---|---|\n"
        "| Council grant | 118,000 | 120,400 | 238,400 |\n| Lottery | 60,000 | 61,000 | 121,000 |\n\n"
        "## Crime\n\nTable 3: recorded crime\n\n| Offence | 2023/24 |\n|---|---|\n| Burglary | 412 |\n| Robbery | 96 |\n"
    )
    found = {one.fields["value"]: one.fields for one in of_kind(text, EntryKind.FIGURE)}
    assert (found["44%"]["unit"], found["44%"]["period"]) == ("%", "autumn 2022")
    assert (found["118,000"]["unit"], found["118,000"]["period"]) == ("£", "2023/24")
    assert found["238,400"]["period"] == "2023/24 to 2024/25"
    assert found["412"]["unit"] == "offences"


def test_a_value_with_its_date_in_a_cell() -> None:
    text = (
        "# Plan\n\n| Success measure | Start | End |\n|---|---|---|\n"
        "| People hurt on our roads | 94 in 2023 | 70 by 2029 |\n| Fires | 44 | 30 |\n"
    )
    figures = {one.fields["value"]: one.fields.get("period") for one in of_kind(text, EntryKind.FIGURE)}
    assert (figures["94"], figures["70"]) == ("2023", "2029")
    first = of_kind(text, EntryKind.INDICATOR)[0]
    assert (first.fields["baseline"], first.fields["target"]) == ("94", "70")
