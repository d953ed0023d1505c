"""Writes a run's report: report.md, report.html and report.json, beside its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from eval.measures.names import HEADLINES
from eval.questions import QuestionSet
from eval.report.failures import failures
from eval.report.plots import Plot, bars, curves, milliseconds
from eval.report.summary import Summary, SystemSummary, summarise
from eval.report.tables import RISK, gap_sentence, tables
from eval.rows import RunFolder

PLOTTED_VIEWS = ("group", "document", "audience")
TEMPLATES = Path(__file__).parent


def write_report(run: RunFolder, questions: QuestionSet, before: RunFolder | None = None, show_held: bool = False) -> Summary:
    """Given a run, its questions and an earlier run where there is one, write the report into the run's folder; return its figures."""
    head = run.head()
    rows = {system.name: run.rows(system.name) for system in head.systems}
    earlier = {system.name: before.rows(system.name) for system in head.systems} if before else None
    summary = summarise(head, rows, earlier)
    values = {
        "head": head,
        "systems": summary.systems,
        "gap": gap_sentence(summary),
        "tables": tables(summary),
        "plots": _plots(summary),
        "failures": failures(summary.systems, {question.id: question for question in questions.questions}, show_held),
    }
    for name in ("report.md", "report.html"):
        text = _environment().get_template(f"{name}.j2").render(values)
        (run.folder / name).write_text(text, encoding="utf-8")
    figures = json.dumps(as_json(summary), indent=1, ensure_ascii=False, sort_keys=True)
    (run.folder / "report.json").write_text(figures + "\n", encoding="utf-8")
    return summary


def as_json(summary: Summary) -> dict[str, Any]:
    """Given a summary, return it as JSON; what depends on the machine or the day stands under `run`, apart from the figures."""
    return {
        "what": summary.head.what,
        "set": summary.head.set,
        "digest": summary.head.digest,
        "questions": len(summary.head.ids),
        "systems": {system.system.name: _system_json(system) for system in summary.systems},
        "comparisons": [asdict(comparison) for comparison in summary.comparisons],
        "run": {
            "created": summary.head.created,
            "systems": {system.system.name: _times_json(system) for system in summary.systems},
        },
    }


def _system_json(system: SystemSummary) -> dict[str, Any]:
    return {
        "title": system.system.title,
        "overall": {name: asdict(value) for name, value in system.overall.items()},
        "by": {
            view: {group: {name: asdict(value) for name, value in found.items()} for group, found in groups.items()}
            for view, groups in system.by.items()
        },
        "judged": {name: asdict(value) for name, value in system.judged.items()},
        "risk_coverage": {**asdict(system.curve), "given": system.given} if system.curve else None,
        "failed": [row.id for row in system.failed],
    }


def _times_json(system: SystemSummary) -> dict[str, Any]:
    times = {"seconds": system.seconds, "embed_seconds": system.embed_seconds, "times_embedding": system.times_embedding}
    return {**asdict(system.system), **times}


def _plots(summary: Summary) -> Mapping[str, list[Plot]]:
    """Given a summary, return its plots by the title of the table they stand under."""
    name = HEADLINES[summary.head.what][0]
    title = next(measure.title for measure in summary.measures if measure.name == name)
    found: dict[str, list[Plot]] = {}
    for view in PLOTTED_VIEWS:
        series = {
            system.system.title: {group: values[name] for group, values in system.by[view].items() if name in values}
            for system in summary.systems
        }
        if any(series.values()):
            found[f"By {view}"] = [bars(f"{title}, by {view}", series)]
    times = [(system.system.title, system.seconds) for system in summary.systems if system.seconds is not None]
    found["Time and size"] = [milliseconds("Time a question", times)] if times else []
    risk = {system.system.title: system.curve for system in summary.systems if system.curve}
    found[RISK] = [curves(RISK, risk)] if risk else []
    return found


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["cell"] = _cell
    return environment


def _cell(text: str) -> str:
    """Given a cell's words, return them so that they stay in their Markdown cell."""
    return " ".join(str(text).replace("|", "\\|").split())
