"""Each touchpoint and each thing to collect that the mission names has its event or channel."""

from __future__ import annotations

import pytest

from parcours.touchpoints import CHANNELS, EVENTS

# Touchpoints by stage: where a word names a way to come, a channel stands for it.
BY_STAGE = {
    "awareness": {
        "social networks": ("organic social", "paid social"),
        "search results": ("organic search",),
        "ads": ("paid search", "display", "Advertising"),
        "influencers": ("influencer",),
        "content": ("content", "video", "Content"),
        "word of mouth": ("word of mouth",),
    },
    "consideration": {
        "site": ("Site",),
        "product pages": ("Product page", "Category page"),
        "reviews and ratings": ("Reviews read", "review site"),
        "comparison sites": ("comparison site", "Comparison"),
        "forums": ("forum",),
    },
    "conversion": {
        "cart": ("Cart",),
        "checkout": ("Checkout",),
        "payment options": ("Payment",),
        "delivery details": ("Checkout", "Delivery"),
        "stock": ("Stock",),
        "support": ("Service",),
    },
    "retention": {
        "personal e-mails": ("email", "E-mail"),
        "loyalty programme": ("Loyalty programme",),
        "exclusive offers": ("email", "sms", "push"),
        "targeted campaigns": ("E-mail", "SMS and push"),
    },
    "advocacy": {
        "social posts": ("Community",),
        "reviews": ("Review",),
        "referral programme": ("Referral",),
        "communities": ("Community",),
    },
}

COLLECTED = {
    "page and product views": "Page Viewed; Product Viewed; Product List Viewed",
    "searches": "Products Searched",
    "carts": "Product Added; Product Removed; Cart Viewed; Cart Updated",
    "checkout steps": "Checkout Started; Checkout Step Viewed; Checkout Step Completed",
    "orders": "Order Completed; Order Updated; Order Cancelled; Order Refunded",
    "payments": "Payment Info Entered; Payment Failed; Order Paid",
    "deliveries": "Order Shipped; Out for Delivery; Order Delivered; Delivery Delayed; Delivery Failed",
    "returns": "Return Requested; Return Received",
    "messages": "Email Delivered; Email Opened; Email Link Clicked; SMS Delivered; Push Notification Tapped",
    "ad clicks": "Ad Clicked",
    "comparisons": "Products Compared",
    "reviews read": "Review Read",
    "content seen": "Content Viewed",
    "support contacts": "Contact Opened; Live Chat Conversation Started; Complaint Opened",
    "survey answers": "Survey Answered; NPS Answered",
    "reviews": "Product Reviewed; Review Published",
    "referrals": "Referral Shared; Referral Claimed",
    "social mentions": "Social Mention",
}

ALL = [(stage, touchpoint, names) for stage, each in BY_STAGE.items() for touchpoint, names in each.items()]


@pytest.mark.parametrize(("stage", "touchpoint", "names"), ALL)
def test_a_touchpoint_of_the_map_stands_in_its_stage(stage, touchpoint, names):
    placed = {(channel.name, channel.stage) for channel in CHANNELS} | {(e.group, e.stage) for e in EVENTS}
    assert {(name, stage) for name in names} <= placed, touchpoint


@pytest.mark.parametrize("thing", COLLECTED)
def test_what_is_collected_has_an_event(thing):
    assert {name.strip() for name in COLLECTED[thing].split(";")} <= {each.name for each in EVENTS}
