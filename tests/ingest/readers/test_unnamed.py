"""Fonts that are known again by the widths of their characters."""

from __future__ import annotations

import io

import pypdf
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NumberObject

from ingest.readers.unnamed import FontNames

LETTERS = "aeno"


def file_with(**fonts: list[int]) -> bytes:
    """A PDF of one page with fonts that are drawings, each with the widths of four letters."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(100, 100)
    held = DictionaryObject()
    for name, widths in fonts.items():
        table = DecodedStreamObject()
        lines = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for code, letter in enumerate(LETTERS[:2]))
        table.set_data(f"2 beginbfchar\n{lines}\nendbfchar\n1 beginbfrange\n<02> <03> <{ord(LETTERS[2]):04X}>\nendbfrange".encode())
        descriptor = DictionaryObject(
            {NameObject("/FontName"): NameObject(f"/{name}"), NameObject("/FontWeight"): NumberObject(700 if name == "Heavy" else 400)}
        )
        held[NameObject(f"/{name}")] = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Type3"),
                NameObject("/FirstChar"): NumberObject(0),
                NameObject("/FontMatrix"): ArrayObject([FloatObject(value) for value in (0.001, 0, 0, -0.001, 0, 0)]),
                NameObject("/Widths"): ArrayObject([NumberObject(width) for width in widths]),
                NameObject("/ToUnicode"): writer._add_object(table),
                NameObject("/FontDescriptor"): descriptor,
            }
        )
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): held})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_font_is_the_one_that_sets_every_character_as_wide() -> None:
    names = FontNames(file_with(Plain=[556, 556, 556, 500], Heavy=[556, 556, 611, 500]))
    wide = {ord("a"): 556.0, ord("e"): 556.0, ord("n"): 611.0, ord("o"): 500.0}
    assert names.name_of(1, lambda character: wide.get(character, 0.0)) == "/Heavy bold"
    assert names.name_of(1, lambda character: {**wide, ord("n"): 556.0}.get(character, 0.0)) == "/Plain"


def test_a_font_of_two_that_set_all_alike_is_neither() -> None:
    names = FontNames(file_with(Plain=[500, 500, 500, 500], Heavy=[500, 500, 500, 500]))
    assert names.name_of(1, lambda character: 500.0) == ""


def test_a_file_or_page_that_cannot_be_read_names_none() -> None:
    assert FontNames(b"nothing").name_of(1, lambda character: 500.0) == ""
    assert FontNames(file_with(Plain=[500, 500, 500, 500])).name_of(9, lambda character: 500.0) == ""
