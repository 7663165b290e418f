"""The shop's year: when people come, what is on, and which coupons are accepted.

The weights lie near what was published for online shops: November and December make about a fifth of the
year's sales (11.1 of 56 billion euros in the forecast of the French federation Fevad for 2014, reported by
Journal du Net), the busiest hour is 8 to 9 in the evening (SaleCycle, E-commerce Stats Report 2020), and
the week falls from Monday (16.1 %) to Saturday (12.0 %) (Doofinder, busiest online shopping day). In
Israel, where the week begins on Sunday and Saturday is the day of rest, it is the same week a day earlier.

Examples
--------
>>> [campaign.code for campaign in running(date(2026, 11, 27))]
['black_week']
>>> coupon_runs(date(2026, 4, 28)), next_coupon(date(2026, 5, 1))
(True, datetime.date(2026, 6, 27))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from parcours.demo.words import Text
from parcours.demo.world.typography import typeset

MONTHS: tuple[float, ...] = (0.95, 0.86, 0.92, 0.93, 0.96, 0.92, 0.86, 0.78, 0.95, 1.0, 1.04, 1.06)
"""Visits of a day in January, ..., December, campaigns not counted."""
WEEKDAYS: tuple[float, ...] = (1.127, 1.085, 1.05, 0.994, 0.938, 0.84, 0.966)
"""Visits of a Monday, ..., Sunday."""
WEEKDAYS_IN_ISRAEL: tuple[float, ...] = (1.085, 1.05, 1.03, 0.994, 0.76, 0.84, 1.241)
HOURS: tuple[float, ...] = (
    *(0.35, 0.17, 0.09, 0.06, 0.05, 0.07, 0.18, 0.42, 0.68, 0.88, 1.05, 1.08),
    *(1.18, 1.22, 1.08, 1.10, 1.15, 1.20, 1.28, 1.45, 1.85, 1.70, 1.25, 0.75),
)
"""Visits of the hours from midnight on, by the visitor's clock."""

_WEDNESDAY, _FRIDAY, _SUNDAY = 2, 4, 6
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Campaign:
    """Something that is on for some days.

    ``visits`` and ``readiness`` multiply how many come and how ready they are to buy; ``percent`` is taken
    off the prices of ``categories``. No countries or categories stands for all of them.
    """

    code: str
    name: Text
    dates: Callable[[int], tuple[date, date]]
    visits: float
    readiness: float
    percent: int = 0
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def runs(self, day: date) -> bool:
        """Say whether the campaign is on."""
        first, last = self.dates(day.year)
        return first <= day <= last


@dataclass(frozen=True)
class Coupon:
    """A code and what it takes off; ``refused`` says why it is not accepted, empty where it is."""

    code: str
    percent: int
    refused: str = ""


def weekdays(country: str) -> tuple[float, ...]:
    """Return the weights of Monday to Sunday in a country."""
    return WEEKDAYS_IN_ISRAEL if country == "IL" else WEEKDAYS


def winter_sales(year: int) -> tuple[date, date]:
    """Return the French winter sales: from the second Wednesday, or the first if that is after the 12th."""
    second = _first(_WEDNESDAY, date(year, 1, 8))
    start = second if second.day <= 12 else second - _WEEK
    return start, start + 4 * _WEEK - timedelta(days=1)


def summer_sales(year: int) -> tuple[date, date]:
    """Return the French summer sales: from the last Wednesday, or the one before if after the 28th."""
    last = _first(_WEDNESDAY, date(year, 6, 24))
    start = last if last.day <= 28 else last - _WEEK
    return start, start + 4 * _WEEK - timedelta(days=1)


def black_week(year: int) -> tuple[date, date]:
    """Return the days from the Monday before Black Friday to the Monday after it."""
    friday = _first(3, date(year, 11, 22)) + timedelta(days=1)
    return friday - timedelta(days=4), friday + timedelta(days=3)


def mothers_day(year: int) -> tuple[date, date]:
    """Return the days before the second Sunday of May (Belgium, Germany) up to the last one (France)."""
    return _first(_SUNDAY, date(year, 5, 8)) - timedelta(days=10), _first(_SUNDAY, date(year, 5, 25))


def before_rosh_hashana(year: int) -> tuple[date, date]:
    """Return the three weeks before the Jewish new year."""
    first_day = rosh_hashana(year)
    return first_day - 3 * _WEEK, first_day - timedelta(days=2)


def before_christmas(year: int) -> tuple[date, date]:
    """Return the days on which parcels still arrive by Christmas."""
    return date(year, 12, 3), date(year, 12, 20)


def rosh_hashana(year: int) -> date:
    """Return the first day of the Jewish new year that falls into a year (from 1900 to 2099).

    By the rule of Gauss as Conway and Guy put it (The Book of Numbers, 1996).

    >>> rosh_hashana(2026)
    datetime.date(2026, 9, 12)
    """
    cycle = 12 * (year % 19 + 1) % 19
    moment = (
        year // 100 - year // 400 - 2 + 765433 / 492480 * cycle + year % 4 / 4 - (313 * year + 89081) / 98496
    )
    day = date(year, 8, 31) + timedelta(days=int(moment))
    return day + timedelta(days=_postponed(day.weekday(), moment % 1, cycle))


def _postponed(weekday: int, part: float, cycle: int) -> int:
    if weekday in {_SUNDAY, _WEDNESDAY, _FRIDAY}:
        return 1
    if weekday == 0:
        return int(part >= 23269 / 25920 and cycle > 11)
    return 2 * int(weekday == 1 and part >= 1367 / 2160 and cycle > 6)


def _first(weekday: int, earliest: date) -> date:
    """Return the first such day of the week from a date on."""
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


CLOTHING = ("shirts", "dresses", "trousers")
_EUROPE = ("FR", "BE", "CH", "GB", "DE")

CAMPAIGNS: tuple[Campaign, ...] = (
    Campaign(
        "winter_sales",
        typeset("Winter sale", "Soldes d'hiver", "מבצע חורף"),
        winter_sales,
        visits=1.25,
        readiness=1.12,
        percent=20,
        categories=(*CLOTHING, "bed"),
    ),
    Campaign(
        "mothers_day",
        typeset("For mothers", "Fête des mères", "יום האם"),
        mothers_day,
        visits=1.15,
        readiness=1.1,
        countries=("FR", "BE", "CH", "DE"),
    ),
    Campaign(
        "summer_sales",
        typeset("Summer sale", "Soldes d'été", "מבצע קיץ"),
        summer_sales,
        visits=1.25,
        readiness=1.12,
        percent=20,
        categories=(*CLOTHING, "bags"),
    ),
    Campaign(
        "rosh_hashana",
        typeset("A sweet new year", "Une année douce", "שנה טובה ומתוקה"),
        before_rosh_hashana,
        visits=1.6,
        readiness=1.25,
        countries=("IL",),
    ),
    Campaign(
        "black_week",
        typeset("Quiet week", "La semaine calme", "השבוע השקט"),
        black_week,
        visits=1.55,
        readiness=1.2,
        percent=15,
    ),
    Campaign(
        "christmas",
        typeset("The gift table", "La table des cadeaux", "שולחן המתנות"),
        before_christmas,
        visits=1.25,
        readiness=1.12,
        countries=_EUROPE,
    ),
)

COUPON = Coupon("LIN20", 20)
"""The coupon that comes back at the end of every second month, and that customers learn to wait for."""
WELCOME = Coupon("BIENVENUE10", 10)
"""For the first order of who subscribes to the letter."""
FRIEND = Coupon("FRIEND15", 15)
"""For the friend who comes by a customer's link."""
DEAL = Coupon("DEAL15", 15)
"""What the deal site shows to everybody."""
BASKET = Coupon("BACK5", 5)
"""What the letter about a cart that was left offers."""
REFUSED: tuple[Coupon, ...] = (
    Coupon("SUMMER15", 15, "expired"),
    Coupon("NOEL25", 25, "expired"),
    Coupon("LIN30", 30, "unknown"),
    Coupon("TILIA50", 50, "unknown"),
    Coupon("VIP20", 20, "not for this account"),
)
"""Codes that people find somewhere, and that are refused."""

_COUPON_DAYS = timedelta(days=4)


def running(day: date) -> tuple[Campaign, ...]:
    """Return the campaigns that are on."""
    return tuple(campaign for campaign in CAMPAIGNS if campaign.runs(day))


def sale_percent(day: date, category: str) -> int:
    """Return what the sales of a day take off the prices of a category."""
    told = (each.percent for each in running(day) if not each.categories or category in each.categories)
    return max(told, default=0)


def coupon_runs(day: date) -> bool:
    """Say whether the recurring coupon is accepted: the last four days of every second month."""
    return next_coupon(day) <= day


def next_coupon(day: date) -> date:
    """Return the first day of the recurring coupon's present or next run."""
    even = day.month + day.month % 2
    return date(day.year + even // 12, even % 12 + 1, 1) - _COUPON_DAYS
