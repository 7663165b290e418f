"""The shop that this process serves."""

from __future__ import annotations

from django import conf

from parcours.shop import Shop


def this_shop() -> Shop:
    """Return the shop of the process."""
    shop: Shop = conf.settings.SHOP  # type: ignore[misc]  # a setting of our own
    return shop
