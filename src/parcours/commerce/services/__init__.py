"""The room's verbs: each checks its actor, changes one thing in one transaction, and is written down."""

from parcours.commerce.services.exclusions import add_rule, drop_rule, exclude_order, include_order
from parcours.commerce.services.facts import Spend, note_coupon, record_spend, set_cost, set_product
from parcours.commerce.services.imports import Imported, Reject, import_products, import_spend

__all__ = [
    "Imported",
    "Reject",
    "Spend",
    "add_rule",
    "drop_rule",
    "exclude_order",
    "import_products",
    "import_spend",
    "include_order",
    "note_coupon",
    "record_spend",
    "set_cost",
    "set_product",
]
