"""Laws a document cites, and those it cites under a wrong name or a wrong year. Quoted as printed; what the law is called stands beside
it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.lawbook import Law, Lawbook, lawbook
from assistant.findings.saying import told
from assistant.findings.script import Script, script_of
from ingest.documents import Span
from ingest.library import Snapshot
from ingest.register.entry import plain

_YEAR = r"(?:19|20)\d{2}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A law as a document cites it: which it is, the words, the year it is given (None: none), and whether the name is a wrong one."""

    law: Law
    words: str
    year: int | None
    misnamed: bool
    span: Span


def laws(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return the laws that it cites under a wrong name or year. Raises UnknownDocument."""
    script = script_of(document_id, snapshot)
    wrong: dict[str, list[tuple[Cited, str, str]]] = {}
    for cited in citations(script):
        if cited.year is not None and cited.year not in cited.law.years:
            wrong.setdefault(plain(cited.words), []).append((cited, "law.wrong_year", f"{cited.law.name} {cited.law.latest(cited.year)}"))
        elif cited.misnamed:
            right = f"{cited.law.name} {cited.year if cited.year in cited.law.years else cited.law.years[-1]}"
            wrong.setdefault(plain(cited.words), []).append((cited, "law.wrong_name", right))
    found = []
    for same in wrong.values():
        cited, key, right = same[0]
        spans = [one.span for one, _, _ in same[:3]]
        found.append(told(key, FindingType.LAW_MISNAMED, spans, {"cited": cited.words, "right": right}, sure=0.9))
    return tuple(found)


def citations(script: Script) -> Iterator[Cited]:
    """Given a document, yield the laws that it cites, in the order of its text, each place once."""
    book = lawbook()
    for sentence in [*script.sentences, *script.cell_sentences]:
        taken: list[tuple[int, int]] = []
        for law, pattern, misnamed in _patterns(book):
            for match in pattern.finditer(sentence.text):
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                taken.append(match.span())
                spans = sentence.cut(match.start(), match.end())
                year = match.groupdict().get("year")
                yield Cited(law, re.sub(r"\s+", " ", match.group()).strip(" '’"), int(year) if year else None, misnamed, spans[0])


_made: dict[int, list[tuple[Law, re.Pattern[str], bool]]] = {}


def _patterns(book: Lawbook) -> list[tuple[Law, re.Pattern[str], bool]]:
    """A pattern a name, longest first, so that a short name inside a long one is not taken for another law."""
    if id(book) not in _made:
        named = [
            (law, name, misnamed) for law in book.laws for name, misnamed in ((law.name, False), *((name, True) for name in law.wrongly))
        ]
        ordered = sorted(named, key=lambda one: -len(one[1]))
        _made[id(book)] = [(law, _pattern(name), misnamed) for law, name, misnamed in ordered]
    return _made[id(book)]


def _pattern(name: str) -> re.Pattern[str]:
    """A name as it may be printed: "and" or "&", commas and hyphens or none; a year behind it, in brackets or not."""
    words = [re.escape(word).replace(",", ",?").replace(r"\-", r"[\s-]?") for word in name.replace("-", r"-").split()]
    expression = r"\s+".join("(?:and|&)" if word in ("and", r"\&") else word for word in words)
    before = r"(?<![\w-])(?<!Domestic )" if name.startswith(("Police", "Policing")) else r"(?<![\w-])"
    guarded = rf"(?<!Sentencing and )(?<!Courts )(?<!Behaviour, )(?<!Behaviour )(?<!Violence, ){expression}"
    year = "" if re.search(r"\d{4}", name) else rf"(?:,?\s+\(?(?P<year>{_YEAR})\)?)?"
    return re.compile(rf"{before}{guarded}(?!\w){year}", re.I)
