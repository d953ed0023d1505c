from __future__ import annotations

from ingest.layout.line import Line
from ingest.readers.furniture import furniture_of, label_offset
from tests.ingest.glyphs import line_of

HEIGHT = 800.0


def page(number: int, *lines: Line) -> tuple[float, list[Line]]:
    """One page: a running header, the given lines, a number at the foot."""
    return HEIGHT, [line_of("A plan for Marwick", 300, 40), *lines, line_of(f"Page {number} of 9", 300, 760)]


def kept(pages: list[tuple[float, list[Line]]]) -> list[list[str]]:
    furniture = furniture_of(pages)
    return [[line.text for line in lines if not furniture.holds(number, line)] for number, (_, lines) in enumerate(pages, start=1)]


def test_headers_and_page_numbers_are_removed() -> None:
    pages = [page(number, line_of(f"Words of page {number}", top=300)) for number in range(1, 6)]
    assert kept(pages) == [[f"Words of page {number}"] for number in range(1, 6)]


def test_what_only_one_page_says_at_its_edge_stays() -> None:
    pages = [page(number) for number in range(1, 6)]
    pages[2][1].append(line_of("A heading near the top", top=62))
    assert kept(pages)[2] == ["A heading near the top"]


def test_words_that_repeat_in_the_middle_stay() -> None:
    pages = [page(number, line_of("Good practice", top=300)) for number in range(1, 6)]
    assert kept(pages) == [["Good practice"]] * 5


def test_a_tall_running_header_is_removed_whole() -> None:
    pages = [page(number, line_of("Template reviewed June 2023", top=110), line_of("Words", top=300)) for number in range(1, 6)]
    assert kept(pages) == [["Words"]] * 5


def test_repeated_words_below_the_margin_stay_where_text_stands_above_them() -> None:
    pages = [page(number, line_of(f"Chapter {number * 'x'}", top=92), line_of("Summary", top=110)) for number in range(1, 6)]
    assert [lines[1] for lines in kept(pages)] == ["Summary"] * 5


def test_printed_numbers_that_start_late() -> None:
    covers = [(HEIGHT, [line_of("Cover", top=300)]), (HEIGHT, [line_of("Foreword", top=300)])]
    pages = covers + [page(number, line_of("Words", top=300)) for number in range(1, 6)]
    assert label_offset(furniture_of(pages)) == -2


def test_numbers_that_do_not_agree_give_no_labels() -> None:
    pages = [(HEIGHT, [line_of(str(number), 300, 770)]) for number in (4, 90, 17, 33)]
    assert label_offset(furniture_of(pages)) is None
