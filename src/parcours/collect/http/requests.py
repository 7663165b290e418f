"""A request as the door reads it: who sends, from where, and with what in its body."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import parse_qs

from parcours.collect.http.answers import RefusedError
from parcours.collect.http.calls import LARGEST_BODY

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]

_FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-real-ip"}
_NEAR = ("127.0.0.1", "::1")


class Request:
    """One request."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope = scope
        self._receive = receive
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: dict[bytes, bytes] = dict(scope["headers"])

    def header(self, name: bytes) -> str:
        """Return a header as text, empty where there is none."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def origin(self) -> str:
        """The site whose page sends this, where a browser says so."""
        return self.header(b"origin")

    @property
    def secret(self) -> str:
        """The key beside the body: the user of Basic authentication, a Bearer, or in the address."""
        scheme, _, words = self.headers.get(b"authorization", b"").partition(b" ")
        if scheme.lower() == b"basic":
            return _user(words)
        if scheme.lower() == b"bearer":
            return words.decode("latin-1").strip()
        return self.asked("writeKey") or self.asked("api_secret")

    def asked(self, name: str) -> str:
        """Return what the address says under a name, empty where it says nothing."""
        query = self._scope.get("query_string", b"")
        return parse_qs(query.decode("latin-1")).get(name, [""])[0] if query else ""

    @property
    def is_local(self) -> bool:
        """Whether the caller is on this machine itself: what a proxy passes on bears a mark."""
        client = self._scope.get("client")
        return client is not None and client[0] in _NEAR and _FORWARDED.isdisjoint(self.headers)

    @property
    def address(self) -> str:
        """Where it comes from, as far as a network gives it to one sender.

        What a proxy of the same network says of others is believed, what strangers say of themselves is not.
        """
        client = self._scope.get("client")
        peer = client[0] if client else ""
        return _sender(peer, self.header(b"x-forwarded-for").rpartition(",")[2].strip())

    async def body(self) -> bytes:
        """Return the body, whole and not too large."""
        parts, size = [], 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise RefusedError(400, "The body was cut off.")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > LARGEST_BODY:
                raise RefusedError(
                    400, f"The body is larger than {LARGEST_BODY} bytes.", "Send less at once."
                )
            if not message.get("more_body"):
                return b"".join(parts)


@lru_cache(4096)
def _sender(peer: str, forwarded: str) -> str:
    near = _address(peer)
    told = _address(forwarded) if near is None or near.is_private else None
    return _own(told or near)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _own(address: IPv4Address | IPv6Address | None) -> str:
    """Return what one sender has of its own: of the newer addresses each has more than can be counted."""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address or "")


def _user(coded: bytes) -> str:
    try:
        return base64.b64decode(coded, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
