"""HTML: the main content as a browser shows it, and nothing that it hides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.html import numeral, read_html

Outline = Callable[[Page], list[tuple[str, int, str, str]]]


def test_a_page(documents: Path, outline: Outline, check: Callable[[Reading], None]) -> None:
    reading = read_html((documents / "report.html").read_bytes())
    check(reading)
    assert reading.title == "Scrutiny of community safety – Exampleton Council"
    assert outline(reading.pages[0]) == [
        ("heading", 1, "", "Scrutiny of community safety"),
        ("paragraph", 0, "", "The committee met on 14 March 2024. It read the plan and heard that burglary fell by 24.4%."),
        ("paragraph", 0, "", "Shown on a screen."),
        ("heading", 2, "", "Recommendations"),
        ("paragraph", 0, "", "The committee recommends that the partnership:"),
        ("item", 1, "c.", "c. sets a target for repeat victims"),
        ("item", 2, "•", "• at MARAC"),
        ("item", 2, "•", "• at court"),
        ("item", 1, "d.", "d. publishes its data."),
        ("item", 1, "", "Every quarter."),
        ("item", 1, "j.", "j. reports back"),
        ("heading", 3, "", "Measures"),
        ("caption", 0, "", "Indicators"),
        ("table", 0, "", "Theme\tKnife crime\n2022\t2023\nViolence\t412\t390 (provisional)\nParks\t\t12\nSource: police"),
        ("heading", 3, "", "Area"),
        ("paragraph", 0, "", "The borough covers 37 km².\nIts centre is small."),
        ("item", 1, "", "MARAC"),
        ("item", 1, "", "A meeting about those most at risk."),
    ]
    assert [block.continues for block in reading.pages[0].blocks if block.kind == "item"] == [
        False,
        False,
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_a_tables_cells_know_their_places(documents: Path) -> None:
    (page,) = read_html((documents / "report.html").read_bytes()).pages
    (table,) = page.tables
    assert (table.header_rows, table.header_columns) == (2, 1)
    places = {
        page.text[cell.start : cell.end]: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells if cell.end > cell.start
    }
    assert places["Theme"] == (0, 0, 2, 1)
    assert places["Knife crime"] == (0, 1, 1, 2)
    assert places["2023"] == (1, 2, 1, 1)
    assert places["12"] == (3, 2, 1, 1)
    assert places["Source: police"] == (4, 0, 1, 3)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="visibility:hidden">{}</p>',
        '<p style="font-size: 0">{}</p>',
        '<p style="opacity:0.0">{}</p>',
        '<p style="position:absolute;left:-9999px">{}</p>',
        '<div style="display:none"><p>{}</p></div>',
        '<p><span aria-hidden="true">{}</span></p>',
        "<style>.a, .b {{display:none}}</style><p class='c b'>{}</p>",
        "<style>/* x {{ */ #n{{ display : none !important }}</style><p id=n>{}</p>",
        "<!-- {} -->",
        "<script>{}</script>",
        "<template>{}</template>",
        "<nav>{}</nav>",
        "<div role=navigation>{}</div>",
        "<header>{}</header>",
        "<footer>{}</footer>",
        "<noscript>{}</noscript>",
        "<select><option>{}</option></select>",
        "<table><tr><td>a<td>b<tr hidden><td>{}</table>",
        "<ul><li>a<li style='display:none'>{}</ul>",
        "<p>a<span style='display:none'>{}</span></p>",
        "<h2>a<span hidden>{}</span></h2>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str, check: Callable[[Reading], None]) -> None:
    reading = read_html(f"<body><p>Shown.</p>{hidden.format('SECRET')}<p>Shown too.</p></body>".encode())
    check(reading)
    assert "SECRET" not in reading.pages[0].text
    assert reading.pages[0].text.startswith("Shown.")
    assert reading.pages[0].text.endswith("Shown too.")


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='font-size:0.9em'>{}</p>",
        "<p style='opacity:0.5'>{}</p>",
        "<style>@media print {{ .p {{ display:none }} }}</style><p class=p>{}</p>",
        "<style>@import 'x.css'; .q {{ color:red }}</style><p class=q>{}</p>",
        "<details><summary>More</summary>{}</details>",
        "<form>{}</form>",
        "<section><header>{}</header></section>",
        "<table role=presentation><tr><td>{}</td></tr></table>",
        "<blockquote>{}</blockquote>",
        "<div>" * 300 + "{}",
        "<p>" + "<b>" * 300 + "{}",
    ],
)
def test_what_is_shown_is_read(shown: str) -> None:
    assert "WORDS" in read_html(f"<body><p>Before.</p>{shown.format('WORDS')}".encode()).pages[0].text


def test_a_note_mark_does_not_join_the_number_before_it() -> None:
    text = read_html(b"<p>In 2017<sup>1</sup> and 2018<a href='#n2'><sup>2</sup></a>, the 1<sup>st</sup>.</p>").pages[0].text
    assert text == "In 2017¹ and 2018, the 1st."


def test_encodings() -> None:
    page = '<meta charset="{}"><p>“£5” café</p>'
    for name in ("utf-8", "windows-1252"):
        assert "“£5” café" in read_html(page.format(name).encode(name)).pages[0].text
    assert "“£5” café" in read_html(page.format("iso-8859-1").encode("cp1252")).pages[0].text  # what the web means by Latin-1
    assert "“£5” café" in read_html(("\ufeff" + page.format("utf-8")).encode("utf-16-le")).pages[0].text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE x [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><p>&b;</p>", "declares entities"),
        (b"<p></p>", "holds no words"),
        (b"<script>x</script>", "holds no words"),
        (b"<div>" * 5000 + b"words", "nested more than 2,000 levels deep"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_html(data)


def test_a_layout_table_is_read_as_blocks(outline: Outline) -> None:
    page = read_html(b"<table><tr><td><h2>Aim</h2><p>Safer streets.</p></td><td><p>Fewer thefts.</p></td></tr></table>").pages[0]
    assert outline(page) == [("heading", 2, "", "Aim"), ("paragraph", 0, "", "Safer streets."), ("paragraph", 0, "", "Fewer thefts.")]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (1, "a", "a"),
        (26, "a", "z"),
        (27, "A", "AA"),
        (4, "i", "iv"),
        (1994, "I", "MCMXCIV"),
        (0, "a", "0"),
        (5000, "i", "5000"),
        (7, "1", "7"),
    ],
)
def test_numerals(number: int, style: str, printed: str) -> None:
    assert numeral(number, style) == printed


def test_lines_with_bullets_typed_by_hand_are_items(outline: Outline) -> None:
    page = read_html("<p>The aims are:<br>• safer<br>streets<br>• fewer thefts</p><p>Line one<br>line two</p>".encode()).pages[0]
    assert outline(page) == [
        ("paragraph", 0, "", "The aims are:"),
        ("item", 1, "•", "• safer\nstreets"),
        ("item", 1, "•", "• fewer thefts"),
        ("paragraph", 0, "", "Line one\nline two"),
    ]
