"""The command plan-evaluate import-feedback: what somebody said about an answer, reviewed, becomes a question of a question file."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Annotated, Any

import typer
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console

from assistant.conversation import Audience, Status
from eval.errors import QuestionError, RunError
from eval.lined_yaml import read_lined
from eval.plainly import plainly
from eval.questions import REFUSED_KINDS, Kind, SetName, load_questions
from eval.words import occurs

ITEM = re.compile(r"^( *)- id:", re.MULTILINE)  # where a question begins, and how far in
LENIENT = ConfigDict(frozen=True, extra="ignore")


class Source(BaseModel):
    """One source that the answer showed."""

    model_config = LENIENT
    document_id: str
    page: int | None = None
    quote: str = ""


class Record(BaseModel):
    """One record of the export, as far as a question needs it."""

    model_config = LENIENT
    id: str
    opinion: str
    question: str
    words: str = ""
    sources: tuple[Source, ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What the reviewer adds: the kind, who asks, how the answer may end, the facts (accepted wordings each), what must not be said,
    evidence beside the answer's own sources, and why the question is hard."""

    kind: Kind
    audience: Audience
    status: tuple[Status, ...]
    facts: tuple[tuple[str, ...], ...]
    must_not_say: tuple[str, ...]
    evidence: tuple[Source, ...]
    why: str


def read_record(text: str, record_id: str) -> Record:
    """Given an export (lines of JSON) and the start of a record's id, return that record.

    Raises RunError where a line is no record, where none or several fit, and for a record that may quote internal documents.
    """
    records: list[Record] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            records += [Record.model_validate(json.loads(line))] if line.strip() else []
        except (ValueError, ValidationError) as error:
            raise RunError(f"Line {number} of the export is no feedback record ({str(error).splitlines()[0]}); export it again.") from error
    fitting = [record for record in records if record_id and record.id.startswith(record_id)]
    if len(fitting) != 1:
        known = ", ".join(record.id for record in (fitting or records)[:10]) or "none at all"
        raise RunError(f"{len(fitting)} records have an id that begins with “{record_id}”; there are {known}.")
    if fitting[0].internal:
        raise RunError(f"The record {fitting[0].id} may quote internal documents, so it does not go into a question file.")
    return fitting[0]


def question_of(record: Record, review: Review) -> dict[str, Any]:
    """Given a record and its review, return the question as it stands in a file.

    Its evidence is what the reviewer gave and, of the answer's own sources, those quotes that hold one of the facts.
    """
    held = [source for source in record.sources if any(occurs(wording, source.quote) for fact in review.facts for wording in fact)]
    evidence = list(dict.fromkeys([*review.evidence, *(source for source in held if source.page is not None)]))
    return {
        "id": f"feedback-{record.id.lower()[:8]}",
        "question": record.question,
        "audience": review.audience.value,
        "kind": review.kind.value,
        "answerable": review.kind not in REFUSED_KINDS,
        "status": [status.value for status in review.status],
        "history": [],
        "facts": [{"any": list(wordings)} for wordings in review.facts],
        "must_not_say": list(review.must_not_say),
        "evidence": [{"document": source.document_id, "page": source.page, "quote": source.quote} for source in evidence],
        "why_hard": review.why or f"Feedback: {record.opinion}. {record.words}".strip(),
    }


def add_question(file: Path, question: dict[str, Any], folder: Path) -> None:
    """Given a question file (begun where there is none), a question and the folder of the documents, put the question at its end.

    Raises QuestionError, and leaves the file as it was, where the question is not sound.
    """
    if file.exists():
        value = read_lined(file).value
        if not isinstance(value, dict) or not isinstance(value.get("questions"), list) or value.get("set") != SetName.CORPUS.value:
            raise QuestionError(
                [f"{file} is no question file of the set {SetName.CORPUS.value}; name another, or one that is not there yet."]
            )
        before = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    else:
        before = f"set: {SetName.CORPUS.value}\nwritten_by: reviewed feedback\nheld: false\nquestions:\n"
    # Appended as text: what stands there keeps its comments.
    draft = file.with_name(f".{file.name}.new")
    places = ITEM.findall(before)
    added = yaml.safe_dump([question], sort_keys=False, allow_unicode=True, width=120)
    draft.write_text(before + indent(added, places[-1] if places else ""), encoding="utf-8")
    try:
        load_questions([draft], folder)
        draft.replace(file)
    except QuestionError as error:
        raise QuestionError([problem.replace(draft.name, file.name) for problem in error.problems]) from error
    finally:
        draft.unlink(missing_ok=True)


def add_import(app: typer.Typer) -> None:
    """Given the command's app, add the command."""

    @app.command("import-feedback")
    def import_feedback(
        export: Annotated[Path, typer.Argument(help="Feedback as it was exported, a record a line; - reads it from standard input.")],
        into: Annotated[Path, typer.Option("--into", help="The question file it goes into; begun where there is none.")],
        record: Annotated[str, typer.Option("--record", help="The record's id, or how it begins.")],
        kind: Annotated[Kind, typer.Option("--kind", help="What sort of question it is.")],
        fact: Annotated[list[str] | None, typer.Option("--fact", help="A fact a full answer holds; | between accepted wordings.")] = None,
        never: Annotated[list[str] | None, typer.Option("--never", help="Words that would be wrong in an answer.")] = None,
        evidence: Annotated[
            list[str] | None, typer.Option("--evidence", metavar="DOCUMENT:PAGE:QUOTE", help="Evidence that the answer did not show.")
        ] = None,
        audience: Annotated[Audience, typer.Option("--audience", help="Who asks.")] = Audience.RESIDENT,
        status: Annotated[list[Status] | None, typer.Option("--status", help="How an answer may end.")] = None,
        why: Annotated[str, typer.Option("--why", help="Why it is hard; by default what the feedback says.")] = "",
        folder: Annotated[Path, typer.Option("--folder", help="Folder of the documents, with their catalogue.")] = Path("corpus"),
    ) -> None:
        """Make a question of a feedback record that was reviewed, checked against the documents like any other."""
        with plainly():
            endings = status or [Status.NOT_IN_DOCUMENTS if kind in REFUSED_KINDS else Status.ANSWERED]
            facts = tuple(tuple(wording.strip() for wording in one.split("|")) for one in fact or ())
            review = Review(kind, audience, tuple(endings), facts, tuple(never or ()), _evidence(evidence or ()), why)
            question = question_of(read_record(_text(export), record), review)
            add_question(into, question, folder)
            console = Console(emoji=False, markup=False)
            console.print(f"{question['id']} is in {into}: {question['question']}", highlight=False, soft_wrap=True)


def _evidence(given: Sequence[str]) -> tuple[Source, ...]:
    """Given evidence as an option has it, return it. Raises RunError for another form."""
    parts = [value.split(":", 2) for value in given]
    for value, found in zip(given, parts, strict=True):
        if len(found) != 3 or not found[1].strip().isdecimal():
            raise RunError(f"“{value}” is no evidence; write DOCUMENT:PAGE:QUOTE, such as my-plan:4:the words on that page.")
    return tuple(Source(document_id=document.strip(), page=int(page), quote=quote.strip()) for document, page, quote in parts)


def _text(export: Path) -> str:
    """Given where the export is, return it. Raises RunError where it cannot be read."""
    try:
        return sys.stdin.read() if str(export) == "-" else export.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{export} cannot be read ({error}); name the file that feedback was exported to.") from error
