from __future__ import annotations

import pytest

from ingest.headings import Style, is_caption, is_heading, ranks_of
from ingest.layout.draft import Draft
from tests.ingest.glyphs import draft_of

STYLE = Style(body=10.0, bold_body=False)
PROSE = draft_of("Here is a paragraph of running text under it that is a good deal longer than any heading would be in a plan like this.")


@pytest.mark.parametrize(
    "draft",
    [
        draft_of("Our priorities", size=14),
        draft_of("Our priorities", bold=True),
        draft_of("OUR PRIORITIES"),
        draft_of("Our priorities"),
        draft_of("3.2 What will have changed?", size=14),
        draft_of("Property marking initiative.", size=14),
    ],
    ids=["larger", "bold", "capitals", "short", "numbered", "larger with a stop"],
)
def test_headings(draft: Draft) -> None:
    assert is_heading(draft, PROSE, STYLE)


@pytest.mark.parametrize(
    "text",
    [
        "17 December 2024",
        "Adopted October 2013",
        "Period 2021-24",
        "Published: 12/2024",
        "ISBN 978-1-5286-5352-7",
        "Table 2: Burglary by ward",
        "Figure A: How it was done",
        "Lawrence House, Catford Road, SE6 4RU",
        "2.2 Register the application when it comes.",
        "• Young people",
        "2017 - 2021",
    ],
)
def test_no_headings_however_large(text: str) -> None:
    assert not is_heading(draft_of(text, size=14, bold=True), PROSE, STYLE)


@pytest.mark.parametrize("text", ["It has agreed to this.", "and what was said", "Write to safer@marwick.example", "Call 01354 654321"])
def test_no_headings_in_the_type_of_the_text(text: str) -> None:
    assert not is_heading(draft_of(text), PROSE, STYLE)


def test_a_short_line_is_a_heading_only_above_text() -> None:
    assert not is_heading(draft_of("Our priorities"), draft_of("Burglary"), STYLE)
    assert not is_heading(draft_of("Our priorities"), None, STYLE)


def test_bold_is_no_sign_where_the_text_is_bold() -> None:
    assert not is_heading(draft_of("that which is bold", bold=True), PROSE, Style(body=10.0, bold_body=True))


def test_captions_and_the_titles_under_them() -> None:
    box = draft_of("Box 1", bold=True)
    assert is_caption(box, None)
    assert is_caption(draft_of("The centre for lamps", bold=True), box)
    assert is_caption(draft_of("Table 3.1: Burglary by ward"), None)
    assert not is_caption(draft_of("Table 2 shows how many there were."), None)
    assert not is_caption(draft_of("Table 2 shows how many there were"), None)
    assert not is_caption(draft_of("Mapping what was done"), None)


def levels(*drafts: Draft) -> list[int]:
    flow = [part for draft in drafts for part in (draft, PROSE, PROSE)]
    ranks = ranks_of(STYLE, flow)
    return [ranks.level(draft) for draft in drafts]


def test_larger_stands_above_bold_above_plain() -> None:
    large, bold, plain = levels(draft_of("Our plan", size=16), draft_of("Lamps", bold=True), draft_of("First steps"))
    assert large < bold < plain


def test_parts_and_chapters_stand_above_what_looks_like_them() -> None:
    part, chapter, heading = levels(*(draft_of(text, size=14) for text in ("PART ONE", "CHAPTER 1: LAMPS", "What is new")))
    assert part == chapter < heading


def test_what_recurs_under_several_headings_is_a_part_of_each() -> None:
    texts = ["Priority A: Lamps", "Why is this important?", "Priority B: Shops", "Why is this important?", "Governance"]
    first, below, second, again, other = levels(*(draft_of(text, size=14) for text in texts))
    assert first == second < below == again
    assert other < below


def test_a_heading_printed_once_more_in_a_summary_keeps_its_depth() -> None:
    lamps, shops, _ = levels(draft_of("Lamps and light", bold=True), draft_of("Shops", bold=True), draft_of("Lamps and light"))
    assert lamps == shops
