"""What changed between a document and the one it follows, or any two: priorities, indicators, targets, figures, promises, bodies,
duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

from rapidfuzz import fuzz

from assistant.findings.actions import listed_actions, parts_of
from assistant.findings.bodies import EXTERNAL, is_whole_name
from assistant.findings.duties import Coverage, duties
from assistant.findings.finding import Finding, FindingType
from assistant.findings.gaps import is_plan, main_priorities
from assistant.findings.likeness import essence, stems
from assistant.findings.matching import Embed, Match, Matching, matched
from assistant.findings.quantity import quantity_of
from assistant.findings.saying import told
from assistant.findings.script import SURE, Script, Sentence, script_of
from ingest.documents import Source, Span
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind, plain

_T = FindingType
_WORDS: Mapping[EntryKind, tuple[str, str]] = {
    EntryKind.PRIORITY: ("priority", "priorities"),
    EntryKind.INDICATOR: ("indicator", "indicators"),
}
_LONGEST_NAME = 140
SPOKEN = 0.6  # share of a promise's stems that one sentence of the later document holds where it speaks of it
SILENT = 0.4  # below this share in every sentence, it is not spoken of
NEAR = 0.55  # cosine of a promise to a passage of the later document from which on it may speak of it
MOST_PROMISES = 60
_YEARS = re.compile(r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?")
SHORTEST_PROMISE, LONGEST_PROMISE = 15, 220  # characters of one promise; what is longer holds several
_LABEL = re.compile(
    r"^(?:priority|theme|objective|aim|strand|goal|pillar)\s+(?:[A-Z]|\d{1,2}|one|two|three|four|five|six|seven|eight)\b[.:)\s–-]*", re.I
)


class Comparable(StrEnum):
    """Whether two documents can be compared, and if not, why."""

    YES = "yes"
    NO_REGISTER = "no_register"
    KINDS = "kinds"


@dataclass(frozen=True)
class _Two:
    """The two documents."""

    earlier: Script
    later: Script
    embed: Embed | None
    snapshot: Snapshot

    @cached_property
    def said(self) -> list[tuple[frozenset[str], Sentence]]:
        """Every sentence and heading of the later document with its stems."""
        headings = [Sentence(piece, 0, len(piece.text), -1) for piece in self.later.headings]
        return [(essence(one.text, self.later), one) for one in [*self.later.sentences, *self.later.cell_sentences, *headings]]


def comparable(earlier_id: str, later_id: str, snapshot: Snapshot) -> Comparable:
    """Given two documents' ids, say whether what changed between them can be told: both have a register, and they are documents of a kind,
    one follows the other, or their titles are the same but for the years. Raises UnknownDocument."""
    earlier, later = script_of(earlier_id, snapshot), script_of(later_id, snapshot)
    if not earlier.readable or not later.readable:
        return Comparable.NO_REGISTER
    first, second = earlier.document, later.document
    if second.follows == first.id or first.follows == second.id or _series(first.title) == _series(second.title):
        return Comparable.YES
    if is_plan(earlier) and is_plan(later):
        return Comparable.YES
    same = bool(first.kind) and first.kind == second.kind
    return Comparable.YES if same else Comparable.KINDS


def changes(earlier_id: str, later_id: str, snapshot: Snapshot, embed: Embed | None = None) -> tuple[Finding, ...]:
    """Given two documents' ids, what is published, and a way to embed short texts (optional), return what changed from the first to the
    second.

    Nothing for two that are not `comparable`. Raises UnknownDocument.
    """
    if comparable(earlier_id, later_id, snapshot) is not Comparable.YES:
        return ()
    two = _Two(script_of(earlier_id, snapshot), script_of(later_id, snapshot), embed, snapshot)
    return (*_priorities(two), *_indicators(two), *_figures(two), *_promises(two), *_bodies(two), *_duties(two))


def _series(title: str) -> str:
    return plain(re.sub(r"[\d/–-]+", " ", title))


# -- priorities and indicators --------------------------------------------------------------------------------------------


def _priorities(two: _Two) -> Iterator[Finding]:
    earlier, later = main_priorities(two.earlier), main_priorities(two.later)
    if not earlier or not later:
        return
    found = _match(earlier, later, two)
    for match in found.matches:
        yield _paired(EntryKind.PRIORITY, [earlier[i] for i in match.earlier], [later[i] for i in match.later], match)
    gone = [(earlier[i], _near(found, i, later)) for i in found.alone_earlier]
    yield from _alone(EntryKind.PRIORITY, gone, [later[i] for i in found.alone_later], two)


def _near(found: Matching, position: int, later: Sequence[Entry]) -> Entry | None:
    nearest = found.nearest[position] if found.nearest else None
    return later[nearest] if nearest is not None else None


def _match(earlier: Sequence[Entry], later: Sequence[Entry], two: _Two) -> Matching:
    names = [_name(one) for one in earlier], [_name(one) for one in later]
    meant = [essence(name, two.earlier) or _all(name) for name in names[0]], [essence(name, two.later) or _all(name) for name in names[1]]
    return matched(names[0], names[1], meant, two.embed)


def _all(name: str) -> frozenset[str]:
    """The plain words of a name that consists of everyday words only ("Crime")."""
    return frozenset(plain(name).split())


def _name(one: Entry) -> str:
    """What an entry is called, without "Priority A:", on one line."""
    name = re.sub(r"\s+", " ", _LABEL.sub("", one.name)).strip(" .;:")
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def _paired(kind: EntryKind, earlier: Sequence[Entry], later: Sequence[Entry], match: Match) -> Finding:
    word, words = _WORDS[kind]
    spans = [one.spans[0] for one in (*earlier, *later)]
    if match.same:
        return told("change.kept", _T.KEPT, spans, {"kind": word, "name": _name(later[0])}, sure=0.95)
    if len(earlier) > 1:
        values = {"kinds": words, "earlier": _listed(earlier), "later": _name(later[0])}
        return told("change.merged", _T.MERGED, spans, values, sure=0.75)
    if len(later) > 1:
        return told("change.split", _T.SPLIT, spans, {"kind": word, "earlier": _name(earlier[0]), "later": _listed(later)}, sure=0.75)
    values = {"kind": word, "earlier": _name(earlier[0]), "later": _name(later[0])}
    # Without a word in common it is the likeliest successor, no more.
    sharing = stems(_name(earlier[0])) & stems(_name(later[0]))
    return told("change.renamed" if sharing else "change.renamed_perhaps", _T.RENAMED, spans, values, sure=0.8 if sharing else 0.65)


def _listed(entries: Sequence[Entry]) -> str:
    names = [f"“{_name(one)}”" for one in entries]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _alone(kind: EntryKind, gone: Sequence[tuple[Entry, Entry | None]], new: Sequence[Entry], two: _Two) -> Iterator[Finding]:
    """Entries without a partner; each that is gone comes with the later one it is nearest to, where one is near."""
    word, words = _WORDS[kind]
    near = _nearness([_name(one) for one, _ in gone], two)
    for (one, nearest), cosine in zip_longest(gone, near, fillvalue=0.0):  # type: ignore[misc]
        share, place = _heard(one, two)
        values = {"kind": word, "kinds": words, "name": _name(one), "later": _name(nearest) if nearest is not None else ""}
        spans = [one.spans[0], *(nearest.spans[:1] if nearest is not None else ())]
        if nearest is not None:
            yield told("change.dropped_near", _T.DROPPED, spans, values, sure=0.8)
        elif share >= SPOKEN and place is not None:
            yield told("change.dropped_spoken", _T.DROPPED, [*spans, *place.spans], values, sure=0.85)
        else:
            silent = share < SILENT and cosine < NEAR
            yield told("change.dropped_silently" if silent else "change.dropped", _T.DROPPED, spans, values, sure=0.85)
    for one in new:
        yield told("change.new", _T.NEW, one.spans[:1], {"kind": word, "name": _name(one)}, sure=0.85)


def _heard(one: Entry, two: _Two, words: str = "") -> tuple[float, Sentence | None]:
    """The sentence of the later document that holds most of an entry's stems (or of the words given in its place), and which share."""
    meant = essence(words or _name(one), two.earlier)
    if not meant:
        return _called(_name(one), two)
    best, place = 0.0, None
    for said, sentence in two.said:
        share = len(meant & said) / len(meant)
        if share > best:
            best, place = share, sentence
    return best, place


def _called(name: str, two: _Two) -> tuple[float, Sentence | None]:
    """The same of a name of everyday words only ("Prevent"): the sentence in which it stands as a name, behind other words; where those
    words only stand somewhere, that may speak of it."""
    as_name = re.compile(rf"(?:(?<=\w\W)|(?<=\w\W\W))(?:{re.escape(name)}|{re.escape(name.upper())})\b") if name[:1].isupper() else None
    sentences = [sentence for _, sentence in two.said]
    place = next((one for one in sentences if as_name is not None and as_name.search(re.sub(r"\s", " ", one.text))), None)
    if place is not None:
        return 1.0, place
    return (SILENT, None) if any(_all(name) <= _all(one.text) for one in sentences) else (0.0, None)


def _indicators(two: _Two) -> Iterator[Finding]:
    earlier, later = two.earlier.own(EntryKind.INDICATOR), two.later.own(EntryKind.INDICATOR)
    if not earlier or not later:
        return
    found = _match(earlier, later, two)
    gone, new = list(found.alone_earlier), list(found.alone_later)
    for match in found.matches:
        first, second = earlier[match.earlier[0]], later[match.later[0]]
        if len(match.earlier) > 1 or len(match.later) > 1 or not _is_same_measure(first, second, match):
            gone += match.earlier
            new += match.later
            continue
        yield _paired(EntryKind.INDICATOR, [first], [second], match)
        yield from _values(first, second)
        yield from _result(first, second)
    lost: list[tuple[Entry, Entry | None]] = [(earlier[i], None) for i in sorted(gone)]
    yield from _alone(EntryKind.INDICATOR, lost, [later[i] for i in sorted(new)], two)


def _is_same_measure(first: Entry, second: Entry, match: Match) -> bool:
    """Measures are the same only if their words nearly are: "knife crime offences" and "gun crime offences" are near, and two things."""
    return (
        match.same
        or fuzz.token_set_ratio(plain(first.name), plain(second.name)) >= 80
        and stems(first.name) != frozenset()
        and (
            len(stems(first.name) ^ stems(second.name)) <= 2
            and (stems(first.name) <= stems(second.name) or stems(second.name) <= stems(first.name))
        )
    )


def _values(first: Entry, second: Entry) -> Iterator[Finding]:
    for field in ("target", "baseline"):
        a, b = first.fields.get(field, ""), second.fields.get(field, "")
        # A baseline of another year is a newer figure, not a changed one.
        moved = field == "target" or first.fields.get("baseline_period") == second.fields.get("baseline_period")
        if a and b and plain(a) != plain(b) and moved:
            values = {"field": field, "name": _name(second), "earlier": _with_period(first, field), "later": _with_period(second, field)}
            yield told("change.changed", _T.CHANGED, [first.spans[0], second.spans[0]], values, sure=0.85)


def _result(first: Entry, second: Entry) -> Iterator[Finding]:
    """What became of the earlier target: the later document's starting point, where it is for the year the target was for."""
    target, start, then = (
        quantity_of(one) for one in (first.fields.get("target", ""), second.fields.get("baseline", ""), first.fields.get("baseline", ""))
    )
    years = first.fields.get("target_period", ""), second.fields.get("baseline_period", "")
    if target is None or start is None or then is None or not all(years) or _YEARS.findall(years[0]) != _YEARS.findall(years[1]):
        return
    if target.unit != start.unit or then.value == target.value:
        return
    down = target.value < then.value
    short = start.low > target.high if down else start.high < target.low
    values = {"name": _name(second), "target": _with_period(first, "target"), "result": _with_period(second, "baseline"), "short": short}
    spans = [first.spans[0], second.spans[0]]
    yield told("change.result_short" if short else "change.result_met", _T.TARGET_RESULT, spans, values, sure=0.85)


def _with_period(one: Entry, field: str) -> str:
    period = one.fields.get(f"{field}_period", "")
    return f"{one.fields[field]} ({period})" if period else one.fields[field]


# -- figures of two tables -------------------------------------------------------------------------------------------------

_UNIT = re.compile(r"\bper\b.*|£|\([^)]*\)|%", re.I)


def _figures(two: _Two) -> Iterator[Finding]:
    """Rows and columns that bear the same names in both documents: a figure of one year that differs, and the newest figure then and
    now."""
    if _series(two.earlier.document.title) != _series(two.later.document.title):
        return  # rows of one name in documents of two kinds need not be the same thing
    earlier, later = _cells(two.earlier), _cells(two.later)
    told_already = {plain(one.name) for one in two.later.own(EntryKind.INDICATOR)}
    for key, years in later.items():
        before = earlier.get(key, {}) if key[0] not in told_already else {}
        for year in sorted(before.keys() & years.keys()):
            if plain(before[year].fields["value"]) != plain(years[year].fields["value"]):
                yield _restated(before[year], years[year], year) if year else _figure(before[year], years[year], "", "")
        if before and years and max(years) > max(before):
            yield _figure(before[max(before)], years[max(years)], max(before), max(years))


def _restated(first: Entry, second: Entry, year: str) -> Finding:
    values = {
        "field": _column(second),
        "name": second.fields["row"],
        "year": year,
        "earlier": first.fields["value"],
        "later": second.fields["value"],
    }
    return told("change.restated", _T.CHANGED, [first.spans[0], second.spans[0]], values, sure=0.8)


def _column(one: Entry) -> str:
    return re.sub(r"\s+", " ", _UNIT.sub("", _YEARS.sub("", one.fields.get("column", "")))).strip() or "figure"


def _figure(first: Entry, second: Entry, then: str, now: str) -> Finding:
    def told_with(one: Entry, year: str) -> str:
        return f"{one.fields['value']} ({year})" if year else one.fields["value"]

    values = {
        "field": _column(second),
        "name": second.fields["row"],
        "earlier": told_with(first, then),
        "later": told_with(second, now),
    }
    return told("change.changed", _T.CHANGED, [first.spans[0], second.spans[0]], values, sure=0.8)


def _cells(script: Script) -> dict[tuple[str, str, str], dict[str, Entry]]:
    """Figures of tables by row, column (less its year) and group, each by the year its column names; what several cells bear is left
    out."""
    found: dict[tuple[str, str, str], dict[str, Entry | None]] = {}
    for one in script.own(EntryKind.FIGURE):
        row, column = one.fields.get("row", ""), one.fields.get("column", "")
        if not row or not column:
            continue
        year = next(iter(_YEARS.findall(column)), "")
        key = (plain(row), plain(_UNIT.sub("", _YEARS.sub("", column))), plain(one.fields.get("group", "")))
        cells = found.setdefault(key, {})
        cells[year] = None if year in cells else one
    return {key: {year: one for year, one in cells.items() if one is not None} for key, cells in found.items()}


# -- promises -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Promise:
    """What was promised: an action, or one of several that stand in one cell."""

    entry: Entry
    words: str
    span: Span


def _promises(two: _Two) -> Iterator[Finding]:
    """Actions promised then that no sentence and no passage of the later document speaks of."""
    promised = [promise for one in listed_actions(two.earlier) for promise in _parts(one, two.earlier)][:MOST_PROMISES]
    quiet = [one for one in promised if len(essence(one.words, two.earlier)) >= 2 and _heard(one.entry, two, one.words)[0] < SILENT]
    near = _nearness([one.words for one in quiet], two)
    for one, cosine in zip_longest(quiet, near, fillvalue=0.0):
        if isinstance(one, _Promise) and isinstance(cosine, float) and cosine < NEAR:
            yield told("change.not_mentioned", _T.NOT_MENTIONED_SINCE, [one.span], {"name": one.words}, sure=0.8 if two.embed else 0.7)


def _parts(one: Entry, script: Script) -> Iterator[_Promise]:
    """An action; one that holds several, sentence by sentence or line by line."""
    span = one.spans[0]
    words = script.words(span)
    pieces = [(0, len(words))] if len(words) <= LONGEST_PROMISE else list(_pieces(words))
    for start, end in pieces:
        text = re.sub(r"\s+", " ", words[start:end]).strip(" .;:•-")
        if len(text) >= SHORTEST_PROMISE:
            yield _Promise(one, text, Span(span.document_id, span.page, span.start + start, span.start + end))


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    yield from parts_of(words)


def _nearness(texts: Sequence[str], two: _Two) -> list[float]:
    """The best cosine of each text to a passage of the later document; nothing without a way to embed."""
    shelf = two.later.shelf
    if two.embed is None or not texts or shelf.last == shelf.first:
        return []
    vectors = two.snapshot.vectors.of(shelf, two.snapshot.passages[shelf.first : shelf.last])
    return [float(row.max()) for row in two.embed(texts) @ vectors.T]


# -- bodies and duties --------------------------------------------------------------------------------------------------------


def _bodies(two: _Two) -> Iterator[Finding]:
    """Boards and groups of the later document whose names stand nowhere in the earlier one."""
    before = plain(two.earlier.text)
    area = plain(two.later.document.area or "")
    seen: set[str] = set()
    for one in two.later.entries:
        bare = re.sub(r"\s*\([^)]*\)", "", one.name)
        if one.kind is not EntryKind.BODY or one.fields.get("role") not in ("board", "group") or one.confidence < SURE:
            continue
        name = plain(re.sub(r"^the ", "", bare, flags=re.I))
        placeless = name.removeprefix(area).strip() if area else name  # with its area's name in front of it, it is the same body
        if is_whole_name(one, two.later) and not EXTERNAL.search(name) and placeless not in before and name not in seen:
            seen.add(name)
            yield told("change.body_new", _T.NEW, one.spans[:1], {"name": _name(one)}, sure=0.7)


def _duties(two: _Two) -> Iterator[Finding]:
    """Statutory duties that the later document speaks of and the earlier one does not."""
    if Source.PUBLISHED not in (two.earlier.document.source, two.later.document.source):
        return
    before = {covered.duty.id: covered.coverage for covered in duties(two.earlier.document.id, two.snapshot)}
    for covered in duties(two.later.document.id, two.snapshot):
        spans = [span for part in covered.parts for span in part.spans[:1]][:1]
        if spans and before.get(covered.duty.id) in (Coverage.NOT_FOUND, Coverage.LATER) and covered.coverage is not Coverage.LATER:
            yield told("change.duty_now", _T.NEW, spans, {"name": covered.duty.name}, sure=0.75)
