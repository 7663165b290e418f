"""What came of handing a message to a server, and what that means for the message."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from typing import Literal

Result = Literal["delivered", "refused", "later", "lost"]
Phase = Literal["connect", "tls", "login", "sender", "recipient", "content"]

_ENHANCED = re.compile(r"^(\d\.\d{1,3}\.\d{1,3})\b")
_LONGEST = 500
_SETTING_UP: tuple[Phase, ...] = ("connect", "tls", "login", "sender")
# The first that fits: those of one family stand before their parents.
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "dns"),
    (ConnectionRefusedError, "refused"),
    (TimeoutError, "timeout"),
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "tls"),
    (smtplib.SMTPServerDisconnected, "closed"),
    (OSError, "unreachable"),
)


@dataclass(frozen=True)
class Outcome:
    """How a server took a message.

    Parameters
    ----------
    result
        ``delivered``; ``refused`` for good; ``later``: nothing was taken, it may be tried again; ``lost``:
        the connection broke when the server may have taken it.
    cause
        What stood in the way, by a word that screens explain.
    about_setup
        Whether it has nothing to do with this message: every other one would meet it too.
    code, answer
        What the server said, if it said anything.
    """

    result: Result
    cause: str = ""
    about_setup: bool = False
    code: int | None = None
    answer: str = ""

    @property
    def bounced(self) -> bool:
        """Whether the server says that there is no such address.

        Only its enhanced code is believed: plain refusals are also given to senders that are not liked.
        """
        found = _ENHANCED.match(self.answer)
        return self.cause == "recipient" and bool(found) and found.group(1).startswith("5.1.")  # type: ignore[union-attr]


DELIVERED = Outcome("delivered")


class Answered(Exception):  # noqa: N818 - a turn of a conversation, caught in the next line
    """The server said no."""

    def __init__(self, code: int, answer: bytes) -> None:
        super().__init__(code)
        self.code = code
        self.answer = answer


def outcome_of(phase: Phase, error: Exception) -> Outcome:
    """Return what an error in a part of the conversation means."""
    if isinstance(error, Answered):
        return _refusal(phase, error.code, error.answer)
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return _refusal(phase, error.smtp_code, told if isinstance(told, bytes) else str(told).encode())
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome("later", "no_starttls" if phase == "tls" else "no_login", about_setup=True)
    if isinstance(error, UnicodeError):  # older mechanisms of signing in know no such letters
        return Outcome("later", "login", about_setup=True)
    if phase == "content":
        return Outcome("lost", "lost")
    about_setup = phase in _SETTING_UP
    return Outcome("later", _cause(error), about_setup=about_setup, answer=_told(str(error)))


def _cause(error: Exception) -> str:
    # Python says "disconnected" of a server that it waited for in vain, too.
    if isinstance(error.__context__, TimeoutError):
        return "timeout"
    return next((cause for kind, cause in _KINDS if isinstance(error, kind)), "unreachable")


def _refusal(phase: Phase, code: int, answer: bytes) -> Outcome:
    about_setup, text = phase in _SETTING_UP, _told(answer.decode("utf-8", "replace"))
    if 400 <= code < 500 or about_setup:
        cause = "busy" if 400 <= code < 500 else phase
        return Outcome("later", cause, about_setup=about_setup, code=code, answer=text)
    return Outcome("refused", phase, code=code, answer=text)


def _told(answer: str) -> str:
    return " ".join(answer.split())[:_LONGEST]
