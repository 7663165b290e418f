"""What becomes of an order: payment, delivery, return."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_order = events_of("orders", g.ORDER)
_payment = events_of("orders", g.PAYMENT)
_delivery = events_of("orders", g.DELIVERY)
_return = events_of("orders", g.RETURNS)

_SHIPMENT = (
    p.ORDER_ID,
    p.text("shipment_id", "the parcel, when an order has several"),
    p.text("carrier", "who delivers", "carrier"),
    p.text("tracking_number", "the carrier's number"),
    p.other("instant", "promised_at", "when delivery was promised", "promised_at"),
)
_RETURN = (p.ORDER_ID, p.text("return_id", "the return"), p.REASON, p.PRODUCTS)
_GUEST = p.other("flag", "is_guest", "ordered without an account", "is_guest")
_METHOD = p.text("payment_method", "how it is paid", "payment_method")

ORDERS: tuple[Event, ...] = (
    _order(
        "Order Completed",
        "placed an order",
        (p.CHECKOUT_ID, *p.ORDER_BODY, p.money("subtotal", "goods before tax and shipping"), _METHOD, _GUEST),
        segment=("Completed Order",),
        ga4=("purchase", "ecommerce_purchase", "in_app_purchase"),
        shopify=("checkout_completed", "orders/create"),
        matomo=("ecommerceOrder", "trackEcommerceOrder"),
        generic=(
            "transaction",
            "buy",
            "order",
            "sale",
            "conversion",
            "order placed",
            "order created",
            "checkout complete",
            "payment done",
            "purchased",
            "bought",
        ),
    ),
    _payment(
        "Order Paid",
        "the money for an order arrived",
        (p.ORDER_ID, p.TOTAL, p.CURRENCY, _METHOD),
        shopify=("orders/paid", "order_transactions/success"),
        generic=("paid", "payment received", "payment success", "payment captured"),
    ),
    _order(
        "Order Updated",
        "an order was changed",
        p.ORDER_BODY,
        segment=("Updated Order",),
        shopify=(
            "orders/updated",
            "orders/edited",
            "orders/fulfilled",
            "orders/partially_fulfilled",
            "fulfillments/update",
        ),
        generic=("order changed",),
    ),
    _order(
        "Order Cancelled",
        "an order was called off",
        (*p.ORDER_BODY, p.REASON),
        segment=("Cancelled Order", "Order Canceled"),
        shopify=("orders/cancelled",),
        generic=("cancel", "cancelled", "canceled", "cancellation", "cancel order"),
    ),
    _return(
        "Order Refunded",
        "money of an order was given back; without products, all of it",
        (p.ORDER_ID, p.money("total", "what was given back", "refund"), p.CURRENCY, p.PRODUCTS, p.REASON),
        segment=("Refunded Order",),
        ga4=("refund",),
        shopify=("refunds/create",),
        generic=("refund", "refunded", "credit note"),
    ),
)

DELIVERY: tuple[Event, ...] = (
    _delivery(
        "Order Shipped",
        "an order, or a part of it, left",
        _SHIPMENT,
        origin="shop",
        shopify=("fulfillments/create",),
        generic=("shipped", "dispatched", "shipment", "order dispatched", "in transit"),
    ),
    _delivery("Out for Delivery", "the carrier is on the way", _SHIPMENT, origin="shop"),
    _delivery(
        "Order Delivered",
        "an order, or a part of it, arrived",
        _SHIPMENT,
        origin="shop",
        generic=("delivered", "order received"),
    ),
    _delivery(
        "Delivery Delayed",
        "delivery is later than was promised",
        (*_SHIPMENT, p.REASON),
        origin="shop",
        generic=("delayed", "late delivery"),
    ),
    _delivery(
        "Delivery Failed",
        "delivery was tried in vain",
        (*_SHIPMENT, p.REASON),
        origin="shop",
        generic=("failed delivery", "attempted delivery", "delivery exception", "undelivered"),
    ),
)

RETURNS: tuple[Event, ...] = (
    _return(
        "Return Requested",
        "asked to send something back",
        _RETURN,
        shopify=("returns/request",),
        generic=("return", "return request", "rma"),
    ),
    _return(
        "Return Received",
        "what was sent back arrived",
        _RETURN,
        origin="shop",
        generic=("returned", "goods returned"),
    ),
)
