"""Documents set side by side, what they mention and set targets for, who chairs, and a part of a question that finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.answers.comparison import FAR_ELSEWHERE, compare_pieces
from assistant.answers.read_on import is_prose
from assistant.conversation import Answer, Audience, Basis, Question, Status, Turn
from assistant.prompts import load_prompts
from assistant.serving import engine_of
from ingest.embed import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from tests.assistant.councils import Desk

PLANS = {
    "Ferrisby": """# Ferrisby Safety Plan 2025-2028

## Burglary

Wardens visit every burgled home in Ferrisby within two days. There were 412 burglaries in 2024.

## Lost dogs

The Lost Dogs Board is chaired by Councillor Ida Penhale. It meets every quarter.

## Modern slavery

Staff at the harbour are trained to notice modern slavery.

## Powers

The 4 powers that wardens use against noise are:

- the quiet notice
- the evening order
- the removal of loudspeakers
- the closing of a street

## Performance

| Measure | Baseline | Target |
| --- | --- | --- |
| Repeat burglary victims | 14% | 9% |
| Reports of graffiti | 230 | |
""",
    "Ulverholm": """# Ulverholm Safety Plan 2025-2028

## Burglary

Ulverholm lends alarms to homes that were burgled. Burglary victims are called after a month.

## Parks

Rangers lock the parks at dusk.
""",
}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("two")
    entries = []
    for area, words in PLANS.items():
        (folder / f"{area.lower()}.md").write_text(words, encoding="utf-8")
        title = f"{area} Safety Plan 2025-2028"
        entries.append(f'[[document]]\nid = "{area.lower()}"\ntitle = "{title}"\nfile = "{area.lower()}.md"\narea = "{area}"\n')
    (folder / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")
    settings = IngestSettings(index=folder / "index")
    assert not ingest([folder], settings, lambda: embedder).failed
    with Library.open(settings) as library:
        yield engine_of(library, embedder).assistant


def asked(assistant: object, message: str, *before: str) -> Answer:
    turns = tuple(Turn(role, text) for role, text in zip(("user", "assistant") * len(before), before, strict=False))
    answer: Answer = assistant.answer(Question(message, turns))  # type: ignore[attr-defined]
    return answer


def test_each_document_has_a_row_with_its_name(two: object) -> None:
    answer = asked(two, "How does Ferrisby's approach to burglary differ from Ulverholm's?")
    assert answer.status is Status.ANSWERED
    rows = [claim.text for claim in answer.claims if claim.text.startswith(("Ferrisby Safety Plan", "Ulverholm Safety Plan"))]
    assert len(rows) == 2
    assert {citation.document_id for citation in answer.citations} == {"ferrisby", "ulverholm"}


def test_a_document_that_was_searched_in_vain_is_said_not_to_mention_it(two: object) -> None:
    answer = asked(two, "Compare how Ferrisby and Ulverholm deal with modern slavery")
    absent = [claim for claim in answer.claims if claim.basis is Basis.ABSENT]
    assert [claim.text for claim in absent] == ["Ulverholm Safety Plan 2025-2028: not mentioned."]
    assert absent[0].looked_in is not None
    assert absent[0].looked_in.documents == ("ulverholm",)
    assert {citation.document_id for citation in answer.citations} == {"ferrisby"}


def test_documents_that_mention_something_are_counted(two: object) -> None:
    answer = asked(two, "How many of the plans mention modern slavery?")
    assert "one of the two documents" in answer.claims[0].text
    assert answer.claims[0].basis is Basis.COUNTED
    assert [claim.looked_in.documents for claim in answer.claims if claim.looked_in] == [("ulverholm",)]


def test_which_sets_a_target_is_read_from_the_register(two: object) -> None:
    answer = asked(two, "Which of the boroughs has a target for repeat burglary victims?")
    assert "one of the two documents" in answer.claims[0].text
    assert "9%" in answer.answer


def test_whether_there_is_a_target(two: object) -> None:
    assert asked(two, "Does Ferrisby's plan have a target for repeat burglary?").claims[0].text.startswith("Yes.")
    lacking = asked(two, "Does Ferrisby's plan have a target for graffiti?").claims[0]
    assert (lacking.basis, "without a target" in lacking.text) == (Basis.COUNTED, True)


def test_whether_something_is_mentioned(two: object) -> None:
    assert "harbour" in asked(two, "Does Ferrisby mention modern slavery?").claims[0].text
    missing = asked(two, "Does Ulverholm mention modern slavery?")
    assert (missing.status, missing.citations) == (Status.NOT_IN_DOCUMENTS, ())


def test_who_chairs_comes_first(two: object) -> None:
    assert "Ida Penhale" in asked(two, "Who chairs the Lost Dogs Board in Ferrisby?").claims[0].text


def test_a_list_of_as_many_as_the_question_says_is_quoted_whole_behind_its_lead(two: object) -> None:
    answer = asked(two, "What are the four powers against noise in Ferrisby?")
    said = [claim.text for claim in answer.claims]
    assert said[0] == "The 4 powers that wardens use against noise are:"
    assert said[1:5] == ["the quiet notice", "the evening order", "the removal of loudspeakers", "the closing of a street"]


def test_a_part_that_finds_nothing_is_named(two: object) -> None:
    answer = asked(two, "How many burglaries were there in Ferrisby in 2024 and who counted them?")
    assert answer.status is Status.PARTLY_ANSWERED
    assert "412" in answer.claims[0].text
    assert [claim.text for claim in answer.claims if claim.basis is Basis.ABSENT] == ["I could not find: who counted them."]


def test_a_message_that_points_at_the_answer_before_finds_what_that_spoke_of(two: object) -> None:
    answer = asked(two, "How often does it meet?", "Who is Ida Penhale in Ferrisby?", "She chairs the Lost Dogs Board.")
    assert "every quarter" in answer.answer


@pytest.mark.parametrize(
    "question", ["Which of these plans lend alarms?", "which plan lends out alarms to people", "Does any of them lend alarms?"]
)
def test_the_documents_that_are_asked_for_are_named(two: object, question: str) -> None:
    answer = asked(two, question)
    assert answer.status is Status.ANSWERED
    named = next(line for line in answer.answer.split("\n") if "lends alarms" in line)
    assert "Ulverholm" in named.split("lends alarms")[0]


@pytest.mark.parametrize(("share", "close"), [(0.5 * FAR_ELSEWHERE, False), (2 * FAR_ELSEWHERE, True)])
def test_a_document_that_fits_far_less_says_one_thing_and_so(councils: Desk, share: float, close: bool) -> None:
    question = "How do Marwick and Eastmere compare on burglary?"
    pieces = councils.read(question).pieces
    prose = [(place, piece.hit.passage.document_id) for place, piece in enumerate(pieces) if is_prose(piece) and piece.words[-1:] == "."]
    best = next(place for place, name in prose if name == "marwick-2022")
    far = [place for place, name in prose if name == "eastmere-2026"][:2]
    fitness = np.zeros(len(pieces))
    fitness[best], fitness[far] = 0.9, 0.9 * share
    settings = (councils.public, councils.snapshot, load_prompts(), Audience.RESIDENT)
    draft = compare_pieces(councils.understood(question), pieces, fitness, *settings)
    assert draft is not None
    mine = [claim for claim in draft.claims if claim.spans[0].document_id == "eastmere-2026"]
    assert ("less close" in mine[0].lead) is not close
    assert len(mine) == (2 if close else 1)


def test_documents_whose_best_words_fit_far_less_are_not_among_those_asked_for(two: object) -> None:
    answer = asked(two, "Which plan says that rangers lock the parks at dusk, and who does it?")
    assert {citation.document_id for citation in answer.citations} == {"ulverholm"}
