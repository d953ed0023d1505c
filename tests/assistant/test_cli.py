"""The command line, as a process: with a server on the same index, and without one."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.serving import address_of, free_port
from tests.assistant.conftest import STAFF
from tests.conftest import write_documents

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PLAN_ASSISTANT_")}


def run(*arguments: object, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Given arguments, run the command to its end."""
    command = [sys.executable, "-m", "assistant.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT | (environment or {}), capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = "# Priorities\n\nThe partnership has two priorities: burglary and knife crime.\n"
    return write_documents(tmp_path_factory.mktemp("cli") / "plans", {"bridgeton.md": text})


@pytest.fixture(scope="module")
def index(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli-index") / "index"
    done = run("ingest", plans, "--index", folder)
    assert done.returncode == 0, done.stderr
    assert "bridgeton: added, 1 page, 1 passage" in done.stderr
    assert "\x1b" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def server(index: Path) -> Iterator[str]:
    """A real server on loopback; its address."""
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--index", str(index)]
    environment = ENVIRONMENT | {"PLAN_ASSISTANT_STAFF_KEY": STAFF}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://[0-9.:]+", process.stdout.readline())
        assert found is not None
        yield found[0]
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert not (index / "writer.json").exists()


def test_reading_without_a_server(index: Path) -> None:
    listed = run("documents", "--index", index)
    assert listed.stdout.split("\t")[0] == "bridgeton", listed.stderr
    asked = run("ask", "What are the priorities?", "--index", index)
    assert asked.returncode == 0, asked.stderr
    assert "burglary" in asked.stdout
    assert "Sources" in asked.stdout and "[1] Bridgeton" in asked.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", ""), "nothing that can be read"),
        (("ask", "x" * 5000), "5,000 characters; at most 2,000"),
        (("ask", "priorities", "--document", "no-such"), "no-such"),
        (("ask", "priorities", "--audience", "burglar"), "burglar"),
        (("remove", "no-such"), "no-such"),
        (("ingest", "/no/such/folder"), "/no/such/folder"),
        (("documents", "--no-such-option"), "--no-such-option"),
        (("no-such-command",), "no-such-command"),
    ],
)
def test_bad_input_is_one_clear_line(index: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments, "--index", index)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_without_an_index_is_not_made_one(tmp_path: Path) -> None:
    done = run("documents", "--index", tmp_path / "none")
    assert done.returncode == 2
    assert not (tmp_path / "none").exists()


def test_help_needs_no_heavy_library() -> None:
    heavy = ("torch", "chromadb", "numpy", "fastapi", "sqlalchemy")
    code = f"import sys; import assistant.cli; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_second_server_names_the_first_and_ends_well(server: str, index: Path) -> None:
    done = run("serve", "--port", "0", "--index", index)
    assert (done.returncode, done.stdout) == (0, f"This index is already served at {server}\n")


def test_who_would_write_beside_a_server_is_refused(server: str, index: Path, plans: Path) -> None:
    for command in (("ingest", plans), ("rebuild",), ("remove", "bridgeton")):
        done = run(*command, "--index", index)
        assert done.returncode == 2
        assert server in done.stderr and done.stderr.count("\n") == 1


def test_who_reads_beside_a_server_asks_it(server: str, index: Path) -> None:
    asked = run("ask", "What are the priorities?", "--json", "--index", index)
    answer = json.loads(asked.stdout)
    assert answer["citations"][0]["document_id"] == "bridgeton"
    before = httpx.get(f"{server}/metrics").text
    assert 'route="/api/v1/chat",status="200"' in before
    assert run("documents", "--index", index).stdout.startswith("bridgeton\t")
    refused = run("ask", "What?", "--document", "no-such", "--index", index)
    assert (refused.returncode, "no-such" in refused.stderr) == (2, True)
    wrong = run("documents", "--index", index, environment={"PLAN_ASSISTANT_STAFF_KEY": "another-key"})
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_the_server_is_ready_when_it_says_so(server: str) -> None:
    assert httpx.get(f"{server}/readyz").status_code == 200
    assert "uvicorn" not in str(httpx.get(server).headers).lower()


def test_a_taken_port_gives_way_to_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with free_port("127.0.0.1", port) as listener:
            assert listener.getsockname()[1] > port
            assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_killed_server_leaves_the_index_to_the_next(index: Path, plans: Path, tmp_path: Path) -> None:
    own = tmp_path / "index"
    assert run("ingest", plans, "--index", own).returncode == 0
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--index", str(own)]
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    time.sleep(0.1)
    assert run("documents", "--index", own).stdout.startswith("bridgeton\t")
