"""What is found in documents against labels made by hand: precision and recall by kind and type, never one without the other.

A finding meets a label when its type is one that the label may fairly be reported under and one of its spans touches the label's words
on that page.
Labels that are arguable are neither required nor wrong. A gap that many entries share is one finding with a span for each: its spans
are counted one by one beside it, so that one right entry does not carry forty wrong ones.
"""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from assistant.findings import contradictions, gaps, laws, shown
from assistant.findings.finding import CONTRADICTIONS, Finding, FindingType
from eval.errors import QuestionError, SetSkipped, SystemUnavailable
from ingest.catalogue import CATALOGUE
from ingest.embed import Embedder
from ingest.library import Library, Snapshot
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

BUILT_WITH = "# The rules were built with these labels."  # among the first lines of such a file
LABELS = Path(__file__).parent / "labels" / "findings"
INVENTED = LABELS / "invented"  # labels of invented plans with their catalogue; the plans themselves are kept with the register's labels
DOCUMENTS = Path(__file__).parent / "labels" / "documents"
TODAY = date(2026, 11, 21)  # on which they were labelled
_T = FindingType
# The names that labels give each of our types. Two names of one document, two dates of one event, and "eleven strands" in one place where
# "nine" stand in another may fairly be called either.
CALLED: Mapping[FindingType, frozenset[str]] = {
    _T.PRIORITY_WITHOUT_INDICATOR: frozenset({"no_indicator"}),
    _T.INDICATOR_WITHOUT_BASELINE: frozenset({"no_baseline"}),
    _T.INDICATOR_WITHOUT_TARGET: frozenset({"no_target"}),
    _T.INDICATOR_WITHOUT_PERIOD: frozenset({"no_period", "no_date"}),
    _T.INDICATOR_WITHOUT_OWNER: frozenset({"no_owner"}),
    _T.ACTION_WITHOUT_OWNER: frozenset({"no_owner"}),
    _T.ACTION_WITHOUT_DATE: frozenset({"no_date", "no_period"}),
    _T.TARGET_PERIOD_OVER: frozenset({"period_over"}),
    _T.OUTCOME_WITHOUT_MEASURE: frozenset({"unmeasured_outcome"}),
    _T.BODY_UNEXPLAINED: frozenset({"unexplained_body"}),
    _T.PROMISED_MISSING: frozenset({"missing_reference", "leftover_text", "unexplained_body"}),
    _T.LEFTOVER_TEXT: frozenset({"leftover_text", "missing_reference"}),
    _T.TOTAL_AND_PARTS: frozenset({"total"}),
    _T.CHANGE_AND_FIGURES: frozenset({"percentage"}),
    _T.SHARE_AND_COUNT: frozenset({"share", "percentage"}),
    _T.SAME_QUANTITY: frozenset({"twice", "two_names", "date", "count"}),
    _T.COUNT_AND_LIST: frozenset({"count"}),
    _T.DATES: frozenset({"date", "twice"}),
    _T.REFERENCE_MISSING: frozenset({"reference", "twice", "two_names"}),
    _T.NAMES: frozenset({"two_names", "expansion"}),
    _T.LAW_MISNAMED: frozenset({"two_names", "reference", "twice", "date"}),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one page; `page` counts from 1."""

    page: int
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """One finding as a person labelled it; `types` holds its type and those it may also be reported under."""

    id: str
    kind: str
    type: str
    types: frozenset[str]
    places: tuple[Place, ...]
    arguable: bool


@dataclass(slots=True)
class Score:
    """How one type was found in one document. `right` and `wrong` count findings, the same for spans; what meets only an arguable label is
    neither."""

    labelled: int = 0
    met: int = 0
    right: int = 0
    wrong: int = 0
    spans_right: int = 0
    spans_wrong: int = 0

    def add(self, other: Score) -> None:
        """Add another score to this one."""
        for name in ("labelled", "met", "right", "wrong", "spans_right", "spans_wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def recall(self) -> float | None:
        """The share of labels that were met; None without labels."""
        return self.met / self.labelled if self.labelled else None

    @property
    def precision(self) -> float | None:
        """The share of findings that meet a label; None without findings."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def span_precision(self) -> float | None:
        """The share of findings' spans that meet one; None without findings."""
        return self.spans_right / (self.spans_right + self.spans_wrong) if self.spans_right + self.spans_wrong else None


@dataclass(frozen=True, slots=True)
class JudgedFindings:
    """A document's scores by (kind, type), and the labels that were missed and the findings that met none, for whoever mends them.

    `built_with` says whether whoever wrote the rules had read its labels, so that its scores say little of other documents; `invented`
    whether the document is one of the invented plans.
    """

    document_id: str
    scores: Mapping[tuple[str, str], Score]
    missed: tuple[Label, ...]
    wrong: tuple[Finding, ...]
    built_with: bool = False
    invented: bool = False


def finding_label_files(folder: Path = LABELS) -> list[Path]:
    """Given a folder, return its label files. Raises SetSkipped where there are none."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise SetSkipped(f"There are no label files in {folder}, so findings are not measured.")
    return files


def load_labels(file: Path) -> tuple[Label, ...]:
    """Given a label file, return its labels. Raises QuestionError naming the one that cannot be used."""
    try:
        entries = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise QuestionError([f"{file.name} cannot be read ({error}); correct it."]) from error
    if not isinstance(entries, list):
        raise QuestionError([f"{file.name} must hold a list of labels; correct it."])
    return tuple(_label(file.name, number, entry) for number, entry in enumerate(entries, start=1))


def _label(file: str, number: int, entry: Any) -> Label:
    try:
        also = entry.get("also")
        types = {entry["type"], *([also] if isinstance(also, str) else also or ())}
        places = tuple(Place(int(place["page"]), str(place["words"])) for place in entry["places"])
        return Label(str(entry["id"]), entry["kind"], entry["type"], frozenset(types), places, entry.get("how_sure") == "arguable")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise QuestionError([f"{file}, label {number}: it lacks or misspells {error}; correct it."]) from error


def judged_of(files: Sequence[Path], folder: Path, index: Path, embedder: Embedder) -> list[JudgedFindings]:
    """Given label files, the folder of the documents, a folder for the index and the loaded model, return how the documents' findings fare.

    Raises SystemUnavailable, naming the document, where one of them cannot be indexed.
    """
    settings = IngestSettings(index=index, store_url=None, chroma_url=None)
    report = ingest([folder], settings, lambda: embedder)
    if report.failed:
        first = report.failed[0]
        raise SystemUnavailable(f"The document “{first.document_id}” could not be indexed: {first.error}")
    with Library.open(settings) as library:
        return [judge_findings(file, library.snapshot) for file in files]


def judged_invented(room: Path, embedder: Embedder, labels: Path = INVENTED, documents: Path = DOCUMENTS) -> list[JudgedFindings]:
    """Given an empty folder and the loaded model (and where labels with their catalogue, and the documents, lie), return how the invented
    plans' findings fare. They need no published plan. Raises SetSkipped and SystemUnavailable."""
    files = finding_label_files(labels)
    folder = room / "invented"
    folder.mkdir()
    shutil.copy(labels / CATALOGUE, folder / CATALOGUE)
    for entry in tomllib.loads((labels / CATALOGUE).read_text("utf-8"))["document"]:
        shutil.copy(documents / entry["file"], folder / entry["file"])
    return [replace(one, invented=True) for one in judged_of(files, folder, room / "invented-index", embedder)]


def judge_findings(file: Path, snapshot: Snapshot) -> JudgedFindings:
    """Given a label file named by a document's id, and an index that holds the document, return how its findings fare. Raises
    UnknownDocument."""
    document_id = file.stem
    labels = load_labels(file)
    pages = {
        number: _Words.of(snapshot.page(document_id, number).text)
        for number in range(1, snapshot.document(document_id).published.pages + 1)
    }
    placed = [(label, [range_ for place in label.places for range_ in _ranges(place, pages)]) for label in labels]
    findings = [
        *shown(gaps(document_id, snapshot, TODAY)),
        *shown(contradictions(document_id, snapshot)),
        *shown(laws(document_id, snapshot)),
    ]
    return replace(_judged(document_id, placed, findings), built_with=is_built_with(file))


def is_built_with(file: Path) -> bool:
    """Given a label file, say whether its first lines mark it as one that the rules were built with."""
    with file.open(encoding="utf-8") as lines:
        return any(line.strip() == BUILT_WITH for line in islice(lines, 5))


_Range = tuple[int, int, int]  # page, first and last character, end exclusive


def _judged(document_id: str, placed: Sequence[tuple[Label, list[_Range]]], findings: Sequence[Finding]) -> JudgedFindings:
    scores: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    met: set[str] = set()
    wrong: list[Finding] = []
    for one in findings:
        # Labels have no kind of their own for laws: one that is labelled is so as a contradiction; the others stand apart.
        kind = "law" if one.type is FindingType.LAW_MISNAMED else "contradiction" if one.type in CONTRADICTIONS else "gap"
        score = scores[kind, _name_of(one.type)]
        meets = [[label for label, ranges in placed if _meets(one, span, label, ranges)] for span in range(len(one.spans))]
        sure = [label for found in meets for label in found if not label.arguable]
        met |= {label.id for found in meets for label in found}
        if sure:
            score.right += 1
        elif not any(meets):
            score.wrong += 1
            wrong.append(one)
        # Where parts and both sides are cited, the finding's other spans are its evidence; only what entries share is counted one by one.
        if kind == "gap" and len(one.spans) > 1:
            score.spans_right += sum(any(not label.arguable for label in found) for found in meets)
            score.spans_wrong += sum(not found for found in meets)
        else:
            score.spans_right += bool(sure)
            score.spans_wrong += not any(meets)
    for label, _ in placed:
        if not label.arguable:
            score = scores[label.kind, label.type]
            score.labelled += 1
            score.met += label.id in met
    missed = tuple(label for label, _ in placed if not label.arguable and label.id not in met)
    return JudgedFindings(document_id, dict(scores), missed, tuple(wrong))


def _name_of(type: FindingType) -> str:
    """The first of the names that labels give a type, so that findings and labels share a line of the table."""
    order = (
        "no_indicator",
        "no_baseline",
        "no_target",
        "no_owner",
        "missing_reference",
        "leftover_text",
        "twice",
        "date",
        "reference",
        "two_names",
    )
    called = CALLED[type]
    if type is FindingType.INDICATOR_WITHOUT_PERIOD:
        return "no_period"
    if type is FindingType.ACTION_WITHOUT_DATE:
        return "no_date"
    if type is FindingType.LEFTOVER_TEXT:
        return "leftover_text"
    if type is FindingType.LAW_MISNAMED:
        return "law"
    if type in (FindingType.DATES, FindingType.REFERENCE_MISSING):
        return "date" if type is FindingType.DATES else "reference"
    return next((name for name in order if name in called), min(called))


def _meets(one: Finding, span: int, label: Label, ranges: Sequence[_Range]) -> bool:
    if not CALLED[one.type] & label.types:
        return False
    place = one.spans[span]
    return any(page == place.page and start < place.end and place.start < end for page, start, end in ranges)


@dataclass(frozen=True, slots=True)
class _Words:
    """A page's characters that are no white space, in small letters, and where each stands."""

    plain: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Words:
        kept = [(place, character) for place, character in enumerate(text) if not character.isspace()]
        return cls("".join(_same(character) for _, character in kept), tuple(place for place, _ in kept))


def _same(character: str) -> str:
    """A character as it is compared: small, one kind of quotation mark and of dash; always one character."""
    plain = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"}.get(character, character.casefold())
    return plain if len(plain) == 1 else character


def _ranges(place: Place, pages: Mapping[int, _Words]) -> Iterator[_Range]:
    """Where a label's words stand on its page: all of them, or, where a line or cell breaks them, the longest beginning that does."""
    words = pages.get(place.page)
    if words is None:
        return
    tokens = re.findall(r"\S+", place.words)
    for length in range(len(tokens), 0, -1):
        wanted = "".join(_same(character) for character in "".join(tokens[:length]))
        at = words.plain.find(wanted)
        if at >= 0 and (length == len(tokens) or length >= 2):
            while at >= 0:
                yield place.page, words.at[at], words.at[at + len(wanted) - 1] + 1
                at = words.plain.find(wanted, at + 1)
            return


def show_findings(judged: Sequence[JudgedFindings], output: Path | None, console: Console | None = None) -> None:
    """Given scores, print them by kind and type and by kind for each document, those that the rules were built with apart from the others
    and invented plans apart from published ones, and write the same as CSV where a file is given."""
    rows = list(_rows(judged))
    table = Table(title="What is found against labels made by hand")
    for heading in (
        "labels",
        "document",
        "kind",
        "type",
        "labelled",
        "recall",
        "right",
        "wrong",
        "precision",
        "precision by place",
    ):
        table.add_column(heading, overflow="fold", no_wrap=heading == "type")
    for row in rows:
        table.add_row(*row)
    (console or Console()).print(table)
    if output is not None:
        with output.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[str(column.header) for column in table.columns], *rows])


def _rows(judged: Sequence[JudgedFindings]) -> Iterator[tuple[str, ...]]:
    for invented in (False, True):
        for group, built_with in (("unseen", False), ("built with", True)):
            within = [one for one in judged if one.built_with is built_with and one.invented is invented]
            if within:
                yield from ((f"invented, {group}" if invented else group, *row) for row in _rows_of(within))


def _rows_of(judged: Sequence[JudgedFindings]) -> Iterator[tuple[str, ...]]:
    everything: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    for one in judged:
        for key, score in one.scores.items():
            everything[key].add(score)
    for kind in ("gap", "contradiction", "law"):
        for one in judged:
            yield _row(one.document_id, kind, "all", [score for key, score in one.scores.items() if key[0] == kind])
        yield _row("all", kind, "all", [score for key, score in everything.items() if key[0] == kind])
    for (kind, type), score in sorted(everything.items(), reverse=True):
        yield _row("all", kind, type, [score])


def _row(document: str, kind: str, type: str, scores: Sequence[Score]) -> tuple[str, ...]:
    total = Score()
    for score in scores:
        total.add(score)
    shares = [("–" if value is None else f"{value:.2f}") for value in (total.recall, total.precision, total.span_precision)]
    return (document, kind, type, str(total.labelled), shares[0], str(total.right), str(total.wrong), shares[1], shares[2])
