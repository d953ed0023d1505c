"""Sentences that belong to those that were chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest

from assistant.answers.read_on import (
    LONGEST,
    MOST_SHORT,
    says_same,
    with_beginnings,
    with_between,
    with_ends,
    with_more,
    with_rest,
    with_taken_back,
)
from assistant.pieces import Piece
from ingest.embed import Embedder
from tests.assistant.answers.saltby import saltby
from tests.assistant.councils import Desk

LESSONS = ("Two lessons stand out", "First, pop-up stalls", "Second, neighbours")
LAMPS = ("The lamps on the Ropewalk", "They now burn", "Few people knew")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from saltby(tmp_path_factory.mktemp("saltby"), embedder)


@pytest.fixture(scope="module")
def pieces(desk: Desk) -> list[Piece]:
    return list(desk.read("What were the two lessons from the plan before, and when were the lamps on the Ropewalk mended?").pieces)


def places(pieces: list[Piece], *begins: str) -> list[int]:
    return [next(place for place, piece in enumerate(pieces) if piece.words.startswith(words)) for words in begins]


def test_what_stands_between_two_sentences_of_a_paragraph_is_told_too(pieces: list[Piece]) -> None:
    first, between, last = places(pieces, *LAMPS)
    assert with_between(pieces, [first, last]) == [first, between, last]
    assert with_between(pieces, [last, first]) == [last, first, between]


def test_a_sentence_that_needs_no_other_is_told_alone(pieces: list[Piece]) -> None:
    first, _, alone = places(pieces, *LAMPS)
    assert with_beginnings(pieces, [first]) == [first]
    assert with_beginnings(pieces, [alone]) == [alone]


@pytest.mark.parametrize(
    "words",
    ["The year after, however, none burnt.", "by contrast none of them burnt.", "They are lit all night.", "This presents a contrast."],
)
def test_what_sets_itself_beside_another_sentence_or_begins_before_a_break_needs_it(pieces: list[Piece], words: str) -> None:
    first, second, _ = places(pieces, *LAMPS)
    changed = [*pieces]
    changed[second] = replace(pieces[second], words=words)
    if words[0].islower():
        changed[first] = replace(pieces[first], words="The lamps on the Ropewalk and those of the quay")
    assert with_beginnings(changed, [second]) == [first, second]
    assert with_beginnings(changed, [second, first]) == [first, second]


@pytest.mark.parametrize(("rest", "torn"), [("lie between 28 and 35.\t18", True), ("Repeat cases\t18", False)])
def test_a_row_that_a_pages_end_has_torn_needs_its_beginning(pieces: list[Piece], rest: str, torn: bool) -> None:
    first, second, _ = places(pieces, *LAMPS)
    changed = [*pieces]
    changed[first] = replace(pieces[first], words="Rates of repeat cases in England ought to\t" + "much " * 80 + "more", row=True)
    changed[second] = replace(pieces[second], words=rest, row=True)
    assert with_beginnings(changed, [second]) == ([first, second] if torn else [second])


def test_sentences_of_two_paragraphs_have_nothing_between_them(pieces: list[Piece]) -> None:
    lesson, lamp = places(pieces, LESSONS[2], LAMPS[0])
    assert with_between(pieces, [lesson, lamp]) == [lesson, lamp]


def test_a_short_answer_goes_on_in_its_passage(pieces: list[Piece]) -> None:
    first, second, third = places(pieces, *LESSONS)
    assert with_more(pieces, [first])[:3] == [first, second, third]
    assert with_more(pieces, [first, third])[:3] == [first, second, third]


def test_an_answer_stays_short(pieces: list[Piece]) -> None:
    for place in range(len(pieces)):
        length = sum(len(pieces[other].words) for other in with_more(pieces, [place]))
        assert length <= max(MOST_SHORT, len(pieces[place].words))
    everything = list(range(0, len(pieces), 2))
    if sum(len(pieces[place].words) for place in everything) > LONGEST:
        assert with_between(pieces, everything) == everything


def test_a_row_or_an_item_goes_on_to_nothing(pieces: list[Piece]) -> None:
    rows = [place for place, piece in enumerate(pieces) if piece.row]
    assert rows
    assert all(with_more(pieces, [place]) == [place] for place in rows)


def test_a_figure_that_was_asked_for_needs_no_more(councils: Desk) -> None:
    answer = councils.ask("How many people answered the survey in Marwick?")
    assert "1,246" in answer.claims[0].text


def test_what_was_learnt_is_told_to_the_end(desk: Desk) -> None:
    answer = desk.ask("What lessons did Saltby learn from the plan before?")
    assert "pop-up stalls" in answer.answer
    assert "neighbours" in answer.answer


def test_a_line_of_signs_takes_no_time(pieces: list[Piece]) -> None:
    first, second, _ = places(pieces, *LESSONS)
    signs = replace(pieces[second], words=". " * 10_000 + "a")
    began = monotonic()
    with_more([*pieces[:second], signs, *pieces[second + 1 :]], [first])
    assert monotonic() - began < 1


def test_the_rest_of_a_list_belongs_to_most_of_it(councils: Desk) -> None:
    found = councils.read("What will Marwick do about burglary?").pieces
    items = places(list(found), "Fit new locks", "Mark property", "Visit every victim")
    assert with_rest(found, [items[2], items[0]]) == [items[2], items[0], items[1]]
    assert with_rest(found, [items[1]]) == [items[1], items[0], items[2]]
    prose = next(place for place, piece in enumerate(found) if not (piece.item or piece.row or piece.whole))
    assert with_rest(found, [prose]) == [prose]
    assert with_rest(found, [prose, items[1]]) == [prose, *items]
    long = [replace(piece, words=piece.words + " and more" * 30) if place in items else piece for place, piece in enumerate(found)]
    assert with_rest(long, [prose, items[1]]) == [prose, items[1]]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Number of knife offences reported per 1,000 residents", "Number of gun offences reported per 1,000 residents", False),
        ("Number of knife offences reported per 1,000 residents", "Number of knife offences reported per 1,000 residents", True),
        ("Number of offences reported per 1,000 residents", "Number of knife offences reported per 1,000 residents", True),
    ],
)
def test_rows_that_are_worded_alike_say_different_things(pieces: list[Piece], one: str, two: str, same: bool) -> None:
    first = replace(pieces[0], words=one, row=True)
    second = replace(pieces[1], words=two, row=True, rank=first.rank)
    assert says_same(first, second) is same
    assert says_same(replace(first, row=False, item=True), replace(second, row=False, item=True)) is same
    assert says_same(replace(first, row=False), replace(second, row=False)) is (len(set(one.split()) ^ set(two.split())) <= 2)


@pytest.mark.parametrize(
    ("breaks_off", "behind", "goes_on"),
    [
        ("A stall, which neighbours ran,", "was opened at 22 addresses.", True),
        ("A stall that neighbours ran", "was opened at 22 addresses.", True),
        ("A stall that neighbours ran.", "was opened at 22 addresses.", False),
        ("A stall that neighbours ran", "Opened at 22 addresses.", False),
        ("A stall that neighbours ran", "was opened " + "again and " * 40, False),
    ],
)
def test_a_sentence_that_breaks_off_is_told_to_its_end(pieces: list[Piece], breaks_off: str, behind: str, goes_on: bool) -> None:
    first = places(pieces, LESSONS[0])[0]
    found = [replace(piece, words=breaks_off) if place == first else piece for place, piece in enumerate(pieces)]
    found[first + 1] = replace(found[first + 1], words=behind)
    assert with_ends(found, [first]) == ([first, first + 1] if goes_on else [first])
    assert with_ends(found, [first, first + 1]) == [first, first + 1]
    assert with_ends(found, [len(found) - 1]) == [len(found) - 1]
    row = [replace(piece, row=True) if place == first else piece for place, piece in enumerate(found)]
    assert with_ends(row, [first]) == [first]


@pytest.mark.parametrize(
    ("behind", "is_told"),
    [
        ("That is gone.", True),
        ("But this was repealed in 2029, and nothing took its place.", True),
        ("The scheme has since been withdrawn.", True),
        ("However, it has now been replaced by a panel.", True),
        ("The stall no longer runs.", True),
        ("It is over.", True),
        ("It is over 20 years old.", False),
        ("The target was met.", False),
        ("They now burn all night.", False),
        ("That is gone, " + "again and " * 40, False),
    ],
)
def test_a_sentence_that_takes_back_what_is_told_is_told_too(pieces: list[Piece], behind: str, is_told: bool) -> None:
    first = places(pieces, LESSONS[0])[0]
    found = [replace(piece, words=behind) if place == first + 1 else piece for place, piece in enumerate(pieces)]
    assert with_taken_back(found, [first]) == ([first, first + 1] if is_told else [first])
    assert with_taken_back(found, [first, first + 1]) == [first, first + 1]
    row = [replace(piece, row=True) if place == first + 1 else piece for place, piece in enumerate(found)]
    assert with_taken_back(row, [first]) == [first]


@pytest.mark.parametrize(
    ("last", "is_told"), [("Its place was taken by a panel.", True), ("Instead, a panel meets.", True), ("A panel meets.", False)]
)
def test_what_holds_in_its_place_is_told_with_it(pieces: list[Piece], last: str, is_told: bool) -> None:
    first = places(pieces, LESSONS[0])[0]
    said = {first + 1: "That is gone.", first + 2: last}
    found = [replace(piece, words=said.get(place, piece.words)) for place, piece in enumerate(pieces)]
    assert with_taken_back(found, [first]) == [first, first + 1, *([first + 2] if is_told else [])]
    assert with_taken_back(found, [first, first + 2]) == [first, first + 1, first + 2]


@pytest.mark.parametrize(
    ("label", "row", "told"), [("Lead officer", "Ada Thorne, Director of Lamps", True), ("Lead officer", "Ada Thorne\tLamps", False)]
)
def test_a_lone_cell_is_told_behind_what_it_is_of(pieces: list[Piece], label: str, row: str, told: bool) -> None:
    first, second, _ = places(pieces, *LAMPS)
    changed = [*pieces]
    changed[first] = replace(pieces[first], words=label)
    changed[second] = replace(pieces[second], words=row, row=True)
    assert with_beginnings(changed, [second]) == ([first, second] if told else [second])
