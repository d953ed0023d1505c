"""The benchmark's figures: how they come about and how they are shown; no time is ever judged."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from eval.benchmarks.asking import opened, spread, time_asking
from eval.benchmarks.ingesting import NAME, WHOLE, time_ingest
from eval.benchmarks.memory import serving_memory
from eval.benchmarks.result import Benchmark, Memory, Ratio, benchmark_to_json, benchmark_to_tables
from eval.errors import RunError
from eval.questions import load_questions
from ingest.embed import Embedder
from tests.conftest import write_documents
from tests.eval.conftest import question, write_file

RATIO = Ratio("ingest", "bare work", (3.0, 30.0, 4.0, 5.0), (2.0, 2.0, 4.0, 2.0), 1.5)


def test_a_ratio_is_that_of_the_medians() -> None:
    assert RATIO.value == 4.5 / 2
    assert RATIO.middle_half == (1.5, 2.5)


@pytest.mark.parametrize(("target", "verdict"), [(2.25, "reached"), (2.2, "missed")])
def test_the_table_says_what_was_reached(target: float, verdict: str) -> None:
    ratio = Ratio(RATIO.name, RATIO.against, RATIO.ours, RATIO.base, target)
    found = Benchmark("plans", 2, 9, 4, 4, (ratio,), Memory("memory", 900_000_000, 950_000_000, 1_200_000_000), {"reading": 1.5})
    console = Console(width=200, file=StringIO())
    for table in benchmark_to_tables(found):
        console.print(table)
    assert isinstance(console.file, StringIO)
    shown = next(line for line in console.file.getvalue().splitlines() if "bare work" in line)
    assert verdict in shown and "2.25" in shown
    figures = benchmark_to_json(found)
    assert figures["ratios"]["ingest"]["ratio"] == 2.25 and figures["memory"]["resident_bytes"] == 900_000_000


def test_everything_is_timed_and_nothing_is_left_out(plans: Path, tmp_path: Path, embedder: Embedder) -> None:
    write_file(tmp_path / "q.yaml", question(), question(id="t-002", question="Break-ins in Harrowby?"))
    chosen = spread(load_questions([tmp_path / "q.yaml"], plans), 40)
    assert [one.id for one in chosen] == ["t-001", "t-002"]
    ingested = time_ingest(plans, embedder, 1, 1, 1.5)
    assert [ratio.name for ratio in ingested.ratios] == [NAME, WHOLE]
    assert all(len(ratio.ours) == len(ratio.base) == 1 and ratio.value > 0 for ratio in ingested.ratios)
    assert {"reading", "registering", "embedding", "checking"} <= set(ingested.stages)
    with opened(plans, tmp_path / "index", embedder) as (engine, snapshot):
        ratios = time_asking(engine, embedder, chosen, 2, (1.5, None))
        assert [len(ratio.ours) for ratio in ratios] == [4, 4, 4] and len({ratio.name for ratio in ratios}) == 3
        assert [ratio.target for ratio in ratios] == [1.5, None, None] and set(snapshot.shelves) == {"harrowby-2020", "millbrook-2021"}
    if Path("/proc/self/status").exists():
        memory = serving_memory(plans, chosen, 1, None)
        assert memory is not None and 0 < memory.resident <= memory.peak


def test_what_pypdf_cannot_read_is_named(tmp_path: Path, embedder: Embedder) -> None:
    with pytest.raises(RunError, match=r"north\.md"):
        time_ingest(write_documents(tmp_path, {"north.md": "# Knives"}), embedder, 1, 1, None)
