"""The command plan-evaluate: asks a system the questions and writes a report."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from eval.ablations import ABLATIONS, ablated_system
from eval.answering import check_indexed, evaluate_answers
from eval.benchmarks.command import add_benchmark
from eval.choice import chosen
from eval.errors import RunError, SetSkipped, SystemUnavailable
from eval.gating import OURS, add_gate
from eval.halves import halves_of, side_of_half, write_side_of_half
from eval.importing import add_import
from eval.judge import Judge, model_settings
from eval.measures.names import HEADLINES
from eval.pages import pages_in
from eval.peers import PEERS, build_peer
from eval.questions import LEARNT_FROM, QuestionSet, SetName, load_questions, question_files
from eval.register import LABELS, Judged, judge, label_files, show_register
from eval.report.summary import Summary
from eval.report.write import write_report
from eval.retrieval import evaluate_retrieval
from eval.rows import RunFolder, System
from eval.running import Candidate, Evaluate, Timing, new_head, run_candidates
from eval.server import Server
from ingest.embed import Embedder
from ingest.errors import BadInput, PlanError
from ingest.library import Library
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from eval.own import Own

WORDED = "ours-with-model"  # never our own rows in the baseline: a chat model does not say the same every time
QUESTIONS = Path(__file__).parent / "questions"
RUNS = Path("runs")
PLANS = "PLAN_ASSISTANT_PLANS"
ELSEWHERE = "PLAN_ASSISTANT_ELSEWHERE"
PLAIN_STEP = 25  # questions between two lines of plain progress

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Evaluate retrieval and answers on question sets, and write a report.")

SetOption = Annotated[SetName, typer.Option("--set", help="Which questions: over the shipped corpus, or over the published plans.")]
FolderOption = Annotated[
    Path | None, typer.Option("--folder", help=f"Folder of the set's documents, with their catalogue (published: {PLANS} may name it).")
]
QuestionsOption = Annotated[Path | None, typer.Option("--questions", help="Folder of question files, in place of our own.")]
KindOption = Annotated[list[str] | None, typer.Option("--kind", help="Only questions of this kind; may be given several times.")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Only questions with evidence in this document.")]
OnlyOption = Annotated[list[str] | None, typer.Option("--only", help="Only the question with this id.")]
IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder to keep our index in; by default one that is thrown away.")]
AgainstOption = Annotated[str | None, typer.Option("--against", metavar="URL", help="A running server, in place of this process.")]
KeyOption = Annotated[str | None, typer.Option("--key", envvar="PLAN_ASSISTANT_KEY", help="A staff key for that server.")]
ModelOption = Annotated[str | None, typer.Option("--model", metavar="PROVIDER:NAME", help="A chat model that words our answers.")]
JudgeOption = Annotated[
    str | None, typer.Option("--judge", metavar="PROVIDER:NAME", help="A chat model that judges facts and support, in a table of its own.")
]
CompareOption = Annotated[Path | None, typer.Option("--compare", metavar="RUN", help="Folder of an earlier run to set this one against.")]
OutputOption = Annotated[Path | None, typer.Option("--output", help="Folder of the run; by default a new one in runs/.")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on with the run in --output, or with the newest one in runs/.")]
LearntFromOption = Annotated[
    list[str], typer.Option("--index", help="SET=FOLDER: an index of a set's documents; may be given several times.")
]
HalvesOption = Annotated[
    Path, typer.Option("--halves", help="Folder of two question sides, each taught without half of the documents: for learning thresholds.")
]
HeldOption = Annotated[bool, typer.Option("--show-held", help="Show the words of failed questions that were held back, too.")]


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
    with _plainly():
        asked = chosen(_load(set_name, folder, questions), kind or (), document or (), only or ())
        names = system or [*([] if against else [OURS]), *(ABLATIONS if ablations else []), *(PEERS if peers else [])]
        with ExitStack() as open_until_done:
            room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
            candidates = [_local("retrieval", name, asked, room, index, open_until_done) for name in names]
            if against:
                candidates.insert(0, _server("retrieval", against, key, asked, open_until_done))
            run = _started("retrieval", asked, output, resume)
            _ask(run, asked, candidates, _embedding_seconds() if names else None)
        _report(run, asked, compare, show_held)


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
    with _plainly():
        if model and against:
            raise RunError("--model is for this process; a running server has its own (PLAN_ASSISTANT_MODEL). Leave one of them out.")
        asked = chosen(_load(set_name, folder, questions), kind or (), document or (), only or ())
        with ExitStack() as open_until_done:
            room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
            judged_by = Judge.named(judge) if judge else None
            if against:
                candidate = _server("answers", against, key, asked, open_until_done, judged_by)
            else:
                where = index or room / OURS
                candidate = Candidate(
                    WORDED if model else OURS, lambda: _prepare_own("answers", asked, where, open_until_done, model, judged_by)
                )
            run = _started("answers", asked, output, resume)
            _ask(run, asked, [candidate], None if against else _embedding_seconds())
        _report(run, asked, compare, show_held)


@app.command()
def check(set_name: SetOption = SetName.CORPUS, folder: FolderOption = None, questions: QuestionsOption = None) -> None:
    """Check question files against the documents, and measure nothing."""
    with _plainly():
        found = _load(set_name, folder, questions).questions
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
    with _plainly():
        found = RunFolder(run)
        _report(found, _load(SetName(found.head().set), folder, questions), compare, show_held)


@app.command()
def thresholds(
    index: LearntFromOption,
    halves: HalvesOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("assistant/thresholds.toml"),
) -> None:
    """Learn from the questions that are not held which sentences answer and when not to answer, and write the assistant's thresholds."""
    from eval.thresholds import Example, echoes, elsewhere, examples_of, fit, write

    with _plainly():
        examples: list[Example] = []
        for asked, library in _learnt_from(index):
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


@app.command("question-side")
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

    with _plainly():
        embedder = Embedder(learnt=False)
        lessons: tuple[list[Lesson], list[Lesson]] = ([], [])
        for asked, library in _learnt_from(index):
            for half, questions in enumerate(halves_of(asked.questions)):
                lessons[half] += lessons_of(questions, library, embedder, asked.folder)
        for half, others in enumerate(reversed(lessons)):
            write_side_of_half(learn(others, told=typer.echo), halves, half)
        write_question_side(learn([*lessons[0], *lessons[1]], told=typer.echo), output)
        typer.echo(f"{output}: learnt from {len(lessons[0]) + len(lessons[1])} questions")


@app.command("cross-encoder")
def cross_encoder(
    index: LearntFromOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")] = Path("ingest/cross_encoder.safetensors"),
) -> None:
    """Learn which words answer a question and which are only about the same thing, from the questions that are not held; takes two hours.

    Learnt from documents that nothing is measured on, as a rule: learning and elsewhere.
    """
    from eval.cross_encoder import Lesson, learn, lessons_of
    from ingest.cross_encoder import write_cross_weights

    with _plainly():
        embedder = Embedder()
        lessons: list[Lesson] = []
        for asked, library in _learnt_from(index):
            lessons += lessons_of(asked.questions, library, embedder, asked.folder)
        weights = learn(lessons, embedder, told=typer.echo)
        write_cross_weights(weights, output)
        typer.echo(f"{output}: learnt from {len(lessons)} questions; below {weights.least:.2f} nothing is an answer")


@app.command("doubt")
def doubt(
    index: LearntFromOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="The thresholds to write into.")] = Path("assistant/thresholds.toml"),
) -> None:
    """Learn when the best of what was found is worth reading with the question, from the questions that are not held.

    To be run after `cross-encoder` and `thresholds`: it learns what they make doubtful.
    """
    import numpy as np

    from eval.doubt import learn, readings_of, write
    from ingest.cross_encoder import cross_encoder_for

    with _plainly():
        embedder = Embedder()
        reader = cross_encoder_for(embedder)
        if reader is None:
            raise BadInput("Nothing reads with this embedding model; run `plan-evaluate cross-encoder` first.")
        found = [readings_of(asked.questions, library, embedder, reader) for asked, library in _learnt_from(index)]
        learnt = learn(np.concatenate([signs for signs, _ in found]), np.concatenate([doubtful for _, doubtful in found]))
        write(learnt, output)
        typer.echo(f"{output}: {learnt.read:.0%} of {sum(len(doubtful) for _, doubtful in found)} questions are worth reading")


def _learnt_from(pairs: Sequence[str]) -> Iterator[tuple[QuestionSet, Library]]:
    """Given SET=FOLDER pairs, yield each set's questions and its open index, one after the other."""
    for pair in pairs:
        name, _, folder = pair.partition("=")
        if name not in set(SetName) or not folder:
            raise BadInput(f"“{pair}” is no set and index; write it as in {SetName.LEARNING}=my-index. The sets are {', '.join(SetName)}.")
        with Library.open(IngestSettings(index=Path(folder))) as library:
            yield _load(SetName(name), None, None), library


def main() -> None:
    """Run the command."""
    app()


def _load(set_name: SetName, folder: Path | None, questions: Path | None) -> QuestionSet:
    """Given a set's name and where its documents and questions are, return the checked questions."""
    where = questions or QUESTIONS / set_name.value
    return load_questions(question_files(where), folder or _default_folder(set_name))


def _default_folder(set_name: SetName) -> Path:
    """Given a set, return where its documents lie when nobody says: beside the project, or in it."""
    shipped = {
        SetName.CORPUS: Path("corpus"),
        SetName.INVENTED: Path(__file__).parent / "labels" / "documents",
        SetName.LEARNING: Path(__file__).parent / "learning",
    }
    if set_name in shipped:
        return shipped[set_name]
    if set_name is SetName.ELSEWHERE:
        return Path(os.environ.get(ELSEWHERE, "../elsewhere"))
    return Path(os.environ.get(PLANS, "../shared/plans"))


def _server(what: str, url: str, key: str | None, asked: QuestionSet, open_until_done: ExitStack, judge: Judge | None = None) -> Candidate:
    """Given a server's address, return it as a candidate; the connections are closed in the end."""
    server = Server(url, key)
    open_until_done.callback(server.close)
    check_indexed(asked.questions, server.document_ids())
    return Candidate("server", lambda: (System("server", f"Plan Assistant at {url}"), _evaluation(what, server, asked, judge)))


def _local(what: str, name: str, asked: QuestionSet, room: Path, index: Path | None, open_until_done: ExitStack) -> Candidate:
    """Given the name of ours or of a stock pipeline, return it as a candidate that indexes the set's folder when its turn comes."""
    if name == OURS:
        return Candidate(name, lambda: _prepare_own(what, asked, index or room / name, open_until_done))
    if name in ABLATIONS:
        return Candidate(name, lambda: _prepare_ablation(name, asked, index or room / OURS, room / name, open_until_done))
    if name not in PEERS:
        raise RunError(f"There is no system “{name}”; there are {', '.join((OURS, *ABLATIONS, *PEERS))}.")
    return Candidate(name, lambda: _prepare_peer(name, asked, room / name))


def _prepare_own(
    what: str, asked: QuestionSet, index: Path, open_until_done: ExitStack, model: str | None = None, judge: Judge | None = None
) -> tuple[System, Evaluate]:
    """Given what is measured and where our index is kept, return ours, ready; `model` words its answers, `judge` looks at them."""
    from assistant.serving import chat_model_of
    from eval.own import own_system

    chat = chat_model_of(model_settings(model, "--model")) if model else None
    system, own = open_until_done.enter_context(own_system(asked.folder, index, Embedder(), chat))
    check_indexed(asked.questions, own.document_ids)
    if model:
        system = replace(system, name=WORDED, title=f"Plan Assistant with {model}")
    return system, _evaluation(what, own, asked, judge)


def _prepare_ablation(name: str, asked: QuestionSet, index: Path, room: Path, open_until_done: ExitStack) -> tuple[System, Evaluate]:
    system, own = open_until_done.enter_context(ablated_system(name, asked.folder, index, room, Embedder()))
    return system, _evaluation("retrieval", own, asked)


def _evaluation(what: str, system: Server | Own, asked: QuestionSet, judge: Judge | None = None) -> Evaluate:
    """Given what is measured and a system that both finds and answers, return the function that asks it."""
    if what == "retrieval":
        return partial(evaluate_retrieval, system, folder=asked.folder)
    return partial(evaluate_answers, system, folder=asked.folder, judge=judge)


def _prepare_peer(name: str, asked: QuestionSet, room: Path) -> tuple[System, Evaluate]:
    documents = pages_in(asked.folder).documents
    files = {found.id: found.file for found in documents.values() if found.file.suffix.lower() == ".pdf"}
    system, retriever = build_peer(name, files, room)
    return system, partial(evaluate_retrieval, retriever, folder=asked.folder)


def _embedding_seconds() -> Timing:
    """Return a function that embeds a question and returns the seconds it took, with the model loaded and warm."""
    from eval.peers.model import question_vector

    question_vector("warm")

    def seconds(question: str) -> float:
        started = time.perf_counter()
        question_vector(question)
        return time.perf_counter() - started

    return seconds


def _asked_now(what: str, asked: QuestionSet, index: Path | None) -> RunFolder:
    """Given what is measured, ask ours every question now, and return the run, its report written."""
    with ExitStack() as open_until_done:
        room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
        candidate = _local(what, OURS, asked, room, index, open_until_done)
        run = _started(what, asked, None, False)
        _ask(run, asked, [candidate], _embedding_seconds())
    _report(run, asked, None, False)
    return run


def _started(what: str, asked: QuestionSet, output: Path | None, resume: bool) -> RunFolder:
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


def _ask(run: RunFolder, asked: QuestionSet, candidates: Sequence[Candidate], embed: Timing | None) -> None:
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


def _report(run: RunFolder, asked: QuestionSet, compare: Path | None, show_held: bool) -> None:
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


@app.command()
def register(
    labels: Annotated[Path, typer.Option("--labels", help="Folder of label files.")] = LABELS,
    folders: Annotated[list[Path] | None, typer.Option("--folder", help="Where the labelled documents lie; can be given again.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Write the table here, too, as CSV.")] = None,
) -> None:
    """Measure the register against labels made by hand: precision and recall by kind and document."""
    places = [*(folders or (Path("../shared/plans"), Path("../shared/pdfs"))), labels / "documents", labels.parent / "learning"]
    judged: list[Judged] = []
    with _plainly():
        embedder = Embedder()
        for file in label_files(labels):
            with _plainly():
                judged.append(judge(file, places, lambda texts: embedder.passages(texts).vectors))
        show_register(judged, output)


@app.command()
def findings(
    folder: FolderOption = None,
    index: IndexOption = None,
    labels: Annotated[Path | None, typer.Option("--labels", help="Folder of label files, in place of our own.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Write the table here, too, as CSV.")] = None,
) -> None:
    """Measure gaps and contradictions found in plans against labels made by hand: the published plans, where they are at hand, and beside
    them the invented ones; with --labels, only those of that folder."""
    from eval.findings import LABELS as FINDINGS
    from eval.findings import JudgedFindings, finding_label_files, judged_invented, judged_of, show_findings

    judged: list[JudgedFindings] = []
    with _plainly(), ExitStack() as open_until_done:
        room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
        embedder = Embedder()
        with _plainly():
            files = finding_label_files(labels or FINDINGS)
            where = folder or _default_folder(SetName.PUBLISHED)
            pages_in(where)
            judged += judged_of(files, where, index or room / OURS, embedder)
        if labels is None:
            judged += judged_invented(room, embedder)
    if judged:
        show_findings(judged, output)


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn our errors into their sentence and exit code; a set whose documents are not here is skipped, which is no failure."""
    try:
        yield
    except SetSkipped as skipped:
        Console(stderr=True).print(str(skipped), highlight=False, soft_wrap=True)
    except PlanError as error:
        Console(stderr=True).print(str(error), style="red", highlight=False, soft_wrap=True, markup=False)
        raise typer.Exit(error.exit_code) from error


add_benchmark(app, _load, _plainly)
add_gate(app, _load, _plainly, _asked_now)
add_import(app, _plainly)
