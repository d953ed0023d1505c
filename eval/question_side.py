"""Teaching the question's side of the embedding model: everyday words are moved towards the passages that answer them.

Low-rank matrices are learnt for each linear layer (LoRA: Hu and others, ICLR 2022), with the passages' side held still, so that no index
has to be made again. A question's passages compete with the others that a search finds for it, by the cosine of the sentence vectors and
by late interaction, as in retrieval (a softmax over candidates: Karpukhin and others, EMNLP 2020). The one other room that knows torch.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer import read_closely
from assistant.conversation import Question as Asked
from assistant.conversation import Turn
from assistant.nearness import nearness_of
from assistant.retrieve import Retriever, searched_text
from assistant.weights import piece_weights_of
from eval.measures.passages import GoldItem, RankedPassage, holds
from eval.pieces import right_pieces
from eval.questions import Question
from eval.retrieval import gold_of
from ingest.documents import Passage
from ingest.embed import Embedder, model_files
from ingest.library import Library, Snapshot
from ingest.passages import embedding_content
from ingest.question_side import QuestionSide

RANK = 8  # of the matrices
EPOCHS = 4
RATE = 7e-4
WARMING = 20  # steps until the full rate is reached
BATCH = 8
CANDIDATES = 60  # passages that compete for a question
COSINE, LATE = 0.05, 0.03  # temperatures
PARTS = 1.0  # how much sentences, items and rows count beside passages
STEEPEST = 1.0  # length that a step's gradient is cut to
SEED = 7

Floats = NDArray[np.float32]
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The passages of a library as the model published embeds them: `vectors` [passages, dimensions], and for each its content pieces'."""

    vectors: Floats
    tokens: Sequence[Floats]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question to learn from: its word pieces' ids (special ones included) and their weights (0: carries no meaning), the positions of
    the passages that compete for it, and, for each item of its evidence, which of those hold it.

    `parts` are the sentences, items and rows that compete for it: of each, where it stands, as a passage's position, its first word piece
    there and the one behind its last; `right` says which of them answer.
    """

    pieces: tuple[int, ...]
    weights: Floats
    shelf: Shelf
    positions: tuple[int, ...]
    held: tuple[NDArray[np.bool_], ...]
    parts: tuple[tuple[tuple[int, int, int], ...], ...] = ()
    right: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))


def shelf_of(snapshot: Snapshot, embedder: Embedder) -> Shelf:
    """Given a snapshot and the model, return all its passages embedded."""
    texts = [embedding_content(passage, snapshot.document(passage.document_id).embedded_title) for passage in snapshot.passages]
    embedded = embedder.passages(texts)
    tokens = [rows[kept] if kept.any() else rows for rows, kept in zip(embedded.tokens, embedded.content, strict=True)]
    return Shelf(embedded.vectors, tokens)


def lessons_of(questions: Sequence[Question], library: Library, embedder: Embedder, folder: Path) -> list[Lesson]:
    """Given questions, the library of their documents, the model as published and the documents' folder, return as lessons those that are
    not held and whose evidence a search finds."""
    snapshot, retriever = library.snapshot, Retriever(library, embedder)
    shelf = shelf_of(snapshot, embedder)
    near = nearness_of(snapshot, embedder)
    places = {passage.id: place for place, passage in enumerate(snapshot.passages)}
    lessons: list[Lesson] = []
    for question in questions:
        if question.held or not question.alternatives:
            continue
        found = retriever.retrieve(Asked(question.question, tuple(Turn(turn.role, turn.content) for turn in question.history)))
        passages = [*(hit.passage for hit in found.kept), *(passed.passage for passed in found.passed_over)]
        positions = [places[passage.id] for passage in passages if passage.id in places][:CANDIDATES]
        held = tuple(_held([snapshot.passages[place] for place in positions], gold_of(question, folder)))
        if held:
            ids, weights = _weighed(searched_text(found.understood), snapshot, embedder)
            read = [(piece, tuple(near.places(piece, snapshot))) for piece in read_closely(found, snapshot, embedder).pieces]
            placed = [(piece, parts) for piece, parts in read if parts]
            right = right_pieces(question, [piece for piece, _ in placed], folder).astype(np.bool_)
            lessons.append(Lesson(ids, weights, shelf, tuple(positions), held, tuple(parts for _, parts in placed), right))
    return lessons


def _held(passages: Sequence[Passage], gold: Sequence[Sequence[GoldItem]]) -> Iterator[NDArray[np.bool_]]:
    """For each item of evidence that one of the passages holds: which do."""
    ranked = [RankedPassage(passage.document_id, passage.spans[0].page, passage.text) for passage in passages]
    for alternative in gold:
        for item in alternative:
            held = np.array([holds(passage, item) for passage in ranked], dtype=np.bool_)
            if held.any():
                yield held


def _weighed(text: str, snapshot: Snapshot, embedder: Embedder) -> tuple[tuple[int, ...], Floats]:
    """The ids of a question's word pieces and the weight of each in late interaction."""
    asked = embedder.question(text)
    # The vectors are of unit length, so that the length of a weighted one is its weight.
    lengths = np.linalg.norm(piece_weights_of(snapshot, embedder).weighted(asked).tokens, axis=1)
    counted = np.where(asked.content, lengths, 0) if asked.content.any() else lengths
    (ids,) = embedder.piece_ids([text])
    return tuple(ids), np.concatenate([[0], counted, [0]]).astype(np.float32)


def learn(lessons: Sequence[Lesson], model: str | None = None, epochs: int = EPOCHS, told: Told | None = None) -> QuestionSide:
    """Given lessons and the model's name (None: the packaged one), return what its question side was taught; `told` hears of progress.

    Raises ValueError where there is no lesson. The same lessons give the same matrices on the same machine.
    """
    if not lessons:
        raise ValueError("There is no question to learn from whose evidence is found; give an index of the questions' own documents.")
    import torch

    files = model_files(model)
    random.seed(SEED)
    torch.manual_seed(SEED)
    transformer = _transformer(files.folder)
    layers = _taught_layers(transformer)
    learnt = [part for layer in layers.values() for part in (layer.down, layer.up)]
    optimiser = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.0)
    steps = epochs * math.ceil(len(lessons) / BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, (step + 1) / WARMING) * max(0.05, 1 - step / steps))
    order = list(lessons)
    for epoch in range(epochs):
        random.shuffle(order)
        total = 0.0
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            loss = torch.stack([_loss(transformer, lesson) for lesson in batch]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learnt, STEEPEST)
            optimiser.step()
            plan.step()
            total += float(loss.detach()) * len(batch)
        if told is not None:
            told(f"{epoch + 1} of {epochs} times through {len(order)} questions: loss {total / len(order):.3f}")
    return QuestionSide(files.digest, {name: layer.matrices() for name, layer in layers.items()})


def _transformer(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True).eval()


def _taught_layers(transformer: Any) -> dict[str, Any]:
    """Put a learnt matrix beside each linear layer of the encoder, hold everything else still, and return them by the layers' names."""
    import torch

    class Taught(torch.nn.Module):
        """A linear layer and the low-rank matrix that is added to it; nothing is added at first."""

        def __init__(self, layer: torch.nn.Linear) -> None:
            super().__init__()
            self.layer = layer
            self.down = torch.nn.Parameter(torch.randn(RANK, layer.in_features) / math.sqrt(layer.in_features))
            self.up = torch.nn.Parameter(torch.zeros(layer.out_features, RANK))

        def forward(self, inputs: torch.Tensor) -> torch.Tensor:
            """Given inputs [..., inputs], return outputs [..., outputs]."""
            return torch.as_tensor(self.layer(inputs) + inputs @ self.down.T @ self.up.T)

        def matrices(self) -> tuple[Floats, Floats]:
            """Return `down` and `up`."""
            return self.down.detach().numpy().copy(), self.up.detach().numpy().copy()

    for parameter in transformer.parameters():
        parameter.requires_grad = False
    found: dict[str, Any] = {}
    for name, module in list(transformer.named_modules()):
        for own, child in list(module.named_children()):
            whole = f"{name}.{own}"
            if isinstance(child, torch.nn.Linear) and "encoder." in whole:
                taught = Taught(child)
                setattr(module, own, taught)
                found[whole[whole.index("encoder.") :]] = taught
    return found


def _loss(transformer: Any, lesson: Lesson) -> Any:
    """How far the evidence is from the top: the negative log of its share, of the passages by cosine and by late interaction, and of their
    sentences, items and rows by late interaction."""
    import torch

    ids = torch.tensor([lesson.pieces])
    output = transformer({"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)})
    vector = torch.nn.functional.normalize(output["sentence_embedding"][0], dim=-1)
    weights = torch.from_numpy(lesson.weights)
    tokens = torch.nn.functional.normalize(output["token_embeddings"][0], dim=-1)[weights > 0]
    weights = weights[weights > 0]
    cosines = torch.from_numpy(lesson.shelf.vectors[list(lesson.positions)]) @ vector
    rows, present = _padded([lesson.shelf.tokens[place] for place in lesson.positions])
    best = torch.einsum("ld,pmd->plm", tokens, rows).masked_fill(~present[:, None, :], -1.0).max(-1).values
    late = (best * weights).mean(1)
    losses = []
    for scores, temperature in ((cosines, COSINE), (late, LATE)):
        shares = torch.log_softmax(scores / temperature, 0)
        losses += [-torch.logsumexp(shares[torch.from_numpy(held)], 0) / len(lesson.held) for held in lesson.held]
    if lesson.right.any():
        shares = torch.log_softmax(_nearness(tokens, weights, lesson) / LATE, 0)[torch.from_numpy(lesson.right)]
        # The best of what answers should stand first, and all of it high.
        losses.append(-PARTS * (torch.logsumexp(shares, 0) + shares.mean()) / 2)
    return torch.stack(losses).sum()


def _nearness(tokens: Any, weights: Any, lesson: Lesson) -> Any:
    """For each part of a lesson: the weighted mean, over the question's word pieces, of the best cosine to any of the part's."""
    import torch

    places = {place for part in lesson.parts for place, _, _ in part}
    cosines = {place: torch.from_numpy(lesson.shelf.tokens[place]) @ tokens.T for place in places}
    best = [torch.stack([cosines[place][first:last].max(0).values for place, first, last in part]).max(0).values for part in lesson.parts]
    return (torch.stack(best) * weights).mean(1)


def _padded(tokens: Sequence[Floats]) -> tuple[Any, Any]:
    """Passages' vectors as one tensor [passages, pieces, dimensions], and which of its rows are any passage's."""
    import torch

    longest = max(len(rows) for rows in tokens)
    padded = np.zeros((len(tokens), longest, tokens[0].shape[1]), dtype=np.float32)
    present = np.zeros((len(tokens), longest), dtype=np.bool_)
    for place, rows in enumerate(tokens):
        padded[place, : len(rows)] = rows
        present[place, : len(rows)] = True
    return torch.from_numpy(padded), torch.from_numpy(present)
