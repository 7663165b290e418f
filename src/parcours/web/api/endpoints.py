"""Endpoints of a feature: what each reads or does, what it needs, and what it can answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, get_type_hints

from django.http import HttpRequest
from ninja import Router

from parcours.state.access import Permission
from parcours.web.api.auth import TokenAuth
from parcours.web.api.once import once
from parcours.web.api.refusals import UnknownFieldsError

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class File:
    """An answer that is a file of some type."""

    media_type: str


class Endpoints:
    """The endpoints of one feature, under one heading of the document.

    A parameter ``asked`` holds all that the address may say: what else stands there is refused, so that no
    filter is lost by a slip.

    Examples
    --------
    >>> endpoints = Endpoints("orders")
    >>> @endpoints.reads("/orders/{key}", OrderOut)  # doctest: +SKIP
    ... def order(request: StaffRequest, key: Id) -> OrderPage: ...
    """

    def __init__(self, feature: str) -> None:
        self.router = Router(tags=[feature])

    def reads(
        self, path: str, answer: Any, *, needs: Permission = "see", of_the_log: bool = False
    ) -> Callable[[View], View]:
        """Answer what is asked; what is read ``of_the_log`` has no answer while nothing has happened."""
        return self._endpoint(f"GET {path}", {200: answer}, needs, of_the_log=of_the_log)

    def writes(
        self,
        how: str,
        answer: Any = None,
        *,
        needs: Permission,
        status: int = 0,
        idempotent: bool = True,
    ) -> Callable[[View], View]:
        """Do what is asked.

        Parameters
        ----------
        how
            A method and a path: ``POST /annotations``.
        answer
            What it answers; None for nothing.
        needs
            What the token must be allowed.
        status
            By default 200, or 204 for nothing.
        idempotent
            Whether asking twice does no more than asking once. Where it does, the header
            ``Idempotency-Key`` keeps it from that.
        """
        answers = {status or (200 if answer else 204): answer}
        return self._endpoint(how, answers, needs, idempotent=idempotent)

    def _endpoint(
        self,
        how: str,
        answers: dict[int, Any],
        needs: Permission,
        *,
        idempotent: bool = True,
        of_the_log: bool = False,
    ) -> Callable[[View], View]:
        method, _, path = how.partition(" ")
        ((status, answer),) = answers.items()
        extra: dict[str, Any] = {"x-permission": needs, "x-once": not idempotent, "x-log": of_the_log}
        if isinstance(answer, File):
            extra["x-media-type"], answer = answer.media_type, str
        options: dict[str, Any] = {"by_alias": True, "openapi_extra": extra}
        add = self.router.api_operation(
            [method], path, auth=TokenAuth(needs), response={status: answer}, **options
        )

        def register(view: View) -> View:
            add(_strict(view if idempotent else once(view)))
            return view

        return register


def _strict(view: Callable[..., Any]) -> Callable[..., Any]:
    asked = get_type_hints(view).get("asked")
    known = {field.alias or name for name, field in asked.model_fields.items()} if asked else set()

    @wraps(view)
    def checked(request: HttpRequest, **given: Any) -> Any:
        if unknown := request.GET.keys() - known:
            raise UnknownFieldsError(set(unknown), known)
        return view(request, **given)

    # Whoever reads it does so here, where the names of the feature's module mean nothing.
    checked.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return checked
