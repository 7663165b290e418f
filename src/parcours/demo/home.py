"""The shop's folder in which a simulation lives: marked, so that it never mixes with other data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from parcours import __version__
from parcours.demo.stories import Stories
from parcours.errors import InputError
from parcours.shop import Settings, Shop, open_shop
from parcours.shop.artificial import MARK
from parcours.shop.settings import FILE

SETTINGS = Settings(name="Tilia (artificial)", zone="Europe/Paris", currency="EUR")


@dataclass(frozen=True, kw_only=True)
class Run:
    """Which simulation it is: the same numbers are the same touchpoints.

    Parameters
    ----------
    profiles, months, seed
        How many people, how long, and which of all possible shops.
    end
        The day before which it ends.
    without
        The stories that are not planted.

    Examples
    --------
    >>> run = Run(profiles=100, months=6, seed=1, end=date(2026, 7, 1), without=("late_carrier",))
    >>> len(run.stories.planted)
    8
    >>> Run.from_plain(run.to_plain()) == run
    True
    """

    profiles: int
    months: int
    seed: int
    end: date
    without: tuple[str, ...] = ()
    version: str = __version__

    @property
    def stories(self) -> Stories:
        """The stories that are planted."""
        stories = Stories()
        for name in self.without:
            stories = stories.without(name)
        return stories

    def to_plain(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {**asdict(self), "end": self.end.isoformat()}

    @classmethod
    def from_plain(cls, told: dict[str, Any]) -> Run:
        """Return what JSON tells."""
        return cls(**{**told, "end": date.fromisoformat(told["end"]), "without": tuple(told["without"])})


@dataclass(frozen=True)
class Home:
    """A shop that holds one run and nothing else.

    Parameters
    ----------
    shop
        The shop.
    run
        The run.
    until
        What happened before this moment (microseconds UTC) is in the log; 0 where none is for certain.
    """

    shop: Shop
    run: Run
    until: int = 0

    def filled(self, until: int) -> Home:
        """Note, in one step, that everything before a moment is in the log."""
        home = replace(self, until=until)
        fresh = home.shop.folder / f"{MARK}.new"
        fresh.write_text(json.dumps({"run": self.run.to_plain(), "until": until}), "utf-8")
        fresh.replace(home.shop.folder / MARK)
        return home


def move_in(place: Path, run: Run) -> Home:
    """Return the shop in which a run lives or may live; it is made where there is none.

    Raises
    ------
    InputError
        The shop holds other data.
    """
    if not (place / FILE).is_file():
        return Home(Shop.create(place, SETTINGS), run).filled(0)
    shop = open_shop(place)
    return Home(shop, run).filled(_filled_before(shop, run))


def _filled_before(shop: Shop, run: Run) -> int:
    mark = shop.folder / MARK
    if mark.is_file():
        told = json.loads(mark.read_text("utf-8"))
        if Run.from_plain(told["run"]) == run:
            return int(told["until"])
        raise InputError(
            f"{shop.folder} holds another run of the demo shop.",
            expected="One shop holds one run: other profiles, another end, other stories are another shop.",
            advice=f"Choose another folder with --shop, or delete {shop.folder}.",
        )
    if shop.log.snapshot().rows:
        raise InputError(
            f"{shop.folder} is a shop that holds other data.",
            expected="Artificial data go into a shop of their own.",
            advice="Choose another folder with --shop.",
        )
    return 0
