"""What a view says about who may open it. A view that says nothing is open to nobody."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, ClassVar, TypeVar

from django.http import HttpRequest

from parcours.state.access import Permission
from parcours.state.actor import Actor

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "open_to"


class Door(Enum):
    """Views that ask for no permission."""

    PUBLIC = "anybody, always"
    ENTRANCE = "anybody, once the shop has an owner"
    SIGNED_IN = "every user"
    API = "whoever the API lets in"


class StaffRequest(HttpRequest):
    """A request of somebody known, as views behind `needs` and `signed_in` get it."""

    actor: Actor


def public(view: View) -> View:
    """Open a view to anybody: health, the welcome page."""
    return _marked(view, Door.PUBLIC)


def entrance(view: View) -> View:
    """Open a view to whoever wants to come in: sign-in, reset of a password."""
    return _marked(view, Door.ENTRANCE)


def signed_in(view: View) -> View:
    """Open a view to every user: their own profile."""
    return _marked(view, Door.SIGNED_IN)


def for_api(view: View) -> View:
    """Leave a view to the API, which asks for a token or a session itself."""
    return _marked(view, Door.API)


def needs(permission: Permission) -> Callable[[View], View]:
    """Open a view to whoever has a permission; ``request.actor`` is who it is.

    Put it outermost: a decorator around it that hides the mark closes the view.
    """
    return lambda view: _marked(view, permission)


def asked_by(view: Callable[..., Any]) -> Door | Permission | None:
    """Return what a view asks for; None where it says nothing."""
    mark: Door | Permission | None = getattr(view, _MARK, None)
    return mark


class Needs:
    """Class-based views name their permission: ``class People(Needs, ListView): needs = "see"``."""

    needs: ClassVar[Permission]

    @classmethod
    def as_view(cls, **options: Any) -> Callable[..., Any]:
        """Make the view."""
        view: Callable[..., Any] = super().as_view(**options)  # type: ignore[misc]  # Django's View comes next
        return needs(cls.needs)(view)


def _marked(view: View, mark: Door | Permission) -> View:
    setattr(view, _MARK, mark)
    return view
