"""Whole lists from the register: every entry, in order, counted, each with its citation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.conversation import AnsweredBy, Basis, Status
from assistant.nearest import list_nearer
from ingest.embed import Embedder
from ingest.register.entry import EntryKind
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, cited, opened, quotes

MARWICK = [
    "Burglary and vehicle crime",
    "Violence against women and girls",
    "Nuisance in parks and open spaces",
    "Young people at risk of exploitation",
]
EASTMERE = ["Domestic abuse", "Serious violence and knives", "Burglary on the new estates", "Hate crime", "Safety on the seafront"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What are the priorities in Marwick?", MARWICK),
        ("List Marwick's goals", MARWICK),
        ("What does Marwick focus on?", MARWICK),
        ("What are the priorities in Eastmere?", EASTMERE),
        ("What were Marwick's priorities in 2018?", ["Alcohol and the town centre", "Burglary", "Hate crime"]),
        ("What were the priorities in Marwick's previous plan?", ["Alcohol and the town centre", "Burglary", "Hate crime"]),
        ("Which goals did the old Marwick plan have?", ["Alcohol and the town centre", "Burglary", "Hate crime"]),
        ("What are the priorities of the latest plan for Marwick?", MARWICK),
        ("What are the priorities in Northcombe?", ["Farm and machinery theft", "Speeding through villages"]),
    ],
)
def test_a_list_is_whole_and_in_order(councils: Desk, question: str, expected: list[str]) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert quotes(answer) == expected
    assert [claim.text for claim in answer.claims if claim.basis is Basis.QUOTED] == expected


def test_the_count_is_said_and_rests_on_every_entry(councils: Desk) -> None:
    answer = councils.ask("How many priorities does Marwick have?")
    (counted,) = [claim for claim in answer.claims if claim.basis is Basis.COUNTED]
    assert "four priorities" in counted.text
    assert counted.citations == (1, 2, 3, 4)


def test_a_list_names_the_page_and_its_printed_number(councils: Desk) -> None:
    answer = councils.ask("What are the priorities in Marwick?")
    assert {(citation.page, citation.page_label) for citation in answer.citations} == {(2, "1")}


@pytest.mark.parametrize("asked", ["five", "5", "three"])
def test_a_wrong_count_is_put_right(councils: Desk, asked: str) -> None:
    answer = councils.ask(f"What are the {asked} priorities of Marwick?")
    assert answer.answer.startswith("Not quite")
    assert "four priorities" in answer.claims[0].text
    assert quotes(answer) == MARWICK


@pytest.mark.parametrize("asked", ["four", "4"])
def test_a_right_count_is_not_corrected(councils: Desk, asked: str) -> None:
    answer = councils.ask(f"What are the {asked} priorities of Marwick?")
    assert "Not quite" not in answer.answer
    assert quotes(answer) == MARWICK


def test_without_a_year_the_latest_plan_answers(councils: Desk) -> None:
    assert cited(councils.ask("What are Marwick's priorities?")) == {"marwick-2022"}


def test_without_an_area_every_areas_list_is_given(councils: Desk) -> None:
    answer = councils.ask("What are the priorities?")
    assert cited(answer) == {"marwick-2022", "eastmere-2026", "northcombe-digest"}
    assert {*MARWICK, *EASTMERE} < set(quotes(answer))


def test_lists_are_compared_side_by_side(councils: Desk) -> None:
    answer = councils.ask("Compare the priorities of Marwick and Eastmere")
    assert {*MARWICK, *EASTMERE} <= set(quotes(answer))
    assert "northcombe-digest" not in cited(answer)


def test_internal_lists_are_neither_shown_nor_counted(councils: Desk) -> None:
    answer = councils.ask("What are the priorities in Eastmere?")
    assert "five priorities" in answer.answer
    assert cited(answer) == {"eastmere-2026"}
    assert "Boat theft on the canal" not in councils.ask("What are the priorities in Hollowford?").answer
    assert quotes(councils.ask("What are the priorities in Hollowford?", staff=True)) == ["Boat theft on the canal", "Catapults"]


def test_an_officer_reads_the_same_list(councils: Desk) -> None:
    resident, officer = (councils.ask("What are the priorities in Marwick?", audience=who) for who in ("resident", "officer"))
    assert officer.citations == resident.citations
    assert officer.answer != resident.answer


def test_the_mayors_priorities_are_not_taken_for_the_plans_own(councils: Desk) -> None:
    answer = councils.ask("What are the Mayor's priorities in Marwick?")
    assert not [claim for claim in answer.claims if claim.basis is Basis.COUNTED]


LONG_PLAN = """# Safer Dunmere Plan 2025 to 2028

## Our priorities

Our three priorities are:

1. Calm streets
2. Safe homes
3. Fair chances

{sections}
"""
VERBS = ("Train", "Publish", "Fund", "Open", "Review", "Recruit", "Launch", "Map")


@pytest.fixture(scope="module")
def dunmere(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan of three priorities with eight actions each."""
    folder = tmp_path_factory.mktemp("dunmere") / "documents"
    folder.mkdir()
    sections = "\n\n".join(
        f"## Priority {number}: {name}\n\nWe will:\n\n"
        + "\n".join(f"- {verb} {what} for {name.lower()} by March 202{6 + number % 2}." for verb, what in zip(VERBS, WHAT, strict=True))
        for number, name in enumerate(("Calm streets", "Safe homes", "Fair chances"), 1)
    )
    (folder / "dunmere-2025.md").write_text(LONG_PLAN.format(sections=sections), encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "dunmere-2025"\ntitle = "Safer Dunmere Plan 2025 to 2028"\narea = "Dunmere"\nfile = "dunmere-2025.md"\n',
        encoding="utf-8",
    )
    yield from opened([folder], folder.parent / "index", embedder)


WHAT = ("wardens", "a yearly report", "outreach", "a drop-in", "the lighting", "mentors", "a campaign", "hot spots")


def test_more_than_twenty_are_grouped_by_priority_and_none_is_lost(dunmere: Desk) -> None:
    answer = dunmere.ask("What are the actions in Dunmere?")
    heads = [place for place, claim in enumerate(answer.claims) if claim.text in ("Calm streets", "Safe homes", "Fair chances")]
    items = [claim.text for claim in answer.claims if claim.text.split()[0] in VERBS]
    assert len(items) == len(set(items)) == 24
    assert len(heads) == 3
    for head, name in zip(heads, ("calm streets", "safe homes", "fair chances"), strict=True):
        assert all(name in claim.text for claim in answer.claims[head + 1 : head + 9])


def test_the_count_of_a_long_list_leaves_the_marks_to_its_items(dunmere: Desk) -> None:
    answer = dunmere.ask("What are the actions in Dunmere?")
    counted = answer.claims[0]
    assert counted.basis is Basis.COUNTED
    assert len(counted.citations) == 24
    assert "[" not in answer.answer.splitlines()[0]
    assert all(f"[{number}]" in answer.answer for number in counted.citations)


MEASURED_PLAN = """# Safer Sedgeholm Plan 2025 to 2028

## Our priorities

Our two priorities are:

1. Serious violence
2. Burglary and theft

## Priority 1: Serious violence

Knives and fights at night hurt young people most.

### How we will measure success

- Number of offences with a knife or blade
- Number of assaults with injury at night
- Number of young people found to carry a weapon

## Priority 2: Burglary and theft

Homes and sheds are broken into in winter.

### How we will measure success

- Number of burglaries in homes
- Number of thefts from sheds
"""


@pytest.fixture(scope="module")
def sedgeholm(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan of two priorities with measures of their own."""
    folder = tmp_path_factory.mktemp("sedgeholm") / "documents"
    folder.mkdir()
    (folder / "sedgeholm-2025.md").write_text(MEASURED_PLAN, encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "sedgeholm-2025"\ntitle = "Safer Sedgeholm Plan"\narea = "Sedgeholm"\nfile = "sedgeholm-2025.md"\n',
        encoding="utf-8",
    )
    yield from opened([folder], folder.parent / "index", embedder)


def test_measures_on_a_topic_are_listed_whole_under_their_priority(sedgeholm: Desk) -> None:
    answer = sedgeholm.ask("Which counts will show whether stabbings and fighting are on the way down in Sedgeholm?")
    assert answer.answered_by is AnsweredBy.REGISTER
    assert quotes(answer)[1:] == [
        "Number of offences with a knife or blade",
        "Number of assaults with injury at night",
        "Number of young people found to carry a weapon",
    ]
    assert quotes(answer)[0].endswith("Serious violence")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How will Sedgeholm know whether its work on serious violence has paid off?", "Number of offences with a knife or blade"),
        ("how can anyone tell if the work against knives in Sedgeholm has done any good", "Number of offences with a knife or blade"),
        ("by what will they judge that the work on theft in Sedgeholm is getting anywhere", "Number of burglaries in homes"),
    ],
)
def test_how_anybody_will_know_that_it_worked_is_told_by_its_measures(sedgeholm: Desk, question: str, first: str) -> None:
    answer = sedgeholm.ask(question)
    assert answer.answered_by is AnsweredBy.REGISTER
    assert quotes(answer)[1] == first


def test_of_two_lists_the_one_whose_priority_is_named_is_meant(sedgeholm: Desk) -> None:
    lists = {place: sedgeholm.snapshot.entries("sedgeholm-2025", EntryKind.INDICATOR)[place : place + 2] for place in (0, 3)}
    text = "By which counts will they judge theft and violence with burglary?"
    assert list_nearer(sedgeholm.snapshot, lists[0], frozenset({"burglari", "theft"}), text)[0].words == "Number of burglaries in homes"
    assert list_nearer(sedgeholm.snapshot, lists[3], frozenset({"burglari", "theft"}), text) == lists[3]
    assert list_nearer(sedgeholm.snapshot, lists[0], frozenset({"violenc", "theft"}), text) == lists[0], "each holds what the other lacks"


def test_how_anybody_will_know_of_what_no_priority_is_about_has_no_list(sedgeholm: Desk) -> None:
    answer = sedgeholm.ask("How will Sedgeholm know whether its work on speeding has paid off?")
    assert not [claim for claim in answer.claims if claim.basis is Basis.COUNTED]


WISHED_PLAN = """# Safer Larkmere Plan 2025 to 2028

## Our priorities

Our two priorities are:

1. Young people
2. Drugs and drink

## Priority 1: Young people

### What we will do

- Open a youth club in the old mill
- Match ninety pupils with a mentor
- Keep every pupil in school

### Objectives

- Make parks lively after school
- Give every pupil a say

### Outcomes

- Fewer young people are hurt by knives
- More pupils have an adult they trust

## Priority 2: Drugs and drink

### What we will do

- Open a clinic at the hospital
- Carry naloxone in every patrol car

### Outcomes

- Fewer people die from drugs
- More people finish treatment

## How we measure success

| Ref | Measure | Baseline 2024/25 | Target 2027/28 | Lead |
|---|---|---|---|---|
| 1.1 | Offences with a knife | 112 | 85 | Police |
| 1.2 | Pupils with a mentor | 22 | 90 | Council |
| 2.1 | Deaths from drugs | 61 | 40 | Health board |
| 2.2 | People in treatment | 52% | 75% | Health board |
"""
CLUB = ["Open a youth club in the old mill", "Match ninety pupils with a mentor", "Keep every pupil in school"]
CLINIC = ["Open a clinic at the hospital", "Carry naloxone in every patrol car"]
YOUNG, DRUGS = (
    ["Fewer young people are hurt by knives", "More pupils have an adult they trust"],
    ["Fewer people die from drugs", "More people finish treatment"],
)


@pytest.fixture(scope="module")
def larkmere(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan of two priorities with actions, outcomes and measures in a table."""
    folder = tmp_path_factory.mktemp("larkmere") / "documents"
    folder.mkdir()
    (folder / "larkmere-2025.md").write_text(WISHED_PLAN, encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "larkmere-2025"\ntitle = "Safer Larkmere Plan"\narea = "Larkmere Vale"\nfile = "larkmere-2025.md"\n',
        encoding="utf-8",
    )
    yield from opened([folder], folder.parent / "index", embedder)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Everything Larkmere Vale says it'll do on drugs", CLINIC),
        ("whats laid on for teenagers in the vale, every promise please", CLUB),
        ("What are they promising to do for young people in Larkmere Vale?", CLUB),
        ("List all the actions on booze in Larkmere Vale", CLINIC),
        ("Every action under priority 2 in Larkmere Vale", CLINIC),
        ("What results does Larkmere Vale hope for from its work on drugs?", DRUGS),
        ("What will be better for youngsters if the Larkmere Vale plan works?", YOUNG),
        ("What does the plan promise to do about pupils and mentors, all of it?", CLUB),
    ],
)
def test_what_is_wished_for_on_a_topic_is_listed_whole(larkmere: Desk, question: str, expected: list[str]) -> None:
    answer = larkmere.ask(question)
    assert answer.answered_by is AnsweredBy.REGISTER
    assert quotes(answer)[1:] == expected
    (counted,) = [claim for claim in answer.claims if claim.basis is Basis.COUNTED]
    assert {2: "two", 3: "three"}[len(expected)] in counted.text


@pytest.mark.parametrize("question", ["What will be better by 2028 if the Larkmere plan works?", "What outcomes does Larkmere Vale want?"])
def test_without_a_topic_all_outcomes_are_listed_and_no_objectives(larkmere: Desk, question: str) -> None:
    assert quotes(larkmere.ask(question)) == [*YOUNG, *DRUGS]


@pytest.mark.parametrize(
    "question",
    [
        "Everything Larkmere Vale promises to do about dangerous dogs",
        "What are they promising to do about parking in Larkmere Vale?",
        "Which promises does Larkmere Vale make on farms and villages?",
    ],
)
def test_a_topic_of_no_priority_has_no_list(larkmere: Desk, question: str) -> None:
    answer = larkmere.ask(question)
    assert not [claim for claim in answer.claims if claim.basis is Basis.COUNTED]


def test_a_measure_is_told_with_its_row_below_the_names_of_the_columns(larkmere: Desk) -> None:
    answer = larkmere.ask("What are the indicators in Larkmere Vale?")
    told = [claim.text for claim in answer.claims if claim.basis is Basis.QUOTED]
    assert told[0].split() == "Measure | Baseline 2024/25 | Target 2027/28".split()
    assert [line.split(" | ") for line in told[1:]] == [
        ["Offences with a knife", "112", "85"],
        ["Pupils with a mentor", "22", "90"],
        ["Deaths from drugs", "61", "40"],
        ["People in treatment", "52%", "75%"],
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What are the main things Marwick wants to concentrate on over the coming three years?",
    ],
)
def test_what_the_whole_document_is_called_limits_no_list(councils: Desk, question: str) -> None:
    assert quotes(councils.ask(question)) == MARWICK


GORSEFOLD = """# Gorsefold Community Safety Plan 2024-27

## Our priorities

Our priorities are:

- Nuisance
- Violence
- Burglary

## How we got here

The plan that ran before looked at a lot. We met the partners. Under the last plan's 11 priorities few were met.
"""


@pytest.mark.parametrize(
    "question",
    [
        "How many priorities did Gorsefold have before, and how many now?",
        "How has the number of priorities changed since the last plan in Gorsefold?",
        "Gorsefold cut the number of its priorities. From how many to how many?",
        "How many priorities did Gorsefold have before, and how many did it cut that down to?",
        "By how much did Gorsefold cut down its number of priorities from the previous plan to this one?",
        "Compared with its plan before, has Gorsefold got more priorities or fewer, and how many were there?",
    ],
)
def test_how_many_there_were_before_is_told_beside_the_list_of_now(
    question: str, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    folder = tmp_path_factory.mktemp("gorsefold")
    (folder / "gorsefold.md").write_text(GORSEFOLD, encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "gorsefold"\ntitle = "Gorsefold Community Safety Plan 2024-27"\nfile = "gorsefold.md"\nkind = "plan"\n'
        'area = "Gorsefold"\n',
        encoding="utf-8",
    )
    for desk in opened([folder], folder.parent / f"{folder.name}-index", embedder):
        answer = desk.ask(question)
        assert quotes(answer) == ["Nuisance", "Violence", "Burglary", "Under the last plan's 11 priorities few were met."]
        assert "three priorities" in answer.answer


@pytest.mark.parametrize("question", ["Can Marwick's priorities be amended before 2025?", "Can Marwick change its priorities before 2025?"])
def test_whether_priorities_may_change_asks_for_no_list(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert answer.answered_by is not AnsweredBy.REGISTER


@pytest.mark.parametrize(
    "question", ["What are Eastmere's priorities on violence or hate?", "Which Eastmere priorities are about violence or hate?"]
)
def test_a_part_of_a_list_is_not_given_for_the_whole(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert quotes(answer) == ["Serious violence and knives", "Hate crime"]
    (counted,) = [claim for claim in answer.claims if claim.basis is Basis.COUNTED]
    assert counted.text.startswith("Two of the five priorities in")


@pytest.fixture(scope="module")
def tarn(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("List the strategic actions for safer roads in Tarnbrook.", ["Put cameras on the school lanes", "Close the mill road on Sundays"]),
        ("What are the actions on homes in Tarnbrook?", ["Lend out alarms", "Mark sheds and bicycles"]),
    ],
)
def test_actions_are_those_that_are_headed_so_and_hold_the_whole_topic(tarn: Desk, question: str, told: list[str]) -> None:
    answer = tarn.ask(question)
    assert answer.answered_by is AnsweredBy.REGISTER
    assert [words for words in quotes(answer) if not words.startswith("Priority")] == told


@pytest.mark.parametrize("question", ["What is the sixth priority in Marwick?", "What is priority 9 in Marwick about?"])
def test_a_number_that_no_priority_has_is_said_to_be_none(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert answer.claims[0].text.startswith("There is no priority ") and answer.claims[0].basis is Basis.COUNTED
    assert quotes(answer) == MARWICK
