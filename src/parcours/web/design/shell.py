"""What every page knows: who reads it, in which language and colours, and where they can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import conf
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from parcours import __version__
from parcours.shop.artificial import is_artificial
from parcours.state.actor import Actor
from parcours.web.design import assets
from parcours.web.design.books import language, say
from parcours.web.design.place import this_shop
from parcours.web.navigation import ENTRIES, Entry
from parcours.words.languages import direction

THEME_COOKIE = "parcours_theme"
THEMES = ("auto", "light", "dark")
_ICONS = {"auto": "half", "light": "sun", "dark": "moon"}


@dataclass(frozen=True)
class Place:
    """An entry of the menu as one reader sees it."""

    label: str
    address: str
    icon: str
    group: int
    at_hand: bool
    here: bool


@dataclass(frozen=True)
class Theme:
    """A choice of colours."""

    name: str
    label: str
    icon: str


@dataclass(frozen=True)
class Shell:
    """The frame around a page."""

    shop: str
    language: str
    direction: str
    theme: str
    actor: Actor | None
    places: tuple[Place, ...]
    release: str
    look: str
    is_artificial: bool
    own_shop: str

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Each language in its own words."""
        return conf.settings.LANGUAGES

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The choices of colours."""
        return tuple(Theme(name, say(f"design.themes.{name}"), _ICONS[name]) for name in THEMES)

    @property
    def first_places(self) -> tuple[Place, ...]:
        """What a phone has at hand; the rest is behind one more tap."""
        return tuple(place for place in self.places if place.at_hand)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the frame, as ``shell``."""
    return {"shell": frame(request, getattr(request, "actor", None))}


def frame(request: HttpRequest, actor: Actor | None) -> Shell:
    """Return the frame of a page as somebody sees it; it asks no database."""
    shop, spoken = this_shop(), language()
    return Shell(
        shop=shop.settings.name,
        language=spoken,
        direction=direction(spoken),
        theme=_theme(request),
        actor=actor,
        places=tuple(_places(actor, request.path)),
        release=__version__,
        look=assets.version(),
        is_artificial=is_artificial(shop.folder),
        own_shop=_address("setup"),
    )


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else "auto"


def _places(actor: Actor | None, path: str) -> list[Place]:
    if actor is None:
        return []
    there = [(entry, _address(entry.feature)) for entry in ENTRIES if actor.may(entry.needs)]
    return [_place(entry, address, path) for entry, address in there if address]


def _place(entry: Entry, address: str, path: str) -> Place:
    here = path == address or (address != "/" and path.startswith(address))
    return Place(say(f"{entry.feature}.nav"), address, entry.icon, entry.group, entry.at_hand, here)


def _address(feature: str) -> str:
    try:
        return reverse(f"{feature}:home")
    except NoReverseMatch:
        return ""
