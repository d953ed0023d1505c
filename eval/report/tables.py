"""The figures of a summary as tables of words, the same for Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.measures.names import HEADLINES, JUDGED, Measure
from eval.measures.statistics import Difference, Estimate
from eval.report.summary import FEWEST, VIEWS, Comparison, Summary, SystemSummary, verdict

NOTHING = "–"
COVERAGES = (0.25, 0.5, 0.75, 1.0)
RISK = "Risk and coverage"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, a sentence under it, its column names, its rows."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(summary: Summary) -> tuple[Table, ...]:
    """Given a summary, return its tables: all measures, the two halves apart, by view, comparisons, times."""
    return (
        _overall(summary),
        *_judged(summary),
        *(_view(summary, view) for view in VIEWS),
        *(_compared(comparison, summary.measures) for comparison in summary.comparisons),
        *_risks(summary),
        _times(summary),
    )


def gap_sentence(summary: Summary) -> str:
    """Given a summary, return how far questions that nobody looked at while building fall behind the others, in the first system."""
    if not summary.systems:
        return ""
    halves = summary.systems[0].by["held back"]
    name = HEADLINES[summary.head.what][0]
    title = next(measure.title for measure in summary.measures if measure.name == name)
    held, seen = halves.get("held", {}).get(name), halves.get("seen", {}).get(name)
    if held is None or seen is None:
        return "The questions are all of one half (held back or seen), so no gap between them can be shown."
    overlap = held.low <= seen.high and seen.low <= held.high
    return (
        f"{title}, {summary.systems[0].system.title}: {seen.mean:.2f} on the {seen.count} questions that were seen while building, "
        f"{held.mean:.2f} on the {held.count} that were held back, a gap of {seen.mean - held.mean:+.2f}; "
        f"the intervals {'overlap' if overlap else 'do not overlap'}."
    )


def _overall(summary: Summary) -> Table:
    rows = [
        (measure.title, *(_figure(system.overall.get(measure.name), measure) for system in summary.systems), measure.meaning)
        for measure in summary.measures
        if any(measure.name in system.overall for system in summary.systems)
    ]
    header = ("Measure", *(system.system.title for system in summary.systems), "What it says")
    return Table("All questions", "In brackets: the bootstrap 95 % interval, and the number of questions.", header, tuple(rows))


def _judged(summary: Summary) -> Iterator[Table]:
    """Given a summary, yield what a judge model says, where one was set."""
    rows = [
        (measure.title, *(_figure(system.judged.get(measure.name), measure) for system in summary.systems), measure.meaning)
        for measure in JUDGED
        if any(measure.name in system.judged for system in summary.systems)
    ]
    if rows:
        note = (
            "A chat model's opinion, not a measurement: another model, or another day, may say otherwise. In brackets: the interval, and "
            "the number of answers that it judged; one that it did not judge as it was asked to is left out."
        )
        header = ("Measure", *(system.system.title for system in summary.systems), "What it says")
        yield Table("By a judge model", note, header, tuple(rows))


def _view(summary: Summary, view: str) -> Table:
    names = HEADLINES[summary.head.what]
    measures = [measure for measure in summary.measures if measure.name in names]
    rows = [row for system in summary.systems for row in _view_rows(system, view, measures)]
    header = (view.capitalize(), "System", "Questions", *(measure.title for measure in measures))
    return Table(f"By {view}", f"Groups of fewer than {FEWEST} questions say little by themselves.", header, tuple(rows))


def _view_rows(system: SystemSummary, view: str, measures: Sequence[Measure]) -> Iterator[tuple[str, ...]]:
    for group, estimates in system.by[view].items():
        count = max((value.count for value in estimates.values()), default=0)
        figures = (_figure(estimates.get(measure.name), measure, count) for measure in measures)
        yield (group, system.system.title, str(count), *figures)


def _compared(comparison: Comparison, measures: Sequence[Measure]) -> Table:
    by_name: Mapping[str, Measure] = {measure.name: measure for measure in measures}
    rows = [
        (group, by_name[name].title, *_difference(change), verdict(change, by_name[name]))
        for group, changes in comparison.groups.items()
        for name, change in changes.items()
    ]
    note = "The same questions in both; a difference counts when its 95 % interval leaves out nought; p by a paired permutation test."
    return Table(comparison.title, note, ("Questions", "Measure", "Number", "Difference", "p", "Verdict"), tuple(rows))


def _difference(change: Difference) -> tuple[str, str, str]:
    """Given a difference, return its number of questions, its mean with its interval, and p."""
    return str(change.count), f"{change.mean:+.3f} ({change.low:+.3f} to {change.high:+.3f})", f"{change.p:.4f}"


def _risks(summary: Summary) -> Iterator[Table]:
    """Given a summary, yield the table of the curves, where a system says how sure it is."""
    rows = tuple(
        (
            system.system.title,
            str(len(curve.risk)),
            _number(system.given, digits=2),
            *(f"{curve.risk_at(share):.2f}" for share in COVERAGES),
            f"{curve.area:.3f}",
            f"{curve.best:.3f}",
        )
        for system in summary.systems
        if (curve := system.curve)
    )
    if rows:
        note = (
            "How wrong the answers are when only the surest share of the questions is answered: the share of the facts missed, 1 where "
            "something wrong is said, and 1 for a question that was not answered or should not be. Only questions whose evidence was "
            "weighed; 0 is best. The area is the mean over all shares; one that only guesses has the risk of all as its area."
        )
        shares = (f"Risk of the surest {share:.0%}" for share in COVERAGES)
        header = ("System", "Questions weighed", "Share answered", *shares, "Area", "Area at best")
        yield Table(RISK, note, header, rows)


def _times(summary: Summary) -> Table:
    rows = [
        (
            system.system.title,
            _number(system.seconds, 1000),
            _number(system.embed_seconds, 1000),
            _number(system.times_embedding, digits=2),
            _number(system.system.index_seconds),
            _number(system.system.index_bytes, 1e-6),
        )
        for system in summary.systems
    ]
    note = "Medians; each question is embedded alone right after it is asked. These depend on the machine; no other figure here does."
    header = ("System", "ms a question", "ms to embed it alone", "Times embedding it", "Seconds to index", "Index on disk, MB")
    return Table("Time and size", note, header, tuple(rows))


def _number(value: float | None, factor: float = 1, digits: int = 1) -> str:
    return NOTHING if value is None else f"{value * factor:.{digits}f}"


def _figure(value: Estimate | None, measure: Measure, told: int | None = None) -> str:
    """Given an estimate, return it with its interval; its number of questions where that was not `told` already."""
    if value is None:
        return NOTHING
    digits = 2 if measure.share else 1
    count = "" if value.count == told else f"; {value.count}"
    return f"{value.mean:.{digits}f} ({value.low:.{digits}f}–{value.high:.{digits}f}{count})"
