"""What is found in a small document, in one line: for tests of single kinds of finding."""

from __future__ import annotations

from datetime import date

from assistant.findings import contradictions, gaps, shown
from assistant.findings.finding import Finding, FindingType
from tests.assistant.findings.texts import ID, snapshot_of, words_of

TODAY = date(2026, 6, 1)
# Two indicators and one body, so that a document is long enough for something to be missing from it.
PRELUDE = "## Performance indicators\n\n- Number of burglaries (target 209)\n- Number of thefts from shops\n- Number of arsons\n\n"


def words_found(
    text: str,
    type: FindingType,
    kind: str | None = "plan",
    period: str | None = None,
    area: str | None = None,
    title: str = "A plan",
    prelude: str = PRELUDE,
) -> list[str]:
    """Given Markdown, return the words that the gaps of a type stand on, in order of the findings."""
    snapshot = snapshot_of(f"# Plan\n\n{prelude}{text}\n", kind=kind, period=period, area=area, title=title)
    found = [one for one in shown(gaps(ID, snapshot, TODAY)) if one.type is type]
    return [words for one in found for words in words_of(one, snapshot)]


def contradicted(text: str, area: str | None = None, title: str = "A plan") -> list[Finding]:
    """Given the whole of a document as Markdown, return what does not add up in it."""
    return list(shown(contradictions(ID, snapshot_of(text, area=area, title=title))))
