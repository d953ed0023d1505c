"""One question's result, and the folder that a run keeps them in: a line of JSON each, written as soon as it is there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.questions import Question, QuestionSet

HEAD = "run.json"
SYSTEM_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """What one system made of one question: measures by name (None: not asked of this question), seconds, what a person may look at,
    and the seconds that embedding the question alone took right after it, where that was timed."""

    id: str
    kind: str
    group: str
    audience: str
    documents: tuple[str, ...]
    held: bool
    answerable: bool
    measures: Mapping[str, float | None]
    seconds: float
    detail: Mapping[str, Any] = field(default_factory=dict)
    embed_seconds: float | None = None

    @classmethod
    def of(cls, question: Question, measures: Mapping[str, float | None], seconds: float, detail: Mapping[str, Any]) -> Row:
        """Given a question and what was measured, return its row."""
        return cls(
            id=question.id,
            kind=question.kind.value,
            group=question.group,
            audience=question.audience.value,
            documents=question.documents,
            held=question.held,
            answerable=question.answerable,
            measures=measures,
            seconds=seconds,
            detail=detail,
        )

    @property
    def document(self) -> str:
        """The document that the evidence stands in; "several", or "none" where nothing is to be found."""
        if len(self.documents) > 1:
            return "several"
        return self.documents[0] if self.documents else "none"


@dataclass(frozen=True, slots=True)
class System:
    """What was evaluated: its name in file names, its name for people, and its index's cost where known."""

    name: str
    title: str
    index_seconds: float | None = None
    index_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a run was: what was measured ("retrieval" or "answers"), over which questions, when, and of which systems."""

    what: str
    set: str
    digest: str
    ids: tuple[str, ...]
    created: str
    systems: tuple[System, ...] = ()


class RunFolder:
    """A run on disk: `run.json`, and `SYSTEM.jsonl` with a row a question."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, head: Head, resume: bool) -> None:
        """Given the head of a run, begin it, or go on with it.

        Raises RunError where the folder holds a run already and `resume` is not asked for, or where that run was another.
        """
        if not (self.folder / HEAD).exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.write_head(head)
        elif not resume:
            raise RunError(f"{self.folder} holds a run already; add --resume to go on with it, or name another folder with --output.")
        elif (before := self.head()) and (before.what, before.set, before.digest) != (head.what, head.set, head.digest):
            raise RunError(f"{self.folder} holds a run over other questions ({before.what}, {before.set}); name another with --output.")

    def write_head(self, head: Head) -> None:
        """Given a head, write it in place of the one before."""
        _replace(self.folder / HEAD, json.dumps(asdict(head), indent=1, ensure_ascii=False))

    def head(self) -> Head:
        """Return the head. Raises RunError where the folder holds no run."""
        try:
            raw = json.loads((self.folder / HEAD).read_text(encoding="utf-8"))
            systems = tuple(System(**system) for system in raw.pop("systems"))
            return Head(**{**raw, "ids": tuple(raw["ids"]), "systems": systems})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise RunError(f"{self.folder} holds no run that can be read ({HEAD}: {error}); name the folder of an earlier run.") from error

    def add(self, system: str, row: Row) -> None:
        """Given a system's name and a row, write it down for good."""
        with self._file(system).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")

    def rows(self, system: str) -> tuple[Row, ...]:
        """Given a system's name, return the rows that are finished; a line that a dying run left half-written is cut off.

        Raises RunError where another line is no row.
        """
        file = self._file(system)
        if not file.exists():
            return ()
        text = file.read_text(encoding="utf-8", errors="replace")
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            _replace(file, whole)
        return tuple(_rows(whole.splitlines(), file))

    def _file(self, system: str) -> Path:
        if not SYSTEM_NAME.fullmatch(system):
            raise RunError(f"“{system}” is no name for a system; use small letters, digits and hyphens.")
        return self.folder / f"{system}.jsonl"


def questions_digest(questions: QuestionSet) -> str:
    """Given questions, return a digest that changes when one of them or its gold does."""
    lines = [question.model_dump_json(by_alias=True) for question in questions.questions]
    return hashlib.sha256("\n".join([questions.name, *lines]).encode()).hexdigest()


def _rows(lines: Sequence[str], file: Path) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        try:
            raw = json.loads(line)
            yield Row(**{**raw, "documents": tuple(raw["documents"])})
        except (ValueError, TypeError, KeyError) as error:
            raise RunError(f"{file}, line {number}: no row of a run ({error}); take the line out and use --resume.") from error


def _replace(file: Path, text: str) -> None:
    """Given a file and its new text, put it in place at once, so that a dying process leaves the old or the new one."""
    draft = file.with_suffix(file.suffix + ".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
