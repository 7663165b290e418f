"""The shop's folder in which a simulation lives: marked, so that it never mixes with other data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from parcours.errors import InputError
from parcours.shop import Settings, Shop, open_shop
from parcours.shop.settings import FILE

MARK = "demo.json"
SETTINGS = Settings(name="Tilia (artificial)", zone="Europe/Paris", currency="EUR")


@dataclass(frozen=True)
class Home:
    """A shop that holds one simulation and nothing else.

    Parameters
    ----------
    shop
        The shop.
    simulation
        The fingerprint of the simulation's touchpoints.
    until
        What happened before this moment (microseconds UTC) is in the log; 0 where none is for certain.
    """

    shop: Shop
    simulation: str
    until: int = 0

    def filled(self, until: int) -> Home:
        """Note, in one step, that everything before a moment is in the log."""
        home = replace(self, until=until)
        fresh = home.shop.folder / f"{MARK}.new"
        fresh.write_text(json.dumps({"simulation": home.simulation, "until": until}), "utf-8")
        fresh.replace(home.shop.folder / MARK)
        return home


def move_in(place: Path, touchpoints: Path) -> Home:
    """Return the shop in which a simulation lives or may live; it is made where there is none.

    Raises
    ------
    InputError
        The shop holds other data.
    """
    with touchpoints.open("rb") as file:
        simulation = hashlib.file_digest(file, "blake2b").hexdigest()[:24]
    if not (place / FILE).is_file():
        return Home(Shop.create(place, SETTINGS), simulation).filled(0)
    shop = open_shop(place)
    return Home(shop, simulation).filled(_filled_before(shop, simulation))


def _filled_before(shop: Shop, simulation: str) -> int:
    mark = shop.folder / MARK
    if mark.is_file():
        told = json.loads(mark.read_text("utf-8"))
        if told["simulation"] == simulation:
            return int(told["until"])
        raise InputError(
            f"{shop.folder} holds another run of the demo shop.",
            expected="One shop holds one run: another number of profiles, end or story is another shop.",
            advice=f"Choose another folder with --shop, or delete {shop.folder}.",
        )
    if shop.log.snapshot().rows:
        raise InputError(
            f"{shop.folder} is a shop that holds other data.",
            expected="Artificial data go into a shop of their own.",
            advice="Choose another folder with --shop.",
        )
    return 0
