"""What the truth reads of a simulation; the tables of `simulate.diary.Diary` answer to these names."""

from __future__ import annotations

from typing import Protocol

from parcours.demo.dice import Flags, Floats, Ints
from parcours.demo.stories import Stories


class Acts(Protocol):
    """Everything of one event that was written, one element a touchpoint.

    A row belongs to whom it names: ``user`` (number of the account, -1 where the row has no user id),
    else to its ``browser`` (number of the anonymous id, unique in the shop; -1: the shop did it).
    """

    person: Ints  # People.number
    browser: Ints
    user: Ints
    visit: Ints  # unique in the shop, -1 outside of visits
    moment: Ints


class Visits(Protocol):
    """Every visit that began before the end."""

    person: Ints
    browser: Ints
    user: Ints
    visit: Ints
    moment: Ints
    device: Ints
    source: Ints  # place in world.SOURCES


class Orders(Protocol):
    """Every order that was placed, with what became of it before the end (NEVER: did not happen)."""

    person: Ints
    browser: Ints
    user: Ints
    visit: Ints
    moment: Ints
    order: Ints  # number within the shop: the order id follows from it
    goods: Ints  # the log's revenue, minor units
    delivered: Ints
    promised: Ints
    cancelled: Ints  # moment
    refunded: Ints  # moment of the refund
    refund: Ints  # minor units
    carrier: Ints
    product: Ints  # first line
    coupon: Ints


class Assignments(Protocol):
    """Everybody who came into a flow, once a time."""

    person: Ints
    flow: Ints
    moment: Ints
    treated: Flags
    ordered: Flags  # within the flow's window
    chance: Floats  # to order within the window without the message
    chance_treated: Floats  # and with it


class Diary(Protocol):
    """What happened, as the simulator knows it.

    ``acts`` by event: the funnel's (Product Viewed, Product Added, Checkout Started), every act of
    journeys/stages/template.yaml, complaints, reviews with stars (``score``), searches (query, results).
    ``lost`` by story: the visits in which it made somebody leave who would have gone on.
    """

    start: int
    end: int
    stories: Stories
    people: int
    acts: dict[str, Acts]
    visits: Visits
    orders: Orders
    assignments: Assignments
    lost: dict[str, Ints]
