"""Which priority an action, an outcome or an indicator belongs to: an example for each rule."""

from __future__ import annotations

from ingest.register import Entry, EntryKind
from tests.ingest.register.reading import register, register_of_page

PRIORITIES = "# Plan\n\n## Our priorities\n\nOur two priorities are:\n\n1. Calm streets\n2. Safe homes and families\n\n"


def owners(entries: tuple[Entry, ...], kind: EntryKind) -> dict[str, str]:
    """The names of the priorities by the words of what belongs to them; empty where something belongs to none."""
    names = {entry.id: entry.name for entry in entries}
    return {entry.words: names.get(entry.belongs_to or "", "") for entry in entries if entry.kind is kind}


def tracker(*references: str) -> str:
    rows = "".join(
        f"| {ref} | {verb} | Council |\n" for ref, verb in zip(references, ("Open a hub", "Train wardens", "Fund a refuge"), strict=True)
    )
    return f"{PRIORITIES}## Delivery plan\n\n| Ref | Action | Who leads |\n|---|---|---|\n{rows}"


def test_a_rows_reference_begins_with_its_priority() -> None:
    found = owners(register(tracker("1.1", "1.2", "2.1")), EntryKind.ACTION)
    assert found == {"Open a hub": "Calm streets", "Train wardens": "Calm streets", "Fund a refuge": "Safe homes and families"}


def test_references_that_no_priority_has_number_something_else() -> None:
    assert set(owners(register(tracker("1.1", "3.2", "4.1")), EntryKind.ACTION).values()) == {""}
    assert set(owners(register(tracker("1.1", "1.2", "1.3")), EntryKind.ACTION).values()) == {""}


def test_a_group_named_by_a_number_in_words_goes_before_a_part_of_another_name() -> None:
    page = (
        "<h1>Plan</h1><p>The review found three priorities: calm streets, safe homes and fair chances.</p>"
        "<h2>Priority One - Calm streets and squares</h2><p>Streets are for all.</p>"
        "<h2>Priority Two - Safe homes and families at night</h2><p>Homes are for all.</p>"
        "<h2>Tracker</h2><table><tr><th>Action</th><th>Lead</th><th>Timescale</th></tr>"
        "<tr><td colspan=3>Priority One</td></tr><tr><td>Open a hub</td><td>Council</td><td>May 2030</td></tr>"
        "<tr><td colspan=3>Priority Two - Safe homes and kin</td></tr>"
        "<tr><td>Fund a refuge</td><td>Council</td><td>June 2030</td></tr></table>"
    )
    found = owners(register_of_page(page), EntryKind.ACTION)
    assert "Calm streets and squares" in found["Open a hub"]
    assert "Safe homes and families" in found["Fund a refuge"]


def test_the_name_of_a_priority_over_its_page_opens_its_part() -> None:
    page = (
        "<h1>Plan</h1><h2>Our priorities</h2><p>Our two priorities are:</p><ol><li>Calm streets</li><li>Safe homes and families</li></ol>"
        "<h2>Calm streets</h2><h3>What we will do</h3><ul><li>Open a hub</li><li>Train wardens</li></ul>"
        "<p>Safe homes and families at any hour</p><h3>What we will do</h3><ul><li>Fund a refuge</li><li>Fit new locks</li></ul>"
        "<h3>Words we use</h3><h3>Delivery</h3><p>We will:</p><ul><li>Publish a report</li><li>Hold a meeting</li></ul>"
    )
    found = owners(register_of_page(page), EntryKind.ACTION)
    assert {found["Open a hub"], found["Train wardens"]} == {"Calm streets"}
    assert {found["Fund a refuge"], found["Fit new locks"]} == {"Safe homes and families"}
    assert found.get("Publish a report", "") == ""


def test_a_heading_that_returns_under_each_priority_is_the_last_ones_too_where_a_large_heading_cuts_its_part_in_two() -> None:
    page = (
        "<h1>Plan</h1><h2>Our priorities</h2><p>Our three priorities are:</p>"
        "<ol><li>Calm streets</li><li>Safe homes</li><li>Fair chances</li></ol>"
        "<h2>Calm streets</h2><h3>How we will measure success</h3><ul><li>Fights by night</li><li>Calls about noise</li></ul>"
        "<h2>Safe homes</h2><h3>How we will measure success</h3><ul><li>Homes broken into</li><li>Locks fitted</li></ul>"
        "<h2>Fair chances</h2><p>All may take part.</p>"
        "<h1>The young</h1><h3>How we will measure success</h3><ul><li>Clubs that opened</li><li>Young people in work</li></ul>"
        "<h1>Annex</h1><h3>Other counts</h3><ul><li>Number of visits</li><li>Number of letters</li></ul>"
    )
    found = owners(register_of_page(page), EntryKind.INDICATOR)
    assert {found["Clubs that opened"], found["Young people in work"]} == {"Fair chances"}
    assert {found["Homes broken into"], found["Locks fitted"]} == {"Safe homes"}
    assert found.get("Number of visits", "") == ""
