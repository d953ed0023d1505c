"""What is sent to a model: loaded and checked when the server starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation import Audience
from assistant.model.failure import Fallback
from assistant.model.prompts import FILE, load_model_prompts
from assistant.prompts import load_prompts
from ingest.errors import BadInput


@pytest.mark.parametrize("audience", Audience)
def test_everything_that_is_asked_stands_in_the_messages(audience: Audience) -> None:
    system, human = load_model_prompts().to_answer("SOURCES {here}", "QUESTION {there}", audience, "1 June 2026")
    assert (system.type, human.type) == ("system", "human")
    for words in ("SOURCES {here}", "QUESTION {there}", "1 June 2026"):
        assert words in str(human.content)
    others = [load_model_prompts().to_answer("", "", other, "")[1].content for other in Audience if other is not audience]
    assert load_model_prompts().to_answer("", "", audience, "")[1].content not in others


def test_the_form_names_what_the_rules_name() -> None:
    schema = load_model_prompts().answer_schema
    claim = schema["properties"]["claims"]["items"]
    assert claim["required"] == ["text", "tokens", "quotes"]
    for name in ("claims", *claim["required"]):
        assert f'"{name}"' in load_model_prompts().texts["answer"]["system"]


def test_a_run_of_our_words_is_a_leak() -> None:
    prompts = load_model_prompts()
    system = prompts.texts["answer"]["system"]
    assert prompts.leaks(system)
    assert prompts.leaks(f"My rules: {system[40:140].upper()}")
    assert not prompts.leaks("Two wardens patrol the seafront from Easter to the end of September.")
    assert not prompts.leaks("")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("{sources}", "the sources", "answer.human"),
        ("{question}", "{query}", "answer.human"),
        ("{message}", "{message", "rephrase.human"),
        ("[reader]", "[readers]", "reader"),
        ('officer = "', 'constable = "', "reader.constable"),
        ('name = "cited_answer"', 'name = "cited answer"', "reply.name"),
        ('claims = "', 'claims = "" # ', "reply.claims"),
        ("[reply]", "[reply", "cannot be read"),
        ("You answer questions", "You {answer} questions", "answer.system"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "model.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match="model.toml") as caught:
        load_model_prompts(file)
    assert named in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"model\.toml cannot be read"):
        load_model_prompts(tmp_path / "model.toml")


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("why", Fallback)
def test_every_way_a_model_fails_has_words(why: Fallback, audience: Audience) -> None:
    assert load_prompts().say(f"fallback.{why.value}", audience).endswith(".")
