"""Learns which list a question asks for: `python -m assistant.asking` reads request-examples.toml and writes request.toml.

The same examples and the same model give the same numbers.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.conversation import Question
from assistant.learning import PARTS, regression
from assistant.likeness import said_twice
from assistant.regression import Floats
from assistant.request import FILE, LEAST, Request, Requests
from assistant.retrieve import searched_text
from assistant.understand import understand
from ingest import question_side
from ingest.documents import Document
from ingest.embed import Embedder
from ingest.errors import BadInput

EXAMPLES = Path(__file__).resolve().parent.parent / "prompts" / "request-examples.toml"


@dataclass(frozen=True, slots=True)
class Fared:
    """How it fared on examples it was not learnt from: the share of each request's that was found, and of the others taken for it."""

    found: Mapping[Request, float]
    false: Mapping[Request, float]


def load_examples(file: Path = EXAMPLES) -> list[tuple[str, Request]]:
    """Given the file of examples, return each question and what it asks for.

    Raises BadInput naming the file, and the question that stands in it twice.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        examples = [(str(text), Request(name)) for name, texts in table.items() for text in texts]
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); mend it, or put the shipped file back.") from error
    if twice := said_twice(text for text, _ in examples):
        raise BadInput(f"{file.name} holds “{twice}” twice; take one of them out.")
    return examples


def digest_of(examples: Sequence[tuple[str, Request]]) -> str:
    """Given examples, return their sha256 in hexadecimal: comments and line breaks of their file do not count."""
    return hashlib.sha256(json.dumps(list(examples), ensure_ascii=False).encode()).hexdigest()


def side_digest() -> str:
    """Return the sha256 of what the question's side of the model was taught, in hexadecimal."""
    return hashlib.sha256(question_side.FILE.read_bytes()).hexdigest()


def learn_requests(examples: Sequence[tuple[str, Request]], embedder: Embedder) -> tuple[Requests, Fared]:
    """Given the examples and the model, return what is learnt from them and how it fared. Raises BadInput where there are too few."""
    if len(examples) < 2 * PARTS or len({request for _, request in examples}) < 2:
        raise BadInput(f"{len(examples)} examples of one kind or two are too few to learn from; give at least {2 * PARTS}, of two kinds.")
    vectors = np.array([embedder.question(_searched(text)).vector for text, _ in examples], dtype=np.float64)
    asked = np.array([request.value for _, request in examples])
    present = [request for request in Request if (asked == request.value).any()]
    learnt = {request: regression(vectors, asked == request.value) for request in present}
    requests = Requests(embedder.digest, side_digest(), digest_of(examples), learnt)
    return requests, _fared(vectors, asked, present)


def _searched(text: str) -> str:
    """What is embedded of an example: it names no place, so no documents are needed to understand it."""
    return searched_text(understand(Question(text), [], _nowhere))


def _nowhere(word: str, documents: Sequence[str] | Sequence[Document]) -> bool:
    return False


def _fared(vectors: Floats, asked: np.ndarray, present: Sequence[Request]) -> Fared:
    """Learnt from nine tenths and tried on the last, ten times."""
    likely = np.zeros((len(vectors), len(present)))
    parts = np.arange(len(vectors)) % PARTS
    for part in range(PARTS):
        for column, request in enumerate(present):
            learnt = regression(vectors[parts != part], asked[parts != part] == request.value)
            likely[parts == part, column] = learnt.of(vectors[parts == part])
    taken = np.where(likely.max(axis=1) >= LEAST, likely.argmax(axis=1), -1)
    found = {request: float((taken[asked == request.value] == column).mean()) for column, request in enumerate(present)}
    false = {request: float((taken[asked != request.value] == column).mean()) for column, request in enumerate(present)}
    return Fared(found, false)


def written(requests: Requests, fared: Fared) -> str:
    """Given what was learnt and how it fared, return it as request.toml holds it."""
    lines = [
        "# Written by `python -m assistant.asking` from prompts/request-examples.toml; not for editing by hand.",
        "# Of examples it was not learnt from: the share of each request's that is found, and of the others taken for it.",
        *(f"# {name.value}: {fared.found[name]:.1%}, {fared.false[name]:.1%}" for name in requests.learnt),
        "",
        f'model = "{requests.model}"',
        f'side = "{requests.side}"',
        f'examples = "{requests.examples}"',
    ]
    for name, learnt in requests.learnt.items():
        lines.extend(learnt.lines(f"request.{name.value}"))
    return "\n".join(lines) + "\n"


def main(examples: Path = EXAMPLES, file: Path = FILE) -> int:
    """Learn from the examples and write the numbers. Returns the exit code: 2 where the examples cannot be used."""
    try:
        requests, fared = learn_requests(load_examples(examples), Embedder(threads=1))
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        return 2
    file.write_text(written(requests, fared), encoding="utf-8")
    found = ", ".join(f"{request.value} {share:.0%}" for request, share in fared.found.items())
    sys.stdout.write(f"{file.name}: found, of examples it was not learnt from: {found}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
