"""Figures that make a series -> small charts: an indicator's baseline, latest value and target, or a table's row over years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.briefing.briefing import Chart, Point
from assistant.briefing.pen import Pen
from assistant.conversation import Basis
from assistant.findings.quantity import quantity_of
from ingest.documents import Span
from ingest.register.entry import Entry

FEWEST = 3  # figures that make a series in a table
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?")


def chart_of_indicator(one: Entry, pen: Pen) -> Chart | None:
    """Given an indicator, return its baseline, latest value and target as a chart, None where fewer than two of them are plain figures of
    one unit that stand on its page."""
    points: list[Point] = []
    spans: list[Span] = []
    units: set[str] = set()
    for field, label in (("baseline", "baseline"), ("current", "latest"), ("target", "target")):
        value = one.fields.get(field, "")
        quantity = quantity_of(value) if value else None
        span = pen.part_of(one, value) if quantity is not None else None
        if quantity is None or span is None or quantity.value < 0:
            continue
        period = one.fields.get(f"{field}_period", "")
        named = pen.words.say(f"priorities.{label}")
        points.append(Point(f"{named} {period}".strip(), quantity.value, value))
        spans.append(span)
        units.add(quantity.unit)
    return _chart(re.sub(r"\s+", " ", one.name), points, spans, pen) if len(points) >= 2 and len(units) == 1 else None


def charts_of_figures(figures: Sequence[Entry], pen: Pen) -> list[Chart]:
    """Given figures, return a chart for every row of a table that has three or more of them under years that follow each other."""
    rows: dict[tuple[str, str, int, str], dict[str, Entry]] = {}
    for one in figures:
        year = _YEAR.search(one.fields.get("column", ""))
        if year is not None and one.fields.get("row") and quantity_of(one.fields["value"]) is not None:
            column = _YEAR.sub("", one.fields["column"])
            key = (one.fields["row"], re.sub(r"\s+", " ", column).strip(), one.spans[0].page, one.fields.get("group", ""))
            rows.setdefault(key, {}).setdefault(year.group(), one)
    charts: list[Chart] = []
    for (row, column, _, _), years in rows.items():
        if len(years) < FEWEST:
            continue
        ordered = [years[year] for year in sorted(years)]
        quantities = [quantity_of(one.fields["value"]) for one in ordered]
        if all(one is not None and one.value >= 0 for one in quantities):
            points = [
                Point(year, one.value, years[year].fields["value"]) for year, one in zip(sorted(years), quantities, strict=True) if one
            ]
            chart = _chart(f"{row} ({column})" if column else row, points, [one.spans[0] for one in ordered], pen)
            charts += [chart] if chart is not None else []
    return charts


def _chart(name: str, points: Sequence[Point], spans: Sequence[Span], pen: Pen) -> Chart | None:
    shown = "; ".join(f"{point.label} {point.printed}" for point in points)
    line = pen.statement(pen.words.say("priorities.chart", {"name": name, "points": shown}), spans, Basis.COUNTED)
    return Chart(name, line.text, tuple(points), line.citations) if line is not None else None
