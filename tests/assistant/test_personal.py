"""Personal data in what people type: nothing of it is left, and what is no personal data stays word for word."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.gb import nhs

from assistant.personal import Kind, find_personal, masked

DIGITS = "0123456789"
# Ways in which people write a mobile number: {a} is 07 and three digits, {c} the same without its nought, {b} the other six.
WRITTEN = (
    "{a} {b}", "{a}{b}", "{a}-{b}", "({a}) {b}", "{a} {b1} {b2}", "{a}-{b1}-{b2}", "+44 {c} {b}", "+44{c}{b}", "+44 (0){c} {b}",
)  # fmt: skip
# These are told from other figures only where an exchange has the number.
WRITTEN_RARELY = ("{a}  {b}", "{a}.{b}", "0044 {c} {b}", "0044{c}{b}")
AROUND = ("{}", "call {}.", "({})", "number:{}, thanks", "{} is his", "Wo wohnt er? {}!", "{} or {}", "\n{}\n")


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    """A British mobile number in one of the ways people write it."""
    written: str = draw(st.sampled_from(WRITTEN + WRITTEN_RARELY))
    any_range = "07" + draw(st.sampled_from("45789")) + draw(st.text(DIGITS, min_size=2, max_size=2))
    a = any_range if written in WRITTEN else draw(st.sampled_from(("07500", "07720", "07808")))
    b = draw(st.text(DIGITS, min_size=6, max_size=6))
    return written.format(a=a, b=b, c=a[1:], b1=b[:3], b2=b[3:])


@st.composite
def checked_numbers(draw: st.DrawFn, length: int) -> str:
    """A number of so many digits whose last is the check digit of bank cards."""
    start = draw(st.sampled_from("3456")) + draw(st.text(DIGITS, min_size=length - 2, max_size=length - 2))
    return start + luhn.calc_check_digit(start)


@given(mobiles(), st.sampled_from(AROUND))
def test_no_digit_of_a_phone_number_remains(number: str, around: str) -> None:
    text = around.replace("{}", number)
    assert not any(character.isdigit() for character in masked(text))
    assert {found.kind for found in find_personal(text)} <= {Kind.PHONE, Kind.NHS, Kind.CARD}


@given(mobiles(), mobiles())
def test_two_numbers_are_two_findings(one: str, other: str) -> None:
    found = find_personal(f"ring {one} or else {other} today")
    assert len(found) == 2
    assert masked(f"ring {one} or else {other} today").startswith("ring [")


@given(checked_numbers(16), st.sampled_from((" ", "-", "")))
def test_no_digit_of_a_card_remains(card: str, between: str) -> None:
    written = between.join(card[at : at + 4] for at in range(0, 16, 4))
    assert masked(f"my card is {written}, stolen") == f"my card is {Kind.CARD}, stolen"


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True), st.sampled_from((" ", "-", "")))
def test_no_digit_of_an_nhs_number_remains(start: str, between: str) -> None:
    number = next((start + last for last in DIGITS if nhs.is_valid(start + last)), "")
    assume(number)  # one start in eleven has no check digit
    written = between.join((number[:3], number[3:6], number[6:]))
    assert not any(character.isdigit() for character in masked(f"NHS {written} is mine"))


@given(st.text(DIGITS, min_size=6, max_size=6), st.sampled_from("ABCD"), st.sampled_from((" ", "-", "")))
def test_no_digit_of_a_national_insurance_number_remains(digits: str, last: str, between: str) -> None:
    number = between.join(("QQ", digits[:2], digits[2:4], digits[4:], last))
    assert masked(f"it is {number.lower()} or {number}") == f"it is {Kind.NATIONAL_INSURANCE} or {Kind.NATIONAL_INSURANCE}"


@given(st.from_regex(r"[a-z][a-z0-9.]{0,15}[a-z0-9]@[a-z]{2,12}\.(com|org\.uk|example)", fullmatch=True))
def test_nothing_of_an_email_address_remains(address: str) -> None:
    assert masked(f"Write to {address} soon") == f"Write to {Kind.EMAIL} soon"


@given(st.text(max_size=150) | st.text(alphabet="0123456789 +-.()@aZ£\n", max_size=80))
def test_findings_are_in_order_apart_and_all_that_is_changed(text: str) -> None:
    found = find_personal(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in zip(found, found[1:], strict=False))
    rest: list[str] = []
    at = 0
    for one in found:
        rest.extend((text[at : one.start], one.kind.value))
        at = one.end
    assert masked(text) == "".join((*rest, text[at:]))


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"], exclude_characters="@"), max_size=150))
def test_words_without_digits_and_at_signs_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I live at 10 Harbour Street, EX1 1AA", "I live at [address], [postcode]"),
        ("Flat 3, 12 Acacia Avenue is noisy", "[address] is noisy"),
        ("12a acacia avenue", "[address]"),
        ("both 12 High Street and 14 High Street", "both [address] and [address]"),
        ("sort code 12-34-56 account 12345678", "sort code [bank details]"),
        ("IBAN GB29 NWBK 6016 1331 9268 19 please", "IBAN [bank details] please"),
        ("sw1a1aa", "[postcode]"),
        ("a.b+c@d.example is me", "[email address] is me"),
        ("0191 498 0123", "[phone number]"),
        ("(020) 7946 0958", "[phone number]"),
        ("0800 555 111", "[phone number]"),
        ("07700 900123", "[phone number]"),  # of a range that no exchange has
        ("+44 (0)7700 900123", "[phone number]"),
    ],
)
def test_each_kind_is_named_in_its_place(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "3 people on Harbour Street were hurt",
        "12 crimes in Harbour Street",
        "2016 High Street figures",
        "999, 101 and 111 are for everybody",
        "from 31.5% to 24.2% by 2025",
        "£312,000 and £95,000 in 2022/23",
        "priority 4 on page 12",
        "Section 17 of the Act of 1998",
        "open 9-5 and 10:30 to 16:45",
        "45,000 homes; 1,246 residents",
        "2022-2025 and 01/04/2024",
    ],
)
def test_what_plans_are_asked_about_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_shown_in_its_place_is_not_masked_again(kind: Kind) -> None:
    assert re.fullmatch(r"\[[A-Za-z ]+\]", kind.value)
    assert find_personal(f"from {kind.value} to {kind.value}") == ()


@pytest.mark.parametrize(
    "number",
    [
        "07808\u00a0123456",
        "07808\u2013123456",
        "07808 - 123456",
        "07808/123456",
        "0780812\n3456",
        "07700.900123",
        "0044 7700 900123",
        "07700  900123",
    ],
)
def test_a_number_is_masked_whatever_stands_between_its_digits(number: str) -> None:
    assert masked(f"Ring me on {number} please") == "Ring me on [phone number] please"


@pytest.mark.parametrize("details", ["12345678 sort code 12-34-56", "sort code 123456, account 12345678", "12\u201334\u201356 12345678"])
def test_bank_details_are_masked_in_either_order(details: str) -> None:
    assert masked(f"It is {details}.") == "It is [bank details]."


@pytest.mark.parametrize(
    "words", ["How many of the 12 new street wardens are paid?", "the 20 mile road closure", "24 hour street pastors", "a 20 mph road"]
)
def test_a_count_before_a_street_is_no_address(words: str) -> None:
    assert masked(words) == words
