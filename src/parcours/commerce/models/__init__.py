"""Tables of the room."""

from parcours.commerce.models.entered import AdSpend, CouponNote, Mark, Rule
from parcours.commerce.models.orders import Happening, Kind, Line, Order
from parcours.commerce.models.products import (
    Cost,
    CouponTally,
    Grouped,
    OrderTally,
    Product,
    ProductTally,
    VariantTally,
)

__all__ = [
    "AdSpend",
    "Cost",
    "CouponNote",
    "CouponTally",
    "Grouped",
    "Happening",
    "Kind",
    "Line",
    "Mark",
    "Order",
    "OrderTally",
    "Product",
    "ProductTally",
    "Rule",
    "VariantTally",
]
