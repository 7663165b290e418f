"""The planted stories in words: what happens, and where Parcours shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plot:
    """One story: its name for people, what was planted, where one sees it."""

    title: str
    planted: str
    seen: str


PLOTS: dict[str, Plot] = {
    "broken_mobile_step": Plot(
        "A step of the checkout that is broken on phones",
        "For some days the payment step cannot be passed on phones. Most of those who come to it leave; some "
        "order later or at another device.",
        "The journey map tells it as an outage among the pain points; journeys.outages() names the step, the "
        "device and the days.",
    ),
    "late_carrier": Plot(
        "A carrier that delivers late",
        "One carrier arrives days after the promise. Who waited is less pleased, complains more, and comes "
        "back to buy less often.",
        "The journey map tells late deliveries as a pain point; journeys.frictions()['late_delivery'] names "
        "the carrier.",
    ),
    "empty_search": Plot(
        "A search that finds nothing",
        "Words that customers use find nothing although the shop sells it under another name. Most who "
        "search so leave.",
        "The journey map tells searches without a result as a pain point; "
        "journeys.frictions()['search_without_result'] lists the words.",
    ),
    "channel_without_return": Plot(
        "A channel whose buyers never come back",
        "Buyers who come from the deal site buy once, at a discount, and hardly ever again.",
        "Repeat orders by the channel of the first order: affiliate far below the others.",
    ),
    "misleading_size": Plot(
        "A product with a misleading size",
        "One model is smaller than it says; it comes back far more often than the others.",
        "The journey map tells returns as a pain point; journeys.frictions()['goods_returned'] names the "
        "product.",
    ),
    "coupon_wait": Plot(
        "A coupon that customers learn to wait for",
        "A coupon comes back at the end of every second month. Who met it puts an order off until it is "
        "back, and pays less for what would have been bought at the full price.",
        "Orders by day: a gap before the coupon's days and a heap on them, paid with the coupon.",
    ),
    "silent_promoters": Plot(
        "Promoters who never refer",
        "In one language the invitation to refer a friend is never sent. Its promoters are as many, their "
        "referrals none.",
        "Answers of 9 and 10 by language beside referrals by language.",
    ),
    "idle_flow": Plot(
        "A flow that adds nothing",
        "The win-back letter gets the credit for orders that would have come anyway: its true lift is 0. The "
        "letter about a cart truly adds orders.",
        "Orders of who got the letter beside those of the holdout: no difference for the win-back flow, one "
        "for the cart flow.",
    ),
    "identity_tangle": Plot(
        "Tangled identities",
        "Some tablets are shared by two people; some people have two accounts under two addresses.",
        "Shared tablets stay profiles of their own (Shop.identities.ambiguous()); double accounts are two "
        "profiles of one person.",
    ),
}
