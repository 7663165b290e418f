"""A template file read strictly: every key has a meaning, every error a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from parcours.errors import InputError
from parcours.touchpoints.time.durations import parse_duration
from parcours.touchpoints.time.zones import DAY

Read = TypeVar("Read")

_CODE = re.compile("[a-z][a-z0-9_]*")
LONGEST_TITLE = 60
LONGEST_NAME = 120
LONGEST_WINDOW = 36_525 * DAY


class DocumentError(InputError):
    """A template says something that has no meaning: at which line, at which key, and what is wrong.

    Parameters
    ----------
    problem
        One word for it, by which screens say it in their language; ``values`` are what it speaks of.
    """

    def __init__(
        self, file: str, line: int, key: str, problem: str, what: str, expected: str, **values: object
    ) -> None:
        place = f"{file}, line {line}" + (f", {key}" if key else "")
        super().__init__(f"{place}: {what}.", expected=expected)
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem
        self.values = values


def read_document(file: Path) -> Section:
    """Return the mapping that a YAML file holds.

    Raises
    ------
    InputError
        The file cannot be read, is no YAML, or holds something other than a mapping.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The template {file} cannot be read: {error}.") from error
    return read_text(text, file.name)


def read_text(text: str, name: str) -> Section:
    """Return the mapping that a YAML text holds; ``name`` is what its errors call it.

    Raises
    ------
    DocumentError
        It is no YAML, or holds something other than a mapping.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        why = error.problem or "it cannot be read"
        raise DocumentError(name, line, "", "yaml", why, "Expected YAML.", why=why) from error
    except (yaml.YAMLError, RecursionError) as error:
        why = "a character or a depth that no template has"
        raise DocumentError(name, 1, "", "yaml", why, "Expected YAML.", why=why) from error
    if not isinstance(node, yaml.MappingNode):
        raise DocumentError(name, 1, "", "no_keys", "it holds no settings", "Expected 'key: value' lines.")
    return Section(node, name, "")


class Section:
    """A mapping of the file. Values are read by key, as what they must be.

    Every method raises `InputError`, with line and key, where the file says something else.
    """

    def __init__(self, node: yaml.MappingNode, file: str, path: str) -> None:
        self._node = node
        self._file = file
        self._path = path
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._error(key, "", "no_keys", "a key is no word", "Expected 'key: value' lines.")
        self._values = {key.value: value for key, value in node.value}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def keys(self, *required: str, optional: Sequence[str] = ()) -> None:
        """Demand these keys and no others; none twice."""
        seen = set()
        for key, _ in self._node.value:
            if key.value not in (*required, *optional):
                known = ", ".join((*required, *optional))
                what, expected = "there is no such key", f"Keys here are: {known}."
                raise self._error(key, key.value, "unknown_key", what, expected, known=known)
            if key.value in seen:
                raise self._error(key, key.value, "twice", "the key is there twice", "Keep one of them.")
            seen.add(key.value)
        for missing in (key for key in required if key not in seen):
            raise self._error(self._node, missing, "missing", "the key is missing", f"Add '{missing}:'.")

    def text(self, key: str) -> str:
        """Return a text."""
        value: str = self._scalar(key, str, "text", "a text")
        return value

    def title(self, key: str, *, longest: int = LONGEST_TITLE) -> str:
        """Return a text that people read: one line, of signs that show."""
        value = self.text(key).strip()
        if not 0 < len(value) <= longest or not value.isprintable():
            expected = f"Expected 1 to {longest} signs that can be read."
            raise self.error(key, "it is no title", expected, problem="title", most=longest)
        return value

    def code(self, key: str, *, longest: int) -> str:
        """Return a name that programs use: small letters, digits and underscores."""
        value = self.text(key)
        if len(value) > longest or not _CODE.fullmatch(value):
            expected = f"Expected small letters, digits and underscores, {longest} at most."
            raise self.error(key, "it is no code", expected, problem="code", most=longest)
        return value

    def integer(self, key: str, *, low: int, high: int) -> int:
        """Return a whole number within limits."""
        value: int = self._scalar(key, int, "integer", "a whole number")
        if not low <= value <= high:
            expected = f"Expected {low} to {high}."
            raise self.error(key, f"{value} is out of range", expected, problem="range", low=low, high=high)
        return value

    def number(self, key: str) -> float:
        """Return a number."""
        return float(self._scalar(key, (int, float), "number", "a number"))

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value: bool = self._scalar(key, bool, "flag", "true or false")
        return value

    def duration(self, key: str) -> int:
        """Return a length of time, microseconds."""
        try:
            length = parse_duration(self.text(key))
        except InputError as error:
            what, expected = error.what.rstrip("."), error.expected
            raise self.error(key, what, expected, problem="duration") from error
        if length > LONGEST_WINDOW:
            raise self.error(key, "it is too long", "Expected 100 years at most.", problem="too_long")
        return length

    def choice(self, key: str, options: Sequence[str]) -> str:
        """Return one of some words."""
        value = self.text(key)
        if value not in options:
            known = ", ".join(options)
            expected = f"Expected one of: {known}."
            raise self.error(key, f"{value!r} is unknown", expected, problem="choice", known=known)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, at least one."""
        items = self._list(key, "a list of names")
        for item in items:
            if not isinstance(item, yaml.ScalarNode) or not _is_name(item.value):
                raise self._error(item, key, "name", "it is no name", "Expected a list of names.")
        return tuple(item.value for item in items)

    def section(self, key: str) -> Section:
        """Return a mapping."""
        return self._mapping(self._values[key], key)

    def sections(self, key: str) -> list[Section]:
        """Return a list of mappings, at least one."""
        items = enumerate(self._list(key, "a list"), start=1)
        return [self._mapping(item, f"{key}[{number}]") for number, item in items]

    def error(self, key: str, what: str, expected: str, *, problem: str, **values: object) -> DocumentError:
        """Return the error that says what is wrong with a key's value."""
        node = self._values.get(key, self._node)
        return self._error(node, key, problem, what, expected, **values)

    def _scalar(self, key: str, kind: type | tuple[type, ...], problem: str, name: str) -> Any:
        node = self._values[key]
        value = _constructed(node) if isinstance(node, yaml.ScalarNode) else None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"it is not {name}", f"Expected {name}.", problem=problem)
        return value

    def _list(self, key: str, name: str) -> list[yaml.Node]:
        node = self._values[key]
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            expected = f"Expected {name} with at least one entry."
            raise self.error(key, f"it is not {name}", expected, problem="list")
        return node.value

    def _mapping(self, node: yaml.Node, key: str) -> Section:
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, key, "no_keys", "it holds no keys", "Expected 'key: value' lines.")
        return Section(node, self._file, f"{self._path}{key}.")

    def _error(
        self, node: yaml.Node, key: str, problem: str, what: str, expected: str, **values: object
    ) -> DocumentError:
        line, place = node.start_mark.line + 1, f"{self._path}{key}"
        return DocumentError(self._file, line, place, problem, what, expected, **values)


def _constructed(node: yaml.ScalarNode) -> Any:
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):  # a date that there never was, a number without digits
        return None


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def load(template: Any, kind: type[Read], shipped: Path, parse: Callable[[Section], Read]) -> Read:
    """Return a template: as it is, from a file, or the one that ships with Parcours."""
    if isinstance(template, kind):
        return template
    return _shipped(parse, shipped) if template is None else parse(read_document(Path(template)))


@cache
def _shipped(parse: Callable[[Section], Read], file: Path) -> Read:
    return parse(read_document(file))


def yaml_of(told: Mapping[str, Any]) -> str:
    """Return settings as YAML, in their order; one empty line before each."""
    pieces = (
        yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=110)
        for key, value in told.items()
    )
    return "\n".join(pieces)
