"""Numbers of the simulator as the ids that the log has."""

from __future__ import annotations

from parcours.demo.dice import Ints
from parcours.demo.simulate.writing import numbered


def browsers(numbers: Ints) -> list[str]:
    """Return anonymous ids."""
    return _texts("v", numbers)


def accounts(numbers: Ints) -> list[str]:
    """Return user ids."""
    return _texts("C", numbers)


def _texts(letter: str, numbers: Ints) -> list[str]:
    texts: list[str] = numbered(letter, numbers).to_pylist()
    return texts
