"""The pack: every line checked, every quote on its page, the chapters and questions that belong in it, honest where there is little."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import PUBLIC, STAFF
from assistant.briefing.briefing import Briefing, Chapter, Heading, Line, Style, Table, nested, references
from assistant.briefing.make import Wish, make_briefing
from assistant.cite import folded
from assistant.conversation import Basis, Citation
from ingest.documents import Source
from ingest.embed import Embedder
from ingest.errors import BadInput, UnknownDocument
from ingest.library import Snapshot

TODAY = date(2026, 6, 1)
LATER = "thornmere-2024"


def made(snapshot: Snapshot, *ids: str, topic: str = "", since: str = "") -> Briefing:
    return make_briefing(Wish(ids, topic, since), snapshot, STAFF, None, TODAY)


def chapter(briefing: Briefing, key: str) -> Chapter:
    return next(one for one in briefing.chapters if one.key == key)


def words(one: Chapter) -> str:
    lines = [block.text for block in one.blocks if not isinstance(block, Table)]
    cells = [cell.text for block in one.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    return "\n".join((*lines, *cells))


@pytest.fixture(scope="module")
def pack(thornmere: Snapshot) -> Briefing:
    return made(thornmere, LATER)


def test_every_quote_is_the_words_of_its_page(pack: Briefing, thornmere: Snapshot) -> None:
    by_number = {citation.number: citation for citation in pack.citations}
    assert sorted(by_number) == list(range(1, len(by_number) + 1))
    for citation in pack.citations:
        page = thornmere.page(citation.document_id, citation.page or 1)
        assert page.text[citation.start : citation.end] == citation.quote
    quoted = [line for line in pack.lines() if line.basis is Basis.QUOTED]
    assert len(quoted) > 30
    for line in quoted:
        said = " ".join(folded(by_number[number].quote) for number in line.citations)
        for quote in re.findall(r"“([^“”]*)”", line.text):
            assert quote.removesuffix(" …") in said, line.text


def test_every_statement_has_a_basis_or_states_nothing_of_a_documents_own(pack: Briefing) -> None:
    for line in pack.lines():
        if line.basis in (Basis.QUOTED, Basis.COUNTED, Basis.COMPUTED):
            assert line.citations, line.text
        elif line.basis is Basis.ABSENT:
            assert not line.citations
        else:
            assert "“" not in line.text or not line.citations


def test_the_chapters_and_their_order(pack: Briefing) -> None:
    keys = ["glance", "priorities", "duties", "missing", "adding-up", "changed", "questions", "sources"]
    assert [one.key for one in pack.chapters] == keys
    assert all(one.blocks for one in pack.chapters)


def test_priorities_come_with_what_stands_under_them(pack: Briefing) -> None:
    said = words(chapter(pack, "priorities"))
    for part in (
        "Priority 1: Burglary and vehicle crime",
        "“Visit every victim within five days”",
        "“340”",
        "“Fewer women feel unsafe on the towpath”",
    ):
        assert part in said
    assert "not given" in said


def test_what_changed_is_told_against_the_document_it_follows(pack: Briefing, thornmere: Snapshot) -> None:
    said = words(chapter(pack, "changed"))
    assert "From Safer Thornmere Plan 2020-2023 to Safer Thornmere Plan 2024-2027." in said
    assert "360 (2023)" in said
    assert "“Lend tracking devices for tractors to farms around Coldwell”" in said
    other = words(chapter(made(thornmere, "thornmere-2020"), "changed"))
    assert "none is known that Safer Thornmere Plan 2020-2023 follows" in other


def test_questions_are_questions_with_reasons_and_evidence(pack: Briefing) -> None:
    blocks = chapter(pack, "questions").blocks
    questions = [block for block in blocks if isinstance(block, Line) and block.style is Style.QUESTION]
    assert 8 <= len(questions) <= 15
    assert all(one.text.endswith("?") and one.basis is not None for one in questions)
    reasons = [block for block in blocks if isinstance(block, Line) and block.text.startswith("Why it matters:")]
    assert len(reasons) == len(questions)
    said = words(chapter(pack, "questions"))
    assert "312,000 + 95,000 + 48,000 = 455,000, not 465,000." in said
    assert "Why was it not met" in said


def test_a_topic_sets_documents_side_by_side(thornmere: Snapshot) -> None:
    both = made(thornmere, LATER, "thornmere-2020", topic="hate crime")
    said = words(chapter(both, "side-by-side"))
    assert "Hate crime and extremism" in said
    assert "Target: “120”" in said
    none = words(chapter(made(thornmere, LATER, topic="submarines"), "side-by-side"))
    assert none == "None of the documents was found to speak of submarines."


def test_documents_of_different_kinds_are_not_compared(thornmere: Snapshot) -> None:
    said = words(chapter(made(thornmere, LATER, since="thornmere-rates-2023"), "changed"))
    assert "documents of different kinds" in said


def test_a_table_of_rates_has_its_figures_and_little_else(thornmere: Snapshot) -> None:
    rates = made(thornmere, "thornmere-rates-2024", since="thornmere-rates-2023")
    assert "£12.60 (2023) and is now £13.20 (2024)" in words(chapter(rates, "changed"))
    assert "no paper of a community safety partnership" in words(chapter(rates, "duties"))
    assert "2022 £12.00; 2023 £12.60; 2024 £13.20" in words(chapter(rates, "priorities"))
    assert "is not a plan" in words(chapter(rates, "missing"))


def test_a_document_without_structure_says_so(thornmere: Snapshot) -> None:
    letter = made(thornmere, "thornmere-letter")
    assert "No structure was found in A letter from the market traders" in words(chapter(letter, "glance"))
    assert "A letter from the market traders" in words(chapter(letter, "sources"))


def test_the_same_is_made_twice(thornmere: Snapshot, pack: Briefing) -> None:
    assert made(thornmere, LATER) == pack


def test_with_the_model_nothing_is_lost(thornmere: Snapshot, embedder: Embedder, pack: Briefing) -> None:
    with_model = make_briefing(Wish((LATER,)), thornmere, STAFF, embedder, TODAY)
    assert [one.key for one in with_model.chapters] == [one.key for one in pack.chapters]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(()), "needs a document"),
        (Wish(tuple(f"plan-{number}" for number in range(40))), "40 were given"),
        (Wish((LATER,), since=LATER), "both the document"),
        (Wish((LATER,), topic="long " * 60), "at most 200"),
    ],
)
def test_what_cannot_be_made_is_said(thornmere: Snapshot, wish: Wish, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        make_briefing(wish, thornmere, STAFF, None, TODAY)


@pytest.mark.parametrize("wish", [Wish(("nowhere",)), Wish(("thornmere-covert",)), Wish((LATER,), since="thornmere-covert")])
def test_what_an_asker_may_not_see_is_not_there(thornmere: Snapshot, wish: Wish) -> None:
    with pytest.raises(UnknownDocument, match="No document has the id"):
        make_briefing(wish, thornmere, PUBLIC, None, TODAY)


def test_staff_may_have_a_pack_of_an_internal_paper(thornmere: Snapshot) -> None:
    assert made(thornmere, "thornmere-covert").documents == ("Thornmere tasking paper",)


def cited(number: int, page: int | None) -> Citation:
    return Citation(number, "plan", "Plan", Source.PUBLISHED, None, False, page, None, "", "", "words", 0, 5, "/")


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [((), ""), ((1,), "[1; page 3]"), ((1, 2), "[1, 2; pages 3, 4]"), ((1, 2, 3, 5), "[1–3, 5; pages 3, 4]"), ((4,), "[4]")],
)
def test_how_references_are_shown(numbers: tuple[int, ...], shown: str) -> None:
    citations = [cited(1, 3), cited(2, 4), cited(3, 4), cited(4, None), cited(5, 4)]
    assert references(numbers, citations) == shown


@pytest.mark.parametrize("ids", [(LATER,), (LATER, "thornmere-2020")])
def test_no_level_of_heading_is_left_out(thornmere: Snapshot, ids: tuple[str, ...]) -> None:
    for one in made(thornmere, *ids).chapters:
        levels = [1, *(block.level for block in one.blocks if isinstance(block, Heading))]
        assert all(1 < later <= earlier + 1 for earlier, later in pairwise(levels)), (one.key, levels)


@given(st.lists(st.integers(2, 3)))
def test_headings_keep_their_order_of_depth(levels: list[int]) -> None:
    settled = [block.level for block in nested([Heading("a", level) for level in levels]) if isinstance(block, Heading)]
    assert all(later <= earlier + 1 for earlier, later in pairwise([1, *settled]))
    assert all(after == before for before, after in zip(levels, settled, strict=True) if before == 2)


def test_what_the_same_sentence_says_is_told_once_with_every_place(pack: Briefing) -> None:
    for key in ("missing", "adding-up"):
        said = [block.text for block in chapter(pack, key).blocks if isinstance(block, Line) and block.style is Style.TEXT]
        assert len(said) == len(set(said)) > 0
