"""The noun: a finding, something that a careful reader notices in a document's words and register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.conversation import Basis, DraftClaim
from ingest.documents import Span


class FindingKind(StrEnum):
    """Which family a finding is of."""

    GAP = "gap"
    CONTRADICTION = "contradiction"
    LAW = "law"
    CHANGE = "change"


class FindingType(StrEnum):
    """What is found. Every member has its sentence in `prompts/findings.toml`; a test proves it."""

    # gaps
    PRIORITY_WITHOUT_INDICATOR = "priority_without_indicator"
    INDICATOR_WITHOUT_BASELINE = "indicator_without_baseline"
    INDICATOR_WITHOUT_TARGET = "indicator_without_target"
    INDICATOR_WITHOUT_PERIOD = "indicator_without_period"
    INDICATOR_WITHOUT_OWNER = "indicator_without_owner"
    ACTION_WITHOUT_OWNER = "action_without_owner"
    ACTION_WITHOUT_DATE = "action_without_date"
    TARGET_PERIOD_OVER = "target_period_over"
    OUTCOME_WITHOUT_MEASURE = "outcome_without_measure"
    BODY_UNEXPLAINED = "body_unexplained"
    PROMISED_MISSING = "promised_missing"
    LEFTOVER_TEXT = "leftover_text"
    # what does not add up
    TOTAL_AND_PARTS = "total_and_parts"
    CHANGE_AND_FIGURES = "change_and_figures"
    SHARE_AND_COUNT = "share_and_count"
    SAME_QUANTITY = "same_quantity"
    COUNT_AND_LIST = "count_and_list"
    DATES = "dates"
    REFERENCE_MISSING = "reference_missing"
    NAMES = "names"
    # laws
    LAW_MISNAMED = "law_misnamed"
    # changes between two documents
    KEPT = "kept"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    DROPPED = "dropped"
    NEW = "new"
    CHANGED = "changed"
    TARGET_RESULT = "target_result"
    NOT_MENTIONED_SINCE = "not_mentioned_since"


_T = FindingType
GAPS = tuple(
    kind for kind in FindingType if kind.value.split("_")[0] in ("priority", "indicator", "action", "target", "outcome", "body")
) + (
    _T.PROMISED_MISSING,
    _T.LEFTOVER_TEXT,
)
CONTRADICTIONS = (
    _T.TOTAL_AND_PARTS,
    _T.CHANGE_AND_FIGURES,
    _T.SHARE_AND_COUNT,
    _T.SAME_QUANTITY,
    _T.COUNT_AND_LIST,
    _T.DATES,
    _T.REFERENCE_MISSING,
    _T.NAMES,
)

# How much a finding matters to somebody who scrutinises: 3 goes to whether the document can be relied on or held to at all,
# 1 is a matter of care. Contradictions in figures and wrong law come before what is merely not said.
SEVERITY: Mapping[FindingType, int] = {
    _T.PRIORITY_WITHOUT_INDICATOR: 3,
    _T.INDICATOR_WITHOUT_TARGET: 3,
    _T.INDICATOR_WITHOUT_BASELINE: 2,
    _T.INDICATOR_WITHOUT_PERIOD: 2,
    _T.INDICATOR_WITHOUT_OWNER: 2,
    _T.ACTION_WITHOUT_OWNER: 2,
    _T.ACTION_WITHOUT_DATE: 2,
    _T.TARGET_PERIOD_OVER: 3,
    _T.OUTCOME_WITHOUT_MEASURE: 2,
    _T.BODY_UNEXPLAINED: 1,
    _T.PROMISED_MISSING: 2,
    _T.LEFTOVER_TEXT: 1,
    _T.TOTAL_AND_PARTS: 3,
    _T.CHANGE_AND_FIGURES: 3,
    _T.SHARE_AND_COUNT: 3,
    _T.SAME_QUANTITY: 3,
    _T.COUNT_AND_LIST: 2,
    _T.DATES: 2,
    _T.REFERENCE_MISSING: 2,
    _T.NAMES: 1,
    _T.LAW_MISNAMED: 2,
    _T.DROPPED: 3,
    _T.CHANGED: 2,
    _T.TARGET_RESULT: 3,
    _T.NOT_MENTIONED_SINCE: 3,
    _T.MERGED: 2,
    _T.SPLIT: 2,
    _T.RENAMED: 1,
    _T.NEW: 1,
    _T.KEPT: 1,
}
_COMPUTED = frozenset({_T.TOTAL_AND_PARTS, _T.CHANGE_AND_FIGURES, _T.SHARE_AND_COUNT})
# Below this a finding is a guess, and is not shown to anybody.
SHOWN = 0.6


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `says` is our sentence, from `prompts/findings.toml`; `spans` the words of the document(s) it rests on.

    `sum` is the arithmetic as it is shown, where there is one; `sure` runs from 0 to 1; `values` hold what the sentence was
    filled with, for lines of questioning. A gap that many entries share is one finding with a span for each entry.
    """

    kind: FindingKind
    type: FindingType
    says: str
    spans: tuple[Span, ...]
    sum: str = ""
    sure: float = 0.9
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> int:
        """1 to 3, 3 the gravest."""
        return SEVERITY[self.type]

    @property
    def basis(self) -> Basis:
        """What a claim that states it rests on."""
        return Basis.COMPUTED if self.type in _COMPUTED else Basis.COUNTED

    def claims(self) -> tuple[DraftClaim, ...]:
        """The finding as claims to be checked: our sentence with all its spans, then each span's own words as a list."""
        statement = DraftClaim(self.basis, self.spans, f"{self.says} {self.sum}".strip())
        return (statement, *(DraftClaim(Basis.QUOTED, (span,), item=True) for span in self.spans))


def shown(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Given findings, return those that are sure enough to be shown, gravest first, then surest, then in the document's order."""
    kept = [one for one in findings if one.sure >= SHOWN and one.spans]
    return tuple(sorted(kept, key=lambda one: (-one.severity, -one.sure, one.spans[0].page, one.spans[0].start)))
