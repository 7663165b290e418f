"""Endpoints of a feature: what each reads or does, what it needs, and what it can answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from django.http import HttpRequest
from ninja import Router
from ninja.params.models import Query
from pydantic import BaseModel

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

    Examples
    --------
    >>> endpoints = Endpoints("orders")
    >>> @endpoints.reads("/orders/{key}", OrderOut)  # doctest: +SKIP
    ... def order(request: StaffRequest, key: Id) -> OrderPage: ...
    """

    def __init__(self, feature: str) -> None:
        self.router = Router(tags=[feature])

    def reads(self, path: str, answer: Any, *, needs: Permission = "see") -> Callable[[View], View]:
        """Answer what is asked."""
        return self._endpoint("GET", path, {200: answer}, needs)

    def writes(
        self,
        how: str,
        answer: Any = None,
        *,
        needs: Permission,
        status: int = 0,
        repeats: bool = True,
    ) -> Callable[[View], View]:
        """Do what is asked: ``how`` is a method and a path.

        Parameters
        ----------
        how
            Such as ``POST /annotations``.
        answer
            What it answers; None for nothing.
        needs
            What the token must be allowed.
        status
            By default 200, or 204 for nothing.
        repeats
            Whether asking twice does no more than asking once. Where it does, the header
            ``Idempotency-Key`` keeps it from that.
        """
        method, _, path = how.partition(" ")
        answers = {status or (200 if answer else 204): answer}
        return self._endpoint(method, path, answers, needs, repeats=repeats)

    def _endpoint(
        self, method: str, path: str, answers: dict[int, Any], needs: Permission, *, repeats: bool = True
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            extra: dict[str, Any] = {"x-permission": needs, **({} if repeats else {"x-once": True})}
            ((status, answer),) = answers.items()
            if isinstance(answer, File):
                extra["x-media-type"] = answer.media_type
            told = {status: str if isinstance(answer, File) else answer}
            self.router.api_operation(
                [method], path, auth=TokenAuth(needs), response=told, by_alias=True, openapi_extra=extra
            )(_strict(view if repeats else once(view)))
            return view

        return register


def _strict(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse addresses with names that mean nothing: a filter lost by a slip gives wrong numbers."""
    known = {name for model in _queries(view) for name in _names(model)}

    @wraps(view)
    def checked(request: HttpRequest, **given: Any) -> Any:
        if unknown := request.GET.keys() - known:
            raise UnknownFieldsError(set(unknown), known)
        return view(request, **given)

    # Whoever reads it does so here, where the names of the feature's module mean nothing.
    checked.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return checked


def _queries(view: Callable[..., Any]) -> list[type[BaseModel]]:
    hints = get_type_hints(view, include_extras=True).values()
    annotated = (get_args(hint) for hint in hints if get_origin(hint) is Annotated)
    return [
        model
        for model, *marks in annotated
        if isinstance(model, type)
        and issubclass(model, BaseModel)
        and any(isinstance(m, Query) for m in marks)
    ]


def _names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}
