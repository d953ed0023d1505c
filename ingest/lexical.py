"""Word search beside the vectors: stemmed BM25, memory-mapped, rebuilt from the store where it does not match.

An index is a folder named after the passages it was made of; it appears whole or not at all. The only room that knows
bm25s and PyStemmer; both are imported where an index is built or asked.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Changes with what `words_of` makes of a text, so that an index made by another version is built anew.
RECIPE = "words-1"

# Words that say nothing about the subject. Never among them: "no", "not" and their kin, and words of place and
# amount that plans use as terms ("under 18", "over", "against").
STOP_WORDS = frozenset(
    """
    a about also am an and any are as at be because been being but by can could did do does doing each else etc for from further get give
    gives had has have having he her here hers herself him himself his how i if in into is it its itself just let ll many may me might
    much must my myself of on or our ours ourselves please s shall she should so some such t tell than that the their theirs them
    themselves then there these they this those through to too ve very was we were what when where whether which while who whom
    whose why will with would yes you your yours yourself
    """.split()
)

_DASHES_AND_QUOTES = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": ""})
READ = 4096  # texts whose stems are remembered, about 10 MB
KNOWN = 50_000  # words whose stems are remembered, about 10 MB
_WORD = re.compile(r"[^\W_]+(?:[.,/'&-][^\W_]+)*%?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:%|[a-z]{1,3})?")  # "1,389", "24.4%", "1.2m", "24th"


def words_of(text: str) -> list[str]:
    """Given a text, return the stemmed words it is found by, in order.

    Numbers stay whole ("24.4%" also as "24.4", "1,389" also as "1389"), hyphenated words stand both joined and split.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES_AND_QUOTES).casefold()
    return [stem for found in _WORD.findall(folded) for stem in _stems(found)]


@lru_cache(READ)
def stems_of(text: str) -> frozenset[str]:
    """Given a text, return the stemmed words it is found by, each once; remembered, as the same passages answer many questions."""
    return frozenset(words_of(text))


@lru_cache(KNOWN)
def _stems(token: str) -> tuple[str, ...]:
    """Given a run of letters, digits and signs, return the stems of the words it stands for. A language has few words: nearly all
    have been seen before."""
    import Stemmer

    words = [word for word in _forms(token) if word not in STOP_WORDS]
    return tuple(Stemmer.Stemmer("english").stemWords(words))


def _forms(token: str) -> Iterator[str]:
    """Given a run of letters, digits and signs, yield the words it stands for."""
    parts = re.split(r"[-/]", token)
    if len(parts) > 1:
        yield from _joined(token, parts)
    for part in parts:
        if _NUMBER.fullmatch(part):
            yield from dict.fromkeys((part, part.rstrip("%"), part.replace(",", ""), part.rstrip("%").replace(",", "")))
        else:
            yield from _letters(part.rstrip("%"))


def _joined(token: str, parts: list[str]) -> Iterator[str]:
    """Given a hyphenated token, yield it as one word: "16-24" and "2015/16" as they are, "re-offending" without its hyphen."""
    if any(character.isdigit() for character in token):
        yield token
    elif "/" not in token:
        yield "".join(parts).replace("'", "")


def _letters(part: str) -> Iterator[str]:
    """Given a token without hyphens, yield its words: no possessive, abbreviations with and without their stops."""
    words = re.split(r"[.,&']", part)
    if "'" in part and words[-1] in {"s", "t", "d", "ll", "re", "ve"}:
        words = [*words[:-2], words[-2] + "t"] if words[-1] == "t" else words[:-1]
    if len(words) > 1 and all(len(word) == 1 for word in words):
        yield "".join(words)
    yield from words


class WordIndex:
    """BM25 over a list of passages, in their order."""

    def __init__(self, passages: int, ranking: Any | None) -> None:
        self._passages = passages
        self._ranking = ranking

    @classmethod
    def open(cls, folder: Path, digests: Sequence[str], contents: Callable[[], Iterable[str]]) -> WordIndex:
        """Given the folder of word indexes and the digests of the passages in order, return the index over them.

        Where it is missing or damaged it is built from `contents()`, the embedded text of each passage in the same order.
        Raises OSError where the disk refuses.
        """
        target = folder / key_of(digests)
        found = cls._load(target, len(digests))
        if found is not None:
            return found
        built = cls(len(digests), _ranking([words_of(content) for content in contents()]))
        built._save(target)
        return cls._load(target, len(digests)) or built

    @property
    def passages(self) -> int:
        """The number of passages indexed."""
        return self._passages

    def scores(self, question: str) -> NDArray[np.float32]:
        """Given a question, return the BM25 score of each passage, float32 [passages], 0 where no word is shared."""
        if self._ranking is None:
            return np.zeros(self._passages, dtype=np.float32)
        ids = self._ranking.get_tokens_ids(list(dict.fromkeys(words_of(question))))
        if not ids:
            return np.zeros(self._passages, dtype=np.float32)
        return np.asarray(self._ranking.get_scores_from_ids(ids), dtype=np.float32)

    @classmethod
    def _load(cls, target: Path, passages: int) -> WordIndex | None:
        try:
            about = json.loads((target / "about.json").read_text(encoding="utf-8"))
            if about != {"recipe": RECIPE, "passages": passages, "words": about.get("words")}:
                return None
            return cls(passages, _loaded(target) if about["words"] else None)
        except (OSError, EOFError, ValueError, KeyError):
            return None

    def _save(self, target: Path) -> None:
        """Write the index beside its place, then move it there in one step."""
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=target.parent))
        try:
            if self._ranking is not None:
                self._ranking.save(draft, show_progress=False)
            about = {"recipe": RECIPE, "passages": self._passages, "words": self._ranking is not None}
            (draft / "about.json").write_text(json.dumps(about), encoding="utf-8")
            shutil.rmtree(target, ignore_errors=True)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def key_of(digests: Sequence[str]) -> str:
    """Given the digests of passages in order, return the name of the word index over them."""
    return hashlib.sha256("\n".join((RECIPE, *digests)).encode()).hexdigest()[:32]


def drop_others(folder: Path, keep: Iterable[str]) -> None:
    """Given the folder of word indexes and the names still in use, delete the others.

    A process that has one of them open keeps what it has mapped.
    """
    kept = set(keep)
    for path in folder.glob("*"):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _ranking(words: list[list[str]]) -> Any | None:
    """Given the words of each passage, return BM25 over them, or None where there are no words at all."""
    if not any(words):
        return None
    import bm25s

    ranking = bm25s.BM25(backend="numpy", auto_compile=False)
    ranking.index(words, show_progress=False)
    return ranking


def _loaded(target: Path) -> Any:
    import bm25s

    return bm25s.BM25.load(target, mmap=True, show_progress=False, auto_compile=False)
