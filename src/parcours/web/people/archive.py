"""Everything that is kept of one person, as a file for them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from parcours.commerce.selectors import Wanted, order, orders
from parcours.messaging.selectors import messages_to
from parcours.people.people import Person
from parcours.state.actor import Actor
from parcours.web.design.books import say
from parcours.web.design.place import this_shop

_PIECE: Final = 500


def archive(actor: Actor, person: Person) -> bytes:
    """Return a packed folder: the person, their orders and messages, every touchpoint with all it tells."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", say("people.archive.readme", shop=this_shop().settings.name))
        packed.writestr("profile.json", _json(asdict(person)))
        packed.writestr("orders.json", _json([asdict(each) for each in _orders(actor, person)]))
        messages = messages_to([known.leaf for known in person.identities])
        packed.writestr("messages.json", _json([asdict(each) for each in messages]))
        with packed.open("touchpoints.ndjson", "w") as lines:
            for row in _touchpoints(person):
                lines.write(_json(row, indent=None).encode() + b"\n")
    return out.getvalue()


def _orders(actor: Actor, person: Person) -> Iterator[Any]:
    cursor, wanted = "", Wanted(profile_id=person.listed.id, excluded="too")
    while True:
        found = orders(actor, wanted, cursor=cursor, size=_PIECE)
        yield from (order(actor, row.key) for row in found.rows)
        if not found.next:
            return
        cursor = found.next


def _touchpoints(person: Person) -> Iterator[dict[str, Any]]:
    leaves = np.array([known.leaf for known in person.identities], np.int64)
    for batch in this_shop().log.read(profiles=leaves):
        yield from batch.to_pylist()


def _json(value: Any, indent: int | None = 2) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False, default=str)
