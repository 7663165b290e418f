"""Calls of the Segment HTTP API: what is refused at the door, and what goes into the inbox."""

from __future__ import annotations

import zlib
from typing import Any, TypeVar

import msgspec

from parcours.collect.http.mending import mended
from parcours.errors import InputError

LARGEST_BODY = 500 << 10
LARGEST_ITEM = 32 << 10
MOST_ITEMS = 2_500

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP = b"\x1f\x8b"

T = TypeVar("T")


class Calls(msgspec.Struct):
    """A batch as it arrives: its items are looked into by the worker, so that one cannot spoil another."""

    batch: list[msgspec.Raw]
    writeKey: str | None = None  # noqa: N815 - the protocol's name
    sentAt: Any = None  # noqa: N815 - the protocol's name
    context: Any = None


class _Single(msgspec.Struct):
    writeKey: str | None = None  # noqa: N815 - the protocol's name
    sentAt: Any = None  # noqa: N815 - the protocol's name


class Kept(msgspec.Struct, omit_defaults=True):
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
    if single:
        call, body = read_json(_SINGLE, body)
        return Calls([msgspec.Raw(body)], call.writeKey, call.sentAt)
    calls, _ = read_json(_BATCH, body)
    check_size(len(calls.batch))
    return calls


def check_size(items: int) -> None:
    """Make sure that a batch is not too large."""
    if items > MOST_ITEMS:
        raise InputError(
            f"The batch has {items} items; {MOST_ITEMS} are allowed.", advice="Send smaller batches."
        )


def read_json(decoder: msgspec.json.Decoder[T], body: bytes) -> tuple[T, bytes]:
    """Return what a body says, and the body as it was read: mended where it is not quite JSON.

    Raises
    ------
    InputError
        It is no JSON, or does not say what it should.
    """
    try:
        return _read(decoder, body)
    except msgspec.ValidationError as error:
        raise InputError(f"The body is not what was expected: {error}.") from error


def _read(decoder: msgspec.json.Decoder[T], body: bytes) -> tuple[T, bytes]:
    try:
        return decoder.decode(body), body
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        body = mended(body)
    try:
        return decoder.decode(body), body
    except RecursionError as error:
        raise InputError("The body is nested too deeply.") from error


def kept(calls: Calls, single: str = "") -> bytes:
    """Return what the inbox keeps."""
    return msgspec.json.encode(Kept(calls.batch, single or None, calls.sentAt, calls.context))
