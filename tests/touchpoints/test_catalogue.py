"""The event catalogue keeps what every reader of it relies on."""

from __future__ import annotations

import pytest

from parcours.touchpoints import (
    COLUMNS,
    DIALECTS,
    EVENTS,
    GROUPS,
    ITEM,
    ORIGINS,
    STAGES,
    STEPS,
    canonical,
    event,
    group_of,
)
from parcours.touchpoints.events.catalogue import aliases, key

# https://segment.com/docs/connections/spec/ecommerce/v2, .../spec/email, .../spec/live-chat
PRODUCT = "product_id sku category name brand variant price quantity coupon position url image_url"
WISH = f"wishlist_id wishlist_name {PRODUCT}"
PROMOTION = "promotion_id creative name position"
STEP = "checkout_id step shipping_method payment_method"
AMOUNTS = "revenue shipping tax discount coupon currency products"
ORDER = f"order_id affiliation total {AMOUNTS}"
COUPON = "order_id cart_id coupon_id"
EMAIL = "email_id email_subject campaign_id campaign_name"
CHAT = "agent_id agent_name agent_username conversation_id conversation_duration message_id"
SEGMENT = {
    "Products Searched": "query",
    "Product List Viewed": "list_id category products",
    "Product List Filtered": "list_id category filters sorts products",
    "Promotion Viewed": PROMOTION,
    "Promotion Clicked": PROMOTION,
    "Product Clicked": PRODUCT,
    "Product Viewed": f"{PRODUCT} currency value",
    "Product Added": f"cart_id {PRODUCT}",
    "Product Removed": f"cart_id {PRODUCT}",
    "Cart Viewed": "cart_id products",
    "Checkout Started": f"order_id affiliation value {AMOUNTS}",
    "Checkout Step Viewed": STEP,
    "Checkout Step Completed": STEP,
    "Payment Info Entered": f"{STEP} order_id",
    "Order Completed": f"checkout_id subtotal {ORDER}",
    "Order Updated": ORDER,
    "Order Refunded": "order_id total currency products",
    "Order Cancelled": ORDER,
    "Coupon Entered": COUPON,
    "Coupon Applied": f"{COUPON} coupon_name discount",
    "Coupon Denied": f"{COUPON} coupon_name reason",
    "Coupon Removed": f"{COUPON} coupon_name discount",
    "Product Added to Wishlist": WISH,
    "Product Removed from Wishlist": WISH,
    "Wishlist Product Added to Cart": f"{WISH} cart_id",
    "Product Shared": "share_via share_message recipient product_id sku category name brand price",
    "Cart Shared": "share_via share_message recipient cart_id products",
    "Product Reviewed": "product_id review_id review_body rating",
    "Email Bounced": EMAIL,
    "Email Delivered": EMAIL,
    "Email Link Clicked": f"{EMAIL} link_id link_url",
    "Email Marked as Spam": EMAIL,
    "Email Opened": EMAIL,
    "Unsubscribed": f"{EMAIL} list_id list_name",
    "Live Chat Conversation Started": CHAT,
    "Live Chat Conversation Ended": CHAT,
    "Live Chat Message Sent": CHAT,
    "Live Chat Message Received": CHAT,
    "Experiment Viewed": "experiment_id experiment_name variation_id variation_name",
}

OURS = """
    Page Viewed; Order Shipped; Out for Delivery; Order Delivered; Delivery Delayed; Delivery
    Failed; Return Requested; Return Received; Survey Shown; Survey Answered; NPS Answered; Review
    Asked; Review Read; Review Published; Products Compared; Content Viewed; Social Mention; Points
    Earned; Points Redeemed; Points Expired; Points Reversed; Tier Changed; Referral Shared;
    Referral Claimed; Referral Qualified; Referral Rewarded; Referral Rejected; Contest Entered;
    Contact Opened; Contact Answered; Contact Resolved; Complaint Opened; Complaint Resolved;
    Consent Given; Consent Withdrawn; Out of Stock Viewed; Product Back in Stock; Price Dropped;
    Payment Failed; Checkout Idle; Newsletter Subscribed; Ad Clicked; Ad Viewed
"""


def test_names_are_unique_however_they_are_written():
    names = [key(each.name) for each in EVENTS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", SEGMENT)
def test_segments_events_are_known_with_all_their_properties(name):
    known = event(name)
    assert known is not None
    assert set(SEGMENT[name].split()) <= {each.name for each in known.properties}


@pytest.mark.parametrize("name", [" ".join(name.split()) for name in OURS.split(";")])
def test_what_segment_lacks_is_known(name):
    assert event(name) is not None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialects_word_means_one_event(dialect):
    meant: dict[str, set[str]] = {}
    for name, known in aliases(dialect):
        meant.setdefault(key(name), set()).add(known.name)
    assert {word: events for word, events in meant.items() if len(events) > 1} == {}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_word_leads_to_its_event(dialect):
    for name, known in aliases(dialect):
        assert canonical(name, dialect) == known.name


def test_files_of_no_known_origin_may_use_the_catalogues_own_names():
    assert {canonical(each.name) for each in EVENTS} == {each.name for each in EVENTS}
    assert canonical("product_viewed") == canonical("productViewed") == "Product Viewed"


@pytest.mark.parametrize("known", EVENTS, ids=lambda known: known.name)
def test_events_stand_on_both_maps_and_fill_columns_that_exist(known):
    columns = {column.name for column in COLUMNS} | {f"items.{field.name}" for field in ITEM}
    assert known.stage in STAGES
    assert known.step in STEPS
    assert known.origin in ORIGINS
    assert known.group in {group.name for group in GROUPS}
    assert {each.column for each in known.properties} - {None} <= columns
    assert len({each.name for each in known.properties}) == len(known.properties)
    filled = [each.column for each in known.properties if each.column]
    assert len(set(filled)) == len(filled), "two properties would fill one column"


def test_meanings_are_one_sentence_without_an_end():
    for known in EVENTS:
        assert known.meaning
        assert not known.meaning.endswith(".")
        assert known.meaning[0].islower() or known.meaning.startswith(("SMS", "NPS"))


def test_every_group_has_events():
    assert {known.group for known in EVENTS} == {group.name for group in GROUPS}
    assert len(GROUPS) <= 26


# RetailRocket, REES46, Matomo, GA4 and Shopify name the same acts differently.
@pytest.mark.parametrize(
    ("name", "dialect", "expected"),
    [
        ("view", "generic", "Product Viewed"),
        ("addtocart", "generic", "Product Added"),
        ("add_to_cart", "generic", "Product Added"),
        ("transaction", "generic", "Order Completed"),
        ("purchase", "generic", "Order Completed"),
        ("remove_from_cart", "generic", "Product Removed"),
        ("Completed Order", "segment", "Order Completed"),
        ("view_item", "ga4", "Product Viewed"),
        ("begin_checkout", "ga4", "Checkout Started"),
        ("refund", "ga4", "Order Refunded"),
        ("checkout_completed", "shopify", "Order Completed"),
        ("orders/create", "shopify", "Order Completed"),
        ("carts/update", "shopify", "Cart Updated"),
        ("refunds/create", "shopify", "Order Refunded"),
        ("ecommerceOrder", "matomo", "Order Completed"),
        ("trackSiteSearch", "matomo", "Products Searched"),
    ],
)
def test_the_words_of_other_systems_are_understood(name, dialect, expected):
    assert canonical(name, dialect) == expected


def test_a_dialect_does_not_borrow_words_of_another():
    assert canonical("orders/create", "ga4") is None
    assert canonical("view", "segment") is None


@pytest.mark.parametrize(
    "word", ["open", "bounce", "sent", "received", "delivery", "impression", "lead", "click"]
)
def test_words_that_may_mean_several_things_are_left_to_the_owner(word):
    assert canonical(word) is None


def test_unknown_events_are_their_own_touchpoint():
    assert event("Lamp Rubbed") is None
    assert canonical("Lamp Rubbed") is None
    assert group_of("Lamp Rubbed") == "Lamp Rubbed"
