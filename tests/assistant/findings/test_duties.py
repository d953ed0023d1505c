"""The duty check: what a document says of each duty, part by part, and what it does not; never whether a duty is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.findings.duties import Coverage, Covered, duties
from assistant.findings.lawbook import FILE, lawbook
from assistant.findings.phrases import pattern_of
from ingest.errors import BadInput
from ingest.library import Snapshot
from tests.assistant.findings.texts import ID, snapshot_of

ABOUT = "# Plan\n\nOur community safety partnership works on crime and disorder.\n\n"


def covered(text: str, period: str | None = "2024-2027") -> dict[str, Covered]:
    return {one.duty.id: one for one in duties(ID, snapshot_of(ABOUT + text, period=period))}


def test_what_is_said_is_found_with_its_words() -> None:
    snapshot = snapshot_of(ABOUT + "Each domestic homicide review is published by the partnership.", period="2024-2027")
    one = next(one for one in duties(ID, snapshot) if one.duty.id == "domestic_homicide")
    assert one.coverage is Coverage.FOUND
    (span,) = one.parts[0].spans
    assert snapshot.page(ID, 1).text[span.start : span.end] == "Each domestic homicide review is published by the partnership."


def test_a_part_that_is_not_there_is_named() -> None:
    one = covered("The strategic assessment was made. The public were consulted; residents were consulted on it.")["strategy_group"]
    assert one.coverage is Coverage.IN_PART
    assert "how information is shared" in [part.part.name for part in one.missing]
    assert "a strategic assessment" not in [part.part.name for part in one.missing]


def test_what_is_not_said_is_not_found_and_says_where_was_looked() -> None:
    one = covered("Words.")["prevent"]
    assert one.coverage is Coverage.NOT_FOUND
    assert (one.looked_in.documents, one.looked_in.kind) == ((ID,), "passages")


def test_a_duty_that_began_later_is_not_held_against_a_document() -> None:
    old, later = covered("Words.", "2017-2020")["serious_violence"], covered("Words.", "2021-2024")["serious_violence"]
    assert (old.coverage, old.revise) == (Coverage.LATER, False)
    assert (later.coverage, later.revise) == (Coverage.LATER, True)
    assert covered("Words.", "2024-2027")["serious_violence"].coverage is Coverage.NOT_FOUND
    # A part of an older duty that was added since is not asked of it, either.
    assert "preventing and reducing serious violence" not in [part.part.name for part in covered("Words.", "2017-2020")["strategies"].parts]


def test_a_paper_on_something_else_is_not_checked(thornmere: Snapshot) -> None:
    assert duties(ID, snapshot_of("# Rates\n\nA corner stall costs £12.\n")) == ()
    assert duties("thornmere-rates-2023", thornmere) == ()


def test_no_word_of_ours_says_that_a_duty_was_met_or_not() -> None:
    words = " ".join((Path(__file__).parents[3] / "prompts" / name).read_text("utf-8") for name in ("briefing.toml", "questioning.toml"))
    assert not [word for word in ("complied", "compliant", "breach", "unlawful", "illegal", "failed to") if word in words.casefold()]


def test_every_law_of_a_duty_is_in_the_list_of_laws() -> None:
    book = lawbook()
    known = {f"{law.name} {year}" for law in book.laws for year in law.years}
    assert {duty.law for duty in book.duties} <= known


@pytest.mark.parametrize(
    ("phrase", "text", "finds"),
    [
        ("domestic homicide review*", "two Domestic\nHomicide Reviews", True),
        ("due regard ... equality", "have due regard, in all it does, to equality", True),
        ("due regard ... equality", "have due regard. All need equality", False),
        ("fire service|brigade", "the Fire Brigade", True),
        ("fire service|brigade", "the firebrigade", False),
        ("police and crime commissioner's plan", "the police and crime commissioner’s plan", True),
    ],
)
def test_phrases(phrase: str, text: str, finds: bool) -> None:
    assert (pattern_of([phrase]).search(text) is not None) == finds


def test_a_wrong_file_is_refused_by_name(tmp_path: Path) -> None:
    copy = tmp_path / "duties.toml"
    copy.write_text(FILE.read_text("utf-8").replace('law = "Equality Act 2010"', 'lwa = "Equality Act 2010"'), encoding="utf-8")
    with pytest.raises(BadInput, match=r"duties.toml.*law"):
        lawbook(copy)
    copy.write_text("[[duty]\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"duties.toml"):
        lawbook(copy)
