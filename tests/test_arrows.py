"""What holds for the whole project: which way imports go, that settings and statuses have their words, and what is not in it."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from assistant.areas import FILE as AREAS
from assistant.conversation import Audience, Status
from assistant.prompts import load_prompts
from assistant.settings import AssistantSettings
from ingest.settings import IngestSettings

ROOT = Path(__file__).parents[1]
# What each package may import of ours.
ALLOWED = {"ingest": {"ingest"}, "assistant": {"assistant", "ingest"}, "eval": {"eval", "assistant", "ingest"}}
LARGEST = 3_000_000
PREFIX = "PLAN_ASSISTANT_"


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(source: str) -> set[str]:
    """The top packages that a module imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def project_files() -> list[Path]:
    """The files of the project: what git tracks or would; without git, what lies here, made things aside."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    made = {"build", "dist", "index", "runs", "node_modules"}
    return [file for file in ROOT.rglob("*") if file.is_file() and not any(part in made or part[0] == "." for part in file.parts[1:])]


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_arrows_go_one_way(package: str) -> None:
    assert modules(package)
    others = (set(ALLOWED) | {"tests", "corpus"}) - ALLOWED[package]
    wrong = {file.relative_to(ROOT).as_posix(): found for file in modules(package) if (found := imported(file.read_text("utf-8")) & others)}
    assert not wrong


def test_an_import_inside_a_function_is_seen() -> None:
    assert imported("def f():\n    import eval.words\n    from assistant.cite import escaped\n") == {"eval", "assistant"}


@pytest.mark.parametrize("settings", [AssistantSettings, IngestSettings])
def test_every_setting_is_documented(settings: type[BaseSettings]) -> None:
    texts = [file.read_text("utf-8") for file in (ROOT / "README.md", ROOT / "docs" / "settings.md") if file.is_file()]
    documented = set(re.findall(rf"{PREFIX}\w+", "\n".join(texts)))
    assert not {PREFIX + name.upper() for name in settings.model_fields} - documented


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("status", Status)
def test_every_way_an_answer_ends_has_words(status: Status, audience: Audience) -> None:
    words = load_prompts().status(status, audience)
    assert words[0].isupper()
    assert words.endswith((".", "?"))
    assert load_prompts().status(status, audience) not in [load_prompts().status(other, audience) for other in Status if other != status]


def test_no_file_is_large() -> None:
    large = {file.relative_to(ROOT).as_posix(): file.stat().st_size for file in project_files() if file.stat().st_size > LARGEST}
    assert not large


def test_code_knows_no_borough() -> None:
    """Only the list of areas, the corpus and the evaluation name boroughs: what is true of one council must not be built in."""
    table = tomllib.loads(AREAS.read_text("utf-8"))
    names = table["areas"]["London borough"]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")
    files = [file for package in ("ingest", "assistant") for file in (ROOT / package).rglob("*") if file.suffix in {".py", ".toml"}]
    named = {
        file.relative_to(ROOT).as_posix(): found
        for file in files
        if file != AREAS and (found := sorted(set(pattern.findall(_without_docstrings(file)))))
    }
    assert not named


def _without_docstrings(file: Path) -> str:
    """A file's text without what is said for readers only, where examples may name one."""
    text = file.read_text("utf-8")
    if file.suffix != ".py":
        return re.sub(r"(?m)#.*$", "", text)
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
