"""Whether some words answer a question: both are read together by a copy of the embedding model (a cross-encoder: Nogueira and Cho, 2019).

Vectors that were made apart tell what words are about; only reading both together tells "how many cameras" from "where the cameras are".
It costs a pass through the model for every pair, so it is asked about the best of what was found and nothing else. The low-rank matrices
that make a cross-encoder of the embedding model were learnt from pairs of questions that differ in little but in whether their document
answers them (`plan-evaluate cross-encoder`). For another model there is none.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ingest.eight_bits import in_eight_bits
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.question_side import DOWN, UP, QuestionSide, taught
from ingest.traced import Pass, traced

FILE = Path(__file__).with_name("cross_encoder.safetensors")
SCALE = ".scale"
MOST = 127  # of a number of eight bits
LONGEST = 128  # word pieces of a question and the words together; what is longer loses the end of the longer of both

Floats = NDArray[np.float32]
# What is read to learn which columns of its layers stand out; any question and words would do.
_EXAMPLES = (
    ("Who leads on anti-social behaviour?", "Partnership. The head of neighbourhoods chairs the group, which meets every six weeks."),
    ("how many cameras", "CCTV > Coverage. 214 cameras were in use in March 2023, 12 % more than a year before (190)."),
)
# One for each model and file: what reads is a copy of the model, and takes half a second to make.
_MADE: WeakKeyDictionary[Embedder, dict[Path, CrossEncoder]] = WeakKeyDictionary()
_MAKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class CrossWeights:
    """What was learnt: the matrices for the model's layers; `head` float32 [2 * dimensions] over the first piece's vector and the mean of
    all, with its `constant`."""

    side: QuestionSide
    head: Floats
    constant: float


class CrossEncoder:
    """Reads a question and words together. Safe to use from several threads."""

    def __init__(self, embedder: Embedder, weights: CrossWeights) -> None:
        self._weights = weights
        self._read = _quick(taught(embedder.model, weights.side))
        self._tokenizer = copy.deepcopy(embedder.model.tokenizer)
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Given a question and texts, return float32 [texts]: how well each answers it, as the logarithm of the odds."""
        return np.array([self._score(question, text) for text in texts], dtype=np.float32)

    def _score(self, question: str, text: str) -> float:
        """One at a time: numbers of eight bits are scaled by all that is read at once, so that what stands beside would count."""
        import torch

        with self._lock, torch.inference_mode():
            pair = self._tokenizer(question, text, truncation="longest_first", max_length=LONGEST, return_tensors="pt")
            output = self._read(pair["input_ids"], pair["attention_mask"], pair["token_type_ids"])[0]
            read = torch.cat([output[0], output.mean(dim=0)]).numpy()
        return float(read @ self._weights.head + self._weights.constant)


def cross_encoder_for(embedder: Embedder, file: Path = FILE) -> CrossEncoder | None:
    """Given the loaded embedding model, return what reads with it, or None where that was learnt for another model.

    Raises BadInput naming the file where it cannot be read.
    """
    weights = read_cross_weights(file)
    if weights.side.model != embedder.digest:
        return None
    with _MAKING:
        made = _MADE.setdefault(embedder, {})
        if file not in made:
            made[file] = CrossEncoder(embedder, weights)
        return made[file]


@cache
def read_cross_weights(file: Path = FILE) -> CrossWeights:
    """Given a file that `write_cross_weights` wrote, return what it holds. Raises BadInput naming the file where it cannot be read."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(file), framework="numpy") as opened:
            told = opened.metadata() or {}
            names = [name.removesuffix(DOWN) for name in opened.keys() if name.endswith(DOWN)]
            pairs = {name: (_rows(opened, name + DOWN), _rows(opened, name + UP).T) for name in names}
            side = QuestionSide(told["model"], pairs)
            return CrossWeights(side, opened.get_tensor("head"), float(told["constant"]))
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); put the shipped file back.") from error


def write_cross_weights(weights: CrossWeights, file: Path = FILE) -> None:
    """Given what was learnt, write it, the matrices as 8-bit numbers, a scale for each of their terms: what reads has no finer ones."""
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[Any]] = {}
    for name, (down, up) in weights.side.pairs.items():
        tensors |= _eight_bits(name + DOWN, down) | _eight_bits(name + UP, up.T)
    told = {"model": weights.side.model, "constant": repr(float(weights.constant))}
    save_file(tensors | {"head": weights.head.astype(np.float32)}, str(file), metadata=told)


def _quick(model: Any) -> Pass:
    """What runs the model's layers, in eight bits: a third of the time."""
    layers = model[0].auto_model
    in_eight_bits(layers, (model.tokenizer(question, text, return_tensors="pt") for question, text in _EXAMPLES))
    return traced(layers, _vectors)


def _vectors(layers: Any, ids: Any, mask: Any, sides: Any) -> Any:
    return layers(input_ids=ids, attention_mask=mask, token_type_ids=sides, return_dict=False)[0]


def _eight_bits(name: str, rows: Floats) -> dict[str, NDArray[Any]]:
    """A matrix whose rows are terms, as int8, and beside it what each row is multiplied by."""
    scale = np.maximum(np.abs(rows).max(axis=1), np.finfo(np.float32).tiny) / MOST
    # In rows: what a decomposition hands over may lie in columns, and the file takes the bytes as they lie.
    return {
        name: np.ascontiguousarray(np.rint(rows / scale[:, None]), dtype=np.int8),
        name + SCALE: np.ascontiguousarray(scale, dtype=np.float32),
    }


def _rows(opened: Any, name: str) -> Floats:
    return np.asarray(opened.get_tensor(name) * opened.get_tensor(name + SCALE)[:, None], dtype=np.float32)
