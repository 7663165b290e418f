"""What the search for outages answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from parcours.charts.journey_map.model import Estimate
from parcours.charts.table import Field, Table
from parcours.journeys.frictions.contrast import Contrast
from parcours.journeys.frictions.worth import Worth
from parcours.journeys.outages import kernel as k
from parcours.journeys.outages.arrivals import TRAITS, Arrivals
from parcours.journeys.outages.scan import Window
from parcours.journeys.outages.steps import EVENTS, label
from parcours.journeys.result import Definition, Result, plain
from parcours.journeys.sequences import Flags, Ints

if TYPE_CHECKING:
    from parcours.charts import Picture
    from parcours.journeys.outages.analysis import Outages

EVERYBODY = "everybody"
_AROUND = 30
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Day:
    """How many came to a step on a day, and how many of them went on."""

    day: date
    came: int
    went: int


@dataclass(frozen=True)
class Outage:
    """A step that far fewer people than usual went on from, for some days.

    Parameters
    ----------
    step, event
        What the step is called, and the event that tells of it.
    trait, value
        Of whom, such as *device* and *phone*; both empty where everybody met it.
    first, last
        The first and the last of its days, in the shop's zone.
    contrast
        How many of those who came then did not go on, and of those who came otherwise.
    orders
        About how many orders that cost: of those who go on, so many order in the same visit. Whoever
        was stopped on several days counts once.
    cost
        What these would have brought, in minor units, with the interval of what was in fact lost; None
        where no order has a price.
    chance
        The chance of anything like it in a shop without an outage is at most this.
    days
        What happened on each day, and on a month before and after.
    """

    step: str
    event: str
    trait: str
    value: str
    first: date
    last: date
    contrast: Contrast
    orders: float
    cost: Estimate | None
    chance: float
    days: tuple[Day, ...]

    @property
    def who(self) -> str:
        """Whom it struck."""
        return f"{self.trait.replace('_', ' ')}: {self.value}" if self.trait else EVERYBODY


@dataclass(frozen=True)
class OutagesResult(Result):
    """The outages found, the most costly first."""

    params: Outages
    outages: tuple[Outage, ...]

    def table(self) -> Table:
        """Return one row an outage, the most costly first."""
        found = self.outages
        contrasts = [outage.contrast for outage in found]
        excess = [contrast.excess or (None, None, None) for contrast in contrasts]
        costs = [outage.cost for outage in found]
        return Table(
            "Outages: steps that stopped working",
            (
                Field("step", "text", [outage.step for outage in found]),
                Field("who", "text", [outage.who for outage in found]),
                Field("first", "text", [outage.first.isoformat() for outage in found], "from"),
                Field("last", "text", [outage.last.isoformat() for outage in found], "to"),
                Field("came", "count", [contrast.journeys for contrast in contrasts]),
                Field("went_on", "share", [_went(c.share) for c in contrasts], "went on"),
                Field("usual", "share", [_went(c.other_share) for c in contrasts], "usually"),
                Field("lost", "count", [each[0] for each in excess], "lost by it"),
                Field("lost_low", "count", [each[1] for each in excess], detail=True),
                Field("lost_high", "count", [each[2] for each in excess], detail=True),
                Field("orders", "number", [round(outage.orders, 1) for outage in found]),
                Field("cost", "money", [cost and cost.value for cost in costs]),
                Field("low", "money", [cost and cost.low for cost in costs], "at least"),
                Field("high", "money", [cost and cost.high for cost in costs], "at most"),
                Field("chance", "number", [outage.chance for outage in found], detail=True),
            ),
            self.params.currency,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return parameters, definition, rows and days, ready for JSON."""
        return super().to_dict() | {"outages": plain(self.outages)}

    def chart(self) -> Picture:
        """Draw the days of the most costly outage."""
        from parcours.charts import days_picture

        if not self.outages:
            return days_picture("No outage found", "went on", (), (), band=None)
        worst = self.outages[0]
        title = f"Who went on from “{worst.step}” ({worst.who})"
        names = [each.day.isoformat() for each in worst.days]
        shares = [each.went / each.came if each.came else None for each in worst.days]
        band = (names.index(worst.first.isoformat()), names.index(worst.last.isoformat()))
        return days_picture(title, "went on", names, shares, band=band)


def _went(lost: float | None) -> float | None:
    return None if lost is None else 1 - lost


def result_of(params: Outages, arrivals: Arrivals, windows: list[Window]) -> OutagesResult:
    """Say what the windows cost."""
    found = [_outage(arrivals, window) for window in windows]
    ranked = sorted(found, key=lambda outage: (-(outage.cost.value if outage.cost else 0), -outage.orders))
    return OutagesResult(params, _definition(params), tuple(ranked))


def _outage(arrivals: Arrivals, window: Window) -> Outage:
    mine = _of_cell(arrivals, window)
    inside = (arrivals.day >= window.first) & (arrivals.day < window.end)
    went = mine & arrivals.went & ~inside
    once = _once(arrivals.profile[mine & inside & ~arrivals.went])
    contrast = Contrast(
        *(window.came - window.went, window.came, window.others - window.others_went, window.others),
        weight=1 / window.spread,
        other_weight=1 / window.spread,
    )
    lost, fewest, most = (number * once for number in contrast.excess or (0.0, 0.0, 0.0))
    each = Worth.of(arrivals.brought[went], arrivals.profile[went])
    return Outage(
        step=label(window.step, arrivals.names.tolist()),
        event=EVENTS[window.step] if window.step < k.FIRST_NAMED else arrivals.named_by,
        trait="" if window.trait < 0 else TRAITS[window.trait],
        value="" if window.trait < 0 else str(arrivals.values[window.trait][window.value]),
        first=_date(window.first),
        last=_date(window.end - 1),
        contrast=contrast,
        orders=lost * float(arrivals.orders[went].mean()),
        cost=each.together((lost, fewest, most)) if arrivals.priced else None,
        chance=window.chance,
        days=_days(arrivals, mine, window),
    )


def _once(stopped: Ints) -> float:
    """Return which share of those who were stopped is left when each counts once, not once a day."""
    return len(np.unique(stopped)) / len(stopped) if len(stopped) else 1.0


def _of_cell(arrivals: Arrivals, window: Window) -> Flags:
    mine = arrivals.step == window.step
    return mine if window.trait < 0 else mine & (arrivals.traits[window.trait] == window.value)


def _days(arrivals: Arrivals, mine: Flags, window: Window) -> tuple[Day, ...]:
    first = max(window.first - _AROUND, int(arrivals.day[mine].min()))
    end = min(window.end + _AROUND, int(arrivals.day[mine].max()) + 1)
    there = mine & (arrivals.day >= first) & (arrivals.day < end)
    came = np.bincount(arrivals.day[there] - first, minlength=end - first)
    went = np.bincount(arrivals.day[there & arrivals.went] - first, minlength=end - first)
    counts = enumerate(zip(came.tolist(), went.tolist(), strict=True), start=first)
    return tuple(Day(_date(day), *pair) for day, pair in counts)


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)


def _definition(params: Outages) -> Definition:
    scan = params.scan
    return Definition(
        what="Steps of the checkout that stopped working, for some people, for some days.",
        formula=(
            "For each step, and each device, browser, system, country, language and way to pay, the share "
            "of people a day who went on from it in the same visit; all windows of up to "
            f"{scan.longest} days are compared with the other days of the same people (Kulldorff's scan). "
            f"Told is a window in which at most {scan.drop:.0%} of the usual share went on, if the chance of "
            f"any such window in a shop without an outage is at most {scan.false_alarms:.0%} (Hoeffding's "
            "bound times all windows), the evidence "
            "divided by how much more than by chance the share varies otherwise. Lost: who came x the usual "
            "share, less who went on; its money is what those who usually go on bring in the same visit, "
            "whoever was stopped on several days counted once. The interval of the money, 95 %, holds what "
            "was in fact lost: how many, what one is worth, and by chance these were worth more or less. "
            "Who came back later and ordered is not taken off."
        ),
        exactness="estimated",
        source=(
            "M. Kulldorff, Communications in Statistics: Theory and Methods 26, 1997; G. Y. Zou and A. "
            "Donner, Statistics in Medicine 27, 2008"
        ),
    )
