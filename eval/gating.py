"""The commands plan-evaluate gate and plan-evaluate baseline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console

from eval.asking import asked_now
from eval.baseline import BASELINE, CHECKS, Baseline, Reached, What, reached_by, read_baseline, write_baseline
from eval.candidates import OURS
from eval.errors import RunError
from eval.excuses import EXCUSED, read_excuses
from eval.gate import judged
from eval.options import IndexOption, QuestionsOption
from eval.plainly import plainly
from eval.questions import QuestionSet, SetName
from eval.rows import RunFolder, questions_digest
from eval.running import askable
from eval.sets import load_set

RunsArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[RUN]...", help="Folders of finished runs; without any, the questions are asked now.")
]
BaselineOption = Annotated[Path, typer.Option("--baseline", help="The file that holds what was reached.")]
FolderOption = Annotated[Path | None, typer.Option("--folder", help="Folder of the shipped documents, with their catalogue.")]


def add_gate(app: typer.Typer) -> None:
    """Given the command's app, add the two commands."""

    @app.command()
    def gate(
        runs: RunsArgument = None,
        folder: FolderOption = None,
        questions: QuestionsOption = None,
        index: IndexOption = None,
        baseline: BaselineOption = BASELINE,
        excused: Annotated[Path, typer.Option("--excused", help="The file of falls that are accepted, each with a reason.")] = EXCUSED,
    ) -> None:
        """Fail where a question over the shipped documents that passed now fails, or a figure is worse, unless it is excused."""
        with plainly():
            asked = load_set(SetName.CORPUS, folder, questions)
            kept, excuses = read_baseline(baseline), read_excuses(excused)
            known = frozenset(question.id for question in asked.questions)
            verdicts = [judged(what, kept, now, known, excuses) for what, now in _reached(runs, asked, index)]
            for verdict in verdicts:
                _say(*verdict.lines())
            if not all(verdict.open for verdict in verdicts):
                _say("The gate is shut: mend what fell, or list it with a reason in excused.toml.")
                raise typer.Exit(1)

    @app.command("baseline")
    def show_or_raise(
        runs: RunsArgument = None,
        folder: FolderOption = None,
        questions: QuestionsOption = None,
        index: IndexOption = None,
        file: BaselineOption = BASELINE,
        higher: Annotated[bool, typer.Option("--raise", help="Write what was reached; without this it is only shown.")] = False,
        lower: Annotated[str, typer.Option("--lower", metavar="REASON", help="Lower what fell, too; the reason is recorded.")] = "",
    ) -> None:
        """Show how runs over the shipped documents stand to the baseline, or raise it to what they reached."""
        with plainly():
            asked = load_set(SetName.CORPUS, folder, questions)
            known = frozenset(question.id for question in asked.questions)
            kept = read_baseline(file)
            for what, now in _reached(runs, asked, index):
                _say(*_standing(what, kept, now, known))
                if higher:
                    _check_whole(what, now, asked)
                    kept = kept.raised(what, now, lower)
            if higher:
                write_baseline(kept, file)
                _say(f"Written: {file}")


def reached_in(run: RunFolder, asked: QuestionSet) -> tuple[What, Reached]:
    """Given a run's folder and all questions of the set, return what was measured and what ours reached.

    Raises RunError where the run is over another set, has no rows of ours, or is not finished.
    """
    head = run.head()
    if head.set != asked.name.value or head.what not in CHECKS:
        raise RunError(f"{run.folder} is a run of {head.what} over the set {head.set}; the baseline is of the set {asked.name.value}.")
    rows = run.rows(OURS)
    if not rows:
        raise RunError(f"{run.folder} holds no rows of “{OURS}”; name a run that asked our own system.")
    left = {question.id for question in askable(asked, head.what)} & set(head.ids) - {row.id for row in rows}
    if left:
        raise RunError(f"{run.folder} is not finished: {len(left)} questions are left; go on with --output {run.folder} --resume.")
    what = cast(What, head.what)
    return what, reached_by(what, head.digest, rows)


def _reached(runs: list[Path] | None, asked: QuestionSet, index: Path | None) -> list[tuple[What, Reached]]:
    """Given the folders of runs, return what each reached; without any, ask answers and retrieval now."""
    folders = [RunFolder(run) for run in runs] if runs else [asked_now(what, asked, index) for what in CHECKS]
    return [reached_in(run, asked) for run in folders]


def _standing(what: What, kept: Baseline, now: Reached, known: frozenset[str]) -> list[str]:
    """Given the baseline and what a run reached, return how they stand, a line each."""
    if what not in kept.reached:
        return [f"{what}: the baseline knows nothing yet; {len(now.questions)} questions were asked."]
    return list(judged(what, kept, now, known, ()).lines())


def _check_whole(what: What, now: Reached, asked: QuestionSet) -> None:
    """Raise RunError where a run asked only some of the questions, or other ones than there are now."""
    if now.digest != questions_digest(asked):
        raise RunError(f"The run of {what} is not over all questions as they are now; the baseline is raised only by one that is.")


def _say(*lines: str) -> None:
    console = Console(emoji=False, markup=False)
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True, markup=False)
