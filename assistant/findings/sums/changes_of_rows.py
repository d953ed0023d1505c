"""Changes in words against a table's row of figures by year: "Burglary fell by 20%" and the row "Burglary"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.findings.finding import Finding
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import subject_of
from assistant.findings.sums.change_pair import agrees, plain_in, sum_of, wrong_change
from assistant.findings.sums.mentions import YEARS, Kind, Mention, mentions, year_of
from assistant.findings.sums.portions import portions
from ingest.documents import Span

_PROSE = re.compile(
    r"^(?P<subject>[^,;:.]{3,80}?)\s+(?:has\s+|have\s+)?(?:also\s+)?(?P<way>fell|fallen|rose|risen|dropped"
    r"|decreased|increased|declined|grew|grown|went\s+up|went\s+down|came\s+down|come\s+down|gone\s+up"
    r"|gone\s+down|(?:is|are|was|were)\s+(?:down|up))\s+(?:by\s+)?$",
    re.I,
)
_SINCE = re.compile(r"^[^.;]{0,40}?\b(?:since|than|on|from|of|with|against|below|above)\s+(?:(?:in|that\s+of)\s+)?(?:19|20)\d\d", re.I)
# A time that is no year of the table, or a wider place: the change is of other figures than the row's.
_OTHER_TIME = re.compile(
    r"\b(?:last|past|previous|first)\s+(?:few\s+|several\s+|[a-z]+\s+|\d+\s+)?(?:years|months|quarters?|weeks|decade)\b"
    r"|\b(?:between|during|from|in|over|since)\s+(?:the\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|winter|pandemic|lockdown)\b(?!\s+(?:19|20)\d\d)",
    re.I,
)
_WIDER = re.compile(r"\b(?:across|throughout|in|for)\s+(?:the\s+(?:region|country|capital)\b|[A-Z][a-z]+(?!\s*(?:19|20)\d\d))")


def changes_of_rows(sentences: Sequence[Sentence], script: Script) -> Iterator[Finding]:
    """Given sentences and their document, yield those that do not follow from a table: "Burglary fell by 20%" against the row "Burglary" of
    a table with the figures of two years."""
    rows: defaultdict[tuple[frozenset[str], int, str], list[Mention]] = defaultdict(list)
    for one in mentions(script):
        if one.table is not None and one.kind is Kind.LEVEL and len(one.years) == 1 and not one.place and one.quantity.unit != "%":
            rows[one.subject, one.table, one.head].append(one)
    by_subject: defaultdict[frozenset[str], list[list[Mention]]] = defaultdict(list)
    for (subject, _, _), found in rows.items():
        by_subject[subject].append(found)
    for sentence in sentences:
        shares = list(portions(sentence.text))
        if len(shares) != 1 or plain_in(sentence):
            continue
        opening = re.sub(
            r"^.*\b(?:shows?|see|means?|found|says?)\s+that\s+|^(?:In|Over|Between|Since)\s[^,]{3,40},\s+",
            "",
            sentence.text[: shares[0].start],
        )
        said = _PROSE.match(opening)
        if (
            said is None
            or re.search(r"\b(?:will|to|should|target|nationally|England|county|not)\b", sentence.text[: shares[0].end], re.I)
            or len(said["subject"].split()) > 8
        ):
            continue
        matching = by_subject.get(subject_of(YEARS.sub(" ", said["subject"])), [])
        if len(matching) != 1:
            continue
        if _is_of_others(sentence.text, shares[0].end):
            continue
        pair = _of_years(matching[0], [year_of(match) for match in YEARS.finditer(sentence.text)])
        way = 1 if re.search(r"rose|risen|increas|grew|grown|up", said["way"], re.I) else -1
        if pair is not None and not agrees(pair[0].quantity, pair[1].quantity, shares[0], way):
            first, second = pair[0].quantity, pair[1].quantity
            spans: list[Span] = [*sentence.spans, *pair[1].spans, *pair[0].spans]
            yield wrong_change(spans, sum_of(first, second, shares[0], way), 0.7)


def _is_of_others(text: str, end: int) -> bool:
    """Whether a sentence tells, behind its share or anywhere, of a time that is not the years of a table, or of a wider place."""
    behind = text[end:]
    return any(pattern.search(said) is not None for pattern, said in ((_SINCE, behind), (_OTHER_TIME, text), (_WIDER, behind)))


def _of_years(row: Sequence[Mention], years: Sequence[str]) -> tuple[Mention, Mention] | None:
    """The two figures of a row that a sentence speaks of: of the years that it names, or the only two."""
    by_year = {next(iter(one.years)): one for one in row}
    order = sorted(by_year)
    if len(by_year) != len(row) or len(order) < 2:
        return None
    if len(years) == 2 and set(years) <= set(order):
        return by_year[min(years)], by_year[max(years)]
    if len(years) == 1 and years[0] in order[1:] and _is_next(order[order.index(years[0]) - 1], years[0]):
        return by_year[order[order.index(years[0]) - 1]], by_year[years[0]]
    return (by_year[order[0]], by_year[order[1]]) if not years and len(order) == 2 and _is_next(*order) else None


def _is_next(first: str, second: str) -> bool:
    return int(second[:4]) - int(first[:4]) == 1
