"""What happened, as the simulator knows it: kept beside the log and never read from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.stories import Stories

ACTS = frozenset(
    {
        *("Product Viewed", "Product Added", "Checkout Started", "Order Completed", "Products Searched"),
        *("Products Compared", "Product Added to Wishlist", "Review Read", "Newsletter Subscribed"),
        *("Product Reviewed", "Review Published", "NPS Answered", "Survey Answered"),
        *("Referral Shared", "Referral Claimed", "Referral Qualified", "Product Shared", "Cart Shared"),
        *("Content Shared", "Social Mention", "Complaint Opened", "Complaint Resolved"),
        *("Order Delivered", "Order Cancelled", "Order Refunded", "Contact Opened", "Loyalty Joined"),
        *("Cart Viewed", "Cart Updated", "Wishlist Product Added to Cart", "Back in Stock Subscribed"),
    }
)
"""Events whose every touchpoint the diary keeps."""
_NONE = np.zeros(0, np.int64)
T = TypeVar("T", "Visited", "Ordered", "Assigned")


@dataclass(frozen=True)
class Table:
    """Arrays of one length under names; parts of it are joined chunk by chunk."""

    @classmethod
    def join(cls, parts: Iterable[Self]) -> Self:
        """Return all parts as one."""
        all_parts = list(parts)
        names = [field.name for field in fields(cls)]
        return cls(
            *(np.concatenate([getattr(part, name) for part in all_parts] or [_NONE]) for name in names)
        )

    def where(self, chosen: Flags) -> Self:
        """Return some of the elements."""
        return replace(self, **{name: column[chosen] for name, column in vars(self).items()})


@dataclass(frozen=True)
class Acts(Table):
    """Everything of one event that was written, one element a touchpoint.

    A row belongs to whom it names: ``user`` (number of the account, -1 where the row has no user id),
    else to its ``browser`` (number of the anonymous id, -1: the shop did it). -1 (of ``score`` NaN) is no
    value.
    """

    person: Ints
    browser: Ints
    user: Ints
    visit: Ints
    moment: Ints
    device: Ints
    score: Floats
    query: Ints
    results: Ints


@dataclass(frozen=True)
class Met(Table):
    """Which browser was seen together with which account in any touchpoint, each pair once; -1 is none."""

    browser: Ints
    user: Ints


@dataclass(frozen=True)
class Visited(Table):
    """Every visit that began before the end; ``user`` is who the device knew at its beginning.

    ``depth`` says how far it came: one of `aftermath.course.LOOKED` to `ORDERED`.
    """

    person: Ints
    turn: Ints
    browser: Ints
    user: Ints
    visit: Ints
    moment: Ints
    ended: Ints
    device: Ints
    language: Ints
    source: Ints
    depth: Ints
    searched: Flags


@dataclass(frozen=True)
class Ordered(Table):
    """Every order that was placed before the end, with what became of it by then (NEVER: did not happen).

    ``goods`` is the log's revenue, ``total`` what was paid, both in cents; ``product`` is the first line's.
    """

    person: Ints
    browser: Ints
    user: Ints
    visit: Ints
    moment: Ints
    order: Ints
    nth: Ints
    goods: Ints
    total: Ints
    discount: Ints
    delivered: Ints
    promised: Ints
    cancelled: Ints
    refunded: Ints
    refund: Ints
    carrier: Ints
    product: Ints
    coupon: Ints


@dataclass(frozen=True)
class Assigned(Table):
    """Everybody who came into a flow, once a time; ``adds`` is what it adds to the chance to order."""

    person: Ints
    flow: Ints
    moment: Ints
    treated: Flags
    adds: Floats


@dataclass(frozen=True)
class Said(Table):
    """Every text that was written before the end; coded as in `parcours.demo.texts`."""

    person: Ints
    moment: Ints
    kind: Ints
    topics: npt.NDArray[np.int8]  # (n, 3), -1: none
    polarities: npt.NDArray[np.int8]  # (n, 3)
    text: npt.NDArray[np.object_]


@dataclass(frozen=True)
class Diary:
    """What happened.

    ``acts`` are those of ACTS by event, none where no log was written; ``query`` is a place in ``texts``.
    ``lost`` names by story the visits in or after which it made somebody leave who would have gone on: one
    draw decides both. ``touched`` names by story the people whom it can have changed: everybody else lives
    the same life without it. ``people`` are how many there are.
    """

    start: int
    end: int
    stories: Stories
    people: int
    texts: tuple[str, ...]
    acts: Mapping[str, Acts]
    met: Met
    visits: Visited
    orders: Ordered
    assignments: Assigned
    said: Said
    lost: Mapping[str, Ints]
    touched: Mapping[str, Ints]

    def with_other_lives(self, people: Ints, lived: Diary) -> Diary:
        """Return the diary of a shop in which some people lived as another diary says; it has no acts."""

        def rest(table: T) -> T:
            return table.where(~np.isin(table.person, people))

        return replace(
            lived,
            people=self.people,
            visits=Visited.join([rest(self.visits), lived.visits]),
            orders=Ordered.join([rest(self.orders), lived.orders]),
            assignments=Assigned.join([rest(self.assignments), lived.assignments]),
        )
