"""Boxes with a text of their own: read one after the other, and no table."""

from __future__ import annotations

from ingest.layout.line import Line
from ingest.layout.order import reading_order
from ingest.readers.pdfium import Rule
from ingest.tables import ruled_tables, unruled_tables
from ingest.tables.cards import headed_cards
from tests.ingest.glyphs import line_of


def box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    """The four edges of a filled box."""
    return [
        Rule(x0, top, x1, top, True),
        Rule(x0, bottom, x1, bottom, True),
        Rule(x0, top, x0, bottom, True),
        Rule(x1, top, x1, bottom, True),
    ]


def side_by_side(gap: float) -> tuple[list[Line], list[Rule]]:
    """Three boxes of two lines each, with room between them."""
    lines: list[Line] = []
    rules: list[Rule] = []
    for number, (head, name) in enumerate([("One", "Calm streets"), ("Two", "Safe homes"), ("Three", "Free lives")]):
        left = 50.0 + number * (120.0 + gap)
        lines += [line_of(head, left + 8, 110.0, 10.0), line_of(name, left + 8, 124.0, 10.0)]
        rules += box(left, 100.0, left + 120.0, 140.0)
    return sorted(lines, key=lambda line: line.top), rules


def test_cards_side_by_side_are_read_one_after_the_other() -> None:
    lines, rules = side_by_side(gap=12.0)
    tables, rest = unruled_tables(lines, 0, rules)
    assert not tables
    read = [line.text for run in reading_order(rest) for line in run if isinstance(line, Line)]
    assert read == ["One", "Calm streets", "Two", "Safe homes", "Three", "Free lives"]


def test_boxes_that_touch_are_cells_and_no_cards() -> None:
    lines, rules = side_by_side(gap=0.0)
    unruled_tables(lines, 0, rules)
    assert {line.card for line in lines} == {-1}


def rounded(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    """The straight edges of a box with round corners."""
    return [
        Rule(x0 + 10, top, x1 - 10, top, True),
        Rule(x0 + 10, bottom, x1 - 10, bottom, True),
        Rule(x0, top + 10, x0, bottom - 10, True),
        Rule(x1, top + 10, x1, bottom - 10, True),
    ]


def test_two_rows_of_cards_with_round_corners_are_read_row_by_row() -> None:
    lines: list[Line] = []
    rules: list[Rule] = []
    for row in range(2):
        for place in range(3):
            left, top = 50.0 + 130.0 * place, 100.0 + 115.0 * row
            lines += [line_of(f"Card {row}{place}", left + 12, top + 12, 10.0), line_of("of words", left + 12, top + 26, 10.0)]
            rules += rounded(left, top, left + 118.0, top + 100.0)
    tables, rest = unruled_tables(sorted(lines, key=lambda line: line.top), 0, rules)
    assert not tables
    read = [line.text for run in reading_order(rest) for line in run if isinstance(line, Line) and line.text != "of words"]
    assert read == ["Card 00", "Card 01", "Card 02", "Card 10", "Card 11", "Card 12"]


def test_a_text_behind_a_thick_bar_is_read_as_one() -> None:
    words = [line_of(f"Words of the page, line {number}", 50.0, 100.0 + 14 * number, 10.0) for number in range(4)]
    panel = [line_of("Good to know", 312.0, 103.0, 10.0), line_of("what this means", 312.0, 117.0, 10.0)]
    rules = [Rule(300.0, 98.0, 300.0, 160.0, True), Rule(304.0, 98.0, 304.0, 160.0, True)]
    _, rest = unruled_tables([*words, *panel], 0, rules)
    assert {line.text for line in rest if line.card >= 0} == {"Good to know", "what this means"}


def test_panels_close_above_each_other_beside_a_longer_one_are_read_one_after_the_other() -> None:
    lines = [
        line_of(words, 60.0, 110.0 + 14 * place, 10.0)
        for place, words in enumerate(["We will", "Open a hub", "Fit lamps", "Walk the quay"])
    ]
    rules = box(50.0, 100.0, 250.0, 190.0)
    for top, words in ((100.0, ["Success", "Calm nights"]), (148.0, ["Measures", "Lamps out"])):
        lines += [line_of(one, 275.0, top + 8 + 14 * place, 10.0) for place, one in enumerate(words)]
        rules += box(265.0, top, 465.0, top + 40.0)
    tables, rest = unruled_tables(sorted(lines, key=lambda line: line.top), 0, rules)
    assert not tables
    assert len({line.card for line in rest}) == 3 and -1 not in {line.card for line in rest}


WORDS = [
    ["Calm streets", "Home without a worry", "We will light the lanes.", "By 2031 all walk there"],
    ["Warm homes", "A door that shuts", "We will mend doors", "By 2031 none sleeps rough."],
    ["Fair chances", "Work for all who want it", "We will teach a trade.", "By 2031 most are paid"],
    ["Clean rivers", "Swim where you like", "We will stop spills", "By 2031 otters are back."],
]


def read_of(lines: list[Line], rules: list[Rule]) -> list[str]:
    """The words of a page in the order they are read in; what is taken for a table fails."""
    tables, rest = unruled_tables(sorted(lines, key=lambda line: line.top), 0, rules)
    assert not tables
    return [line.text for run in reading_order(rest) for line in run if isinstance(line, Line)]


def four_cards(kind: str) -> tuple[list[Line], list[Rule]]:
    """Four cards in two rows, each with a head on colour: laid on the card, standing on it, or with a foot besides."""
    lines: list[Line] = []
    rules: list[Rule] = []
    for row in range(2):
        for place in range(2):
            left, top = 50.0 + 250.0 * place, 100.0 + 125.0 * row
            whole = box(left, top, left + 238.0, top + 112.0)
            head = box(left, top, left + 238.0, top + 30.0)
            if kind == "stacked":
                whole = box(left, top + 30.0, left + 238.0, top + 112.0)
            if kind == "foot":
                head += box(left, top + 80.0, left + 238.0, top + 112.0)
            if kind == "rounded":
                whole = rounded(left, top, left + 238.0, top + 112.0)
            lines += [line_of(words, left + 10, top + 10 + 22 * place, 10.0) for place, words in enumerate(WORDS[2 * row + place])]
            rules += [*whole, *head]
    return lines, rules


def test_cards_with_a_head_on_colour_are_read_one_after_the_other() -> None:
    for kind in ("laid on", "stacked", "foot", "rounded"):
        lines, rules = four_cards(kind)
        assert read_of(lines, rules) == [words for card in WORDS for words in card], kind


def test_a_box_that_only_chance_edges_make_hides_no_card_in_it() -> None:
    lines, rules = four_cards("laid on")
    rules += [Rule(50.0, 60.0, 288.0, 60.0), Rule(300.0, 60.0, 538.0, 60.0)]  # lines above the cards, of their width
    assert len(read_of(lines, rules)) == 16
    assert len({line.card for line in lines} - {-1}) == 4


def test_cards_with_heads_in_one_line_make_no_grid() -> None:
    lines: list[Line] = []
    rules: list[Rule] = []
    for place in range(3):
        left = 50.0 + 170.0 * place
        rules += [*rounded(left, 100.0, left + 154.0, 212.0), *box(left, 100.0, left + 154.0, 130.0)]
        lines += [line_of(words, left + 10, 110.0 + 22 * row, 10.0) for row, words in enumerate(WORDS[place])]
    assert len(headed_cards(rules)) == 3
    tables, _ = ruled_tables(rules, [glyph for line in lines for glyph in line.glyphs])
    assert not tables


def test_shaded_cells_with_bare_strips_between_them_stay_a_grid() -> None:
    lines: list[Line] = []
    rules: list[Rule] = []
    for row in range(4):
        for place in range(3):
            left, top = 50.0 + 120.0 * place, 100.0 + 30.0 * row
            rules += box(left, top, left + 117.0, top + 27.0)
            lines.append(line_of(WORDS[place][row], left + 8, top + 10, 8.0))
    assert headed_cards(rules) == []
