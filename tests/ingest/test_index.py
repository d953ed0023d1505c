"""The vectors, in a real Chroma: embedded, and as a server that goes away and comes back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import numpy as np
import pytest

from ingest.documents import Access
from ingest.errors import IndexUnavailable
from ingest.index import Floats, VectorIndex


def units(count: int, dimensions: int = 16, seed: int = 0) -> dict[str, Floats]:
    rows = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {f"{number:064x}": row for number, row in enumerate(rows)}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    with closing(VectorIndex(tmp_path / "chroma", None, "id", "53aa5117")) as opened:
        yield opened


def test_what_is_added_is_found_and_comes_back(index: VectorIndex) -> None:
    vectors = units(50)
    index.add(Access.PUBLIC, vectors)
    digest = list(vectors)[7]
    (best, similarity), *others = index.query(Access.PUBLIC, vectors[digest], 5)
    assert best == digest and similarity == pytest.approx(1, abs=1e-5)
    for other, value in others:
        assert value == pytest.approx(float(vectors[other] @ vectors[digest]), abs=1e-5)
    assert np.allclose(index.vectors(Access.PUBLIC, [digest])[digest], vectors[digest], atol=1e-6)
    assert index.digests(Access.PUBLIC) == set(vectors) and index.count(Access.PUBLIC) == 50


def test_public_and_internal_are_kept_apart(index: VectorIndex) -> None:
    vectors = units(4)
    digests = list(vectors)
    index.add(Access.PUBLIC, {digest: vectors[digest] for digest in digests[:2]})
    index.add(Access.INTERNAL, {digest: vectors[digest] for digest in digests[2:]})
    assert {digest for digest, _ in index.query(Access.PUBLIC, vectors[digests[3]], 10)} == set(digests[:2])
    assert index.vectors(Access.PUBLIC, digests[2:]) == {}
    assert index.known(Access.INTERNAL, digests) == set(digests[2:])


def test_more_than_chroma_takes_at_once(index: VectorIndex) -> None:
    vectors = units(6_000, dimensions=4)
    index.add(Access.PUBLIC, vectors)
    assert index.digests(Access.PUBLIC) == set(vectors)
    assert set(index.vectors(Access.PUBLIC, vectors)) == set(vectors)
    index.delete(Access.PUBLIC, list(vectors)[:5_000])
    assert index.digests(Access.PUBLIC) == set(list(vectors)[5_000:])


def test_passages_find_themselves(index: VectorIndex) -> None:
    vectors = units(2_000, dimensions=64)
    index.add(Access.PUBLIC, vectors)
    lost = [digest for digest, vector in vectors.items() if digest not in dict(index.query(Access.PUBLIC, vector, 10))]
    assert len(lost) <= 2


def test_adding_twice_changes_nothing(index: VectorIndex) -> None:
    vectors = units(10)
    index.add(Access.PUBLIC, vectors)
    index.add(Access.PUBLIC, vectors)
    assert index.count(Access.PUBLIC) == 10


def test_an_index_that_holds_nothing_finds_nothing(index: VectorIndex) -> None:
    vector = next(iter(units(1).values()))
    assert index.query(Access.PUBLIC, vector, 10) == []
    assert index.digests(Access.INTERNAL) == set() and index.count(Access.INTERNAL) == 0
    assert index.vectors(Access.PUBLIC, ["a"]) == {} and index.known(Access.PUBLIC, ["a"]) == set()
    index.delete(Access.PUBLIC, ["a"])
    index.clear()
    index.heartbeat()


def test_deleting_what_is_not_there_is_no_error(index: VectorIndex) -> None:
    vectors = units(2)
    index.add(Access.PUBLIC, vectors)
    index.delete(Access.PUBLIC, ["f" * 64])
    index.delete(Access.PUBLIC, [])
    assert index.count(Access.PUBLIC) == 2


def test_clearing_drops_this_index_and_no_other(tmp_path: Path) -> None:
    first, second = (VectorIndex(tmp_path / "chroma", None, name, "53aa5117") for name in ("one", "two"))
    for index in (first, second):
        index.add(Access.PUBLIC, units(3))
    first.clear()
    assert (first.count(Access.PUBLIC), second.count(Access.PUBLIC)) == (0, 3)
    first.add(Access.PUBLIC, units(1))
    assert first.count(Access.PUBLIC) == 1
    first.close()
    second.close()


def test_vectors_outlive_the_client(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(VectorIndex(tmp_path / "chroma", None, "id", "53aa5117")) as index:
            index.add(Access.PUBLIC, units(3))
    with closing(VectorIndex(tmp_path / "chroma", None, "id", "53aa5117")) as index:
        assert index.count(Access.PUBLIC) == 3


def test_a_damaged_folder_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexUnavailable, match="rebuild the index"):
        VectorIndex(tmp_path / "chroma", None, "id", "53aa5117").heartbeat()


class Server:
    """`chroma run` on this machine."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        chroma = Path(sys.executable).parent / "chroma"
        command = [str(chroma), "run", "--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(600):
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat").raise_for_status()
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError("chroma run did not start")

    def kill(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "server")
    running.start()
    yield running
    running.kill()


def test_a_server_that_goes_is_said_plainly_and_found_again_when_it_returns(tmp_path: Path, server: Server) -> None:
    vectors = units(20)
    digest, vector = next(iter(vectors.items()))
    with closing(VectorIndex(tmp_path / "chroma", server.url, "id", "53aa5117")) as index:
        index.add(Access.PUBLIC, vectors)
        assert index.query(Access.PUBLIC, vector, 1)[0][0] == digest
        server.kill()
        for _ in range(2):
            with pytest.raises(IndexUnavailable, match=f"vector server at {server.url} does not answer.*start it"):
                index.query(Access.PUBLIC, vector, 1)
        server.start()
        assert index.query(Access.PUBLIC, vector, 1)[0][0] == digest
        server.kill()
        server.start()
        assert index.query(Access.PUBLIC, vector, 1)[0][0] == digest, "a restart between two questions is not noticed"
        assert np.allclose(index.vectors(Access.PUBLIC, [digest])[digest], vector, atol=1e-6)
        assert index.digests(Access.PUBLIC) == set(vectors)
    assert not (tmp_path / "chroma").exists()


def test_what_answers_but_is_no_chroma_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        url = f"127.0.0.1:{deaf.getsockname()[1]}"  # bound, not listening: refused at once
        with pytest.raises(IndexUnavailable, match="does not answer"):
            VectorIndex(tmp_path, url, "id", "53aa5117").heartbeat()
