"""The documents to learn from, in halves, so that what is learnt second never rests on a question side taught with its own questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.questions import Question
from ingest.errors import BadInput
from ingest.question_side import QuestionSide, read_question_side, write_question_side


def halves_of(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Given questions, return those about every other document, and the rest."""
    documents = sorted({document_of(question) for question in questions})
    second = set(documents[1::2])
    return [one for one in questions if document_of(one) not in second], [one for one in questions if document_of(one) in second]


def document_of(question: Question) -> str:
    """The document a question is about; a question without evidence is named after its own."""
    return question.documents[0] if question.documents else question.id.rsplit("-", 1)[0].removesuffix("-pairs")


def write_side_of_half(side: QuestionSide, folder: Path, half: int) -> None:
    """Given what was taught without a half's questions (half: 0 or 1), keep it in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_question_side(side, _file(folder, half))


def side_of_half(folder: Path, half: int) -> QuestionSide:
    """Given the folder and a half (0 or 1), return what was taught without its questions. Raises BadInput where it is not there."""
    file = _file(folder, half)
    if not file.is_file():
        raise BadInput(f"{file} is missing; make it with “plan-evaluate question-side --halves {folder}”.")
    return read_question_side(file)


def _file(folder: Path, half: int) -> Path:
    return folder / f"without-half-{half}.safetensors"
