"""``parcours bench``."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parcours.cli.options import find_shop, json_option, shop_option
from parcours.cli.output import console, emit_json, say

if TYPE_CHECKING:
    from parcours.journeys import Journeys

_RUNS = 3
_FUNNEL = ["Product Viewed", "Product Added", "Checkout Started", "Order Completed"]


@click.command("bench", epilog="Example: parcours bench --touchpoints 5000000")
@click.option("--touchpoints", default=2_000_000, show_default=True, help="How many to generate.")
@shop_option
@json_option
def command(*, touchpoints: int, folder: Path | None, as_json: bool) -> None:
    """Measure this machine: on a shop's touchpoints with --shop, else on generated ones."""
    journeys = find_shop(folder).journeys() if folder else _generated(touchpoints)
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    count = f"{journeys.touchpoints:,} touchpoints of {journeys.profiles:,} profiles"
    say(f"{count}; {machine}; median of {_RUNS}.")
    seconds = {name: statistics.median(_timed(work)) for name, work in _works(journeys).items()}
    if as_json:
        emit_json({"machine": machine, "touchpoints": journeys.touchpoints, "seconds": seconds})
        return
    from parcours.charts import Field, Table, rich_table

    speeds = [journeys.touchpoints / each for each in seconds.values()]
    fields = (
        Field("analysis", "text", list(seconds)),
        Field("milliseconds", "number", [1000 * each for each in seconds.values()]),
        Field("touchpoints a second", "count", [int(speed) for speed in speeds]),
    )
    console().print(rich_table(Table("This machine", fields)))


def _works(journeys: Journeys) -> dict[str, Callable[[], Any]]:
    return {
        "funnel of 4 steps": lambda: journeys.funnel(_FUNNEL, within="7d"),
        "transitions": journeys.transitions,
        "stages": journeys.stages,
        "drop-offs": journeys.drop_offs,
    }


def _timed(work: Callable[[], Any]) -> Iterator[float]:
    work()  # the first run loads compiled code and columns
    for _ in range(_RUNS):
        start = time.perf_counter()
        work()
        yield time.perf_counter() - start


def _generated(touchpoints: int) -> Journeys:
    import numpy as np
    import pyarrow as pa

    from parcours.journeys import Journeys

    random = np.random.default_rng(0)
    chances = [0.6, 0.25, 0.1, 0.05]
    orders = random.choice(len(_FUNNEL), touchpoints, p=chances).astype(np.int32)
    seconds = random.integers(0, 180 * 86_400, touchpoints) + 1_767_225_600
    frame = pa.table(
        {
            "profile": random.integers(0, max(touchpoints // 20, 1), touchpoints),
            "time": pa.array(seconds * 1_000_000, pa.timestamp("us", tz="UTC")),
            "event": pa.DictionaryArray.from_arrays(orders, _FUNNEL),
        }
    )
    return Journeys.from_frame(frame, profile="profile", time="time", event="event")
