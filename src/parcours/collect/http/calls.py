"""Calls of the Segment HTTP API: what is refused at the door, and what goes into the inbox."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from parcours.collect.http.mending import mended
from parcours.errors import InputError

LARGEST_BODY = 500 << 10
LARGEST_ITEM = 32 << 10
MOST_ITEMS = 2_500

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP = b"\x1f\x8b"


class Calls(msgspec.Struct):
    """A batch as it arrives: its items are looked into by the worker, so that one cannot spoil another."""

    batch: list[msgspec.Raw]
    writeKey: str | None = None  # noqa: N815 - the protocol's name
    sentAt: Any = None  # noqa: N815 - the protocol's name
    context: Any = None


class _Single(msgspec.Struct):
    writeKey: str | None = None  # noqa: N815 - the protocol's name
    sentAt: Any = None  # noqa: N815 - the protocol's name


class _Kept(msgspec.Struct, omit_defaults=True):
    """What the inbox keeps of a batch: no key."""

    batch: list[msgspec.Raw]
    type: str | None = None
    sentAt: Any = None  # noqa: N815 - the protocol's name
    context: Any = None


_BATCH = msgspec.json.Decoder(Calls)
_SINGLE = msgspec.json.Decoder(_Single)


def unpacked(body: bytes) -> bytes:
    """Return a body as it was before it was packed, whatever its headers say.

    Raises
    ------
    InputError
        It is damaged, or larger than is allowed.
    """
    if body.startswith(_GZIP):
        unpack = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            body = unpack.decompress(body, LARGEST_BODY + 1)
        except zlib.error as error:
            raise InputError("The body is damaged: it cannot be unpacked.") from error
        if not unpack.eof and len(body) <= LARGEST_BODY:
            raise InputError("The body is cut off: it cannot be unpacked.")
    if len(body) > LARGEST_BODY:
        raise InputError(f"The body is larger than {LARGEST_BODY} bytes.", advice="Send smaller batches.")
    return body


def read_calls(body: bytes, single: str = "") -> Calls:
    """Read a batch, or one call of the type ``single``.

    Raises
    ------
    InputError
        It is no JSON, no batch, or has more items than are allowed.
    """
    try:
        calls = _read(body, single)
    except msgspec.ValidationError as error:
        raise InputError(f"The body is not what was expected: {error}.") from error
    if len(calls.batch) > MOST_ITEMS:
        raise InputError(
            f"The batch has {len(calls.batch)} items; {MOST_ITEMS} are allowed.",
            advice="Send smaller batches.",
        )
    return calls


def _read(body: bytes, single: str) -> Calls:
    try:
        return _decoded(body, single)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        body = mended(body)
    try:
        return _decoded(body, single)
    except RecursionError as error:
        raise InputError("The body is nested too deeply.") from error


def _decoded(body: bytes, single: str) -> Calls:
    if not single:
        return _BATCH.decode(body)
    call = _SINGLE.decode(body)
    return Calls([msgspec.Raw(body)], call.writeKey, call.sentAt)


def kept(calls: Calls, single: str = "") -> bytes:
    """Return what the inbox keeps."""
    return msgspec.json.encode(_Kept(calls.batch, single or None, calls.sentAt, calls.context))
