from __future__ import annotations

from pathlib import Path

import ingest
from ingest.reader_version import _NOT_READING, reader_version

PACKAGE = Path(ingest.__file__).parent


def test_the_version_stays_while_the_code_does() -> None:
    assert reader_version() == reader_version()


def test_every_room_that_does_not_read_is_there() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms >= _NOT_READING
    assert rooms - _NOT_READING >= {"readers", "layout", "tables", "register", "outline", "passages"}
