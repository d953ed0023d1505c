"""The commands that measure against labels made by hand: register, findings."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from eval.candidates import OURS
from eval.options import FolderOption, IndexOption
from eval.pages import pages_in
from eval.plainly import plainly
from eval.questions import SetName
from eval.register import LABELS, Judged, judge, label_files, show_register
from eval.sets import default_folder
from ingest.embed import Embedder


def add_labelled(app: typer.Typer) -> None:
    """Given the command's app, add the commands."""
    app.command()(register)
    app.command()(findings)


def register(
    labels: Annotated[Path, typer.Option("--labels", help="Folder of label files.")] = LABELS,
    folders: Annotated[list[Path] | None, typer.Option("--folder", help="Where the labelled documents lie; can be given again.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="Write the table here, too, as CSV.")] = None,
) -> None:
    """Measure the register against labels made by hand: precision and recall by kind and document."""
    places = [*(folders or (Path("../shared/plans"), Path("../shared/pdfs"))), labels / "documents", labels.parent / "learning"]
    judged: list[Judged] = []
    with plainly():
        embedder = Embedder()
        for file in label_files(labels):
            with plainly():
                judged.append(judge(file, places, lambda texts: embedder.passages(texts).vectors))
        show_register(judged, output)


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
    with plainly(), ExitStack() as open_until_done:
        room = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
        embedder = Embedder()
        with plainly():
            files = finding_label_files(labels or FINDINGS)
            where = folder or default_folder(SetName.PUBLISHED)
            pages_in(where)
            judged += judged_of(files, where, index or room / OURS, embedder)
        if labels is None:
            judged += judged_invented(room, embedder)
    if judged:
        show_findings(judged, output)
