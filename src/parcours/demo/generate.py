"""Writes the artificial shop: its log, its products, what its ads cost, and the truth about it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from parcours.demo import truth
from parcours.demo.simulate.calendar import Calendar
from parcours.demo.simulate.diary import Diary, Visited
from parcours.demo.simulate.months import Months
from parcours.demo.simulate.run import NAMES, Scenario, Simulated, simulate
from parcours.demo.simulate.writing import SCHEMA, TEXT_LEAVES, Writer
from parcours.demo.stories import ALL_STORIES, Stories
from parcours.demo.world.catalogue import PRODUCTS
from parcours.demo.world.channels import SOURCES, spend
from parcours.demo.world.stock import left_of

TOUCHPOINTS, PRODUCT_LIST, AD_SPEND = "touchpoints.parquet", "products.csv", "ad-spend.csv"
_ROWS = 100_000
_HOW = {
    "store_schema": False,  # readers get texts, not dictionaries
    "use_dictionary": TEXT_LEAVES,
    # The least and greatest texts cost a third of the writing; only those of time help to find rows.
    "write_statistics": ["timestamp"],
}
_README = """\
Everything in this folder is artificial.

The shop Tilia does not exist, and neither does anybody who visits it. All of it was drawn by chance from
seed {seed}: {profiles} people over {months} months before {end}. Nothing was observed anywhere.

touchpoints.parquet   what happened, one touchpoint a row, in the order of time; amounts in euros
products.csv          what the shop sells
ad-spend.csv          what its ads cost, by day
truth/                what was planted, and the right answers

Planted: {planted}.
"""


@dataclass(frozen=True)
class Generated:
    """What was written, and the shop that has lived."""

    touchpoints: Path
    rows: int
    simulated: Simulated = field(repr=False)


def generate(
    folder: str | Path,
    *,
    end: date,
    profiles: int = 20_000,
    months: int = 24,
    seed: int = 1,
    stories: Stories = ALL_STORIES,
) -> Generated:
    """Write an artificial shop into a folder: the same bytes for the same numbers.

    Parameters
    ----------
    folder
        Where to write; made where there is none.
    end
        The day before which everything happens: its midnight in the shop's zone is the end.
    profiles
        How many people there are.
    months
        How long the time is.
    seed
        Another seed, another shop.
    stories
        What is planted.

    Returns
    -------
    Generated
        A Parquet file, one touchpoint a row, in the order of time, with columns of the touchpoint schema;
        amounts are in euros.

    Examples
    --------
    >>> import tempfile
    >>> generate(tempfile.mkdtemp(), end=date(2026, 11, 1), profiles=10, months=2).touchpoints.name
    'touchpoints.parquet'
    """
    scenario = Scenario(profiles, months, seed, end, stories)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    with _months(place / TOUCHPOINTS, scenario) as kept, ThreadPoolExecutor(1) as beside:
        simulated = simulate(scenario, take=kept.add)
        # Packing the touchpoints leaves the interpreter free: the truth is worked out meanwhile.
        writing = beside.submit(_write_touchpoints, place / TOUCHPOINTS, kept, scenario, simulated)
        _write_beside(place, scenario, simulated)
        return Generated(place / TOUCHPOINTS, writing.result(), simulated)


def record(path: Path, scenario: Scenario) -> Generated:
    """Let a shop live and write what happened, in the order of time; months wait in a folder beside."""
    with _months(path, scenario) as kept:
        simulated = simulate(scenario, take=kept.add)
        return Generated(path, _write_touchpoints(path, kept, scenario, simulated), simulated)


def _months(path: Path, scenario: Scenario) -> Months:
    return Months(path.with_suffix(".months"), scenario.months + 1)


def _write_beside(place: Path, scenario: Scenario, simulated: Simulated) -> None:
    """Write everything but the touchpoints."""
    stories = scenario.stories
    _write_products(place / PRODUCT_LIST)
    _write_spend(place / AD_SPEND, simulated.world.calendar, simulated.diary.visits)
    twins = {name: _without(scenario, name, simulated.diary) for name in _planted_twins(stories)}
    truth.write(place / "truth", simulated.diary, twins)
    told = scenario.__dict__ | {"planted": ", ".join(stories.planted) or "nothing"}
    (place / "README.txt").write_text(_README.format(**told), "utf-8")


def _planted_twins(stories: Stories) -> tuple[str, ...]:
    return tuple(name for name in truth.TWINS if name in stories.planted)


def _without(scenario: Scenario, story: str, diary: Diary) -> Diary:
    """Return what would have happened without a story: only whom it touched live otherwise."""
    people = diary.touched[story]
    twin = replace(scenario, stories=scenario.stories.without(story))
    return diary.with_other_lives(people, simulate(twin, log=False, people=people).diary)


def _write_touchpoints(path: Path, months: Months, scenario: Scenario, simulated: Simulated) -> int:
    writer, count = Writer(scenario.seed, NAMES, simulated.texts), 0
    with pq.ParquetWriter(path, SCHEMA, **_HOW) as file:
        for rows in months:
            file.write_table(writer.table(rows), row_group_size=_ROWS)
            count += len(rows)
    return count


def _write_products(path: Path) -> None:
    rows = (
        (
            p.product_id,
            p.name.en,
            p.category,
            p.price / 100,
            p.cost / 100,
            sum(left_of(v.sku) for v in p.variants),
        )
        for p in PRODUCTS
    )
    _write_lines(path, ("product_id", "name", "category", "price", "cost", "stock"), rows)


def _write_spend(path: Path, calendar: Calendar, visits: Visited) -> None:
    """Write what each day's clicks from each source cost."""
    paid = [place for place, each in enumerate(SOURCES) if each.cost_per_click]
    day = calendar.day(visits.moment)
    clicks = np.zeros((len(calendar), len(SOURCES)), np.int64)
    np.add.at(clicks, (day, visits.source), 1)
    found = (
        spend(SOURCES[place], calendar.date(day), int(clicks[day, place]))
        for day in range(len(calendar))
        for place in paid
    )
    names = ("day", "source", "medium", "campaign", "impressions", "clicks", "cost")
    mediums = {each.code: (each.tells.utm_source, each.tells.utm_medium) for each in SOURCES}
    rows = ((s.day, *mediums[s.source], s.campaign, s.impressions, s.clicks, s.cost / 100) for s in found)
    _write_lines(path, names, rows)


def _write_lines(path: Path, names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(names)
        lines.writerows(rows)
