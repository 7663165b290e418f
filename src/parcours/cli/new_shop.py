"""The shop that an import makes when there is none: asked on a terminal, else guessed, and said aloud."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parcours.cli.output import say
from parcours.errors import InputError
from parcours.shop import Settings, Shop
from parcours.shop.settings import from_environment

if TYPE_CHECKING:
    from parcours.collect.importing import Preview

_LOCAL_ZONE = Path("/etc/localtime")


def settings_for(seen: Preview, flags: Mapping[str, str], *, ask: bool) -> Settings:
    """Return the settings of a new shop: what was said, else asked, else guessed from file and machine."""
    said: dict[str, Any] = {**from_environment(os.environ), **flags}
    guesses = {"zone": _zone_here(), "currency": _currency_of(seen) or Settings().currency}
    answer = _asked if ask else _guessed
    said |= {name: answer(name, guess) for name, guess in guesses.items() if name not in said}
    return Settings(**said)


def make_shop(place: Path, settings: Settings) -> Shop:
    """Make the shop and say so."""
    shop = Shop.create(place, settings)
    say(f"Made a shop in {place}: zone {settings.zone}, currency {settings.currency}.")
    return shop


def _guessed(name: str, guess: str) -> str:
    say(f"The shop's {name} is taken to be {guess}; say --{name} if it is another.")
    return guess


def _asked(name: str, guess: str) -> str:
    answer: str = click.prompt(f"The shop's {name}", default=guess, value_proc=_checked(name), err=True)
    return answer


def _checked(name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        told: dict[str, Any] = {name: value}
        try:
            Settings(**told)
        except InputError as error:
            raise click.BadParameter(str(error)) from error  # asks again
        return value

    return check


def _currency_of(seen: Preview) -> str:
    if "currency" not in seen.plan.columns:
        return ""
    found = Counter(row["currency"] for row in seen.touchpoints if row.get("currency"))
    return found.most_common(1)[0][0] if found else ""


def _zone_here() -> str:
    """Return the machine's zone, UTC where it cannot be told."""
    told = os.environ.get("TZ") or str(_LOCAL_ZONE.resolve()).partition("zoneinfo/")[2]
    try:
        return Settings(zone=told).zone
    except InputError:
        return Settings().zone
