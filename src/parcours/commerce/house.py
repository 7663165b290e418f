"""What the room knows of its shop."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings

from parcours.commerce.following.arrays import NEVER, Ints
from parcours.shop import Shop
from parcours.touchpoints import day_number, month_day, parse_zone


def shop() -> Shop:
    """Return the shop that this process serves."""
    here: Shop = settings.SHOP  # type: ignore[misc]  # a setting of our own
    return here


def zone() -> ZoneInfo:
    """Return the zone of its calendar."""
    return parse_zone(shop().settings.zone)


def days_of(moments: Ints) -> Ints:
    """Return the days of moments, 0 for `NEVER`."""
    return day_number(np.where(moments == NEVER, 0, moments), zone())


def months_of(days: Ints) -> Ints:
    """Return the first day of each day's month."""
    return month_day(days)
