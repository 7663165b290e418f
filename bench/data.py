"""An artificial shop's touchpoints of any size: deterministic, vectorised, in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from parcours.journeys import Column, Journeys, Sequences
from parcours.journeys.index.coding import unknown_column

BROWSING = {
    "Page Viewed": 0.28,
    "Product Viewed": 0.34,
    "Product List Viewed": 0.18,
    "Products Searched": 0.07,
    "Product Clicked": 0.06,
    "Promotion Viewed": 0.04,
    "Email Opened": 0.03,
}
BUYING = ("Product Added", "Cart Viewed", "Checkout Started", "Payment Info Entered", "Order Completed")
NAMES = (*BROWSING, *BUYING)
# How many of the buying events end a visit: most visits only browse, 2.5 % order.
DEPTHS = (0.870, 0.050, 0.025, 0.015, 0.015, 0.025)
VALUES: dict[str, tuple[str, ...]] = {
    "channel": ("organic search", "direct", "paid search", "email", "paid social", "referral"),
    "device": ("mobile", "desktop", "tablet"),
    "country": ("FR", "IL", "BE", "CH"),
}
PAGES = ("Page Viewed", "Product Viewed", "Product List Viewed")
SECOND = 1_000_000
VISIT_ENDS = 1_800 * SECOND
DAY = 86_400 * SECOND
START = 1_767_225_600 * SECOND  # 2026-01-01
PROFILES_A_CHUNK = 50_000

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Columns:
    """The artificial shop's further columns."""

    columns: dict[str, Column]

    def column(self, name: str) -> Column:
        """Return a column by its name in the touchpoint schema."""
        if name not in self.columns:
            raise unknown_column(name, self.columns)
        return self.columns[name]

    def rows(self, positions: Array, names: tuple[str, ...]) -> pa.Table:
        """Return columns of a few touchpoints."""
        return pa.table({name: pa.array(self.column(name).at(positions)) for name in names})


@dataclass(frozen=True)
class Profiles:
    """The touchpoints of some whole profiles."""

    lengths: Array
    times: Array
    events: Array
    codes: dict[str, Array]

    @classmethod
    def random(cls, draw: np.random.Generator) -> Profiles:
        """Draw visits for profiles, then touchpoints for visits."""
        visits = draw.geometric(0.35, PROFILES_A_CHUNK)
        depth = draw.choice(len(DEPTHS), visits.sum(), p=DEPTHS)
        rows = np.maximum(draw.geometric(0.15, len(depth)), depth + 1)
        lengths = np.add.reduceat(rows, _starts(visits))
        codes = {name: _per_visit(draw, rows, len(values)) for name, values in VALUES.items()}
        return cls(lengths, _times(draw, rows, lengths), _events(draw, rows, depth), codes)


def sequences(size: int, *, seed: int = 1) -> Sequences:
    """Make exactly ``size`` touchpoints, sorted by profile and time."""
    times, events = np.empty(size, np.int64), np.empty(size, np.uint16)
    codes = {name: np.empty(size, np.uint8) for name in VALUES}
    lengths, filled = [], 0
    for profiles in _draws(seed):
        rows = slice(filled, min(filled + len(profiles.times), size))
        taken = rows.stop - rows.start
        times[rows], events[rows] = profiles.times[:taken], profiles.events[:taken]
        for name, column in codes.items():
            column[rows] = profiles.codes[name][:taken]
        lengths.append(profiles.lengths)
        filled = rows.stop
        if filled == size:
            return _sequences(np.concatenate(lengths), times, events, codes)
    raise AssertionError("draws never end")


def journeys(size: int) -> Journeys:
    """Make the journeys of exactly ``size`` touchpoints."""
    whole = sequences(size)
    return Journeys((whole,), int(whole.times.max()))


def _draws(seed: int) -> Iterator[Profiles]:
    draw = np.random.default_rng(seed)
    while True:
        yield Profiles.random(draw)


def _sequences(lengths: Array, times: Array, events: Array, codes: dict[str, Array]) -> Sequences:
    ends = np.cumsum(lengths)
    offsets = np.concatenate(([0], ends[: np.searchsorted(ends, len(times))], [len(times)]))
    columns = {name: Column(codes[name], np.array([None, *VALUES[name]])) for name in VALUES}
    columns |= _told(times, events, offsets)
    profiles = np.arange(1, len(offsets), dtype=np.int64)
    return Sequences(
        profiles=profiles,
        offsets=offsets,
        times=times,
        events=events,
        hidden=np.zeros(len(profiles), np.bool_),
        names=NAMES,
        system=np.zeros(len(NAMES), np.bool_),
        columns=Columns(columns),
    )


def _told(times: Array, events: Array, offsets: Array) -> dict[str, Column]:
    """What a shop's own tracking tells besides: visits, pages, searches, orders with prices in cents."""
    begins = np.diff(times, prepend=times[0]) > VISIT_ENDS
    begins[offsets[:-1]] = True
    visits = np.cumsum(begins, dtype=np.uint32)
    orders = np.flatnonzero(events == NAMES.index("Order Completed"))
    searches = np.flatnonzero(events == NAMES.index("Products Searched"))
    pages = np.flatnonzero(np.isin(events, [NAMES.index(name) for name in PAGES]))
    return {
        "session_id": Column(visits, np.arange(int(visits[-1]) + 1)),
        "page_path": _column(
            events, pages, pages * 7_919 % 3_000 + 1, np.array(["", *map(str, range(3_000))])
        ),
        "search_results": _column(events, searches, searches % 20 + 1, np.array([0, *range(20)])),
        "trust": _column(events, orders, 1, np.array([None, "server"])),
        "order_id": _column(events, orders, np.arange(len(orders)) + 1, np.arange(len(orders) + 1)),
        "revenue_shop": _column(events, orders, orders % 1_009 + 1, np.arange(1_010) * 20),
    }


def _column(events: Array, rows: Array, codes: Array | int, values: Array) -> Column:
    """A column that is missing but at some touchpoints."""
    column = np.zeros(len(events), np.min_scalar_type(len(values)))
    column[rows] = codes
    return Column(column, values)


def _starts(lengths: Array) -> Array:
    return np.cumsum(lengths) - lengths


def _per_visit(draw: np.random.Generator, rows: Array, values: int) -> Array:
    """One value a visit, a tenth of them missing, the first ones the most frequent."""
    code = np.minimum(draw.geometric(0.4, len(rows)), values) * (draw.random(len(rows)) > 0.1)
    return np.repeat(code.astype(np.uint8), rows)


def _times(draw: np.random.Generator, rows: Array, lengths: Array) -> Array:
    """Some seconds between touchpoints of a visit, some days between visits."""
    gaps = np.minimum(draw.lognormal(3.4, 1.2, rows.sum()), 1_700) * SECOND + 1
    gaps[_starts(rows)] = (draw.exponential(9, len(rows)) + 0.1) * DAY
    first = _starts(lengths)
    gaps[first] = draw.random(len(first)) * 180 * DAY
    elapsed = np.cumsum(gaps.astype(np.int64))
    before = elapsed[first] - gaps[first].astype(np.int64)
    return START + elapsed - np.repeat(before, lengths)


def _events(draw: np.random.Generator, rows: Array, depth: Array) -> Array:
    """Visits browse, and end with as many buying events as they are deep."""
    browse = np.cumsum(list(BROWSING.values()))
    events = np.searchsorted(browse / browse[-1], draw.random(rows.sum(), np.float32), side="right")
    to_end = np.repeat(np.cumsum(rows), rows) - np.arange(len(events)) - 1
    bought = np.repeat(depth, rows) - to_end
    return np.where(bought > 0, len(BROWSING) + bought - 1, events).astype(np.uint16)
