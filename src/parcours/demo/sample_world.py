"""The artificial shop: what it sells, where its visitors come from, how patient they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 1, tzinfo=UTC)
END = START + timedelta(days=181)
CURRENCY = "EUR"
ZONE = "Europe/Paris"
FREE_SHIPPING = 60.0
SHIPPING = 5.9
TAX = 0.2


@dataclass(frozen=True)
class Product:
    """One product; ``sold_out`` is the share of the days on which there is none."""

    product_id: str
    name: str
    category: str
    price: float
    cost: float
    sold_out: float = 0.0


def _products(category: str, *lines: tuple[str, float, float, float]) -> tuple[Product, ...]:
    return tuple(
        Product(f"{category[:3].upper()}-{number:02}", name, category, price, cost, sold_out)
        for number, (name, price, cost, sold_out) in enumerate(lines, 1)
    )


PRODUCTS: tuple[Product, ...] = (
    *_products(
        "tea",
        ("Darjeeling first flush, 100 g", 14.9, 6.1, 0),
        ("Sencha, 100 g", 11.5, 4.2, 0),
        ("Mint green tea, 100 g", 8.9, 2.6, 0),
        ("Earl Grey, 250 g", 16.0, 5.8, 0),
        ("Rooibos vanilla, 100 g", 7.9, 2.3, 0),
        ("Matcha, ceremonial, 30 g", 29.0, 15.5, 0.25),
        ("Oolong, 100 g", 18.5, 9.0, 0),
        ("Tasting box, 12 teas", 34.0, 14.0, 0),
    ),
    *_products(
        "pots",
        ("Cast-iron teapot, 0.8 l", 64.0, 31.0, 0.1),
        ("Glass teapot, 1 l", 32.0, 13.5, 0),
        ("Porcelain set, 6 pieces", 89.0, 41.0, 0),
        ("Kyusu teapot, 0.3 l", 48.0, 22.0, 0.3),
    ),
    *_products(
        "cups",
        ("Double-walled glasses, pair", 22.0, 8.0, 0),
        ("Travel flask, 0.5 l", 27.5, 11.0, 0),
        ("Raku cup", 38.0, 19.0, 0),
    ),
    *_products(
        "tools",
        ("Paper filters, 100", 5.5, 1.2, 0),
        ("Bamboo whisk", 17.0, 6.4, 0),
        ("Steel strainer", 9.5, 2.8, 0),
        ("Kettle with thermostat", 79.0, 46.0, 0.05),
    ),
    *_products(
        "gifts",
        ("Gift box, small", 39.0, 17.0, 0),
        ("Gift box, large", 72.0, 33.0, 0),
        ("Gift card", 50.0, 50.0, 0),
    ),
)


@dataclass(frozen=True)
class Source:
    """Where visits come from: how often, how ready to buy, what the first address tells, what led to it."""

    weight: float
    intent: float
    tells: Mapping[str, str] = field(default_factory=dict)
    led_by: str = ""


def _campaign(source: str, medium: str, name: str) -> Mapping[str, str]:
    return {"utm_source": source, "utm_medium": medium, "utm_campaign": name}


def _from(site: str) -> Mapping[str, str]:
    return {"referrer": f"https://{site}/"}


FIRST_SOURCES: tuple[Source, ...] = (
    Source(0.24, 1.0, _from("www.google.com")),
    Source(0.17, 1.1, _campaign("google", "cpc", "tea-brand"), "Ad Clicked"),
    Source(0.18, 0.45, _campaign("instagram", "paid_social", "spring"), "Ad Clicked"),
    Source(0.09, 0.6, _from("www.youtube.com"), "Content Viewed"),
    Source(0.07, 0.8, _campaign("teatime-blog", "affiliate", "guide"), "Content Viewed"),
    Source(0.06, 1.3, _campaign("idealo", "comparison", "teapots")),
    Source(0.05, 0.9, _from("chatgpt.com")),
    Source(0.14, 1.2),
)
LATER_SOURCES: tuple[Source, ...] = (
    Source(0.42, 1.3),
    Source(0.2, 1.1, _from("www.google.com")),
    Source(0.14, 0.9, _campaign("facebook", "retargeting", "viewed-products"), "Ad Clicked"),
    Source(0.24, 1.5, _campaign("newsletter", "email", "monthly"), "Email Link Clicked"),
)

COUNTRIES = {"FR": 0.62, "BE": 0.14, "CH": 0.08, "IL": 0.16}
LANGUAGES = {"FR": "fr", "BE": "fr", "CH": "fr", "IL": "he"}
DEVICES = {"phone": 0.6, "desktop": 0.32, "tablet": 0.08}
SEARCHES = {
    "darjeeling": 24,
    "matcha": 21,
    "teapot": 33,
    "gift": 27,
    "flask": 9,
    "iced tea maker": 0,
    "decaf": 0,
    "samovar": 0,
}
"""What visitors search for, with the number of results; each is as likely as the others."""

CARRIERS = {"Colis Express": 2.5, "Poste lente": 6.0}
"""Who delivers, with the usual number of days."""
