"""Which falls below the baseline somebody has accepted for now, each with a reason."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from eval.baseline import Fall, What
from eval.errors import RunError

EXCUSED = Path(__file__).parent / "excused.toml"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Excuse(BaseModel):
    """One accepted fall: of which kind of run, of which question or figure, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    what: What
    question: Text | None = None
    figure: Text | None = None
    reason: Text

    def covers(self, fall: Fall) -> bool:
        """Given a fall, say whether this excuses it."""
        return self.what == fall.what and (self.figure if fall.figure else self.question) == fall.name

    @property
    def name(self) -> str:
        """The question or figure that is excused."""
        return self.question or self.figure or ""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    excused: list[Excuse] = []


def read_excuses(file: Path = EXCUSED) -> tuple[Excuse, ...]:
    """Given the file of excuses, return them; none where there is no file. Raises RunError where one has no reason or no one subject."""
    if not file.exists():
        return ()
    try:
        found = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).excused
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{file} is no TOML ({error}); correct it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RunError(f"{file}: {where}: {first['msg']}; an excuse has what, question or figure, and a reason.") from error
    for number, excuse in enumerate(found, 1):
        if (excuse.question is None) == (excuse.figure is None):
            raise RunError(f"{file}: excuse {number} names {'both' if excuse.question else 'neither'} of question and figure; give one.")
    return tuple(found)
