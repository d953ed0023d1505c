from __future__ import annotations

from pathlib import Path

import pytest

from assistant.guard_rules import FILE, load_rules
from ingest.errors import BadInput


def test_rules_that_cannot_be_read_name_the_pattern(tmp_path: Path) -> None:
    file = tmp_path / "guard.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace("my life is in danger", "my {lives is in danger"), encoding="utf-8")
    with pytest.raises(BadInput, match="lives is in danger"):
        load_rules(file)
