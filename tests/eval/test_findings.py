"""The measure of findings: a label is met by type and words on its page; arguable ones count neither way; shared gaps go by place."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from rich.console import Console

from assistant.findings.finding import FindingType
from eval.errors import QuestionError, SetSkipped
from eval.findings import (
    BUILT_WITH,
    CALLED,
    DOCUMENTS,
    INVENTED,
    JudgedFindings,
    Score,
    finding_label_files,
    is_built_with,
    judge_findings,
    judged_invented,
    load_labels,
    show_findings,
)
from ingest.embed import Embedder
from tests.assistant.findings.texts import ID, snapshot_of

PLAN = (
    "# Plan\n\nCrime fell by 20% from 450 to 380. [insert photo]\n\n"
    "## Performance indicators\n\n- Number of burglaries (target 209)\n- Number of thefts\n- Number of arsons\n"
)


def label(id: str, type: str, words: str, **more: str) -> str:
    kind = "contradiction" if type in ("percentage", "date", "twice") else "gap"
    extra = "".join(f"  {key}: {value}\n" for key, value in more.items())
    return f'- id: {id}\n  kind: {kind}\n  type: {type}\n  what: words\n  places:\n    - {{page: 1, words: "{words}"}}\n  sum: ""\n{extra}'


def judged(tmp_path: Path, *labels: str) -> JudgedFindings:
    file = tmp_path / f"{ID}.yaml"
    file.write_text("".join(labels), encoding="utf-8")
    return judge_findings(file, snapshot_of(PLAN))


def test_a_label_is_met_by_its_type_and_its_words(tmp_path: Path) -> None:
    found = judged(tmp_path, label("a", "percentage", "fell by 20% from"), label("b", "leftover_text", "[insert photo]"))
    assert found.missed == ()
    assert found.scores["contradiction", "percentage"] == Score(labelled=1, met=1, right=1, wrong=0, spans_right=1, spans_wrong=0)


def test_another_type_or_other_words_do_not_meet_it(tmp_path: Path) -> None:
    found = judged(tmp_path, label("a", "date", "fell by 20% from"), label("b", "percentage", "Performance indicators"))
    assert [one.id for one in found.missed] == ["a", "b"]
    also = judged(tmp_path, label("a", "date", "fell by 20% from", also="percentage"))
    assert also.missed == ()


def test_shared_gaps_are_counted_place_by_place(tmp_path: Path) -> None:
    found = judged(tmp_path, label("a", "no_baseline", "Number of burglaries"), label("b", "no_baseline", "Number of thefts"))
    score = found.scores["gap", "no_baseline"]
    assert (score.recall, score.precision) == (1.0, 1.0)
    assert score.span_precision == pytest.approx(2 / 3)


def test_arguable_labels_count_neither_way(tmp_path: Path) -> None:
    found = judged(
        tmp_path, label("a", "no_target", "Number of thefts", how_sure="arguable"), label("b", "date", "Plan", how_sure="arguable")
    )
    score = found.scores["gap", "no_target"]
    assert (score.labelled, score.right, score.wrong) == (0, 0, 0)
    assert "date" not in {one.type for one in found.missed}


def test_words_are_found_across_line_ends_and_quotation_marks(tmp_path: Path) -> None:
    assert judged(tmp_path, label("a", "percentage", "Crime  fell by\\n20%")).missed == ()


def test_every_type_has_a_name_in_the_labels() -> None:
    changes = {"kept", "renamed", "merged", "split", "dropped", "new", "changed", "target_result", "not_mentioned_since"}
    assert {kind.value for kind in FindingType} - {kind.value for kind in CALLED} == changes


def test_the_table_gives_recall_and_precision_together(tmp_path: Path) -> None:
    console = Console(record=True, width=200)
    show_findings([judged(tmp_path, label("a", "percentage", "fell by 20%"))], tmp_path / "table.csv", console)
    text = console.export_text()
    assert "recall" in text
    assert "precision by place" in text
    assert (tmp_path / "table.csv").read_text("utf-8").count("\n") > 5


def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SetSkipped, match="no label files"):
        finding_label_files(tmp_path)
    file = tmp_path / "plan.yaml"
    file.write_text("- id: a\n  kind: gap\n", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"plan.yaml, label 1: .*type"):
        load_labels(file)
    file.write_text("id: a\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="must hold a list"):
        load_labels(file)


def test_what_the_rules_were_built_with_is_shown_apart(tmp_path: Path) -> None:
    words = label("a", "percentage", "fell by 20%")
    seen = judged(tmp_path, f"# Labels\n{BUILT_WITH}\n", words)
    unseen = judged(tmp_path, words)
    assert (seen.built_with, unseen.built_with) == (True, False)
    console = Console(record=True, width=200)
    show_findings([seen, unseen], tmp_path / "table.csv", console)
    rows = (tmp_path / "table.csv").read_text("utf-8").splitlines()
    assert [row.split(",")[0] for row in rows if ",contradiction,all," in row] == ["unseen", "unseen", "built with", "built with"]


def test_invented_plans_are_kept_with_their_catalogue_and_documents() -> None:
    listed = {entry["id"]: entry for entry in tomllib.loads((INVENTED / "catalogue.toml").read_text("utf-8"))["document"]}
    files = finding_label_files(INVENTED)
    assert {file.stem for file in files} == set(listed)
    assert all((DOCUMENTS / entry["file"]).is_file() and entry["kind"] for entry in listed.values())
    assert {file.stem for file in files if not is_built_with(file)} == {
        "aldermarch-2025",
        "brindlecote-2025",
        "carrowdale-2023",
        "cwm-erwydd-2019",
        "eddlestow-2025",
        "glanrhedyn-2026",
        "sallowfield-2026",
    }


def test_invented_plans_are_measured_without_any_published_one(tmp_path: Path, embedder: Embedder) -> None:
    labels, room = tmp_path / "labels", tmp_path / "room"
    labels.mkdir()
    room.mkdir()
    entry = '[[document]]\nid = "quay"\ntitle = "Quay plan"\nfile = "quay.md"\nkind = "plan"\n'
    (labels / "catalogue.toml").write_text(entry, encoding="utf-8")
    (tmp_path / "quay.md").write_text(PLAN, encoding="utf-8")
    (labels / "quay.yaml").write_text(label("a", "percentage", "fell by 20%"), encoding="utf-8")
    (one,) = judged_invented(room, embedder, labels, tmp_path)
    assert (one.document_id, one.invented, one.missed) == ("quay", True, ())
    show_findings([one], tmp_path / "table.csv", Console(record=True, width=200))
    assert "invented, unseen" in (tmp_path / "table.csv").read_text("utf-8")
