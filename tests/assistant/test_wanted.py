"""What a question asks the register for, and which entries those are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.request import Request
from assistant.understand import Intent
from assistant.wanted import Asked, asked_of, asks_how_told, holds, wanted
from ingest.documents import Span
from ingest.register.entry import Entry, EntryKind
from ingest.register.lexicon import lexicon
from tests.assistant.councils import Desk


def priority(position: int, words: str, number: str = "", trail: tuple[str, ...] = ("Priorities",), **more: object) -> Entry:
    fields = {"name": words, **({"number": number} if number else {}), **dict(more.pop("fields", {}))}  # type: ignore[call-overload]
    spans = (Span("plan", 1, position * 100, position * 100 + len(words)),)
    return Entry(f"plan/priority/{position}", "plan", EntryKind.PRIORITY, position, words, fields, spans, trail, **more)  # type: ignore[arg-type]


ALL = Asked(EntryKind.PRIORITY, frozenset(), None)


def test_a_number_of_all_is_not_held_against_a_list_on_one_topic(councils: Desk) -> None:
    understood = councils.understood("Which five things will tell Marwick whether burglary falls?")
    whole = asked_of(replace(understood, request=Request.INDICATORS, intent=Intent.LIST))
    on_topic = asked_of(replace(understood, request=Request.INDICATORS_ON, intent=Intent.LIST))
    assert whole is not None and on_topic is not None
    assert (whole.believed, on_topic.believed) == (5, None)


@pytest.mark.parametrize(
    ("question", "kind", "believed"),
    [
        ("What are Marwick's priorities?", EntryKind.PRIORITY, None),
        ("What are the main goals in Marwick?", EntryKind.PRIORITY, None),
        ("What are the five priorities of Marwick?", EntryKind.PRIORITY, 5),
        ("What four things will Marwick be tackling?", EntryKind.PRIORITY, 4),
        ("Under which four banners does Marwick want people to be safe?", EntryKind.PRIORITY, None),
        ("Which pillars does the Marwick plan have?", EntryKind.PRIORITY, None),
        ("can u list the sections Marwick splits its safety work into, all of em", EntryKind.PRIORITY, None),
        ("Which areas is the work in Marwick divided into these days?", EntryKind.PRIORITY, None),
        ("Remind me what Marwick's lot have settled on as their handful of local aims, the newest ones", EntryKind.PRIORITY, None),
        ("What's top of the agenda for Marwick?", EntryKind.PRIORITY, None),
        ("What sits at the very top of Marwick's to-do list?", EntryKind.PRIORITY, None),
        ("What will Marwick be working on over the life of the plan?", EntryKind.PRIORITY, None),
        ("What did Marwick decide to go for?", EntryKind.PRIORITY, None),
        ("List the 12 key performance indicators of Marwick", EntryKind.INDICATOR, 12),
        ("Which outcomes does Eastmere want?", EntryKind.OUTCOME, None),
        ("What are the statutory duties?", EntryKind.DUTY, None),
        ("How many actions are there?", EntryKind.ACTION, None),
        ("What do Marwick and Eastmere both focus on?", EntryKind.PRIORITY, None),
        ("sum up Marwick's 4 big aims, quick as you can", EntryKind.PRIORITY, 4),
        ("which three priority matters top the bill in Marwick", EntryKind.PRIORITY, 3),
        ("Please list the local priorities Marwick has settled on in its February report", EntryKind.PRIORITY, None),
    ],
)
def test_which_list_is_asked_for(councils: Desk, question: str, kind: EntryKind, believed: int | None) -> None:
    found = asked_of(councils.understood(question))
    assert found is not None
    assert (found.kind, found.believed, found.topic) == (kind, believed, frozenset())


def test_what_was_asked_before_limits_no_list_that_is_named_anew(councils: Desk) -> None:
    understood = councils.understood("and what are the four aims there?", "What does the Marwick plan say of wardens?", "They patrol.")
    assert understood.leans
    assert asked_of(understood) == Asked(EntryKind.PRIORITY, frozenset(), 4)


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the board?",
        "How much is spent on the priorities?",
        "What does MARAC stand for?",
        "Locks",
        "What sections is the budget split into in Marwick?",
        "How are the young people sorted in Marwick?",
        # Of priorities, but for no list of them.
        "What underpins all of Marwick's priorities?",
        "Do most residents agree with Marwick's priorities?",
        "Can Marwick's priorities be revised every year?",
    ],
)
def test_other_questions_ask_for_no_list(councils: Desk, question: str) -> None:
    assert asked_of(councils.understood(question)) is None


@pytest.mark.parametrize(
    "question",
    [
        "Both began in 2026: which has more priorities, Marwick or Eastmere?",
        "How many aims did Marwick list against how many in Eastmere?",
        "Which has the longer list of priorities, Marwick or Eastmere?",
        "How did the number of priorities differ between Marwick and Eastmere?",
        "Does Marwick start with fewer goals than Eastmere?",
    ],
)
def test_words_that_set_lists_side_by_side_limit_them_to_no_topic(councils: Desk, question: str) -> None:
    asked = asked_of(councils.understood(question))
    assert asked is not None
    assert (asked.kind, asked.topic) == (EntryKind.PRIORITY, frozenset())


def test_a_topic_limits_the_list(councils: Desk) -> None:
    found = asked_of(councils.understood("What are the actions on burglary in Marwick?"))
    assert found is not None
    assert len(found.topic) == 1
    assert asked_of(councils.understood("Compare the priorities of Marwick and Eastmere")) == ALL


def test_only_the_documents_own_and_sure_entries_count() -> None:
    entries = [priority(1, "Burglary"), priority(2, "The Mayor's aim", whose="other"), priority(3, "A guess", confidence=0.3)]
    assert wanted(entries, ALL) == entries[:1]


def test_a_numbered_list_goes_before_a_longer_one() -> None:
    numbered = [priority(n, f"Priority {n}", str(n)) for n in (1, 2)]
    loose = [priority(n, f"Aim {n}", trail=("Summary",)) for n in (3, 4, 5)]
    assert wanted([*loose, *numbered], ALL) == numbered


def test_the_list_whose_count_the_document_states_goes_before_a_longer_one() -> None:
    stated = [priority(n, f"Aim {n}", trail=("A",), fields={"stated_count": "2"}) for n in (1, 2)]
    loose = [priority(n, f"Hope {n}", trail=("B",)) for n in (3, 4, 5)]
    assert wanted([*loose, *stated], ALL) == stated


def test_what_belongs_to_a_priority_is_not_one_itself() -> None:
    first, below = priority(1, "Burglary", "1"), priority(2, "Locks", "1.1", belongs_to="plan/priority/1")
    assert wanted([first, below], ALL) == [first]


def test_no_entries_are_no_error() -> None:
    assert wanted([], ALL) == []


def test_a_passage_holds_the_entries_that_stand_in_it(councils: Desk) -> None:
    entries = wanted(councils.snapshot.entries("marwick-2022", EntryKind.PRIORITY), ALL)
    holding = [passage for passage in councils.snapshot.passages_of("marwick-2022") if any(holds(passage, entry) for entry in entries)]
    assert len(entries) == 4
    assert {entry.words for entry in entries} == {words for words in (e.words for e in entries) if any(words in p.text for p in holding)}


def test_a_few_words_name_a_thing_and_ask_for_no_list_of_what_measures_it(councils: Desk) -> None:
    few = replace(councils.understood("numbers of burglaries"), request=Request.INDICATORS_ON, intent=Intent.PASSAGE)
    many = replace(councils.understood("Which numbers tell whether burglary falls?"), request=Request.INDICATORS_ON, intent=Intent.LIST)
    assert asked_of(few) is None
    assert asked_of(many) is not None


@pytest.mark.parametrize(
    "question",
    [
        "How will they know whether the work on fraud has paid off?",
        "How will anyone be able to tell if the youth work has done any good?",
        "how can we tell whether the patrols are working",
        "How would you judge whether the action on drugs succeeded?",
        "how will residents see if the lighting made a difference",
        "How do they know their approach to hate crime is working?",
        "How are they going to tell if road safety work has done any good",
        "By what will they judge that the plan for shops was a success?",
        "how will the council prove the wardens were worth it",
        "How will people know it has worked for victims of abuse?",
        "how will anyone say the scheme is getting anywhere",
        "how are we supposed to know if the work with schools is getting results",
        "How shall we find out whether the refuge support works?",
        "how will we know if the patrols work?",
        "How can anyone see whether it will really work",
        "how do they know that the lamps have worked",
        "How will they tell if it's working",
        "What would show the council that its push on noise is working?",
        "Which offences decide whether the second priority has succeeded?",
        "By which counts will they tell whether the third aim has come off?",
        "What will they look at to tell whether it has done well on knives?",
        "what are they going to use to judge if the patrols paid off",
        "From which figures will the council know that its work on fraud is working?",
        "Which numbers will they check to see if the youth scheme is getting results?",
        "What signs would show that hate crime work has made a difference?",
        "On what will they decide whether the plan was a success?",
        "How are they going to judge, quarter by quarter, whether the violence priority is working?",
        "Against which counts does the council judge whether violence is coming down?",
        "By which measures is the third priority to be judged?",
    ],
)
def test_how_anybody_will_know_that_it_worked(question: str) -> None:
    assert asks_how_told(question)


@pytest.mark.parametrize(
    "question",
    [
        "How will the police work with schools?",
        "how do people tell the police about drug dealing",
        "How many people work for the partnership?",
        "How will residents be told about the work on the bridge?",
        "How do partners say they will work together?",
        "How will they show that they work with partners on fraud?",
        "how do I know if I am being abused",
        "What works best against burglary?",
        "How do I tell someone about a crime at work?",
        "How will they tell residents what work is planned?",
        "How can victims see that work is being done?",
        "How do officers know where to work?",
        "How does the strategy say we work in schools?",
        "how does the plan say it works with shops?",
        "How will they show that the works are finished?",
        "how can I see who is working on my street",
        "How do they know if someone is looking for work?",
        "How will people see that officers are working in schools?",
        "how do wardens know when to work",
        "Which schemes show that early help works?",
        "What does the report say works against burglary?",
        "What evidence shows that cameras work?",
        "Which figures show that burglary fell?",
        "What will the police do to show that they are working with schools?",
        "What can I do to see who is working on my street?",
        "what do they say that the partnership works on",
        "What is done to see that officers work in schools?",
    ],
)
def test_other_questions_ask_for_no_such_thing(question: str) -> None:
    assert not asks_how_told(question)


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        (("3", "1", "2"), ("second", "third", "first")),
        (("4", "1", "2"), ("first", "second", "third")),
        (("1", "1", "2"), ("first", "second", "third")),
        (("C", "A", "B"), ("first", "second", "third")),
    ],
)
def test_priorities_numbered_from_one_on_come_by_their_numbers(numbers: tuple[str, ...], order: tuple[str, ...]) -> None:
    entries = [
        priority(place, words, number) for place, (words, number) in enumerate(zip(("first", "second", "third"), numbers, strict=True))
    ]
    assert tuple(entry.words for entry in wanted(entries, ALL)) == order


def test_several_ordinals_limit_a_list_to_nothing(councils: Desk) -> None:
    asked = asked_of(councils.understood("Which priorities come first, second and third in Marwick?"))
    assert asked is not None and asked.topic == frozenset()


def test_what_somebody_says_of_themselves_limits_no_list(councils: Desk) -> None:
    asked = asked_of(councils.understood("I'm updating a briefing. What are the priorities in Marwick, and where are they listed?"))
    assert asked is not None and asked.topic <= {"list"}


def test_which_areas_something_covers_is_limited_to_that(councils: Desk) -> None:
    asked = asked_of(councils.understood("Which areas does Marwick's seafront wardens scheme cover?"))
    assert asked is None or {"seafront", "warden"} <= asked.topic
    asked = asked_of(councils.understood("Which areas does the Marwick plan cover?"))
    assert asked is not None and asked.topic == frozenset()


def test_what_comes_back_about_a_priority_is_what_measures_it(councils: Desk) -> None:
    understood = councils.understood("Which figures are reported each quarter for the burglary priority in Marwick?")
    asked = asked_of(understood)
    assert asked is not None and (asked.kind, asked.under) == (EntryKind.INDICATOR, understood.priority)


def test_the_second_year_of_a_plan_counts_no_priorities(councils: Desk) -> None:
    asked = asked_of(councils.understood("Marwick's 2015/16 priorities, which are they?"))
    assert asked is not None and asked.believed is None


def test_one_average_is_no_list(councils: Desk) -> None:
    understood = councils.understood("What average does Marwick give for repeat victims among burglaries?")
    assert asked_of(replace(understood, request=Request.INDICATORS_ON)) is None


def test_a_long_list_is_limited_to_nothing(councils: Desk) -> None:
    asked = asked_of(councils.understood("Marwick had a long list of priority themes. How many were there?"))
    assert asked is not None and asked.topic == frozenset()


def test_how_many_each_of_several_has_is_told_by_their_lists(councils: Desk) -> None:
    asked = asked_of(councils.understood("Which of Marwick and Eastmere set itself the fewest priorities, and how many has each?"))
    assert asked is not None and asked.kind is EntryKind.PRIORITY and asked.topic == frozenset()


def test_that_an_earlier_plan_is_over_asks_for_no_list_of_it(councils: Desk) -> None:
    asked = asked_of(councils.understood("What are Marwick's priorities now that the old plan has run out?"))
    assert asked is not None and asked.whose is None
    asked = asked_of(councils.understood("What were the priorities of Marwick's old plan?"))
    assert asked is not None and asked.whose == {"previous"}


@pytest.mark.parametrize(
    "question", ["What are the cross-cutting themes in Marwick's plan?", "Which of Marwick's themes cut right across it?"]
)
def test_what_cuts_across_is_found_by_its_heading(councils: Desk, question: str) -> None:
    asked = asked_of(councils.understood(question))
    assert asked is not None and asked.across
    themes = [priority(n, f"Theme {n}", trail=("Two crosscutting themes",), whose="council") for n in (2, 3)]
    assert wanted([priority(1, "Burglary"), *themes], asked) == themes


@pytest.mark.parametrize("question", ["What are the police and crime commissioner's priorities?", "Which priorities has the Mayor set?"])
def test_whose_list_is_meant_is_called_as_the_register_calls_it(councils: Desk, question: str) -> None:
    asked = asked_of(councils.understood(question))
    assert asked is not None and asked.whose is not None
    assert asked.whose <= lexicon().phrases["whose"].keys()
