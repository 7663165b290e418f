"""Loyalty programme, referrals, and what customers do for the shop in public."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_loyalty = events_of("advocacy", g.LOYALTY)
_referral = events_of("advocacy", g.REFERRAL)
_community = events_of("advocacy", g.COMMUNITY)

_POINTS = (
    p.number("points", "how many"),
    p.text("entry_id", "the entry of the ledger"),
    p.REASON,
    p.ORDER_ID,
)
_REFERRAL = (
    p.text("referral_id", "the referral"),
    p.text("code", "the advocate's code"),
    p.text("advocate_id", "who recommends"),
    p.text("friend_id", "who was recommended to"),
    p.ORDER_ID,
)

LOYALTY: tuple[Event, ...] = (
    _loyalty("Loyalty Joined", "joined the loyalty programme", generic=("loyalty signup", "join loyalty")),
    _loyalty(
        "Points Earned",
        "earned points",
        _POINTS,
        origin="shop",
        ga4=("earn_virtual_currency",),
        generic=("points", "earn points"),
    ),
    _loyalty(
        "Points Redeemed",
        "spent points",
        _POINTS,
        ga4=("spend_virtual_currency",),
        generic=("redeem", "redeem points", "reward redeemed"),
    ),
    _loyalty("Points Expired", "points ran out", _POINTS, origin="shop"),
    _loyalty("Points Reversed", "points were taken back, as after a return", _POINTS, origin="shop"),
    _loyalty(
        "Tier Changed",
        "rose or fell to another tier",
        (p.text("tier", "the tier now"), p.text("old_tier", "the tier before")),
        origin="shop",
        generic=("tier upgrade",),
    ),
)

REFERRALS: tuple[Event, ...] = (
    _referral(
        "Referral Shared",
        "sent a friend the link",
        (*_REFERRAL, *p.SHARE),
        segment=("Invite Sent",),
        generic=("referral", "refer a friend", "invite", "invite sent", "referral sent"),
    ),
    _referral(
        "Referral Claimed",
        "came by a friend's link",
        _REFERRAL,
        generic=("referral click", "invite accepted"),
    ),
    _referral("Referral Qualified", "the friend's order counts", _REFERRAL, origin="shop"),
    _referral("Referral Rewarded", "a reward for a referral was given", _REFERRAL, origin="shop"),
    _referral("Referral Rejected", "a referral does not count", (*_REFERRAL, p.REASON), origin="shop"),
)

COMMUNITY: tuple[Event, ...] = (
    _community(
        "Product Shared",
        "shared a product",
        (*p.SHARE, *p.PRODUCT),
        segment=("Shared Product",),
        ga4=("share",),
        generic=("shared",),
    ),
    _community("Cart Shared", "shared the cart", (*p.SHARE, p.CART_ID, p.PRODUCTS), segment=("Shared Cart",)),
    _community(
        "Content Shared",
        "shared something of the shop, or posted a picture of a product",
        (*p.SHARE, p.text("content_id", "the piece"), p.text("url", "where it shows")),
    ),
    _community(
        "Social Mention",
        "spoke of the shop in public",
        (
            p.text("network", "where"),
            p.text("url", "where it shows"),
            p.text("body", "what was said", "text"),
            p.number("reach", "followers who may see it"),
        ),
        generic=("mention", "social post", "tagged"),
    ),
    _community(
        "Contest Entered",
        "took part in a contest",
        (p.text("contest_id", "the contest"),),
        generic=("contest", "giveaway", "sweepstake"),
    ),
    _community("Contest Won", "won a contest", (p.text("contest_id", "the contest"),), origin="shop"),
    _community("Community Joined", "joined the shop's community", ga4=("join_group",)),
    _community(
        "Community Posted",
        "wrote in the shop's community",
        (p.text("body", "what", "text"),),
        generic=("forum post",),
    ),
)
