"""Which ids belong together: what the log can tell, and what only the simulator knows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from parcours.demo.dice import Ints
from parcours.demo.simulate.diary import Acts, Diary, Ordered, Visited
from parcours.demo.truth.ids import accounts, browsers
from parcours.demo.truth.known import Known

_SCHEMA = pa.schema([("person", pa.int64()), ("kind", pa.string()), ("id", pa.string())])


def document(known: Known) -> dict[str, Any]:
    """Return what ``identity.json`` holds: how far ids can be joined, and where that goes wrong."""
    profiles, met, had = known.profiles, known.diary.met, _had(known.diary)
    shared = profiles.browsers[profiles.met > 1]
    return {
        "persons": len(np.unique(had[:, 0])),
        "profiles": len(profiles.accounts) + int((profiles.met != 1).sum()),
        "browsers": len(profiles.browsers),
        "accounts": len(profiles.accounts),
        "joined_browsers": int((profiles.met == 1).sum()),
        "browsers_of_several_accounts": [
            {"anonymous_id": name, "user_ids": accounts(_others(met.browser, met.user, number))}
            for name, number in zip(browsers(shared), shared.tolist(), strict=True)
        ],
        "persons_of_several_accounts": [
            accounts(_others(had[:, 0], had[:, 2], person))
            for person in _several(had[:, 0], had[:, 2]).tolist()
        ],
    }


def table(diary: Diary) -> pa.Table:
    """Return one row an id that a person had: person, kind, id."""
    had, parts = _had(diary), []
    for column, kind, named in ((1, "anonymous_id", browsers), (2, "user_id", accounts)):
        ids = np.unique(had[had[:, column] >= 0][:, (0, column)], axis=0)
        columns = {"person": ids[:, 0], "kind": [kind] * len(ids), "id": named(ids[:, 1])}
        parts.append(pa.table(columns, schema=_SCHEMA))
    return pa.concat_tables(parts)


def _had(diary: Diary) -> Ints:
    """Return every person with each browser and account that they had, -1 for none; sorted."""
    told: list[Acts | Visited | Ordered] = [diary.visits, diary.orders, *diary.acts.values()]
    return np.unique(np.concatenate([_different(each) for each in told]), axis=0)


def _different(rows: Acts | Visited | Ordered) -> Ints:
    # Hashing leaves few to sort.
    ids = pa.table({"person": rows.person, "browser": rows.browser, "user": rows.user})
    return np.column_stack([column.to_numpy() for column in ids.group_by(ids.column_names).aggregate([])])


def _several(one: Ints, other: Ints) -> Ints:
    """Return of which ones there are several others."""
    pairs = np.unique(np.column_stack([one, other])[other >= 0], axis=0)
    numbers, counts = np.unique(pairs[:, 0], return_counts=True)
    return numbers[counts > 1]


def _others(one: Ints, other: Ints, number: int) -> Ints:
    return np.unique(other[(one == number) & (other >= 0)])
