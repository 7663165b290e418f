"""What can be broken on purpose, so that what it does to customers can be found again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parcours.errors import InputError


@dataclass(frozen=True)
class Fault:
    """One thing that real shops break; ``effect`` is what a customer meets."""

    name: str
    effect: str


FAULTS: tuple[Fault, ...] = (
    Fault(
        "broken_mobile_step",
        "On screens up to 600 px wide the button of the payment step does nothing: an invisible layer"
        " covers it, and sending the form ends in a script error.",
    ),
    Fault("empty_search", "The search knows no synonyms: what is not written on a product is not found."),
    Fault(
        "misleading_size",
        "No product page leads to the size guide, and its measures are those of the next size.",
    ),
    Fault("payment_failure", "Every second card payment of a visit is declined, the first one included."),
    Fault("stock_out", "The best sellers are sold out."),
    Fault("coupon_refused", "Every coupon is refused."),
    Fault("slow_pages", "Every page takes two seconds longer."),
    Fault("javascript_error", "Every page throws a script error."),
    Fault("hidden_shipping", "The cost of delivery is shown at the last step of the checkout only."),
    Fault("no_guest", "Nobody can order without an account."),
)
_NAMES = frozenset(fault.name for fault in FAULTS)
_STATES = {"on": True, "off": False}


def parse_faults(pairs: Iterable[str]) -> dict[str, bool]:
    """Read what is to be switched.

    >>> parse_faults(["stock_out=on", "no_guest=off"])
    {'stock_out': True, 'no_guest': False}
    """
    return dict(_parse(pair) for pair in pairs)


def _parse(pair: str) -> tuple[str, bool]:
    name, _, state = pair.partition("=")
    if name not in _NAMES or state not in _STATES:
        raise InputError(
            f"'{pair}' switches no fault.",
            expected="Expected a fault and its state, such as stock_out=on.",
            advice=f"The faults are {', '.join(fault.name for fault in FAULTS)}.",
        )
    return name, _STATES[state]


def active(started: Iterable[str], switched: Mapping[str, bool]) -> frozenset[str]:
    """Return the faults that are on: those of the process, unless a visit switched them.

    >>> sorted(active({"no_guest", "stock_out"}, {"stock_out": False, "slow_pages": True}))
    ['no_guest', 'slow_pages']
    """
    kept = {name for name in started if switched.get(name, True)}
    return frozenset(kept | {name for name, on in switched.items() if on})
