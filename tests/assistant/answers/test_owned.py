"""Which measures and actions are whose: told from the owner that each names, complete and counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.owned import kinds_owned
from assistant.conversation import AnsweredBy, Basis
from ingest.embed import Embedder
from ingest.register.entry import EntryKind
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk, opened

INDICATOR, ACTION = EntryKind.INDICATOR, EntryKind.ACTION


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)


@pytest.mark.parametrize(
    ("question", "rows", "counted"),
    [
        ("Which of the Brackwater measures is the police force answerable for?", ["1", "6"], 6),
        ("which Brackwater indicators are the police responsible for", ["1", "6"], 6),
        ("List the Brackwater measures led by the police", ["1", "6"], 6),
        ("What are the Brackwater KPIs that public health owns?", ["4"], 6),
        ("Which Brackwater indicators belong to the Youth Trust?", ["5"], 6),
        ("which measures in the Brackwater plan does the wardens team look after", ["2"], 6),
        ("Which actions in Brackwater is the licensing team down for?", ["2"], 5),
        ("What jobs has the probation service taken on in Brackwater?", ["5"], 5),
        ("what has the Youth Trust signed up to in Brackwater", ["3"], 5),
        ("Which Brackwater actions on gates are led by probation?", ["5"], 5),
        ("name the Brackwater tasks assigned to licensing", ["2"], 5),
        ("How many of the Brackwater actions are run by wardens?", ["1"], 5),
    ],
)
def test_the_rows_of_one_owner_are_listed(desk: Desk, question: str, rows: list[str], counted: int) -> None:
    answer = desk.ask(question, audience="officer")
    assert (answer.answered_by, answer.claims[0].basis) == (AnsweredBy.REGISTER, Basis.COUNTED)
    assert len(answer.claims[0].citations) == counted
    assert [line[2:].partition(" ")[0] for line in answer.answer.split("\n") if line.startswith("- ")] == rows


def test_what_is_theirs_of_each_kind_is_told_where_no_kind_is_named(desk: Desk) -> None:
    answer = desk.ask("What is the Youth Trust responsible for in Brackwater?", audience="officer")
    assert [claim.text.split(":")[1].strip() for claim in answer.claims if claim.basis is Basis.COUNTED] == [
        "one of six indicators names “Youth Trust”",
        "one of five actions names “Youth Trust”",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which Brackwater measures are the coastguard responsible for?",
        "Which Brackwater measures are the police and the youth trust responsible for?",
    ],
)
def test_an_owner_that_is_not_named_or_not_sure_is_for_other_answers(desk: Desk, question: str) -> None:
    assert not any(" name" in claim.text for claim in desk.ask(question, audience="officer").claims if claim.basis is Basis.COUNTED)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which measures is the fire service accountable for?", [INDICATOR]),
        ("what targets fall to housing", [INDICATOR]),
        ("which KPIs are reported by the council", [INDICATOR]),
        ("Show me the indicators owned by trading standards", [INDICATOR]),
        ("Which promises are down to the district council?", [ACTION]),
        ("What jobs has the council taken on itself in the plan?", [ACTION]),
        ("what have the police agreed to do", [ACTION]),
        ("Everything probation has to deliver", [ACTION]),
        ("what is the health board expected to do", [ACTION]),
        ("Which pieces of work are carried out by the Rangers?", [ACTION]),
        ("What are the police in charge of?", [INDICATOR, ACTION]),
        ("Who is responsible for the measures on burglary?", []),
        ("Which team leads the actions on fraud?", []),
        ("Which measures has nobody been put in charge of?", []),
        ("What are the commissioner's own priorities?", []),
        ("Which actions led to fewer fires?", []),
        ("What is the council responsible for by law?", []),
        ("How many burglaries were there?", []),
        ("what does MARAC stand for", []),
    ],
)
def test_many_wordings_of_one_wish(question: str, kinds: list[EntryKind]) -> None:
    assert kinds_owned(question) == kinds


OWNERS = """# Larchmere Safety Plan 2025-2028

## Measures on roads

| Measure | Baseline | Target | Owner |
| --- | --- | --- | --- |
| Speeding on the ring road | 31 | 20 | Responsible Authorities |
| Lorries over the old bridge | 12 | 4 | Performance Manager |
| Bicycles stolen | 88 | 60 | Police |

## Measures on homes

| Measure | Baseline | Target | Owner |
| --- | --- | --- | --- |
| Sheds broken into | 44 | 30 | Council |
| Doorstep frauds | 21 | 15 | Police |
| People who feel safe at home | 61% | 70% | Harbour Trust |
"""


@pytest.fixture(scope="module")
def larchmere(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("larchmere")
    (folder / "documents").mkdir()
    (folder / "documents" / "larchmere.md").write_text(OWNERS, encoding="utf-8")
    yield from opened([folder / "documents"], folder / "index", embedder)


def counts(desk: Desk, question: str) -> list[str]:
    return [claim.text for claim in desk.ask(question, audience="officer").claims if claim.basis is Basis.COUNTED and " name" in claim.text]


@pytest.mark.parametrize(
    "question",
    [
        "Which measures is the mayor responsible for?",
        "Which performance measures is the coastguard accountable for?",
        "Which measures is the Police and Crime Commissioner responsible for?",
        "which measures are the transport police in charge of",
        "Which measures is the Youth Council responsible for?",
        "Which measures is the police authority responsible for?",
    ],
)
def test_a_word_that_another_owner_shares_names_nobody(larchmere: Desk, question: str) -> None:
    assert counts(larchmere, question) == []


def test_every_measure_of_the_plan_is_counted_whatever_table_the_question_names(larchmere: Desk) -> None:
    for question in ("Which measures are the police responsible for?", "Which measures on homes are the police responsible for?"):
        (said,) = counts(larchmere, question)
        assert "two of six indicators name “Police”" in said
