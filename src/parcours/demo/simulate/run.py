"""Lets a whole shop live, chunk of people by chunk of people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from parcours.demo.dice import Dice, Ints
from parcours.demo.simulate import keeping
from parcours.demo.simulate.aftermath import Setting
from parcours.demo.simulate.diary import Diary
from parcours.demo.simulate.keeping import Page
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.people import draw
from parcours.demo.simulate.rounds import Rounds
from parcours.demo.simulate.rows import Rows, gather
from parcours.demo.simulate.vocabulary import Vocabulary
from parcours.demo.simulate.world import World
from parcours.demo.stories import ALL_STORIES, Stories
from parcours.touchpoints import EVENTS

CHUNK = 50_000
"""How many people live at once: a matter of memory, nothing else depends on it. Even: neighbours share."""
NAMES: tuple[str, ...] = tuple(each.name for each in EVENTS)
"""Events by the number under which rows hold them."""


@dataclass(frozen=True)
class Scenario:
    """Which shop is simulated: so many people over so many months before the midnight that begins ``end``."""

    profiles: int
    months: int
    seed: int
    end: date
    stories: Stories = ALL_STORIES


@dataclass(frozen=True)
class Simulated:
    """A shop that has lived; ``texts`` are what the numbers of its rows' texts stand for."""

    world: World
    diary: Diary
    texts: tuple[str, ...]


def simulate(
    scenario: Scenario,
    *,
    log: bool = True,
    take: Callable[[Rows], object] = len,
    people: Ints | None = None,
    chunk: int = CHUNK,
) -> Simulated:
    """Simulate a shop.

    Parameters
    ----------
    scenario
        Which one.
    log
        Without, no touchpoint is written and `Diary.acts` are empty: much faster, enough for a twin.
    take
        Is given the touchpoints of each chunk of people; by default nothing keeps them.
    people
        Numbers of those who live, all of them where nothing is said: nobody's life depends on another's.
    chunk
        How many people live at once.

    Examples
    --------
    >>> shop = simulate(Scenario(profiles=50, months=1, seed=1, end=date(2026, 11, 1)), log=False)
    >>> shop.diary.people, len(shop.diary.visits.person) >= 50
    (50, True)
    """
    world, vocabulary = World.before(scenario.end, scenario.months), Vocabulary()
    pages = []
    for number in _chunks(np.arange(scenario.profiles) if people is None else people, chunk):
        rows, page = _live(world, number, scenario, Vocabulary() if not log else vocabulary, log=log)
        take(rows)
        pages.append(page)
    texts = tuple(vocabulary.texts())
    about = {"start": world.start, "end": world.end, "stories": scenario.stories}
    return Simulated(world, keeping.bind(pages, **about, people=scenario.profiles, texts=texts), texts)


def _chunks(people: Ints, chunk: int) -> Iterator[Ints]:
    for first in range(0, len(people), chunk):
        yield people[first : first + chunk]


def _live(
    world: World, number: Ints, scenario: Scenario, vocabulary: Vocabulary, *, log: bool
) -> tuple[Rows, Page]:
    """Let some people live; return what was written and what happened."""
    dice, stories = Dice(scenario.seed), scenario.stories
    people = draw(world, dice, number, stories)
    written = Log(people, vocabulary, silent=not log)
    rounds = Rounds(Setting(world, people, dice, stories, written)).play()
    rows = gather(written, people, NAMES, world.calendar.months)
    return rows, keeping.write(rounds, people, world.end, rows, NAMES)
