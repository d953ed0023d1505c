"""The reading side: the three ways of finding, within a scope, on a snapshot that does not change under a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from ingest.documents import Access
from ingest.embed import Embedder
from ingest.errors import IndexMismatch, IndexUnavailable, UnknownDocument
from ingest.library import ALL, PUBLIC, Library
from ingest.pipeline import Writer
from ingest.report import Report
from ingest.settings import IngestSettings
from ingest.store.database import store_url
from ingest.store.store import Store
from tests.conftest import catalogue_of

Indexing = Callable[..., Report]

FILES = {
    "north.md": "# Knife crime\n\nKnife crime fell by 12% in the north after patrols began.\n\n# Burglary\n\nWardens fit new locks.\n",
    "south.md": "# Hate crime\n\nVictims of hate crime are offered a caseworker.\n\n# Drugs\n\nDealing near schools is the main worry.\n",
    "secret.md": "# Operation Lantern\n\nLantern watches two burglary suspects with hidden cameras.\n",
}
CATALOGUE = catalogue_of(
    {"id": "north", "title": "North Plan", "file": "north.md"},
    {"id": "south", "title": "South Plan", "file": "south.md"},
    {"id": "secret", "title": "Restricted note", "file": "secret.md", "access": "internal"},
)


@pytest.fixture
def library(indexed: Indexing, settings: IngestSettings) -> Iterator[Library]:
    assert not indexed(FILES, CATALOGUE).failed
    with Library.open(settings) as opened:
        yield opened


def test_positions_and_passages_belong_together(library: Library) -> None:
    snapshot = library.snapshot
    assert set(snapshot.shelves) == {"north", "south", "secret"}
    for name, shelf in snapshot.shelves.items():
        assert snapshot.passages_of(name) == snapshot.passages[shelf.first : shelf.last] != ()
        assert {passage.document_id for passage in snapshot.passages_of(name)} == {name}
        assert len(snapshot.passages_of(name)) == shelf.published.passages
    assert snapshot.positions(["south"], PUBLIC).tolist() == list(range(snapshot.document("south").first, snapshot.document("south").last))
    assert len(snapshot.positions()) == len(snapshot.passages)


def test_similar_is_the_exact_order_of_cosines(library: Library, embedder: Embedder) -> None:
    snapshot = library.snapshot
    question = embedder.question("What is done about stabbings?")
    found = snapshot.similar(question.vector, 100, access=ALL)
    cosines = embedder.passages(snapshot._contents(snapshot.passages)).vectors @ question.vector
    assert [position for position, _ in found] == np.argsort(-cosines, kind="stable").tolist()
    assert np.allclose([score for _, score in found], np.sort(cosines)[::-1], atol=1e-5)
    assert "Knife" in snapshot.passages[found[0][0]].text
    assert snapshot.similar(question.vector, 1, access=ALL) == found[:1]
    assert snapshot.similar(question.vector, 0) == []


def test_the_graph_finds_what_the_exact_search_finds(library: Library, embedder: Embedder) -> None:
    snapshot = library.snapshot
    vector = embedder.question("Who helps victims?").vector
    for documents, access in ((None, ALL), (["south"], PUBLIC), (["north", "secret"], ALL)):
        exact = snapshot.similar(vector, 3, documents, access)
        graph = snapshot._similar_by_graph(vector, 3, snapshot._scope(documents, access))
        assert [position for position, _ in graph] == [position for position, _ in exact]
        assert np.allclose([score for _, score in graph], [score for _, score in exact], atol=1e-5)


@pytest.mark.parametrize("search", ["similar", "matching"])
def test_a_search_stays_within_documents_and_access(library: Library, embedder: Embedder, search: str) -> None:
    snapshot = library.snapshot

    def seen(documents: list[str] | None, access: frozenset[Access]) -> set[str]:
        words = "burglary locks suspects hidden cameras"
        found = (
            snapshot.matching(words, 50, documents, access)
            if search == "matching"
            else snapshot.similar(embedder.question(words).vector, 50, documents, access)
        )
        return {snapshot.passages[position].document_id for position, _ in found}

    assert "secret" not in seen(None, PUBLIC)
    assert "secret" not in seen(["secret"], PUBLIC)
    assert "secret" in seen(None, ALL)
    assert seen(["north"], ALL) == {"north"}
    assert seen([], ALL) == set()
    assert seen(["nowhere"], ALL) == set()


def test_matching_finds_words_and_nothing_without_them(library: Library) -> None:
    snapshot = library.snapshot
    ((first, _), *_) = snapshot.matching("caseworkers", 5)
    assert "caseworker" in snapshot.passages[first].text
    assert snapshot.matching("swimming pools", 5) == []
    assert snapshot.matching("", 5) == []


def test_internal_words_do_not_show_in_what_the_public_is_told(indexed: Indexing, settings: IngestSettings) -> None:
    entries = [
        {"id": "north", "title": "North Plan", "file": "north.md"},
        {"id": "south", "title": "South Plan", "file": "south.md"},
    ]
    indexed(FILES, catalogue_of(*entries))
    with Library.open(settings) as library:
        before = [score for _, score in library.snapshot.matching("burglary", 5)]
        indexed(FILES, CATALOGUE)
        assert library.refresh()
        assert [score for _, score in library.snapshot.matching("burglary", 5)] == before
        assert [score for _, score in library.snapshot.matching("burglary", 5, access=ALL)] != before


def test_late_scores_put_the_meant_passage_first(library: Library, embedder: Embedder) -> None:
    snapshot = library.snapshot
    positions = snapshot.positions()
    scores = snapshot.late(embedder.question("Is there somebody who supports people attacked for who they are?"), positions)
    assert scores.shape == (len(positions),) and scores.max() <= 1.01
    assert snapshot.passages[int(scores.argmax())].document_id == "south"


def test_pages_are_served_as_they_were_read(library: Library) -> None:
    for passage in library.snapshot.passages:
        for span in passage.spans:
            page = library.snapshot.page(span.document_id, span.page)
            assert page.text[span.start : span.end].strip()
    with pytest.raises(UnknownDocument, match="“north” has no page 2"):
        library.snapshot.page("north", 2)
    with pytest.raises(UnknownDocument, match="“nowhere”"):
        library.snapshot.page("nowhere", 1)


def test_the_original_file_is_kept(library: Library) -> None:
    assert library.snapshot.original("north").read_text(encoding="utf-8") == FILES["north.md"]


def test_a_snapshot_does_not_change_under_a_question(library: Library, indexed: Indexing, embedder: Embedder) -> None:
    before = library.snapshot
    before.warm()
    vector = embedder.question("knife crime").vector
    found, texts = before.similar(vector, 10), [passage.text for passage in before.passages]
    indexed({"north.md": "# Knives\n\nAll is different now.\n"})
    assert library.snapshot is before
    assert library.refresh() and not library.refresh()
    after = library.snapshot
    assert after is not before and after.epoch > before.epoch
    assert [passage.text for passage in before.passages] == texts
    assert before.similar(vector, 10) == found
    assert before.matching("patrols", 5) and not after.matching("patrols", 5)
    assert any("different now" in after.passages[position].text for position, _ in after.similar(vector, 3))


def test_what_did_not_change_is_not_loaded_again(library: Library, indexed: Indexing) -> None:
    before = library.snapshot
    indexed({"north.md": "# Knives\n\nAll is different now.\n"})
    library.refresh()
    assert library.snapshot.passages_of("south")[0] is before.passages_of("south")[0]


def test_it_is_ready_when_a_vector_query_is_answered(library: Library, settings: IngestSettings, embedder: Embedder) -> None:
    library.ready()
    with Writer.open(settings, lambda: embedder, "test") as writer:
        writer._index.clear()
        with pytest.raises(IndexUnavailable, match="rebuild the index"):
            library.ready()
        with Library.open(settings) as fresh, pytest.raises(IndexUnavailable, match="vectors are missing"):
            fresh.snapshot.warm()


def test_an_empty_index_answers_with_nothing(settings: IngestSettings, embedder: Embedder) -> None:
    Writer.open(settings, lambda: embedder, "test").close()
    with Library.open(settings) as library:
        library.ready()
        snapshot = library.snapshot
        snapshot.prepare()
        snapshot.warm()
        assert snapshot.similar(embedder.question("x").vector, 5) == [] == snapshot.matching("x", 5)
        assert len(snapshot.positions()) == len(snapshot.late(embedder.question("x"), [])) == 0


def test_no_index_is_said_plainly(settings: IngestSettings) -> None:
    with pytest.raises(IndexUnavailable, match="plan-assistant ingest"):
        Library.open(settings)


def test_another_model_is_refused(settings: IngestSettings) -> None:
    store = Store.open(store_url(settings.index, None), create=True)
    store.claim_model("another", "0" * 64)
    store.close()
    with pytest.raises(IndexMismatch, match="“another”.*all-MiniLM-L6-v2"):
        Library.open(settings)
