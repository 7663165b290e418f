"""What screens and other rooms read: frozen data, never rows of tables."""

from parcours.commerce.days import Period
from parcours.commerce.selectors.choosing import Wanted
from parcours.commerce.selectors.exclusions import RuleRow, Weighed, rules, weigh
from parcours.commerce.selectors.marketing import CouponRow, SpendRow, coupons, spend
from parcours.commerce.selectors.names import product_names
from parcours.commerce.selectors.notes import NoteRow, coupon_notes
from parcours.commerce.selectors.order import Moment, OrderLine, OrderPage, key_of, order
from parcours.commerce.selectors.orders import (
    Bucket,
    Loose,
    OrderRow,
    Totals,
    loose_refunds,
    orders,
    orders_by,
    orders_over_time,
    totals,
)
from parcours.commerce.selectors.products import (
    ProductPage,
    ProductRow,
    Products,
    Sales,
    Variant,
    categories,
    product,
    products,
)

__all__ = [
    "Bucket",
    "CouponRow",
    "Loose",
    "Moment",
    "NoteRow",
    "OrderLine",
    "OrderPage",
    "OrderRow",
    "Period",
    "ProductPage",
    "ProductRow",
    "Products",
    "RuleRow",
    "Sales",
    "SpendRow",
    "Totals",
    "Variant",
    "Wanted",
    "Weighed",
    "categories",
    "coupon_notes",
    "coupons",
    "key_of",
    "loose_refunds",
    "order",
    "orders",
    "orders_by",
    "orders_over_time",
    "product",
    "product_names",
    "products",
    "rules",
    "spend",
    "totals",
    "weigh",
]
