"""One pass through a model as one program: it comes to what the model comes to, whatever the length."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import torch

from ingest.traced import traced


def through(module: Any, ids: Any, mask: Any, sides: Any) -> Any:
    return module(ids + sides) * mask.unsqueeze(-1)


@pytest.fixture(scope="module")
def layers() -> Any:
    torch.manual_seed(3)
    return torch.nn.Sequential(torch.nn.Embedding(9, 4), torch.nn.Linear(4, 4), torch.nn.GELU())


@pytest.mark.parametrize("length", [1, 7, 8, 90])
def test_it_comes_to_the_same_for_texts_of_any_length(layers: Any, length: int) -> None:
    ids = torch.arange(length).reshape(1, -1) % 8
    mask, sides = torch.ones_like(ids), torch.ones_like(ids)
    assert torch.equal(traced(layers, through)(ids, mask, sides), through(layers, ids, mask, sides))


def test_what_was_logged_before_is_logged_after(layers: Any) -> None:
    logging.disable(logging.DEBUG)
    traced(layers, through)
    assert logging.root.manager.disable == logging.DEBUG
    logging.disable(logging.NOTSET)


def test_what_cannot_be_called_so_fails_at_once_and_logs_on(layers: Any) -> None:
    with pytest.raises(RuntimeError):
        traced(layers, lambda module, ids, mask, sides: module(mask.float()))
    assert logging.root.manager.disable == logging.NOTSET
