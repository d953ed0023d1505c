"""One pass of a text through a model as one traced program: nearly half of what a short text's pass costs is Python walking from layer to
layer."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from typing import Any

Pass = Callable[[Any, Any, Any], Any]


def traced(module: Any, call: Callable[[Any, Any, Any, Any], Any]) -> Pass:
    """Given a torch module, and how it is called with a text's ids, mask and sides (int64 [1, pieces]), return what calls it so, for texts
    of any length: one at a time, without padding."""
    import torch

    class Called(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.module = module  # what is called while tracing must belong to what is traced

        def forward(self, ids: Any, mask: Any, sides: Any) -> Any:
            return call(self.module, ids, mask, sides)

    pieces = torch.ones((1, 8), dtype=torch.long)
    silent = logging.root.manager.disable
    logging.disable(logging.WARNING)  # tracing looks at all that the model has, also at what it warns of
    try:
        with warnings.catch_warnings(), torch.inference_mode():
            # What takes the place of tracing needs a compiler; the torch that is pinned still traces, and says that it will not for ever.
            warnings.simplefilter("ignore")
            example = (pieces, pieces, torch.zeros_like(pieces))
            program: Pass = torch.jit.trace(Called(), example, check_trace=False)  # type: ignore[no-untyped-call]
            return program
    finally:
        logging.disable(silent)
