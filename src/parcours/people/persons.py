"""Who profiles are and what they agree to: columns of their rows, made of what is known of their leaves."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa

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
    """Return who profiles are, by their identifiers and traits."""
    leaves = among(Identity, ("leaf", "profile", "kind", "value"), "profile", profiles)
    owners = dict(zip(leaves["leaf"].to_pylist(), leaves["profile"].to_pylist(), strict=True))
    users = _users(leaves)
    told = _told(owners)
    known = users.keys() | told.keys()
    rows = [
        _person(users.get(profile, ""), told.get(profile, {})) if profile in known else _NOBODY
        for profile in profiles.tolist()
    ]
    return {name: pa.array([row[name] for row in rows], kind) for name, kind in PERSON.items()}


def agreements(profiles: Ints) -> dict[str, pa.Array]:
    """Return what profiles agree to, by the words of consent under their leaves."""
    leaves = among(Identity, ("leaf", "profile"), "profile", profiles)
    owners = dict(zip(leaves["leaf"].to_pylist(), leaves["profile"].to_pylist(), strict=True))
    words: defaultdict[tuple[int, str], list[Word]] = defaultdict(list)
    names = ("leaf", "purpose", "at", "given", "entered")
    for leaf, purpose, *rest in _rows(among(Consent, names, "leaf", _keys(owners))):
        words[owners[leaf], purpose].append(Word(leaf, *rest))
    agreed = {key: state(said) for key, said in words.items()}
    return {
        name: pa.array([agreed.get((profile, purpose)) for profile in profiles.tolist()], pa.bool_())
        for name, purpose in zip(AGREEMENTS, PURPOSES, strict=True)
    }


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
