"""The OpenAPI document: what the framework writes of the endpoints, with what all of them have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI

from parcours.web.api.auth import A_MINUTE, REFUSED_A_MINUTE
from parcours.web.api.once import HEADER, KEY
from parcours.web.api.problems import KINDS, MEDIA_TYPE, Problem

_PROBLEM = "Problem"
_ALWAYS = (400, 401, 403, 422, 429, 503)
_WITH_BODY = (413, 415)
_LIMITS = f"{A_MINUTE} requests a minute of one token, {REFUSED_A_MINUTE} from one address with unknown ones"


def document(api: NinjaAPI, root: str) -> dict[str, Any]:
    """Return the document of an API below an address."""
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=root))
    told["components"]["schemas"] |= _schemas()
    told["components"]["responses"] = {_name(status): _response(status) for status in KINDS}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            _complete(operation, path, method)
    return told


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    """Say what every endpoint can answer, and what it needs."""
    for status in _problems(operation, path, method):
        operation["responses"][status] = {"$ref": f"#/components/responses/{_name(status)}"}
    if media_type := operation.pop("x-media-type", ""):
        operation["responses"][200]["content"] = {media_type: {"schema": {"type": "string"}}}
    if operation.pop("x-once", False):
        operation["parameters"].append(_key())
    if permission := operation.get("x-permission"):
        operation["description"] = f"{operation.get('description', '')}\n\nNeeds `{permission}`.".strip()


def _problems(operation: dict[str, Any], path: str, method: str) -> Iterator[int]:
    if "security" in operation:
        yield from _ALWAYS
    if "{" in path:
        yield 404
    if "requestBody" in operation:
        yield from _WITH_BODY
    asks_for_days = "period" in (each["name"] for each in operation["parameters"])
    if operation.pop("x-log", False) or asks_for_days or method != "get":
        yield 409


def _key() -> dict[str, Any]:
    return {
        "in": "header",
        "name": HEADER,
        "required": False,
        "description": "Any text of your own: asked again with it within a day, this is not done again.",
        "schema": {"type": "string", "pattern": KEY},
    }


def _schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), _PROBLEM: schema}


def _response(status: int) -> dict[str, Any]:
    kind = KINDS[status]
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{_PROBLEM}"}}}
    headers = {
        401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
        429: {"Retry-After": {"schema": {"type": "integer"}, "description": _LIMITS}},
        503: {"Retry-After": {"schema": {"type": "integer"}}},
    }
    shown = {"description": f"{kind.title}. {kind.advice}", "content": content}
    return {**shown, "headers": headers[status]} if status in headers else shown


def _name(status: int) -> str:
    return "".join(word.title() for word in KINDS[status].name.split("-"))
