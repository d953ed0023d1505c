"""Late interaction: the word pieces' vectors of every passage, kept small, and how well a question's pieces meet them.

A passage's vectors are 8-bit numbers with one scale a vector; only pieces that carry meaning are kept. The store holds
them by passage digest (`packed`); for serving they lie in memory-mapped segments, files that are written once and never
changed, so that several processes can share a folder and a kill leaves nothing half-written.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_HEAD = struct.Struct("<4sII")  # magic, pieces, dimensions
_MAGIC = b"PAT1"
_SEGMENT = struct.Struct("<4sIII")  # magic, passages, pieces, dimensions
_SEGMENT_MAGIC = b"PAS1"
MOST_SEGMENTS = 12
# Pieces scored at once: bounds the memory of one question, 25 MB at 384 dimensions.
CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class Packed:
    """Word pieces' vectors: `rows` int8 [pieces, dimensions], each times its `scales` float32 [pieces] is the unit vector."""

    rows: NDArray[np.int8]
    scales: Floats


def quantised(tokens: Floats, content: NDArray[np.bool_]) -> Packed:
    """Given unit vectors [pieces, dimensions] and which of them carry meaning, return those as 8-bit numbers (all, where none does)."""
    kept = tokens[content] if content.any() else tokens
    scales = np.maximum(np.abs(kept).max(axis=1, initial=0.0), 1e-12) / 127
    rows = np.rint(kept / scales[:, None]).astype(np.int8)
    # Rounding shortens or lengthens a vector a little; the scale is chosen so that its length is 1 again.
    lengths = np.sqrt(np.square(rows.astype(np.float32)).sum(axis=1))
    return Packed(rows, (1 / np.maximum(lengths, 1e-12)).astype(np.float32))


def packed(vectors: Packed) -> bytes:
    """Given quantised vectors, return the bytes the store keeps."""
    pieces, dimensions = vectors.rows.shape
    return _HEAD.pack(_MAGIC, pieces, dimensions) + vectors.scales.astype("<f4").tobytes() + vectors.rows.tobytes()


def unpacked(data: bytes) -> Packed:
    """Given the bytes the store keeps, return the quantised vectors. Raises ValueError where they are not such bytes."""
    if len(data) < _HEAD.size:
        raise ValueError(f"Token vectors of {len(data)} bytes are cut short; rebuild the index.")
    magic, pieces, dimensions = _HEAD.unpack_from(data)
    if magic != _MAGIC or len(data) != _HEAD.size + pieces * (4 + dimensions):
        raise ValueError(f"{len(data)} bytes are not token vectors; rebuild the index.")
    scales = np.frombuffer(data, dtype="<f4", count=pieces, offset=_HEAD.size)
    rows = np.frombuffer(data, dtype=np.int8, offset=_HEAD.size + 4 * pieces).reshape(pieces, dimensions)
    return Packed(rows, scales)


class _Segment:
    """One file of passages' vectors, mapped: digests, where each one's pieces start, scales, rows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as stream:
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        magic, passages, pieces, dimensions = _SEGMENT.unpack_from(self._map)
        if magic != _SEGMENT_MAGIC or len(self._map) != _segment_size(passages, pieces, dimensions):
            raise ValueError(f"{path.name} is not a file of token vectors")
        at = _SEGMENT.size
        self.digests = [self._map[at + 32 * i : at + 32 * i + 32].hex() for i in range(passages)]
        at += 32 * passages
        self.starts = np.frombuffer(self._map, dtype="<u4", count=passages + 1, offset=at)
        at += 4 * (passages + 1)
        self.scales = np.frombuffer(self._map, dtype="<f4", count=pieces, offset=at)
        self.rows = np.frombuffer(self._map, dtype=np.int8, offset=at + 4 * pieces).reshape(pieces, dimensions)


class TokenFile:
    """The vectors of a list of passages, ready to be scored; safe to use from several threads."""

    def __init__(self, segments: Sequence[_Segment], digests: Sequence[str]) -> None:
        places = _places(segments)
        found = [places[digest] for digest in digests]
        self._segments = [segment for segment, _, _ in found]
        self._ranges = [(first, last) for _, first, last in found]

    @classmethod
    def open(cls, folder: Path, digests: Sequence[str], missing: Callable[[Sequence[str]], Mapping[str, bytes]]) -> TokenFile:
        """Given the folder, the passages' digests in order, and how to fetch what is not on disk, return their vectors.

        `missing(digests)` returns packed vectors by digest and is asked for those no segment holds; they are written as a new segment.
        Raises ValueError where it does not return them all, OSError where the disk refuses.
        """
        segments = _segments(folder)
        held = _places(segments)
        wanted = [digest for digest in dict.fromkeys(digests) if digest not in held]
        for start in range(0, len(wanted), 4096):
            part = wanted[start : start + 4096]
            segments.append(_write(folder, part, missing(part)))
        return cls(segments, digests)

    def __len__(self) -> int:
        return len(self._ranges)

    def scores(self, question: Floats, positions: Sequence[int] | NDArray[np.intp]) -> Floats:
        """Given a question's unit vectors [pieces, dimensions] and positions of passages, return float32 [positions]:
        the mean, over the question's pieces, of the best cosine to any piece of the passage (0 for a passage without pieces)."""
        scores = np.zeros(len(positions), dtype=np.float32)
        if not len(question):
            return scores
        for start, stop in self._chunks(positions):
            scores[start:stop] = self._score(question, [int(position) for position in positions[start:stop]])
        return scores

    def cosines(self, question: Floats, position: int) -> Floats:
        """Given a question's vectors [question pieces, dimensions] and a passage's position, return float32 [pieces, question pieces]:
        the cosine of each to each, times the length of the question's vector."""
        first, last = self._ranges[position]
        segment = self._segments[position]
        cosines: Floats = (segment.rows[first:last].astype(np.float32) @ question.T) * segment.scales[first:last, None]
        return cosines

    def _chunks(self, positions: Sequence[int] | NDArray[np.intp]) -> Iterator[tuple[int, int]]:
        """Given positions, yield ranges of them that hold at most about CHUNK pieces each."""
        start, pieces = 0, 0
        for place, position in enumerate(positions):
            first, last = self._ranges[int(position)]
            if pieces and pieces + last - first > CHUNK:
                yield start, place
                start, pieces = place, 0
            pieces += last - first
        if start < len(positions):
            yield start, len(positions)

    def _score(self, question: Floats, positions: list[int]) -> Floats:
        ranges = [self._ranges[position] for position in positions]
        lengths = np.array([last - first for first, last in ranges])
        held = [(self._segments[position], *self._ranges[position]) for position in positions]
        rows = np.concatenate([segment.rows[first:last] for segment, first, last in held]).astype(np.float32)
        scales = np.concatenate([segment.scales[first:last] for segment, first, last in held])
        scores = np.zeros(len(positions), dtype=np.float32)
        filled = lengths > 0
        if filled.any():
            starts = (np.cumsum(lengths) - lengths)[filled]
            cosines = (rows @ question.T) * scales[:, None]
            scores[filled] = np.maximum.reduceat(cosines, starts, axis=0).mean(axis=1)
        return scores


def compact(folder: Path, digests: Sequence[str]) -> None:
    """Given the folder and the digests still in use, merge segments that are many or mostly unused into one."""
    segments = _segments(folder)
    live = set(digests)
    held = sum(len(segment.digests) for segment in segments)
    if len(segments) <= MOST_SEGMENTS and held <= 2 * len(live):
        return
    places = _places(segments)
    kept = [digest for digest in dict.fromkeys(digests) if digest in places]
    written = _write(folder, kept, {digest: _packed_from(*places[digest]) for digest in kept}) if kept else None
    for segment in segments:
        if written is None or segment.path != written.path:
            segment.path.unlink(missing_ok=True)


def _packed_from(segment: _Segment, first: int, last: int) -> bytes:
    return packed(Packed(segment.rows[first:last], segment.scales[first:last]))


def _segments(folder: Path) -> list[_Segment]:
    """Given the folder, return its readable segments; a damaged one is as good as missing."""
    found: list[_Segment] = []
    for path in sorted(folder.glob("*.tokens")):
        try:
            found.append(_Segment(path))
        except (OSError, ValueError, struct.error):
            continue
    return found


def _places(segments: Sequence[_Segment]) -> dict[str, tuple[_Segment, int, int]]:
    """Given segments, return for each digest its segment and the range of its pieces."""
    return {
        digest: (segment, int(segment.starts[i]), int(segment.starts[i + 1]))
        for segment in segments
        for i, digest in enumerate(segment.digests)
    }


def _segment_size(passages: int, pieces: int, dimensions: int) -> int:
    return _SEGMENT.size + 32 * passages + 4 * (passages + 1) + 4 * pieces + pieces * dimensions


def _write(folder: Path, digests: Sequence[str], vectors: Mapping[str, bytes]) -> _Segment:
    """Given digests and their packed vectors, write one segment and return it, mapped."""
    lacking = [digest for digest in digests if digest not in vectors]
    if lacking:
        raise ValueError(f"The store holds no token vectors for {len(lacking)} passages, the first {lacking[0][:12]}…; rebuild the index.")
    folder.mkdir(parents=True, exist_ok=True)
    held = [unpacked(vectors[digest]) for digest in digests]
    starts = np.cumsum([0, *(len(one.rows) for one in held)]).astype("<u4")
    head = _SEGMENT.pack(_SEGMENT_MAGIC, len(digests), int(starts[-1]), held[0].rows.shape[1])
    name = hashlib.sha256("".join(digests).encode()).hexdigest()[:24] + ".tokens"
    descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(head + b"".join(bytes.fromhex(digest) for digest in digests) + starts.tobytes())
            stream.writelines(one.scales.astype("<f4").tobytes() for one in held)
            stream.writelines(one.rows.tobytes() for one in held)
        os.replace(draft, folder / name)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return _Segment(folder / name)
