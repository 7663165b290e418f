"""Cart, checkout and payment: Segment's e-commerce events (version 2) and what they lack."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_cart = events_of("commerce", g.CART)
_checkout = events_of("commerce", g.CHECKOUT)
_payment = events_of("commerce", g.PAYMENT)

CART: tuple[Event, ...] = (
    _cart(
        "Product Added",
        "put a product into the cart",
        (p.CART_ID, *p.PRICED_PRODUCT),
        segment=("Added Product",),
        ga4=("add_to_cart",),
        shopify=("product_added_to_cart",),
        matomo=("addEcommerceItem",),
        generic=(
            "add to cart",
            "add",
            "added to cart",
            "cart add",
            "cart",
            "add to basket",
            "basket",
            "add to bag",
            "atc",
        ),
    ),
    _cart(
        "Product Removed",
        "took a product out of the cart",
        (p.CART_ID, *p.PRICED_PRODUCT),
        segment=("Removed Product",),
        ga4=("remove_from_cart",),
        shopify=("product_removed_from_cart",),
        matomo=("removeEcommerceItem",),
        generic=("remove", "removed from cart", "cart remove", "remove from basket", "remove from bag"),
    ),
    _cart(
        "Cart Viewed",
        "looked at the cart",
        (p.CART_ID, p.PRODUCTS),
        segment=("Viewed Cart",),
        ga4=("view_cart",),
        shopify=("cart_viewed",),
        generic=("cart view", "view basket", "basket view", "cart page"),
    ),
    _cart(
        "Cart Updated",
        "the cart changed; `products` is the whole cart as it now stands",
        (p.CART_ID, p.CURRENCY, p.PRODUCTS),
        shopify=("carts/create", "carts/update"),
        matomo=("trackEcommerceCartUpdate", "ecommerceAbandonedCart"),
        generic=("update cart", "abandoned cart", "cart abandoned", "quantity changed"),
    ),
    _cart(
        "Coupon Entered",
        "typed in a coupon",
        p.COUPON_USE,
        generic=("coupon", "enter coupon", "voucher entered"),
    ),
    _cart(
        "Coupon Applied",
        "a coupon was accepted",
        (*p.COUPON_USE, p.COUPON_NAME, p.money("discount", "what it takes off", "discount")),
        generic=("apply coupon", "coupon redeemed", "voucher applied"),
    ),
    _cart(
        "Coupon Denied",
        "a coupon was refused",
        (*p.COUPON_USE, p.COUPON_NAME, p.REASON),
        step="obstacles",
        generic=("coupon refused", "coupon rejected", "coupon error", "invalid coupon", "voucher refused"),
    ),
    _cart(
        "Coupon Removed",
        "a coupon was taken off again",
        (*p.COUPON_USE, p.COUPON_NAME, p.money("discount", "what it took off")),
        generic=("remove coupon",),
    ),
)

CHECKOUT: tuple[Event, ...] = (
    _checkout(
        "Checkout Started",
        "began to order",
        (
            *p.ORDER_HEAD,
            p.CHECKOUT_ID,
            p.CART_ID,
            p.money("value", "amount after discounts", "total"),
            *p.AMOUNTS,
        ),
        segment=("Started Order", "Started Checkout"),
        ga4=("begin_checkout",),
        shopify=("checkout_started", "checkouts/create"),
        generic=("checkout", "start checkout", "initiate checkout", "checkout begin", "checkout start"),
    ),
    _checkout(
        "Checkout Step Viewed",
        "saw a step of the checkout",
        p.CHECKOUT_STEP,
        segment=("Viewed Checkout Step",),
        ga4=("checkout_progress",),
        generic=("checkout step",),
    ),
    _checkout(
        "Checkout Step Completed",
        "finished a step of the checkout",
        p.CHECKOUT_STEP,
        segment=(
            "Completed Checkout Step",
            "Contact Info Entered",
            "Address Info Entered",
            "Shipping Info Entered",
        ),
        ga4=("add_shipping_info",),
        shopify=(
            "checkout_contact_info_submitted",
            "checkout_address_info_submitted",
            "checkout_shipping_info_submitted",
            "checkouts/update",
        ),
        generic=("shipping", "shipping info", "address", "delivery choice", "shipping method selected"),
    ),
    _checkout(
        "Checkout Idle",
        "did nothing in the checkout for a while",
        (*p.CHECKOUT_STEP, p.number("idle_seconds", "how long")),
        step="obstacles",
        generic=("idle", "inactive at checkout"),
    ),
    _checkout(
        "Checkout Field Completed",
        "filled in a field of the checkout and left it",
        (*p.CHECKOUT_FIELD, p.number("seconds", "how long it had the focus")),
        generic=("checkout field", "field completed", "field filled"),
    ),
    _checkout(
        "Checkout Field Refused",
        "entered something into a field of the checkout that was not accepted",
        (*p.CHECKOUT_FIELD, p.REASON),
        step="obstacles",
        generic=("field error", "validation error", "form error"),
    ),
    _checkout(
        "Checkout Field Abandoned",
        "left the checkout from a field",
        p.CHECKOUT_FIELD,
        step="obstacles",
        generic=("field abandoned",),
    ),
    _payment(
        "Payment Info Entered",
        "chose how to pay and gave what it needs",
        (*p.CHECKOUT_STEP, p.ORDER_ID),
        segment=("Entered Payment Info",),
        ga4=("add_payment_info",),
        shopify=("payment_info_submitted",),
        generic=("payment info", "payment", "payment method", "payment choice", "payment method selected"),
    ),
    _payment(
        "Payment Failed",
        "a payment did not go through",
        (*p.CHECKOUT_STEP, p.ORDER_ID, p.TOTAL, p.CURRENCY, p.REASON),
        step="obstacles",
        shopify=("order_transactions/failure",),
        generic=("payment error", "payment declined", "payment refused", "card declined", "payment failure"),
    ),
)
