"""The command briefing: a file in the format its name says, with a server on the index and without one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import main
from ingest.settings import IngestSettings

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PLAN_ASSISTANT_")}


@pytest.mark.parametrize(("name", "start"), [("pack.md", b"# Scrutiny pack"), ("pack.html", b"<!doctype html>"), ("pack.docx", b"PK")])
def test_the_command_writes_a_file(
    thornmere_index: IngestSettings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    start: bytes,
) -> None:
    output = tmp_path / name
    with pytest.raises(SystemExit) as ended:
        main(["briefing", "thornmere-2020", "-o", str(output), "--index", str(thornmere_index.index)])
    assert ended.value.code == 0
    assert output.read_bytes().lstrip().startswith(start)
    assert str(output) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["briefing", "thornmere-2020", "-o", "pack.pdf"], "does not end in"),
        (["briefing", "nowhere", "-o", "pack.md"], "nowhere"),
        (["briefing", "thornmere-covert", "-o", "pack.md"], "thornmere-covert"),
        (["briefing", "thornmere-2020", "-o", "/no/such/folder/pack.md"], "cannot be written"),
    ],
)
def test_the_command_says_what_is_wrong(
    thornmere_index: IngestSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--index", str(thornmere_index.index)])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def served(thornmere_index: IngestSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the index that a real server holds."""
    index = tmp_path_factory.mktemp("served") / "index"
    shutil.copytree(thornmere_index.index, index)
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--index", str(index)]
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert re.search(r"http://[0-9.:]+", process.stdout.readline())
        yield index
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_with_a_server_on_the_index_the_command_asks_it(served: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "pack.docx"
    with pytest.raises(SystemExit) as ended:
        main(["briefing", "thornmere-2024", "--topic", "hate crime", "-o", str(output), "--index", str(served)])
    assert ended.value.code == 0
    assert output.read_bytes().startswith(b"PK")
    with pytest.raises(SystemExit) as refused:
        main(["briefing", "thornmere-covert", "-o", str(output), "--index", str(served)])
    assert refused.value.code == 2
    assert "thornmere-covert" in capsys.readouterr().err
