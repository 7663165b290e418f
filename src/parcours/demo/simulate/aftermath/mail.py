"""An e-mail's life in the log: sent, taken or refused by its recipient's server, opened, clicked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parcours.demo.dice import Dice, Flags, Floats, Ints
from parcours.demo.simulate.aftermath.rolls import Rolls
from parcours.demo.simulate.log import Coded, Log, Value
from parcours.demo.simulate.state import NEVER
from parcours.touchpoints import MINUTE, SECOND

BAD_ADDRESS = 0.009
"""The share of addresses that nobody reads: the first e-mail comes back, and no other is sent."""


@dataclass(frozen=True)
class Mails:
    """E-mails, one element each; NEVER where it did not happen."""

    person: Ints
    number: Ints  # of the message, unique in the shop
    sent: Ints
    opened: Ints
    clicked: Ints
    bounced: Flags


def bad_address(dice: Dice, number: Ints) -> Flags:
    """Say whose address does not exist."""
    return dice.happens("bad_address", BAD_ADDRESS, number)


def opened(rolls: Rolls, letter: str, chance: Floats | float, sent: Ints, acted: Ints) -> Ints:
    """Return when e-mails are opened, NEVER: they are not; who acts on one has opened it just before."""
    later = sent + 3 * MINUTE + rolls.delay(f"opens {letter} after", 6.0)
    before = acted - rolls.hours(f"reads {letter}", 0.003, 0.1)
    return np.where(acted != NEVER, before, np.where(rolls.happens(f"opens {letter}", chance), later, NEVER))


def write(log: Log, dice: Dice, mails: Mails, *, subject: Coded, flow: str | None = None) -> None:
    """Write what becomes of e-mails."""
    taken = mails.sent + ((2 + 70 * dice.uniform("taken", mails.number)) * SECOND).astype(np.int64)
    moments = {
        "Email Sent": mails.sent,
        "Email Delivered": np.where(mails.bounced, NEVER, taken),
        "Email Bounced": np.where(mails.bounced, taken, NEVER),
        "Email Opened": mails.opened,
        "Email Link Clicked": mails.clicked,
    }
    of_flow: dict[str, Value] = {} if flow is None else {"flow_id": flow}
    for event, when in moments.items():
        which = np.flatnonzero(when != NEVER)
        log.add(
            event,
            mails.person[which],
            when[which],
            device=None,
            account=None,
            message_ref=mails.number[which],
            p_email_subject=Coded(subject.codes[which], subject.values),
            **of_flow,
        )
