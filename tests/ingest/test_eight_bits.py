"""Layers in eight bits: what they give is all but what they gave, also where some columns are many times the others."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch

from ingest.eight_bits import COLUMNS, in_eight_bits

INPUTS, OUTPUTS = 64, 32
STAND_OUT = (5, 40)


class Layers(torch.nn.Module):
    """Two linear layers, the second unused, and one with fewer columns than are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.first = torch.nn.Linear(INPUTS, OUTPUTS)
        self.unused = torch.nn.Linear(INPUTS, OUTPUTS)
        self.narrow = torch.nn.Linear(COLUMNS, 2)

    def forward(self, given: Any) -> Any:
        return torch.cat([self.first(given), self.narrow(given[..., :COLUMNS])], dim=-1)


def given(seed: int) -> Any:
    """A text's numbers [1, pieces, INPUTS], two columns of which are a hundred times the rest."""
    numbers = torch.randn((1, 9, INPUTS), generator=torch.Generator().manual_seed(seed))
    numbers[..., list(STAND_OUT)] *= 100
    return numbers


@pytest.fixture(scope="module")
def layers() -> Layers:
    torch.manual_seed(11)
    return Layers()


def rounded(layers: Layers, examples: list[dict[str, Any]]) -> Layers:
    found = copy.deepcopy(layers)
    in_eight_bits(found, examples)
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_stands_out_does_not_cost_the_rest_its_scale(layers: Layers, seed: int) -> None:
    with torch.inference_mode():
        wanted = layers(given(seed))
        off = (rounded(layers, [{"given": given(0)}])(given(seed)) - wanted).abs().mean()
    assert off < 0.02  # with one scale for all its columns: 0.4


def test_layers_that_no_example_passes_through_still_work(layers: Layers) -> None:
    found = rounded(layers, [{"given": given(0)}])
    with torch.inference_mode():
        assert (found.unused(given(4) / 100) - layers.unused(given(4) / 100)).abs().mean() < 0.02


def test_without_an_example_all_is_rounded_and_nothing_fails(layers: Layers) -> None:
    with torch.inference_mode():
        assert rounded(layers, [])(given(1)).shape == (1, 9, OUTPUTS + 2)


def test_the_model_it_is_copied_from_is_left_as_it_is(layers: Layers) -> None:
    before = layers.first.weight.clone()
    rounded(layers, [{"given": given(0)}])
    assert torch.equal(before, layers.first.weight)
