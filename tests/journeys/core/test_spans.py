"""Some days of each profile are what a filter of all touchpoints keeps."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.journeys import Journeys, Sequences
from parcours.journeys.filters import keep
from parcours.journeys.spans import between

ITEMS = pa.list_(pa.struct([("product_id", pa.string()), ("price", pa.int64())]))
TOUCHPOINTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=1, max_size=40)
MOMENTS = st.integers(-2, 22)


@given(touchpoints=TOUCHPOINTS, start=MOMENTS, stop=MOMENTS, hidden=st.sets(st.integers(0, 5)))
@settings(deadline=None)
def test_some_days_are_what_a_filter_of_all_touchpoints_keeps(
    touchpoints: list[tuple[int, int]], start: int, stop: int, hidden: set[int]
) -> None:
    whole = part_of(touchpoints, hidden)
    found = between(whole, start, stop)
    kept = keep(whole, (whole.times >= start) & (whole.times < stop))
    assert all_of(found) == all_of(kept)
    half = len(found) // 2
    assert lines_of(found.slice(half, len(found))) == lines_of(kept.slice(half, len(kept)))


def part_of(touchpoints: list[tuple[int, int]], hidden: set[int]) -> Sequences:
    who, at = zip(*touchpoints, strict=True)
    numbers = range(len(who))
    frame = pa.table(
        {
            "who": pa.array(who),
            "at": pa.array(at, pa.timestamp("us", "UTC")),
            "what": ["AB"[number % 2] for number in numbers],
            "channel": [("email", None, "sms")[number % 3] for number in numbers],
            "items": pa.array([[{"product_id": f"p{number}", "price": number}] for number in numbers], ITEMS),
        }
    )
    part = Journeys.from_frame(frame, profile="who", time="at", event="what").parts[0]
    part.hidden[np.isin(part.profiles, list(hidden))] = True
    return part


def all_of(part: Sequences) -> list[list]:
    arrays = part.profiles, part.offsets, part.times, part.events, part.hidden
    rows = part.rows(np.arange(len(part.times)), "channel")["channel"].to_pylist()
    channels = part.column("channel").at(np.arange(len(part.times))).tolist()
    return [*(array.tolist() for array in arrays), rows, channels, lines_of(part)]


def lines_of(part: Sequences) -> list[tuple]:
    lines = part.lines()
    return list(zip(lines.position.tolist(), lines.names[lines.product], lines.price.tolist(), strict=True))
