"""Learning what messages are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.purpose import Purpose, load_purposes
from eval.purpose import FEWEST, MOST_FALSE, answerable, learn, load_examples, messages_of, written
from ingest.embed import Embedder
from ingest.errors import BadInput

ASKED = [
    [f"What is the {what} {word} in {place}?" for what in ("target for", "number of", "work on") for place in ("the town", "each ward")]
    for word in ("robbery", "burglary", "hate crime", "wardens", "arson", "begging", "fraud", "knife crime", "stalking", "noise",
                 "drug deaths", "refuge places", "street lights", "cameras", "patrols", "volunteers")
]  # fmt: skip


def few() -> list[tuple[str, Purpose | None]]:
    """The first messages of each purpose."""
    kept: list[tuple[str, Purpose | None]] = []
    for purpose in (None, *Purpose):
        kept += [example for example in load_examples() if example[1] is purpose][:FEWEST]
    return kept


def test_each_purpose_has_examples_and_none_stands_twice() -> None:
    examples = load_examples()
    assert {purpose for _, purpose in examples} == {None, *Purpose}
    assert len({text.casefold() for text, _ in examples}) == len(examples)


def test_purposes_are_told_apart_and_written_and_read_again(embedder: Embedder, tmp_path: Path) -> None:
    learnt = learn(messages_of(few(), ASKED, embedder), embedder.digest)
    assert learnt.false["other"] <= MOST_FALSE["other"] + 0.02
    assert learnt.found[Purpose.WORK] > 0.3
    file = tmp_path / "purpose.toml"
    file.write_text(written(learnt), encoding="utf-8")
    again = load_purposes(file)
    assert again == learnt.purposes
    assert again.of(embedder.quickly(["Write me a poem about cats"])[0], "Write me a poem about cats") is Purpose.WORK


def test_too_few_of_a_purpose_are_named(embedder: Embedder) -> None:
    some = [example for example in few() if example[1] is not Purpose.CHAT]
    with pytest.raises(BadInput, match="0 messages of “chat” are too few"):
        learn(messages_of(some, ASKED[:1], embedder), embedder.digest)


def test_what_stands_in_a_set_is_no_example(embedder: Embedder) -> None:
    messages = messages_of([("Who leads?", Purpose.UNCLEAR), ("and him?", Purpose.UNCLEAR)], [["who leads?"]], embedder)
    assert messages.texts == ("and him?", "who leads?")
    assert messages.asked.tolist() == [False, True]


def test_held_files_and_questions_that_go_on_from_others_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    question = "- {{question: {}, answerable: {}, history: {}}}\n"
    written_out = [question.format(*one) for one in (("One", "true", "[]"), ("Two", "false", "[]"), ("Three", "true", "[x]"))]
    (folder / "a.yaml").write_text("".join(["questions:\n", *written_out]), encoding="utf-8")
    (folder / "b.yaml").write_text("held: true\nquestions:\n" + question.format("Four", "true", "[]"), encoding="utf-8")
    assert answerable(tmp_path) == [["One"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('work = ["A poem"]\nquestion = ["a poem"]', "holds “a poem” twice"),
        ('wishes = ["A pony"]', "wishes"),
        ("work = [", "cannot be used"),
    ],
)
def test_a_file_that_cannot_be_learnt_from_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "examples.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        load_examples(file)
