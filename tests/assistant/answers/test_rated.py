"""Which rows are rated red, missed, done or getting worse: from the cell of each row, complete and counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.rated import rating_of
from assistant.conversation import AnsweredBy, Basis, Status
from ingest.embed import Embedder
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)


@pytest.mark.parametrize(
    ("question", "rows", "counted"),
    [
        ("Which of Brackwater's indicators missed their target, the red ones?", ["2", "3"], 6),
        ("which Brackwater measures are not on track", ["2", "3"], 6),
        ("Which Brackwater measures are getting worse?", ["2", "3"], 6),
        ("which numbers in Brackwater are going in the wrong direction", ["2", "3"], 6),
        ("Which Brackwater indicators are improving?", ["1", "5", "6"], 6),
        ("Which Brackwater indicators are amber and improving?", ["1"], 6),
        ("Which Brackwater measures met their target?", ["5"], 6),
        ("Which Brackwater measures have not been rated?", ["4", "6"], 6),
        ("how many of the Brackwater actions are complete", ["4"], 5),
        ("Which Brackwater actions have not been completed?", ["1", "2", "3", "5"], 5),
        ("What in the Brackwater tracker is off track?", ["2"], 5),
        ("which Brackwater actions have not started", ["2"], 5),
    ],
)
def test_the_rows_are_read_off_their_own_cells(desk: Desk, question: str, rows: list[str], counted: int) -> None:
    answer = desk.ask(question, audience="officer")
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert answer.claims[0].basis is Basis.COUNTED
    assert len(answer.claims[0].citations) == counted
    assert [line[2:].partition(" ")[0] for line in answer.answer.split("\n") if line.startswith("- ")] == rows


def test_a_letter_is_spelt_out_and_its_meaning_quoted(desk: Desk) -> None:
    answer = desk.ask("Which Brackwater indicators are red?")
    assert "“R” (red)" in answer.answer
    assert answer.claims[-1].text == "R = missed, A = close to target, G = target met."


def test_none_is_an_answer_too(desk: Desk) -> None:
    answer = desk.ask("Which Brackwater actions are blue or red and which measures are yellow?")
    assert answer.status is Status.ANSWERED
    none = desk.ask("Which of the Brackwater measures are green and getting worse?", audience="officer")
    assert "none of six indicators" in none.answer


def test_a_plan_without_ratings_is_not_rated(councils: Desk) -> None:
    answer = councils.ask("Which of Marwick's measures are red?")
    assert "marked" not in answer.answer


@pytest.mark.parametrize(
    ("question", "ways"),
    [
        ("which targets did they miss", ("red",)),
        ("Which indicators are missing their target?", ("red",)),
        ("list the measures that failed to reach their goal", ("red",)),
        ("what measures are behind target", ("red",)),
        ("Which KPIs are red or amber?", ("red", "amber")),
        ("any measures at risk?", ("amber",)),
        ("which actions are on schedule", ("green",)),
        ("Which indicators hit their target?", ("green",)),
        ("show me the actions that are finished", ("done",)),
        ("which actions are outstanding", ("open",)),
        ("Which measures have got worse?", ("worse",)),
        ("which indicators are heading the wrong way", ("worse",)),
        ("Which measures are getting better?", ("better",)),
        ("which measures have stayed the same", ("same",)),
        ("which tasks are yet to start", ("not_started",)),
        ("What is the target for burglary?", None),
        ("Why are three indicators red?", None),
        ("How many pupils hit the target last year?", None),
        ("what happens if a measure is red", None),
        ("What does amber mean?", None),
        ("What is the council going to do in its next plan about lads in trouble with the law once they turn 18?", None),
    ],
)
def test_many_wordings_of_one_wish(question: str, ways: tuple[str, ...] | None) -> None:
    rating = rating_of(question)
    assert (rating.ways if rating is not None else None) == ways
