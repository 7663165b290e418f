"""The door as an ASGI application: checks who sends, makes durable what is sent, then answers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from parcours.collect.http import ga4, hooks, rudder
from parcours.collect.http.answers import TEXT, Answer, RefusedError, come_again, problem
from parcours.collect.http.calls import Calls, kept, read_calls, unpacked
from parcours.collect.http.cors import preflight, readable
from parcours.collect.http.faults import Fault, faults_of
from parcours.collect.http.figures import Figures
from parcours.collect.http.guard import Guard
from parcours.collect.http.keys import Key, Keys
from parcours.collect.http.requests import Receive, Request, Scope
from parcours.collect.http.waking import Waking
from parcours.errors import InputError, ParcoursError
from parcours.eventlog.appender import Appender
from parcours.eventlog.inbox import LARGEST, Payload
from parcours.touchpoints import TYPES

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Clock = Callable[[], int]

RETRY_AFTER = 5
"""Seconds after which something may be kept that cannot be kept now."""


@dataclass(frozen=True)
class _Way:
    """How one address takes what is sent to it: by ``kind``, the type of the calls that tell none."""

    read: Callable[[bytes], Calls]
    done: Answer
    kind: str = ""


_DONE = Answer(200, b'{"success":true}')
_NOTHING = problem(404, "There is nothing here.")
_BATCH = _Way(read_calls, _DONE)
_SINGLES = {kind: _Way(partial(read_calls, single=kind), _DONE, kind) for kind in TYPES}
_WAYS = {
    **{f"/v1/{kind}": way for kind, way in _SINGLES.items()},
    **{f"/v1/{kind[0]}": way for kind, way in _SINGLES.items()},  # as scripts in browsers have it
    **dict.fromkeys(("/v1/batch", "/v1/b", "/beacon/v1/batch"), _BATCH),
    ga4.PATH: _Way(ga4.read_events, Answer(204), "track"),
}


class Door:
    """Takes in calls; ``clock`` returns microseconds since 1970 UTC.

    An answer of 200 means that what was sent is on disk. 400, 401 and 403 mean that sending it again is
    of no use, 429 and 503 that it is.
    """

    def __init__(self, folder: Path, clock: Clock, *, largest: int = LARGEST) -> None:
        self._folder = folder
        self._keys = Keys(folder)
        self._guard = Guard()
        self._clock = clock
        self._appender = Appender(folder, largest)
        self._waking: Waking | None = None
        self._figures = Figures(folder)
        self._routes: dict[tuple[str, str], Callable[[Request], Awaitable[Answer]]] = {
            **{("POST", path): self._take for path in _WAYS},
            **{("GET", path): self._source for path in rudder.PATHS},
            **{("OPTIONS", path): self._preflight for path in (*_WAYS, *rudder.PATHS)},
            ("GET", "/healthz"): self._healthy,
            ("GET", "/readyz"): self._ready,
            ("GET", "/metrics"): self._metrics,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        request = Request(scope, receive)
        answer = await self._answer(request)
        headers = [
            (b"content-type", answer.kind),
            (b"content-length", b"%d" % len(answer.body)),
            *answer.headers,
            *readable(request, answer.status),
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, request: Request) -> Answer:
        route = self._routes.get((request.method, request.path))
        if route is None and request.method == "POST" and request.path.startswith(hooks.PREFIX):
            route = self._hook
        if route is None:
            return _NOTHING
        try:
            return await route(request)
        except RefusedError as refused:
            answer = refused.answer
        except InputError as error:
            answer = problem(400, error.what, error.advice)
        except ParcoursError as error:
            answer = problem(503, error.what, error.advice, come_again(RETRY_AFTER))
        self._figures.refused(answer.status)
        return answer

    async def _take(self, request: Request) -> Answer:
        body = await request.body()
        way = _WAYS[request.path]
        with self._figures.timing():
            calls = way.read(unpacked(body))
            key = self._counted(request, calls.writeKey, calls)
            if request.origin and calls.context is None:  # a page that does not say what shows it
                calls.context = {"userAgent": request.header(b"user-agent")}
            return await self._keep(calls, way, f"http:{key.name}", key.kind)

    async def _hook(self, request: Request) -> Answer:
        body = await request.body()
        name, _, secret = request.path.removeprefix(hooks.PREFIX).partition("/")
        hook = hooks.read_hook(self._folder, name)
        if hook is None:
            return _NOTHING
        with self._figures.timing():
            if hook.header and not hooks.is_signed(hook, body, request.header(hook.header.lower().encode())):
                raise RefusedError(401, "The signature is missing or wrong.")
            calls = hooks.read_payload(hook, unpacked(body))
            trust = "signed" if hook.header else self._counted(request, secret, calls).kind
            return await self._keep(calls, _BATCH, f"hook:{name}", trust)

    async def _keep(self, calls: Calls, way: _Way, source: str, trust: str) -> Answer:
        count, faults = len(calls.batch), list(faults_of(calls, way.kind))
        await self._durable(Payload(source, trust, self._clock(), count, kept(calls, way.kind)))
        self._figures.taken(count, len(faults))
        return _told(count, faults) if faults else way.done

    def _counted(self, request: Request, told: str | None, calls: Calls) -> Key:
        """Return whose key it is, unless too much was sent with it."""
        key = self._key(request, told)
        self._guard.check_amount(request, key, len(calls.batch))
        return key

    def _key(self, request: Request, told: str | None) -> Key:
        key = self._keys.find(request.secret or told or "")
        if key is None:
            raise RefusedError(401, "The write key is missing or unknown.", "Make one: parcours key new.")
        self._guard.check_site(request, key)
        return key

    def _durable(self, *payloads: Payload) -> asyncio.Future[None]:
        """Return what is done once the payloads are on disk."""
        loop = asyncio.get_running_loop()
        if self._waking is None or self._waking.loop is not loop:
            self._waking = Waking(loop)
        return self._waking.watch(self._appender.put(*payloads))

    async def _source(self, request: Request) -> Answer:
        return rudder.source_config(self._key(request, None))

    async def _preflight(self, request: Request) -> Answer:
        return preflight(request, self._keys)

    async def _healthy(self, request: Request) -> Answer:
        del request
        return Answer(200, b'{"status":"alive"}')

    async def _ready(self, request: Request) -> Answer:
        del request
        await self._durable()
        return Answer(200, b'{"status":"ready"}')

    async def _metrics(self, request: Request) -> Answer:
        return Answer(200, self._figures.told(self._clock()), TEXT) if request.is_local else _NOTHING

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


def _told(calls: int, faults: list[Fault]) -> Answer:
    """Return which calls became no touchpoints and why; sending them again as they are is of no use."""
    accepted = calls - len(faults)
    told = {"success": accepted > 0, "accepted": accepted, "rejected": faults}
    return Answer(200 if accepted else 400, msgspec.json.encode(told))
