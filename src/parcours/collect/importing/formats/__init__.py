"""The exports that are known by their columns."""

from __future__ import annotations

from parcours.collect.importing.formats import ga4, matomo, own, prestashop, segment, shopify, woocommerce
from parcours.collect.importing.formats.format import Format

GENERIC = "generic"
FORMATS: tuple[Format, ...] = (
    own.TOUCHPOINTS,
    shopify.ORDERS,
    woocommerce.REST,
    woocommerce.PLUGIN,
    woocommerce.ADVANCED,
    prestashop.SQL,
    *prestashop.LISTS,
    ga4.EVENTS,
    matomo.VISITS,
    segment.CALLS,
)

__all__ = ["FORMATS", "GENERIC", "Format"]
