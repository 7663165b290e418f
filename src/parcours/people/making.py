"""Profiles' rows, made of what is known of their leaves."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.people.models import Exclusion, Identity, Profile
from parcours.people.persons import AGREEMENTS, PERSON, agreements, persons
from parcours.people.reading import Ints, valid
from parcours.state.among import among, delete_among
from parcours.state.upsert import Change, Upsert
from parcours.touchpoints import INSTANT


def _replacing(*names: str) -> dict[str, Change]:
    return dict.fromkeys(names, "replace")


_NOTED = (("channel", True), ("country", False), ("language", False))
_COLUMNS = (
    *("profile", "leaf", "touchpoints", "first_touch", "last_touch"),
    *(part for name, _ in _NOTED for part in (name, f"{name}_at")),
)
_DEEDS = ("first_seen", "last_seen", "touchpoints", "channel", "country", "language", "excluded")
_PUT_DEEDS = Upsert(Profile, ("id",), _replacing(*_DEEDS))
_PUT_ALL = Upsert(Profile, ("id",), _replacing(*_DEEDS, *PERSON, *AGREEMENTS))


def make(profiles: Ints, said: Ints) -> None:
    """Make the rows of profiles anew: what they did, and of those that said something, who they are as well.

    Who did nothing is no profile. Both are ascending; ``said`` are some of ``profiles``.
    """
    deeds = _deeds(profiles)
    there = deeds["id"].to_numpy()
    delete_among(Profile, "id", np.setdiff1d(profiles, there))
    told = np.intersect1d(said, there)
    more = {**persons(told), **agreements(told)}
    whole = deeds.filter(pa.array(np.isin(there, told)))
    _PUT_ALL.put(pa.table(dict(zip(whole.column_names, whole.columns, strict=True)) | more))
    _PUT_DEEDS.put(deeds.filter(pa.array(~np.isin(there, told))))


def _deeds(profiles: Ints) -> pa.Table:
    leaves = among(Identity, _COLUMNS, "profile", profiles)
    leaves = leaves.filter(pc.greater(leaves["touchpoints"], 0))
    sums = leaves.group_by("profile").aggregate(
        [("touchpoints", "sum"), ("first_touch", "min"), ("last_touch", "max")]
    )
    sums = sums.sort_by("profile")
    found = sums["profile"].to_numpy()
    made = {
        "id": found,
        "first_seen": sums["first_touch_min"].cast(INSTANT),
        "last_seen": sums["last_touch_max"].cast(INSTANT),
        "touchpoints": sums["touchpoints_sum"],
        "excluded": np.isin(found, _excluded(leaves)),
    }
    return pa.table(made | {name: _noted(leaves, name, found, first=first) for name, first in _NOTED})


def last_of(keys: Ints, *ranks: Ints) -> tuple[Ints, Ints]:
    """Return each key, ascending, and the row that ranks last of those with it.

    >>> keys, rows = last_of(np.array([7, 5, 7]), np.array([2, 0, 1]))
    >>> keys.tolist(), rows.tolist()
    ([5, 7], [1, 0])
    """
    backwards = np.lexsort((*reversed(ranks), keys))[::-1]
    found, first = np.unique(keys[backwards], return_index=True)
    return found, backwards[first]


def placed(values: pa.Array, keys: Ints, among_keys: Ints) -> pa.Array:
    """Return values by key at the places of ascending keys, null where there is none."""
    rows = np.full(len(among_keys), -1, np.int64)
    rows[np.searchsorted(among_keys, keys)] = np.arange(len(keys))
    return values.take(pa.array(rows, mask=rows < 0))


def _noted(leaves: pa.Table, name: str, profiles: Ints, *, first: bool) -> pa.Array:
    """Return the first or the last value that a leaf of each profile has; nothing where none has."""
    known = leaves.filter(valid(leaves[name].combine_chunks()))
    at = known[f"{name}_at"].to_numpy() * (-1 if first else 1)
    owners, rows = last_of(known["profile"].to_numpy(), at, known["leaf"].to_numpy())
    values = known[name].combine_chunks().take(pa.array(rows))
    return pc.fill_null(placed(values, owners, profiles), "")


def _excluded(leaves: pa.Table) -> Ints:
    """Return the profiles of which a leaf is excluded; there are few of them."""
    those = np.array(list(Exclusion.objects.values_list("leaf", flat=True)), np.int64)
    return leaves["profile"].to_numpy()[np.isin(leaves["leaf"].to_numpy(), those)]
