"""The touchpoint: one row of the log, column by column.

This table is the only place where the columns are named. The Arrow schema, the documentation and
the erasure of personal data read it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = 1

INSTANT = pa.timestamp("us", tz="UTC")
MONEY = pa.int64()
ITEM = pa.struct(
    [
        pa.field("line", pa.int32()),
        pa.field("product_id", pa.string()),
        pa.field("variant", pa.string()),
        pa.field("sku", pa.string()),
        pa.field("category", pa.string()),
        pa.field("quantity", pa.float64()),
        pa.field("price", MONEY),
        pa.field("discount", MONEY),
    ]
)


@dataclass(frozen=True)
class Column:
    """One column of the log: its name, type and meaning, and whether it may hold personal data."""

    name: str
    type: pa.DataType
    meaning: str
    personal: bool = False
    required: bool = False


def _text(name: str, meaning: str, *, personal: bool = False, required: bool = False) -> Column:
    return Column(name, pa.string(), meaning, personal, required)


def _money(name: str, meaning: str) -> Column:
    return Column(name, MONEY, f"{meaning} (minor units of `currency`)")


COLUMNS: tuple[Column, ...] = (
    _text("message_id", "identifies the touchpoint within its source, for ever", required=True),
    _text("source", "where it came from: an import, a write key, a webhook", required=True),
    _text("type", "Segment's call type: track, page, identify, screen, group or alias", required=True),
    _text("event", "the event's name in the catalogue, such as 'Order Completed'", required=True),
    _text("origin", "who did it: customer, shop or system (robots, too, which count nowhere)", required=True),
    _text("trust", "how sure we are that it happened: browser, server or signed", required=True),
    Column(
        "profile_id", pa.int64(), "the leaf profile given at append; merges are resolved later", required=True
    ),
    _text("anonymous_id", "the visitor: one browser of one person, or of several", personal=True),
    _text("user_id", "the shop's own id of the person", personal=True),
    Column("timestamp", INSTANT, "when it happened, corrected for the sender's clock", required=True),
    Column("received_at", INSTANT, "when Parcours took it in", required=True),
    Column("sent_at", INSTANT, "when the sender sent it, by the sender's clock"),
    Column("original_timestamp", INSTANT, "when it happened, by the sender's clock"),
    _text("stage", "the lifecycle stage that the event speaks of: awareness to advocacy"),
    _text("channel", "where the visit came from, by the channel table"),
    _text("utm_source", "campaign source"),
    _text("utm_medium", "campaign medium"),
    _text("utm_campaign", "campaign name"),
    _text("utm_term", "paid keyword"),
    _text("utm_content", "which of several links"),
    _text("click_id", "the ad platform's click id, as 'kind:value'", personal=True),
    _text("referrer", "address of the page before", personal=True),
    _text("landing", "first address of the visit", personal=True),
    _text("page_path", "path of the page", personal=True),
    _text("page_title", "title of the page"),
    _text("search_query", "what was searched for", personal=True),
    Column("search_results", pa.int32(), "how many results the search showed"),
    _text("session_id", "the visit: ends after 30 minutes of silence", personal=True),
    _text("device", "phone, tablet, desktop, robot or other"),
    _text("os", "operating system"),
    _text("browser", "browser family"),
    _text("country", "ISO 3166 two-letter code"),
    _text("language", "BCP 47 tag, such as 'fr' or 'he-IL'"),
    _text("shop_id", "which shop of several; with `order_id` it names an order once"),
    _text("order_id", "the shop's own order number"),
    _text("checkout_id", "one checkout, through all its steps"),
    _text("cart_id", "one cart"),
    _text("checkout_step", "name or number of the checkout step"),
    _text("checkout_field", "name of a field of the checkout; never what was typed into it"),
    _text("payment_method", "how it was or will be paid"),
    Column("is_guest", pa.bool_(), "ordered without an account"),
    Column("items", pa.list_(pa.field("item", ITEM)), "the lines of a cart or order"),
    _money("total", "everything the customer pays, tax and shipping included"),
    _money("revenue", "goods after discounts, without tax and shipping"),
    _money("tax", "tax"),
    _money("shipping", "shipping"),
    _money("discount", "discounts"),
    _money("refund", "money given back by this touchpoint"),
    _text("currency", "ISO 4217 code"),
    Column(
        "revenue_shop",
        MONEY,
        "`revenue` less `refund` in the shop's currency (minor units), at the rate of its day",
    ),
    _text("coupon", "coupon code"),
    _text("carrier", "who delivers"),
    Column("promised_at", INSTANT, "when delivery was promised"),
    Column(
        "score", pa.float64(), "what was given: stars of a review, answer of an NPS, CSAT or CES question"
    ),
    _text("text", "what was written or said", personal=True),
    _text("message_ref", "the message that this answers or reports on"),
    _text("flow_id", "the flow that caused it"),
    _text("survey_id", "the survey that asked"),
    _text("experiment_id", "the experiment it belongs to"),
    _text("properties", "everything else, as a JSON object", personal=True),
)

SCHEMA: pa.Schema = pa.schema([pa.field(c.name, c.type, nullable=not c.required) for c in COLUMNS])

STAGES = ("awareness", "consideration", "conversion", "retention", "advocacy")
STEPS = ("first_contact", "browsing", "obstacles", "order", "delivery", "loyalty", "recommendation")
TYPES = ("track", "page", "identify", "screen", "group", "alias")
ORIGINS = ("customer", "shop", "system")
TRUSTS = ("browser", "server", "signed")
