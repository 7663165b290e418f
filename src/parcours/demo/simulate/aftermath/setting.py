"""What everything that happens to a chunk of people happens in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from parcours.demo.dice import Dice
from parcours.demo.simulate.aftermath.issues import Issues
from parcours.demo.simulate.log import Log
from parcours.demo.simulate.state import People
from parcours.demo.simulate.world import World
from parcours.demo.stories import Stories


@dataclass(frozen=True)
class Setting:
    """The shop, the people of a chunk, the dice, the planted stories and the log."""

    world: World
    people: People
    dice: Dice
    stories: Stories
    log: Log

    @cached_property
    def issues(self) -> Issues:
        """The newsletters."""
        return Issues(self.world.calendar)
