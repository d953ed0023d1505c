"""Whether a plan mentions something or has a target for it: yes with the words that show it, and an honest no."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.yes_no import MOST_SHOWN, say_whether
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, Status
from assistant.prompts import load_prompts
from ingest.embed import Embedder
from tests.assistant.councils import Desk, cited, opened, quotes
from tests.conftest import write_documents

MEASURES = "".join(f"| Thefts from shop {name} | {number} | {number - 2} |\n" for number, name in enumerate("ABCDEF", 10))
PLAN = f"""# Wexcombe plan 2024-2027

| Measure | Baseline | Target |
| --- | --- | --- |
{MEASURES}| Floods reported | 7 | |
| Ferrets lost | | 3 |
"""


@pytest.fixture(scope="module")
def wexcombe(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan of one table: many measures of one thing, one without a target, one without a baseline."""
    folder = write_documents(tmp_path_factory.mktemp("wexcombe") / "documents", {"wexcombe.md": PLAN})
    yield from opened([folder], folder.parent / "index", embedder)


def said(desk: Desk, question: str, audience: Audience = Audience.RESIDENT) -> Draft | None:
    return say_whether(desk.understood(question), desk.public, desk.snapshot, load_prompts(), audience)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Does the Marwick plan mention lighting?", "Street lighting was the matter they raised most often."),
        ("So does Marwick's plan talk about the Tanner Estate?", "Fit new locks in 400 homes on the Tanner Estate"),
        ("Does the Northcombe plan mention speed guns?", "Volunteers with speed guns stand in eleven villages."),
        ("Does the Eastmere strategy mention doorbells?", "The council lends out 75 video doorbells a year to people who were burgled."),
    ],
)
def test_yes_comes_with_the_sentence_that_shows_it(councils: Desk, question: str, quote: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert quotes(answer) == [quote]
    assert answer.answer.startswith("Yes")


@pytest.mark.parametrize("question", ["Does Marwick's plan mention drones?", "Does the Northcombe plan cover graffiti?"])
def test_no_is_said_where_no_document_has_the_word(councils: Desk, question: str) -> None:
    assert said(councils, question) == Draft((), AnsweredBy.REGISTER)
    answer = councils.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_IN_DOCUMENTS, ())


def test_the_latest_plan_is_asked_where_no_year_is_named(councils: Desk) -> None:
    assert cited(councils.ask("Does the Marwick plan mention burglary?")) == {"marwick-2022"}
    assert cited(councils.ask("Does the Marwick plan of 2018 mention burglary?")) == {"marwick-2018"}


def test_internal_papers_mention_nothing_to_the_public(councils: Desk) -> None:
    answer = councils.ask("Does the Eastmere strategy mention cameras?")
    assert "eastmere-covert" not in {*cited(answer), *answer.documents_searched}
    assert "camera" not in " ".join(quotes(answer))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Does Marwick have a target for burglaries?", "Residential burglaries recorded 418 360"),
        ("Is there a target for repeat victims in Marwick?", "Repeat victims at MARAC 31.5% 24.2%"),
        ("Is there a baseline for residents who feel safe in Marwick?", "Residents who feel safe after dark 54% 65%"),
    ],
)
def test_a_target_is_shown_as_the_row_it_stands_in(councils: Desk, question: str, row: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert quotes(answer) == [row]
    assert answer.answer.startswith("Yes")


@pytest.mark.parametrize(
    ("question", "lacking", "row"),
    [
        ("Is there a target for floods?", "a target", "Floods reported 7"),
        ("Is there a baseline for ferrets?", "a starting point", "Ferrets lost 3"),
    ],
)
def test_a_measure_without_one_is_shown_and_said_to_lack_it(wexcombe: Desk, question: str, lacking: str, row: str) -> None:
    answer = wexcombe.ask(question)
    counted, *_ = answer.claims
    assert counted.basis is Basis.COUNTED
    assert "one measure" in counted.text and f"without {lacking}" in counted.text
    assert quotes(answer) == [row]
    assert "Yes" not in answer.answer


def test_of_the_two_only_what_is_lacking_is_said_to_be(wexcombe: Desk) -> None:
    assert quotes(wexcombe.ask("Is there a baseline for floods?")) == ["Floods reported 7"]
    assert wexcombe.ask("Is there a baseline for floods?").answer.startswith("Yes")
    assert wexcombe.ask("Is there a target for ferrets?").answer.startswith("Yes")


def test_many_measures_are_shown_up_to_a_number(wexcombe: Desk) -> None:
    answer = wexcombe.ask("Is there a target for thefts from shops?")
    assert quotes(answer) == [f"Thefts from shop {name} {number} {number - 2}" for number, name in enumerate("ABCDEF", 10)][:MOST_SHOWN]


@pytest.mark.parametrize(
    "question",
    [
        "What does Marwick say about lighting?",
        "Will the Marwick plan mention lighting?",
        "Does the Marwick plan mention lamps and bins and benches and drains?",
        "Does any plan mention lighting?",
        "Does Marwick like lighting?",
        "Is there a target for otters in Marwick?",
        "Does the Marwick plan mention it?",
    ],
)
def test_what_is_not_such_a_question_is_left_to_others(councils: Desk, question: str) -> None:
    assert said(councils, question) is None


def test_where_a_word_stands_apart_it_is_not_said_to_be_missing(councils: Desk) -> None:
    """Each word stands in the plan, though never beside the other: a search may know better."""
    assert said(councils, "Does the Eastmere strategy mention seafront radios?") is None


def test_an_officer_reads_it_in_other_words(councils: Desk) -> None:
    question = "Does the Marwick plan mention lighting?"
    resident, officer = said(councils, question), said(councils, question, Audience.OFFICER)
    assert resident is not None and officer is not None
    assert resident.claims[0].spans == officer.claims[0].spans
    assert resident.claims[0].lead != officer.claims[0].lead


@pytest.mark.parametrize(
    "question",
    [
        "Does Marwick's plan say anything about COVID?",
        "is there anything in marwick's plan on Brexit",
        "Has the Marwick plan got much about TikTok in it?",
        "Is anything said about Ukraine in the Marwick plan?",
    ],
)
def test_nothing_is_said_of_a_name_that_stands_nowhere(councils: Desk, question: str) -> None:
    assert said(councils, question) == Draft((), AnsweredBy.REGISTER)
    assert councils.ask(question).status is Status.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    "question",
    [
        "Does Marwick's plan say anything about MARAC?",
        "Does Marwick's plan say anything about Tanner Estate?",
        "Does Marwick's plan say anything about drones?",
        "Is there anything in the Marwick plan about what happens on Sundays?",
    ],
)
def test_what_is_said_of_other_things_is_left_to_others(councils: Desk, question: str) -> None:
    assert said(councils, question) is None
