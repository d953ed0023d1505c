"""What does not add up in figures: a file a kind of sum. Rounding is no contradiction, and neither is what a document only estimates."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.findings.finding import Finding
from assistant.findings.meetings import meetings
from assistant.findings.script import Script, script_of
from assistant.findings.sums.announced import announced
from assistant.findings.sums.changes_elsewhere import changes_elsewhere
from assistant.findings.sums.changes_given import changes_given
from assistant.findings.sums.changes_told import changes_told
from assistant.findings.sums.clauses import clauses
from assistant.findings.sums.counts import counts
from assistant.findings.sums.listed_totals import listed_totals
from assistant.findings.sums.opinions import opinions
from assistant.findings.sums.paragraph_shares import paragraph_shares
from assistant.findings.sums.phones import phones
from assistant.findings.sums.plain_totals import plain_totals
from assistant.findings.sums.repeated import repeated
from assistant.findings.sums.restated import restated
from assistant.findings.sums.rows_told import rows_told
from assistant.findings.sums.shares import shares
from assistant.findings.sums.shares_told import shares_told
from assistant.findings.sums.spoken_totals import spoken_totals
from assistant.findings.sums.statuses import statuses
from assistant.findings.sums.stocks import stocks
from assistant.findings.sums.swapped import swapped
from assistant.findings.sums.totals import totals
from assistant.findings.sums.twice import twice
from assistant.findings.sums.wholes import wholes
from assistant.findings.sums.yearly_changes import yearly_changes
from ingest.library import Snapshot

__all__ = ["sums"]

_FAMILIES: tuple[Callable[[Script], Iterable[Finding]], ...] = (
    totals,
    plain_totals,
    spoken_totals,
    listed_totals,
    changes_given,
    changes_told,
    changes_elsewhere,
    yearly_changes,
    shares,
    shares_told,
    paragraph_shares,
    repeated,
    restated,
    twice,
    swapped,
    opinions,
    wholes,
    phones,
    rows_told,
    meetings,
    stocks,
    counts,
    announced,
    clauses,
    statuses,
)


def sums(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return what does not add up in its figures. Raises UnknownDocument."""
    script = script_of(document_id, snapshot)
    told: list[Finding] = []
    for found in (found for family in _FAMILIES for found in family(script)):
        # Two rules may see one slip; the first says it.
        if not any(found.type is other.type and _is_same(found, other) for other in told):
            told.append(found)
    return tuple(told)


def _is_same(first: Finding, second: Finding) -> bool:
    """Whether one finding's places all lie at places of the other."""
    fewer, more = sorted((first.spans, second.spans), key=len)
    return all(any(span.overlaps(other) for other in more) for span in fewer)
