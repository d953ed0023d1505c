"""What went wrong, told in a sentence and by the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from eval.errors import SetSkipped
from ingest.errors import PlanError


@contextmanager
def plainly() -> Iterator[None]:
    """Turn our errors into their sentence and exit code; a set whose documents are not here is skipped, which is no failure."""
    try:
        yield
    except SetSkipped as skipped:
        Console(stderr=True).print(str(skipped), highlight=False, soft_wrap=True)
    except PlanError as error:
        Console(stderr=True).print(str(error), style="red", highlight=False, soft_wrap=True, markup=False)
        raise typer.Exit(error.exit_code) from error
