"""The document of the API as people read it: by section, with every parameter, shape and problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from parcours.web.api.api import openapi
from parcours.web.api.samples import sample

METHODS = ("get", "post", "put", "patch", "delete")
_JSON = "application/json"
_NO_DEFAULT: tuple[object, ...] = (None, "", [], False)

Tree = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A piece of a text: plain, code, or the name of a shape."""

    text: str
    is_code: bool = False
    is_shape: bool = False


Text = tuple[Piece, ...]


@dataclass(frozen=True)
class Field:
    """A parameter of an endpoint, or a field of a shape."""

    name: str
    type: Text
    meaning: Text
    required: bool = False
    place: str = ""


@dataclass(frozen=True)
class Body:
    """What is sent: a shape, or the fields of a form."""

    media_type: str
    type: Text
    fields: tuple[Field, ...] = ()
    example: Any = None


@dataclass(frozen=True)
class Answer:
    """What comes back when all is well; ``type`` is empty where nothing or a file does."""

    status: int
    media_type: str = ""
    type: Text = ()


@dataclass(frozen=True)
class Operation:
    """An endpoint; ``example`` is its path with something in every place that has to be filled."""

    name: str
    method: str
    path: str
    about: tuple[Text, ...]
    permission: str
    parameters: tuple[Field, ...]
    body: Body | None
    answer: Answer
    problems: tuple[int, ...]
    example: str
    shapes: frozenset[str]


@dataclass(frozen=True)
class Shape:
    """What a body or an answer holds."""

    name: str
    about: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Section:
    """The endpoints of one feature, and the shapes that they speak of."""

    name: str
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]


@cache
def sections() -> tuple[Section, ...]:
    """Return everything, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for path, methods in openapi()["paths"].items():
        for method in METHODS:
            if method in methods:
                told = methods[method]
                found.setdefault(told["tags"][0], []).append(_operation(path, method, told))
    return tuple(Section(name, tuple(each), _shapes(each)) for name, each in found.items())


def section(name: str) -> Section | None:
    """Return the endpoints of one feature."""
    return next((each for each in sections() if each.name == name), None)


def paragraphs(text: str) -> tuple[Text, ...]:
    """Return a text with its code told from its words."""
    return tuple(_text(" ".join(each.split())) for each in text.split("\n\n"))


def _operation(path: str, method: str, told: Tree) -> Operation:
    # The last says what is needed, which stands apart.
    *about, _ = paragraphs(told["description"])
    status, answer = next(iter(told["responses"].items()))
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        about=tuple(about),
        permission=told["x-permission"],
        parameters=tuple(map(_parameter, told["parameters"])),
        body=_body(told.get("requestBody", {}).get("content", {})),
        answer=_answer(int(status), answer),
        problems=tuple(sorted(code for code in map(int, told["responses"]) if code >= 400)),
        example=_filled(path, told["parameters"]),
        shapes=frozenset(_with_inner(_refs((told.get("requestBody"), answer)))),
    )


def _parameter(told: Tree) -> Field:
    shape = told["schema"]
    return Field(told["name"], _type(shape), _meaning(told, shape), told["required"], told["in"])


def _body(content: Tree) -> Body | None:
    for media_type, told in content.items():
        shape = told["schema"]
        if "$ref" in shape or media_type == _JSON:
            return Body(media_type, _type(shape), (), sample(shape, _schemas()))
        return Body(media_type, (), _fields(shape))
    return None


def _answer(status: int, told: Tree) -> Answer:
    for media_type, content in told.get("content", {}).items():
        return Answer(status, media_type, _type(content["schema"]) if media_type == _JSON else ())
    return Answer(status)


def _filled(path: str, parameters: Iterable[Tree]) -> str:
    for each in parameters:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", str(sample(each["schema"], _schemas())))
    asked = [each for each in parameters if each["in"] == "query" and each["required"]]
    query = "&".join(f"{each['name']}={_in_address(sample(each['schema'], _schemas()))}" for each in asked)
    return f"{path}?{query}" if query else path


def _in_address(value: Any) -> str:
    first = value[0] if isinstance(value, list) else value
    return str(first).replace(" ", "%20")


def _shapes(operations: Iterable[Operation]) -> tuple[Shape, ...]:
    names = frozenset[str]().union(*(each.shapes for each in operations))
    return tuple(_shape(name, told) for name, told in sorted(_schemas().items()) if name in names)


def shapes() -> tuple[Shape, ...]:
    """Return every shape."""
    return tuple(_shape(name, told) for name, told in sorted(_schemas().items()))


def _shape(name: str, told: Tree) -> Shape:
    # What is sent may miss only what has a default; what is answered is always there.
    is_sent = "additionalProperties" in told
    return Shape(name, _text(told.get("description", "")), _fields(told, marked=is_sent))


def _fields(told: Tree, *, marked: bool = True) -> tuple[Field, ...]:
    required = told.get("required", ()) if marked else ()
    return tuple(
        Field(name, _type(shape), _meaning(shape, shape), name in required)
        for name, shape in told.get("properties", {}).items()
    )


def _meaning(told: Tree, shape: Tree) -> Text:
    default = shape.get("default")
    usual = f"by default `{default}`" if default not in _NO_DEFAULT else ""
    return _text("; ".join(filter(None, (told.get("description", ""), usual))))


def _type(shape: Tree) -> Text:
    if "$ref" in shape:
        return (Piece(shape["$ref"].rpartition("/")[2], is_shape=True),)
    if "anyOf" in shape:
        return tuple(_any_of(shape["anyOf"]))
    if "enum" in shape:
        return tuple(_joined((Piece(str(each), is_code=True),) for each in shape["enum"] if each != ""))
    if shape.get("type") == "array":
        return (Piece("list of "), *_type(shape["items"]))
    if isinstance(inner := shape.get("additionalProperties"), Mapping):
        return (Piece("texts to "), *_type(inner))
    return (Piece(str(shape.get("format") or shape.get("const") or shape.get("type", "any"))),)


def _any_of(shapes: list[Tree]) -> Iterator[Piece]:
    inner = [_type(each) for each in shapes if each.get("type") != "null"]
    yield from _joined(inner, " or ")
    if len(inner) < len(shapes):
        yield Piece("?")


def _joined(texts: Iterable[Text], between: str = ", ") -> Iterator[Piece]:
    for number, text in enumerate(texts):
        if number:
            yield Piece(between)
        yield from text


def _text(text: str) -> Text:
    return tuple(Piece(each, is_code=bool(at % 2)) for at, each in enumerate(text.split("`")) if each)


def _with_inner(names: Iterable[str]) -> set[str]:
    """Return shapes with all that they are made of."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _refs(_schemas()[name])
    return found


def _refs(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping):
        ref = told.get("$ref")
        if isinstance(ref, str) and ref.startswith("#/components/schemas/"):
            yield ref.rpartition("/")[2]
        told = told.values()
    elif not isinstance(told, list | tuple):
        return
    for each in told:
        yield from _refs(each)


def _schemas() -> Tree:
    found: Tree = openapi()["components"]["schemas"]
    return found
