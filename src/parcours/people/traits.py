"""What people are: the traits of Segment's protocol under one name each, and which word of several counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.people.reading import Reading, valid
from parcours.shop.evidence import members

HIGHER = 1 << 60
"""What a word of the shop itself has over one of a browser: more microseconds than ever pass."""

LONGEST = 500
_MOST = 50
_NAMES = {
    "firstname": "first_name",
    "lastname": "last_name",
    "address.city": "city",
    "address.country": "country_of_residence",
    "address.postalcode": "postal_code",
    "dateofbirth": "birthday",
}
_NOT_OF_THEM = {"id", "email", "avatar", "createdat", "created_at"}


def traits(reading: Reading) -> pa.Table:
    """Return what rows tell of people: leaf, name, value and standing, each name of a leaf once."""
    identify = np.asarray(pc.equal(reading.column("type"), "identify").to_numpy(zero_copy_only=False))
    rows = np.flatnonzero(identify | valid(reading.names.email))
    chosen = pa.array(rows)
    browser = pc.equal(reading.column("trust").take(chosen), "browser").to_numpy(zero_copy_only=False)
    standings = reading.times[rows] + np.where(browser, 0, HIGHER)
    told = zip(
        reading.leaves[rows].tolist(),
        standings.tolist(),
        reading.names.email.take(chosen).to_pylist(),
        pc.if_else(pa.array(identify), reading.column("properties"), None).take(chosen).to_pylist(),
        strict=True,
    )
    found: dict[tuple[int, str], tuple[str, int]] = {}
    for leaf, standing, email, properties in told:
        for name, value in _said(email, properties):
            if standing >= found.get((leaf, name), ("", -1))[1]:
                found[leaf, name] = (value, standing)
    return _table(found)


def _said(email: str | None, properties: str | None) -> Iterator[tuple[str, str]]:
    if email:
        yield "email", email[:LONGEST]
    if properties:
        yield from parsed(members(properties))


def parsed(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the traits of an identify call as plain texts.

    >>> dict(parsed({"firstName": "Noa", "address.city": "Haifa", "age": None, "vip": True}))
    {'first_name': 'Noa', 'city': 'Haifa', 'vip': 'true'}
    """
    for name, value in list(told.items())[:_MOST]:
        plain = name.replace("\0", "").strip().lower()
        plain = _NAMES.get(plain, plain)[:64]
        text = value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if plain and plain not in _NOT_OF_THEM and text not in ("", "null"):
            yield plain, text[:LONGEST]


def full_name(told: dict[str, str]) -> str:
    """Return a person's name, of its parts where it is told so.

    >>> full_name({"first_name": "Noa", "last_name": "Levi"})
    'Noa Levi'
    """
    return told.get("name") or " ".join(filter(None, (told.get("first_name"), told.get("last_name"))))


def birth_year(told: dict[str, str]) -> int | None:
    """Return the year of birth, None where it is not told.

    >>> birth_year({"birthday": "1988-04-03"}), birth_year({"birthday": "in spring"})
    (1988, None)
    """
    text = told.get("birth_year") or told.get("birthday", "")[:4]
    year = int(text) if text.isascii() and text.isdecimal() else 0
    return year if 1900 <= year < 2100 else None


def _table(found: dict[tuple[int, str], tuple[str, int]]) -> pa.Table:
    return pa.table(
        {
            "leaf": pa.array([leaf for leaf, _ in found], pa.int64()),
            "name": pa.array([name for _, name in found], pa.string()),
            "value": pa.array([value for value, _ in found.values()], pa.string()),
            "standing": pa.array([standing for _, standing in found.values()], pa.int64()),
        }
    )
