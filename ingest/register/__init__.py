"""Sections and tables -> the register: a document's priorities, duties, indicators, actions, outcomes, figures, bodies and terms.

A file a kind. Rules work from structure first (headings and their trail, lists and the lines that introduce them, table headers,
numbering), then from the language such documents share (`lexicon.toml`). The embedding model is not asked: measured, likeness to
descriptions placed nothing that these had left over, and cost more than all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Document, Reading, Section
from ingest.register.action import actions
from ingest.register.aim import add_aims
from ingest.register.belonging import belong, reaches_of
from ingest.register.body import bodies
from ingest.register.duty import duties
from ingest.register.entry import Correction, Entry, EntryKind, How, settled
from ingest.register.figure import figures
from ingest.register.flow import flow_of
from ingest.register.indicator import indicators
from ingest.register.lexicon import Lexicon, LexiconError, lexicon
from ingest.register.merge import joined
from ingest.register.outcome import outcomes
from ingest.register.priority import priorities
from ingest.register.roles import Roles
from ingest.register.term import terms

# Given texts, return their unit vectors, float32 [texts, dimensions].
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

__all__ = ["Correction", "Embed", "Entry", "EntryKind", "How", "Lexicon", "LexiconError", "is_structured", "lexicon", "register_of"]


def register_of(document: Document, reading: Reading, sections: Sequence[Section], embed: Embed | None = None) -> tuple[Entry, ...]:
    """Given a document, what was read of it and its sections, return its register; `embed` is taken for those who hand it over, and unused.

    Entries come in the document's order. A document without headings, lists and tables has an empty register. Raises LexiconError.
    """
    if not is_structured(sections):
        return ()
    words = lexicon()
    flow = flow_of(document.id, reading, sections, document.title)
    roles = Roles(flow, words)
    found = priorities(flow, roles, words)
    measured = indicators(flow, roles, words)
    done = [*outcomes(flow, roles, words), *actions(flow, roles, words)]
    others = [*duties(flow, words), *figures(flow, words), *bodies(flow, words), *terms(flow, words)]
    kept = joined([*found, *measured, *done, *others], flow, words)
    reaches = reaches_of(kept, flow, words)
    belong(kept, reaches, flow)
    add_aims(reaches, flow)
    return settled(document.id, kept)


def is_structured(sections: Sequence[Section]) -> bool:
    """Given a document's sections, say whether it has any structure to read a register from: a heading, a list or a table."""
    return any(section.heading is not None for section in sections) or any(
        place.block.kind in ("item", "table") for section in sections for place in section.places
    )
