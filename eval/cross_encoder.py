"""Learning the cross-encoder: which words answer a question, and which are only about the same thing.

Every layer of the embedding model is learnt on, from questions and the pieces that are found for them (pointwise, as Nogueira and Cho,
2019), many of them twins: a question that its document answers beside one in nearly the same words that it does not. What was learnt is
kept as matrices of low rank (the first terms of a singular value decomposition), which loses next to nothing. One more room that knows
torch.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer import read_closely
from assistant.conversation import Question as Asked
from assistant.conversation import Turn
from assistant.doubt import read_with
from assistant.evidence import load_thresholds
from assistant.retrieve import Retriever
from eval.pieces import right_pieces
from eval.questions import Question
from ingest.cross_encoder import LONGEST, CrossWeights
from ingest.embed import Embedder
from ingest.library import Library
from ingest.question_side import QuestionSide

RANK = 64  # of the matrices that are kept
EPOCHS = 5
RATE = 1e-4
BATCH = 32
BEST = 14  # pieces of a question that may be learnt from, the best found
WRONG = 6  # of those, the best that do not answer
WRONG_TAKEN, WRONG_TAKEN_UNANSWERABLE = 1, 2  # of those, in each epoch
STRANGE = 0.2  # share of the questions that are read with a piece of another question, too: what has nothing to do with it answers nothing
RIGHT_COUNTS = 2.0  # how much a piece that answers counts beside one that does not
STRANGERS = 4  # of a question's pieces, those that other questions may be read with
STEEPEST = 1.0  # length that a step's gradient is cut to
SEED = 7

Floats = NDArray[np.float32]
Told = Callable[[str], None]
Pair = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, whether its documents answer it, the pieces that are found for it, best first, and which of them answer."""

    question: str
    answerable: bool
    texts: tuple[str, ...]
    right: tuple[bool, ...]


def lessons_of(questions: Sequence[Question], library: Library, embedder: Embedder, folder: Path) -> list[Lesson]:
    """Given questions, the open library of their documents, the model and the documents' folder, return a lesson for each that is not held
    and for which something is found. A question that is answered by nothing that is found is left out."""
    lessons: list[Lesson] = []
    snapshot, retriever, thresholds = library.snapshot, Retriever(library, embedder), load_thresholds()
    for question in questions:
        if question.held:
            continue
        history = tuple(Turn(turn.role, turn.content) for turn in question.history)
        found = retriever.retrieve(Asked(question.question, history))
        if found.understood.scope.outside is not None or not found.kept:
            continue
        reading = read_closely(found, snapshot, embedder)
        right = right_pieces(question, reading.pieces, folder)
        if not reading.pieces or question.answerable != bool(right.any()):
            continue
        fitness = thresholds.pieces.of(reading.features, reading.pieces)
        ranked = [int(place) for place in np.argsort(-fitness, kind="stable")]
        kept = ranked[:BEST] + [place for place in ranked[BEST:] if right[place]]
        texts = tuple(read_with(reading.pieces[place], snapshot) for place in kept)
        lessons.append(Lesson(found.understood.asked, question.answerable, texts, tuple(bool(right[place]) for place in kept)))
    return lessons


def learn(lessons: Sequence[Lesson], embedder: Embedder, epochs: int = EPOCHS, told: Told = lambda line: None) -> CrossWeights:
    """Given lessons and the model as published, return what was learnt; `told` hears of each epoch.

    Raises ValueError where no lesson has a piece that answers.
    """
    if not any(any(lesson.right) for lesson in lessons):
        raise ValueError(f"Nothing answers in any of {len(lessons)} lessons; give questions that their documents answer.")
    import torch

    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    model = copy.deepcopy(embedder.model)
    tokenizer = copy.deepcopy(model.tokenizer)
    for name, parameter in model.named_parameters():
        parameter.requires_grad = "encoder." in name
    head = torch.nn.Linear(2 * embedder.dimensions, 1)
    torch.nn.init.normal_(head.weight, std=0.02)
    torch.nn.init.zeros_(head.bias)
    learnt = [parameter for parameter in [*model.parameters(), *head.parameters()] if parameter.requires_grad]
    steps = epochs * (1 + len(_pairs(lessons, chance)) // BATCH)
    optimizer = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + epochs, pct_start=0.05)
    for epoch in range(epochs):
        losses: list[float] = []
        model.train()
        for batch in _batches(_pairs(lessons, chance), chance):
            encoded = tokenizer(
                [question for question, _, _ in batch], [text for _, text, _ in batch],
                truncation="longest_first", max_length=LONGEST, padding=True, return_tensors="pt",
            )  # fmt: skip
            wanted = torch.tensor([float(right) for _, _, right in batch])
            said = head(_read(model, dict(encoded)))[:, 0]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(said, wanted, pos_weight=torch.tensor(RIGHT_COUNTS))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learnt, STEEPEST)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        told(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}")
    pairs = _low_rank(embedder.model, model)
    return CrossWeights(QuestionSide(embedder.digest, pairs), head.weight[0].detach().numpy(), head.bias[0].item())


def _read(model: Any, encoded: dict[str, Any]) -> Any:
    """The first piece's vector and the mean of all, beside each other."""
    import torch

    output = model(encoded)["token_embeddings"]
    mask = encoded["attention_mask"].unsqueeze(-1).to(output.dtype)
    return torch.cat([output[:, 0], (output * mask).sum(1) / mask.sum(1)], dim=1)


def _pairs(lessons: Sequence[Lesson], chance: random.Random) -> list[Pair]:
    """One epoch's pairs, in any order: of each question one piece that answers, and some of the best that do not."""
    pairs: list[Pair] = []
    anything = [text for lesson in lessons for text in lesson.texts[:STRANGERS]]
    for lesson in lessons:
        right = [text for text, answers in zip(lesson.texts, lesson.right, strict=True) if answers]
        wrong = [text for text, answers in zip(lesson.texts, lesson.right, strict=True) if not answers][:WRONG]
        taken = chance.sample(wrong, min(len(wrong), WRONG_TAKEN if lesson.answerable else WRONG_TAKEN_UNANSWERABLE))
        pairs.extend((lesson.question, text, False) for text in taken)
        if right:
            pairs.append((lesson.question, chance.choice(right), True))
        if chance.random() < STRANGE:
            pairs.append((lesson.question, chance.choice(anything), False))
    chance.shuffle(pairs)
    return pairs


def _batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[Sequence[Pair]]:
    """Batches of about one length each, so that little is padding."""
    stretch = 20 * BATCH
    batches: list[Sequence[Pair]] = []
    for start in range(0, len(pairs), stretch):
        some = sorted(pairs[start : start + stretch], key=lambda pair: len(pair[1]))
        batches.extend(some[place : place + BATCH] for place in range(0, len(some), BATCH))
    chance.shuffle(batches)
    yield from batches


def _low_rank(before: Any, after: Any) -> dict[str, tuple[Floats, Floats]]:
    """What each linear layer learnt, as the product of two small matrices; what else was learnt (constants, norms) counts for nothing."""
    import torch

    old = dict(before.named_modules())
    pairs: dict[str, tuple[Floats, Floats]] = {}
    for name, layer in after.named_modules():
        if "encoder." in name and isinstance(layer, torch.nn.Linear):
            left, sizes, right = torch.linalg.svd((layer.weight - old[name].weight).detach(), full_matrices=False)
            root = sizes[:RANK].sqrt()
            pairs[name[name.index("encoder.") :]] = ((right[:RANK] * root[:, None]).numpy(), (left[:, :RANK] * root).numpy())
    return pairs
