"""What is said of a priority of an earlier plan that is none of the later one's, where its name is an everyday word."""

from __future__ import annotations

from typing import cast

import pytest

from assistant.findings.changes import changes
from assistant.findings.finding import FindingType
from ingest.documents import Page
from ingest.library import Snapshot
from ingest.register import Entry
from ingest.shelf import Shelf
from tests.assistant.findings.texts import Pages

PRIORITIES = "# Plan\n\n## Our priorities\n\n{}\n"


class Two:
    """Two documents, by their ids."""

    def __init__(self, **texts: str) -> None:
        self._pages = {name: Pages(text, id=name) for name, text in texts.items()}

    def document(self, document_id: str) -> Shelf:
        return self._pages[document_id].document(document_id)

    def page(self, document_id: str, number: int) -> Page:
        return self._pages[document_id].page(document_id, number)

    def entries(self, document_id: str) -> tuple[Entry, ...]:
        return self._pages[document_id].entries(document_id)


def said_of(name: str, later: str) -> str:
    """What is said of a priority of that name, which a later document with these words does not have."""
    earlier = PRIORITIES.format(f"- Quiet quays\n- {name}\n- Lost oars")
    now = PRIORITIES.format("- Quiet quays\n- Lost oars\n- Old nets")
    two = cast(Snapshot, Two(earlier=earlier, later=f"{now}\n## More\n\n{later}\n"))
    (found,) = [one for one in changes("earlier", "later", two) if one.type is FindingType.DROPPED]
    return found.says


@pytest.mark.parametrize("name", ["Prevent", "Community", "Support", "Local services"])
def test_a_name_of_everyday_words_is_spoken_of_where_it_stands_as_a_name(name: str) -> None:
    assert "still speaks of it" in said_of(name, f"Skippers meet on the {name} panel each month.")
    assert "still speaks of it" in said_of(name, f"All skippers know the {name.upper()} panel.")


@pytest.mark.parametrize(
    ("name", "later"), [("Prevent", "We prevent fires. Prevent fires on boats."), ("Community", "Each community has a boat.")]
)
def test_where_its_words_stand_otherwise_nothing_is_said_of_it(name: str, later: str) -> None:
    said = said_of(name, later)
    assert "speak" not in said


def test_it_is_not_spoken_of_where_none_of_its_words_stands() -> None:
    assert "no passage of the later document was found to speak of it" in said_of("Prevent", "Skippers meet each month.")
