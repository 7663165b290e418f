"""What RudderStack's script for browsers asks before it sends: how its source is set up."""

from __future__ import annotations

import msgspec

from parcours.collect.http.answers import Answer
from parcours.collect.http.keys import Key

PATHS = ("/sourceConfig", "/sourceConfig/")


def source_config(key: Key) -> Answer:
    """Return a source that sends to nobody but the door."""
    source = {
        "id": key.name,
        "name": key.name,
        "workspaceId": "parcours",
        "enabled": True,
        "config": {},
        "destinations": [],
    }
    return Answer(200, msgspec.json.encode({"source": source}))
