"""The report's plots, as SVG to stand inside the page. Every one shows figures that a table beside it gives too."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eval.measures.risk import RiskCoverage
from eval.measures.statistics import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito's colours, told apart by nearly everybody.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
# svg.hashsalt: the same figures give the same file. fonttype none: text stays text.
STYLE: Any = {"svg.hashsalt": "plan-evaluate", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10}
WIDTH = 8.0
REFERENCE = re.compile(r'(?<= id=")|(?<=url\(#)|(?<=href="#)')
NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: what it shows, in words, and its SVG."""

    title: str
    svg: str


def bars(title: str, series: Mapping[str, Mapping[str, Estimate]]) -> Plot:
    """Given for each series (a system) its estimates by group, return bars with their intervals, a group a row."""
    groups = list(dict.fromkeys(group for estimates in series.values() for group in estimates))
    height = 0.8 / max(1, len(series))

    def draw(axes: Axes) -> None:
        for number, (name, estimates) in enumerate(series.items()):
            shown = [(row - 0.4 + height * (number + 0.5), estimates[group]) for row, group in enumerate(groups) if group in estimates]
            below = [max(0.0, value.mean - value.low) for _, value in shown]
            above = [max(0.0, value.high - value.mean) for _, value in shown]
            axes.barh(
                [spot for spot, _ in shown],
                [value.mean for _, value in shown],
                height=height * 0.9,
                xerr=[below, above],
                label=name,
                color=COLOURS[number % len(COLOURS)],
                ecolor="#444444",
                capsize=2,
            )
        axes.set_yticks(range(len(groups)), groups)
        axes.invert_yaxis()
        axes.set_xlim(left=0)
        if len(series) > 1:
            axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.4, -0.08 - 0.4 / max(1, len(groups))))

    return _drawn(title, 0.9 + len(groups) * (0.14 + 0.2 * len(series)) + 0.22 * len(series), draw)


def curves(title: str, found: Mapping[str, RiskCoverage]) -> Plot:
    """Given for each system its risk-coverage curve, return them in one plot, each with the area that the best order would have."""

    def draw(axes: Axes) -> None:
        for number, (name, curve) in enumerate(found.items()):
            axes.plot(
                curve.coverage,
                curve.risk,
                label=f"{name} (area {curve.area:.3f}, at best {curve.best:.3f})",
                color=COLOURS[number % len(COLOURS)],
            )
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="Share of the questions answered, the surest first", ylabel="How wrong these answers are")
        axes.legend(frameon=False)

    return _drawn(title, 4.0, draw)


def milliseconds(title: str, times: Sequence[tuple[str, float]]) -> Plot:
    """Given names and seconds, return a bar each, in milliseconds."""

    def draw(axes: Axes) -> None:
        axes.barh([name for name, _ in times], [1000 * seconds for _, seconds in times], color=COLOURS[0])
        axes.invert_yaxis()
        axes.set_xlabel("milliseconds a question (median)")

    return _drawn(title, 0.9 + 0.35 * len(times), draw)


def _drawn(title: str, height: float, draw: Callable[[Axes], None]) -> Plot:
    """Given a title, a height in inches and what draws, return the plot, without a date in it."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    stream = io.StringIO()
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        draw(axes)
        axes.set_title(title, loc="left")
        figure.savefig(stream, format="svg", metadata={"Date": None})
    svg = stream.getvalue()
    return Plot(title, _with_own_ids(svg[svg.index("<svg") :], title))


def _with_own_ids(svg: str, title: str) -> str:
    """Given an SVG, return it with ids that no other plot on the page has."""
    prefix = NO_WORD.sub("-", title.lower())
    return REFERENCE.sub(lambda match: f"{match.group()}{prefix}-", svg)
