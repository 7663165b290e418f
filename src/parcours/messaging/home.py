"""The shop that this process serves, as messages need it: its secret, its name, where its pages are."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from parcours.eventlog.siphash import derive
from parcours.shop import Shop
from parcours.shop.secret import read_secret

UNSUBSCRIBE_PATH = "unsubscribe"


def this_shop() -> Shop:
    """Return the shop of the process."""
    shop: Shop = settings.SHOP  # type: ignore[misc]  # a setting of our own
    return shop


def key(use: str) -> bytes:
    """Return a key of the shop for one use."""
    return derive(read_secret(this_shop().folder), f"messaging {use}")


def digest(text: str) -> str:
    """Return what stands for an address, so that a list of those not to write to names nobody."""
    return hmac.new(key("addresses"), text.strip().lower().encode(), hashlib.sha256).hexdigest()


def public_address() -> str:
    """Return where others reach the shop's pages; empty where they are for this machine only."""
    return this_shop().settings.address


def unsubscribe_address(ticket: str) -> str:
    """Return where the reader of a message says that it was the last one; empty where nobody could."""
    base = public_address()
    return f"{base}/{UNSUBSCRIBE_PATH}/{ticket}/" if base else ""
