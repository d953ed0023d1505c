"""Which whole list of actions or outcomes a question asks for, in whatever words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.conversation import Question
from assistant.request import Request
from assistant.understand import Understood, understand
from assistant.wish import asks_target, covered, kind_sought, load_wishes, wish_of
from ingest.errors import BadInput
from ingest.lexical import stems_of
from ingest.register.entry import EntryKind


def understood(message: str, request: Request | None = None) -> Understood:
    return replace(understand(Question(message), [], lambda word, ids: False), request=request)


@pytest.mark.parametrize(
    "message",
    [
        "Everything Marwick says it'll do on drugs",
        "everything they promise to do about drugs",
        "What are they promising to do about drugs?",
        "what have they pledged to do about drugs",
        "What has the partnership committed to doing about drugs?",
        "List all the actions on drugs",
        "every promise on drugs please",
        "all their commitments on drugs",
        "Which pledges does the plan make on drugs?",
        "what are they going to do about drugs - all of it",
        "the full list of what is planned on drugs",
        "what's planned on drugs, the whole lot",
        "What is lined up on drugs? List it.",
        "What will the council do about drugs, point by point?",
        "every single step on drugs",
        "Every scheme that is planned for drugs",
        "everything the partnership plans for drugs",
        "everything that's laid on for drugs",
        "everything they propose on drugs",
        "what's in the pipeline on drugs, all of it",
        "whats being done about drugs, leave nothing out",
        "what do they mean to do about drugs, one by one",
        "what they gonna do bout drugs, the lot",
        "Spell out what the police plan to do on drugs",
        "In full: what does the partnership intend to do on drugs?",
    ],
)
def test_all_that_is_to_be_done_is_asked_for(message: str) -> None:
    wish = wish_of(understood(message))
    assert wish is not None, message
    assert (wish.kind, wish.whole) == (EntryKind.ACTION, True)
    assert stems_of("drugs") <= wish.topic


@pytest.mark.parametrize(
    "message",
    [
        "What will be better by 2028 if the plan works?",
        "what will be different by the end",
        "What will have changed by 2029?",
        "what should have improved when the plan ends",
        "What results does the partnership hope for?",
        "Which outcomes do they want?",
        "what difference will the plan make",
        "What difference do they expect it to make? Which results are they after?",
        "what do they hope to see",
        "What does success look like?",
        "which improvements are they aiming for",
        "the desired outcomes please",
        "What benefits does the plan promise?",
        "what's going to be better",
        "what do they want to come of it",
    ],
)
def test_what_is_to_come_of_it_is_asked_for(message: str) -> None:
    wish = wish_of(replace(understood(message), leans=False))
    assert wish is not None, message
    assert (wish.kind, wish.whole, wish.topic) == (EntryKind.OUTCOME, True, frozenset())


@pytest.mark.parametrize(
    "message",
    [
        "Who is doing something about drugs?",
        "When will they do all of the actions?",
        "Why are they promising to do that?",
        "How often is everything they promise to do looked at?",
        "How much will everything they plan to do cost?",
        "Is everything they promise to do funded?",
        "What is the Steps scheme?",
        "Which partners are promising to do something about drugs?",
        "What does MARAC stand for?",
        "What were the results of the survey?",
        "Which boroughs changed their plan?",
        "What is counted every three months?",
        "Where can I report a burglary?",
    ],
)
def test_another_question_asks_for_no_list(message: str) -> None:
    assert wish_of(understood(message)) is None


def test_what_is_done_about_a_thing_asks_for_a_list_where_its_vector_says_so_too() -> None:
    message = "What are they doing about drugs?"
    assert wish_of(understood(message)) is None
    wish = wish_of(understood(message, Request.ACTIONS_ON))
    assert wish is not None
    assert not wish.whole


def test_documents_set_side_by_side_are_for_another_answer() -> None:
    wanted = understood("What are they promising to do about drugs?")
    several = replace(wanted, scope=replace(wanted.scope, several=True, documents=("one", "two")))
    assert wish_of(wanted) is not None
    assert wish_of(several) is None


@pytest.mark.parametrize(
    ("topic", "text", "named", "found"),
    [
        ("drugs", "drugs", "Less harm from drugs and drink", "drugs"),
        ("drugs dogs", "dogs and drugs", "Less harm from drugs", "drugs"),
        ("teenagers", "teenagers", "Young and thriving", "teenagers"),
        ("teenagers", "teenagers", "People in their homes", ""),
        ("offending", "offending", "Less reoffending", "offending"),
        ("dogs", "dogs", "Less harm from drugs", ""),
        ("booze", "booze", "Drugs and drink", "booze"),
    ],
)
def test_a_topic_is_held_by_its_words_or_by_what_documents_say_for_them(topic: str, text: str, named: str, found: str) -> None:
    assert covered(stems_of(topic), text, named) == stems_of(found)


def test_a_file_without_a_list_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "wishes.toml"
    file.write_text('whole = ["all"]\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"wishes\.toml"):
        load_wishes(file)


@pytest.mark.parametrize(
    "message",
    [
        "What are they going to do about drugs?",
        "what is planned for the market",
        "Which steps will be taken on fraud?",
        "what are they doing about mopeds",
        "What has been promised to shopkeepers?",
        "what will the council do about noise",
        "And what is intended to be done for the young ones?",
        "which projects are there for older people",
        "What do they aim to introduce for victims?",
        "what's being laid on for teenagers",
        "Which commitments did they make on arson?",
        "what do they propose to put in place at the station",
    ],
)
def test_what_is_to_be_done_is_best_answered_by_actions(message: str) -> None:
    assert kind_sought(understood(message)) is EntryKind.ACTION


@pytest.mark.parametrize(
    "message",
    [
        "Why are they going to close the station?",
        "Where will they put in place the new cameras?",
        "When are they going to introduce it?",
        "which parts of the town is that being set up in",
        "Who is going to deliver the project?",
        "What are the goals on drugs?",
        "Which indicators are planned?",
        "How many burglaries were there?",
        "what does cuckooing mean",
    ],
)
def test_what_else_is_asked_is_not(message: str) -> None:
    assert kind_sought(understood(message)) is None


def test_a_question_may_mean_actions_by_its_vector_alone() -> None:
    assert kind_sought(understood("Any help for shops?")) is None
    assert kind_sought(understood("Any help for shops?", Request.ACTIONS_ON)) is EntryKind.ACTION


@pytest.mark.parametrize(
    "message",
    [
        "What is the target for arson?",
        "Late calls: what are they aiming for?",
        "How many arsons are they prepared to accept in 2030?",
        "What share does each council want to get down to?",
        "How many families do they still expect to reach?",
        "How far down do they want arson to go, by how much do they plan to cut it?",
        "By how much do they hope to cut it?",
        "what number are they working towards",
        "What figure do they want for repeat callers?",
        "How low should waiting times be by 2029?",
        "Which level do they hope for?",
        "What was the goal for street drinking?",
    ],
)
def test_which_figure_is_to_be_reached(message: str) -> None:
    assert asks_target(message)


@pytest.mark.parametrize(
    "message",
    [
        "How many arsons were there last year?",
        "Who chairs the board?",
        "Where should I go to reach the team?",
        "What are the priorities?",
        "What will they do about arson?",
        "Why did it rise?",
        "What share of crimes are arson?",
    ],
)
def test_which_other_figure_is_asked(message: str) -> None:
    assert not asks_target(message)
