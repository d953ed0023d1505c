"""Where the documents and questions of a set lie."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.questions import QuestionSet, SetName, load_questions, question_files
from ingest.errors import BadInput
from ingest.library import Library
from ingest.settings import IngestSettings

QUESTIONS = Path(__file__).parent / "questions"
PLANS = "PLAN_ASSISTANT_PLANS"
ELSEWHERE = "PLAN_ASSISTANT_ELSEWHERE"


def load_set(set_name: SetName, folder: Path | None, questions: Path | None) -> QuestionSet:
    """Given a set's name and where its documents and questions are, return the checked questions."""
    where = questions or QUESTIONS / set_name.value
    return load_questions(question_files(where), folder or default_folder(set_name))


def default_folder(set_name: SetName) -> Path:
    """Given a set, return where its documents lie when nobody says: beside the project, or in it."""
    shipped = {
        SetName.CORPUS: Path("corpus"),
        SetName.INVENTED: Path(__file__).parent / "labels" / "documents",
        SetName.LEARNING: Path(__file__).parent / "learning",
    }
    if set_name in shipped:
        return shipped[set_name]
    if set_name is SetName.ELSEWHERE:
        return Path(os.environ.get(ELSEWHERE, "../elsewhere"))
    return Path(os.environ.get(PLANS, "../shared/plans"))


def learnt_from(pairs: Sequence[str]) -> Iterator[tuple[QuestionSet, Library]]:
    """Given SET=FOLDER pairs, yield each set's questions and its open index, one after the other."""
    for pair in pairs:
        name, _, folder = pair.partition("=")
        if name not in set(SetName) or not folder:
            raise BadInput(f"“{pair}” is no set and index; write it as in {SetName.LEARNING}=my-index. The sets are {', '.join(SetName)}.")
        with Library.open(IngestSettings(index=Path(folder))) as library:
            yield load_set(SetName(name), None, None), library
