"""What the API answers where it cannot do what was asked: problem details (RFC 9457), never a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

ROOT = "/api/"
MEDIA_TYPE = "application/problem+json"
_REPLACED = ("Content-Type", "Content-Length", "Content-Language", "Set-Cookie")


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its name in addresses, its title, and what to do about it."""

    name: str
    status: int
    title: str
    advice: str


KINDS: Mapping[int, Kind] = MappingProxyType(
    {
        kind.status: kind
        for kind in (
            Kind(
                "unreadable",
                400,
                "The request cannot be read",
                "Send sound JSON, to the address that the application has.",
            ),
            Kind(
                "unknown-token",
                401,
                "No valid token",
                "Send `Authorization: Bearer pc_…` with a token that has neither been revoked nor expired.",
            ),
            Kind("denied", 403, "The token may not do this", "Ask an owner for a token with the permission."),
            Kind("not-found", 404, "There is no such thing", "Look for it in the list that it belongs to."),
            Kind("method", 405, "The method is not known here", "The header `Allow` names those that are."),
            Kind(
                "conflict",
                409,
                "What is there does not allow it",
                "Read the state again: somebody may have changed it, or the shop may hold nothing yet.",
            ),
            Kind("too-large", 413, "The request is too large", "Send less at once."),
            Kind("media-type", 415, "The body is of another type", "Set the header `Content-Type`."),
            Kind("invalid", 422, "The request asks for what cannot be", "`errors` names each field."),
            Kind("too-many", 429, "Too many requests", "Wait as long as the header `Retry-After` says."),
            Kind("broken", 500, "Parcours itself failed", "The shop's log tells more; please report it."),
            Kind(
                "not-now",
                503,
                "Not now",
                "Ask again after `Retry-After` seconds: an answer is still being computed, or a part of "
                "the application does not answer.",
            ),
        )
    }
)
"""By status."""

Place = Literal["path", "query", "header", "body"]


class FieldError(BaseModel):
    """What is wrong with one field."""

    place: Place = Field(description="where it is")
    pointer: str = Field(description="JSON pointer to it, from that place on: `/limit`")
    detail: str


class Problem(BaseModel):
    """Why a request was not answered, as RFC 9457 has it."""

    type: str = Field(description="address of what this kind of problem is")
    title: str
    status: int
    detail: str = Field(description="what happened")
    expected: str | None = Field(None, description="what was expected")
    advice: str | None = Field(None, description="what to do")
    errors: list[FieldError] | None = Field(None, description="of invalid requests: each field")


def problem(
    status: int,
    detail: str = "",
    *,
    expected: str = "",
    advice: str = "",
    errors: Iterable[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer with a problem."""
    kind = kind_of(status)
    told = Problem(
        type=address_of(kind),
        title=kind.title,
        status=status,
        detail=detail or f"{kind.title}.",
        expected=expected or None,
        advice=advice or kind.advice,
        errors=list(errors) or None,
    )
    content = msgspec.json.encode(told.model_dump(exclude_none=True))
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def kind_of(status: int) -> Kind:
    """Return the kind of a status; one that is not ours is the general one of its hundred."""
    return KINDS.get(status) or KINDS[400 if status < 500 else 500]


def address_of(kind: Kind) -> str:
    """Return where a kind of problem is explained."""
    return f"{ROOT}v1/problems/{kind.name}"


def never_html(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turn what Django itself answers below ``/api/`` into problems: unknown addresses, failures."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if not request.path.startswith(ROOT):
            return response
        if response.status_code >= 400 and response.get("Content-Type") != MEDIA_TYPE:
            kept = {name: value for name, value in response.items() if name not in _REPLACED}
            response = problem(response.status_code, headers=kept)
        response["Cache-Control"] = "no-store"
        return response

    return answered
