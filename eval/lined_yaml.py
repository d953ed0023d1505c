"""YAML whose values know the line they stand on, so that an error can say where to look."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from eval.errors import QuestionError

Key = str | int
MOST_VALUES = 50_000  # aliases of aliases can unfold without end


@dataclass(frozen=True, slots=True)
class LinedYaml:
    """A YAML file: `value` as plain Python, and `lines`, the line (from 1) of every value by its path of keys and positions."""

    file: Path
    value: Any
    lines: dict[tuple[Key, ...], int] = field(default_factory=dict)

    def line(self, path: tuple[Key, ...]) -> int:
        """Given a path of keys, return the line of the nearest value that stands on the way to it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1

    def where(self, path: tuple[Key, ...]) -> str:
        """Given a path of keys, return "file, line n", for the front of a sentence."""
        return f"{self.file.name}, line {self.line(path)}"


def read_lined(file: Path) -> LinedYaml:
    """Given a YAML file, return its values and their lines.

    Raises QuestionError where it is not YAML, holds a key twice in one place, or unfolds to too many values.
    """
    try:
        loader = yaml.SafeLoader(file.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        lined = LinedYaml(file, None)
        value = _Unfolding(loader, lined).value(node, ()) if node else None
    except UnicodeDecodeError as error:
        raise QuestionError([f"{file.name}: byte {error.start} is not UTF-8; save the file as UTF-8."]) from error
    except OSError as error:
        raise QuestionError([f"{file} cannot be read ({error.strerror}); check the path."]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise QuestionError([f"{file.name}, line {line}: not YAML: {error.problem or error.context}."]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise QuestionError([f"{file.name}: not YAML that can be used: {type(error).__name__}; see the other question files."]) from error
    return LinedYaml(file, value, lined.lines)


class _Unfolding:
    """Turns nodes into values, and notes their lines."""

    def __init__(self, loader: yaml.SafeLoader, lined: LinedYaml) -> None:
        self._loader = loader
        self._lined = lined
        self._count = 0

    def value(self, node: yaml.Node, path: tuple[Key, ...]) -> Any:
        line = node.start_mark.line + 1
        self._count += 1
        if self._count > MOST_VALUES:
            raise QuestionError([f"{self._lined.file.name}, line {line}: more than {MOST_VALUES} values; split the file."])
        self._lined.lines.setdefault(path, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, position)) for position, child in enumerate(node.value)]
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, path: tuple[Key, ...]) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = self._loader.construct_object(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                raise QuestionError([f"{self._lined.file.name}, line {line}: a key must be a word, not {key!r}."])
            if key in found:
                raise QuestionError([f"{self._lined.file.name}, line {line}: the key “{key}” stands twice; keep one."])
            self._lined.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found
