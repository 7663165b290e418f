"""Shopify: the admin's orders export, one row a line, order columns on the first line only."""

from __future__ import annotations

from parcours.collect.importing.formats.format import Format

ORDERS = Format(
    name="shopify",
    system="Shopify",
    where="Admin, Orders, Export, CSV",
    rows="orders",
    signature=frozenset(
        {"Name", "Email", "Financial Status", "Created at", "Lineitem quantity", "Lineitem price"}
    ),
    columns={
        "Name": "order_id",
        "Email": "email",
        "Financial Status": "status",
        "Created at": "timestamp",
        "Fulfilled at": "shipped_at",
        "Cancelled at": "cancelled_at",
        "Currency": "currency",
        "Shipping": "shipping",
        "Taxes": "tax",
        "Total": "total",
        "Discount Code": "coupon",
        "Discount Amount": "discount",
        "Refunded Amount": "refund",
        "Payment Method": "payment_method",
        "Shipping Method": "carrier",
        "Billing Country": "country",
        "Shipping Country": "country",
        "Lineitem quantity": "quantity",
        "Lineitem name": "product_id",
        "Lineitem price": "price",
        "Lineitem sku": "sku",
        "Lineitem discount": "line_discount",
    },
    # Shopify makes the order when the checkout is done, whether the money has come or not.
    placed_states=frozenset({"pending", "authorized", "partially paid", "expired"}),
    fill_down=True,
)
