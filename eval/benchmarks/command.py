"""The command plan-evaluate benchmark."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from eval.plainly import plainly
from eval.questions import QuestionSet, SetName
from eval.sets import load_set

if TYPE_CHECKING:
    from eval.benchmarks.result import Benchmark

INGEST, RETRIEVAL, ANSWER, MEMORY = 1.5, 1.5, 2.0, 1_200_000_000


def add_benchmark(app: typer.Typer) -> None:
    """Given the command's app, add the command."""

    @app.command()
    def benchmark(
        set_name: Annotated[SetName, typer.Option("--set", help="Whose questions and documents.")] = SetName.PUBLISHED,
        folder: Annotated[Path | None, typer.Option("--folder", help="Folder of the set's documents.")] = None,
        questions: Annotated[Path | None, typer.Option("--questions", help="Folder of question files, in place of our own.")] = None,
        count: Annotated[int, typer.Option("--count", min=1, help="Questions that are asked.")] = 40,
        rounds: Annotated[int, typer.Option("--rounds", min=1, help="Turns of ingest, and of every question.")] = 3,
        threads: Annotated[int, typer.Option("--threads", min=1, help="Threads that embedding may use.")] = 2,
        output: Annotated[Path | None, typer.Option("--output", help="Write the figures here, too, as JSON.")] = None,
    ) -> None:
        """Measure times and memory, as ratios to pypdf's text and bare embedding on the same machine."""
        with plainly():
            found = measured(load_set(set_name, folder, questions), count, rounds, threads)
            show(found, output)


def measured(asked: QuestionSet, count: int, rounds: int, threads: int) -> Benchmark:
    """Given a set of questions with its documents, measure ingest, retrieval, answers and memory."""
    from eval.benchmarks.asking import opened, spread, time_asking
    from eval.benchmarks.ingesting import time_ingest
    from eval.benchmarks.memory import serving_memory
    from eval.benchmarks.result import Benchmark
    from ingest.embed import Embedder

    embedder = Embedder(threads=threads)
    chosen = spread(asked, count)
    ingested = time_ingest(asked.folder, embedder, threads, rounds, INGEST)
    with TemporaryDirectory() as room, opened(asked.folder, Path(room), embedder) as (engine, snapshot):
        asking = time_asking(engine, embedder, chosen, rounds, (RETRIEVAL, ANSWER))
        documents, passages = len(snapshot.shelves), len(snapshot.passages)
    memory = serving_memory(asked.folder, chosen, threads, MEMORY)
    return Benchmark(str(asked.folder), documents, passages, len(chosen), rounds, (*ingested.ratios, *asking), memory, ingested.stages)


def show(found: Benchmark, output: Path | None) -> None:
    """Given a benchmark, print its tables, and write it as JSON where asked to."""
    from eval.benchmarks.result import benchmark_to_json, benchmark_to_tables

    console = Console()
    for table in benchmark_to_tables(found):
        console.print(table)
    if output is not None:
        output.write_text(json.dumps(benchmark_to_json(found), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
