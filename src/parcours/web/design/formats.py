"""Values as the reader of this page writes them."""

from __future__ import annotations

from datetime import date, datetime

from django import conf
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parcours.charts.formats import UNKNOWN, Formats
from parcours.web.design.books import language


def now(currency: str = "") -> Formats:
    """Return the formats of the request's language and of the shop."""
    settings = conf.settings.SHOP.settings  # type: ignore[misc]  # a setting of our own
    return Formats(language(), currency=currency or settings.currency, zone=settings.zone)


def day(moment: date | datetime | None) -> SafeString:
    """Write a day."""
    if moment is None:
        return SafeString(UNKNOWN)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), moment.isoformat())


def instant(moment: datetime | None) -> SafeString:
    """Write an instant to the minute."""
    return day(moment)
