"""The figures of a report, from rows alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.measures.names import HEADLINES, JUDGED, MEASURES, Better, Measure
from eval.measures.risk import RiskCoverage, risk_coverage
from eval.measures.statistics import Difference, Estimate, difference, estimate, median
from eval.rows import Head, Row, System

FEWEST = 30  # questions below which a group's interval says little
VIEWS: dict[str, Callable[[Row], str]] = {
    "held back": lambda row: "held" if row.held else "seen",
    "group": lambda row: row.group,
    "kind": lambda row: row.kind,
    "document": lambda row: row.document,
    "audience": lambda row: row.audience,
}
# Below 1, somebody should look at the question; a measure that was not taken is not missed.
MUST_BE_WHOLE = ("evidence_4000", "all_facts", "status_right", "refusal_right", "verbatim", "signposting_right")
COMPARED_VIEWS = ("group", "audience", "held back")
Estimates = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class SystemSummary:
    """One system's figures: over all questions, by view and group; its curve where it says how sure it is; medians of its times.

    `times_embedding` is the median, over the questions, of its seconds divided by those of embedding the question alone. `given` is the
    share of the questions in the curve that it did answer. `judged` is what a judge model says, where one was set.
    """

    system: System
    overall: Estimates
    by: Mapping[str, Mapping[str, Estimates]]
    seconds: float | None
    embed_seconds: float | None
    times_embedding: float | None
    curve: RiskCoverage | None
    given: float | None
    judged: Estimates
    failed: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems or runs on the same questions: which is set against which, and the differences by group ("all" first) and measure."""

    title: str
    groups: Mapping[str, Mapping[str, Difference]]


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a report."""

    head: Head
    measures: tuple[Measure, ...]
    systems: tuple[SystemSummary, ...]
    comparisons: tuple[Comparison, ...]


def summarise(head: Head, rows: Mapping[str, Sequence[Row]], before: Mapping[str, Sequence[Row]] | None = None) -> Summary:
    """Given a run's head and each system's rows, and those of an earlier run where there is one, return the figures.

    The first system is set against each other one, and each against itself in the earlier run.
    """
    measures = MEASURES[head.what]
    systems = tuple(_system(system, rows[system.name], measures) for system in head.systems)
    titles = [(system, rows[system.name]) for system in head.systems]
    headlines = [measure for measure in measures if measure.name in HEADLINES[head.what]]
    comparisons = [
        _comparison(f"{titles[0][0].title}, against {other.title}", other_rows, titles[0][1], headlines) for other, other_rows in titles[1:]
    ]
    for system, now in titles:
        if before and before.get(system.name):
            comparisons.append(_comparison(f"{system.title}, against the run before", before[system.name], now, headlines))
    return Summary(head, measures, systems, tuple(comparisons))


def failed(row: Row) -> bool:
    """Given a row, say whether somebody should look at it: evidence or facts missed, something wrong, ended as it may not."""
    measures = row.measures
    return any(measures.get(name) not in (None, 1.0) for name in MUST_BE_WHOLE) or bool(measures.get("wrong"))


def verdict(change: Difference, measure: Measure) -> str:
    """Given a difference, say in a word whether it is better or worse beyond its interval, or not told apart."""
    if change.low <= 0 <= change.high:
        return "not told apart"
    if measure.better is Better.NEITHER:
        return "changed"
    return "better" if (change.mean > 0) == (measure.better is Better.HIGHER) else "worse"


def _system(system: System, rows: Sequence[Row], measures: Sequence[Measure]) -> SystemSummary:
    weighed = [row for row in rows if row.measures.get("confidence") is not None and row.measures.get("loss") is not None]
    return SystemSummary(
        system=system,
        overall=_estimates(rows, measures),
        by={view: _grouped(rows, measures, key) for view, key in VIEWS.items()},
        seconds=median([row.seconds for row in rows]),
        embed_seconds=median([row.embed_seconds for row in rows if row.embed_seconds]),
        times_embedding=median([row.seconds / row.embed_seconds for row in rows if row.embed_seconds]),
        curve=_curve(weighed),
        given=found.mean if (found := estimate(_values(weighed, "given"))) else None,
        judged=_estimates(rows, JUDGED),
        failed=tuple(row for row in rows if failed(row)),
    )


def _grouped(rows: Sequence[Row], measures: Sequence[Measure], key: Callable[[Row], str]) -> dict[str, Estimates]:
    names = sorted({key(row) for row in rows})
    return {name: _estimates([row for row in rows if key(row) == name], measures) for name in names}


def _estimates(rows: Sequence[Row], measures: Sequence[Measure]) -> dict[str, Estimate]:
    found = {measure.name: estimate(_values(rows, measure.name)) for measure in measures}
    return {name: value for name, value in found.items() if value is not None}


def _values(rows: Sequence[Row], name: str) -> list[float]:
    return [value for row in rows if (value := row.measures.get(name)) is not None]


def _curve(weighed: Sequence[Row]) -> RiskCoverage | None:
    """Given the rows whose evidence was weighed, return the curve; None without any."""
    if not weighed:
        return None
    return risk_coverage(_values(weighed, "confidence"), _values(weighed, "loss"))


def _comparison(title: str, first: Sequence[Row], second: Sequence[Row], measures: Sequence[Measure]) -> Comparison:
    """Given two systems' rows, return by how much the second is higher on the questions they share."""
    groups: dict[str, Mapping[str, Difference]] = {"all": _differences(first, second, measures)}
    for view in COMPARED_VIEWS:
        key = VIEWS[view]
        for name in sorted({key(row) for row in second}):
            groups[f"{view}: {name}"] = _differences(first, [row for row in second if key(row) == name], measures)
    return Comparison(title, {name: found for name, found in groups.items() if found})


def _differences(first: Sequence[Row], second: Sequence[Row], measures: Sequence[Measure]) -> dict[str, Difference]:
    before = {row.id: row for row in first}
    found: dict[str, Difference] = {}
    for measure in measures:
        pairs = [
            (old, new)
            for row in second
            if row.id in before
            and (old := before[row.id].measures.get(measure.name)) is not None
            and (new := row.measures.get(measure.name)) is not None
        ]
        change = difference([pair[0] for pair in pairs], [pair[1] for pair in pairs])
        if change is not None:
            found[measure.name] = change
    return found
