"""What can go wrong in an evaluation.

PlanError (ingest.errors)
├── BadInput
│   ├── QuestionError     a question file cannot be used as it stands (exit 2)
│   └── RunError          a run's folder or choice of questions cannot be used (exit 2)
├── SetSkipped            a set cannot be checked here: its documents are not at hand
└── SystemUnavailable     what is being evaluated is not installed, or does not answer
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.errors import BadInput, PlanError


class QuestionError(BadInput):
    """A question file cannot be used; `problems` holds a sentence for each thing wrong, with file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class RunError(BadInput):
    """A run's folder, or the choice of questions, cannot be used."""


class SetSkipped(PlanError):
    """The documents that a set's evidence points into are not at hand."""


class SystemUnavailable(PlanError):
    """What is being evaluated is not installed, or does not answer."""

    status = 503
