"""Numbers lead to people by what they go by, as far as their reader may see it; and to products by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.explore.shop import signed_in, whole
from tests.web.people.shop import NOW, shop, told

from parcours.charts.journey_map.model import Pain, Spot
from parcours.commerce.models import Product
from parcours.people.models import Profile
from parcours.people.services import correct
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.web.journey_map.naming import with_names
from parcours.web.people.ids import code

__all__ = ["shop", "told"]
pytestmark = pytest.mark.django_db
STEPS = "step=Product+Viewed&step=Order+Completed&within=30d&lost=1&from=2026-03-01&to=2026-05-31"
NAME = "Noa <b>Lévi"


@pytest.fixture
def lost(shop: Shop) -> list[int]:
    """Examples of those who are lost: all have the same name but the last, of whom nothing is known."""
    journeys = shop.journeys().between("2026-03-01", "2026-05-31")
    drop = journeys.drop_offs(["Product Viewed", "Order Completed"], within="30d").drops[0]
    examples = list(drop.examples)
    Profile.objects.filter(pk__in=examples).update(name="", email="", user_id="")
    for profile in examples[:-1]:
        correct(TERMINAL, profile, "name", NAME, now=NOW)
    return examples


@pytest.mark.parametrize("address", ["/funnel/", "/funnel/people/"])
def test_who_may_see_names_reads_names(lost: list[int], address: str) -> None:
    page = whole(signed_in(), f"{address}?{STEPS}")
    assert "Noa &lt;b&gt;Lévi" in page
    assert f"{lost[0] & (2**64 - 1):016x}" not in page


def test_who_may_not_reads_initials(lost: list[int]) -> None:
    page = whole(signed_in("analyst"), f"/funnel/?{STEPS}")
    assert "Lévi" not in page
    assert "N. &lt;." in page


def test_who_is_nobody_known_has_a_short_number(lost: list[int]) -> None:
    assert f"Anonymous {code(lost[-1])}" in whole(signed_in(), f"/funnel/?{STEPS}")


def test_goods_that_come_back_are_named_on_the_map_and_nothing_else_is(shop: Shop) -> None:
    product = Product.objects.all()[0]
    Product.objects.update(name="Linen dress")
    drawn = shop.journeys().journey_map()
    pain = Pain("goods_returned", "Returns", "retention", 9, 0.5, 0.1, is_certain=True)
    spot = Spot(product.product_id, 5, 9)
    kinds = ("goods_returned", "coupon_refused", "unknown")
    pains = tuple(replace(pain, kind=kind, spot=spot) for kind in kinds)
    named = with_names(replace(drawn, pains=(*pains, replace(pain, spot=None))))
    assert [each.spot and each.spot.name for each in named.pains] == [
        "Linen dress",
        product.product_id,
        product.product_id,
        None,
    ]
