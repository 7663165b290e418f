"""The door as an ASGI application: checks who sends, makes durable what is sent, then answers."""

from __future__ import annotations

import asyncio
import base64
import binascii
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from parcours.collect.http.calls import LARGEST_BODY, SINGLES, Calls, kept, read_calls, unpacked
from parcours.collect.http.figures import Figures
from parcours.collect.http.keys import Key, Keys
from parcours.collect.http.waking import Waking
from parcours.errors import InputError, ParcoursError
from parcours.eventlog.appender import Appender
from parcours.eventlog.inbox import LARGEST, Payload

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Clock = Callable[[], int]

RETRY_AFTER = 5
_FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-real-ip"}
_JSON, _TEXT = b"application/json", b"text/plain; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """A status, a body and headers beside it."""

    status: int
    body: bytes = b""
    kind: bytes = _JSON
    headers: tuple[tuple[bytes, bytes], ...] = field(default=())


class _RefusedError(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Door:
    """Takes in calls; ``clock`` returns microseconds since 1970 UTC.

    An answer of 200 means that what was sent is on disk. 400 and 401 mean that sending it again is of
    no use, 503 that it is.
    """

    def __init__(self, folder: Path, clock: Clock, *, largest: int = LARGEST) -> None:
        self._keys = Keys(folder)
        self._clock = clock
        self._appender = Appender(folder, largest)
        self._waking: Waking | None = None
        self._figures = Figures(folder)
        self._routes: dict[tuple[str, str], Callable[[Scope, Receive], Awaitable[Answer]]] = {
            ("POST", "/v1/batch"): self._batch,
            ("GET", "/healthz"): self._healthy,
            ("GET", "/readyz"): self._ready,
            ("GET", "/metrics"): self._metrics,
            **{("POST", f"/v1/{name}"): self._single for name in SINGLES},
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        answer = await self._answer(scope, receive)
        headers = [(b"content-type", answer.kind), (b"content-length", b"%d" % len(answer.body))]
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": [*headers, *answer.headers]}
        )
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        route = self._routes.get((scope["method"], scope["path"]))
        if route is None:
            return _problem(404, "There is nothing here.")
        try:
            return await route(scope, receive)
        except _RefusedError as refused:
            return refused.answer

    async def _batch(self, scope: Scope, receive: Receive) -> Answer:
        return await self._take(scope, receive, "")

    async def _single(self, scope: Scope, receive: Receive) -> Answer:
        return await self._take(scope, receive, scope["path"].rpartition("/")[2])

    async def _take(self, scope: Scope, receive: Receive, single: str) -> Answer:
        body = await _body(receive)
        with self._figures.timing():
            try:
                calls = read_calls(unpacked(body), single)
            except InputError as error:
                return self._refuse(400, str(error))
            key = self._keys.find(_secret(scope) or calls.writeKey or "")
            if key is None:
                return self._refuse(401, "The write key is missing or unknown.")
            return await self._keep(calls, key, single)

    async def _keep(self, calls: Calls, key: Key, single: str) -> Answer:
        payload = Payload(f"http:{key.name}", key.kind, self._clock(), len(calls.batch), kept(calls, single))
        try:
            await self._durable(payload)
        except ParcoursError as error:
            again = (b"retry-after", b"%d" % RETRY_AFTER)
            return self._refuse(503, str(error), again)
        self._figures.taken(len(calls.batch))
        return Answer(200, b'{"success":true}')

    def _durable(self, *payloads: Payload) -> asyncio.Future[None]:
        loop = asyncio.get_running_loop()
        if self._waking is None or self._waking.loop is not loop:
            self._waking = Waking(loop)
        return self._waking.watch(self._appender.put(*payloads))

    def _refuse(self, status: int, why: str, *headers: tuple[bytes, bytes]) -> Answer:
        self._figures.refused(status)
        return _problem(status, why, *headers)

    async def _healthy(self, scope: Scope, receive: Receive) -> Answer:
        del scope, receive
        return Answer(200, b'{"status":"alive"}')

    async def _ready(self, scope: Scope, receive: Receive) -> Answer:
        del scope, receive
        try:
            await self._durable()
        except ParcoursError as error:
            return _problem(503, str(error))
        return Answer(200, b'{"status":"ready"}')

    async def _metrics(self, scope: Scope, receive: Receive) -> Answer:
        del receive
        if not _is_local(scope):
            return _problem(404, "There is nothing here.")
        return Answer(200, self._figures.told(), _TEXT)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                self._appender.close()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return


def create() -> Door:
    """Return the door of the shop that ``PARCOURS_SHOP`` names; servers call it."""
    import time

    return Door(Path(os.environ["PARCOURS_SHOP"]), lambda: time.time_ns() // 1000)


def _problem(status: int, why: str, *headers: tuple[bytes, bytes]) -> Answer:
    return Answer(status, msgspec.json.encode({"success": False, "message": why}), headers=headers)


async def _body(receive: Receive) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _RefusedError(_problem(400, "The body was cut off."))
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            raise _RefusedError(_problem(400, f"The body is larger than {LARGEST_BODY} bytes."))
        if not message.get("more_body"):
            return b"".join(parts)


def _secret(scope: Scope) -> str:
    """Return the user name of Basic authentication, empty where there is none."""
    words = dict(scope["headers"]).get(b"authorization", b"")
    scheme, _, coded = words.partition(b" ")
    if scheme.lower() != b"basic":
        return ""
    try:
        return base64.b64decode(coded, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _is_local(scope: Scope) -> bool:
    """Whether the caller is on this machine itself: what a proxy passes on bears a mark."""
    client = scope.get("client")
    near = client is not None and client[0] in ("127.0.0.1", "::1")
    return near and _FORWARDED.isdisjoint(name for name, _ in scope["headers"])
