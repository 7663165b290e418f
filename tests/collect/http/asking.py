"""A door in this process, and requests to it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from parcours.collect.http.app import Door
from parcours.eventlog.inbox import Inbox
from parcours.shop import Shop

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MICROS = round(NOW.timestamp() * 1_000_000)
CALL = {"type": "track", "event": "Product Viewed", "anonymousId": "a1", "messageId": "m1"}


@dataclass
class Answer:
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""


def apart(asking: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a thread of its own: a browser of other tests may have left a loop running in this one."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, asking).result()


def told(answer: Answer) -> Any:
    return json.loads(answer.body)


def ask(door: Door, method: str, path: str, body: bytes = b"", **more: Any) -> Answer:
    return apart(asked(door, method, path, body, **more))


async def asked(door: Door, method: str, path: str, body: bytes = b"", **more: Any) -> Answer:
    """Send one request, its body in two parts."""
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [],
        "client": ("127.0.0.1", 1),
        **more,
    }
    parts = [
        {"type": "http.request", "body": body[:10], "more_body": True},
        {"type": "http.request", "body": body[10:], "more_body": False},
    ]
    answer = Answer()

    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], dict(message["headers"])
        else:
            answer.body += message["body"]

    await door(scope, receive, send)
    return answer


def basic(key: str) -> list[tuple[bytes, bytes]]:
    return [(b"authorization", b"Basic " + base64.b64encode(f"{key}:".encode()))]


def post(door: Door, told: Any, key: str = "", path: str = "/v1/batch") -> Answer:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return ask(door, "POST", path, body, headers=basic(key) if key else [])


def kept(shop: Shop) -> list[dict[str, Any]]:
    with contextlib.closing(Inbox(shop.folder)) as inbox:
        return [json.loads(each.payload.body) for each in inbox.take(10_000)]
