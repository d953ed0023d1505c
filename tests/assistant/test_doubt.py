"""Whether what would be said answers at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.conversation import Question, Status, Turn
from assistant.doubt import (
    HINTS,
    INTENTS,
    LONGEST,
    READ,
    READINGS,
    SIGNS,
    TYPES,
    UNLEARNT,
    Considered,
    Doubt,
    is_doubtful,
    load_doubt,
    readings_of,
)
from assistant.regression import Regression
from ingest.cross_encoder import CrossEncoder, cross_encoder_for
from ingest.embed import Embedder
from ingest.errors import BadInput
from tests.assistant.councils import Desk

ASKED = "Who keeps watch along the seafront in Eastmere?"
PLAINLY = "Who patrols the seafront in Eastmere?"
OF_A_ROW = "What is Marwick's target for repeat victims at MARAC?"


class Counting(CrossEncoder):
    """A reader that tells how often it read."""

    def __init__(self, reader: CrossEncoder) -> None:
        self._reader, self.read = reader, 0

    def scores(self, question: str, texts):  # type: ignore[no-untyped-def]
        self.read += len(texts)
        return self._reader.scores(question, texts)


@pytest.fixture
def reader(embedder: Embedder) -> Counting:
    found = cross_encoder_for(embedder)
    assert found is not None
    return Counting(found)


def drawn(line: float) -> Doubt:
    """What refuses where nothing that was read reaches the line [log odds], and opens always."""
    weights = tuple(-1.0 if reading == "best" else 0.0 for reading in READINGS)
    return replace(UNLEARNT, read=Regression((*weights, *(0.0 for _ in SIGNS)), line), refused=0.5)


def known(councils: Desk, question: str = ASKED, fitness: np.ndarray | None = None) -> Considered:
    found = councils.assistant.considered(Question(question))
    assert found is not None
    return found if fitness is None else replace(found, fitness=fitness)


def test_below_the_line_is_doubtful_and_above_it_is_not(councils: Desk, reader: Counting) -> None:
    assert is_doubtful(known(councils), reader, drawn(100.0))
    assert not is_doubtful(known(councils), reader, drawn(-100.0))


def test_one_of_the_next_may_answer_where_the_best_does_not(councils: Desk, reader: Counting) -> None:
    found = known(councils)
    scores = reader.scores(found.understood.standalone, [replace(found, fitness=one).texts[0] for one in np.eye(len(found.pieces))])
    best, worst = int(np.argmax(scores)), np.argsort(scores)
    fitness = np.zeros(len(scores))
    fitness[worst[0]], fitness[best] = 0.9, 0.8
    assert not is_doubtful(replace(found, fitness=fitness), reader, drawn(float(scores[best]) - 0.01))
    fitness[best], fitness[worst[:READ]] = 0.1, 0.9
    assert is_doubtful(replace(found, fitness=fitness), reader, drawn(float(scores[best]) - 0.01))


def test_where_the_best_settles_it_the_next_are_not_read(councils: Desk, reader: Counting) -> None:
    assert not is_doubtful(known(councils), reader, drawn(-100.0))
    assert reader.read == 1


def test_where_reading_would_change_nothing_nothing_is_read(councils: Desk, reader: Counting) -> None:
    assert not is_doubtful(known(councils), reader, replace(drawn(100.0), worth=1.0))
    assert reader.read == 0


def test_what_is_read_holds_the_headings_and_the_words(councils: Desk) -> None:
    found = known(councils)
    best = found.pieces[int(np.argmax(found.fitness))]
    assert len(found.texts) == min(READ, len(found.pieces))
    assert all(cell in found.texts[0] for cell in best.words[:LONGEST].split("\t"))
    assert all(heading in found.texts[0] for heading in best.hit.passage.trail[-2:])


def test_a_row_is_read_with_what_heads_its_columns(councils: Desk) -> None:
    found = known(councils, OF_A_ROW)
    rows = [piece for piece in found.pieces if piece.row]
    assert rows
    for piece in rows:
        texts = replace(found, fitness=np.array([float(one is piece) for one in found.pieces])).texts
        assert all(f": {cell}." in texts[0] for cell in piece.words.split("\t")[1:])


def test_a_row_in_the_askers_own_words_is_not_doubted_where_it_holds_what_is_expected(councils: Desk, reader: Counting) -> None:
    row = known(councils, "How many repeat victims at MARAC are the target of Marwick for 2025?")
    place = next(place for place, piece in enumerate(row.pieces) if piece.row and "Repeat victims" in piece.words)
    row = replace(row, fitness=np.eye(len(row.pieces))[place])
    plain = replace(row, understood=replace(row.understood, subject="target for repeat victims at MARAC 2025"))
    assert plain.is_plain(plain.texts[0])
    assert not row_of(plain, "repeat victims of scams among tenants").is_plain(plain.texts[0])
    asked = replace(plain, understood=replace(plain.understood, standalone="What is the target?", message="What is the target?"))
    lacking = replace(plain, understood=replace(plain.understood, standalone="What fine did he get?", message="What fine did he get?"))
    assert not is_doubtful(asked, reader, drawn(100.0))
    assert is_doubtful(lacking, reader, drawn(100.0))


def test_what_is_asked_in_a_documents_own_words_is_not_doubted(councils: Desk, reader: Counting) -> None:
    assert not is_doubtful(known(councils, PLAINLY), reader, drawn(100.0))
    assert reader.read == 0


def test_of_several_things_that_are_asked_one_that_is_answered_is_not_lacking(councils: Desk) -> None:
    found = known(councils)
    words = ["It is chaired by the Director of Housing."]
    for message, lacks in (("Who chairs it and what fine did he get?", 0), ("What fine did he get, and how often does it meet?", 1)):
        asked = replace(found, understood=replace(found.understood, message=message, standalone=message))
        assert asked.signs(words)[SIGNS.index("lacks")] == lacks


def row_of(found: Considered, subject: str) -> Considered:
    return replace(found, understood=replace(found.understood, subject=subject))


def test_what_tells_beside_reading_has_a_place_for_each_sign(councils: Desk) -> None:
    found = known(councils, "How many residents answered the survey in Marwick?")
    signs = dict(zip(SIGNS, found.signs(found.texts), strict=True))
    assert [intent.value for intent in INTENTS if signs[intent.value]] == [found.understood.intent.value]
    assert [kind.value for kind in TYPES if signs[f"asks_{kind.value}"]] == ["rate"]


@pytest.mark.parametrize(
    ("question", "words", "surely", "unsurely"),
    [
        ("How many cameras are there?", "The cameras are old.", 1, 0),
        ("How many cameras are there?", "There are 214 cameras.", 0, 0),
        ("Which firm won the contract?", "The contract was let in spring.", 0, 1),
        ("What is being done about cameras?", "The cameras are old.", 0, 0),
    ],
)
def test_what_is_asked_for_and_lacking_is_a_sign(councils: Desk, question: str, words: str, surely: float, unsurely: float) -> None:
    found = known(councils)
    asked = replace(found, understood=replace(found.understood, standalone=question, message=question))
    signs = dict(zip(SIGNS, asked.signs([words]), strict=True))
    assert (signs["lacks"], signs["lacks_unsurely"]) == (surely, unsurely)


def test_where_nothing_was_learnt_all_is_read_and_nothing_refused(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.toml"
    file.write_text("", encoding="utf-8")
    doubt = load_doubt(file)
    assert doubt.opens(np.full(len(HINTS), -100.0))
    assert not doubt.refuses(np.full(len(READINGS), -100.0), np.full(len(SIGNS), 100.0))


def test_what_is_shipped_reads_some_and_lets_reading_speak_for_an_answer_only() -> None:
    shipped = load_doubt()
    eyes = [np.eye(len(HINTS))[place] * sign * 50 for place in range(len(HINTS)) for sign in (-1, 1)]
    assert {shipped.opens(eye) for eye in eyes} == {True, False}
    assert max(shipped.read.weights[: len(READINGS)]) <= 0
    assert min(shipped.read.weights[-2:]) >= 0


@pytest.mark.parametrize(
    "table", ["[doubt.unread]\nconstant = 0.0\nweights = [1.0]\nworth = 0.1", "[doubt]\nconstant = 0.0", "doubt = 3", "["]
)
def test_a_table_that_cannot_be_used_is_named_at_once(tmp_path: Path, table: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(table, encoding="utf-8")
    with pytest.raises(BadInput, match=r"mine\.toml cannot be used .*plan-evaluate doubt"):
        load_doubt(file)


def test_what_ends_before_is_not_considered(councils: Desk) -> None:
    assert councils.assistant.considered(Question("Hello, how are you?")) is None
    assert councils.assistant.considered(Question("My husband is hitting me, please help")) is None


@pytest.mark.parametrize(
    "question",
    [
        "What is Marwick's target for repeat victims at MARAC?",
        "Who patrols the seafront in Eastmere?",
        "How many residents answered the survey in Marwick?",
    ],
)
def test_what_is_answered_is_still_answered(councils: Desk, question: str) -> None:
    assert councils.ask(question).status is Status.ANSWERED


def asked_of(found: Considered, message: str) -> float:
    """Whether something that is expected is lacking in words that hold no year [0 or 1]."""
    understood = replace(found.understood, message=message, standalone=message)
    return float(replace(found, understood=understood).signs(["People told us what they want: 12 more patrols."])[SIGNS.index("lacks")])


def test_how_something_went_after_the_plan_was_written_is_lacking(councils: Desk) -> None:
    found = known(councils)
    starts = [councils.snapshot.document(name).document.period for name in found.understood.scope.documents]
    last = max(period.start.year for period in starts if period)
    assert asked_of(found, f"How many patrols were there in {last + 1}?") == 1
    assert asked_of(found, f"How many patrols were there in {last - 1}?") == 0
    assert asked_of(found, f"How many patrols are there to be by {last + 1}?") == 0


def test_a_later_year_that_the_words_name_is_not_lacking(councils: Desk) -> None:
    found = known(councils)
    message = "How many patrols were there in 2031?"
    told = replace(found, understood=replace(found.understood, message=message, standalone=message))
    assert told.signs(["In 2031 there were 12 patrols."])[SIGNS.index("lacks")] == 0


def test_what_was_not_read_counts_as_no_answer() -> None:
    first, second, best, mean = readings_of(np.array([2.0]))
    assert (first, best) == (2.0, 2.0) and second < -5 and second < mean < first
    assert list(readings_of(np.array([1.0, 3.0, 2.0]))) == [1.0, 3.0, 3.0, 2.0]


def test_the_chair_of_one_body_is_not_that_of_another(councils: Desk) -> None:
    told = ["Board. The Eastmere Safety Board is chaired by Councillor Ines Abernathy and meets every two months."]
    assert not known(councils, "Who is the chair of the Eastmere Safety Board?").asks_who_leads_another(told)
    assert known(councils, "Who is the chair of the Harbour Tasking Group in Eastmere?").asks_who_leads_another(told)
    assert not known(councils, "Who chairs the board in Eastmere?").asks_who_leads_another(told)
    asked = known(councils, "Who chairs the Harbour Tasking Group in Eastmere?")
    assert not asked.asks_who_leads_another(["Tasking. The HTG is chaired by the harbour master."])
    assert not asked.asks_who_leads_another(["Tasking. The group is chaired by the harbour master."])


def test_what_goes_on_to_a_year_that_nothing_names_is_lacking(councils: Desk) -> None:
    before = "How many wardens patrolled the seafront in Eastmere in 2024?"
    found = known(councils)
    for asked in ("and how many in 2031?", "what about the year after that?"):
        understood = replace(found.understood, standalone=f"{before} {asked}", message=asked, leans=True)
        leaning = replace(found, understood=understood)
        assert leaning.signs(["Seafront. Two wardens patrol the seafront in 2024."])[SIGNS.index("lacks")]
        assert not leaning.signs(["Seafront. Two wardens patrolled in 2025, three in 2031."])[SIGNS.index("lacks")]
        assert not replace(found, understood=replace(understood, leans=False)).signs(["Two wardens."])[SIGNS.index("lacks")]


def test_what_leans_on_a_question_is_read_by_itself(councils: Desk) -> None:
    before = "Who keeps watch along the seafront in Eastmere?"
    found = councils.assistant.considered(Question("and what do they carry?", (Turn("user", before), Turn("assistant", "Two wardens."))))
    assert found is not None
    assert found.understood.asked == "and what do they carry?"
    assert before.rstrip("?") in found.understood.standalone
    assert known(councils).understood.asked == ASKED
