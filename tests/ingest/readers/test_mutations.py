"""Damaged files: whatever happens to a small document on its way, it is read or refused, never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from ingest.documents import Reading
from ingest.errors import UnreadableFile
from ingest.readers import read_bytes
from ingest.readers.format import format_of
from ingest.readers.wire import reading_from_json, reading_to_json

MUTATIONS = 200


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Given bytes, return them with one to eight places changed, cut out, doubled or exchanged."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(result) or 1)
        end = min(start + chance.choice((1, 2, 8, 100)), len(result))
        match chance.randrange(5):
            case 0:
                result[start:end] = chance.randbytes(end - start)
            case 1:
                del result[start:end]
            case 2:
                result[start:start] = result[start:end] * chance.choice((1, 2, 50))
            case 3:
                result[start:end] = chance.choice(
                    (b"<", b">", b"\x00", b"&", b'"', b"\xff", b"</w:p>", b"<table>", b"\n\n", b"|", b"0", b"999999")
                )
            case _:
                if chance.random() < 0.1:
                    del result[start:]
    return bytes(result)


def unzipped_and_mutated(data: bytes, chance: random.Random) -> bytes:
    """Given a .docx, return it with one of its parts mutated and packed again, so that the change reaches the reader."""
    source = zipfile.ZipFile(io.BytesIO(data))
    chosen = chance.choice([name for name in source.namelist() if name.endswith((".xml", ".rels")) and "theme" not in name])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, mutated(content, chance) if name == chosen else content)
    return file.getvalue()


@pytest.mark.parametrize("name", ["strategy.docx", "report.html", "note.md", "minutes.txt"])
def test_a_mutated_document_is_read_or_refused(documents: Path, name: str) -> None:
    chance = random.Random(name)
    data = (documents / name).read_bytes()
    refused = 0
    for number in range(MUTATIONS):
        spoil = unzipped_and_mutated if name.endswith(".docx") and number % 2 else mutated
        spoilt = spoil(data, chance)
        try:
            reading = read_bytes(spoilt, format_of(name, spoilt), 100)
        except UnreadableFile:
            refused += 1
        else:
            assert isinstance(reading, Reading)
            assert reading_from_json(reading_to_json(reading)) == reading
    assert refused < MUTATIONS  # else nothing was tried
