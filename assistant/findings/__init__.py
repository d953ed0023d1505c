"""What a careful reader notices in a document: gaps, sums that do not add up, duties it speaks of, what changed since another one.

A file a family, each with one function: ids of documents and a snapshot go in, findings with their spans come out. The briefing and the
ways of answering both ask here.

    gaps(id, snapshot)                  what is missing
    contradictions(id, snapshot)        what does not add up: sums, dates, references, names, statements
    laws(id, snapshot)                  laws cited under a wrong name or year
    duties(id, snapshot)                statutory duties: what the document says of each
    changes(earlier, later, snapshot)   what changed between two documents (`comparable` says whether that can be told)
    side_by_side(topic, ids, snapshot)  who has what on a topic
"""

from __future__ import annotations

from assistant.findings.changes import Comparable, changes, comparable
from assistant.findings.dates import dates
from assistant.findings.duties import Coverage, Covered, duties
from assistant.findings.finding import Finding, FindingKind, FindingType, shown
from assistant.findings.gaps import gaps
from assistant.findings.laws import laws
from assistant.findings.matching import embedding
from assistant.findings.names import names
from assistant.findings.references import references
from assistant.findings.side_by_side import OnTopic, side_by_side
from assistant.findings.statements import statements
from assistant.findings.sums import sums
from ingest.library import Snapshot

__all__ = [
    "Comparable",
    "Coverage",
    "Covered",
    "Finding",
    "FindingKind",
    "FindingType",
    "OnTopic",
    "changes",
    "comparable",
    "contradictions",
    "duties",
    "embedding",
    "gaps",
    "laws",
    "shown",
    "side_by_side",
]


def contradictions(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return what does not add up in it. Raises UnknownDocument."""
    return tuple(found for family in (sums, dates, references, names, statements) for found in family(document_id, snapshot))
