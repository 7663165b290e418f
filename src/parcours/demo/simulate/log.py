"""Collects touchpoints as columns, one block a call, and gives them as Arrow in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Ints
from parcours.demo.simulate.state import Lines


@dataclass(frozen=True)
class Coded:
    """Text by code: ``values[codes]``; a code of -1 is no value."""

    codes: Ints
    values: tuple[str, ...]


Value = Coded | Lines | npt.NDArray[Any] | str | int | float | bool


class Log:
    """The log of a chunk of people."""

    def add(
        self, event: str, person: Ints, moment: Ints, *, device: Ints | None = None, **columns: Value
    ) -> None:
        """Write one touchpoint for each element.

        Parameters
        ----------
        event
            A name of the catalogue.
        person
            Places in People.
        moment
            Microseconds UTC; what lies outside the simulated time is not written.
        device
            Whose browser it was; without it the shop did it (a parcel, a letter): the row names the
            person by user id only (a guest by the order's).
        columns
            Columns of the touchpoint schema; money in minor units; a scalar holds for all rows.
            ``properties`` values are given as ``p_<name>``.
        """
        raise NotImplementedError
