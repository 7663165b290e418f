"""Small scenes for the simulator: people, visits and orders by hand, and what was written of them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar

import numpy as np

from parcours.demo.dice import Dice, Ints
from parcours.demo.simulate import people as drawing
from parcours.demo.simulate.aftermath import Course, Setting
from parcours.demo.simulate.aftermath.course import LOOKED
from parcours.demo.simulate.aftermath.delivery import NAMES, promised
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.rounds import Rounds
from parcours.demo.simulate.state import Lines, Orders, Visits
from parcours.demo.simulate.vocabulary import Vocabulary
from parcours.demo.simulate.world import World
from parcours.demo.stories import Stories
from parcours.demo.world.catalogue import MISLEADING, PRODUCTS
from parcours.demo.world.channels import SOURCES
from parcours.touchpoints import MINUTE

END = date(2026, 11, 1)
TEAPOT = next(place for place, each in enumerate(PRODUCTS) if each.category == "teapots")
DRESS = next(
    place for place, each in enumerate(PRODUCTS) if each.category == "dresses" and each.model != MISLEADING
)
MISLED = next(place for place, each in enumerate(PRODUCTS) if each.model == MISLEADING)
LATE, EXPRESS = NAMES.index("Relais Vert"), NAMES.index("Colis Express")
T = TypeVar("T")


@cache
def world(months: int = 12) -> World:
    return World.before(END, months)


def source(code: str) -> int:
    return [each.code for each in SOURCES].index(code)


def setting(size: int = 400, stories: Stories | None = None, seed: int = 3, **of_people: Any) -> Setting:
    """People who all came once, live in France and know nothing of the shop yet."""
    stories = Stories() if stories is None else stories
    dice = Dice(seed)
    people = drawing.draw(world(), dice, np.arange(size), stories)
    people.country[:], people.language[:] = 0, 0
    people.referred_by[:] = -1
    people.visits[:] = 1
    for name, value in of_people.items():
        getattr(people, name)[:] = value
    return Setting(world(), people, dice, stories, Log(people, Vocabulary()))


def visits(of: Setting, moment: int, **values: Any) -> Visits:
    """One visit of everybody, or of some, at one moment."""
    everybody = values.pop("person", np.arange(len(of.people)))
    found = _filled(
        Visits,
        len(everybody),
        {
            "person": everybody,
            "number": of.people.number[everybody],
            "moment": moment,
            "now": moment + 5 * MINUTE,
            "day": of.world.calendar.day(np.array([moment]))[0],
            "known_from": moment,
            "there": True,
            "source": source("direct"),
            "ref": -1,
            "product": -1,
            **values,
        },
    )
    of.log.open(found)
    return found


def course(of: Visits, order: Ints | int = -1, **values: Any) -> Course:
    """What became of visits: they looked in and left."""
    given = {"ended": of.now, "depth": LOOKED, "order": order, "product": -1, **values}
    return _filled(Course, len(of), given)


def orders(
    of: Setting, there: Visits, product: int = TEAPOT, carrier: int = EXPRESS, **values: Any
) -> Orders:
    """An order of one piece of one product in every visit."""
    size = len(there)
    price = PRODUCTS[product].price
    pieces = np.ones(size, np.int64)
    lines = Lines(np.arange(size + 1), pieces * product, pieces * 0, pieces, pieces * price)
    moment = there.now - MINUTE
    amounts = {"goods": price, "total": price, "revenue": price * 10 // 12}
    of.people.orders[there.person] = values.get("nth", 1)
    of.people.last_order[there.person] = moment
    of.people.spent[there.person] += price
    return _filled(
        Orders,
        size,
        {
            "visit": np.arange(size),
            "person": there.person,
            "number": there.number,
            "account": there.number,
            "nth": 1,
            "moment": moment,
            "lines": lines,
            "carrier": carrier,
            "promised": promised(moment, pieces * carrier, of.people.country[there.person]),
            "coupon": -1,
            **amounts,
            **values,
        },
    )


def play(
    size: int, stories: Stories | None = None, seed: int = 3, first: int = 0
) -> tuple[Setting, list[Any]]:
    """Let people live through twelve months."""
    stories, dice = Stories() if stories is None else stories, Dice(seed)
    people = drawing.draw(world(), dice, np.arange(first, first + size), stories)
    of = Setting(world(), people, dice, stories, Log(people, Vocabulary()))
    return of, Rounds(of).play()


def written(of: Setting, event: str) -> dict[str, Any]:
    """All rows of an event as arrays: who, when, and the columns that all its blocks fill."""
    blocks = [block for block in of.log.blocks if block.event == event]
    if not blocks:
        return {"person": np.zeros(0, np.int64), "moment": np.zeros(0, np.int64)}
    names = set.intersection(*(set(block.columns) for block in blocks))
    columns = {
        name: np.concatenate([np.broadcast_to(block.columns[name], len(block.who)) for block in blocks])
        for name in names
    }
    who = {
        name: np.concatenate([getattr(block.who, name) for block in blocks])
        for name in ("person", "moment", "user")
    }
    return {**who, **columns}


def _filled(kind: type[T], size: int, values: dict[str, Any]) -> T:
    """Return one of a class of arrays: what is not given is 0."""
    given = {}
    for field in fields(kind):  # type: ignore[arg-type]
        value = values.get(field.name, 0)
        flag = field.type == "Flags"
        given[field.name] = (
            value
            if isinstance(value, (Lines, np.ndarray))
            else np.full(size, value, np.bool_ if flag else None)
        )
    return kind(**given)
