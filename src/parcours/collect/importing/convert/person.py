"""Who did it: identifiers of a row, leaf profiles, and links between identifiers of one row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import Flags, Ints
from parcours.collect.importing.convert.context import Person
from parcours.collect.importing.convert.rows import Rows
from parcours.collect.importing.values.parsed import valid
from parcours.collect.importing.values.words import identifies
from parcours.shop.identities import Identities, Kind


@dataclass(frozen=True, eq=False)
class Identified:
    """Leaf profiles by row, and pairs of leaves (weaker, stronger) to link."""

    leaves: Ints
    weaker: Ints
    stronger: Ints


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


def identify(person: Person, identities: Identities) -> Identified:
    """Give every touchpoint the leaf of its strongest identifier, and link the weaker ones to it."""
    columns: list[tuple[Kind, str, pa.Array]] = [
        ("user", "", person.user),
        ("email", "", person.email),
        ("anonymous", "", person.anonymous),
        ("anonymous", "session:", person.session),
        ("anonymous", "order:", person.guest),
    ]
    leaves, known = np.zeros(len(person.user), np.int64), np.zeros(len(person.user), np.bool_)
    pairs = []
    sessions_alone = bool((valid(person.session) & ~_known(person)).any())
    for place, (kind, prefix, column) in enumerate(columns):
        there = valid(column)
        if not there.any() or (place == 3 and not sessions_alone):
            continue
        own = _leaves(kind, prefix, column, identities)
        both = there & known
        pairs.append(_different(own[both], leaves[both]))
        leaves = np.where(there & ~known, own, leaves)
        known |= there
    weaker, stronger = np.concatenate([np.empty((2, 0), np.int64), *pairs], axis=1)
    return Identified(leaves, weaker, stronger)


def _known(person: Person) -> Flags:
    return valid(person.user) | valid(person.email) | valid(person.anonymous)


def _leaves(kind: Kind, prefix: str, column: pa.Array, identities: Identities) -> Ints:
    coded = column.dictionary_encode()
    named = pc.binary_join_element_wise(prefix, coded.dictionary, "") if prefix else coded.dictionary
    return identities.leaves(kind, named)[coded.indices.fill_null(0).to_numpy()]


def _different(first: Ints, second: Ints) -> Ints:
    """Return the different pairs, sorted, in two rows."""
    # Hashing leaves few to sort.
    pairs = pa.table({"first": first, "second": second}).group_by(["first", "second"]).aggregate([])
    return np.unique(np.stack([pairs["first"].to_numpy(), pairs["second"].to_numpy()]), axis=1)
