"""Which documents a question is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import Turn
from assistant.scope import Scope, areas_named, scope_of, years_named
from ingest.documents import Document, Period
from tests.assistant.councils import Desk

WORDS = st.sampled_from(
    "Marwick Eastmere Eastmere's Northcombe Croydon 2018 2019 2035 2026-29 scrutiny strategy plan both since and priorities ? in".split()
)


def document(name: str, area: str | None, start: int, end: int, kind: str = "partnership plan", published: int | None = None) -> Document:
    period = Period(date(start, 4, 1), date(end, 3, 31), f"{start}-{end}")
    return Document(name, name, Path(name), area=area, kind=kind, period=period, published=date(published, 1, 1) if published else None)


def test_a_named_area(councils: Desk) -> None:
    scope = councils.understood("What are eastmere's priorities?").scope
    assert scope.areas == ("Eastmere",)
    assert set(scope.documents) == {"eastmere-2026", "eastmere-scrutiny"}


def test_no_area_means_every_document_the_asker_may_see(councils: Desk) -> None:
    assert councils.understood("Who chairs the board?").scope.documents == tuple(document.id for document in councils.public)


def test_an_area_inside_a_word_is_none(councils: Desk) -> None:
    assert areas_named("The Marwickshire police and Eastmerely", councils.public) == ()
    assert areas_named("MARWICK’S plan, and Eastmere?", councils.public) == ("Marwick", "Eastmere")


@pytest.mark.parametrize(("year", "document_id"), [("2018", "marwick-2018"), ("2022-25", "marwick-2022"), ("2019", "marwick-2018")])
def test_a_year_chooses_the_plan_it_belongs_to(councils: Desk, year: str, document_id: str) -> None:
    scope = councils.understood(f"What were the priorities in Marwick in {year}?").scope
    assert scope.documents == (document_id,)
    assert scope.outside is None


def test_a_year_that_nothing_covers_or_mentions_is_outside(councils: Desk) -> None:
    assert councils.understood("What were the priorities in Marwick in 2035?").scope.outside == 2035


def test_since_when_something_has_been_so_limits_nothing_to_that_year(councils: Desk) -> None:
    scope = councils.understood("The hub in Marwick has been there since 2035. What has it done?").scope
    assert scope.outside is None
    assert set(scope.documents) == {"marwick-2018", "marwick-2022"}


def test_a_year_that_a_document_only_mentions_is_not_outside(councils: Desk) -> None:
    scope = councils.understood("How many reports of hate crime were there in Marwick in 2017?").scope
    assert scope.outside is None
    assert set(scope.documents) == {"marwick-2018", "marwick-2022"}


def test_a_scrutiny_report_is_told_from_the_strategy(councils: Desk) -> None:
    assert councils.understood("What does the Eastmere scrutiny report recommend?").scope.documents == ("eastmere-scrutiny",)


@pytest.mark.parametrize(
    "question",
    [
        "Who chaired the board in Marwick in 2018, and who does now?",
        "How many wardens did Marwick have in 2018 and how many today?",
        "Marwick's goals of 2018 against those in the new plan?",
        "What was the aim on knives in Marwick in 2018, and how does the latest one word it?",
        "Who ran the hub in Marwick in 2018, and did a review change that later on?",
        "What did Marwick promise in 2018 and what was done afterwards?",
        "Who paid for wardens in Marwick in 2018, and who has since then?",
        "How many aims does Marwick have now against its 2018 plan?",
    ],
)
def test_a_year_and_the_present_set_two_plans_side_by_side(councils: Desk, question: str) -> None:
    scope = councils.understood(question).scope
    assert scope.several
    assert set(scope.documents) == {"marwick-2018", "marwick-2022"}


@pytest.mark.parametrize(
    "question", ["What must Marwick do each year, by its 2018 plan?", "What does Marwick's 2018 plan say each person gets?"]
)
def test_each_of_something_counted_sets_nothing_side_by_side(councils: Desk, question: str) -> None:
    scope = councils.understood(question).scope
    assert not scope.several
    assert scope.documents == ("marwick-2018",)


def test_setting_documents_side_by_side_keeps_them_all(councils: Desk) -> None:
    changed = councils.understood("How have Marwick's priorities changed since 2018?").scope
    assert changed.several
    assert set(changed.documents) == {"marwick-2018", "marwick-2022"}
    both = councils.understood("Compare the priorities of Marwick and Eastmere").scope
    assert both.several
    assert both.areas == ("Marwick", "Eastmere")
    assert "northcombe-digest" not in both.documents


def test_the_conversation_says_which_area(councils: Desk) -> None:
    assert councils.understood("Who chairs the partnership board?", "What are the priorities in Marwick?", "…").scope.areas == ("Marwick",)
    newest = councils.understood("Who chairs it?", "Marwick?", "…", "And Eastmere?", "…")
    assert newest.scope.areas == ("Eastmere",)


def test_an_area_in_the_question_overrides_the_conversation(councils: Desk) -> None:
    assert councils.understood("Who chairs the board in Eastmere?", "What about Marwick?", "…").scope.areas == ("Eastmere",)


def test_the_users_own_words_count_before_the_answers(councils: Desk) -> None:
    assert councils.understood("Who chairs it?", "What are Marwick's goals?", "Unlike Eastmere, …").scope.areas == ("Marwick",)


def test_years_named() -> None:
    assert years_named("from 2017-21, 2019/2020 and 1998") == (2017, 2021, 2019, 2020, 1998)
    assert years_named("page 3, 12,024, £2018, 20,189 and 20000 homes") == ()


def test_a_document_without_area_is_left_out_where_one_is_named() -> None:
    documents = [document("note", None, 2020, 2030), document("plan", "Marwick", 2020, 2023)]
    assert scope_of("Marwick's goals", (), documents, lambda *_: False).documents == ("plan",)
    assert scope_of("the goals", (), documents, lambda *_: False).documents == ("note", "plan")


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_scope_is_a_part_of_what_is_there_and_never_empty(words: Sequence[str], before: Sequence[str]) -> None:
    documents = [
        document("a", "Marwick", 2018, 2021),
        document("b", "Marwick", 2022, 2025, "scrutiny report", 2022),
        document("c", "Eastmere", 2026, 2029, "strategy"),
        document("d", None, 2026, 2026, "note"),
    ]
    scope: Scope = scope_of(" ".join(words), [Turn("user", " ".join(before))], documents, lambda *_: False)
    assert scope.documents
    assert [document.id for document in documents if document.id in scope.documents] == list(scope.documents)
    assert set(scope.areas) <= {"Marwick", "Eastmere"}
    assert {document.area for document in documents if document.id in scope.documents} <= set(scope.areas or ("Marwick", "Eastmere", None))


VALE = (document("vale", "Ashen Vale", 2024, 2027), document("moor", "North Moor", 2024, 2027), document("marl", "Marlbury", 2024, 2027))


@pytest.mark.parametrize(
    "text", ["What do the Vale and others promise?", "whats on in the vale for kids", "is the vale plan any good", "What is Ashen doing?"]
)
def test_an_area_is_called_by_one_word_of_its_name(text: str) -> None:
    assert areas_named(text, VALE) == ("Ashen Vale",)


@pytest.mark.parametrize("text", ["Vale of tears", "North or south?", "the Vale Royal prize", "a vale", "What of the Green Vale?", "moor"])
def test_a_word_that_is_no_name_by_itself_is_no_area(text: str) -> None:
    assert areas_named(text, VALE) == ()


def test_the_askers_own_year_limits_nothing(councils: Desk) -> None:
    assert councils.understood("Is the Marwick plan still in force now, in 2035?").scope.outside is None
    assert councils.understood("What were the priorities in Marwick in 2035?").scope.outside == 2035


def test_a_document_of_no_known_time_may_be_meant_by_any_year() -> None:
    timeless = Document("hill", "Hill Plan", Path("hill"), area="Hill")
    scope = scope_of("What will be done by 2027?", (), (*VALE[:1], document("old", "Old", 2010, 2012), timeless), lambda word, ids: True)
    assert scope.documents == ("vale", "hill")


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("What does the Marwick plan for 2025 to 2029 say about noise?", 2029),
        ("What is in the 2019-2026 plan?", 2026),
        ("What is in the 2018-2026 plan?", None),
        ("What is in the 2018-22 plan?", None),
        ("What is in the 2019 to 2021 community safety plan?", None),
        ("How many burglaries were there from 2019 to 2027?", None),
        ("How does the 2018-26 plan compare with the one before?", None),
    ],
)
def test_a_plan_that_is_called_by_other_years_is_not_the_one_there_is(text: str, outside: int | None) -> None:
    documents = [document("one", "Marwick", 2018, 2022), document("two", "Marwick", 2022, 2025)]
    assert scope_of(text, (), documents, lambda word, ids: False).outside == outside


def test_a_plan_that_a_document_speaks_of_may_be_asked_about() -> None:
    documents = [document("one", "Marwick", 2018, 2022)]
    assert scope_of("What is the police plan 2018-26 about?", (), documents, lambda word, ids: True).outside is None


OLD, NEW = document("marwick-2018", "Marwick", 2018, 2021), document("marwick-2022", "Marwick", 2022, 2026)


@pytest.mark.parametrize(
    "text",
    [
        "Under the older Marwick document, who ran the hub?",
        "What did Marwick's previous plan promise on knives?",
        "Who chaired the board in the old Marwick plan?",
        "in marwicks earlier strategy, how many wardens were there",
        "What was the target in the former Marwick community safety plan?",
        "What did the original plan for Marwick say about drugs?",
        "Of the two Marwick papers, what does the oldest one say on noise?",
    ],
)
def test_the_older_of_two_documents_is_called_so(text: str) -> None:
    assert scope_of(text, (), (OLD, NEW), lambda *_: True).documents == ("marwick-2018",)


@pytest.mark.parametrize(
    "text",
    [
        "What does the current Marwick plan say about hate crime?",
        "Who leads on knives in Marwick's latest strategy?",
        "How many cameras are in the newer Marwick plan?",
        "What is the target in the most recent Marwick report?",
        "What matters most in Marwick? I want the newest list, not the old plan's.",
        "What does the latest one say matters most in Marwick now that the old plan has run out?",
    ],
)
def test_the_newer_of_two_documents_is_called_so(text: str) -> None:
    assert scope_of(text, (), (OLD, NEW), lambda *_: True).documents == ("marwick-2022",)


def test_that_the_older_plan_is_over_means_another() -> None:
    text = "Which five things has Marwick settled on now that the old plan has run out?"
    assert "marwick-2022" in scope_of(text, (), (OLD, NEW), lambda *_: True).documents


@pytest.mark.parametrize(
    "text",
    [
        "What has changed since the previous Marwick plan?",
        "How does the older Marwick plan differ from the newer one?",
        "Does the current Marwick plan have more priorities than the old plan?",
        "What did the old Marwick plan drop between 2018 and 2022?",
        "What is done for older people in Marwick?",
        "How does the council help older people who report scams in Marwick?",
        "Does the Marwick partnership get older victims to report it?",
        "What has the council's later life strategy got for Marwick?",
        "What does Marwick do for the former partners who report it?",
        "Is there help on the older estates in the plan for Marwick?",
        "Does Marwick need an older plan?",
        "What is the latest figure for burglary in Marwick?",
    ],
)
def test_documents_that_are_set_side_by_side_or_not_called_by_their_age_all_count(text: str) -> None:
    assert set(scope_of(text, (), (OLD, NEW), lambda *_: True).documents) == {"marwick-2018", "marwick-2022"}


def test_the_older_plan_of_an_area_that_has_one_is_not_another(councils: Desk) -> None:
    other = document("eastmere-2026", "Eastmere", 2026, 2029)
    assert scope_of("What did Eastmere's previous plan say?", (), (OLD, NEW, other), lambda *_: True).documents == ("eastmere-2026",)
    assert len(scope_of("What did the previous plan say?", (), (OLD, NEW, other), lambda *_: True).documents) == 3


@pytest.mark.parametrize(
    ("question", "outside"),
    [
        ("What are the priorities for the years after March 2022?", 2023),
        ("what is in the new plan, the one after 2022", 2023),
        ("Which priorities came after 2020?", None),
        ("Were there more offences after 2022?", None),
        ("Which powers did the plan name following the 2014 reform?", None),
    ],
)
def test_the_plan_after_all_that_is_held_is_another_period(question: str, outside: int | None) -> None:
    documents = [document("one", "Ashby", 2016, 2019), document("two", "Ashby", 2019, 2022)]
    assert scope_of(question, (), documents, lambda word, ids: True).outside == outside


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Who wrote the Quiet Lanes Model 2030?", ()),
        # A document's own title and the year behind it say which document is meant.
        ("Who wrote the Safer Marwick Plan 2022?", (2022,)),
        ("Who wrote the Quiet Lanes Model 2030-34?", (2030, 2034)),
    ],
)
def test_the_year_that_ends_a_printed_name_tells_no_time(councils: Desk, text: str, years: tuple[int, ...]) -> None:
    assert scope_of(f"{text} I live in Marwick", (), councils.public, lambda words, _: words == "Model 2030").years == years
