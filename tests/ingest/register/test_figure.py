"""Figures: every cell with row, column, unit and period; in prose what measures something, and nothing that only names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind, read, register, register_of_page

FIGURE = EntryKind.FIGURE


def test_every_cell_knows_row_column_unit_and_period() -> None:
    text = (
        "# Crime\n\n| Offences | 2023 | 2024 | % change |\n|---|---|---|---|\n| Burglary | 3,303 | 2,333 | -29.4% |\n"
        "| Robbery | 1,287 | 797 | -38.1% |\n"
    )
    found = {(entry.fields["row"], entry.fields["column"]): entry.fields for entry in of_kind(text, FIGURE)}
    assert len(found) == 6
    assert found["Burglary", "2023"]["value"] == "3,303"
    assert (found["Robbery", "2024"]["period"], found["Robbery", "2024"]["unit"]) == ("2024", "offences")
    change = found["Burglary", "% change"]
    assert (change["unit"], change["from"], change["to"], change["period"]) == ("%", "3,303", "2,333", "2023 to 2024")


def test_money_for_an_area() -> None:
    text = "# Rates\n\n| Use | Rate (£ per sq m) |\n|---|---|\n| Shops | £75 |\n| Homes | £150 |\n| Offices | £50 |\n"
    assert {entry.fields["unit"] for entry in of_kind(text, FIGURE)} == {"£ per sq m"}


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The meeting of 25 October 2017 agreed item 8 under section 17 of the Crime and Disorder Act 1998.", []),
        ("Ring 101, or 0800 555 111, or 0208 314 9569, within 24 hours.", []),
        ("Workers help people aged 16 and over, and 13-19 year olds.", []),
        ("Burglary fell by 12.5% to 2,531 offences.", ["12.5%", "2,531"]),
        ("In total 37 businesses signed up, and fifteen stores followed.", ["37", "fifteen"]),
        ("The levy raises £1.5 million, or £736 per victim.", ["£1.5 million", "£736"]),
    ],
)
def test_what_measures_and_what_only_names(sentence: str, values: list[str]) -> None:
    assert [entry.fields["value"] for entry in of_kind(f"# Words\n\n{sentence}\n", FIGURE)] == values


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=300))
def test_every_span_holds_the_words_of_its_entry(words: str) -> None:
    text = f"# Plan\n\nThere were 12 cases. {words}\n\nThe following priorities are set:\n\n- {words}\n- Parks\n"
    reading = read(text)
    for entry in register(text):
        first = entry.spans[0]
        assert reading.pages[first.page - 1].text[first.start : first.end] in (entry.words, entry.words.split("\n")[0])
        assert all(0 <= span.start < span.end <= len(reading.pages[span.page - 1].text) for span in entry.spans)


def test_the_text_above_a_table_gives_its_columns_their_periods() -> None:
    text = (
        "# Measures\n\nThe baseline is 2022/23 and the latest figure 2023/24. Targets are for 2028/29.\n\n"
        "| Measure | Baseline | Latest | Target |\n|---|---|---|---|\n| Fires | 412 | 388 | 300 |\n| Thefts | 194 | 187 | 140 |\n"
    )
    found = {entry.fields["column"]: entry.fields["period"] for entry in of_kind(text, FIGURE) if entry.fields.get("row") == "Fires"}
    assert found == {"Baseline": "2022/23", "Latest": "2023/24", "Target": "2028/29"}


def test_a_change_is_not_made_from_columns_that_count_other_things() -> None:
    text = (
        "# Wards\n\nRates are per 1,000 residents, for 2023/24.\n\n| Ward | Crimes | Rate | Change on year |\n|---|---|---|---|\n"
        "| High Fields | 828 | 58.3 | -2.1% |\n| Quay | 2,002 | 118.2 | +6.8% |\n"
    )
    found = {entry.fields["column"]: entry.fields for entry in of_kind(text, FIGURE) if entry.fields.get("row") == "High Fields"}
    assert "from" not in found["Change on year"]
    assert (found["Change on year"]["period"], found["Rate"]["unit"]) == ("2023/24", "per 1,000 residents")
    assert found["Crimes"].get("unit") != "fields"


def test_a_number_that_stands_alone_above_a_heading_numbers_it() -> None:
    text = "# Plan\n\n4\n\n## Less harm\n\nFewer people die.\n\n5\n\n## Calm towns\n\nPeople get on.\n\n26\n\nhomes were visited\n"
    assert [one.words for one in of_kind(text, EntryKind.FIGURE)] == ["26"]


@pytest.mark.parametrize(
    ("number", "caption", "fields"),
    [
        ("842", "referrals to the hub in 2029", {"unit": "referrals", "period": "2029"}),
        ("93%", "of victims were satisfied in 2029/30", {"unit": "%", "period": "2029/30"}),
        ("£1.2m", "spent on early help in 2029/30", {"unit": "£", "period": "2029/30"}),
        ("14", "wardens on our streets", {"unit": "wardens"}),
    ],
)
def test_a_number_in_large_type_has_the_line_below_it_as_its_caption(number: str, caption: str, fields: dict[str, str]) -> None:
    found = of_kind(f"# Plan\n\n## The year\n\n{number}\n\n{caption}\n\nIt was dry.\n", EntryKind.FIGURE)[0]
    assert (found.words, found.fields["value"]) == (number, number)
    assert {key: found.fields.get(key) for key in fields} == fields


def test_numbers_of_tiles_above_their_names_are_no_figures() -> None:
    tiles = "\n\n".join(f"{n}\n\n{name}" for n, name in enumerate(("Prevent", "Protect people", "Pursue"), 1))
    assert of_kind(f"# Plan\n\n## On a page\n\n{tiles}\n\nAll of it is ours.\n", EntryKind.FIGURE) == []


def test_what_a_number_is_of_is_whole() -> None:
    found = of_kind("# Plan\n\n## Rates\n\nWe train 40 officers in May. Thefts were 18 per 1,000 homes.\n", EntryKind.FIGURE)
    assert [one.fields["of"] for one in found] == ["officers in May", "per 1,000 homes"]


def test_bars_are_named_by_what_stands_beside_them() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{share}</td></tr>" for name, share in (("Fast boats", "47%"), ("Dark quays", "29%")))
    page = f"<h1>Plan</h1><h2>What worries you</h2><table>{rows}</table>"
    found = [(one.fields["value"], one.fields["row"]) for one in register_of_page(page) if one.kind is EntryKind.FIGURE]
    assert found == [("47%", "Fast boats"), ("29%", "Dark quays")]
    contents = page.replace("47%", "4").replace("29%", "9")
    assert not [one for one in register_of_page(contents) if one.kind is EntryKind.FIGURE]


@pytest.mark.parametrize(
    ("large", "below", "unit"),
    [
        ("31 days", "wait for a first berth", "days"),
        ("£1.41 million", "over three years", "£"),
        ("45 minutes", "until a boat comes", "minutes"),
    ],
)
def test_a_number_in_large_type_that_was_taken_for_a_heading_is_a_figure(large: str, below: str, unit: str) -> None:
    (found,) = of_kind(f"# Plan\n\n## {large}\n\n{below}\n", EntryKind.FIGURE)
    assert (found.fields["value"].split(" days")[0], found.fields["unit"]) == (large if unit == "£" else large.split()[0], unit)


def test_a_heading_of_a_chapter_is_no_figure() -> None:
    assert of_kind("# Plan\n\n## 2026\n\nboats and lamps\n\n## 3 days\n\nWe met for long.\n", EntryKind.FIGURE) == []
