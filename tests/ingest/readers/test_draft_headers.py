"""How many rows name the columns of a table in Word or HTML that marks none as names."""

from __future__ import annotations

import pytest

from ingest.documents import Table
from ingest.readers import read_bytes
from ingest.readers.format import Format

SPREAD = "<tr><td rowspan=2>Measure</td><td colspan=2>{a}</td><td colspan=2>{b}</td></tr>"
ROWS = "<tr><td>Thefts</td><td>40</td><td>41</td><td>39</td><td>37</td></tr><tr><td>Fires</td><td>4</td><td>5</td><td>3</td><td>2</td></tr>"


def table(html: str) -> Table:
    """The only table of a page."""
    reading = read_bytes(f"<h1>Plan</h1><table>{html}</table>".encode(), Format.HTML, 10)
    return reading.pages[0].tables[0]


@pytest.mark.parametrize(("a", "b"), [("2029/30", "2030/31"), ("2029", "2030"), ("Boys", "Girls"), ("2029-30", "2030-31")])
@pytest.mark.parametrize("below", [("Target", "Actual"), ("Q1", "Q2"), ("Apr to Sep", "Oct to Mar"), ("Plan", "Outturn 2029")])
def test_names_that_spread_over_the_names_of_a_second_row(a: str, b: str, below: tuple[str, str]) -> None:
    second = "<tr>" + "".join(f"<td>{name}</td>" for name in below * 2) + "</tr>"
    assert table(SPREAD.format(a=a, b=b) + second + ROWS).header_rows == 2


def test_a_row_of_years_names_the_columns() -> None:
    assert table("<tr><td>Measure</td><td>2029</td><td>2030</td></tr><tr><td>Thefts</td><td>40</td><td>37</td></tr>").header_rows == 1


def test_a_row_with_figures_below_names_that_spread_is_no_name() -> None:
    first = "<tr><td>Measure</td><td colspan=2>Boys</td></tr>"
    assert table(first + "<tr><td>Thefts</td><td>40</td><td>41</td></tr><tr><td>Fires</td><td>4</td><td>5</td></tr>").header_rows == 1
