"""Words, vectors and word pieces fused: the passages that a question is answered from, and those that were passed over, with why.

Three rankings are fused by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009): BM25 over stemmed words, the cosine of the
sentence vectors, and late interaction over word pieces (Khattab and Zaharia, SIGIR 2020), each over the documents in scope only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.abbreviations import with_spelt_out
from assistant.access import scope
from assistant.conversation import Question
from assistant.nearest import nearest_list
from assistant.numbered import with_numbered
from assistant.request import requests_for
from assistant.understand import Understood, understand
from assistant.wanted import asked_of, holds, unheld_number, wanted
from assistant.weights import piece_weights_of
from ingest.documents import Access, Document, Passage, PassageKind, Source, joined
from ingest.embed import EmbeddedQuestion, Embedder
from ingest.library import Library, Snapshot
from ingest.passages import question_content

CONSTANT = 10  # of reciprocal rank fusion
WRITTEN = 0.8  # weight of the documents' words against the asker's own
LISTED = 3  # passages that the register's own ranking may name
SECTION = 0.2  # share of a section's best score that its other passages are lifted by
NEXT = 0.2  # share of the score of one of the best that a list or table right behind it is lifted by
FOLLOWED = 5  # of the best: what stands right behind them is lifted
MOST_WRITTEN = 6  # of the documents' words for everyday ones that are embedded with the question
CANDIDATES = 60  # taken from each ranking
MOST_JOINED = 2400  # characters: parts of one list or table are put together up to this


@dataclass(frozen=True, slots=True)
class Fusion:
    """How much each ranking counts: words, vectors, word pieces, and the register's own; one of weight 0 counts for nothing."""

    words: float = 0.7
    vectors: float = 1.0
    pieces: float = 1.0
    entries: float = 1.5


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was kept, its fused score, and what each ranking gave it (0 where it was not among that one's best).

    `positions` are the snapshot's of the passages that it was put together from.
    """

    passage: Passage
    score: float
    positions: tuple[int, ...]
    words: float = 0.0
    cosine: float = 0.0
    pieces: float = 0.0


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A passage that was found and not kept, and why."""

    passage: Passage
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a retrieval found: how the question was understood and embedded (each piece's vector as long as it tells), what was kept (best
    first), what was not."""

    understood: Understood
    asked: EmbeddedQuestion
    kept: tuple[Hit, ...]
    passed_over: tuple[PassedOver, ...]
    documents: tuple[str, ...]


class Retriever:
    """Finds passages for questions. Safe to use from several threads."""

    def __init__(self, library: Library, embedder: Embedder, fusion: Fusion | None = None) -> None:
        self._library = library
        self._embedder = embedder
        self._fusion = fusion or Fusion()
        self._requests = requests_for(embedder.digest)

    def retrieve(self, question: Question, limit: int = 10) -> Retrieved:
        """Given a question, return at most `limit` passages. Raises IndexUnavailable, UnknownDocument."""
        snapshot = self._library.snapshot
        documents = in_sight(snapshot, question)
        understood, asked = self.embedded(understand(question, documents, self.mentions(snapshot)), snapshot)
        return self.find(snapshot, understood, asked, question.asker.access, limit)

    def embedded(self, understood: Understood, snapshot: Snapshot) -> tuple[Understood, EmbeddedQuestion]:
        """Given a question that was understood, and a snapshot, return it with the priority that it names by a number, its abbreviations
        spelt out and the whole list that its vector says it asks for, and embedded."""
        understood = with_spelt_out(with_numbered(understood, snapshot), snapshot)
        asked = self._embedder.question(searched_text(understood))
        return replace(understood, request=self._requests.of(asked.vector) if self._requests else None), asked

    def mentions(self, snapshot: Snapshot) -> Mentions:
        """Given a snapshot, return what says whether a word stands in some of its documents."""
        return Mentions(snapshot)

    def find(
        self, snapshot: Snapshot, understood: Understood, asked: EmbeddedQuestion, access: frozenset[Access], limit: int = 10
    ) -> Retrieved:
        """Given a question that was understood and embedded, and what its asker may see, return its passages from one snapshot."""
        within = understood.scope.documents
        weighted = piece_weights_of(snapshot, self._embedder).weighted(asked)
        ranked = _Ranking(snapshot, understood, weighted, within, access, self._fusion).hits()
        if _side_by_side(understood, snapshot):
            ranked = _alternating(ranked, within)
        kept, passed = _folded(ranked, snapshot, limit)
        return Retrieved(understood, weighted, kept, passed, within)


def searched_text(understood: Understood) -> str:
    """Given what was understood, return what is embedded of it: the subject, and the documents' words for its everyday ones. A full name
    would draw the vector to where it is spelt out, and away from what is said of it by its letters."""
    names = {full for _, full in understood.spelt}
    said = [words for words in understood.written if words not in names][:MOST_WRITTEN]
    written = f" ({', '.join(said)})" if said else ""
    return question_content(understood.subject + written)


def in_sight(snapshot: Snapshot, question: Question) -> list[Document]:
    """Given a snapshot and a question, return the documents that its asker may see and limited it to, in the catalogue's order.

    Raises UnknownDocument where the question names a document that is not among those.
    """
    allowed = scope(snapshot, question.asker, None if question.documents is None else tuple(sorted(question.documents)))
    return [shelf.document for name, shelf in snapshot.shelves.items() if name in allowed]


class Mentions:
    """Whether a word stands in any passage of some documents: asked only for years that no period covers."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __call__(self, word: str, documents: Sequence[str]) -> bool:
        return any(word in passage.text for name in documents for passage in self._snapshot.passages_of(name))


class _Ranking:
    """The three rankings of one question, fused."""

    def __init__(
        self,
        snapshot: Snapshot,
        understood: Understood,
        embedded: EmbeddedQuestion,
        scope: Collection[str],
        access: frozenset[Access],
        fusion: Fusion,
    ) -> None:
        self._snapshot = snapshot
        self._understood = understood
        self._embedded = embedded
        self._scope = scope
        self._access = access
        self._fusion = fusion

    def hits(self) -> list[Hit]:
        words = self._words()
        cosines = self._similar()
        positions = sorted(set(list(words)[:CANDIDATES]) | set(cosines))
        if not positions:
            return []
        late = dict(zip(positions, self._snapshot.late(self._embedded, np.array(positions)).tolist(), strict=True))
        fused: dict[int, float] = dict.fromkeys(positions, 0.0)
        for weight, scores in ((self._fusion.words, words), (self._fusion.vectors, cosines), (self._fusion.pieces, late)):
            for rank, position in enumerate(_ranked(scores)):
                if position in fused:
                    fused[position] += weight / (CONSTANT + rank)
        for rank, position in enumerate(self._listed(fused) if self._fusion.entries else ()):
            fused[position] = fused.get(position, 0.0) + self._fusion.entries / (CONSTANT + rank)
            late.setdefault(position, 0.0)
        fused = self._lifted(fused)
        return [
            Hit(
                self._snapshot.passages[position],
                score,
                (position,),
                words.get(position, 0.0),
                cosines.get(position, 0.0),
                late[position],
            )
            for position, score in sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))
        ]

    def _listed(self, fused: Mapping[int, float]) -> list[int]:
        """Where the question asks for entries of one kind: the passages that hold most of them, as the register knows."""
        asked = asked_of(self._understood)
        if asked is None or unheld_number(self._understood):
            return []  # a number that the list does not hold is better looked for by its own words
        if asked.on_topic:
            return nearest_list(self._snapshot, asked, fused)[:LISTED]
        found = [
            (sum(1 for entry in entries if holds(passage, entry)), position)
            for name in self._scope
            if (entries := wanted(self._snapshot.entries(name, asked.kind), asked))
            for position, passage in enumerate(self._snapshot.passages_of(name), start=self._snapshot.document(name).first)
        ]
        return [position for count, position in sorted(found, key=lambda pair: (-pair[0], pair[1])) if count][:LISTED]

    def _similar(self) -> dict[int, float]:
        return dict(self._snapshot.similar(self._embedded.vector, CANDIDATES, self._scope, self._access))

    def _lifted(self, fused: dict[int, float]) -> dict[int, float]:
        """A passage in a section that holds a better one is lifted by a share of that one's score, and a list or table right behind one of
        the best by a share of its: it goes on with what is spoken of there, and names nothing of it."""
        passages = self._snapshot.passages
        best: dict[tuple[str, str], float] = {}
        for position, score in fused.items():
            best[_section(passages[position])] = max(best.get(_section(passages[position]), 0.0), score)
        lifted = {position: score + SECTION * best[_section(passages[position])] for position, score in fused.items()}
        for position in _ranked(fused)[:FOLLOWED]:
            if position + 1 in fused and self._goes_on(passages[position], passages[position + 1]):
                lifted[position + 1] += NEXT * fused[position]
        return lifted

    def _goes_on(self, passage: Passage, behind: Passage) -> bool:
        """Whether what stands right behind a passage is a list or table of the same document. The parts of a digest stand by themselves."""
        if passage.document_id != behind.document_id or behind.kind is PassageKind.PROSE:
            return False
        return self._snapshot.document(passage.document_id).document.source is not Source.DIGEST

    def _words(self) -> dict[int, float]:
        """BM25 of the asker's words, and with less weight of the documents' words for them."""
        scores = dict(self._snapshot.matching(self._understood.subject, 4 * CANDIDATES, self._scope, self._access))
        if self._understood.written:
            written = " ".join(self._understood.written)
            for position, score in self._snapshot.matching(written, 4 * CANDIDATES, self._scope, self._access):
                scores[position] = scores.get(position, 0.0) + WRITTEN * score
        best = _ranked(scores)[: 2 * CANDIDATES]
        return {position: scores[position] for position in best}


def _section(passage: Passage) -> tuple[str, str]:
    return passage.document_id, passage.anchor


def _side_by_side(understood: Understood, snapshot: Snapshot) -> bool:
    """Whether documents are compared: of several named areas, or of one area at different times."""
    within = understood.scope.documents
    if not understood.scope.several or len(within) < 2:
        return False
    return len(understood.scope.areas) > 1 or len({snapshot.document(name).document.area for name in within}) == 1


def _ranked(scores: dict[int, float]) -> list[int]:
    return sorted(scores, key=lambda position: (-scores[position], position))


def _alternating(ranked: Sequence[Hit], documents: Sequence[str]) -> list[Hit]:
    """Where documents are set side by side, each has its turn."""
    queues = {name: [hit for hit in ranked if hit.passage.document_id == name] for name in documents}
    turns = max((len(queue) for queue in queues.values()), default=0)
    return [queue[turn] for turn in range(turns) for queue in queues.values() if turn < len(queue)]


def _folded(ranked: Iterable[Hit], snapshot: Snapshot, limit: int) -> tuple[tuple[Hit, ...], tuple[PassedOver, ...]]:
    """Join the parts of what was cut, fold duplicates, keep `limit`."""
    kept: list[Hit] = []
    passed: list[PassedOver] = []
    seen: set[str] = set()
    units: set[tuple[str, str]] = set()
    for hit in ranked:
        key = " ".join(hit.passage.text.casefold().split())
        unit = (hit.passage.document_id, hit.passage.unit)
        if key in seen:
            passed.append(PassedOver(hit.passage, hit.score, "the same words were kept already"))
        elif hit.passage.unit and unit in units:
            passed.append(PassedOver(hit.passage, hit.score, "kept as part of the list or table it belongs to"))
        elif len(kept) >= limit:
            passed.append(PassedOver(hit.passage, hit.score, f"{limit} better passages were kept"))
        else:
            whole = _whole(hit, snapshot)
            if whole is not hit:
                units.add(unit)
            seen.add(key)
            kept.append(whole)
    return tuple(kept), tuple(passed)


def _whole(hit: Hit, snapshot: Snapshot) -> Hit:
    """A part of a list that was cut is handed on with the other parts, as long as the whole is not too long."""
    passage = hit.passage
    if not passage.unit or passage.kind is not PassageKind.LIST:
        return hit
    start = snapshot.document(passage.document_id).first
    positions, parts = zip(
        *((start + place, other) for place, other in enumerate(snapshot.passages_of(passage.document_id)) if other.unit == passage.unit),
        strict=True,
    )
    if sum(len(part.text) for part in parts) > MOST_JOINED:
        return hit
    first = parts[0]
    joined_passage = Passage(
        id=first.id,
        document_id=first.document_id,
        ordinal=first.ordinal,
        kind=first.kind,
        text=joined([part.text for part in parts]),
        spans=tuple(span for part in parts for span in part.spans),
        trail=first.trail,
        lead=first.lead,
        paragraph=first.paragraph,
        published=first.published,
        anchor=first.anchor,
        unit=first.unit,
        digest=first.digest,
    )
    return Hit(joined_passage, hit.score, positions, hit.words, hit.cosine, hit.pieces)
