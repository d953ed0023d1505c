"""What the model is shown: the documents in scope whole where they are short enough, else the parts chosen for finding all that answers.

Each page that is shown has a token: a few letters and digits that mean nothing, which the model names in its claims and which lead
back to the page here. What in a document reads like an instruction to a model is not shown.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.inert import without_hidden
from assistant.planted import instructions_in
from assistant.retrieve import Retrieved
from assistant.understand import Understood
from assistant.wanted import SURE, asked_of
from ingest.documents import BlockKind, Page, Passage, Span
from ingest.library import Snapshot

CHARACTERS_A_TOKEN = 4  # of English, by which tokens are estimated: every provider counts in its own way
BEST = 8  # passages whose sections are shown with them
SECTION = 3_000  # characters of a section that is shown whole
GAP = 200  # characters between two parts of a page below which they are shown as one
PAGE_MARK = 60  # characters that the marks around a page take
_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
_BRACKETS = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What is shown. `pages` gives each token's document and page; `whole` says that whole documents are shown; `parts` how many parts."""

    text: str
    pages: Mapping[str, tuple[str, int]]
    whole: bool
    parts: int


def sources_of(snapshot: Snapshot, understood: Understood, retrieved: Retrieved, tokens: int, shown: Iterable[Span] = ()) -> Sources:
    """Given what was understood and found, and how many tokens may be shown, return the sources.

    `shown` are spans that must be among them whatever else is: what the answer without a model rests on.
    """
    budget = tokens * CHARACTERS_A_TOKEN
    pages = _whole(snapshot, understood.scope.documents, budget)
    if pages is not None:
        parts = {key: [(0, len(page.text))] for key, page in pages.items() if page.text.strip()}
        return _rendered(snapshot, parts, whole=True)
    chosen = _Chosen(snapshot, budget)
    for spans in _wanted(snapshot, understood, retrieved, shown):
        if not chosen.add(spans):
            break
    return _rendered(snapshot, chosen.parts(), whole=False)


def _whole(snapshot: Snapshot, documents: Sequence[str], budget: int) -> dict[tuple[str, int], Page] | None:
    """Given documents, return their pages, or None where they are longer than the budget."""
    pages: dict[tuple[str, int], Page] = {}
    left = budget
    for name in documents:
        for number in range(1, snapshot.document(name).published.pages + 1):
            page = snapshot.page(name, number)
            left -= len(page.text) + PAGE_MARK
            if left < 0:
                return None
            pages[(name, number)] = page
    return pages


def _wanted(snapshot: Snapshot, understood: Understood, retrieved: Retrieved, shown: Iterable[Span]) -> Iterator[Sequence[Span]]:
    """What is shown where not all can be, the surest first: runs of spans that go in together."""
    yield from ([span] for span in shown)
    yield from _entries(snapshot, understood)
    ranked = [hit.passage for hit in retrieved.kept]
    ranked += [passed.passage for passed in sorted(retrieved.passed_over, key=lambda passed: -passed.score)]
    for rank, passage in enumerate(ranked):
        yield passage.spans
        if rank < BEST:
            yield from _section(snapshot, passage)
    # Where there is room left, what no ranking found.
    yield from (passage.spans for name in understood.scope.documents for passage in snapshot.passages_of(name))


def _entries(snapshot: Snapshot, understood: Understood) -> Iterator[Sequence[Span]]:
    """The register's entries of the kind that is asked for, of every document in scope."""
    asked = asked_of(understood)
    if asked is not None:
        for name in understood.scope.documents:
            yield from (entry.spans[:1] for entry in snapshot.entries(name, asked.kind) if entry.confidence >= SURE)


def _section(snapshot: Snapshot, passage: Passage) -> Iterator[Sequence[Span]]:
    """The other passages of a passage's section, where it is no long one."""
    others = [one for one in snapshot.passages_of(passage.document_id) if one.anchor == passage.anchor and one.trail == passage.trail]
    if sum(len(one.text) for one in others) <= SECTION:
        yield from (one.spans for one in others)


class _Chosen:
    """Characters of pages, put in until the budget is used up."""

    def __init__(self, snapshot: Snapshot, budget: int) -> None:
        self._snapshot = snapshot
        self._left = budget
        self._ranges: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)

    def add(self, spans: Sequence[Span]) -> bool:
        """Given spans that belong together, take them in. Returns False, and takes none, where there is no room left."""
        cost = sum(self._cost(span) for span in spans)
        if cost > self._left:
            return False
        self._left -= cost
        for span in spans:
            self._ranges[(span.document_id, span.page)].append((span.start, span.end))
        return True

    def parts(self) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """Return the ranges of each page in order, those that nearly touch as one, documents in the order of the catalogue."""
        order = {name: at for at, name in enumerate(self._snapshot.shelves)}
        keys = sorted(self._ranges, key=lambda key: (order[key[0]], key[1]))
        return {key: _merged(self._ranges[key]) for key in keys}

    def _cost(self, span: Span) -> int:
        key = (span.document_id, span.page)
        mark = PAGE_MARK if key not in self._ranges else 0
        covered = sum(max(0, min(end, span.end) - max(start, span.start)) for start, end in _merged(self._ranges.get(key, []), 0))
        return mark + span.end - span.start - covered


def _merged(ranges: Iterable[tuple[int, int]], gap: int = GAP) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _rendered(snapshot: Snapshot, parts: Mapping[tuple[str, int], Sequence[tuple[int, int]]], whole: bool) -> Sources:
    tokens = _tokens(parts)
    lines: list[str] = []
    document = ""
    for (name, number), ranges in parts.items():
        if name != document:
            lines += ["</document>"] * bool(document) + [_opening(snapshot, name)]
            document = name
        page = snapshot.page(name, number)
        lines.append(f'<page token="{tokens[(name, number)]}" number="{page.label or number}">')
        lines += _shown(page, ranges)
        lines.append("</page>")
    lines += ["</document>"] * bool(document)
    return Sources("\n".join(lines), {token: key for key, token in tokens.items()}, whole, sum(len(ranges) for ranges in parts.values()))


def _shown(page: Page, ranges: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The words of a page's parts, each under its heading where that is not among them."""
    for at, (start, end) in enumerate(ranges):
        if at or start:
            yield "…"
        heading = next((block for block in reversed(page.blocks) if block.kind is BlockKind.HEADING and block.end <= start), None)
        if heading is not None:
            yield clean(page.text[heading.start : heading.end])
        yield clean(page.text[start:end])


def _opening(snapshot: Snapshot, name: str) -> str:
    document = snapshot.document(name).document
    about = {"title": document.title, "area": document.area or "", "years": document.period.label if document.period else ""}
    shown = " ".join(f'{key}="{clean(value).replace(chr(34), "”")}"' for key, value in about.items() if value)
    return f"<document {shown}>"


def clean(text: str) -> str:
    """Given a document's words, return them as a model is shown them: no instructions, no hidden characters, no marks like ours."""
    for start, end in reversed(instructions_in(text)):
        text = f"{text[:start]}[…]{text[end:]}"
    return without_hidden(text.replace("\t", " | ")).translate(_BRACKETS).strip()


def _tokens(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Given pages, return a token for each: the same one for the same page every time, and no two alike."""
    tokens: dict[tuple[str, int], str] = {}
    for name, number in keys:
        digest = int.from_bytes(hashlib.sha256(f"{name}\n{number}".encode()).digest())
        token = ""
        while len(token) < 5 or token in tokens.values():
            digest, place = divmod(digest, len(_ALPHABET))
            token += _ALPHABET[place]
        tokens[(name, number)] = token
    return tokens
