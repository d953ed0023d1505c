"""What a figure says, and between which bounds it may lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.findings.quantity import as_printed, number_of, quantities, quantity_of, shown_number, spelt


@pytest.mark.parametrize(
    ("text", "value", "unit", "half"),
    [
        ("16,320", 16320, "", 0.5),
        ("£2.458 million", 2_458_000, "£", 500),
        ("£480k", 480_000, "£", 500),
        ("24.4%", 24.4, "%", 0.05),
        ("9 per cent", 9, "%", 0.5),
        ("-13.6%", -13.6, "%", 0.05),
        ("−13.6%", -13.6, "%", 0.05),
        ("(12.3%)", -12.3, "%", 0.05),
        ("16,000", 16_000, "", 500),
        ("20%", 20, "%", 0.5),
        ("20", 20, "", 0.5),
    ],
)
def test_a_figure(text: str, value: float, unit: str, half: float) -> None:
    found = quantity_of(text)
    assert found is not None
    assert (found.value, found.unit) == (pytest.approx(value), unit)
    assert found.half == pytest.approx(half)


@pytest.mark.parametrize("text", ["", "n/a", "28-35%", "12 of 14", "5th", "Robbery", "2017/18"])
def test_no_single_figure(text: str) -> None:
    assert quantity_of(text) is None


def test_words_before_a_figure_make_it_rough() -> None:
    assert [one.hedged for one in quantities("over 95% and about 12 and 7")] == [True, True, False]


@given(st.integers(0, 99))
def test_numbers_in_words_are_numbers(number: int) -> None:
    words = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    )
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    small = words.split()
    spelt = small[number] if number < 20 else tens[number // 10 - 2] + (f"-{small[number % 10]}" if number % 10 else "")
    assert number_of(spelt) == number_of(str(number)) == number


@given(st.integers(0, 10**9))
def test_a_printed_number_reads_back(number: int) -> None:
    (found,) = quantities(shown_number(number))
    assert found.low <= number <= found.high


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for one in quantities(text):
        assert text[one.start : one.end].rstrip() == one.text
        assert one.half > 0


def test_numbers_in_words_are_figures_too() -> None:
    said = [(one.value, one.unit) for one in spelt("Twelve boats, two hundred and ten oars, sixty-two per cent of one crew")]
    assert said == [(12, ""), (210, ""), (62, "%")]


def test_a_cell_may_say_which_way_a_change_went() -> None:
    cells = ("▼ 25%", "down 25%", "▲ 4%", "up by 4%", "25% lower", "£000")
    assert [one.value if one else None for one in map(quantity_of, cells)] == [-25, -25, 4, 4, -25, None]


def test_two_printings_of_one_figure() -> None:
    def same(first: str, second: str) -> bool:
        return as_printed(next(quantities(first)), next(quantities(second)))

    assert same("8,400", "8,412") and same("£1.2 million", "£1,184,000") and same("62.4", "62.43")
    assert not same("1,164", "1,146") and not same("18", "22") and not same("71%", "75%")
