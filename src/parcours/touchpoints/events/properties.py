"""Properties that several events share, with the columns of the log that they fill."""

from __future__ import annotations

from parcours.touchpoints.events.event import Kind, Property


def text(name: str, meaning: str, column: str | None = None) -> Property:
    """A property of plain text."""
    return Property(name, "text", meaning, column)


def number(name: str, meaning: str, column: str | None = None) -> Property:
    """A property that is a number."""
    return Property(name, "number", meaning, column)


def integer(name: str, meaning: str, column: str | None = None) -> Property:
    """A property that is a whole number."""
    return Property(name, "integer", meaning, column)


def money(name: str, meaning: str, column: str | None = None) -> Property:
    """An amount in units of `currency`, as senders write it: 12.5."""
    return Property(name, "money", meaning, column)


def other(kind: Kind, name: str, meaning: str, column: str | None = None) -> Property:
    """A property of a rarer kind."""
    return Property(name, kind, meaning, column)


CURRENCY = text("currency", "ISO 4217 code of every amount", "currency")
COUPON = text("coupon", "coupon code", "coupon")
CATEGORY = text("category", "product category", "items.category")
PRODUCT_ID = text("product_id", "the shop's id of the product", "items.product_id")
CART_ID = text("cart_id", "the cart", "cart_id")
CHECKOUT_ID = text("checkout_id", "the checkout, through all its steps", "checkout_id")
ORDER_ID = text("order_id", "the shop's own order number", "order_id")
PRODUCTS = other("items", "products", "the products concerned, one object a line", "items")
REASON = text("reason", "why")

_IDENTITY = (
    PRODUCT_ID,
    text("sku", "stock keeping unit", "items.sku"),
    CATEGORY,
    text("name", "name of the product"),
    text("brand", "brand of the product"),
    text("variant", "variant, such as a colour", "items.variant"),
    money("price", "price of one", "items.price"),
    number("quantity", "how many", "items.quantity"),
)
_SHOWN = (
    number("position", "place in the list, from 1"),
    text("url", "address of the product page"),
    text("image_url", "address of the picture"),
)
PRODUCT = (*_IDENTITY, COUPON, *_SHOWN)
PRICED_PRODUCT = (*PRODUCT, CURRENCY, money("value", "price times quantity, after discounts"))

LIST = (text("list_id", "the list of products"), text("category", "the category shown"), PRODUCTS)
FILTERS = (
    other("list", "filters", "the filters in use, objects of `type` and `value`"),
    other("list", "sorts", "the sort orders in use, objects of `type` and `value`"),
)
CHECKOUT_STEP = (
    CHECKOUT_ID,
    text("step", "number or name of the step", "checkout_step"),
    text("shipping_method", "chosen delivery"),
    text("payment_method", "chosen payment", "payment_method"),
)
CHECKOUT_FIELD = (*CHECKOUT_STEP, text("field", "name of the field", "checkout_field"))
AMOUNTS = (
    money("revenue", "goods after discounts, without tax and shipping", "revenue"),
    money("shipping", "shipping", "shipping"),
    money("tax", "tax", "tax"),
    money("discount", "discounts", "discount"),
    COUPON,
    CURRENCY,
    PRODUCTS,
)
ORDER_HEAD = (ORDER_ID, text("affiliation", "the shop or branch that sold"))
TOTAL = money("total", "everything the customer pays, tax and shipping included", "total")
ORDER_BODY = (*ORDER_HEAD, TOTAL, *AMOUNTS)

COUPON_USE = (ORDER_ID, CART_ID, text("coupon_id", "the coupon", "coupon"))
COUPON_NAME = text("coupon_name", "name of the coupon")
WISH_LIST = (text("wishlist_id", "the wish list"), text("wishlist_name", "name of the wish list"))
SHARE = (
    text("share_via", "how it was shared: e-mail, a network"),
    text("share_message", "what was written along", "text"),
    text("recipient", "to whom"),
)
PROMOTION = (
    text("promotion_id", "the promotion"),
    text("creative", "picture or text of the promotion"),
    text("name", "name of the promotion"),
    text("position", "where on the page"),
)
CAMPAIGN = (text("campaign_id", "the campaign"), text("campaign_name", "name of the campaign"))
FLOW = text("flow_id", "the flow that sent it", "flow_id")
LINK = (text("link_id", "the link"), text("link_url", "where the link leads"))
SURVEY_ID = text("survey_id", "the survey", "survey_id")
SCORE = number("score", "the answer as a number", "score")
REVIEW = (
    PRODUCT_ID,
    text("review_id", "the review"),
    text("review_body", "what the review says", "text"),
    number("rating", "stars given", "score"),
)
CONVERSATION = (
    text("agent_id", "the agent"),
    text("agent_name", "the agent's name"),
    text("agent_username", "the agent's user name"),
    text("conversation_id", "the conversation"),
    number("conversation_duration", "seconds since the conversation began"),
    text("message_id", "the message", "message_ref"),
    text("message_body", "what was written", "text"),
)
