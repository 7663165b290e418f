"""What people say of coupons."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.commerce.models import CouponNote
from parcours.state.actor import Actor


@dataclass(frozen=True)
class NoteRow:
    """What a coupon is for."""

    code: str
    note: str


def coupon_notes(actor: Actor) -> tuple[NoteRow, ...]:
    """Return all notes, by code."""
    actor.check("see")
    return tuple(NoteRow(*row) for row in CouponNote.objects.order_by("code").values_list("code", "note"))
