"""What does not add up in figures: a file a kind of sum. Rounding is no contradiction, and neither is what a document only estimates."""

from __future__ import annotations

from assistant.findings.finding import Finding
from assistant.findings.script import script_of
from assistant.findings.sums.changes_given import changes_given
from assistant.findings.sums.counts import counts
from assistant.findings.sums.repeated import repeated
from assistant.findings.sums.restated import restated
from assistant.findings.sums.shares import shares
from assistant.findings.sums.totals import totals
from ingest.library import Snapshot

__all__ = ["sums"]


def sums(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return what does not add up in its figures. Raises UnknownDocument."""
    script = script_of(document_id, snapshot)
    return tuple(found for family in (totals, changes_given, shares, repeated, restated, counts) for found in family(script))
