"""What is past its time: counted over what gives a time, by the day of asking or the one that the question names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answers.late import day_named, kinds_late
from assistant.conversation import AnsweredBy, Basis
from ingest.embed import Embedder
from ingest.register.entry import EntryKind
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk, opened

ACTION, INDICATOR = EntryKind.ACTION, EntryKind.INDICATOR
PLAN = """# Sallowmere Safety Plan 2024-2028

## Action plan

| Ref | Action | Lead | By when |
| --- | --- | --- | --- |
| 1 | Open a rowing shed for young people | Lake Trust | June 2025 |
| 2 | Train ferry crews to spot exploitation | Ferry Board | March 2026 |
| 3 | Light the boardwalk behind the mill | Borough Council | December 2027 |
| 4 | Hold a weekly quay surgery | Borough Council | Ongoing |
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("sallowmere")
    (folder / "documents").mkdir()
    (folder / "documents" / "sallowmere.md").write_text(PLAN, encoding="utf-8")
    (folder / "documents" / "catalogue.toml").write_text(
        '[[document]]\nid = "sallowmere-2024"\ntitle = "Sallowmere Safety Plan 2024-2028"\nfile = "sallowmere.md"\nkind = "plan"\n',
        encoding="utf-8",
    )
    yield from opened([folder / "documents"], folder / "index", embedder)


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)


def items(desk: Desk, question: str) -> list[str]:
    """Given a question, return the numbers of the rows that the answer lists."""
    answer = desk.ask(question, audience="officer")
    assert (answer.answered_by, answer.claims[0].basis) == (AnsweredBy.REGISTER, Basis.COUNTED)
    return [line[2:].partition(" ")[0] for line in answer.answer.split("\n") if line.startswith("- ")]


@pytest.mark.parametrize(
    "question",
    [
        "As of 21 November 2026, which Sallowmere actions are overdue?",
        "as at 1st October 2026 what promises in sallowmere have gone past their deadline",
        "On 3 July 2026, which of Sallowmere's commitments are late?",
        "As of August 2026, list the Sallowmere steps whose deadline has passed",
        "As of August 2026, which Sallowmere jobs should have been done by now?",
        "Today is 2 May 2026. Which Sallowmere targets are past their date?",
    ],
)
def test_what_was_due_before_the_day_is_counted_and_listed(desk: Desk, question: str) -> None:
    assert items(desk, question) == ["1", "2"]


def test_one_that_is_due_later_is_not_late(desk: Desk) -> None:
    assert items(desk, "As of 1 December 2025, which Sallowmere actions are overdue?") == ["1"]
    answer = desk.ask("As of 1 December 2025, which Sallowmere actions are overdue?").answer
    assert "one thing" in answer and "1 December 2025" in answer and "may not say" in answer


def test_where_every_time_is_of_a_later_year_none_is_late(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "documents").mkdir()
    later = PLAN.replace("June 2025", "June 2027").replace("March 2026", "March 2028")
    (tmp_path / "documents" / "sallowmere.md").write_text(later, encoding="utf-8")
    for desk in opened([tmp_path / "documents"], tmp_path / "index", embedder):
        answer = desk.ask("As of 21 November 2026, which Sallowmere actions are overdue?").answer
        assert answer.startswith("None of the three actions")


def test_what_a_tracker_marks_as_done_is_told_apart(tracked: Desk) -> None:
    question = "As of 21 November 2026, which Brackwater actions are overdue?"
    assert items(tracked, question) == ["1", "4"]
    late, done = tracked.ask(question).answer.split("marked as done: one")
    assert "Quay Lane" in late and "harbour review" in done


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which actions have missed their deadline?", [ACTION]),
        ("Which promises are late?", [ACTION]),
        ("what's overdue in the action plan", [ACTION]),
        ("Are any of the commitments past their deadlines?", [ACTION]),
        ("which milestones have been and gone past the due date", [ACTION]),
        ("any jobs running late?", [ACTION]),
        ("show me everything past its deadline", [ACTION]),
        ("Which pledges ought to have been done by now?", [ACTION]),
        ("How many actions are out of date?", [ACTION]),
        ("Which late actions are there?", [ACTION]),
        ("Which steps were due to be finished by now?", [ACTION]),
        ("Which tasks' deadline has already passed?", [ACTION]),
        ("list the projects that have run out of time", [ACTION]),
        ("Which targets have passed their date?", [INDICATOR, ACTION]),
        ("are there targets that should have been reached by now", [INDICATOR, ACTION]),
        ("Which indicators have a target date that has gone?", [INDICATOR, ACTION]),
        ("which kpis are overdue", [INDICATOR, ACTION]),
        ("What is the deadline for the lighting action?", []),
        ("Which actions have no deadline?", []),
        ("Why are the actions overdue?", []),
        ("What happens if an action misses its deadline?", []),
        ("Which actions deal with late night drinking?", []),
        ("Who is responsible for overdue actions?", []),
        ("When is the target date?", []),
        ("Is the library open late?", []),
        ("Which priorities are there?", []),
        ("Which actions come later in the plan?", []),
        ("Which measures were met?", []),
    ],
)
def test_what_asks_for_it(question: str, kinds: list[EntryKind]) -> None:
    assert kinds_late(question) == kinds


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("as of 21 November 2026, what is late", date(2026, 11, 21)),
        ("It's 21 November 2026: what is late", date(2026, 11, 21)),
        ("what is late (it is 4 May 2027 today)", date(2027, 5, 4)),
        ("As at the 3rd of May 2027 what is late", date(2027, 5, 3)),
        ("today is March 4, 2026: what is late", date(2026, 3, 4)),
        ("what is late as of June 2026", date(2026, 6, 1)),
        ("as of 31 February 2026", None),
        ("which 2026 actions are late", None),
    ],
)
def test_the_day_of_asking(question: str, day: date | None) -> None:
    assert day_named(question) == day
