"""Values as the reader of this page writes them, in the shop's currency and zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString

from parcours.charts.formats import UNKNOWN, Formats
from parcours.web.design.books import language
from parcours.web.design.place import this_shop
from parcours.words import days


def now(currency: str = "") -> Formats:
    """Return the formats of the request's language."""
    settings = this_shop().settings
    return Formats(language(), currency=currency or settings.currency, zone=settings.zone)


def change(share: float | None) -> str:
    """Write a change with its sign: +12%."""
    plus = "\u200e+" if language() == "he" else "+"
    return (plus if share and share > 0 else "") + now().share(share)


def day(moment: date | None) -> SafeString:
    """Write a day; of an instant, its day in the shop's zone."""
    local = here(moment) if isinstance(moment, datetime) else moment
    return SafeString(UNKNOWN) if local is None else _time(local, days.short(local, language()))


def month(first: date) -> SafeString:
    """Write the month that begins on a day."""
    return format_html('<time datetime="{}">{}</time>', f"{first:%Y-%m}", days.month(first, language()))


def instant(moment: datetime | None) -> SafeString:
    """Write an instant to the minute."""
    if moment is None:
        return SafeString(UNKNOWN)
    local = here(moment)
    return _time(local, f"{days.short(local, language())}, {local:%H:%M}")


def clock(moment: datetime) -> SafeString:
    """Write the time of the day."""
    local = here(moment)
    return _time(local, f"{local:%H:%M}")


def here(moment: datetime) -> datetime:
    """Return an instant by the shop's clock."""
    return moment.astimezone(ZoneInfo(this_shop().settings.zone))


def _time(moment: date, shown: str) -> SafeString:
    written = moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    return format_html('<time datetime="{}">{}</time>', written, shown)
