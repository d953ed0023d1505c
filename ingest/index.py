"""The vectors, by passage digest: the only room that knows chromadb.

Embedded in the index folder or a server by URL, the same code. One collection holds the vectors of public documents and
one those of internal documents, so that access is by collection; which generation a vector belongs to is not known
here, and nothing is ever filtered by a `where`: what is not published is dropped after the query.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Access
from ingest.errors import IndexUnavailable

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

Floats = NDArray[np.float32]
Answer = TypeVar("Answer")

# High recall: the defaults (100, 16, 100) missed 1.2 % of passages' look-ups of themselves in the top 10.
_HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 256}
# Ids asked for at once; also what a server answers in well under a second.
PAGE = 2_000
# Vectors asked with at once.
QUERIES = 256
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 60.0


class VectorIndex:
    """Vectors of one index and one embedding model; safe to use from several threads.

    Every method raises IndexUnavailable where Chroma does not answer, and works again once it does.
    """

    def __init__(self, folder: Path, url: str | None, index_id: str, model_digest: str) -> None:
        self._folder = folder
        self._url = url
        self._names = {access: f"{access.value}-{index_id[:12]}-{model_digest[:12]}" for access in Access}
        self._client: ClientAPI | None = None
        self._collections: dict[Access, ChromaCollection] = {}
        self._lock = threading.RLock()

    def close(self) -> None:
        """Let go of the client; the next call opens another."""
        with self._lock:
            client, self._client = self._client, None
            self._collections.clear()
        _close(client)

    def heartbeat(self) -> None:
        """Return when Chroma answers."""
        self._ask(lambda client: client.heartbeat())

    def count(self, access: Access) -> int:
        """Return the number of vectors kept for documents of that access."""

        def work(client: ClientAPI) -> int:
            collection = self._collection(client, access)
            return 0 if collection is None else int(collection.count())

        return self._ask(work)

    def digests(self, access: Access) -> set[str]:
        """Return the digests of all vectors kept for documents of that access."""

        def work(client: ClientAPI) -> set[str]:
            found: set[str] = set()
            collection = self._collection(client, access)
            while collection is not None:
                part = collection.get(include=[], limit=PAGE, offset=len(found))["ids"]
                found.update(part)
                if len(part) < PAGE:
                    break
            return found

        return self._ask(work)

    def known(self, access: Access, digests: Collection[str]) -> set[str]:
        """Given digests, return those whose vectors are kept."""
        wanted = list(dict.fromkeys(digests))

        def work(client: ClientAPI) -> set[str]:
            found: set[str] = set()
            collection = self._collection(client, access)
            for start in range(0, len(wanted) if collection is not None else 0, PAGE):
                assert collection is not None
                found.update(collection.get(ids=wanted[start : start + PAGE], include=[])["ids"])
            return found

        return self._ask(work)

    def vectors(self, access: Access, digests: Collection[str]) -> dict[str, Floats]:
        """Given digests, return the unit vectors, float32 [dimensions], of those that are kept."""
        wanted = list(dict.fromkeys(digests))

        def work(client: ClientAPI) -> dict[str, Floats]:
            found: dict[str, Floats] = {}
            collection = self._collection(client, access)
            if collection is None:
                return found
            for start in range(0, len(wanted), PAGE):
                answer = collection.get(ids=wanted[start : start + PAGE], include=["embeddings"])
                rows = np.asarray(answer["embeddings"], dtype=np.float32)
                found.update(zip(answer["ids"], rows, strict=True))
            return found

        return self._ask(work)

    def query(self, access: Access, vector: Floats, count: int) -> list[tuple[str, float]]:
        """Given a unit vector, return the `count` nearest digests with their cosine similarity, best first."""
        return self.queries(access, [vector], count)[0]

    def queries(self, access: Access, vectors: Sequence[Floats], count: int) -> list[list[tuple[str, float]]]:
        """Given unit vectors, return for each what `query` would; asking for many at once costs a fraction of asking one by one."""

        def work(client: ClientAPI) -> list[list[tuple[str, float]]]:
            collection = self._collection(client, access)
            if collection is None or count < 1:
                return [[] for _ in vectors]
            found: list[list[tuple[str, float]]] = []
            for start in range(0, len(vectors), QUERIES):
                asked: Any = list(vectors[start : start + QUERIES])
                answer = collection.query(query_embeddings=asked, n_results=count, include=["distances"])
                distances: Any = answer["distances"]
                found += [_similarities(*one) for one in zip(answer["ids"], distances, strict=True)]
            return found

        return self._ask(work)

    def add(self, access: Access, vectors: Mapping[str, Floats]) -> None:
        """Given unit vectors by digest, keep them (again, where they are kept already)."""
        digests = list(vectors)

        def work(client: ClientAPI) -> None:
            collection = self._made_collection(client, access)
            most = min(int(client.get_max_batch_size()), PAGE)
            for start in range(0, len(digests), most):
                part = digests[start : start + most]
                collection.upsert(ids=part, embeddings=np.stack([vectors[digest] for digest in part]))

        self._ask(work)

    def delete(self, access: Access, digests: Collection[str]) -> None:
        """Given digests, drop their vectors; those that are not kept are no error."""
        gone = list(digests)

        def work(client: ClientAPI) -> None:
            collection = self._collection(client, access)
            for start in range(0, len(gone) if collection is not None else 0, PAGE):
                assert collection is not None
                collection.delete(ids=gone[start : start + PAGE])

        self._ask(work)

    def clear(self) -> None:
        """Drop every vector of this index, so that it can be rebuilt from the store."""

        def work(client: ClientAPI) -> None:
            self._collections.clear()
            known = {collection.name for collection in client.list_collections()}
            for name in self._names.values():
                if name in known:
                    client.delete_collection(name)

        self._ask(work)

    def _collection(self, client: ClientAPI, access: Access) -> ChromaCollection | None:
        """Return the collection, or None where nothing was ever kept for that access."""
        from chromadb.errors import NotFoundError

        with self._lock:
            if access not in self._collections:
                try:
                    self._collections[access] = client.get_collection(self._names[access], embedding_function=None)
                except NotFoundError:
                    return None
            return self._collections[access]

    def _made_collection(self, client: ClientAPI, access: Access) -> ChromaCollection:
        found = self._collection(client, access)
        if found is not None:
            return found
        with self._lock:
            configuration: Any = {"hnsw": _HNSW}
            made = client.create_collection(self._names[access], configuration=configuration, embedding_function=None, get_or_create=True)
            self._collections[access] = made
            return made

    def _ask(self, work: Callable[[ClientAPI], Answer]) -> Answer:
        """Given work to do with a client, do it and return its answer; all such work can be done twice.

        A client that fails is forgotten, so that a server that went and came back is found again at the second attempt.
        """
        import httpx
        from chromadb.errors import ChromaError

        known = self._client is not None and self._url is not None
        for again in (True, False) if known else (False,):
            client = None
            try:
                client = self._opened()
                return work(client)
            # RuntimeError: another thread has just closed the client, because it failed there
            except (ChromaError, httpx.HTTPError, OSError, RuntimeError) as error:
                self._forget(client, error)
                if not again:
                    raise IndexUnavailable(self._sentence(error)) from error
        raise AssertionError("the last attempt returns or raises")

    def _opened(self) -> ClientAPI:
        with self._lock:
            if self._client is None:
                self._client = self._connected(self._url) if self._url else self._embedded()
            return self._client

    def _embedded(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        self._folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(self._folder), settings=Settings(anonymized_telemetry=False))

    def _connected(self, url: str) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(url if "://" in url else f"http://{url}")
        secure = parts.scheme == "https"
        host, port = parts.hostname or "localhost", parts.port or (443 if secure else 8000)
        # Chroma's client waits for ever for a host that says nothing; this does not.
        socket.create_connection((host, port), timeout=CONNECT_SECONDS).close()
        try:
            client = chromadb.HttpClient(host, port, ssl=secure, settings=Settings(anonymized_telemetry=False))
        except ValueError as error:  # how Chroma says that what answers there is no Chroma
            raise ConnectionError(str(error)) from error
        for session in _sessions(client):
            session.timeout = ANSWER_SECONDS
        return client

    def _forget(self, client: ClientAPI | None, error: Exception) -> None:
        """Drop what failed: what is known of the collections, and the connection, where it is that which failed.

        An embedded client is kept: it is this process's own, and others may be using it.
        """
        with self._lock:
            self._collections.clear()
            if self._url and self._client is client and not isinstance(error, _refusals()):
                self._client = None
                _close(client)

    def _sentence(self, error: Exception) -> str:
        detail = str(error).strip().split("\n")[0] or type(error).__name__
        if "full" in detail or "No space" in detail:
            return f"The disk that holds the vectors in {self._folder} is full; free some space and try again."
        if self._url:
            return f"The vector server at {self._url} does not answer ({detail}); start it and try again."
        return f"The vectors in {self._folder} cannot be used ({detail}); if this lasts, delete that folder and rebuild the index."


def _similarities(digests: Sequence[str], distances: Sequence[float]) -> list[tuple[str, float]]:
    """Given the answer to one query, return its digests with their cosine similarity."""
    return [(digest, 1.0 - float(distance)) for digest, distance in zip(digests, distances, strict=True)]


def _refusals() -> type[Exception]:
    """Return the errors that a Chroma which answers well gives, as opposed to those of a broken connection."""
    from chromadb.errors import ChromaError

    return ChromaError


def _close(client: ClientAPI | None) -> None:
    """Close a client, and the connections of its HTTP session, which Chroma itself leaves open."""
    if client is None:
        return
    for session in _sessions(client):
        session.close()
    client.close()  # type: ignore[attr-defined]  # every client has it, the interface does not say so


def _sessions(client: ClientAPI) -> list[httpx.Client]:
    """Return a client's HTTP sessions (none for an embedded one). Chroma offers no other way to set a time limit or to close them."""
    servers = [getattr(one, "_server", None) for one in (client, getattr(client, "_admin_client", None))]
    return [session for session in (getattr(server, "_session", None) for server in servers) if session is not None]
