from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.period_label import period_of


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2017-2020", date(2017, 1, 1), date(2020, 12, 31)),
        ("2021-24", date(2021, 1, 1), date(2024, 12, 31)),
        ("2017–18", date(2017, 4, 1), date(2018, 3, 31)),
        ("2015/16", date(2015, 4, 1), date(2016, 3, 31)),
        ("2015-2016", date(2015, 4, 1), date(2016, 3, 31)),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2017/18 - 2019/20", date(2017, 4, 1), date(2020, 3, 31)),
        ("1 April 2017 - 31 March 2021", date(2017, 4, 1), date(2021, 3, 31)),
        ("1st Apr 2017 to 31st Mar 2021", date(2017, 4, 1), date(2021, 3, 31)),
        ("February 2020 – February 2024", date(2020, 2, 1), date(2024, 2, 29)),
        ("2017-04-01 to 2018-03-31", date(2017, 4, 1), date(2018, 3, 31)),
    ],
)
def test_periods(text: str, start: date, end: date) -> None:
    period = period_of(text)
    assert (period.start, period.end, period.label) == (start, end, text)


@pytest.mark.parametrize(
    "text", ["", "soon", "17-20", "2017-2", "31 April 2017 - 1 May 2018", "2017-15", "1 April 2017", "2017/19-2020/21", "May 2019 - 2020"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        period_of(text)


@given(st.text())
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = period_of(text)
    except ValueError:
        return
    assert period.start <= period.end
