"""A message and what was said before it, as one question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import Turn
from assistant.understand import Intent, intent_of, standalone_of, subject_of
from tests.assistant.councils import Desk

FIRST = "What are the priorities in Marwick?"
LISTED = "1. Burglary and vehicle crime 2. Violence against women and girls"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What are the priorities in Marwick?", Intent.LIST),
        ("List the targets", Intent.LIST),
        ("How many people answered the survey?", Intent.COUNT),
        ("How much does the council pay?", Intent.FIGURE),
        ("What percentage feel safe after dark?", Intent.FIGURE),
        ("What does MARAC stand for?", Intent.DEFINITION),
        ("What is a MARAC?", Intent.DEFINITION),
        ("Who chairs the board?", Intent.WHO),
        ("Which board looks at this?", Intent.WHO),
        ("Is street lighting mentioned?", Intent.YES_NO),
        ("What has changed since the last plan?", Intent.CHANGE),
        ("Compare Marwick and Eastmere", Intent.COMPARISON),
        ("Does the plan contradict itself?", Intent.CONTRADICTION),
        ("Give me an overview", Intent.SUMMARY),
        ("Locks for burgled homes", Intent.PASSAGE),
        ("How many of the plans mention street lighting?", Intent.COMPARISON),
        ("Do all of them mention street lighting?", Intent.COMPARISON),
        ("How does the first plan differ from the second?", Intent.COMPARISON),
        ("Which other boroughs share a prison?", Intent.LIST),
        ("What are the six things that wardens do?", Intent.LIST),
        ("What three things does it promise?", Intent.LIST),
        ("Which year is it? The dates don't match.", Intent.CONTRADICTION),
        ("Do the figures add up?", Intent.CONTRADICTION),
        ("Does the covering paper agree with that?", Intent.CONTRADICTION),
        ("does the table on stabbings in Marwick's plan really add up", Intent.CONTRADICTION),
        ("Are there any mistakes in the Marwick plan?", Intent.CONTRADICTION),
        ("Are there discrepancies in its numbers?", Intent.CONTRADICTION),
        ("What do the grants add up to?", Intent.PASSAGE),
        ("One page says 14 and another says 15. How many?", Intent.CONTRADICTION),
        ("I have two dates for the review. Which are they?", Intent.CONTRADICTION),
        ("How many wardens are there? one page doesn't match the other", Intent.CONTRADICTION),
        ("Marwick seems unsure how many wardens it has", Intent.CONTRADICTION),
        ("They can't make up their mind how many wardens there are", Intent.CONTRADICTION),
        ("I'm unsure how many wardens there are", Intent.COUNT),
        ("Which of its aims were not in the last plan?", Intent.CHANGE),
        ("What never had its own heading in the 2017 one?", Intent.CHANGE),
        ("Which aims are new to this plan?", Intent.CHANGE),
    ],
)
def test_what_a_question_asks_for(text: str, intent: Intent) -> None:
    assert intent_of(text) is intent


def test_an_apostrophe_that_was_left_out_is_put_back(councils: Desk) -> None:
    understood = councils.understood("one page of marwick doesnt match the next, whats right? it cant be both")
    assert understood.standalone == "one page of marwick doesn't match the next, what's right? it can't be both"
    assert understood.intent is Intent.CONTRADICTION


def test_another_area_takes_the_first_ones_place(councils: Desk) -> None:
    for follow_up in ("and in Eastmere?", "What about Eastmere?", "Eastmere?", "and Eastmere's plan?", "how about in eastmere"):
        asked = councils.understood(follow_up, FIRST, LISTED)
        assert asked.standalone == "What are the priorities in Eastmere?"
        assert asked.scope.areas == ("Eastmere",)
        assert asked.intent is Intent.LIST


@pytest.mark.parametrize(
    "follow_up",
    [
        "How many has Eastmere got?",
        "what does Eastmere say?",
        "how many are there in eastmere then?",
        "and the east, Eastmere? same question on aims",
        "Eastmere: same again please",
        "does Eastmere do the same",
        "ditto Eastmere",
        "And the same for Eastmere",
    ],
)
def test_the_same_is_asked_of_another_area(councils: Desk, follow_up: str) -> None:
    assert councils.understood(follow_up, FIRST, LISTED).standalone == "What are the priorities in Eastmere?"


def test_the_area_before_is_found_without_its_apostrophe(councils: Desk) -> None:
    asked = councils.understood("How many has Eastmere got?", "what are marwicks priorities", LISTED)
    assert asked.scope.areas == ("Eastmere",)
    assert "marwick" not in asked.standalone.casefold()


@pytest.mark.parametrize("message", ["Who chairs the board in Eastmere?", "How many wardens has Eastmere got?"])
def test_a_whole_question_about_another_area_stands_alone(councils: Desk, message: str) -> None:
    assert councils.understood(message, FIRST, LISTED).standalone == message


@pytest.mark.parametrize(
    "follow_up",
    [
        "and who chairs them in Eastmere?",
        "what about hate crime in Eastmere",
        "ok and how is it measured over in Eastmere?",
        "So what did they do in Eastmere?",
    ],
)
def test_what_is_asked_of_another_area_is_not_asked_of_the_first(councils: Desk, follow_up: str) -> None:
    asked = councils.understood(follow_up, FIRST, LISTED)
    assert asked.scope.areas == ("Eastmere",)
    assert asked.standalone == f"What are the priorities in Eastmere? {follow_up}"


@pytest.mark.parametrize(
    "follow_up",
    [
        "and how does that compare with Eastmere?",
        "are they the same as in Eastmere?",
        "do they have more than Eastmere?",
        "and which of them are in Eastmere too?",
    ],
)
def test_areas_that_are_set_side_by_side_are_both_meant(councils: Desk, follow_up: str) -> None:
    assert set(councils.understood(follow_up, FIRST, LISTED).scope.areas) == {"Marwick", "Eastmere"}


def test_a_question_that_leans_on_the_one_before_is_read_with_it(councils: Desk) -> None:
    for follow_up in ("what about the second one?", "Who leads them?", "why?", "and the police?"):
        asked = councils.understood(follow_up, FIRST, LISTED)
        assert "priorities in Marwick" in asked.standalone
        assert follow_up in asked.standalone
        assert asked.scope.areas == ("Marwick",)


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        (("and in Eastmere?", "And Marwick"), FIRST),
        (("how about Eastmere?", "same for Marwick?"), FIRST),
        (("who leads them?", "same for Eastmere?"), "What are the priorities in Eastmere? who leads them?"),
        (("who leads them?", "and by when?"), f"{FIRST} who leads them? and by when?"),
        (("who leads them?", "and by when?", "why?"), f"{FIRST} and by when? why?"),
        (("and in Eastmere?", "who leads them?"), "What are the priorities in Eastmere? who leads them?"),
        (("Who chairs the partnership in Eastmere?", "and in Marwick?"), "Who chairs the partnership in Marwick?"),
    ],
)
def test_questions_that_lean_on_each_other_lead_back_to_the_first(councils: Desk, turns: tuple[str, ...], meant: str) -> None:
    *before, message = (turn for said in turns for turn in (LISTED, said))
    assert councils.understood(message, FIRST, *before).standalone == meant


@pytest.mark.parametrize("message", ["What is MARAC?", "Who chairs the partnership?", "List the actions", "Is burglary covered?"])
def test_a_short_message_that_is_a_whole_question_stands_by_itself(councils: Desk, message: str) -> None:
    assert councils.understood(message, FIRST, LISTED).standalone == message


@pytest.mark.parametrize("message", ["What is the target?", "why?", "by when?", "how much?", "is that all?", "who chairs that?"])
def test_a_short_message_that_is_no_whole_question_leans(councils: Desk, message: str) -> None:
    assert councils.understood(message, FIRST, LISTED).standalone.endswith(f"? {message}")


def test_what_a_leaning_message_asks_for_is_its_own(councils: Desk) -> None:
    assert councils.understood("who chairs that?", FIRST, LISTED).intent is Intent.WHO
    assert councils.understood("why?", FIRST, LISTED).intent is Intent.PASSAGE
    assert councils.understood("and the police?", FIRST, LISTED).intent is Intent.LIST


def test_a_message_that_points_at_the_answer_brings_its_words(councils: Desk) -> None:
    assert LISTED in councils.understood("How much of that is paid for?", FIRST, LISTED).written
    assert LISTED not in councils.understood("and the police?", FIRST, LISTED).written


def test_a_whole_question_stays_as_it_was_asked(councils: Desk) -> None:
    asked = councils.understood("How many wardens patrol the seafront in Eastmere?", FIRST, LISTED)
    assert asked.standalone == "How many wardens patrol the seafront in Eastmere?"
    assert asked.scope.areas == ("Eastmere",)


def test_what_the_assistant_said_is_not_taken_for_a_question(councils: Desk) -> None:
    history = [Turn("assistant", "What are the priorities in Eastmere?")]
    assert standalone_of("and the second?", history, councils.public) == "and the second?"


def test_the_subject_leaves_out_what_names_the_scope(councils: Desk) -> None:
    subject = subject_of("What does the 2022-2025 plan for Marwick say about burglary on estates?", councils.public)
    assert "burglary on estates" in subject
    assert not [word for word in ("Marwick", "2022", "plan", "say") if word in subject.split()]


def test_a_question_of_nothing_but_scope_keeps_its_words(councils: Desk) -> None:
    assert subject_of("Marwick plan", councils.public).strip()


def test_everyday_words_come_with_the_documents_words(councils: Desk) -> None:
    assert "residential burglary" in councils.understood("Are break-ins going down in Marwick?").written


@given(st.text(max_size=200))
def test_without_history_a_question_stands_by_itself(text: str) -> None:
    assert standalone_of(text, (), ()) == " ".join(text.split()) or not text.isascii()
    assert intent_of(text) in Intent


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_message_is_never_lost(message: str, before: str) -> None:
    standalone = standalone_of(message, [Turn("user", before)], ())
    assert set(message.split()) <= set(standalone.split()) or not message.isascii()
