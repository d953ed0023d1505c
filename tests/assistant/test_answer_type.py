"""The type of answer that a question expects, and whether some words hold anything of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer_type import FILE, AnswerType, holds, lacking, load_forms, types_asked
from ingest.errors import BadInput

ASKED = {
    AnswerType.CLOCK: [
        "What time does the drop-in start?",
        "what are the hub's opening hours",
        "When does the advice desk open?",
        "What time of day do most break-ins happen?",
    ],
    AnswerType.DATE: [
        "When will the new cameras go in?",
        "Who runs the hub, and when did it open?",
        "In what year was the board set up?",
        "Since when has the team been working?",
        "By when must it be done?",
    ],
    AnswerType.DAY: ["What day does the fair take place?", "which day is the summit", "Do you have the exact date of the review?"],
    AnswerType.OFTEN: ["How often does the board meet?", "how regularly are figures reported"],
    AnswerType.LENGTH: ["How long does a notice last?", "For how many months was the street closed?", "How fast do they get to a call?"],
    AnswerType.PLACE: [
        "On which street will the shelter open?",
        "Which pubs signed the charter?",
        "Where is the women's centre based?",
        "Where is the new hub?",
        "What's the address of the refuge?",
    ],
    AnswerType.ORGANISATION: [
        "Which charity runs the helpline?",
        "What company has the contract for the cameras?",
        "Who won the contract for outreach?",
        "Which independent university did the review?",
    ],
    AnswerType.LEADER: [
        "Who chairs the executive board?",
        "who's leading on knife crime",
        "What's the name of the borough commander?",
        "Who is in the chair?",
    ],
    AnswerType.PENALTY: ["What fine did the shopkeeper get?", "Was anyone prosecuted for it?", "Did they end up in court?"],
    AnswerType.AGE: ["How old do you have to be?", "What age is the youth panel for?"],
    AnswerType.CHARGE: ["Is it free to go there?", "Do I have to pay for the alarm?"],
    AnswerType.CONTACT: ["Who do I phone about graffiti?", "What's their e-mail address?", "Any contact details for the wardens?"],
    AnswerType.PHONE: [
        "What number should I ring about noise?",
        "What's the helpline number?",
        "whats the one number i ring about it",
        "Is there a number to text?",
    ],
    AnswerType.NAMED: [
        "What is the name of the person to speak to?",
        "Who signs off each grant, by name?",
        "Who are the two people that signed the foreword?",
        "who wrote the report",
        "What's the chair's name?",
    ],
    AnswerType.RESULT: [
        "What was the outturn?",
        "Did they hit it?",
        "And what result did that bring?",
        "How many people have finished it so far?",
        "Was the target for robbery ever met?",
        "Did it work?",
        "What became of the review?",
    ],
    AnswerType.PROCEDURE: [
        "How do I sign up for the watch scheme?",
        "how can my mum apply for one of those boxes",
        "Where do I report fly-tipping?",
        "How does someone get a place on the course? How to apply?",
    ],
    AnswerType.SHARE: ["What percentage of cases were solved?", "By how many per cent will it fall?", "What share feel safe?"],
    AnswerType.COUNT: ["How many cameras has the town got?", "What number of orders were made?", "What was the total number of calls?"],
    AnswerType.RATE: ["What is the homicide rate in the borough?", "How many people feel safe?", "What was the average in 2019?"],
    AnswerType.TARGET: [
        "What's the target for burglary?",
        "By how much do they want to cut robbery?",
        "What level are they trying to get moped thefts down to?",
    ],
}
HELD = {
    AnswerType.CLOCK: ["It opens at 9.30am.", "Most happen in the evening.", "It is staffed 24/7."],
    AnswerType.DATE: ["By March 2025.", "in the first year of the plan", "Each quarter", "14/3/24"],
    AnswerType.DAY: ["on 14 March 2025", "the first Tuesday", "14/3/24"],
    AnswerType.OFTEN: ["The board meets quarterly.", "twice a year", "every six weeks"],
    AnswerType.LENGTH: ["for three months", "a 12-week course", "since 2019", "within 15 minutes"],
    AnswerType.PLACE: ["The centre stands in Mill Lane.", "at the library", "in Harbour Ward"],
    AnswerType.ORGANISATION: ["It is run by Safe Harbour.", "The NSPCC trains staff.", "Greenfield Trust"],
    AnswerType.LEADER: ["The board is chaired by the Chief Executive.", "Lead: Director of Housing"],
    AnswerType.PENALTY: ["He was fined £400.", "Two were sentenced to 14 months.", "The shop lost its licence in court."],
    AnswerType.AGE: ["for those aged 16 and over", "11-18", "open to adults"],
    AnswerType.CHARGE: ["The alarms are free.", "A fee of £10"],
    AnswerType.CONTACT: ["Call 0300 123 4567.", "www.example.org", "Contact the team"],
    AnswerType.PHONE: ["Call 0300 123 4567.", "ring 101", "116 123"],
    AnswerType.NAMED: ["Councillor Ann Example", "Author: Jo Bloggs", "Sam Sample, Director of Housing"],
    AnswerType.RESULT: ["Robbery fell by 4%.", "The target was met.", "38 of 42 were there to the end.", "completed in May"],
    AnswerType.PROCEDURE: ["Apply by e-mail.", "Referrals are taken by the team.", "Register online"],
    AnswerType.SHARE: ["61% feel safe.", "two thirds of them", "one in five"],
    AnswerType.COUNT: ["There are 214 cameras.", "Six orders were made.", "1,432 offences"],
    AnswerType.RATE: ["102 per 1,000", "one in ten"],
    AnswerType.TARGET: ["Target: 30", "cut by 20%", "a reduction to below 45"],
}
NOT_ASKED = [
    "When the survey was held, what did people say?",
    "What is being done about knife crime?",
    "Who can call the partnership to account?",
    "Where does the plan deal with stop and search?",
    "What are the priorities?",
    "At what times of the year is it worst? Tell me about hate crime.",
    "Does the plan mention cameras?",
    "Which partners meet in the board?",
    "What is the name of the programme?",
    "What results do they want?",
]


@pytest.mark.parametrize(("kind", "question"), [(kind, question) for kind, some in ASKED.items() for question in some])
def test_a_question_expects_a_type_of_answer(kind: AnswerType, question: str) -> None:
    assert kind in types_asked(question)


@pytest.mark.parametrize("question", NOT_ASKED)
def test_a_question_about_something_whole_expects_none(question: str) -> None:
    assert types_asked(question) == ()


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, some in HELD.items() for words in some])
def test_words_hold_it(kind: AnswerType, words: str) -> None:
    assert holds(kind, words)


@pytest.mark.parametrize("kind", AnswerType)
def test_words_about_something_else_hold_nothing(kind: AnswerType) -> None:
    assert not holds(kind, "we listened and we cared about what was said")


@pytest.mark.parametrize("words", ["in 2016/17", "since 2019,", "a rise of 12.5%", "88 per cent"])
def test_years_and_shares_count_nothing(words: str) -> None:
    assert not holds(AnswerType.COUNT, words)


def test_what_is_lacking_is_told_over_all_that_is_quoted() -> None:
    asked = types_asked("Where is the new hub based and what are its opening hours?")
    assert lacking(asked, ["The hub is in Mill Lane."]) == (AnswerType.CLOCK,)
    assert lacking(asked, ["The hub is in Mill Lane.", "It opens at 9am."]) == ()
    assert lacking((), []) == ()


@pytest.mark.parametrize(
    ("shipped", "wrong", "told"),
    [
        ("[clock]", "[tock]", "clock"),
        ("asked = [", "asking = [", "clock.asked"),
        ("<month>", "<moon>", "moon"),
        ("(?:noon|", "(?:noon|(", "clock.held"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_naming_what_is_off(tmp_path: Path, shipped: str, wrong: str, told: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(shipped, wrong, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=rf"mine\.toml cannot be used.*{told}"):
        load_forms(file)
