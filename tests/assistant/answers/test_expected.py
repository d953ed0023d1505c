"""What the words that answer a question hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answers.expected import FILE, NAMING, RUNNING, TIMING, asks_name, asks_time, holds_time, load_expected, weighed
from ingest.errors import BadInput
from tests.assistant.councils import Desk


@pytest.mark.parametrize(
    "question",
    [
        "When does the new hub open?",
        "when's the hub due",
        "when will it actually start",
        "And when was that agreed?",
        "Does it say when the wardens arrive?",
        "Who approved the plan, and by when must it be reviewed?",
        "What date was the strategy signed off?",
        "In which month did the survey close?",
        "On what day did the board meet?",
        "Which year does the figure belong to?",
        "Is the drop-in open yet?",
        "Can people already walk into the refuge?",
        "How soon will the cameras be switched on?",
        "Since when has the order been in force?",
        "How long ago was the last review?",
        "Between what dates could people have their say?",
        "Has the panel met yet",
        "Tell me when it ends",
        "The wardens start when?",
        "When?",
    ],
)
def test_a_question_asks_when(question: str) -> None:
    assert asks_time(question)


@pytest.mark.parametrize(
    "question",
    [
        "What happens when someone reports a neighbour?",
        "What do wardens do when they see a fight?",
        "How are victims kept safe when a case reaches court?",
        "What is the target for burglary?",
        "Which services work with young people?",
        "What has the council done about noise?",
        "Who chairs the board?",
        "Is the plan on the website?",
    ],
)
def test_a_question_that_asks_no_time(question: str) -> None:
    assert not asks_time(question)


@pytest.mark.parametrize(
    "words",
    [
        "It opens in June 2031.",
        "from 4 May",
        "on the 12th of October",
        "by March 2030",
        "Q3",
        "04/05/2029",
        "in the spring of next year",
        "2028/29",
    ],
)
def test_words_that_hold_a_time(words: str) -> None:
    assert holds_time(words)


@pytest.mark.parametrize("words", ["The wardens may be reached by phone.", "37 shops signed up.", "£12,500 was spent.", "section 17"])
def test_words_that_hold_no_time(words: str) -> None:
    assert not holds_time(words)


@pytest.mark.parametrize(
    "question",
    [
        "Who runs the hub?",
        "who's behind the campaign",
        "By whom was the survey done?",
        "Whose job is it to report back?",
        "The wardens: who pays them?",
        "Which board looks after violence?",
        "What charity runs the refuge?",
        "Which neighbouring boroughs share the unit?",
        "what famous names backed it",
        "Under whose eye does this fall?",
        "Where is it and who is it for?",
        "Tell me who signed the pledge",
        "What are the names of the partners?",
        "Which two organisations wrote the report?",
    ],
)
def test_a_question_asks_for_a_name(question: str) -> None:
    assert asks_name(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is done for people who sleep rough?",
        "How are women who leave helped?",
        "What does the plan say about residents whose cars are stolen?",
        "How many shops signed up?",
        "What is the target for those who reoffend?",
    ],
)
def test_a_question_that_asks_for_no_name(question: str) -> None:
    assert not asks_name(question)


def test_what_holds_the_thing_that_is_asked_for_fits_better(councils: Desk) -> None:
    question = "When will the plan end in Eastmere?"
    reading = councils.read(question)
    even = np.full(len(reading.pieces), 0.1)
    fitness = weighed(councils.understood(question), reading.pieces, even, councils.snapshot)
    dated = [holds_time(piece.words) for piece in reading.pieces]
    assert any(dated) and not all(dated)
    assert np.allclose(fitness, np.where(dated, TIMING * even, even))


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What percentage of people in Marwick feel safe?", ("per cent", "%")),
        ("How much does the council pay towards the partnership in Marwick?", ("£",)),
    ],
)
def test_the_sort_of_figure_that_is_asked_for_fits_better(councils: Desk, question: str, held: tuple[str, ...]) -> None:
    read = councils.read(question)
    fitness = weighed(councils.understood(question), read.pieces, np.full(len(read.pieces), 0.1), councils.snapshot)
    having = [any(sign in piece.words for sign in held) for piece in read.pieces]
    assert any(having) and not all(having)
    assert min(fitness[place] for place, has in enumerate(having) if has) > 0.1


@pytest.mark.parametrize(
    ("form", "question", "words"),
    [
        ("total", "What do all the projects come to over the two years?", "TOTAL\t1,610"),
        ("total", "How many were there in total?", "The total was nine."),
        ("runner", "Who is running the new service?", "It will be delivered by Harbour Aid."),
        ("runner", "who provides it", "The hub is run by the Youth Trust."),
    ],
)
def test_what_a_question_and_its_answer_are_like(form: str, question: str, words: str) -> None:
    found = load_expected()[form]
    assert found.asked.search(question) and found.held.search(words)
    assert not found.asked.search("What will they do about burglary?") and not found.held.search("Burglary fell by a third.")


def test_who_runs_something_is_told_by_whom_it_is_delivered(councils: Desk) -> None:
    pieces = list(councils.read("Who runs the hub in Marwick?").pieces)
    pieces[0] = replace(pieces[0], words="It is delivered by Harbour Aid.")
    even = np.full(len(pieces), 0.01)
    fitness = weighed(councils.understood("Who runs the hub in Marwick?"), pieces, even, councils.snapshot)
    assert fitness[0] >= RUNNING * even[0] and fitness[0] == fitness.max()
    fitness = weighed(councils.understood("Who chairs the board in Marwick?"), pieces, even, councils.snapshot)
    assert fitness[0] < RUNNING * even[0]


def test_who_is_asked_for_by_name_is_not_found_by_the_names_of_the_question(councils: Desk) -> None:
    question = "Who chairs the board in Eastmere?"
    reading = councils.read(question)
    even = np.full(len(reading.pieces), 0.1)
    fitness = weighed(councils.understood(question), reading.pieces, even, councils.snapshot)
    chair = next(place for place, piece in enumerate(reading.pieces) if "Ines Abernathy" in piece.words)
    assert fitness[chair] == pytest.approx(NAMING * 0.1)
    assert fitness.min() == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("old", "new"), [("[time]", "[tyme]"), ("held = [", "held = 7\nother = ["), ("<month> \\d", "<moon> \\d"), ("(?:19|20)", "(?:19|20")]
)
def test_a_file_that_cannot_be_used_is_refused_by_its_name(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "expected.toml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match="expected.toml"):
        load_expected(file)


@pytest.mark.parametrize(
    ("words", "asks", "holds"),
    [
        ("Do they have to ask people, or are they just being nice?", True, False),
        ("What does the law oblige the partners to write?", True, False),
        ("Each partner must share what it knows.", False, True),
        ("Who opened the gate?", False, False),
    ],
)
def test_what_has_to_be_done_is_a_duty(words: str, asks: bool, holds: bool) -> None:
    duty = load_expected()["duty"]
    assert (duty.asked.search(words) is not None) == asks
    assert (duty.held.search(words) is not None) == holds
