"""`Journeys`: what happened, profile by profile, and the questions that can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from parcours.journeys.analysis import Engine, Threads
from parcours.journeys.filters import days, keep, matching
from parcours.journeys.sequences import Sequences
from parcours.journeys.templates import Templates
from parcours.touchpoints import parse_zone
from parcours.touchpoints.time.durations import parse_duration

if TYPE_CHECKING:
    from parcours.eventlog import EventLog
    from parcours.journeys.drop_offs import DropOffsResult
    from parcours.journeys.frictions import FrictionsResult
    from parcours.journeys.funnel import FunnelResult, Step
    from parcours.journeys.index import Roots
    from parcours.journeys.journey_map import JourneyMap
    from parcours.journeys.outages import OutagesResult, Scan
    from parcours.journeys.purchase_journeys import PurchaseJourneysResult
    from parcours.journeys.purchase_journeys import Template as JourneyTemplate
    from parcours.journeys.stages import StagesResult, Template
    from parcours.journeys.transitions import TransitionsResult


@dataclass(frozen=True, eq=False)
class Journeys:
    """Journeys of many profiles. Nothing changes one: every verb returns another or a result.

    Parameters
    ----------
    parts
        The sequences: a base, and beside it an overlay of what was added since.
    as_of
        The moment from which the past is judged, microseconds since 1970 UTC: the last touchpoint's
        where nothing else is said, so that results never depend on the wall clock.
    currency
        The shop's currency, ISO 4217; money is in its minor units.
    zone
        The shop's time zone; days begin at its midnights.
    engine
        What runs the analyses.
    labels
        What the source calls each profile where its ids are no integers; empty otherwise.
    templates
        The shop's rules of stages and steps of journeys.

    Examples
    --------
    >>> import pyarrow as pa
    >>> from datetime import datetime
    >>> frame = pa.table({
    ...     "user": ["ann", "bob", "ann"],
    ...     "ts": [datetime(2026, 1, 1), datetime(2026, 1, 2), datetime(2026, 1, 3)],
    ...     "name": ["Product Viewed", "Product Viewed", "Order Completed"],
    ...     "country": ["FR", "IL", "FR"],
    ... })
    >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
    >>> journeys.profiles, journeys.touchpoints
    (2, 3)
    >>> journeys.where(country="FR").between("2026-01-01", "2026-01-02").touchpoints
    1
    """

    parts: tuple[Sequences, ...]
    as_of: int
    currency: str = "EUR"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    engine: Engine = field(default_factory=Threads)
    labels: npt.NDArray[Any] = field(default_factory=lambda: np.empty(0, object), repr=False)
    templates: Templates = field(default_factory=Templates, repr=False)

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        profile: str,
        time: str,
        event: str,
        columns: Mapping[str, str] | None = None,
        currency: str = "EUR",
        zone: str = "UTC",
    ) -> Journeys:
        """Read a dataframe of touchpoints: pandas, Polars, Arrow, DuckDB, in any order.

        Parameters
        ----------
        frame
            One row a touchpoint.
        profile, time, event
            Names of the frame's columns: who (integers or text), when (timestamps, dates or ISO 8601
            texts; without a zone they are the shop's), what.
        columns
            The frame's name of each further column, by its name in the touchpoint schema; all other
            columns under their own names where not given. Money is in minor units.
        currency, zone
            The shop's.

        Raises
        ------
        InputError
            A column is missing, or a row has no profile, time or event.
        """
        from parcours.journeys.frame import sequences_of

        place = parse_zone(zone)
        names = {"profile": profile, "time": time, "event": event}
        part, labels = sequences_of(frame, **names, columns=columns, zone=place)
        last = int(part.times.max(initial=0))
        return cls((part,), last, currency, place, labels=labels)

    @classmethod
    def open(
        cls,
        folder: Path,
        log: EventLog,
        *,
        roots: Roots | None = None,
        currency: str = "EUR",
        zone: ZoneInfo | None = None,
        templates: Templates | None = None,
        left_out: frozenset[tuple[str, str]] = frozenset(),
    ) -> Journeys:
        """Read a log through its index, which is brought up to date first.

        Parameters
        ----------
        folder
            Where the index lies; it is made when it is not there.
        log
            The log of touchpoints.
        roots
            Which leaf profiles were merged into which.
        currency, zone, templates
            The shop's.
        left_out
            Orders, each as (shop_id, order_id), that no number counts.
        """
        from parcours.journeys.index import NO_MERGES, Index

        view = Index(folder, log).refresh(roots or NO_MERGES)
        return cls(
            tuple(replace(part, left_out=left_out) for part in view.parts()),
            view.state.manifest.last,
            currency,
            zone or ZoneInfo("UTC"),
            templates=templates or Templates(),
        )

    @property
    def profiles(self) -> int:
        """How many profiles there are."""
        return sum(int(np.count_nonzero(~part.hidden)) for part in self.parts)

    @property
    def touchpoints(self) -> int:
        """How many touchpoints these profiles have."""
        return sum(int(np.diff(part.offsets)[~part.hidden].sum()) for part in self.parts)

    def with_engine(self, engine: Engine) -> Journeys:
        """Return the same journeys, analysed by another engine."""
        return replace(self, engine=engine)

    def where(self, **columns: Any) -> Journeys:
        """Keep the touchpoints whose columns have these values; profiles without any are left out.

        Parameters
        ----------
        **columns
            A value, or several of which one must be there, by the column's name: ``country="FR"``,
            ``channel=["email", "sms"]``, ``event="Order Completed"``. None means *missing*.
        """
        return replace(self, parts=tuple(keep(part, matching(part, columns)) for part in self.parts))

    def between(self, first: str | date, last: str | date) -> Journeys:
        """Keep the touchpoints from one day to another, both included, in the shop's zone.

        The journeys are then judged as of the end of the last day, if that is before `as_of`.
        """
        from parcours.journeys.spans import between

        start, stop = days(first, last, self.zone)
        parts = tuple(between(part, start, stop) for part in self.parts)
        return replace(self, parts=parts, as_of=min(self.as_of, stop - 1))

    def funnel(
        self,
        steps: Sequence[str | Step],
        *,
        within: str | timedelta | None = "7d",
        by: str | None = None,
    ) -> FunnelResult:
        """Count the profiles that went through steps in order, and how long they took.

        Parameters
        ----------
        steps
            1 to 63 steps: names of events, or `Step` for several events or filters.
        within
            How long after the first step the last one may come, inclusive; None for no limit.
        by
            A column to break the profiles down by, at the first step of the chain that is counted.

        Raises
        ------
        InputError
            There are no steps or too many, an event or column is unknown, or the window is no length.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> days = [datetime(2026, 1, 1), datetime(2026, 1, 2), datetime(2026, 1, 5)]
        >>> names = ["Product Viewed", "Product Viewed", "Order Completed"]
        >>> frame = pa.table({"user": [1, 2, 2], "ts": days, "name": names})
        >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
        >>> result = journeys.funnel(["Product Viewed", "Order Completed"])
        >>> result.counts.tolist(), result.dropped(step=2).tolist(), result.median_seconds.tolist()
        ([2, 1], [1], [nan, 259200.0])
        """
        from parcours.journeys.funnel import Funnel, parse_steps

        return self.engine.run(Funnel(parse_steps(steps), within, by), self.parts)

    def transitions(
        self, events: Sequence[str] | None = None, *, by: Literal["profile", "session"] = "profile"
    ) -> TransitionsResult:
        """Count which touchpoint directly follows which, by how many profiles, and how fast.

        Parameters
        ----------
        events
            The events to follow, as if no others had happened; all where not given.
        by
            Whether a path is all of a profile's touchpoints or those of one session, which a pause of
            more than 30 minutes ends.

        Raises
        ------
        InputError
            An event is unknown, or there are more than 1,000 of them.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> days = [datetime(2026, 1, 1), datetime(2026, 1, 2), datetime(2026, 1, 5)]
        >>> frame = pa.table({"user": [1, 1, 1], "ts": days, "name": ["View", "View", "Order"]})
        >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
        >>> result = journeys.transitions()
        >>> result.count("View", "View"), result.count("View", "Order")
        (1, 1)
        """
        from parcours.journeys.transitions import Transitions

        return self.engine.run(Transitions(None if events is None else tuple(events), by), self.parts)

    def drop_offs(
        self,
        steps: Sequence[str | Step] | None = None,
        *,
        within: str | timedelta = "30d",
        recovery: str | timedelta = "30d",
        margin: float | None = None,
        costs: Mapping[str, int] | None = None,
    ) -> DropOffsResult:
        """Say who is lost at each step of a funnel, and what revenue is at risk there.

        Parameters
        ----------
        steps
            The steps, the last one the goal; from a product's page to the order where not given.
        within
            How long after the first step the last one may come.
        recovery
            How long after the last step reached an order counts as brought later.
        margin
            The share of the revenue that is margin, to weigh in place of revenue.
        costs
            What each product costs, in minor units, to weigh margin in place of revenue.

        Raises
        ------
        InputError
            There are fewer than two steps, an event is unknown, a time is no length, or both margin
            and costs are given.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> days = [datetime(2026, 1, day) for day in (1, 1, 2, 31)]
        >>> names = ["Product Viewed", "Product Viewed", "Order Completed", "Page Viewed"]
        >>> money = [None, None, 4900, None]
        >>> frame = pa.table({"user": [1, 2, 2, 2], "ts": days, "name": names, "revenue_shop": money})
        >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
        >>> drop = journeys.drop_offs(["Product Viewed", "Order Completed"]).drops[0]
        >>> drop.lost, drop.at_risk, drop.examples
        (1, 4900, (1,))
        """
        from parcours.journeys.drop_offs import PURCHASE, DropOffs
        from parcours.journeys.funnel import parse_steps

        analysis = DropOffs(
            steps=parse_steps(PURCHASE if steps is None else steps),
            as_of=self.as_of,
            within=within,
            recovery=recovery,
            currency=self.currency,
            margin=margin,
            costs=costs,
        )
        return self.engine.run(analysis, self.parts)

    def stages(
        self, *, as_of: int | str | date | None = None, template: Template | str | Path | None = None
    ) -> StagesResult:
        """Return the lifecycle stage of every profile, with its history and the reason of each change.

        Parameters
        ----------
        as_of
            The moment of judgement: a day of the shop (its end), or microseconds since 1970 UTC;
            `Journeys.as_of` where not given. Later touchpoints are not known.
        template
            The rules: a YAML file, or a template in memory; the shop's where not given.

        Raises
        ------
        InputError
            The day is none, or the template says something that has no meaning.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> frame = pa.table({"user": [1], "ts": [datetime(2026, 1, 1)], "name": ["Checkout Started"]})
        >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
        >>> journeys.stages().profiles(stage="conversion").tolist()
        [1]
        >>> journeys.stages(as_of="2026-02-01").history(1)[-1].reason
        "'checkout' ran out"
        """
        from parcours.journeys.stages import Stages, Template

        rules = Template.load(template or self.templates.stages)
        return self.engine.run(Stages(self._moment(as_of), rules), self.parts)

    def purchase_journeys(
        self,
        *,
        template: JourneyTemplate | str | Path | None = None,
        abandoned_after: str | timedelta = "30d",
    ) -> PurchaseJourneysResult:
        """Return the journeys towards an order: their steps, and how they ended.

        Parameters
        ----------
        template
            Which events are which step: a YAML file, or a template in memory; the shop's where not
            given.
        abandoned_after
            The silence after which a journey without an order is abandoned: "30d", "12h".

        Raises
        ------
        InputError
            The length is none, or the template says something that has no meaning.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> days = [datetime(2026, 1, 1), datetime(2026, 1, 2)]
        >>> frame = pa.table({"user": [1, 1], "ts": days, "name": ["Review Read", "Order Completed"]})
        >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
        >>> found = journeys.purchase_journeys()
        >>> found.n, found.unrecorded
        (1, ('obstacles', 'delivery', 'loyalty', 'recommendation'))
        """
        from parcours.journeys.purchase_journeys import PurchaseJourneys, Template

        patience = parse_duration(abandoned_after)
        steps = Template.load(template or self.templates.steps)
        analysis = PurchaseJourneys(self.as_of, patience, steps, self.currency)
        return self.engine.run(analysis, self.parts)

    def frictions(
        self, *, long_silence: str | timedelta = "10m", abandoned_after: str | timedelta = "30d"
    ) -> FrictionsResult:
        """Return how often each kind of friction is met, and what became of the journeys that met it.

        Parameters
        ----------
        long_silence
            How long a pause in the checkout is one.
        abandoned_after
            The silence after which a journey without an order is abandoned.

        Raises
        ------
        InputError
            A length is none.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> frame = pa.table({"user": [1], "ts": [datetime(2026, 1, 1)], "name": ["Payment Failed"]})
        >>> found = Journeys.from_frame(frame, profile="user", time="ts", event="name").frictions()
        >>> found["payment_error"].occurrences, found["coupon_refused"].is_recorded
        (1, False)
        """
        from parcours.journeys.drop_offs import Returns
        from parcours.journeys.frictions import Frictions

        lengths = parse_duration(abandoned_after), parse_duration(long_silence)
        returns = Returns.usual(self.as_of, self.currency, self.templates.stages)
        return self.engine.run(Frictions(self.as_of, *lengths, self.zone.key, returns), self.parts)

    def outages(self, scan: Scan | None = None) -> OutagesResult:
        """Find the steps of the checkout that stopped working, for some people, for some days.

        Parameters
        ----------
        scan
            How long an outage may last, how deep it must be, how seldom an alarm may be false; 60 days,
            half of the usual share, and one in twenty shops where not given.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime, timedelta
        >>> days = [datetime(2026, 1, 1) + timedelta(days=n // 10) for n in range(600)]
        >>> rows = [(n, day, "Checkout Started") for n, day in enumerate(days)]
        >>> works = [(n, day) for n, day in enumerate(days) if n % 5 and not 300 <= n < 350]
        >>> rows += [(n, day + timedelta(minutes=5), "Order Completed") for n, day in works]
        >>> rows += [(600, datetime(2026, 4, 1), "Page Viewed")]
        >>> frame = pa.table(dict(zip(("user", "ts", "name"), zip(*rows))))
        >>> journeys = Journeys.from_frame(frame, profile="user", time="ts", event="name")
        >>> found = journeys.outages().outages[0]
        >>> found.step, found.who, str(found.first), str(found.last), round(found.orders)
        ('Checkout Started', 'everybody', '2026-01-31', '2026-02-04', 40)
        """
        from parcours.journeys.outages import Outages, Scan

        analysis = Outages(self.as_of, self.zone.key, self.currency, scan or Scan())
        return self.engine.run(analysis, self.parts)

    def journey_map(self, *, within: str | timedelta = "30d") -> JourneyMap:
        """Draw the journey map: stages, steps and touchpoints, where customers are and are lost.

        Parameters
        ----------
        within
            How long going on to the next stage, or to an order, may take; after as much silence a
            journey is over.

        Raises
        ------
        InputError
            The length is none.

        Examples
        --------
        >>> import pyarrow as pa
        >>> from datetime import datetime
        >>> days = [datetime(2026, 1, 1), datetime(2026, 1, 2), datetime(2026, 1, 5)]
        >>> names = ["Product Viewed", "Product Viewed", "Order Completed"]
        >>> frame = pa.table({"user": [1, 2, 2], "ts": days, "name": names})
        >>> drawn = Journeys.from_frame(frame, profile="user", time="ts", event="name").journey_map()
        >>> [(place.name, place.ordered.profiles, place.profiles) for place in drawn.places]
        [('Product page', 1, 2), ('Order', 0, 1)]
        >>> drawn.to_html(language="fr")[:32]
        '<!doctype html><html lang="fr" d'
        """
        from parcours.journeys.journey_map import JourneyMapping

        return self.engine.run(JourneyMapping.usual(self, within), self.parts)

    def _moment(self, as_of: int | str | date | None) -> int:
        if as_of is None or isinstance(as_of, int):
            return self.as_of if as_of is None else as_of
        return days(as_of, as_of, self.zone)[1] - 1
