"""What commands write: bars and tables for a terminal, plain lines for a pipe."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from ingest.report import Ending, Outcome, Report, Stage
from ingest.report import Progress as Step


class Ingesting:
    """Shows how an ingest goes: bars where `stream` is a terminal, otherwise a line a document."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self._console = Console(file=stream, stderr=False, highlight=False)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def progress(self, step: Step) -> None:
        """Given where the ingest stands, show it."""
        if not self._console.is_terminal:
            if step.stage is Stage.PUBLISHING:
                self._line(f"{step.document_id}: read and embedded")
            return
        if self._bars is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bars = Progress(*columns, console=self._console, transient=True)
            self._bars.start()
        if step.document_id not in self._tasks:
            self._tasks[step.document_id] = self._bars.add_task(step.document_id, total=None)
        self._bars.update(
            self._tasks[step.document_id],
            description=f"{step.document_id}: {step.stage.value}",
            completed=step.done,
            total=step.total or None,
        )

    def report(self, report: Report) -> None:
        """Given how it ended, take the bars away and say so, a line a document."""
        self.close()
        for sentence in report.skipped + report.warnings:
            self._line(sentence)
        for outcome in report.outcomes:
            for line in outcome_lines(outcome):
                self._line(line)
        self._line(_summary(report))

    def close(self) -> None:
        """Take the bars away; a second time is no error."""
        if self._bars is not None:
            self._bars.stop()
            self._bars = None

    def _line(self, text: str) -> None:
        self._console.print(text, markup=False, soft_wrap=True)


def outcome_lines(outcome: Outcome) -> list[str]:
    """Given how a document ended, return what to say about it."""
    if outcome.ending is Ending.FAILED:
        return [f"{outcome.document_id}: failed: {outcome.error}"]
    line = f"{outcome.document_id}: {outcome.ending.value}, {_count(outcome.pages, 'page')}, {_count(outcome.passages, 'passage')}"
    warnings = [f"{outcome.document_id}: {warning}" for warning in outcome.warnings] if outcome.ending is not Ending.UNCHANGED else []
    return [line, *warnings]


def print_answer(answer: Mapping[str, Any], stream: TextIO = sys.stdout) -> None:
    """Given an answer as the contract has it, print it, whom to turn to, and its numbered sources."""
    console = Console(file=stream, highlight=False)
    if console.is_terminal:
        console.print(Markdown(answer["answer"]))
    else:
        console.print(answer["answer"], markup=False, soft_wrap=True)
    lines = [f"{one['name']}: {one['contact']} ({one['when']})" for one in answer["signposts"]]
    if answer["citations"]:
        lines += ["", "Sources"] + [source_line(one) for one in answer["citations"]]
    if answer["suggestions"]:
        lines += ["", "You could also ask"] + [f"- {one}" for one in answer["suggestions"]]
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def source_line(citation: Mapping[str, Any]) -> str:
    """Given a citation, return it as one line: number, title, page, section, words."""
    parts = [citation["title"]]
    if citation["page"] is not None:
        label = citation["page_label"]
        printed = f" (printed {label})" if label and label != str(citation["page"]) else ""
        parts.append(f"page {citation['page']}{printed}")
    parts += [part for part in (citation["section"], citation["paragraph"]) if part]
    if citation["published"]:
        parts.append(f"published: {citation['published']}")
    quote = " ".join(citation["quote"].split())
    over = " [its period is over]" if citation["period_over"] else ""
    return f"[{citation['number']}] {', '.join(parts)}{over}: “{quote}”"


def print_documents(documents: Sequence[Mapping[str, Any]], stream: TextIO = sys.stdout) -> None:
    """Given documents as the contract has them, print a table, or, piped, a line each with tabs between."""
    names = ("id", "title", "period", "source", "pages", "passages")
    rows = [[_cell(document[name]) for name in names] for document in documents]
    console = Console(file=stream, highlight=False)
    if not console.is_terminal:
        for row in rows:
            stream.write("\t".join(row) + "\n")
        return
    table = Table(*names)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _summary(report: Report) -> str:
    counts = {ending: sum(outcome.ending is ending for outcome in report.outcomes) for ending in Ending}
    return ", ".join(f"{count} {ending.value}" for ending, count in counts.items() if count) or "There was no document to read."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
