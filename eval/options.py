"""What several commands of plan-evaluate can be told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.sets import PLANS

FolderOption = Annotated[
    Path | None, typer.Option("--folder", help=f"Folder of the set's documents, with their catalogue (published: {PLANS} may name it).")
]
QuestionsOption = Annotated[Path | None, typer.Option("--questions", help="Folder of question files, in place of our own.")]
IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder to keep our index in; by default one that is thrown away.")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on with the run in --output, or with the newest one in runs/.")]
HeldOption = Annotated[bool, typer.Option("--show-held", help="Show the words of failed questions that were held back, too.")]
