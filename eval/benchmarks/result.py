"""What a benchmark found: ratios of times and an amount of memory, each beside its target, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from rich.table import Table

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Ratio:
    """Times of ours and of what they are set against, in seconds, one pair a turn, and the ratio that must not be passed (None: none)."""

    name: str
    against: str
    ours: tuple[float, ...]
    base: tuple[float, ...]
    target: float | None = None

    @property
    def value(self) -> float:
        """The ratio of the two medians."""
        return median(self.ours) / median(self.base)

    @property
    def middle_half(self) -> tuple[float, float]:
        """Between which ratios the middle half of the turns lies."""
        ratios = sorted(ours / base for ours, base in zip(self.ours, self.base, strict=True))
        quarter = len(ratios) // 4
        return ratios[quarter], ratios[-1 - quarter]


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of a serving process, in bytes: after the questions, and the most it ever was."""

    name: str
    resident: int
    peak: int
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One run: of which folder, with how many documents, passages and questions; its figures; the median seconds of ingest's stages."""

    folder: str
    documents: int
    passages: int
    questions: int
    rounds: int
    ratios: tuple[Ratio, ...]
    memory: Memory | None
    stages: dict[str, float]


def benchmark_to_json(found: Benchmark) -> dict[str, Any]:
    """Given a benchmark, return it as plain values: seconds, bytes, ratios."""
    return {
        "folder": found.folder,
        "documents": found.documents,
        "passages": found.passages,
        "questions": found.questions,
        "rounds": found.rounds,
        "ratios": {ratio.name: _ratio_to_json(ratio) for ratio in found.ratios},
        "memory": None if found.memory is None else _memory_to_json(found.memory),
        "stages": {name: round(seconds, 3) for name, seconds in found.stages.items()},
    }


def benchmark_to_tables(found: Benchmark) -> list[Table]:
    """Given a benchmark, return its tables: the figures beside their targets, and where ingest's time goes."""
    figures = _table(
        f"{found.folder}: {found.documents} documents, {found.passages} passages, {found.questions} questions",
        ("", "ours", "against", "", "ratio", "middle half", "target", ""),
    )
    for ratio in found.ratios:
        low, high = ratio.middle_half
        times = (_seconds(median(ratio.ours)), ratio.against, _seconds(median(ratio.base)))
        target = "" if ratio.target is None else f"{ratio.target:.1f}"
        figures.add_row(ratio.name, *times, f"{ratio.value:.2f}", f"{low:.2f} to {high:.2f}", target, _verdict(ratio.value, ratio.target))
    if found.memory is not None:
        memory = found.memory
        figures.add_row(
            memory.name,
            _size(memory.resident),
            "most it ever was",
            _size(memory.peak),
            "",
            "",
            _size(memory.target),
            _verdict(memory.resident, memory.target),
        )
    stages = _table("ingest, by stage (reading runs beside the others)", ("stage", "seconds"))
    for name, seconds in found.stages.items():
        stages.add_row(name, f"{seconds:.2f}")
    return [figures, stages]


def _table(title: str, header: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in header:
        table.add_column(name)
    return table


def _ratio_to_json(ratio: Ratio) -> dict[str, Any]:
    return {
        "against": ratio.against,
        "ours_seconds": median(ratio.ours),
        "base_seconds": median(ratio.base),
        "ratio": ratio.value,
        "middle_half": list(ratio.middle_half),
        "target": ratio.target,
        "turns": len(ratio.ours),
    }


def _memory_to_json(memory: Memory) -> dict[str, Any]:
    return {"resident_bytes": memory.resident, "peak_bytes": memory.peak, "target_bytes": memory.target}


def _verdict(value: float, target: float | None) -> str:
    return "" if target is None else "reached" if value <= target else "missed"


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def _size(value: int | None) -> str:
    return "" if value is None else f"{value / MILLION:,.0f} MB"
