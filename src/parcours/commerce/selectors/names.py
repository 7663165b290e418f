"""What products are called, for whoever knows only their ids."""

from __future__ import annotations

from collections.abc import Iterable

from parcours.commerce.models import Product


def product_names(product_ids: Iterable[str]) -> dict[str, str]:
    """Return what some products are called, by their ids; those without a name are left out."""
    found = Product.objects.filter(product_id__in=list(product_ids))
    named = found.values_list("product_id", "name", "seen_name")
    return {product: name or seen for product, name, seen in named if name or seen}
