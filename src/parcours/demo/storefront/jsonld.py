"""What a page tells search engines, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from parcours.demo.words import Language
from parcours.demo.world.catalogue import Product

_CONTEXT = "https://schema.org"


def block(data: dict[str, Any]) -> str:
    r"""Return data as an element of a page, with nothing in it that could end the element.

    >>> block({"name": "</script>"})
    '<script type="application/ld+json">{"name": "\\u003c/script>"}</script>'
    """
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{written}</script>'


def product_data(
    product: Product,
    language: Language,
    *,
    address: str,
    price: int,
    available: bool,
    rating: tuple[float, int] | None,
) -> dict[str, Any]:
    """Describe a product with its offer, and its rating if it has any reviews."""
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Product",
        "sku": product.product_id,
        "name": product.name.of(language),
        "description": product.description.of(language),
        "image": f"/picture/{product.product_id}/0.svg",
        "category": product.category,
        "brand": {"@type": "Brand", "name": "Tilia"},
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": f"{price / 100:.2f}",
            "priceCurrency": "EUR",
            "availability": f"{_CONTEXT}/{'InStock' if available else 'OutOfStock'}",
        },
    }
    if rating:
        value, count = rating
        data["aggregateRating"] = {
            "@type": "AggregateRating", "ratingValue": round(value, 1), "reviewCount": count
        }  # fmt: skip
    return data


def trail_data(trail: list[tuple[str, str]]) -> dict[str, Any]:
    """Describe the way to a page: names and addresses from the home page on."""
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(trail, 1)
    ]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": steps}
