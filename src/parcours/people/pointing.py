"""Which profile each leaf belongs to, as the tables have it; kept up with the links between leaves."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from django.db import connection

from parcours.journeys.index.roots import Roots
from parcours.people.models import Identity
from parcours.people.reading import Ints
from parcours.shop.identities import Identities
from parcours.state.among import among
from parcours.state.upsert import Earliest, Latest, Upsert, update

_SEEN = Upsert(
    Identity,
    ("leaf",),
    {
        "first_seen": "least",
        "last_seen": "greatest",
        "touchpoints": "add",
        "first_touch": "least",
        "last_touch": "greatest",
        "channel": Earliest("channel_at"),
        "channel_at": "least",
        "country": Latest("country_at"),
        "country_at": "greatest",
        "language": Latest("language_at"),
        "language_at": "greatest",
    },
)


def put(identified: pa.Table, roots: Roots, identities: Identities) -> tuple[Ints, Ints]:
    """Write identifiers down; return the leaves that had done nothing so far, and the profiles changed."""
    leaves = identified["leaf"].to_numpy()
    # A link moves others, too: whom two persons shared, whom there are too many of, who was called otherwise.
    rows = among(Identity, ("leaf", "profile", "touchpoints"), "leaf", identities.near(leaves))
    known, owners = rows["leaf"].to_numpy(), rows["profile"].to_numpy()
    _SEEN.put(identified.append_column("profile", pa.array(roots.of(leaves))))
    now = roots.of(known)
    moved = owners != now
    new = np.setdiff1d(leaves, known[rows["touchpoints"].to_numpy() > 0])
    if not moved.any():
        return new, np.empty(0, np.int64)
    return new, follow(np.concatenate([owners[moved], now[moved]]), roots)


def follow(profiles: Ints, roots: Roots) -> Ints:
    """Point every leaf of some profiles to its root as it is now; return all profiles that this touched."""
    leaves, owners = _owners("profile", profiles)
    now = roots.of(leaves)
    moved = owners != now
    update(Identity, "leaf", pa.table({"leaf": leaves[moved], "profile": now[moved]}))
    return np.unique(np.concatenate([profiles, now]))


def astray(roots: Roots) -> Ints:
    """Return the profiles with a leaf whose root is another: by a link that no touchpoint told of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf, profile FROM people_identity")
        leaves, owners = np.array(cursor.fetchall(), np.int64).reshape(-1, 2).T
    return np.unique(owners[roots.of(leaves) != owners])


def _owners(column: str, keys: Ints) -> tuple[Ints, Ints]:
    """Return some leaves, and the profile that the tables have for each."""
    rows = among(Identity, ("leaf", "profile"), column, keys)
    return rows["leaf"].to_numpy(), rows["profile"].to_numpy()
