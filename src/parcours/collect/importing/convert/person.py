"""Who did it: identifiers of a row, leaf profiles, and links between identifiers of one row."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.convert.context import Converted, Person
from parcours.collect.importing.convert.rows import Rows
from parcours.collect.importing.values.parsed import valid
from parcours.collect.importing.values.words import identifies
from parcours.shop.evidence import Names, Telling, believed, previous
from parcours.shop.identities import KINDS, Identities, Kind
from parcours.shop.links import NOTHING, Links
from parcours.touchpoints import TRUSTS


@dataclass(frozen=True, eq=False)
class Identified:
    """Leaf profiles by row, and links from weaker identifiers to stronger ones of the same row."""

    leaves: Ints
    links: Links


def person_of(rows: Rows) -> tuple[Person, int]:
    """Return the identifiers of each row, and how many stood for nobody (`null`, `guest`, ...)."""
    texts = [rows.coded(name) for name in ("user_id", "email", "anonymous_id", "session_id")]
    plain = [identifying(text) for text in texts]
    pairs = list(zip(texts, plain, strict=True))[:3]
    count = sum(kept.null_count - text.null_count for text, kept in pairs)
    user, email, anonymous, session = plain
    return Person(user, email, anonymous, session, pa.nulls(len(rows), pa.string())), count


def identifying(texts: pa.Array) -> pa.Array:
    """Return identifiers; null where a text stands for nobody."""
    coded = texts.dictionary_encode()
    # Words for nobody have no digit from 1 to 9, but for -1: only the rest is looked at one by one.
    doubtful = pc.invert(pc.match_substring_regex(coded.dictionary, "[2-9]|1.|[^-]1"))
    nobody = [text for text in coded.dictionary.filter(doubtful).to_pylist() if not identifies(text)]
    if not nobody:
        return texts
    return pc.if_else(pc.is_in(texts, pa.array(nobody, pa.string())), pa.scalar(None, pa.string()), texts)


def named(person: Person) -> Flags:
    """Return where anything identifies somebody."""
    return _known(person) | valid(person.session) | valid(person.guest)


def identify(converted: Converted, trust: pa.Array, identities: Identities) -> Identified:
    """Give every touchpoint the leaf of its strongest identifier, and link the weaker ones to it."""
    person, columns = converted.person, converted.columns
    told = Telling(trust, *(_plain(columns, name, len(trust)) for name in ("event", "landing")))
    names = believed(Names(person.user, person.email, person.anonymous), told)
    columns_of: list[tuple[Kind, str, pa.Array]] = [
        ("user", "", names.user),
        ("email", "", names.email),
        ("anonymous", "", names.anonymous),
        ("anonymous", "session:", _instead(person.session, person.anonymous)),
        ("anonymous", "order:", person.guest),
    ]
    leaves, known = np.zeros(len(trust), np.int64), np.zeros(len(trust), np.bool_)
    found = _Found(columns["timestamp"].cast(pa.int64()).to_numpy(), _numbered(trust), [])
    for kind, prefix, column in columns_of:
        there = valid(column)
        if there.any():
            own = _leaves(kind, prefix, column, identities)
            found.add(kind, np.flatnonzero(there & known), own, leaves)
            leaves = np.where(there & ~known, own, leaves)
            known |= there
    kind, properties = (_plain(columns, name, len(trust)) for name in ("type", "properties"))
    before = previous(kind, properties, trust)
    _rename(found, before, names.user, identities)
    return Identified(leaves, found.links())


@dataclass(frozen=True, eq=False)
class _Found:
    """Links as they are found, in rows of some times and trust."""

    times: Ints
    trust: npt.NDArray[np.uint8]
    parts: list[Links]

    def add(self, kind: Kind, rows: Ints, weaker: Ints, stronger: Ints) -> None:
        kinds = np.full(len(rows), KINDS.index(kind), np.uint8)
        self.parts.append(Links.of(weaker[rows], stronger[rows], self.times[rows], kinds, self.trust[rows]))

    def links(self) -> Links:
        return reduce(operator.add, self.parts, NOTHING)


def _rename(found: _Found, before: pa.Array, users: pa.Array, identities: Identities) -> None:
    """Link the ids that persons had before, of a browser or of an account, to those that they have now."""
    before = identifying(before)
    rows = np.flatnonzero(valid(before) & valid(users))
    kinds: tuple[Kind, ...] = ("anonymous", "user") if len(rows) else ()
    for kind in kinds:
        now = _leaves("user", "", users, identities)
        found.add(kind, rows, _leaves(kind, "", before, identities), now)


def _instead(sessions: pa.Array, visitors: pa.Array) -> pa.Array:
    """Return the sessions of rows that name no visitor, for whom they stand."""
    return pc.if_else(pc.is_valid(visitors), pa.scalar(None, pa.string()), sessions)


def _plain(columns: Mapping[str, pa.Array], name: str, size: int) -> pa.Array:
    return columns[name].cast(pa.string()) if name in columns else pa.nulls(size, pa.string())


def _numbered(trust: pa.Array) -> npt.NDArray[np.uint8]:
    return np.asarray(pc.index_in(trust, pa.array(TRUSTS)).to_numpy(zero_copy_only=False), np.uint8)


def _known(person: Person) -> Flags:
    return valid(person.user) | valid(person.email) | valid(person.anonymous)


def _leaves(kind: Kind, prefix: str, column: pa.Array, identities: Identities) -> Ints:
    coded = column.dictionary_encode()
    named = pc.binary_join_element_wise(prefix, coded.dictionary, "") if prefix else coded.dictionary
    return identities.leaves(kind, named)[coded.indices.fill_null(0).to_numpy()]
