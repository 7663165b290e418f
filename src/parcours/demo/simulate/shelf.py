"""Which product somebody looks at: by shelf, by taste, and by how popular it is."""

from __future__ import annotations

import numpy as np

from parcours.demo.dice import Floats, Ints
from parcours.demo.simulate.draws import Choice
from parcours.demo.simulate.world import World
from parcours.demo.world.catalogue import CATEGORIES
from parcours.demo.world.customers import KINDS

SHELVES = Choice.of(
    np.array([[each.tastes.get(shelf.code, each.other_tastes) for shelf in CATEGORIES] for each in KINDS])
)
"""Where a kind of customer looks, by kind."""


class Shelf:
    """The products of each category, the popular ones in front."""

    def __init__(self, world: World) -> None:
        shelves, self._launched = world.shelves, world.launched
        table = np.zeros((len(shelves) - 1, len(world.popularity)))
        for place in range(len(table)):
            shelf = slice(shelves[place], shelves[place + 1])
            table[place, shelf] = world.popularity[shelf]
        self._choice = Choice.of(table)
        sold_from_the_start = table * (world.launched <= world.start)
        self._first = Choice.of(np.maximum(sold_from_the_start, table * 1e-9))

    def pick(self, category: Ints, moment: Ints, share: Floats) -> Ints:
        """Return a product of each category; what is not sold yet is nobody's choice."""
        chosen = self._choice.at(category, share)
        too_early = self._launched[chosen] > moment
        return np.where(too_early, self._first.at(category, share), chosen)
