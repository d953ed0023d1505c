"""The question set: questions as people ask them, and what a right answer must hold.

Three sets are measured on. `published`: over plans whose words are not ours to copy, so evidence is document, page and character offsets
into pypdfium2's text of that page. `corpus`: over the shipped documents, so evidence is document, page and the quoted words; `invented`
alike, over invented plans of other layouts, which are kept with the register's labels. Two more are only learnt from: `learning`, over
invented documents that ship, and `elsewhere`, over other authorities' documents that do not. Nothing of a file is used before all of it has
been checked against the documents themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from assistant.conversation import Audience, Status
from eval.errors import QuestionError
from eval.lined_yaml import LinedYaml, read_lined
from eval.pages import DocumentPages, installed_pypdfium2, pages_in
from eval.words import fold, occurs, words

MOST_WORDS = 8  # of an accepted wording: longer ones copy a sentence
SHOWN_PROBLEMS = 20


class SetName(StrEnum):
    """Which documents a question is about."""

    PUBLISHED = "published"
    CORPUS = "corpus"
    INVENTED = "invented"
    LEARNING = "learning"
    ELSEWHERE = "elsewhere"


LEARNT_FROM = frozenset({SetName.LEARNING, SetName.ELSEWHERE})  # and never measured on
OFFSETS = frozenset({SetName.PUBLISHED, SetName.ELSEWHERE})  # whose words are not ours to quote


ANSWERED = frozenset({Status.ANSWERED, Status.PARTLY_ANSWERED})


class Kind(StrEnum):
    """What sort of question it is."""

    PRIORITIES = "priorities"
    LIST = "list"
    DUTIES = "duties"
    INDICATORS = "indicators"
    ACTIONS = "actions"
    FIGURES = "figures"
    TABLE_CELL = "table-cell"
    FINANCE = "finance"
    GOVERNANCE = "governance"
    DEFINITION = "definition"
    YES_NO = "yes-no"
    COMPARISON = "comparison"
    CHANGE = "change"
    CONTRADICTION = "contradiction"
    FOLLOW_UP = "follow-up"
    INFORMAL = "informal"
    FALSE_PREMISE = "false-premise"
    UNANSWERABLE = "unanswerable"
    OTHER_AREA = "other-area"
    OTHER_PERIOD = "other-period"
    OUT_OF_SCOPE = "out-of-scope"
    DANGER = "danger"
    INJECTION = "injection"


# Kinds that ask for the same sort of work, together large enough (thirty and more) for an interval to say something.
GROUPS: dict[str, frozenset[Kind]] = {
    "lists": frozenset({Kind.PRIORITIES, Kind.LIST}),
    "duties, indicators, actions": frozenset({Kind.DUTIES, Kind.INDICATORS, Kind.ACTIONS}),
    "figures and tables": frozenset({Kind.FIGURES, Kind.TABLE_CELL, Kind.FINANCE}),
    "who, what, whether": frozenset({Kind.GOVERNANCE, Kind.DEFINITION, Kind.YES_NO}),
    "across places": frozenset({Kind.COMPARISON, Kind.CHANGE, Kind.CONTRADICTION}),
    "as people talk": frozenset({Kind.FOLLOW_UP, Kind.INFORMAL, Kind.FALSE_PREMISE}),
    "not to be answered": frozenset(
        {Kind.UNANSWERABLE, Kind.OTHER_AREA, Kind.OTHER_PERIOD, Kind.OUT_OF_SCOPE, Kind.DANGER, Kind.INJECTION}
    ),
}
REFUSED_KINDS = GROUPS["not to be answered"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)


class Turn(BaseModel):
    """One earlier turn of a conversation."""

    model_config = STRICT
    role: Literal["user", "assistant"]
    content: Text


class Fact(BaseModel):
    """One atomic fact of a full answer: found when one of the accepted wordings (`any`) stands in it.

    `computed` marks a fact that the evidence gives only by arithmetic, such as how many items a list has.
    """

    model_config = STRICT
    any: Annotated[list[Text], Field(min_length=1)]
    computed: bool = False

    def found_in(self, text: str) -> bool:
        """Given a text, say whether one of the wordings stands in it."""
        return any(occurs(wording, text) for wording in self.any)


class Evidence(BaseModel):
    """Where facts stand: a document, a physical page, and either offsets into pypdfium2's text of it or the quoted words."""

    model_config = STRICT
    document: Text
    page: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    quote: Text | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Evidence:
        offsets = self.start is not None and self.end is not None
        if offsets == (self.quote is not None) or (self.start is None) != (self.end is None):
            raise ValueError("evidence has either start and end, or quote")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"evidence ends ({self.end}) before it starts ({self.start})")
        return self


class Question(BaseModel):
    """One question with its gold answer; `held`, `set` and `where` (file and line) come from its file."""

    model_config = STRICT
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    question: Text
    audience: Annotated[Audience, Field(strict=False)]
    kind: Annotated[Kind, Field(strict=False)]
    answerable: bool
    status: Annotated[list[Annotated[Status, Field(strict=False)]], Field(min_length=1)]
    facts: list[Fact]
    must_not_say: list[Text]
    evidence: list[Evidence]
    why_hard: str
    history: list[Turn] = []
    evidence_alternatives: list[Annotated[list[Evidence], Field(min_length=1)]] = []
    held: Annotated[bool, Field(exclude=True)] = False
    where: Annotated[str, Field(exclude=True)] = ""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Question:
        if problem := _contradiction(self):
            raise ValueError(problem)
        return self

    @property
    def alternatives(self) -> tuple[tuple[Evidence, ...], ...]:
        """The lists of evidence, each of which is enough by itself; the main one first; empty where nothing is to be found."""
        return tuple(tuple(items) for items in (self.evidence, *self.evidence_alternatives) if items)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the main evidence stands in, in its order."""
        return tuple(dict.fromkeys(item.document for item in self.evidence))

    @property
    def group(self) -> str:
        """The group of kinds that this question belongs to."""
        return next(name for name, kinds in GROUPS.items() if self.kind in kinds)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Checked questions of one set, in the files' order, and the folder of the documents they are about."""

    name: SetName
    folder: Path
    questions: tuple[Question, ...]


class _Head(BaseModel):
    """What stands above the questions of a file."""

    model_config = STRICT
    set: Annotated[SetName, Field(strict=False)]
    written_by: Text
    held: bool
    questions: Annotated[list[dict[str, Any]], Field(min_length=1)]
    pypdfium2: Text | None = None


def load_questions(files: Sequence[Path], folder: Path) -> QuestionSet:
    """Given question files of one set and the folder of its documents, return the questions, all checked against the documents.

    Raises QuestionError with a sentence (file, line, question) for each thing wrong: an unknown key, kind, audience or
    status, an id used twice, a fact that its own evidence does not hold, a quote that is not on its page, a document or
    page that is not there. Raises SetSkipped where the documents are not at hand.
    """
    if not files:
        raise QuestionError([f"No question files were named for the documents in {folder}; name at least one .yaml file."])
    lined = [read_lined(file) for file in files]
    heads = [_head(file) for file in lined]
    names = {head.set for head in heads}
    if len(names) > 1:
        raise QuestionError(["The question files belong to different sets (published, corpus); load one set at a time."])
    name = names.pop()
    pages = pages_in(folder)
    problems: list[str] = []
    seen: dict[str, str] = {}
    questions: list[Question] = []
    for file, head in zip(lined, heads, strict=True):
        for position, raw in enumerate(head.questions):
            question = _question(raw, file, position, head, problems)
            if question is None:
                continue
            problems.extend(_problems(question, name, pages, seen))
            questions.append(question)
    if problems:
        raise QuestionError(_shortened(problems))
    return QuestionSet(name, folder, tuple(questions))


def question_files(folder: Path) -> tuple[Path, ...]:
    """Given a folder of question files, return them in the order of their names."""
    return tuple(sorted(folder.glob("*.yaml")))


def gold_text(evidence: Evidence, folder: Path) -> str:
    """Given evidence and the folder of the documents, return the gold words: the quote, or pypdfium2's characters start to end.

    Raises QuestionError where the document, the page or the characters are not there, SetSkipped where the folder is not.
    """
    return _gold_text(evidence, pages_in(folder))


def _gold_text(evidence: Evidence, pages: DocumentPages) -> str:
    text = pages.text(evidence.document, evidence.page)
    if evidence.quote is not None:
        return evidence.quote
    if evidence.end is None or evidence.end > len(text):
        raise QuestionError([f"Page {evidence.page} of “{evidence.document}” has {len(text)} characters, none at {evidence.end}."])
    return text[evidence.start : evidence.end]


def _head(file: LinedYaml) -> _Head:
    try:
        head = _Head.model_validate(file.value)
    except ValidationError as error:
        raise QuestionError([f"{file.where(detail['loc'])}: {_sentence(detail)}" for detail in error.errors()]) from error
    installed = installed_pypdfium2()
    if head.pypdfium2 is not None and head.pypdfium2 != installed:
        raise QuestionError(
            [
                f"{file.where(('pypdfium2',))}: its offsets count in pypdfium2 {head.pypdfium2}, but {installed} is installed; "
                f"install {head.pypdfium2}, or write the offsets again."
            ]
        )
    return head


def _question(raw: dict[str, Any], file: LinedYaml, position: int, head: _Head, problems: list[str]) -> Question | None:
    """Given a question as it stands in the file, return it typed, or None where it is not one (then `problems` says why)."""
    path = ("questions", position)
    own = [key for key in ("held", "where") if key in raw]
    try:
        if own:
            raise QuestionError([f"{file.where((*path, own[0]))}: question {raw.get('id')}: unknown key “{own[0]}”; take it out."])
        return Question.model_validate({**raw, "held": head.held, "where": file.where(path)})
    except QuestionError as error:
        problems.extend(error.problems)
    except ValidationError as error:
        for detail in error.errors():
            problems.append(f"{file.where((*path, *detail['loc']))}: question {raw.get('id')}: {_sentence(detail)}")
    return None


def _sentence(detail: ErrorDetails) -> str:
    """Given one complaint of the validation, return it as a sentence with the next step."""
    key = detail["loc"][-1] if detail["loc"] else "file"
    expected = str(detail.get("ctx", {}).get("expected", ""))
    sentences = {
        "extra_forbidden": f"unknown key “{key}”; take it out or correct its spelling.",
        "missing": f"the key “{key}” is missing; add it.",
        "enum": f"“{detail['input']}” is no {key}; write one of {expected}.",
        "string_type": f"“{key}” is {detail['input']!r}, which YAML does not read as text; put it in quotation marks.",
        "string_too_short": f"“{key}” is empty; write it.",
        "too_short": f"“{key}” is empty; write at least one.",
        "string_pattern_mismatch": f"the id “{detail['input']}” may hold small letters, digits and hyphens only.",
    }
    plain = detail["msg"].removeprefix("Value error, ")
    return sentences.get(detail["type"], f"“{key}”: {plain[0].lower()}{plain[1:]}.")


def _contradiction(question: Question) -> str:
    """Given a question, return what in it does not go together, or nothing."""
    answered = ANSWERED & set(question.status)
    complaints = {
        "an answerable question needs facts and evidence": question.answerable and not (question.facts and question.evidence),
        "an answerable question may end as answered or partly_answered": question.answerable and not answered,
        "a question that cannot be answered has no facts and no evidence": not question.answerable
        and bool(question.facts or question.alternatives),
        "a question that cannot be answered does not end as answered": not question.answerable and bool(answered),
        f"a question of the kind {question.kind} cannot be answerable": question.answerable and question.kind in REFUSED_KINDS,
        f"a question of the kind {question.kind} must be answerable": not question.answerable and question.kind not in REFUSED_KINDS,
        "a follow-up needs a history": question.kind is Kind.FOLLOW_UP and not question.history,
    }
    return next((complaint for complaint, holds in complaints.items() if holds), "")


def _problems(question: Question, name: SetName, pages: DocumentPages, seen: dict[str, str]) -> Iterator[str]:
    """Given a question, yield what is wrong with it beside its file, the documents and the questions before it (`seen`)."""
    front = f"{question.where}: question {question.id}: "
    if question.id in seen:
        yield f"{front}the id is already used in {seen[question.id]}; choose another."
    seen.setdefault(question.id, question.where)
    for wording in (wording for fact in question.facts for wording in fact.any):
        if len(wording.split()) > MOST_WORDS:
            yield f"{front}the wording “{wording}” is longer than {MOST_WORDS} words; shorten it to the figure or name."
    for number, items in enumerate(question.alternatives):
        yield from (front + problem for problem in _evidence_problems(question, items, name, pages, number))


def _evidence_problems(question: Question, items: Sequence[Evidence], name: SetName, pages: DocumentPages, number: int) -> Iterator[str]:
    """Given one list of evidence, yield where it is not what the documents say, or does not hold the question's facts."""
    which = "the evidence" if number == 0 else f"evidence alternative {number}"
    texts: list[str] = []
    for item in items:
        if problem := _item_problem(item, name, pages):
            yield problem
        else:
            texts.append(_gold_text(item, pages))
    if len(texts) < len(items):
        return
    gold = "\n".join(texts)
    for fact in question.facts:
        if not fact.computed and not fact.found_in(gold):
            yield f"{which} does not hold the fact “{fact.any[0]}”; correct the evidence or the wordings, or mark the fact computed."
    for forbidden in question.must_not_say:
        if occurs(forbidden, gold) or any(occurs(forbidden, wording) for fact in question.facts for wording in fact.any):
            yield f"must_not_say holds “{forbidden}”, which {which} or an accepted wording holds too; a right answer would count as wrong."


def _item_problem(item: Evidence, name: SetName, pages: DocumentPages) -> str:
    """Given one item of evidence, return why it cannot be used, or nothing."""
    if (item.quote is None) != (name in OFFSETS):
        form = "start and end" if name in OFFSETS else "a quote"
        return f"evidence of the set {name} has {form}; give that for “{item.document}”, page {item.page}."
    try:
        gold, page = _gold_text(item, pages), pages.text(item.document, item.page)
    except QuestionError as error:
        return str(error)
    if not words(gold):
        return f"the evidence on page {item.page} of “{item.document}” holds no words; correct its offsets."
    if fold(gold) not in fold(page):
        return f"the quote “{gold[:60]}” does not stand on page {item.page} of “{item.document}”; correct the quote or the page."
    return ""


def _shortened(problems: list[str]) -> list[str]:
    """Given problems, return the first few and how many more there are."""
    more = len(problems) - SHOWN_PROBLEMS
    return problems if more <= 0 else [*problems[:SHOWN_PROBLEMS], f"… and {more} more; mend these first."]
