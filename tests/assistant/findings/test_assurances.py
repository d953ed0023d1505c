"""What a document says of all its actions or measures, kept and not kept."""

from __future__ import annotations

from assistant.findings.assurances import assurances
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of

ROWS = (
    "## Action plan\n\n| Action | Lead | By when |\n|---|---|---|\n| Mend the lamps | Harbour Police | May 2027 |\n"
    "| Train the keepers | Harbour Police | {} |\n"
    "| Paint the boats | Ferry Council | May 2027 |\n| Light the quay | Ferry Council | July 2027 |\n"
)


def told(sentence: str, when: str) -> list[tuple[str, int]]:
    script = script_of(ID, snapshot_of(f"# Plan\n\n## How to read it\n\n{sentence}\n\n{ROWS.format(when)}"))
    return [(one.values["count"], len(one.spans)) for one in assurances(script)]


def test_what_is_said_of_every_action_is_held_to() -> None:
    assert told("Every action says who will do what and by when.", "") == [("1", 2)]
    assert told("Each action has a lead and a date.", "") == [("1", 2)]


def test_what_is_kept_or_said_of_something_else_is_not_told() -> None:
    assert told("Every action says who will do what and by when.", "June 2027") == []
    assert told("Every lock keeper says who will do what and by when.", "") == []
    assert told("Every action will have a date.", "") == []
