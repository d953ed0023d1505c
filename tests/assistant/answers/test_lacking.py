"""Which entries lack a target, a baseline, an owner, a date: counted over tables and register, however it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.lacking import Lack, lack_of
from assistant.conversation import AnsweredBy, Basis, Status
from ingest.embed import Embedder
from ingest.register.entry import EntryKind
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk, opened

ACTION, INDICATOR = EntryKind.ACTION, EntryKind.INDICATOR


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)


def items(desk: Desk, question: str) -> list[str]:
    """Given a question, return the numbers of the rows that the answer lists."""
    answer = desk.ask(question, audience="officer")
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert answer.claims[0].basis is Basis.COUNTED
    return [line[2:].partition(" ")[0] for line in answer.answer.split("\n") if line.startswith("- ")]


@pytest.mark.parametrize(
    "question",
    [
        "Which of Marwick's indicators have no target?",
        "which measures in Marwick don't have a target",
        "Are there any Marwick indicators without a target?",
    ],
)
def test_every_indicator_is_counted_and_those_without_are_named(councils: Desk, question: str) -> None:
    entries = [entry for entry in councils.snapshot.entries("marwick-2022", EntryKind.INDICATOR) if entry.whose == "own"]
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert answer.claims[0].basis is Basis.COUNTED
    assert len(answer.claims[0].citations) == len(entries)
    assert all(any(entry.words in claim.text for claim in answer.claims[1:]) for entry in entries), "none lacks one: all are shown"


def test_a_question_that_asks_for_no_gap_is_no_count_of_gaps(councils: Desk) -> None:
    answer = councils.ask("What is Marwick's target for repeat victims at MARAC?")
    assert answer.answered_by is AnsweredBy.EXTRACT


@pytest.mark.parametrize(
    "question",
    [
        "Which of Brackwater's indicators have no target?",
        "What do they count in Brackwater without giving a number to reach?",
        "Which Brackwater numbers do they only keep an eye on, with no goal?",
        "do all of the Brackwater measures have a target",
        "Which Brackwater KPIs have a target that is still to be confirmed?",
    ],
)
def test_a_cell_that_says_there_is_no_target_yet_lacks_one(desk: Desk, question: str) -> None:
    assert items(desk, question) == ["3", "4", "6"]


def test_a_number_before_the_noun_is_no_topic(desk: Desk) -> None:
    assert items(desk, "Which one of the Brackwater measures has no owner?") == ["3"]
    assert items(desk, "Which single Brackwater measure has no latest figure?") == ["6"]


def test_a_direction_is_told_apart_from_nothing(desk: Desk) -> None:
    answer = desk.ask("Which of Brackwater's indicators have no target?", audience="officer")
    assert "two of six indicators" in answer.answer
    assert "One more with a direction and no figure" in answer.answer


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which Brackwater measures has nobody put down as responsible for it?", ["3"]),
        ("Which of the Brackwater mesures have no owner?", ["3"]),
        ("which Brackwater measures have no starting point", ["5"]),
        ("Which Brackwater measures have no latest figure?", ["6"]),
        ("which jobs in the Brackwater tracker have nobody in charge", ["4"]),
        ("Of the 5 jobs in the Brackwater plan, which have no date you could hold anyone to?", ["2", "3", "5"]),
        ("Brackwater actions with no proper deadline, blank or still to be confirmed", ["2", "3", "5"]),
        ("Which of Brackwater's promises haven't actually got a date?", ["2", "3", "5"]),
    ],
)
def test_blanks_and_dashes_lack_what_is_asked_for(desk: Desk, question: str, rows: list[str]) -> None:
    assert items(desk, question) == rows


@pytest.mark.parametrize(
    ("question", "said", "rows"),
    [
        ("How many of Brackwater's indicators have a target?", "three of six indicators with a target", ["1", "2", "5"]),
        ("How many indicators have a target in Brackwater?", "three of six indicators with a target", ["1", "2", "5"]),
        ("which of the Brackwater measures have an owner", "five of six indicators with an owner", ["1", "2", "4", "5", "6"]),
        ("List the Brackwater actions with a deadline set.", "two of five actions with a date", ["1", "4"]),
    ],
)
def test_those_that_have_it_are_counted_and_named(desk: Desk, question: str, said: str, rows: list[str]) -> None:
    assert said in desk.ask(question, audience="officer").answer
    assert items(desk, question)[: len(rows)] == rows


def test_what_goes_on_has_a_time_and_no_end(desk: Desk) -> None:
    answer = desk.ask("Which Brackwater actions have no deadline?", audience="officer")
    assert "two of five actions" in answer.answer
    assert "One more without an end date" in answer.answer


def test_the_row_is_quoted_below_the_names_of_its_columns(desk: Desk) -> None:
    answer = desk.ask("Which Brackwater measures have no owner?")
    head, row = answer.claims[1:3]
    assert head.text.startswith("Ref | Indicator | Baseline")
    assert row.text.startswith("3 | Sheep thefts | 31 | 44 | TBC")


def test_a_question_on_a_topic_counts_what_is_on_it(desk: Desk) -> None:
    answer = desk.ask("Which of the Brackwater sheep measures have no target?", audience="officer")
    assert "Repeat nuisance" not in answer.answer
    assert not answer.claims or "about “sheep”" in answer.answer or answer.answered_by is AnsweredBy.EXTRACT


@pytest.mark.parametrize(
    ("question", "lack"),
    [
        ("Which indicators lack a baseline?", Lack(INDICATOR, "baseline")),
        ("which measures have nothing to compare with", Lack(INDICATOR, "baseline")),
        ("what is measured but has no number to hit", Lack(INDICATOR, "target")),
        ("Which measures are just monitored?", Lack(INDICATOR, "target")),
        ("which stats are watched only", Lack(INDICATOR, "target")),
        ("Which things do they count purely for interest?", Lack(INDICATOR, "target")),
        ("which measures are recorded just for information", Lack(INDICATOR, "target")),
        ("Which indicators do they only collect for context?", Lack(INDICATOR, "target")),
        ("which KPIs are kept simply for the record", Lack(INDICATOR, "target")),
        ("what do they monitor merely out of curiosity", Lack(INDICATOR, "target")),
        ("Which figures are logged only as background?", Lack(INDICATOR, "target")),
        ("which numbers are there without wanting a particular number", Lack(INDICATOR, "target")),
        ("What do they count, with no fixed level to get to?", Lack(INDICATOR, "target")),
        ("which measures have no actual figure", Lack(INDICATOR, "target")),
        ("Which targets are not numbers you can check?", Lack(INDICATOR, "target")),
        ("which goals arent measurable", Lack(INDICATOR, "target")),
        ("which of the measures is the police answerable for", None),
        ("Which numbers were reported in 2024?", None),
        ("List the KPIs where the target is missing", Lack(INDICATOR, "target")),
        ("Which indicators haven't been given a target?", Lack(INDICATOR, "target")),
        ("show me the measures with nothing to aim for", Lack(INDICATOR, "target")),
        ("which indicators were never set a goal", Lack(INDICATOR, "target")),
        ("how many measures have no target at all", Lack(INDICATOR, "target")),
        ("Which tasks are open ended?", Lack(ACTION, "by_when")),
        ("which promises don't say by when", Lack(ACTION, "by_when")),
        ("what commitments come without a timescale", Lack(ACTION, "by_when")),
        ("Are there actions with no end date?", Lack(ACTION, "by_when")),
        ("which steps have the deadline left blank", Lack(ACTION, "by_when")),
        ("Which actions are undated?", Lack(ACTION, "by_when")),
        ("any pledges with no idea when", Lack(ACTION, "by_when")),
        ("which deliverables do not state when", Lack(ACTION, "by_when")),
        ("Which actions has no one signed up to lead?", Lack(ACTION, "who")),
        ("which tasks don't say who is responsible", Lack(ACTION, "who")),
        ("Which actions belong to nobody?", Lack(ACTION, "who")),
        ("which jobs are unassigned", Lack(ACTION, "who")),
        ("Which indicators don't have a lead officer?", Lack(INDICATOR, "owner")),
        ("which measures have no name against them", Lack(INDICATOR, "owner")),
        ("what measures isn't anybody accountable for", Lack(INDICATOR, "owner")),
        ("Which indicators have no data yet?", Lack(INDICATOR, "current")),
        ("which priorities have no indicator", Lack(EntryKind.PRIORITY, "indicator")),
        ("Which of the objectives isn't measured?", Lack(EntryKind.PRIORITY, "indicator")),
        ("Which targets have no date?", Lack(INDICATOR, "target_period")),
        ("How many indicators have a target?", Lack(INDICATOR, "target", had=True)),
        ("which of the actions come with a deadline attached", Lack(ACTION, "by_when", had=True)),
        ("Which measures have a target of 25%?", None),
        ("What targets have they got for repeat victims?", None),
        ("What is the target for burglary?", None),
        ("Which indicators are missing their target?", None),
        ("Why do some indicators have no target?", None),
        ("Who is responsible for the action on gates?", None),
        ("What number do I ring without giving my name?", None),
        ("What happens to the wardens if the money isn't given again, and when would that bite?", None),
        ("Which actions were not finished by the deadline?", None),
        ("Who is in charge of the measures on safety?", None),
    ],
)
def test_many_wordings_of_one_wish(question: str, lack: Lack | None) -> None:
    assert lack_of(question) == lack


PROMISES = """# Fenwick Cross Safety Plan 2025-2028

## What we will do

We will write to every household about this plan.

- Put a ranger in the market square. Lead: Town Rangers
- Fit lights along the mill path. Lead: Highways
- Hold a supper club for new neighbours
- Lend out thirty bicycle locks

## How we will know

- Share of people who feel safe: 48% in 2024, 60% by 2028
- All 9 stalls lit
- Number of bicycle locks lent
"""


@pytest.fixture(scope="module")
def fenwick(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("fenwick")
    (folder / "documents").mkdir()
    (folder / "documents" / "fenwick.md").write_text(PROMISES, encoding="utf-8")
    yield from opened([folder / "documents"], folder / "index", embedder)


def test_a_lead_of_one_is_not_the_lead_of_all_and_what_a_sentence_promises_has_none(fenwick: Desk) -> None:
    answer = fenwick.ask("Which of the Fenwick Cross commitments have nobody's name against them?")
    told = [claim.text for claim in answer.claims if claim.basis is Basis.QUOTED]
    assert told == ["Hold a supper club for new neighbours", "Lend out thirty bicycle locks"]
    assert len(answer.claims[0].citations) == 4


def test_a_measure_that_states_its_figure_has_a_target(fenwick: Desk) -> None:
    answer = fenwick.ask("Which Fenwick Cross measures have no target?")
    assert [claim.text for claim in answer.claims if claim.basis is Basis.QUOTED] == ["Number of bicycle locks lent"]


COUNTED = """# Teasel Hill Safety Plan 2025-2028

## How we will know

- Number of 16 to 24 year olds first entering the justice system
- Number of 999 calls about fights
- Number of people who offend again within 12 months
- Number of under 18s found with a knife
- 90% of repairs made within a week
- No more than 40 stalls robbed
- At least 12 walks held

## What we will do

Lead: Head of Parks

We will write to every household. We will ask the shops what they need. We will meet each spring.

- Mark the bicycles at the mill
- Put up six lamps along the brook. Lead: Highways
- Open the old gate at night
- Lend out thirty locks
"""


@pytest.fixture(scope="module")
def teasel(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("teasel")
    (folder / "documents").mkdir()
    (folder / "documents" / "teasel.md").write_text(COUNTED, encoding="utf-8")
    yield from opened([folder / "documents"], folder / "index", embedder)


def test_a_number_in_what_is_counted_is_no_target(teasel: Desk) -> None:
    answer = teasel.ask("Which Teasel Hill measures have no target?")
    told = {claim.text for claim in answer.claims if claim.basis is Basis.QUOTED}
    assert {one for one in told if one.startswith("Number")} >= {
        "Number of 16 to 24 year olds first entering the justice system",
        "Number of 999 calls about fights",
    }
    assert not any(one.startswith(("90%", "No more", "At least")) for one in told)


def test_a_lead_of_its_own_leaves_the_lead_of_the_part_to_the_others_and_only_listed_actions_are_spoken_of(teasel: Desk) -> None:
    answer = teasel.ask("Which Teasel Hill actions have no lead?")
    (said,) = [claim.text for claim in answer.claims if claim.basis is Basis.COUNTED]
    assert "All four listed actions" in said
