"""What a sign in a quoted row or list item means: "*" beside a name or in place of a figure, from the note on its page, or on the next
where its own has none, that begins with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.conversation import Basis, Draft, DraftClaim
from ingest.documents import BlockKind, Page, Span
from ingest.library import Snapshot

LONGEST = 250  # characters of a note
_SIGN = r"\\?\*{1,3}|[†‡§]{1,2}"  # a reader may have set a stroke before a star
_MARKED = frozenset({BlockKind.TABLE, BlockKind.ITEM})
# Behind a word or a figure, or a cell by itself; two that enclose a word only stress it.
_SIGNED = re.compile(rf"(?:(?<=[\w)%])|(?<![^\t\n|]))(?P<sign>{_SIGN})(?=[\s|,.;)]|$)")
_NOTE = re.compile(rf"\s*(?P<sign>{_SIGN})\s?(?=[^\W\d_]|£|\d)")


def with_footnotes(draft: Draft, snapshot: Snapshot) -> Draft:
    """Given a draft of quotes, return it with the note behind the rows or items that a sign refers to it from; once, and none where it is
    quoted already or two notes of the page begin with the sign."""
    said = [span for claim in draft.claims for span in claim.spans]
    claims: list[DraftClaim] = []
    waiting: list[Span] = []
    above = ""
    for place, claim in enumerate(draft.claims):
        claims.append(claim)
        for note in _notes(claim, snapshot):
            if not any(note.overlaps(span) for span in (*said, *waiting)):
                waiting.append(note)
                above = claim.above
        following = draft.claims[place + 1] if place + 1 < len(draft.claims) else None
        if waiting and (following is None or not following.item):  # a list of rows is not broken up
            claims += [DraftClaim(Basis.QUOTED, (note,), above=above) for note in waiting]
            said += waiting
            waiting = []
    return replace(draft, claims=tuple(claims))


def _notes(claim: DraftClaim, snapshot: Snapshot) -> Iterator[Span]:
    """The notes that the rows and items of a claim refer to."""
    for span in claim.spans if claim.basis is Basis.QUOTED else ():
        page = snapshot.page(span.document_id, span.page)
        if not any(block.kind in _MARKED and block.start <= span.start < block.end for block in page.blocks):
            continue
        for match in _SIGNED.finditer(page.text, span.start, span.end):
            yield from _note(match["sign"], span, snapshot)


def _note(sign: str, span: Span, snapshot: Snapshot) -> Iterator[Span]:
    """Where the one note that begins with a sign stands, on a quote's page or the next; none where there are several, as of a list."""
    last = snapshot.document(span.document_id).published.pages
    for number in range(span.page, min(span.page + 1, last) + 1):
        found = _notes_of(sign, snapshot.page(span.document_id, number))
        if found:
            start, end = found[0]
            if len(found) == 1 and end - start <= LONGEST:
                yield Span(span.document_id, number, start, end)
            return


def _notes_of(sign: str, page: Page) -> list[tuple[int, int]]:
    """Where the notes of a page that begin with a sign stand."""
    found: list[tuple[int, int]] = []
    for block in page.blocks:
        match = _NOTE.match(page.text, block.start, block.end) if block.kind is not BlockKind.TABLE else None
        if match is not None and match["sign"].strip("\\") == sign.strip("\\"):
            found.append((match.start("sign"), block.end))
    return found
