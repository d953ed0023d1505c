"""The commands that learn: thresholds, question-side, cross-encoder, doubt, purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.halves import halves_of, side_of_half, write_side_of_half
from eval.plainly import plainly
from eval.questions import LEARNT_FROM
from eval.sets import learnt_from
from ingest.embed import Embedder
from ingest.errors import BadInput

LearntFromOption = Annotated[
    list[str], typer.Option("--index", help="SET=FOLDER: an index of a set's documents; may be given several times.")
]
HalvesOption = Annotated[
    Path, typer.Option("--halves", help="Folder of two question sides, each taught without half of the documents: for learning thresholds.")
]


def add_teaching(app: typer.Typer) -> None:
    """Given the command's app, add the commands."""
    app.command()(thresholds)
    app.command("question-side")(question_side)
    app.command("cross-encoder")(cross_encoder)
    app.command("doubt")(doubt)
    app.command("purpose")(purpose)


def thresholds(
    index: LearntFromOption,
    halves: HalvesOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("assistant/thresholds.toml"),
) -> None:
    """Learn from the questions that are not held which sentences answer and when not to answer, and write the assistant's thresholds."""
    from eval.thresholds import Example, echoes, elsewhere, examples_of, fit, write

    with plainly():
        examples: list[Example] = []
        for asked, library in learnt_from(index):
            if asked.name in LEARNT_FROM:
                for half, questions in enumerate(halves_of(asked.questions)):
                    embedder = Embedder(learnt=side_of_half(halves, half))
                    examples += examples_of(questions, library, embedder, asked.folder, only_pieces=True)
            else:
                embedder = Embedder()
                examples += examples_of(asked.questions, library, embedder, asked.folder)
                examples += elsewhere(library, embedder) + echoes(library, embedder)
        fitted = fit(examples)
        write(fitted, len(examples), output)
        shares = f"false refusals {fitted.false_refusals:.1%}, right refusals {fitted.right_refusals:.1%}"
        typer.echo(f"{output}: {len(examples)} questions, {shares}")


def question_side(
    index: LearntFromOption,
    halves: HalvesOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("ingest/question_side.safetensors"),
) -> None:
    """Teach the question's side of the embedding model from the questions that are not held; takes an hour.

    Learnt from documents that nothing is measured on, as a rule: learning and elsewhere.
    """
    from eval.question_side import Lesson, learn, lessons_of
    from ingest.question_side import write_question_side

    with plainly():
        embedder = Embedder(learnt=False)
        lessons: tuple[list[Lesson], list[Lesson]] = ([], [])
        for asked, library in learnt_from(index):
            for half, questions in enumerate(halves_of(asked.questions)):
                lessons[half] += lessons_of(questions, library, embedder, asked.folder)
        for half, others in enumerate(reversed(lessons)):
            write_side_of_half(learn(others, told=typer.echo), halves, half)
        write_question_side(learn([*lessons[0], *lessons[1]], told=typer.echo), output)
        typer.echo(f"{output}: learnt from {len(lessons[0]) + len(lessons[1])} questions")


def cross_encoder(
    index: LearntFromOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("ingest/cross_encoder.safetensors"),
) -> None:
    """Learn which words answer a question and which are only about the same thing, from the questions that are not held; takes two hours.

    Learnt from documents that nothing is measured on, as a rule: learning and elsewhere."""
    from eval.cross_encoder import Lesson, learn, lessons_of
    from ingest.cross_encoder import write_cross_weights

    with plainly():
        embedder = Embedder()
        lessons: list[Lesson] = []
        for asked, library in learnt_from(index):
            lessons += lessons_of(asked.questions, library, embedder, asked.folder)
        weights = learn(lessons, embedder, told=typer.echo)
        write_cross_weights(weights, output)
        typer.echo(f"{output}: learnt from {len(lessons)} questions")


def doubt(
    index: LearntFromOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="The thresholds to write into.")] = Path("assistant/thresholds.toml"),
) -> None:
    """Learn which questions the documents do not answer, and when reading what was found is worth its time, from those that are not held.

    To be run after `cross-encoder` and `thresholds`, on questions that what reads was not taught with: of those it is too sure.
    """
    from eval.doubt import examples_of, joined, learn, write
    from ingest.cross_encoder import cross_encoder_for

    with plainly():
        embedder = Embedder()
        reader = cross_encoder_for(embedder)
        if reader is None:
            raise BadInput("Nothing reads with this embedding model; run `plan-evaluate cross-encoder` first.")
        found = joined([examples_of(asked.questions, library, embedder, reader) for asked, library in learnt_from(index)])
        learnt = learn(found)
        write(learnt, output)
        typer.echo(
            f"{output}: of {len(found)} questions {learnt.read:.0%} are worth reading; {learnt.right_refusals:.0%} of those not answered"
            f" would be refused, and {learnt.false_refusals:.1%} of the others"
        )


def purpose(
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("assistant/purpose.toml"),
) -> None:
    """Learn what messages are for that are no questions for the documents, from eval/purposes and the answerable questions of all sets that
    are not held."""
    from eval.purpose import answerable, learn, load_examples, messages_of, written
    from eval.sets import QUESTIONS

    with plainly():
        embedder = Embedder()
        messages = messages_of(load_examples(), answerable(QUESTIONS), embedder)
        learnt = learn(messages, embedder.digest)
        output.write_text(written(learnt), encoding="utf-8")
        found = ", ".join(f"{name.value} {share:.0%}" for name, share in learnt.found.items())
        typer.echo(f"{output}: learnt from {len(messages.texts)} messages; found, of those it was not learnt from: {found}.")
