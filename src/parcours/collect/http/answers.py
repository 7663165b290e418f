"""What the door answers."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

Header = tuple[bytes, bytes]
JSON, TEXT = b"application/json", b"text/plain; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """A status, a body and headers beside it."""

    status: int
    body: bytes = b""
    kind: bytes = JSON
    headers: tuple[Header, ...] = field(default=())


class RefusedError(Exception):
    """A request that is not taken in: its answer says why."""

    def __init__(self, status: int, why: str, advice: str = "", headers: tuple[Header, ...] = ()) -> None:
        super().__init__(status)
        self.answer = problem(status, why, advice, headers)


def problem(status: int, why: str, advice: str = "", headers: tuple[Header, ...] = ()) -> Answer:
    """Return what says that something was not done, and why."""
    told = {"success": False, "message": why, **({"advice": advice} if advice else {})}
    return Answer(status, msgspec.json.encode(told), headers=headers)


def come_again(seconds: float) -> tuple[Header, ...]:
    """Return the header that tells a client when to send the same again."""
    return ((b"retry-after", b"%d" % max(1, -(-seconds // 1))),)
