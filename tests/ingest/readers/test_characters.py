"""Characters: every encoding becomes text, and nothing invisible is left in it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.characters import cleaned, decoded, one_line, raised


@given(st.text(st.characters()))
def test_cleaned_text_has_no_control_or_format_character(text: str) -> None:
    kept = cleaned(text)
    # Cc, Cf, Cs: control, format, half characters. What stays is visible joiners of other scripts' numbers and the like.
    hidden = [letter for letter in kept if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"]
    assert hidden == []
    assert cleaned(kept) == kept


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\U000e0041", "\U000e007f", "\ufe0f", "\x07", "\x9b", "\ud800"]
)
def test_what_nobody_sees_goes(hidden: str) -> None:
    assert cleaned(f"ig{hidden}nore") == "ignore"


def test_every_line_break_is_one() -> None:
    assert cleaned("a\r\nb\rc\x0cd\x0be\u2028f\u2029g\x85h") == "a\nb\nc\nd\ne\nf\ng\nh"
    assert one_line(" a \u00a0\t b\nc ") == "a b c"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_encoded_is_decoded(text: str) -> None:
    assert decoded(b"\xef\xbb\xbf" + text.encode("utf-8")) == text.removeprefix("\ufeff")
    assert decoded(b"\xff\xfe" + text.encode("utf-16-le")) == text.removeprefix("\ufeff") or text.startswith("\x00")
    assert decoded(b"\xfe\xff" + text.encode("utf-16-be")) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decoded(data), str)


def test_old_encodings() -> None:
    assert decoded(b"\x93\xa35\x94 caf\xe9") == "“£5” café"
    assert decoded(b"\xb1\xa6", "iso-8859-2") == "ąŚ"
    assert decoded(b"caf\xe9", "no-such-encoding") == "café"
    assert decoded(b"x\x9cK\xcb", "zip") == decoded(b"x\x9cK\xcb")  # a transform, not an encoding


def test_raised_digits_do_not_join_a_number() -> None:
    assert raised("12") == "¹²"
    assert raised("st") == "st"
