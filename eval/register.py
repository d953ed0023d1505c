"""The register against labels made by hand: precision and recall by kind and document, never one without the other.

An entry matches a label when their kinds are the same, the fields that must agree do, and their spans overlap by half: half of the
label's characters and half of the entry's, counted in the PDF's own text layer without white space. Of a figure its number alone may
overlap, too: whether a span holds the unit ("412 boats") is not measured. Labels marked doubtful
are neither required nor wrong. Beside it stands how many of a matched label's filled fields we give with the same value.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from rich.console import Console
from rich.table import Table

from eval.errors import QuestionError, SetSkipped
from ingest.documents import Document, Reading
from ingest.outline import sections_of
from ingest.readers import read_bytes
from ingest.readers.format import Format
from ingest.register import Embed, Entry, EntryKind, register_of

LABELS = Path(__file__).parent / "labels"
# Fields that a match must agree in, where the label fills them; the others are counted, and must not contradict where both are short facts.
MUST: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.PRIORITY: ("name", "whose"),
    EntryKind.DUTY: ("law", "year"),
    EntryKind.INDICATOR: ("measure", "target", "baseline"),
    EntryKind.ACTION: (),
    EntryKind.OUTCOME: (),
    EntryKind.FIGURE: ("value",),
    EntryKind.BODY: ("name",),
    EntryKind.TERM: ("short", "expansion"),
}
# A figure from a table must stand in the right place, too.
MUST_IN_TABLE = ("value", "row", "column", "unit", "period")
# A number of tables' figures is given apart, as this kind.
IN_TABLES = "figure in a table"


@dataclass(frozen=True, slots=True)
class Label:
    """One entry as a person labelled it; `places` holds, for each span, (page, character index) of its characters that are no space."""

    id: str
    kind: EntryKind
    fields: Mapping[str, str]
    places: tuple[frozenset[tuple[int, int]], ...]
    doubtful: bool
    belongs_to: str | None

    @property
    def in_table(self) -> bool:
        """Whether it is one cell of a table that holds nothing but a number."""
        return self.kind is EntryKind.FIGURE and "row" in self.fields and "column" in self.fields


@dataclass(slots=True)
class Score:
    """How one kind was read in one document."""

    labelled: int = 0
    found: int = 0
    matched: int = 0
    right: int = 0  # entries that match a label, doubtful ones left out
    fields: int = 0
    fields_agree: int = 0

    @property
    def precision(self) -> float | None:
        """The share of entries that are one, or None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of labels that were found, or None where there is none."""
        return self.matched / self.labelled if self.labelled else None


@dataclass(slots=True)
class Judged:
    """One document: its scores by kind, and what was missed and what was wrong, for a person to look at."""

    document: str
    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    missed: list[Label] = field(default_factory=list)
    wrong: list[Entry] = field(default_factory=list)


def label_files(folder: Path = LABELS) -> list[Path]:
    """Given the folder of labels, return its files in order."""
    return sorted(folder.glob("*.yaml"))


def judge(file: Path, folders: Sequence[Path], embed: Embed | None = None) -> Judged:
    """Given a label file and the folders its document may lie in, read the document and return how its register compares.

    Raises QuestionError where the labels cannot be used, SetSkipped where the document is not at hand.
    """
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    pdf = _document(content["sha256"], folders, file)
    data = pdf.read_bytes()
    reading = read_bytes(data, Format.PDF, 2000)
    document = Document(content["document"], content["document"], pdf)
    entries = register_of(document, reading, sections_of(reading), embed)
    return compare(content["document"], list(_labels(content, data, file)), entries, reading)


def compare(document: str, labels: Sequence[Label], entries: Sequence[Entry], reading: Reading) -> Judged:
    """Given labels and entries of one document, match them one to one and return the scores."""
    judged = Judged(document)
    places = {entry.id: entry_places(entry, reading) for entry in entries}
    pairs = _pairs(labels, entries, places)
    matched_labels = {label.id: entry for label, entry in pairs}
    matched_entries = {entry.id: label for label, entry in pairs}
    for label in labels:
        if label.doubtful:
            continue
        for score in _scores(judged, label.kind, label.in_table):
            score.labelled += 1
            score.matched += label.id in matched_labels
            _count_fields(score, label, matched_labels.get(label.id))
        if label.id not in matched_labels:
            judged.missed.append(label)
    for entry in entries:
        own = matched_entries.get(entry.id)
        if own is None and _is_doubtful(entry, labels, places) or own is not None and own.doubtful:
            continue
        for score in _scores(judged, entry.kind, own.in_table if own else _is_table_cell(entry)):
            score.found += 1
            score.right += own is not None
        if own is None:
            judged.wrong.append(entry)
    return judged


def _scores(judged: Judged, kind: EntryKind, in_table: bool) -> Iterator[Score]:
    yield judged.scores[kind.value]
    if kind is EntryKind.FIGURE and in_table:
        yield judged.scores[IN_TABLES]


def _is_table_cell(entry: Entry) -> bool:
    return entry.kind is EntryKind.FIGURE and bool(entry.fields.get("row") or entry.fields.get("column"))


def _pairs(
    labels: Sequence[Label], entries: Sequence[Entry], places: Mapping[str, Sequence[frozenset[tuple[int, int]]]]
) -> list[tuple[Label, Entry]]:
    """Pairs of label and entry that match, the most alike first, each used once; firm labels before doubtful ones."""
    by_place: defaultdict[tuple[str, tuple[int, int]], set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for place in frozenset().union(*places[entry.id]):
            by_place[entry.kind, place].add(number)
    candidates: list[tuple[bool, float, int, int]] = []
    for index, label in enumerate(labels):
        near = Counter(number for place in frozenset().union(*label.places) for number in by_place.get((label.kind, place), ()))
        for number in near:
            share = overlap(label.places, places[entries[number].id])
            if share >= 0.5 and agrees(label, entries[number]):
                candidates.append((label.doubtful, -share, index, number))
    used_labels: set[int] = set()
    used_entries: set[int] = set()
    pairs: list[tuple[Label, Entry]] = []
    for _, _, index, number in sorted(candidates):
        if index not in used_labels and number not in used_entries:
            used_labels.add(index)
            used_entries.add(number)
            pairs.append((labels[index], entries[number]))
    return pairs


def overlap(first: Sequence[frozenset[tuple[int, int]]], second: Sequence[frozenset[tuple[int, int]]]) -> float:
    """Given the places of a label and of an entry (main first), return the best overlap of one's main place with any of the other's:
    the smaller of the two shares that both hold."""
    pairs = [(first[0], other) for other in second] + [(other, second[0]) for other in first]
    whole = frozenset().union(*first), frozenset().union(*second)
    return max(_share(one, other) for one, other in (*pairs, whole))


def _share(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> float:
    common = len(one & other)
    return min(common / len(one), common / len(other)) if one and other else 0.0


def _is_doubtful(entry: Entry, labels: Sequence[Label], places: Mapping[str, Sequence[frozenset[tuple[int, int]]]]) -> bool:
    """Whether an entry stands where a doubtful label of its kind stands."""
    return any(label.doubtful and label.kind is entry.kind and overlap(label.places, places[entry.id]) >= 0.5 for label in labels)


# -- fields -----------------------------------------------------------------------------------------------------------------


def agrees(label: Label, entry: Entry) -> bool:
    """Given a label and an entry of one kind, say whether the fields that must agree do."""
    must = MUST_IN_TABLE if label.in_table and _is_whole_cell(label) else MUST[label.kind]
    return all(_same(label.fields[name], _value(entry, name), name) for name in must if name in label.fields)


def _is_whole_cell(label: Label) -> bool:
    """Whether the cell's own column names what is counted, so that unit and period belong to it."""
    return "period" in label.fields or "unit" in label.fields


def _value(entry: Entry, name: str) -> str:
    return entry.whose if name == "whose" else entry.fields.get(name, "")


def _same(labelled: str, ours: str, name: str) -> bool:
    """Whether two values say the same: labels hold the first words only, so that one may begin the other."""
    if labelled.strip() == ours.strip():
        return True
    first, second = _words(labelled), _words(ours)
    if not second:
        return False
    if first == second or name in ("whose", "number", "value", "year") or min(len(first), len(second)) < 2:
        return first == second
    short, long = sorted((first, second), key=len)
    return long[: len(short)] == short or (name in ("measure", "name", "what", "of") and _holds(long, short))


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    return len(short) >= 3 and any(list(long[i : i + len(short)]) == list(short) for i in range(len(long) - len(short) + 1))


def _words(text: str) -> list[str]:
    plain = re.sub(r"['’‘\"“”]", "", str(text).casefold())
    plain = re.sub(r"\b(?:for|in|of)\s+(?:every|each)\s+(?=\d)", "per ", plain)  # one rate in other words
    plain = re.sub(r"(?<=[\d%])\s*[-–−]\s*(?=[£\d])", " to ", plain)
    words = re.findall(r"[-−+]?[£€]?\d[\d,]*(?:\.\d+)?\s?%?|[a-z]+", plain)
    words = [re.sub(r"[\s,]", "", word) for word in words]
    while words and words[0] in ("to", "the", "a", "an", "of"):
        words = words[1:]
    return words


def _count_fields(score: Score, label: Label, entry: Entry | None) -> None:
    if entry is None:
        return
    for name, value in label.fields.items():
        score.fields += 1
        score.fields_agree += _same(value, _value(entry, name), name)


# -- places -----------------------------------------------------------------------------------------------------------------


def entry_places(entry: Entry, reading: Reading) -> list[frozenset[tuple[int, int]]]:
    """Given an entry, return for each of its spans the (page, character index in the PDF's text layer) of its characters."""
    found: list[frozenset[tuple[int, int]]] = []
    for span in entry.spans:
        page = reading.pages[span.page - 1]
        held = range(span.start, span.end)
        found.append(frozenset((span.page, page.origin[at]) for at in held if page.origin[at] >= 0 and not page.text[at].isspace()))
    return [*found, *_number_alone(entry, reading)]


def _number_alone(entry: Entry, reading: Reading) -> Iterator[frozenset[tuple[int, int]]]:
    """Where the number of a figure stands whose span holds its unit, too ("412 boats"): labels may hold the number alone."""
    value = entry.fields.get("value", "")
    first = next(iter(entry.spans), None)
    if entry.kind is not EntryKind.FIGURE or first is None or not value:
        return
    page = reading.pages[first.page - 1]
    if page.text.startswith(value, first.start) and first.start + len(value) < first.end:
        number = range(first.start, first.start + len(value))
        yield frozenset((first.page, page.origin[at]) for at in number if page.origin[at] >= 0 and not page.text[at].isspace())


def _labels(content: Mapping[str, Any], data: bytes, file: Path) -> Iterator[Label]:
    texts = _texts(data)
    for number, raw in enumerate(content["entries"], 1):
        try:
            spans = [(span["page"], span["start"], span["end"]) for span in raw["spans"]]
            places = tuple(_characters(texts[page - 1], page, start, end) for page, start, end in spans)
            fields = {name: str(value) for name, value in raw["fields"].items()}
            yield Label(raw["id"], EntryKind(raw["kind"]), fields, places, bool(raw.get("doubtful")), raw.get("belongs_to"))
        except (KeyError, ValueError, IndexError, TypeError) as error:
            raise QuestionError([f"{file.name}: entry {number} cannot be used ({error!r}); correct it."]) from error


def _characters(text: str, page: int, start: int, end: int) -> frozenset[tuple[int, int]]:
    """The label's characters by index in the text layer, which counts a character beyond the basic plane twice."""
    wide = sum(1 for letter in text[:start] if ord(letter) > 0xFFFF)
    found: set[tuple[int, int]] = set()
    for at in range(start, end):
        if not text[at].isspace():
            found.add((page, at + wide))
        wide += ord(text[at]) > 0xFFFF
    return frozenset(found)


@lru_cache(maxsize=2)
def _texts(data: bytes) -> tuple[str, ...]:
    with pypdfium2.PdfDocument(data) as pdf:
        return tuple(page.get_textpage().get_text_range() for page in pdf)


def _document(sha256: str, folders: Sequence[Path], file: Path) -> Path:
    for folder in folders:
        for pdf in sorted(folder.glob("*.pdf")):
            if _sha256(pdf) == sha256:
                return pdf
    names = ", ".join(str(folder) for folder in folders)
    raise SetSkipped(f"The document labelled in {file.name} is not in {names}, so its labels are skipped.")


@lru_cache(maxsize=256)
def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# -- the table --------------------------------------------------------------------------------------------------------------


def table_of(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    """Given documents as judged, return rows of words: document, kind, labels, entries, precision, recall, fields; headings first."""
    rows: list[tuple[str, ...]] = [("document", "kind", "labels", "entries", "precision", "recall", "fields")]
    for one in judged:
        for kind in (*EntryKind, IN_TABLES):
            score = one.scores.get(str(kind))
            if score is not None and (score.labelled or score.found):
                fields = _figure(score.fields_agree / score.fields if score.fields else None)
                counts = (str(score.labelled), str(score.found))
                rows.append((one.document, str(kind), *counts, _figure(score.precision), _figure(score.recall), fields))
    return rows


def show_register(judged: Sequence[Judged], output: Path | None = None) -> None:
    """Given documents as judged, print their scores as a table, and write them as CSV where `output` says."""
    head, *rows = table_of(judged)
    table = Table(*head, box=None)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    if output is not None:
        with output.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
