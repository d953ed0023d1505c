"""What a message is for: what no document answers is told apart in whatever words, questions for the plans are let through."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from assistant.purpose import FILE, Purpose, load_purposes, purposes_for, words_in
from ingest.embed import PACKAGED_DIGEST, Embedder
from ingest.errors import BadInput

# Worded for this test; none stands among the examples that the numbers were learnt from.
OTHER = {
    Purpose.OPINION: ("Honestly, would you say the chair of the board is up to the job?", "Do you reckon the police there can be trusted?"),
    Purpose.PRIVATE: ("Does the woman upstairs from me have a criminal record?", "Has the man at number 6 got convictions?"),
    Purpose.WORK: ("Write me a limerick about the knife crime target.", "Please draft my speech for the council meeting on burglary."),
    Purpose.UNCLEAR: ("and what about the other one then", "Please confirm the position as discussed."),
}
ASKED = (
    "Who chairs the safety board?",
    "What is the target for knife crime?",
    "List every priority in the plan.",
    "What help is there for people who are being abused at home?",
    "Did robbery go up or down last year?",
    "Summarise the work on hate crime for me.",
    "How many offenders were managed in the scheme?",
    "Which boards oversee the plan, and who leads them?",
)


@pytest.mark.parametrize("purpose", OTHER)
def test_what_no_document_answers_is_told_apart(purpose: Purpose, embedder: Embedder) -> None:
    learnt = load_purposes()
    assert [learnt.of(embedder.quickly([message])[0], message) for message in OTHER[purpose]] == [purpose] * 2


def test_plain_questions_are_told_by_their_words_alone_and_no_other_message_is() -> None:
    learnt = load_purposes()
    assert all(learnt.is_open(message) for messages in OTHER.values() for message in messages)
    assert not learnt.is_open("How many offences of robbery were recorded in each ward in 2021/22, and what was the target?")
    assert not learnt.is_open("Which partners are responsible for reducing reoffending, and what actions will they take?")


@pytest.mark.parametrize("question", ASKED)
def test_questions_for_the_plans_go_on(question: str, embedder: Embedder) -> None:
    learnt = load_purposes()
    vector = embedder.quickly([question])[0]
    assert learnt.of(vector, question) is None
    assert learnt.seldom(vector, question) is None


@pytest.mark.parametrize("message", ["When do I have to renew my resident's parking permit?", "my green bin has not been emptied again"])
def test_what_plans_seldom_answer_is_told_apart_and_never_refused_for_that_alone(message: str, embedder: Embedder) -> None:
    assert load_purposes().seldom(embedder.quickly([message])[0], message) is Purpose.SERVICE


def test_what_ships_was_learnt_with_the_model_that_ships_and_with_no_other() -> None:
    assert load_purposes().model == PACKAGED_DIGEST
    assert purposes_for(PACKAGED_DIGEST) == load_purposes()
    assert purposes_for("another") is None


def test_words_are_what_stands_alone_and_beside_another_and_numbers_are_one() -> None:
    assert words_in("How many in 2014?") == {"how", "many", "in", "num", "?", "how many", "many in", "in num", "num ?"}
    assert words_in("Don’t") == words_in("don't")


def test_a_file_that_lacks_a_purpose_is_named(tmp_path: Path) -> None:
    file = tmp_path / "purpose.toml"
    file.write_text(FILE.read_text(encoding="utf-8").split("[named.elsewhere]")[0], encoding="utf-8")
    with pytest.raises(BadInput, match="purpose.toml cannot be used .*elsewhere.*plan-evaluate purpose"):
        load_purposes(file)


def test_words_add_to_what_the_vector_says(embedder: Embedder) -> None:
    other = load_purposes().other
    message = "zzz"
    vector = embedder.quickly([message])[0]
    heavier = dataclasses.replace(other, words={"zzz": 2.5})
    lighter = dataclasses.replace(other, words={})
    assert heavier.of(vector, message) == pytest.approx(lighter.of(vector, message) + 2.5)
