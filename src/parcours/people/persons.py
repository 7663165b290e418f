"""Who profiles are and what they agree to: columns of their rows, made of what is known of their leaves."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.people.consents import PURPOSES, Word, state
from parcours.people.models import Consent, Identity, Trait
from parcours.people.reading import Ints
from parcours.people.traits import birth_year, full_name
from parcours.state.among import among
from parcours.state.search import folded

PERSON = {
    "known": pa.bool_(),
    "user_id": pa.string(),
    "email": pa.string(),
    "phone": pa.string(),
    "name": pa.string(),
    "city": pa.string(),
    "birth_year": pa.int64(),
    "words": pa.string(),
}
AGREEMENTS = tuple(f"agrees_{purpose}" for purpose in PURPOSES)


def persons(profiles: Ints) -> dict[str, pa.Array]:
    """Return who profiles are, by their identifiers and traits; ``profiles`` are ascending."""
    leaves = among(Identity, ("leaf", "profile", "kind", "value"), "profile", profiles)
    owners = dict(zip(leaves["leaf"].to_pylist(), leaves["profile"].to_pylist(), strict=True))
    users = _users(leaves)
    told = _told(owners)
    known = np.array(sorted(users.keys() | told.keys()), np.int64)
    rows = [_NOBODY, *(_person(users.get(each, ""), told.get(each, {})) for each in known.tolist())]
    place = np.zeros(len(profiles), np.int64)
    place[np.searchsorted(profiles, known)] = np.arange(1, len(rows))
    return {name: pa.array([row[name] for row in rows], kind).take(place) for name, kind in PERSON.items()}


def agreements(profiles: Ints) -> dict[str, pa.Array]:
    """Return what profiles agree to, by the words of consent under their leaves."""
    leaves = among(Identity, ("leaf", "profile"), "profile", profiles)
    said = among(Consent, ("leaf", "purpose", "at", "given", "entered"), "leaf", leaves["leaf"].to_numpy())
    owners = dict(_rows(leaves.filter(pc.is_in(leaves["leaf"], said["leaf"].combine_chunks()))))
    words: defaultdict[str, defaultdict[int, list[Word]]] = defaultdict(lambda: defaultdict(list))
    for leaf, purpose, *rest in _rows(said):
        words[purpose][owners[leaf]].append(Word(leaf, *rest))
    return {
        name: _spread({owner: state(each) for owner, each in words[purpose].items()}, profiles)
        for name, purpose in zip(AGREEMENTS, PURPOSES, strict=True)
    }


def _spread(found: dict[int, bool | None], profiles: Ints) -> pa.Array:
    """Return what was found of profiles at their places, null elsewhere."""
    given, place = list(found.values()), np.full(len(profiles), -1)
    place[np.searchsorted(profiles, np.fromiter(found, np.int64, len(found)))] = np.arange(len(found))
    return pa.array(given, pa.bool_()).take(pa.array(place, mask=place < 0))


def _users(leaves: pa.Table) -> dict[int, str]:
    """Return the user id of each profile: its root's own where profiles were joined by hand."""
    users = [row for row in _rows(leaves) if row[2] == "user"]
    ordered = sorted(users, key=lambda row: (row[0] == row[1], row[0]))
    return {profile: value for _, profile, _, value in ordered}


def _told(owners: dict[int, int]) -> dict[int, dict[str, str]]:
    """Return the traits of each profile; of several words for one, that of the highest standing."""
    found: defaultdict[int, dict[str, tuple[int, int, str]]] = defaultdict(dict)
    names = ("leaf", "name", "value", "standing")
    for leaf, name, value, standing in _rows(among(Trait, names, "leaf", _keys(owners))):
        of = found[owners[leaf]]
        of[name] = max(of.get(name, (-1, 0, "")), (standing, leaf, value))
    return {
        profile: {name: value for name, (_, _, value) in traits.items()} for profile, traits in found.items()
    }


def _person(user: str, told: dict[str, str]) -> dict[str, Any]:
    email, phone, name = told.get("email", ""), told.get("phone", ""), full_name(told)
    return {
        "known": bool(user or email),
        "user_id": user,
        "email": email,
        "phone": phone,
        "name": name,
        "city": told.get("city", ""),
        "birth_year": birth_year(told),
        "words": folded(name, email, user, phone),
    }


_NOBODY = _person("", {})


def _keys(owners: dict[int, int]) -> Ints:
    return np.fromiter(owners, np.int64, len(owners))


def _rows(table: pa.Table) -> Any:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
