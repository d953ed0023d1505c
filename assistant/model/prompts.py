"""What is sent to a chat model, from `prompts/model.toml`, as LangChain's prompt templates; loaded and checked when the server starts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.conversation import Audience
from ingest.errors import BadInput

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.prompts import ChatPromptTemplate

FILE = Path(__file__).resolve().parents[2] / "prompts" / "model.toml"
LEAK = 7  # words in a row that are our own prompt's

# Every text of the file, with the names in braces that it must use.
_KEYS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "answer": {"system": frozenset(), "human": frozenset({"sources", "question", "reader", "today"})},
    "reader": {audience.value: frozenset() for audience in Audience},
    "reply": dict.fromkeys(("name", "answer", "claims", "text", "tokens", "quotes"), frozenset()),
    "rephrase": {
        **dict.fromkeys(("name", "answer", "question", "system"), frozenset()),
        "human": frozenset({"history", "message"}),
    },
}
_NAME = re.compile(r"\w{1,64}")


@dataclass(frozen=True, slots=True)
class ModelPrompts:
    """Everything that was loaded: texts by section and key, and the two templates."""

    texts: Mapping[str, Mapping[str, str]]
    answer: ChatPromptTemplate
    rephrase: ChatPromptTemplate
    _runs: frozenset[tuple[str, ...]]

    def to_answer(self, sources: str, question: str, audience: Audience, today: str) -> Sequence[BaseMessage]:
        """Given the sources, a question, a reader and a day, return the messages that ask for an answer."""
        values = {"sources": sources, "question": question, "reader": self.texts["reader"][audience.value], "today": today}
        return self.answer.format_messages(**values)

    def to_rephrase(self, history: str, message: str) -> Sequence[BaseMessage]:
        """Given a conversation and its last message, return the messages that ask for a standalone question."""
        return self.rephrase.format_messages(history=history, message=message)

    @property
    def answer_schema(self) -> dict[str, Any]:
        """The form of an answer, as JSON schema."""
        words = self.texts["reply"]
        strings = {"type": "array", "items": {"type": "string"}}
        claim = {
            "text": {"type": "string", "description": words["text"]},
            "tokens": {**strings, "description": words["tokens"]},
            "quotes": {**strings, "description": words["quotes"]},
        }
        claims = {"type": "array", "description": words["claims"], "items": _object(claim)}
        return {"title": words["name"], "description": words["answer"], **_object({"claims": claims})}

    @property
    def rephrase_schema(self) -> dict[str, Any]:
        """The form of a standalone question, as JSON schema."""
        words = self.texts["rephrase"]
        question = {"type": "string", "description": words["question"]}
        return {"title": words["name"], "description": words["answer"], **_object({"question": question})}

    def leaks(self, text: str) -> bool:
        """Given what a model said, say whether it repeats a run of our own words to it."""
        return not self._runs.isdisjoint(_runs(text))


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}


@cache
def load_model_prompts(file: Path = FILE) -> ModelPrompts:
    """Given the file, return what it holds. Raises BadInput naming the file and the key that is wrong."""
    from langchain_core.prompts import ChatPromptTemplate

    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    texts = {section: _texts(file, section, keys, table.pop(section, None)) for section, keys in _KEYS.items()}
    if table:
        raise _wrong(file, next(iter(table)), "there is no section of this name")
    templates = {
        section: ChatPromptTemplate.from_messages([("system", texts[section]["system"]), ("human", texts[section]["human"])])
        for section in ("answer", "rephrase")
    }
    told = "\n".join(text for section in texts.values() for text in section.values())
    return ModelPrompts(texts, templates["answer"], templates["rephrase"], _runs(told))


def _texts(file: Path, section: str, keys: Mapping[str, frozenset[str]], table: Any) -> dict[str, str]:
    if not isinstance(table, dict):
        raise _wrong(file, section, "this section is missing")
    if unknown := sorted(table.keys() - keys.keys()):
        raise _wrong(file, f"{section}.{unknown[0]}", "there is no text of this name")
    return {key: _text(file, f"{section}.{key}", table.get(key), names) for key, names in keys.items()}


def _text(file: Path, key: str, text: object, names: frozenset[str]) -> str:
    from langchain_core.prompts import PromptTemplate

    if not isinstance(text, str) or not text.strip():
        raise _wrong(file, key, "it has no words")
    if key.endswith(".name") and not _NAME.fullmatch(text):
        raise _wrong(file, key, "it must be one word of letters, digits and underscores")
    try:
        used = set(PromptTemplate.from_template(text).input_variables)
    except ValueError as error:
        raise _wrong(file, key, f"its braces cannot be read ({error})") from error
    if used != names:
        wanted = ", ".join(f"{{{name}}}" for name in sorted(names)) or "no name in braces"
        raise _wrong(file, key, f"it must use {wanted}, and uses {', '.join(f'{{{name}}}' for name in sorted(used)) or 'none'}")
    return text.strip()


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + LEAK]) for at in range(len(words) - LEAK + 1))


def _wrong(file: Path, key: str, what: str) -> BadInput:
    return BadInput(f"{file.name}, “{key}”: {what}; mend it, or put the shipped file back.")
