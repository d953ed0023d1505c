"""Is anything worse than the baseline says was reached?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.baseline import Baseline, Fall, Reached, What, figure_falls, question_falls
from eval.errors import RunError
from eval.excuses import Excuse


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found in one run. It is open where nothing fell but what is excused.

    `idle` are excuses that nothing needs any more, `better` and `fresh` questions that the baseline could be raised by. `figures` says
    whether the aggregate figures could be set against those of the baseline.
    """

    what: What
    asked: int
    fell: tuple[Fall, ...]
    excused: tuple[tuple[Fall, Excuse], ...]
    idle: tuple[Excuse, ...]
    better: tuple[str, ...]
    fresh: tuple[str, ...]
    figures: bool

    @property
    def open(self) -> bool:
        """Whether nothing fell that is not excused."""
        return not self.fell

    def lines(self) -> Iterator[str]:
        """Yield what a person should know, a sentence a line, what fell first."""
        for fall in self.fell:
            yield f"Fell: {fall}"
        for fall, excuse in self.excused:
            yield f"Excused: {fall} ({excuse.reason})"
        for excuse in self.idle:
            yield f"The excuse of {excuse.what}, {excuse.name} is not needed any more; take it out."
        compared = "" if self.figures else " (but not its figures, which are over other questions)"
        yield (
            f"{self.what}: {self.asked} questions set against the baseline{compared}; {len(self.fell)} fell, {len(self.excused)} excused, "
            f"{len(self.better)} pass more than they did, {len(self.fresh)} are new."
        )


def judged(what: What, baseline: Baseline, now: Reached, known: frozenset[str], excuses: Sequence[Excuse]) -> Verdict:
    """Given the baseline and what a run reached, over all questions (`known`) or some of them, return the verdict.

    Figures are compared only where the same questions were asked, word for word. Raises RunError where the baseline knows nothing of
    this kind of run.
    """
    before = baseline.reached.get(what)
    if before is None:
        raise RunError(f"The baseline knows no run of “{what}”; write it with “plan-evaluate baseline RUN --raise”.")
    whole = before.digest == now.digest
    falls = [*question_falls(what, before, now, known), *(figure_falls(what, before, now) if whole else ())]
    excused = [(fall, excuse) for fall in falls for excuse in excuses if excuse.covers(fall)]
    forgiven = {fall for fall, _ in excused}
    used = {excuse for _, excuse in excused}
    asked = set(now.questions)
    mine = [excuse for excuse in excuses if excuse.what == what and (excuse.question in asked or (whole and excuse.figure))]
    return Verdict(
        what=what,
        asked=len(now.questions),
        fell=tuple(fall for fall in falls if fall not in forgiven),
        excused=tuple(excused),
        idle=tuple(excuse for excuse in mine if excuse not in used),
        better=tuple(sorted(name for name in asked & set(before.questions) if now.passed(name) - before.passed(name))),
        fresh=tuple(sorted(asked - set(before.questions))),
        figures=whole,
    )
