"""What could be quoted of the passages that were found: whole sentences, items, rows and lists, each the page's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pieces import LONGEST_ITEM, LONGEST_LIST, READ, Piece, _parts, pieces_of
from assistant.retrieve import Hit
from ingest.documents import Block, BlockKind, Page
from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened
from tests.conftest import write_documents

STEP = "Walk the towpath from the weir to the lock and write down every lamp that is out. "
ITEMS = "".join(f"- Lamp {number} beside the towpath is mended before the days grow short again\n" for number in range(60))
RULES = f"# Towpath\n\nThe rules are these:\n\n- {STEP * 6}\n- Mend it\n"
LONG = f"{RULES}\n# Lamps\n\nThese lamps count:\n\n{ITEMS}\n# One\n\nOnly this:\n\n- Sweep\n"


@pytest.fixture(scope="module")
def towpath(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan with a list item of several sentences, a list that is too long to quote, and a list of one."""
    folder = write_documents(tmp_path_factory.mktemp("towpath") / "documents", {"towpath.md": LONG})
    yield from opened([folder], folder.parent / "index", embedder)


def hits_of(desk: Desk, document_id: str) -> list[Hit]:
    """Every passage of a document, as if it had been found."""
    passages = desk.snapshot.passages_of(document_id)
    first = desk.snapshot.document(document_id).first
    return [Hit(passage, 1.0, (first + place,)) for place, passage in enumerate(passages)]


def pieces(desk: Desk, document_id: str, listed: bool = False) -> list[Piece]:
    return pieces_of(hits_of(desk, document_id), desk.snapshot, listed)


def words(found: Sequence[Piece]) -> list[str]:
    return [piece.words for piece in found]


DOCUMENTS = ("marwick-2022", "marwick-2018", "eastmere-2026", "eastmere-scrutiny", "northcombe-digest", "eastmere-covert")


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_every_piece_is_the_pages_own_words(councils: Desk, document_id: str, listed: bool) -> None:
    found = pieces(councils, document_id, listed)
    assert found
    for piece in found:
        own = [councils.snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in piece.spans]
        assert " ".join(own) == piece.words
        assert {span.document_id for span in piece.spans} == {document_id}
        assert all(part.strip() for part in own)


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_no_heading_is_a_piece_and_everything_else_is_in_one(councils: Desk, document_id: str) -> None:
    found = pieces(councils, document_id)
    for number in range(1, councils.snapshot.document(document_id).published.pages + 1):
        page = councils.snapshot.page(document_id, number)
        taken = {at for piece in found for span in piece.spans if span.page == number for at in range(span.start, span.end)}
        for block in page.blocks:
            held = taken & set(range(block.start, block.end))
            assert bool(held) == (block.kind is not BlockKind.HEADING and not page.text[block.start :].startswith("[published"))


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_pieces_come_in_the_order_of_reading_and_apart(councils: Desk, document_id: str) -> None:
    found = pieces(councils, document_id)
    places = [(span.page, span.start) for piece in found for span in piece.spans]
    assert places == sorted(places)
    assert not [pair for pair in zip(found, found[1:], strict=False) if pair[0].overlaps(pair[1])]


def test_sentences_are_cut_at_their_ends(councils: Desk) -> None:
    found = words(pieces(councils, "eastmere-scrutiny"))
    assert "The committee visited 14 licensed premises between March and June 2025." in found
    assert "Door staff at nine of them had no training in spotting spiked drinks." in found


def test_a_table_gives_its_rows_without_the_names_of_its_columns(councils: Desk) -> None:
    rows = [piece for piece in pieces(councils, "marwick-2022") if piece.row]
    assert words(rows) == [
        "Residential burglaries recorded\t418\t360",
        "Repeat victims at MARAC\t31.5%\t24.2%",
        "Residents who feel safe after dark\t54%\t65%",
    ]
    assert not any(piece.item or piece.whole for piece in rows)


def test_an_item_loses_its_bullet_and_keeps_its_number(councils: Desk) -> None:
    items = words([piece for piece in pieces(councils, "marwick-2022") if piece.item])
    assert items[0] == "1. Burglary and vehicle crime"
    assert items[-1] == "Visit every victim of burglary within five working days"
    assert not [item for item in items if item.startswith(("•", " "))]


def test_the_rest_of_such_a_note_on_the_next_line_is_not_quoted_either(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "d").mkdir()
    words = "# Digest of the Ashby plan\n\n## Ashby\n\nA box says who wrote it. [published:\n\ntitle block, page 1]\n\nThe board meets.\n"
    (tmp_path / "d" / "digest.md").write_text(words, encoding="utf-8")
    entry = '[[document]]\nid = "ashby"\ntitle = "Digest: Ashby plan"\nfile = "digest.md"\nsource = "digest"\narea = "Ashby"\n'
    (tmp_path / "d" / "catalogue.toml").write_text(entry, encoding="utf-8")
    for desk in opened([tmp_path / "d"], tmp_path / "index", embedder):
        told = [piece.words for piece in desk.read("Who wrote the Ashby plan?").pieces]
        assert "A box says who wrote it." in told and not any("page 1" in words for words in told)


def test_a_digests_notes_of_where_are_never_quoted(councils: Desk) -> None:
    found = pieces(councils, "northcombe-digest", listed=True)
    assert "Volunteers with speed guns stand in eleven villages." in words(found)
    assert not [piece for piece in found if "published:" in piece.words or "published:" in piece.introduced]


def test_a_whole_list_is_there_only_where_one_was_asked_for(councils: Desk) -> None:
    assert not [piece for piece in pieces(councils, "eastmere-2026") if piece.whole]
    (whole,) = [piece for piece in pieces(councils, "eastmere-2026", listed=True) if piece.whole]
    items = [piece for piece in pieces(councils, "eastmere-2026") if piece.item]
    assert whole.spans == tuple(span for item in items for span in item.spans)
    assert whole.introduced == "Eastmere has five priorities for the years 2026-2029."
    assert all(whole.overlaps(item) for item in items)


def test_asking_for_a_list_takes_nothing_away(councils: Desk) -> None:
    for document_id in DOCUMENTS:
        listed = [piece for piece in pieces(councils, document_id, listed=True) if not piece.whole]
        assert listed == pieces(councils, document_id)


def test_two_lists_of_one_passage_are_two(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> None:
    text = "# Gates\n\nWe will fit:\n\n- Locks\n- Hinges\n\nWe will count:\n\n- Keys\n- Bolts\n- Bars\n"
    folder = write_documents(tmp_path_factory.mktemp("gates") / "documents", {"gates.md": text})
    for desk in opened([folder], folder.parent / "index", embedder):
        whole = [piece for piece in pieces(desk, "gates", listed=True) if piece.whole]
        assert [piece.words for piece in whole] == ["Locks Hinges", "Keys Bolts Bars"]
        assert [piece.introduced for piece in whole] == ["We will fit:", "We will count:"]


def test_a_list_of_one_is_no_list(towpath: Desk) -> None:
    whole = [piece.words for piece in pieces(towpath, "towpath", listed=True) if piece.whole]
    assert not [text for text in whole if text.startswith("Sweep")]


def test_a_long_item_is_quoted_sentence_by_sentence(towpath: Desk) -> None:
    found = pieces(towpath, "towpath")
    assert len(STEP) * 6 > LONGEST_ITEM
    assert words(found).count(STEP.strip()) == 6
    assert "Mend it" in words(found)


def test_a_list_that_is_too_long_is_not_quoted_whole(towpath: Desk) -> None:
    assert len(ITEMS) > LONGEST_LIST
    snapshot = towpath.snapshot
    hits = hits_of(towpath, "towpath")
    assert all(len(piece.words) < LONGEST_LIST for piece in pieces_of(hits, snapshot, listed=True))
    assert len([piece for piece in pieces_of(hits[:READ], snapshot, listed=True) if piece.words.startswith("Lamp") and piece.item]) > 10


def test_only_the_best_hits_are_read(councils: Desk) -> None:
    hits = hits_of(councils, "marwick-2022") * READ
    assert {piece.rank for piece in pieces_of(hits, councils.snapshot, listed=False)} == set(range(READ))
    assert pieces_of([], councils.snapshot, listed=True) == []


def test_a_piece_knows_its_hit_and_rank(councils: Desk) -> None:
    hits = hits_of(councils, "marwick-2022")
    for piece in pieces_of(hits, councils.snapshot, listed=True):
        assert piece.hit is hits[piece.rank]


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_pieces_overlap_both_ways_where_they_share_a_character(councils: Desk, data: st.DataObject) -> None:
    every = [piece for name in DOCUMENTS[:3] for piece in pieces(councils, name, listed=True)]
    one, other = data.draw(st.sampled_from(every)), data.draw(st.sampled_from(every))

    def held(piece: Piece) -> set[tuple[str, int, int]]:
        return {(span.document_id, span.page, at) for span in piece.spans for at in range(span.start, span.end)}

    assert one.overlaps(other) == other.overlaps(one) == bool(held(one) & held(other))


@pytest.mark.parametrize(("text", "kept"), [("• Fit new lamps", "Fit new lamps"), ("Fit new lamps", "Fit new lamps")])
def test_a_bullet_that_is_drawn_and_not_printed_takes_no_letter(text: str, kept: str) -> None:
    page = Page(1, text, (Block(BlockKind.ITEM, 0, len(text), marker="•"),))
    ((start, end),) = _parts(page, page.blocks[0], 0, len(text))
    assert page.text[start:end] == kept
