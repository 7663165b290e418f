"""Whether a message leaves: every reason why it may not, in the order of their weight."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from parcours.messaging.models import Message, Suppression

_State, _Kind, _Reason = Message.State, Message.Kind, Suppression.Reason


@dataclass(frozen=True)
class Standing:
    """How things stand for one message.

    Parameters
    ----------
    has_server, is_tested, is_verified
        Whether there is a mail server, a message has gone through it, and the sender was shown to be ours.
    has_address
        Whether somebody outside could unsubscribe.
    suppressed
        Why the address is not written to.
    agrees
        Whether the person agreed to marketing; None where nothing was said.
    """

    has_server: bool
    is_tested: bool
    is_verified: bool
    has_address: bool
    suppressed: Collection[str] = ()
    agrees: bool | None = None


def verdict(message: Message, standing: Standing) -> tuple[Message.State, str]:
    """Return what becomes of a message now, and why: it is sent where nothing is against it."""
    if message.kind == _Kind.ACCESS:
        ready = standing.has_server and standing.is_tested
        return (_State.SENDING, "") if ready else (_State.FAILED, "no_server")
    if why := _withheld(message, standing):
        return _State.WITHHELD, why
    if not standing.has_server:
        return _State.CAPTURED, "no_server"
    return (_State.SENDING, "") if standing.is_verified else (_State.CAPTURED, "unverified")


def _withheld(message: Message, standing: Standing) -> str:
    if _Reason.BOUNCED in standing.suppressed:
        return "bounced"
    if message.kind != _Kind.MARKETING:
        return ""
    if _Reason.UNSUBSCRIBED in standing.suppressed:
        return "unsubscribed"
    if message.profile is None:
        return ""
    if not standing.agrees:
        return "no_consent"
    return "" if standing.has_address else "no_way_out"
