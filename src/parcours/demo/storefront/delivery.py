"""When the carriers of the world bring an order: working days, from the dispatch on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from parcours.demo.world.delivery import CARRIERS, LATE_CARRIER, Carrier

ZONE = ZoneInfo("Europe/Paris")
PICKUP = LATE_CARRIER
"""The carrier that delivers to pick-up points."""
_LAST_HOUR = 14
_SUNDAY = 6
_BY_NAME = {carrier.name: carrier for carrier in CARRIERS}


def carrier(name: str) -> Carrier | None:
    """Return a carrier, if there is one of this name."""
    return _BY_NAME.get(name)


def promised(carrier: Carrier, country: str, ordered: datetime) -> date:
    """Return the promised day; what is ordered after two in the afternoon leaves the next working day.

    >>> from datetime import UTC
    >>> saturday_evening = datetime(2026, 11, 21, 18, tzinfo=UTC)
    >>> promised(_BY_NAME["Colis Express"], "FR", saturday_evening).isoformat()
    '2026-11-25'
    """
    local = ordered.astimezone(ZONE)
    wait = carrier.promised_days(country) + (local.hour >= _LAST_HOUR or local.weekday() == _SUNDAY)
    return working_days_after(local.date(), wait)


def working_days_after(day: date, count: int) -> date:
    """Return the day so many working days later; parcels rest on Sundays.

    >>> working_days_after(date(2026, 11, 21), 1).isoformat()
    '2026-11-23'
    """
    for _ in range(count):
        day += timedelta(days=2 if day.weekday() == _SUNDAY - 1 else 1)
    return day
