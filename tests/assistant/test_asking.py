"""Learning which list a question asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.asking import digest_of, learn_requests, load_examples, main, side_digest, written
from assistant.request import Request, load_requests
from ingest.embed import PACKAGED_DIGEST, Embedder
from ingest.errors import BadInput

FEW = 40


def some(wanted: Request) -> list[tuple[str, Request]]:
    return [example for example in load_examples() if example[1] is wanted][:FEW]


def test_what_ships_was_learnt_from_the_examples_that_ship_with_the_model_that_ships() -> None:
    requests = load_requests()
    assert requests.model == PACKAGED_DIGEST
    assert requests.side == side_digest(), "learn it anew: python -m assistant.asking"
    assert requests.examples == digest_of(load_examples()), "learn it anew: python -m assistant.asking"
    assert set(requests.learnt) == set(Request)


def test_two_requests_are_told_apart_and_written_and_read_again(embedder: Embedder, tmp_path: Path) -> None:
    examples = [*some(Request.BODIES), *some(Request.NO_LIST)]
    requests, fared = learn_requests(examples, embedder)
    assert fared.found[Request.BODIES] > 0.6
    assert fared.false[Request.BODIES] < 0.4
    file = tmp_path / "request.toml"
    file.write_text(written(requests, fared), encoding="utf-8")
    assert load_requests(file) == requests


def test_examples_of_one_kind_are_too_few(embedder: Embedder) -> None:
    with pytest.raises(BadInput, match="too few to learn from"):
        learn_requests(some(Request.DUTIES), embedder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('priorities = ["What matters?"]\nno_list = ["what matters?"]', "holds “what matters?” twice"),
        ('wishes = ["A pony"]', "wishes"),
        ("priorities = [", "cannot be used"),
    ],
)
def test_a_wrong_file_of_examples_is_named(tmp_path: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "request-examples.toml"
    file.write_text(text, encoding="utf-8")
    assert main(file, tmp_path / "request.toml") == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "request.toml").exists()
