"""What the question's side of the embedding model was taught: small matrices, added to the model's weights for questions only.

Passages are embedded by the model as published. A question is embedded by a copy of it with a low-rank matrix added to each linear layer
(LoRA: Hu and others, ICLR 2022), learnt from questions whose evidence is known (`plan-evaluate question-side`), so that everyday words
come nearer to official ones. No index depends on it, and a model that the matrices were not learnt for is left as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import BadInput

FILE = Path(__file__).with_name("question_side.safetensors")
DOWN, UP = ".down", ".up"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class QuestionSide:
    """For each linear layer, by its name from "encoder." on, a pair: `down` float32 [rank, inputs] and `up` float32 [outputs, rank].

    Their product, up times down, is added to the layer's weights.
    """

    model: str
    pairs: Mapping[str, tuple[Floats, Floats]]


@cache
def question_side(model: str, file: Path = FILE) -> QuestionSide | None:
    """Given the sha256 of a model's weights, return what its question side was taught, None where that was learnt for another model.

    Raises BadInput naming the file where it is missing or cannot be read.
    """
    side = read_question_side(file)
    return side if side.model == model else None


def read_question_side(file: Path) -> QuestionSide:
    """Given a file that `write_question_side` wrote, return what it holds. Raises BadInput naming the file where it cannot be read."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(file), framework="numpy") as opened:
            names = [name.removesuffix(DOWN) for name in opened.keys() if name.endswith(DOWN)]
            pairs = {name: (_floats(opened.get_tensor(name + DOWN)), _floats(opened.get_tensor(name + UP))) for name in names}
            return QuestionSide((opened.metadata() or {}).get("model", ""), pairs)
    except (OSError, SafetensorError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); put the shipped file back.") from error


def write_question_side(side: QuestionSide, file: Path = FILE) -> None:
    """Given what was learnt, write it, as 16-bit numbers."""
    from safetensors.numpy import save_file

    # In rows: the file takes the bytes as they lie.
    tensors = {name + DOWN: np.ascontiguousarray(down, dtype=np.float16) for name, (down, _) in side.pairs.items()}
    tensors |= {name + UP: np.ascontiguousarray(up, dtype=np.float16) for name, (_, up) in side.pairs.items()}
    save_file(tensors, str(file), metadata={"model": side.model})


def copied(model: Any) -> Any:
    """Given a loaded model, return a copy that shares the table of word pieces with it, which is most of both."""
    import torch

    shared = [module for module in model.modules() if isinstance(module, torch.nn.Embedding)]
    return copy.deepcopy(model, {id(module): module for module in shared})


def taught(model: Any, side: QuestionSide) -> Any:
    """Given a loaded model, return a copy for questions. Raises BadInput naming a layer that the model does not have."""
    import torch

    questions = copied(model)
    layers = {name[name.index("encoder.") :]: layer for name, layer in questions.named_modules() if "encoder." in name}
    for name, (down, up) in side.pairs.items():
        if name not in layers or tuple(layers[name].weight.shape) != (up.shape[0], down.shape[1]):
            raise BadInput(f"The matrices were learnt for a model with a layer “{name}”, and this one has none; put the shipped file back.")
        with torch.no_grad():
            layers[name].weight += torch.from_numpy(up @ down)
    return questions


def _floats(tensor: Any) -> Floats:
    return np.asarray(tensor, dtype=np.float32)
