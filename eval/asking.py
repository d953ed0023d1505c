"""A run of a command: begun or gone on with, its questions asked while progress is shown, its report written."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from eval.candidates import OURS, embedding_seconds, local_candidate
from eval.errors import RunError, SystemUnavailable
from eval.measures.names import HEADLINES
from eval.questions import QuestionSet
from eval.report.summary import Summary
from eval.report.write import write_report
from eval.rows import RunFolder
from eval.running import Candidate, Timing, new_head, run_candidates

RUNS = Path("runs")
PLAIN_STEP = 25  # questions between two lines of plain progress


def asked_now(what: str, asked: QuestionSet, index: Path | None) -> RunFolder:
    """Given what is measured, ask ours every question now, and return the run, its report written."""
    with ExitStack() as open_until_done:
        room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
        candidate = local_candidate(what, OURS, asked, room, index, open_until_done)
        run = started(what, asked, None, False)
        ask(run, asked, [candidate], embedding_seconds())
    show_report(run, asked, None, False)
    return run


def started(what: str, asked: QuestionSet, output: Path | None, resume: bool) -> RunFolder:
    """Given what is measured, return the run's folder, begun or to be gone on with."""
    if output is None and resume:
        earlier = sorted(RUNS.glob(f"*-{what}-{asked.name.value}"))
        if not earlier:
            raise RunError(f"There is no run to go on with in {RUNS}/; name one with --output.")
        output = earlier[-1]
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    run = RunFolder(output or RUNS / f"{stamp}-{what}-{asked.name.value}")
    run.start(new_head(what, asked), resume)
    return run


def ask(run: RunFolder, asked: QuestionSet, candidates: Sequence[Candidate], embed: Timing | None) -> None:
    """Given a run and its candidates, ask the questions and show how far it is; say what is kept where it breaks off."""
    try:
        with _progress() as show:
            run_candidates(run, asked, candidates, show, embed)
    except (SystemUnavailable, KeyboardInterrupt) as error:
        kept = f"What was finished is kept in {run.folder}; go on with --output {run.folder} --resume."
        raise SystemUnavailable(f"{str(error) or 'Stopped.'}\n{kept}") from error


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows progress: a bar a system on a terminal, a line every so often elsewhere."""
    if not sys.stderr.isatty():
        yield _print_progress
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done)

        yield show


def _print_progress(name: str, done: int, total: int) -> None:
    if done in (0, total) or done % PLAIN_STEP == 0:
        Console(stderr=True).print(f"{name}: {done} of {total} questions", highlight=False)


def show_report(run: RunFolder, asked: QuestionSet, compare: Path | None, show_held: bool) -> None:
    summary = write_report(run, asked, RunFolder(compare) if compare else None, show_held)
    console = Console(emoji=False, markup=False)
    for line in _headlines(summary):
        console.print(line, highlight=False, soft_wrap=True)
    console.print(f"Report: {run.folder / 'report.html'}", highlight=False, soft_wrap=True)


def _headlines(summary: Summary) -> Iterator[str]:
    """Given a summary, yield a line a system with its most important figures."""
    titles = {measure.name: measure.title for measure in summary.measures}
    for system in summary.systems:
        figures = [f"{titles[name]} {system.overall[name].mean:.2f}" for name in HEADLINES[summary.head.what] if name in system.overall]
        yield f"{system.system.title}: {'; '.join(figures)}"
