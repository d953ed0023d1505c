"""What was reached: question by question and in all, kept in a file that is raised on purpose and never lowered unseen."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import RunError
from eval.measures.names import HEADLINES, MEASURES, Better
from eval.measures.statistics import estimate
from eval.rows import Row

What = Literal["answers", "retrieval"]
# A question passes a check where this measure of it is 1.
CHECKS: Mapping[What, tuple[str, ...]] = {"answers": ("all_facts", "status_right"), "retrieval": ("evidence_4000",)}
FIGURES: Mapping[What, tuple[str, ...]] = {
    "answers": (*HEADLINES["answers"], "status_right", "signposting_right", "verbatim"),
    "retrieval": HEADLINES["retrieval"],
}
DIGITS = 4  # of a figure that is kept
SLACK = 0.5 * 10**-DIGITS  # a figure that moved by less did not move
BASELINE = Path(__file__).parent / "baseline.json"
STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Fall:
    """One thing that was reached and is not any more: a question that no longer passes a check, or an aggregate figure.

    `name` is the question's id, or the figure's name; `why` says what fell.
    """

    what: str
    name: str
    why: str
    figure: bool = False

    def __str__(self) -> str:
        return f"{self.what}, {'figure' if self.figure else 'question'} {self.name}: {self.why}"


class Reached(BaseModel):
    """What one kind of run reached: the checks that each question passed, the figures over all, and a digest of the questions."""

    model_config = STRICT
    digest: str
    figures: dict[str, float]
    questions: dict[str, str]

    def passed(self, question_id: str) -> frozenset[str]:
        """Given a question's id, return the checks that it passed; none where it is not known."""
        return frozenset(self.questions.get(question_id, "").split())


class Lowered(BaseModel):
    """One time that the baseline was lowered on purpose: why, and what fell."""

    model_config = STRICT
    reason: Annotated[str, Field(min_length=1)]
    fell: list[str]


class _File(BaseModel):
    """The file as it stands."""

    model_config = STRICT
    reached: dict[What, Reached]
    lowered: list[Lowered]
    seal: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was reached by each kind of run, and every time that it was lowered, oldest first."""

    reached: Mapping[What, Reached] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()

    def raised(self, what: What, now: Reached, reason: str = "") -> Baseline:
        """Given what a whole run reached, return the baseline with that in place of what was there.

        Raises RunError, naming each thing, where something would be lowered and no reason is given for it.
        """
        before = self.reached.get(what)
        fell = [] if before is None else [*question_falls(what, before, now, frozenset(now.questions)), *figure_falls(what, before, now)]
        if fell and not reason.strip():
            raise RunError(
                "\n".join(["The baseline would be lowered; mend this, or give a reason with --lower, which is recorded:", *map(str, fell)])
            )
        lowered = (*self.lowered, Lowered(reason=reason.strip(), fell=[str(fall) for fall in fell])) if fell else self.lowered
        return replace(self, reached={**self.reached, what: now}, lowered=lowered)


def reached_by(what: What, digest: str, rows: Sequence[Row]) -> Reached:
    """Given the rows of a run and the digest of its questions, return what it reached. Depends on no order of the rows."""
    questions = {row.id: " ".join(check for check in CHECKS[what] if row.measures.get(check) == 1) for row in rows}
    means = {name: estimate([value for row in rows if (value := row.measures.get(name)) is not None]) for name in FIGURES[what]}
    figures = {name: round(found.mean, DIGITS) for name, found in means.items() if found is not None}
    return Reached(digest=digest, figures=figures, questions=dict(sorted(questions.items())))


def question_falls(what: What, before: Reached, now: Reached, known: frozenset[str]) -> Iterator[Fall]:
    """Given what was reached and what is, yield each question that passed a check and fails it now, in the order of the ids.

    `known` are all questions that there still are: one that passed and is gone is a fall, one that was not asked this time is none.
    """
    for question_id in sorted(before.questions):
        lost = sorted(before.passed(question_id) - now.passed(question_id))
        if lost and question_id not in known:
            yield Fall(what, question_id, "it passed, and is no longer among the questions")
        elif lost and question_id in now.questions:
            yield Fall(what, question_id, f"passed {' and '.join(lost)}, and fails now")


def figure_falls(what: What, before: Reached, now: Reached) -> Iterator[Fall]:
    """Given what was reached and what is, over all questions, yield each figure that is worse or gone."""
    better = {measure.name: measure.better for measure in MEASURES[what]}
    for name, was in before.figures.items():
        found = now.figures.get(name)
        if found is None:
            yield Fall(what, name, f"{was:.{DIGITS}f} before, not measured now", figure=True)
        elif (was - found if better.get(name) is not Better.LOWER else found - was) > SLACK:
            yield Fall(what, name, f"{was:.{DIGITS}f} before, {found:.{DIGITS}f} now", figure=True)


def read_baseline(file: Path = BASELINE) -> Baseline:
    """Given the baseline's file, return it; an empty one where there is none yet.

    Raises RunError where it cannot be read, and where it was changed by anything but the command.
    """
    if not file.exists():
        return Baseline()
    try:
        found = _File.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise RunError(
            f"{file} holds no baseline that can be read ({error}); write it again with “plan-evaluate baseline --raise”."
        ) from error
    baseline = Baseline(found.reached, tuple(found.lowered))
    if found.seal != _seal(_plain(baseline)):
        raise RunError(f"{file} was changed by hand: its seal does not fit; put it back, and use “plan-evaluate baseline --raise”.")
    if any(not math.isfinite(value) for reached in found.reached.values() for value in reached.figures.values()):
        raise RunError(f"{file} holds a figure that is no number; write it again with “plan-evaluate baseline --raise”.")
    return baseline


def write_baseline(baseline: Baseline, file: Path = BASELINE) -> None:
    """Given a baseline, write it, sealed; the same baseline gives the same file."""
    plain = _plain(baseline)
    text = json.dumps({**plain, "seal": _seal(plain)}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    draft = file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _plain(baseline: Baseline) -> dict[str, Any]:
    return {
        "reached": {what: found.model_dump() for what, found in baseline.reached.items()},
        "lowered": [found.model_dump() for found in baseline.lowered],
    }


def _seal(plain: Mapping[str, Any]) -> str:
    """Given the file's entries, return what changes when one of them does."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
