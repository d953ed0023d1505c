"""The invented plans: all that is known to be in them is found, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings import changes, contradictions, gaps, laws, shown
from assistant.findings.changes import Comparable, comparable
from assistant.findings.finding import Finding, FindingType
from assistant.findings.matching import embedding
from ingest.embed import Embedder
from ingest.library import Snapshot
from tests.assistant.findings import known
from tests.assistant.findings.texts import words_of

TODAY = date(2026, 6, 1)
Known = set[tuple[FindingType, str]]


def unmatched(findings: tuple[Finding, ...], expected: Known, snapshot: Snapshot) -> tuple[Known, list[str]]:
    """What was expected and not found, and what was found and not expected."""
    missing = {
        (kind, words)
        for kind, words in expected
        if not any(one.type is kind and any(words in said for said in words_of(one, snapshot)) for one in findings)
    }
    surplus = [
        f"{one.type}: {one.says}"
        for one in findings
        if not any(one.type is kind and any(words in said for said in words_of(one, snapshot)) for kind, words in expected)
    ]
    return missing, surplus


def test_every_gap_is_found_and_no_other(thornmere: Snapshot) -> None:
    assert unmatched(shown(gaps("thornmere-2024", thornmere, TODAY)), known.LATER_GAPS, thornmere) == (set(), [])
    assert unmatched(shown(gaps("thornmere-2020", thornmere, TODAY)), known.EARLIER_GAPS, thornmere) == (set(), [])


def test_everything_that_does_not_add_up_is_found_and_no_other(thornmere: Snapshot) -> None:
    assert unmatched(shown(contradictions("thornmere-2024", thornmere)), known.LATER_CONTRADICTIONS, thornmere) == (set(), [])
    assert contradictions("thornmere-2020", thornmere) == ()


def test_laws_under_a_wrong_name_or_year(thornmere: Snapshot) -> None:
    assert unmatched(laws("thornmere-2024", thornmere), known.LATER_LAWS, thornmere) == (set(), [])


def test_what_is_right_is_left_alone(thornmere: Snapshot) -> None:
    for one in (*contradictions("thornmere-2024", thornmere), *gaps("thornmere-2024", thornmere, TODAY)):
        assert words_of(one, thornmere)[0] not in known.DECOYS, one.says


@pytest.mark.parametrize("with_model", [False, True])
def test_every_sort_of_change_is_found(thornmere: Snapshot, embedder: Embedder, with_model: bool) -> None:
    found = changes("thornmere-2020", "thornmere-2024", thornmere, embedding(embedder) if with_model else None)
    missing, _ = unmatched(found, known.CHANGES, thornmere)
    assert missing == set()
    gone = [words for one in found if one.type is FindingType.NOT_MENTIONED_SINCE for words in words_of(one, thornmere)]
    assert not [words for words in gone if any(kept in words for kept in known.KEPT_PROMISES)]
    priorities = [one for one in found if one.values.get("kind") == "priority" or "kinds" in one.values and one.type is FindingType.MERGED]
    assert sorted(one.type for one in priorities) == sorted(["kept", "renamed", "merged", "dropped", "new"])


def test_both_sides_of_a_change_are_cited(thornmere: Snapshot) -> None:
    both = {FindingType.KEPT, FindingType.RENAMED, FindingType.MERGED, FindingType.CHANGED, FindingType.TARGET_RESULT}
    for one in changes("thornmere-2020", "thornmere-2024", thornmere):
        if one.type in both:
            assert {span.document_id for span in one.spans} == {"thornmere-2020", "thornmere-2024"}, one.says


def test_a_target_that_was_not_met_is_told_by_the_later_figure(thornmere: Snapshot) -> None:
    found = [one for one in changes("thornmere-2020", "thornmere-2024", thornmere) if one.type is FindingType.TARGET_RESULT]
    burglary = next(one for one in found if "burglaries" in one.says)
    assert "360 (2023)" in burglary.says
    assert "380 (2023)" in burglary.says
    assert burglary.values["short"] == "True"


def test_three_years_of_one_table_are_told_cell_by_cell(thornmere: Snapshot) -> None:
    found = changes("thornmere-rates-2023", "thornmere-rates-2024", thornmere)
    said = [one.says for one in found]
    assert any("Corner stall" in one and "£12.60 (2023)" in one and "£13.20 (2024)" in one for one in said)
    assert [one for one in said if "£9.45" in one and "£9.55" in one and "2023" in one], "a figure of one year that was restated"
    assert not [one for one in said if "£12.00" in one], "what is the same in both is no change"


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("thornmere-2020", "thornmere-2024", Comparable.YES),
        ("thornmere-rates-2023", "thornmere-rates-2024", Comparable.YES),
        ("thornmere-rates-2023", "thornmere-2024", Comparable.KINDS),
        ("thornmere-letter", "thornmere-2024", Comparable.NO_REGISTER),
    ],
)
def test_what_can_be_compared(thornmere: Snapshot, earlier: str, later: str, expected: Comparable) -> None:
    assert comparable(earlier, later, thornmere) is expected
    if expected is not Comparable.YES:
        assert changes(earlier, later, thornmere) == ()


def test_every_span_stands_on_its_page(thornmere: Snapshot) -> None:
    found = (
        *contradictions("thornmere-2024", thornmere),
        *gaps("thornmere-2024", thornmere, TODAY),
        *changes("thornmere-2020", "thornmere-2024", thornmere),
    )
    for one in found:
        assert one.spans, one.says
        assert all(words.strip() for words in words_of(one, thornmere)), one.says


def test_a_sum_is_shown_with_the_figures_as_they_are_printed(thornmere: Snapshot) -> None:
    sums = {one.sum for one in contradictions("thornmere-2024", thornmere) if one.sum}
    assert "312,000 + 95,000 + 48,000 = 455,000, not 465,000." in sums
    assert "187 ÷ 1,246 = 15%, not 17%." in sums
    assert "(380 − 450) ÷ 450 = -15.6%, not 20%." in sums
