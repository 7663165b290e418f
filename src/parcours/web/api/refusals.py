"""Errors that the API raises and knows, each with the problem that it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from parcours.errors import BusyError, InputError, ParcoursError, StorageError
from parcours.state.actor import DeniedError
from parcours.web.api.auth import TooManyRequestsError
from parcours.web.api.problems import FieldError, Place, problem

_LATER = 60
_PLACES: dict[str, Place] = {"path": "path", "query": "query", "header": "header"}


class NotFoundError(ParcoursError):
    """The address names nothing."""


class ConflictError(ParcoursError):
    """What is there does not allow what was asked."""


class NotReadyError(ParcoursError):
    """The answer is being computed."""

    def __init__(self, seconds: int) -> None:
        super().__init__("The answer is still being computed.", retryable=True)
        self.seconds = seconds


class MediaTypeError(ParcoursError):
    """The body is of a type that is not read here."""

    def __init__(self, expected: str) -> None:
        super().__init__("The body is of another type than is read here.", expected=f"{expected} is.")


class UnknownFieldsError(ParcoursError):
    """The address asks by names that mean nothing here."""

    def __init__(self, names: set[str], known: set[str]) -> None:
        told = ", ".join(sorted(known)) or "none"
        super().__init__("The address has parameters that mean nothing here.", expected=f"Known are: {told}.")
        self.names = names


@contextmanager
def missing() -> Iterator[None]:
    """Say of what cannot be found that the address names nothing."""
    try:
        yield
    except InputError as error:
        raise NotFoundError(error.what, advice=error.advice) from error


@contextmanager
def conflicting() -> Iterator[None]:
    """Say of what cannot be done that what is there does not allow it."""
    try:
        yield
    except InputError as error:
        raise ConflictError(error.what, expected=error.expected, advice=error.advice) from error


def handle(api: NinjaAPI) -> None:
    """Let an API answer with problems."""
    for error, answer in _ANSWERS.items():
        api.add_exception_handler(error, answer)


def _of(status: int, headers: dict[str, str] | None = None) -> Callable[[HttpRequest, Any], HttpResponse]:
    def answer(_: HttpRequest, error: ParcoursError) -> HttpResponse:
        return problem(status, error.what, expected=error.expected, advice=error.advice, headers=headers)

    return answer


def _plain(status: int, detail: str = "") -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, _error: problem(status, detail)


def _nobody(_: HttpRequest, error: AuthenticationError) -> HttpResponse:
    del error
    return problem(401, headers={"WWW-Authenticate": "Bearer"})


def _later(_: HttpRequest, error: NotReadyError) -> HttpResponse:
    return problem(503, error.what, headers={"Retry-After": str(error.seconds)})


def _too_many(_: HttpRequest, error: TooManyRequestsError) -> HttpResponse:
    return problem(429, error.what, advice=error.advice, headers={"Retry-After": str(error.seconds)})


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, MediaTypeError):
        return _of(415)(request, error.__cause__)
    return problem(error.status_code, str(error))


def _invalid(_: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, "Some fields are not what they can be.", errors=map(_field, error.errors))


def _unknown(_: HttpRequest, error: UnknownFieldsError) -> HttpResponse:
    fields = (
        FieldError(place="query", pointer=f"/{name}", detail="There is no such parameter.")
        for name in sorted(error.names)
    )
    return problem(422, error.what, expected=error.expected, errors=fields)


def _field(error: dict[str, Any]) -> FieldError:
    """Say what is wrong with a field; never what was sent, which may be personal."""
    source, *where = error["loc"]
    place = _PLACES.get(source, "body")
    # The name of the function's own parameter is nothing that a reader sent.
    shown = where[1:] if place == "body" and len(where) > 1 else where
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in shown)
    return FieldError(place=place, pointer=pointer, detail=f"{error['msg']}.")


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    AuthenticationError: _nobody,
    DeniedError: _of(403),
    NotFoundError: _of(404),
    ConflictError: _of(409),
    UnknownFieldsError: _unknown,
    TooManyRequestsError: _too_many,
    NotReadyError: _later,
    MediaTypeError: _of(415),
    BusyError: _of(503, {"Retry-After": "1"}),
    StorageError: _of(503, {"Retry-After": str(_LATER)}),
    ParcoursError: _of(422),
    ValidationError: _invalid,
    HttpError: _http,
    Http404: _plain(404),
    BadRequest: _plain(400),
    MultiPartParserError: _plain(400),
    UnreadablePostError: _plain(400),
    RequestDataTooBig: _plain(413),
    OperationalError: lambda _r, _e: problem(503, headers={"Retry-After": str(_LATER)}),
    InterfaceError: lambda _r, _e: problem(503, headers={"Retry-After": str(_LATER)}),
}
