"""Is a quote on its page, word for word? Asked of two extractors that are not ours.

Folded before comparing: what `eval.words.fold` folds, all white space, bullets and hyphens between letters. Two extractors differ in
these on the same page; no word or figure hangs on them. Everything else must be there, in one piece, in the page's order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.errors import QuestionError
from eval.pages import DocumentPages
from eval.words import fold

BULLETS = frozenset("•‣⁃◦∙·▪●")
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


class Quoted(Protocol):
    """A citation, as far as it matters here: whose words, which physical page, which words."""

    @property
    def document_id(self) -> str: ...
    @property
    def page(self) -> int | None: ...
    @property
    def quote(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What became of one quote: whether it stands in pypdfium2's and in pypdf's text of its page, and if not, why."""

    pdfium: bool
    pypdf: bool
    problem: str = ""

    @property
    def both(self) -> bool:
        """Whether both extractors have it."""
        return self.pdfium and self.pypdf


def check_quotes(citations: Sequence[Quoted], pages: DocumentPages) -> tuple[Verbatim, ...]:
    """Given citations, return for each whether its quote stands on its page. An unknown document or page is a failure, not an error."""
    return tuple(check_quote(citation, pages) for citation in citations)


def check_quote(citation: Quoted, pages: DocumentPages) -> Verbatim:
    """Given one citation, return whether its quote stands on its page; a document without pages has one, numbered 1."""
    wanted = bare(citation.quote)
    wanted = wanted.strip("-") or wanted  # a dash at an end, as in an empty cell, is one between letters where its page goes on
    if not wanted:
        return Verbatim(False, False, "the quote holds no words")
    page = 1 if citation.page is None else citation.page
    try:
        first, second = pages.text(citation.document_id, page), pages.second_text(citation.document_id, page)
    except QuestionError as error:
        return Verbatim(False, False, str(error))
    found = Verbatim(wanted in bare(first), wanted in bare(second))
    return found if found.both else Verbatim(found.pdfium, found.pypdf, f"not on page {page} of “{citation.document_id}” word for word")


def bare(text: str) -> str:
    """Given a text, return what must be equal for a quote to be verbatim: no white space, bullets, hyphens between letters."""
    kept = (character for character in fold(text) if character not in BULLETS and unicodedata.category(character) not in {"So", "Co", "Zs"})
    return BETWEEN_LETTERS.sub("", "".join(kept))
