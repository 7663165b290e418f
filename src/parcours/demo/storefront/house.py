"""What one process of the storefront has: its options, its memory, its key."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django import conf

from parcours.demo.storefront.store import Store

COOKIE_SECONDS = 30 * 86_400
"""The longest that a browser is remembered."""
KEY_FILE = "secret.key"


@dataclass(frozen=True)
class Options:
    """How a storefront is served; ``script`` is the address of the shop's tracking script, or empty."""

    folder: Path
    clock: Callable[[], datetime]
    faults: frozenset[str] = frozenset()
    allow_faults: bool = False
    script: str = ""


@dataclass(frozen=True)
class House:
    """Everything that outlives a request."""

    options: Options
    store: Store
    key: str


def open_house(options: Options) -> House:
    """Open the folder; the key is made once, so that signed links outlive the process."""
    store = Store(options.folder)
    return House(options, store, _key(options.folder / KEY_FILE))


def this_house() -> House:
    """Return the house of this process."""
    house: House = conf.settings.HOUSE  # type: ignore[misc]  # a setting of the storefront, not of the app
    return house


def _key(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), "utf-8")
    return path.read_text("utf-8")
