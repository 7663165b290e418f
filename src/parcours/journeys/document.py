"""A template file read strictly: every key has a meaning, every error a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml

from parcours.errors import InputError
from parcours.touchpoints.time.durations import parse_duration

Read = TypeVar("Read")


def read_document(file: Path) -> Section:
    """Return the mapping that a YAML file holds.

    Raises
    ------
    InputError
        The file cannot be read, is no YAML, or holds something other than a mapping.
    """
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The template {file} cannot be read: {error}.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{file.name}, line {line}: {error.problem}.", expected="Expected YAML.") from error
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{file.name} holds no settings.", expected="Expected 'key: value' lines.")
    return Section(node, file.name, "")


class Section:
    """A mapping of the file. Values are read by key, as what they must be.

    Every method raises `InputError`, with line and key, where the file says something else.
    """

    def __init__(self, node: yaml.MappingNode, file: str, path: str) -> None:
        self._node = node
        self._file = file
        self._path = path
        self._values = {key.value: value for key, value in node.value}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def keys(self, *required: str, optional: Sequence[str] = ()) -> None:
        """Demand these keys and no others; none twice."""
        seen = set()
        for key, _ in self._node.value:
            if key.value not in (*required, *optional):
                known = ", ".join((*required, *optional))
                raise self._error(key, key.value, "there is no such key", f"Keys here are: {known}.")
            if key.value in seen:
                raise self._error(key, key.value, "the key is there twice", "Keep one of them.")
            seen.add(key.value)
        for missing in (key for key in required if key not in seen):
            raise self._error(self._node, missing, "the key is missing", f"Add '{missing}:'.")

    def text(self, key: str) -> str:
        """Return a text."""
        return self._scalar(key, str, "a text")

    def integer(self, key: str, *, low: int, high: int) -> int:
        """Return a whole number within limits."""
        value: int = self._scalar(key, int, "a whole number")
        if not low <= value <= high:
            raise self.error(key, f"{value} is out of range", f"Expected {low} to {high}.")
        return value

    def number(self, key: str) -> float:
        """Return a number."""
        return float(self._scalar(key, (int, float), "a number"))

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value: bool = self._scalar(key, bool, "true or false")
        return value

    def duration(self, key: str) -> int:
        """Return a length of time, microseconds."""
        try:
            return parse_duration(self.text(key))
        except InputError as error:
            raise self.error(key, error.what.rstrip("."), error.expected) from error

    def choice(self, key: str, options: Sequence[str]) -> str:
        """Return one of some words."""
        value = self.text(key)
        if value not in options:
            raise self.error(key, f"{value!r} is unknown", f"Expected one of: {', '.join(options)}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, at least one."""
        items = self._list(key, "a list of names")
        for item in items:
            if not isinstance(item, yaml.ScalarNode):
                raise self._error(item, key, "it is no name", "Expected a list of names.")
        return tuple(item.value for item in items)

    def section(self, key: str) -> Section:
        """Return a mapping."""
        return self._mapping(self._values[key], key)

    def sections(self, key: str) -> list[Section]:
        """Return a list of mappings, at least one."""
        items = enumerate(self._list(key, "a list"), start=1)
        return [self._mapping(item, f"{key}[{number}]") for number, item in items]

    def error(self, key: str, what: str, expected: str) -> InputError:
        """Return the error that says what is wrong with a key's value."""
        return self._error(self._values.get(key, self._node), key, what, expected)

    def _scalar(self, key: str, kind: type | tuple[type, ...], name: str) -> Any:
        node = self._values[key]
        value = yaml.SafeLoader("").construct_object(node) if isinstance(node, yaml.ScalarNode) else None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"it is not {name}", f"Expected {name}.")
        return value

    def _list(self, key: str, name: str) -> list[yaml.Node]:
        node = self._values[key]
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.error(key, f"it is not {name}", f"Expected {name} with at least one entry.")
        return node.value

    def _mapping(self, node: yaml.Node, key: str) -> Section:
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, key, "it holds no keys", "Expected 'key: value' lines.")
        return Section(node, self._file, f"{self._path}{key}.")

    def _error(self, node: yaml.Node, key: str, what: str, expected: str) -> InputError:
        line = node.start_mark.line + 1
        return InputError(f"{self._file}, line {line}, {self._path}{key}: {what}.", expected=expected)


def load(template: Any, kind: type[Read], shipped: Path, parse: Callable[[Section], Read]) -> Read:
    """Return a template: as it is, from a file, or the one that ships with Parcours."""
    if isinstance(template, kind):
        return template
    return parse(read_document(shipped if template is None else Path(template)))
