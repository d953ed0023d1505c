"""Of the documents in scope, those that a question names by a word of their titles ("the Vale leaflet")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.latest import latest
from assistant.understand import Understood
from ingest.documents import Document

SHORTEST = 4  # letters of a word that names a document
# Words of titles that say what a document is, and not whose.
_KIND = frozenset(
    "safe safer safety community partnership plan plans strategy strategic strategies report council borough district city county county's"
    " crime disorder delivery action annual performance priorities priority prevention reduction statement policy review assessment"
    " neighbourhood neighbourhoods together with from the and our for new draft final refresh part appendix committee scrutiny".split()
)


def meant(documents: Sequence[Document], understood: Understood) -> list[Document]:
    """Given the documents and what was understood, return the latest of those in scope that the question names by a word of their titles;
    all the latest in scope where it names none."""
    return named_in(latest(documents, understood), understood)


def named_in(among: Sequence[Document], understood: Understood) -> list[Document]:
    """Given documents and what was understood, return those whose titles hold a word of the question that tells them from others; all of
    them where none does."""
    asked = _words(understood.standalone)
    names = {document.id: _words(f"{document.plain_title} {document.area or ''}") & asked for document in among}
    common = frozenset[str].intersection(*names.values()) if names else frozenset[str]()
    named = [document for document in among if names[document.id] - common]
    return named or list(among)


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", re.sub(r"['’]s\b", "", text.casefold()))
    return frozenset(word for word in words if len(word) >= SHORTEST and word not in _KIND)
