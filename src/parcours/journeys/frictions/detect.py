"""Which touchpoints are frictions, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parcours.journeys.frictions import kernel as k
from parcours.journeys.memory import remembered
from parcours.journeys.orders.columns import optional
from parcours.journeys.orders.rows import positions
from parcours.journeys.sequences import Flags, Ints, Sequences
from parcours.kernels.kernel import filled
from parcours.touchpoints import event

VISIT = 30 * 60 * 1_000_000
PAGES = ("Page Viewed", "Product Viewed", "Product List Viewed")
CHECKOUT = ("Checkout Started", "Checkout Step Viewed", "Checkout Step Completed", "Payment Info Entered")
FIELDS = ("Checkout Field Completed", "Checkout Field Refused", "Checkout Field Abandoned")
COUPONS = ("Coupon Entered", "Coupon Applied", "Coupon Denied")


@dataclass(frozen=True)
class Kind:
    """One kind of friction.

    Parameters
    ----------
    name, meaning
        What it is called, and what exactly it is.
    events
        The events that are it by themselves.
    compared
        Journeys without it are compared if they have one of these events: they came as far.
    where
        The column that says where it happened.
    needs
        The column without which it cannot be seen.
    seen_in
        The events in which it shows; without any of them the log cannot know of it.
    decided_by
        The event whose first touchpoint in a journey says whether the journey met it. Without one, any
        touchpoint does: then journeys with more touchpoints meet it more often, and are keener as well.
    """

    name: str
    meaning: str
    events: tuple[str, ...]
    compared: tuple[str, ...]
    where: str
    seen_in: tuple[str, ...]
    needs: str = ""
    decided_by: str = ""


KINDS: tuple[Kind, ...] = (
    Kind(
        "search_without_result",
        "a search that showed no product",
        events=(),
        compared=("Products Searched",),
        where="search_query",
        seen_in=("Products Searched",),
        needs="search_results",
        decided_by="Products Searched",
    ),
    Kind(
        "back_and_forth",
        "four page views A, B, A, B in a row in one visit, reloads aside; each view counts in one of them",
        events=(),
        compared=PAGES,
        where="page_path",
        seen_in=PAGES,
        needs="page_path",
    ),
    Kind(
        "payment_error",
        "a payment that did not go through",
        events=("Payment Failed",),
        compared=(*CHECKOUT, "Payment Failed"),
        where="payment_method",
        seen_in=("Payment Failed",),
    ),
    Kind(
        "stock_out",
        "a wanted product that is not in stock",
        events=("Out of Stock Viewed",),
        compared=("Product Viewed", "Out of Stock Viewed"),
        where="page_path",
        seen_in=("Out of Stock Viewed",),
    ),
    Kind(
        "coupon_refused",
        "a coupon that was refused",
        events=("Coupon Denied",),
        compared=COUPONS,
        where="coupon",
        seen_in=("Coupon Denied",),
    ),
    Kind(
        "repeated_step",
        "a step of the checkout seen again in the same visit, before the order",
        events=(),
        compared=CHECKOUT,
        where="checkout_step",
        seen_in=CHECKOUT,
    ),
    Kind(
        "long_silence",
        "a long pause after a touchpoint of the checkout, within the visit; or the page told of it",
        events=("Checkout Idle",),
        compared=(*CHECKOUT, "Checkout Idle"),
        where="checkout_step",
        seen_in=(*CHECKOUT, "Checkout Idle"),
    ),
    Kind(
        "field_refused",
        "a field of the checkout that did not accept what was typed in",
        events=("Checkout Field Refused",),
        compared=(*CHECKOUT, *FIELDS),
        where="checkout_field",
        seen_in=FIELDS,
    ),
    Kind(
        "page_error",
        "an error of a page: a script that broke, a part that did not load",
        events=("Page Failed",),
        compared=(*PAGES, "Page Failed"),
        where="page_path",
        seen_in=("Page Failed",),
    ),
)
SEARCH = 0


@dataclass(frozen=True, eq=False)
class Found:
    """Frictions, sorted by position; ``kind`` numbers `KINDS`, ``other`` codes the other page of the two."""

    position: Ints
    kind: Ints
    other: Ints


def find(sequences: Sequences, *, as_of: int, long_silence: int) -> Found:
    """Return the frictions that some profiles met until a moment; lengths in microseconds."""
    asked = as_of, long_silence
    return remembered(sequences, "frictions", asked, lambda: _find(sequences, as_of, long_silence))


def _find(sequences: Sequences, as_of: int, long_silence: int) -> Found:
    table = np.concatenate([_by_pass(sequences, as_of, long_silence), _by_event(sequences, as_of)])
    owner = np.searchsorted(sequences.offsets, table[:, k.POSITION], side="right") - 1
    table = table[~sequences.hidden[owner]]
    table = table[np.argsort(table[:, k.POSITION], kind="stable")]
    return Found(table[:, k.POSITION], table[:, k.KIND], table[:, k.OTHER])


def recorded(sequences: Sequences) -> Flags:
    """Return which kinds the log could show at all: it has their events, and the columns they need."""
    names = {name for name, system in zip(sequences.names, sequences.system, strict=True) if not system}
    return np.array(
        [
            not names.isdisjoint(kind.seen_in)
            and not (kind.needs and optional(sequences, kind.needs).is_missing)
            for kind in KINDS
        ]
    )


def notes(found: Found) -> npt.NDArray[np.int64]:
    """Return (position, bits of kinds) for the cutting of journeys; one row a touchpoint."""
    position, first = np.unique(found.position, return_index=True)
    bits = np.bitwise_or.reduceat(1 << found.kind, first) if len(first) else np.empty(0, np.int64)
    return np.column_stack([position, bits])


def _by_pass(sequences: Sequences, as_of: int, long_silence: int) -> npt.NDArray[np.int64]:
    piece = (
        *(sequences.times, sequences.events, sequences.offsets, sequences.hidden),
        np.array([_role(sequences, code) for code in range(len(sequences.names))], dtype=np.uint8),
        codes(sequences, "page_path"),
        codes(sequences, "checkout_step"),
        *(as_of, VISIT, long_silence),
    )
    scratch = np.zeros(k.PAGES, np.int64), np.zeros(k.STEPS, np.int64)
    done = np.zeros(2, np.int64)
    room = np.empty((len(sequences) + 1_000, k.COLUMNS), np.int64)
    found = filled(lambda table: k.detect(*piece, *scratch, done, table), room, len(sequences))
    return found[: done[k.FRICTIONS]]


def codes(sequences: Sequences, name: str) -> npt.NDArray[np.uint32]:
    """Return a column's codes of the slice; none at all where no touchpoint has a value."""
    column = optional(sequences, name)
    if column.is_missing:
        return np.empty(0, dtype=np.uint32)
    start, stop = sequences.offsets[0], sequences.offsets[-1]
    return np.ascontiguousarray(column.codes[start:stop], dtype=np.uint32)


def _role(sequences: Sequences, code: int) -> int:
    name = sequences.names[code]
    known = event(name)
    if sequences.system[code] or (known is not None and known.origin != "customer"):
        return 0
    # Where steps are told as seen, their completion repeats nothing.
    completed = "Checkout Step Viewed" in sequences.names
    steps = {"Checkout Step Completed"} if completed else {"Checkout Step Viewed"}
    return (
        k.BY_CUSTOMER
        | k.PAGE * (name in PAGES)
        | k.STEP * (name in set(CHECKOUT) - steps)
        | k.CHECKOUT * (name in CHECKOUT)
        | k.ORDER * (name == "Order Completed")
    )


def _by_event(sequences: Sequences, as_of: int) -> npt.NDArray[np.int64]:
    kinds = np.full(len(sequences.names), -1, dtype=np.int64)
    for number, one in enumerate(KINDS):
        kinds[sequences.codes(*one.events)] = number
    kinds[sequences.codes("Products Searched")] = SEARCH
    at = positions(sequences, kinds >= 0)
    at = at[sequences.times[at] <= as_of]
    kind = kinds[sequences.events[at]]
    results = optional(sequences, "search_results")
    at_zero = np.array([value == 0 for value in results.values.tolist()])
    at_zero[0] = False
    keep = (kind != SEARCH) | at_zero[results.codes[at]]
    return np.column_stack([at[keep], kind[keep], np.zeros(int(keep.sum()), dtype=np.int64)])
