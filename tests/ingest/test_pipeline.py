"""From files to a published index: whole or not at all, nothing twice, nothing lost, nothing left behind."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest.documents import Access
from ingest.embed import Embedder
from ingest.errors import BadInput, CatalogueError, IndexMismatch, IndexUnavailable, UnknownDocument, WriterBusy
from ingest.library import ALL, Library
from ingest.pipeline import Writer, ingest
from ingest.report import Ending, Progress, Report, Stage
from ingest.settings import IngestSettings
from ingest.store.database import store_url
from ingest.store.store import Store
from tests.conftest import catalogue_of, write_documents
from tests.ingest.hashes import HashEmbedder
from tests.ingest.test_index import Server

Indexing = Callable[..., Report]
ROOT = Path(__file__).parents[2]

NORTH = "# Knife crime\n\nKnife crime fell by 12% in the north after patrols began.\n\n# Burglary\n\nThe partnership fits new locks.\n"
SOUTH = "# Hate crime\n\nVictims of hate crime are offered a caseworker.\n"
FILES = {"north.md": NORTH, "south.md": SOUTH}


def _never() -> Embedder:
    raise AssertionError("nothing had to be embedded")


def _endings(report: Report) -> dict[str, Ending]:
    return {outcome.document_id: outcome.ending for outcome in report.outcomes}


def _texts(settings: IngestSettings, document_id: str) -> str:
    with Library.open(settings) as library:
        return "\n".join(passage.text for passage in library.snapshot.passages_of(document_id))


def in_order(settings: IngestSettings) -> None:
    """Check that store, vectors, token vectors, word index and files hold what is published, all of it and nothing else."""
    with Library.open(settings) as library:
        snapshot, index, store = library.snapshot, library._sources.index, library._sources.store
        for access in Access:
            assert index.digests(access) == store.digests(access)
        digests = [passage.digest for passage in snapshot.passages]
        assert store.known_tokens(digests) == set(digests)
        assert {path.name for path in (settings.index / "words").glob("*")} == snapshot.word_keys()
        kept = {path.name.split(".")[0] for path in (settings.index / "files").glob("*")}
        assert kept == {shelf.published.file_sha256 for shelf in snapshot.shelves.values()}
        assert not store.is_dirty()
        for shelf in snapshot.shelves.values():
            passages = snapshot.passages_of(shelf.document.id)
            vectors = index.vectors(shelf.document.access, [passage.digest for passage in passages])
            for passage in passages:
                assert passage.digest in dict(index.query(shelf.document.access, vectors[passage.digest], 10))
                assert snapshot.original(shelf.document.id).exists()


def test_documents_become_visible_with_their_counts(indexed: Indexing, settings: IngestSettings) -> None:
    report = indexed(FILES)
    assert _endings(report) == {"north": Ending.ADDED, "south": Ending.ADDED}
    assert all(outcome.pages == 1 and outcome.passages > 0 and not outcome.error for outcome in report.outcomes)
    assert report.warnings == () and set(report.seconds) >= {"reading", "embedding", "publishing", "settling"}
    assert "12%" in _texts(settings, "north")
    in_order(settings)


def test_ingesting_twice_changes_nothing_and_needs_no_model(tmp_path: Path, indexed: Indexing, settings: IngestSettings) -> None:
    indexed(FILES)
    with Library.open(settings) as library:
        report = ingest([tmp_path / "documents"], settings, _never)
        assert _endings(report) == {"north": Ending.UNCHANGED, "south": Ending.UNCHANGED}
        shelves = library.snapshot.shelves.values()
        assert [outcome.passages for outcome in report.outcomes] == [shelf.published.passages for shelf in shelves]
        assert not library.refresh()


def test_a_changed_file_replaces_its_document(indexed: Indexing, settings: IngestSettings) -> None:
    indexed(FILES)
    assert _endings(indexed({"north.md": NORTH.replace("12%", "19%")})) == {"north": Ending.REPLACED, "south": Ending.UNCHANGED}
    assert "19%" in _texts(settings, "north") and "12%" not in _texts(settings, "north")
    in_order(settings)


def test_only_what_changed_is_embedded(tmp_path: Path, indexed: Indexing, settings: IngestSettings, embedder: Embedder) -> None:
    long = "".join(f"# Part {number}\n\n{f'Measure {number} is one of many. ' * 20}\n\n" for number in range(6))
    indexed({"long.md": long})
    seen: list[Progress] = []
    folder = write_documents(tmp_path / "documents", {"long.md": long.replace("Measure 3", "Step 3")})
    ingest([folder], settings, lambda: embedder, seen.append)
    totals = {told.total for told in seen if told.stage is Stage.EMBEDDING}
    assert len(totals) == 1 and 0 < totals.pop() < 6


def test_a_new_title_is_embedded_and_new_descriptions_are_not(tmp_path: Path, indexed: Indexing, settings: IngestSettings) -> None:
    entry = {"id": "north", "title": "North Plan", "file": "north.md"}
    indexed({"north.md": NORTH}, catalogue_of(entry))
    before = Library.open(settings)
    folder = write_documents(tmp_path / "documents", {}, catalogue_of(entry | {"area": "Northshire", "period": "2017-2020"}))
    assert _endings(ingest([folder], settings, _never)) == {"north": Ending.REPLACED}
    assert before.refresh()
    document = before.snapshot.document("north").document
    assert document.area == "Northshire" and document.period is not None and document.period.label == "2017-2020"
    digests = {passage.digest for passage in before.snapshot.passages}
    indexed({}, catalogue_of(entry | {"title": "Plan of the North"}))
    before.refresh()
    assert not digests & {passage.digest for passage in before.snapshot.passages}
    before.close()
    in_order(settings)


def test_a_failed_document_stops_no_other_and_keeps_serving(tmp_path: Path, indexed: Indexing, settings: IngestSettings) -> None:
    indexed(FILES)
    (tmp_path / "documents" / "broken.docx").write_bytes(b"this is no Word file")
    (tmp_path / "documents" / "north.md").write_bytes(b"%PDF-1.7 this is no Markdown")
    report = indexed({"south.md": SOUTH + "\nAnd more.\n"})
    assert _endings(report) == {"broken": Ending.FAILED, "north": Ending.FAILED, "south": Ending.REPLACED}
    errors = {outcome.document_id: outcome.error for outcome in report.failed}
    assert "broken.docx" in errors["broken"] and "north.md" in errors["north"]
    assert "12%" in _texts(settings, "north") and "And more" in _texts(settings, "south")
    in_order(settings)


def test_two_documents_with_one_id_are_refused(tmp_path: Path, settings: IngestSettings) -> None:
    folders = [write_documents(tmp_path / name, {"north.md": NORTH}) for name in ("one", "two")]
    with pytest.raises(BadInput, match="“north”.*one.*north.md.*two.*north.md"):
        ingest(folders, settings, _never)


def test_a_wrong_catalogue_is_refused_before_anything_is_done(tmp_path: Path, settings: IngestSettings) -> None:
    folder = write_documents(tmp_path / "documents", FILES, catalogue_of({"id": "north", "title": "North", "file": "missing.md"}))
    with pytest.raises(CatalogueError, match="missing.md"):
        ingest([folder], settings, _never)


def test_removal_removes_everything(indexed: Indexing, settings: IngestSettings, embedder: Embedder) -> None:
    indexed(FILES)
    with Writer.open(settings, lambda: embedder, "test") as writer:
        writer.remove("north")
        with pytest.raises(UnknownDocument, match="“north”"):
            writer.remove("north")
    in_order(settings)
    with Library.open(settings) as library:
        assert set(library.snapshot.shelves) == {"south"}
    assert [path.name for path in settings.index.rglob("*") if path.is_file() and b"fits new locks" in path.read_bytes()] == []


def test_documents_with_the_same_words_share_what_one_of_them_takes_along(
    indexed: Indexing, settings: IngestSettings, embedder: Embedder
) -> None:
    entries = [{"id": name, "title": "The Plan", "file": f"{name}.md"} for name in ("one", "two")]
    indexed({"one.md": NORTH, "two.md": NORTH}, catalogue_of(*entries))
    with Writer.open(settings, lambda: embedder, "test") as writer:
        writer.remove("one")
    in_order(settings)
    assert "12%" in _texts(settings, "two")


def test_a_document_made_internal_leaves_the_public_vectors(indexed: Indexing, settings: IngestSettings) -> None:
    entry = {"id": "north", "title": "North Plan", "file": "north.md"}
    for access in ("public", "internal", "public"):
        indexed({"north.md": NORTH}, catalogue_of(entry | {"access": access}))
        in_order(settings)
        with Library.open(settings) as library:
            assert library._sources.index.count(Access(access)) == len(library.snapshot.passages) > 0
            assert len(library.snapshot.positions(None, ALL)) == len(library.snapshot.passages)


def test_an_empty_document_is_published_without_passages(indexed: Indexing, settings: IngestSettings) -> None:
    report = indexed({"blank.html": "<html><body><script>x()</script><p>&nbsp;</p></body></html>", "north.md": NORTH})
    assert {outcome.ending for outcome in report.outcomes if outcome.document_id == "north"} == {Ending.ADDED}
    in_order(settings)


@pytest.mark.parametrize("folder", ["chroma", "words", "tokens"])
def test_what_is_lost_is_made_anew_from_the_store(indexed: Indexing, settings: IngestSettings, embedder: Embedder, folder: str) -> None:
    indexed(FILES)
    with Library.open(settings) as library:
        vector = embedder.question("knives").vector
        found = [(position, round(score, 4)) for position, score in library.snapshot.similar(vector, 10)]
    shutil.rmtree(settings.index / folder)
    Writer.open(settings, lambda: embedder, "test").close()
    with Library.open(settings) as library:
        library.snapshot.prepare()
        assert [(position, round(score, 4)) for position, score in library.snapshot.similar(vector, 10)] == found
        assert library.snapshot.matching("locks", 5)
        library.ready()


def test_rebuilding_gives_the_same_index(indexed: Indexing, settings: IngestSettings, embedder: Embedder) -> None:
    indexed(FILES)

    def state() -> tuple[list[str], list[float], list[float]]:
        with Library.open(settings) as library:
            snapshot, question = library.snapshot, embedder.question("Who fits locks?")
            scores = [score for _, score in snapshot.similar(question.vector, 10)]
            return [one.digest for one in snapshot.passages], scores, snapshot.late(question, snapshot.positions()).tolist()

    before = state()
    with Writer.open(settings, lambda: embedder, "test") as writer:
        writer.rebuild()
    after = state()
    assert after[0] == before[0] and np.allclose(after[1], before[1], atol=1e-5) and np.allclose(after[2], before[2], atol=1e-5)
    in_order(settings)


def test_rebuilding_follows_what_would_be_embedded_today(indexed: Indexing, settings: IngestSettings, embedder: Embedder) -> None:
    indexed(FILES)
    before = _texts(settings, "north")
    store = Store.open(store_url(settings.index, None))
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE passages SET digest = lower(hex(randomblob(32)))")
    store.close()
    with Writer.open(settings, lambda: embedder, "test") as writer:
        writer.rebuild()
    in_order(settings)
    assert _texts(settings, "north") == before


def test_a_second_writer_is_refused_and_an_index_of_another_model_too(indexed: Indexing, settings: IngestSettings, tmp_path: Path) -> None:
    indexed(FILES)
    with Writer.open(settings, _never, "serve", "http://127.0.0.1:8000"):
        with pytest.raises(WriterBusy, match=r"\(serve, since .* at http://127.0.0.1:8000; stop it or upload through it"):
            Writer.open(settings, _never, "ingest")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "model.safetensors").write_bytes(b"weights")
    with pytest.raises(IndexMismatch, match="all-MiniLM-L6-v2.*“other”"):
        Writer.open(settings.model_copy(update={"embedding_model": str(tmp_path / "other")}), _never, "ingest")
    Writer.open(settings, _never, "ingest").close()


def test_a_disk_without_room_fails_the_document_and_loses_nothing(indexed: Indexing, settings: IngestSettings, tmp_path: Path) -> None:
    indexed(FILES)
    big = "".join(f"# Part {number}\n\n{f'Measure {number} is one of many. ' * 40}\n\n" for number in range(150))
    write_documents(tmp_path / "documents", {"big.md": big})
    program = """
import resource, sys
from pathlib import Path
from tests.ingest.hashes import HashEmbedder
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))  # no file may grow beyond this
report = ingest([Path(sys.argv[1])], IngestSettings(index=Path(sys.argv[2])), HashEmbedder)
for outcome in report.outcomes:
    print(outcome.document_id, outcome.ending, outcome.error)
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, str(tmp_path / "documents"), str(settings.index)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert re.search(r"^big failed (The (disk|store|vectors|file)|\d+ of).*[.]$", done.stdout, re.MULTILINE), done.stdout + done.stderr
    assert "north unchanged" in done.stdout and "12%" in _texts(settings, "north")
    report = ingest([tmp_path / "documents"], settings, HashEmbedder)
    assert _endings(report) == {"big": Ending.ADDED, "north": Ending.UNCHANGED, "south": Ending.UNCHANGED}
    in_order(settings)


def test_a_vector_server_that_goes_fails_the_document_and_takes_it_when_it_returns(tmp_path: Path, embedder: Embedder) -> None:
    server = Server(tmp_path / "server")
    server.start()
    try:
        settings = IngestSettings(index=tmp_path / "index", chroma_url=server.url)
        folder = write_documents(tmp_path / "documents", {"north.md": NORTH})
        with Writer.open(settings, lambda: embedder, "test") as writer, Library.open(settings) as library:
            assert not writer.ingest([folder]).failed
            server.kill()
            write_documents(folder, FILES | {"north.md": NORTH.replace("12%", "19%")})
            report = writer.ingest([folder])
            assert _endings(report) == {"north": Ending.FAILED, "south": Ending.FAILED}
            assert all(server.url in outcome.error for outcome in report.failed) and report.warnings
            library.refresh()
            assert "12%" in library.snapshot.page("north", 1).text
            with pytest.raises(IndexUnavailable, match="start it and try again"):
                library.ready()
            server.start()
            library.ready()
            assert _endings(writer.ingest([folder])) == {"north": Ending.REPLACED, "south": Ending.ADDED}
        in_order(settings)
        server.kill()
        Writer.open(settings, _never, "serve").close()  # a server of ours starts although the other is away
    finally:
        server.kill()


KILLED = """
import sys
from pathlib import Path
from tests.ingest.hashes import HashEmbedder
from ingest.pipeline import Writer
from ingest.settings import IngestSettings

folder, version = Path(sys.argv[1]), int(sys.argv[3])
embedder = HashEmbedder()
with Writer.open(IngestSettings(index=Path(sys.argv[2])), lambda: embedder, "ingest") as writer:
    print("ready", flush=True)
    while True:
        version += 1
        for name in ("one", "two", "three"):
            parts = (f"# Part {part}\\n\\n{name} version {version} part {part}. " + "More of it. " * 30 for part in range(40))
            (folder / f"{name}.md").write_text("\\n\\n".join(parts))
            (outcome,) = writer.ingest([folder / f"{name}.md"], lambda told: print("-", told.stage, flush=True)).outcomes
            assert not outcome.error, outcome.error
            print(name, version, flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    settings = IngestSettings(index=tmp_path / "index")
    folder = write_documents(tmp_path / "documents", {})
    acknowledged: dict[str, int] = {}
    chance = random.Random(20261121)
    reached: list[bool] = []
    for _ in range(12):
        version = max(acknowledged.values(), default=0)
        acknowledged |= _acknowledged_before_kill(folder, settings.index, version, chance.randrange(50), chance.uniform(0.0, 0.2))
        if acknowledged:
            reached += _check_acknowledged(settings, acknowledged)
    assert len(acknowledged) == 3, "no run got as far as to publish all three"
    # Chroma's graph is built anew from its log after a kill, and may join one of so many near-duplicates to nothing that leads to it.
    assert np.mean(reached) >= 0.99
    embedder = HashEmbedder()
    for name in acknowledged:
        write_documents(folder, {f"{name}.md": f"# The end\n\n{name} version {10**6} part 0.\n"})
    assert not ingest([folder], settings, lambda: embedder).failed
    in_order(settings)


def _acknowledged_before_kill(folder: Path, index: Path, version: int, lines: int, seconds: float) -> dict[str, int]:
    """Run an ingest that never ends, kill it so many lines of its progress and seconds later, and return the versions it acknowledged."""
    command = [sys.executable, "-c", KILLED, str(folder), str(index), str(version)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(1 + lines)]
        time.sleep(seconds)
        assert process.poll() is None, "it ended by itself"
        os.killpg(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
    return {name: int(number) for name, number in re.findall(r"^(\w+) (\d+)$", "".join(said), re.MULTILINE)}


def _check_acknowledged(settings: IngestSettings, acknowledged: dict[str, int]) -> list[bool]:
    """Check that each document is there whole, in the version acknowledged or a later one, and that a question finds each passage; return
    for each passage whether Chroma's own graph leads to it."""
    reached: list[bool] = []
    with Library.open(settings) as library:
        for name, number in acknowledged.items():
            passages = library.snapshot.passages_of(name)
            words = re.findall(r"version (\d+) part (\d+)", "\n".join(passage.text for passage in passages))
            assert {int(version) for version, _ in words} == {max(int(version) for version, _ in words)}, "two versions in one"
            assert int(words[0][0]) >= number
            assert [int(part) for _, part in words] == list(range(40))
            index = library._sources.index
            vectors = index.vectors(Access.PUBLIC, [passage.digest for passage in passages])
            for passage in passages:
                (best, _), *_ = library.snapshot.similar(vectors[passage.digest], 10)
                assert library.snapshot.passages[best].digest == passage.digest
                reached.append(passage.digest in dict(index.query(Access.PUBLIC, vectors[passage.digest], 10)))
        library.snapshot.prepare()
        assert library.snapshot.matching("version", 5)
    return reached
