"""The command plan-evaluate: asks a system the questions and writes a report."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.ablations import ABLATIONS
from eval.asking import ask, show_report, started
from eval.benchmarks.command import add_benchmark
from eval.candidates import OURS, WORDED, embedding_seconds, local_candidate, prepare_own, server_candidate
from eval.choice import chosen
from eval.errors import RunError
from eval.gating import add_gate
from eval.importing import add_import
from eval.judge import Judge
from eval.labelled import add_labelled
from eval.options import FolderOption, HeldOption, IndexOption, QuestionsOption, ResumeOption
from eval.peers import PEERS
from eval.plainly import plainly
from eval.questions import SetName
from eval.rows import RunFolder
from eval.running import Candidate
from eval.sets import load_set
from eval.teaching import add_teaching

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Evaluate retrieval and answers on question sets, and write a report.")

SetOption = Annotated[SetName, typer.Option("--set", help="Which questions: over the shipped corpus, or over the published plans.")]
KindOption = Annotated[list[str] | None, typer.Option("--kind", help="Only questions of this kind; may be given several times.")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Only questions with evidence in this document.")]
OnlyOption = Annotated[list[str] | None, typer.Option("--only", help="Only the question with this id.")]
AgainstOption = Annotated[str | None, typer.Option("--against", metavar="URL", help="A running server, in place of this process.")]
KeyOption = Annotated[str | None, typer.Option("--key", envvar="PLAN_ASSISTANT_KEY", help="A staff key for that server.")]
ModelOption = Annotated[str | None, typer.Option("--model", metavar="PROVIDER:NAME", help="A chat model that words our answers.")]
JudgeOption = Annotated[
    str | None, typer.Option("--judge", metavar="PROVIDER:NAME", help="A chat model that judges facts and support, in a table of its own.")
]
CompareOption = Annotated[Path | None, typer.Option("--compare", metavar="RUN", help="Folder of an earlier run to set this one against.")]
OutputOption = Annotated[Path | None, typer.Option("--output", help="Folder of the run; by default a new one in runs/.")]


@app.command()
def retrieval(
    set_name: SetOption = SetName.PUBLISHED,
    folder: FolderOption = None,
    questions: QuestionsOption = None,
    kind: KindOption = None,
    document: DocumentOption = None,
    only: OnlyOption = None,
    against: AgainstOption = None,
    key: KeyOption = None,
    index: IndexOption = None,
    peers: Annotated[bool, typer.Option("--peers", help="Run every stock pipeline beside ours (extra “peers”).")] = False,
    ablations: Annotated[bool, typer.Option("--ablations", help="Run ours with one part taken out, too, part by part.")] = False,
    system: Annotated[
        list[str] | None, typer.Option("--system", help="Run only these: ours, a stock pipeline, or ours without a part.")
    ] = None,
    compare: CompareOption = None,
    output: OutputOption = None,
    resume: ResumeOption = False,
    show_held: HeldOption = False,
) -> None:
    """Measure what is found: the evidence and facts in the passages put before a reader."""
    with plainly():
        asked = chosen(load_set(set_name, folder, questions), kind or (), document or (), only or ())
        names = system or [*([] if against else [OURS]), *(ABLATIONS if ablations else []), *(PEERS if peers else [])]
        with ExitStack() as open_until_done:
            room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
            candidates = [local_candidate("retrieval", name, asked, room, index, open_until_done) for name in names]
            if against:
                candidates.insert(0, server_candidate("retrieval", against, key, asked, open_until_done))
            run = started("retrieval", asked, output, resume)
            ask(run, asked, candidates, embedding_seconds() if names else None)
        show_report(run, asked, compare, show_held)


@app.command()
def answers(
    set_name: SetOption = SetName.CORPUS,
    folder: FolderOption = None,
    questions: QuestionsOption = None,
    kind: KindOption = None,
    document: DocumentOption = None,
    only: OnlyOption = None,
    against: AgainstOption = None,
    key: KeyOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
    judge: JudgeOption = None,
    compare: CompareOption = None,
    output: OutputOption = None,
    resume: ResumeOption = False,
    show_held: HeldOption = False,
) -> None:
    """Measure what is answered: facts, wrong statements, citations, refusals, signposts."""
    with plainly():
        if model and against:
            raise RunError("--model is for this process; a running server has its own (PLAN_ASSISTANT_MODEL). Leave one of them out.")
        asked = chosen(load_set(set_name, folder, questions), kind or (), document or (), only or ())
        with ExitStack() as open_until_done:
            room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
            judged_by = Judge.named(judge) if judge else None
            if against:
                candidate = server_candidate("answers", against, key, asked, open_until_done, judged_by)
            else:
                where = index or room / OURS
                candidate = Candidate(
                    WORDED if model else OURS, lambda: prepare_own("answers", asked, where, open_until_done, model, judged_by)
                )
            run = started("answers", asked, output, resume)
            ask(run, asked, [candidate], None if against else embedding_seconds())
        show_report(run, asked, compare, show_held)


@app.command()
def check(set_name: SetOption = SetName.CORPUS, folder: FolderOption = None, questions: QuestionsOption = None) -> None:
    """Check question files against the documents, and measure nothing."""
    with plainly():
        found = load_set(set_name, folder, questions).questions
        held = sum(question.held for question in found)
        Console().print(f"{len(found)} questions are sound; {held} of them are held back.", highlight=False)


@app.command()
def report(
    run: Annotated[Path, typer.Argument(help="Folder of a run.")],
    folder: FolderOption = None,
    questions: QuestionsOption = None,
    compare: CompareOption = None,
    show_held: HeldOption = False,
) -> None:
    """Write the report of an earlier run again."""
    with plainly():
        found = RunFolder(run)
        show_report(found, load_set(SetName(found.head().set), folder, questions), compare, show_held)


def main() -> None:
    """Run the command."""
    app()


add_teaching(app)
add_labelled(app)
add_benchmark(app)
add_gate(app)
add_import(app)
