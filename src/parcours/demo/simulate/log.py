"""Collects the touchpoints of a chunk of people as columns, one block a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Ints
from parcours.demo.simulate.columns import KINDS, TEXTS
from parcours.demo.simulate.state import NEVER, TABLET, Lines, People, Visits
from parcours.demo.simulate.vocabulary import Coded, Vocabulary

__all__ = ["Block", "Coded", "Log", "Value", "Who", "account_of", "browser_of"]

Value = Coded | Lines | npt.NDArray[Any] | list[str] | str | int | float | bool
_SECOND = 100_000_000
"""What is added to the number of a person for the second account."""


@dataclass(frozen=True)
class Who:
    """Whose touchpoints they are and when they happened, one element each; -1 is nobody, none.

    ``visit`` is a place in the chunk's visits, ``browser`` the number of an anonymous id, ``user`` that of
    an account.
    """

    person: npt.NDArray[np.int32]
    moment: Ints
    visit: npt.NDArray[np.int32]
    device: npt.NDArray[np.int8]
    browser: Ints
    user: npt.NDArray[np.int32]

    @classmethod
    def of(cls, person: Ints, moment: Ints, visit: Ints, device: Ints, browser: Ints, user: Ints) -> Who:
        """Return copies in little room: moments of visits move on."""
        return cls(
            person=person.astype(np.int32),
            moment=moment.copy(),
            visit=visit.astype(np.int32),
            device=device.astype(np.int8),
            browser=browser,
            user=user.astype(np.int32),
        )

    def __len__(self) -> int:
        return len(self.moment)


@dataclass(frozen=True)
class Block:
    """Touchpoints of one event."""

    event: str
    who: Who
    columns: dict[str, npt.NDArray[Any]]
    items: Lines | None


class Log:
    """The log of a chunk of people.

    Parameters
    ----------
    people
        Who they are.
    vocabulary
        Where texts get their numbers.
    silent
        Nothing is written: only what happens is of interest.
    """

    def __init__(self, people: People, vocabulary: Vocabulary, *, silent: bool = False) -> None:
        self._people = people
        self._silent = silent
        self._vocabulary = vocabulary
        self.blocks: list[Block] = []
        self.rounds: list[Visits] = []
        self._first = 0

    def open(self, visits: Visits) -> None:
        """Begin a round: places given to `visit` are places in these visits."""
        self._first += len(self.rounds[-1]) if self.rounds else 0
        self.rounds.append(visits)

    def visit(self, event: str, place: Ints, moment: Ints, **columns: Value) -> None:
        """Write one touchpoint for each element, as part of a visit of this round."""
        if not self._silent and len(place):
            self._write(event, self._who(place, moment), columns)

    def page(self, event: str, place: Ints, moment: Ints, *, page_path: Coded, **columns: Value) -> None:
        """Write touchpoints that open a page: its view as well, as the scripts of real shops tell both."""
        if self._silent or not len(place):
            return
        who = self._who(place, moment)
        self._write("Page Viewed", who, {"page_path": page_path})
        self._write(event, who, {"page_path": page_path, **columns})

    def add(
        self,
        event: str,
        person: Ints,
        moment: Ints,
        *,
        device: Ints | None = None,
        account: Ints | None = None,
        **columns: Value,
    ) -> None:
        """Write one touchpoint for each element, outside of visits.

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
            person by user id only.
        account
            Number of the user id that the row names (`Orders.account` for what belongs to an order),
            else the person's own: known on this device, the first one for what the shop does.
        columns
            Columns of the touchpoint schema; money in minor units; a scalar holds for all rows; ``Coded``
            or a list of texts for texts, `Orders.key` for ``order_id``, NEVER or -1 for no value.
            ``properties`` values are given as ``p_<name>``: scalars, Coded, or whole numbers.
        """
        if self._silent or not len(person):
            return
        people, nothing = self._people, np.full(len(person), -1)
        browser, user = nothing, people.number[person]
        if device is not None:
            browser = browser_of(people, person, device)
            user = np.where(people.known[person, device], account_of(people, person, device), -1)
        by = nothing if device is None else device
        who = Who.of(person, moment, nothing, by, browser, user if account is None else account)
        self._write(event, who, columns)

    def _who(self, place: Ints, moment: Ints) -> Who:
        visits, people = self.rounds[-1], self._people
        person, device = visits.person[place], visits.device[place]
        # Whether the device knew who it was is told by the end of the round: `rows.gather` asks.
        user = account_of(people, person, device)
        return Who.of(person, moment, self._first + place, device, visits.browser[place], user)

    def _write(self, event: str, who: Who, columns: dict[str, Value]) -> None:
        items = columns.pop("items", None)
        said = {name: columns.pop(name) for name in list(columns) if name.startswith("p_")}
        held = {name: self._held(name, value) for name, value in columns.items()}
        if said:
            held["properties"] = self._properties(said, len(who))
        self.blocks.append(Block(event, who, held, items if isinstance(items, Lines) else None))

    def _held(self, name: str, value: Value) -> npt.NDArray[Any]:
        if name in TEXTS:
            return self._text(value)
        if isinstance(value, np.ndarray) and name == "promised_at":
            value = np.where(value == NEVER, -1, value)
        return np.asarray(value, KINDS[name].type)

    def _text(self, value: Value) -> npt.NDArray[Any]:
        if isinstance(value, Coded):
            return self._vocabulary.of(value)
        if isinstance(value, str):
            return np.array(self._vocabulary.number(value), np.int32)
        if isinstance(value, list):
            return self._vocabulary.numbers(value)
        raise TypeError(f"{value!r} is no text")

    def _properties(self, said: dict[str, Value], size: int) -> npt.NDArray[Any]:
        """Return the objects that say this: few are different, so each is put together once."""
        parts = [(name.removeprefix("p_"), *_options(value, size)) for name, value in said.items()]
        which = np.zeros(size, np.int64)
        for _, codes, options in parts:
            which = which * (len(options) + 1) + codes + 1
        example, inverse = _different(which)
        objects = (
            {name: options[codes[row]] for name, codes, options in parts if codes[row] >= 0}
            for row in example.tolist()
        )
        numbers = np.fromiter((self._vocabulary.object(each) for each in objects), np.int32)
        return numbers[inverse]


def account_of(people: People, person: Ints, device: Ints) -> Ints:
    """Return the number of the account that a person uses on a device."""
    second = people.double[person] & (device == 1)
    return people.number[person] + np.where(second, _SECOND, 0)


def browser_of(people: People, person: Ints, device: Ints) -> Ints:
    """Return the number of the anonymous id: neighbours who share a tablet have one there."""
    number, epoch = people.number[person], people.epoch[person, device]
    shared = people.shares[person] & (device == TABLET)
    return ((number - number % 2 * shared) * 3 + device) * 64 + np.where(shared, 0, epoch)


def _options(value: Value, size: int) -> tuple[Ints, list[Any]]:
    """Return which of which values each row has; -1 is none."""
    if isinstance(value, Coded):
        return value.codes, list(value.values)
    if isinstance(value, np.ndarray):
        options, codes = np.unique(value, return_inverse=True)
        return codes, options.tolist()
    if isinstance(value, list):
        return np.arange(size), value
    return np.zeros(size, np.int64), [value]


def _different(which: Ints) -> tuple[Ints, Ints]:
    """Return a place of each different number, and for every place which of them stands there."""
    if not which.any() or (which == which[0]).all():
        return np.zeros(1, np.int64), np.zeros(len(which), np.int64)
    _, example, inverse = np.unique(which, return_index=True, return_inverse=True)
    return example, inverse
