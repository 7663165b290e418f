"""Touchpoints that reach people as they do in a shop: through the door, or as a file."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.people.conftest import NOON, People

from parcours.collect.http.rows import rows_of
from parcours.collect.importing.run import import_file
from parcours.eventlog.inbox import Payload, Received
from parcours.people.stages import microseconds
from parcours.shop import Shop

LATER = NOON + timedelta(days=400)
_ids = count()


def call(**told: Any) -> dict[str, Any]:
    """A call: ``user``, ``visitor``, ``email``, ``was`` (alias), ``page``, ``at`` in minutes."""
    when = NOON + timedelta(minutes=told.pop("at", 0))
    was, page, email = (told.pop(name, None) for name in ("was", "page", "email"))
    made = {
        "type": "alias" if was else "track",
        "messageId": f"m{next(_ids)}",
        "timestamp": when.isoformat(),
        "userId": told.pop("user", None),
        "anonymousId": told.pop("visitor", None),
        "event": told.pop("event", "Product Viewed"),
        "properties": {**told, **({"email": email} if email else {})},
        "context": {"page": {"url": page}} if page else {},
    }
    return made | ({"previousId": was} if was else {})


def arrive(people: People, *calls: dict[str, Any], trust: str = "server", now: datetime = LATER) -> None:
    """Take calls in as the stream does: links, then the log, then what is known of people."""
    people.follow(linked(people.shop, *calls, trust=trust, now=now))


def linked(shop: Shop, *calls: dict[str, Any], trust: str, now: datetime = LATER) -> pa.Table:
    """Link what calls name and append them to the log; return the rows."""
    body = json.dumps({"batch": calls}).encode()
    found = rows_of(
        [Received(1, Payload("http:test", trust, microseconds(now), len(calls), body))], "i", shop
    )
    assert not found.poison
    shop.identities.link(found.links)
    with shop.lock():
        shop.log.append(found.rows, app="test", version=shop.log.last("test") + 1)
    return found.rows


def imported(shop: Shop, folder: Path, *calls: dict[str, Any]) -> None:
    """Import calls as a file."""
    path = folder / f"{next(_ids)}.ndjson"
    path.write_text("\n".join(json.dumps(each) for each in calls))
    with shop.lock():
        import_file(shop, path, clock=lambda: microseconds(LATER))
