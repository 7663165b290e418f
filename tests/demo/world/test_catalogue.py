"""What the shop sells: complete, without doubles, at prices that a shop can live on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import (
    CATEGORIES,
    MISLEADING,
    MODELS,
    PRODUCTS,
    by_category,
    model,
    product,
)
from parcours.demo.world.colours import COLOURS

ORDINARY_TAX = 1.2


def test_about_240_products_of_77_models_stand_on_13_shelves():
    assert (len(PRODUCTS), len(MODELS), len(CATEGORIES)) == (234, 77, 13)
    assert sum(len(by_category(category.code)) for category in CATEGORIES) == len(PRODUCTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_products_have_the_same_name(language):
    assert len({each.name.of(language) for each in PRODUCTS}) == len(PRODUCTS)


def test_ids_addresses_and_skus_are_unique():
    assert len({each.product_id for each in PRODUCTS}) == len(PRODUCTS)
    assert len({each.slug for each in PRODUCTS}) == len(PRODUCTS)
    skus = [variant.sku for each in PRODUCTS for variant in each.variants]
    assert len(set(skus)) == len(skus)


def test_slugs_are_plain_words():
    slugs = [each.slug for each in (*PRODUCTS, *CATEGORIES)]
    assert all(slug == slug.lower() and slug.isascii() and slug.replace("-", "").isalnum() for slug in slugs)


def test_models_and_colours_have_unique_codes():
    assert len({each.code for each in MODELS}) == len(MODELS)
    assert len({each.code for each in COLOURS}) == len(COLOURS)
    assert not {each.code for each in MODELS} & {each.code for each in CATEGORIES}


def test_the_name_of_a_product_is_its_model_and_its_colour():
    shirt = next(each for each in PRODUCTS if (each.model, each.colour) == ("alba", "midnight"))
    assert shirt.name.en == "Linen shirt Alba, midnight"
    assert shirt.name.fr == "Chemise en lin Alba, bleu nuit"
    assert shirt.name.he == "חולצת פשתן אלבה, כחול לילה"


def test_what_comes_in_one_colour_does_not_name_it():
    assert [each.name.en for each in PRODUCTS if each.model == "earl"] == ["Earl Grey with bergamot"]


@pytest.mark.parametrize("each", MODELS, ids=lambda each: each.code)
def test_every_model_earns_money_after_tax_and_is_described(each):
    assert each.price / ORDINARY_TAX > each.cost > 0
    assert len(each.details) >= 1
    assert each.popularity > 0
    assert each.sizes


def test_a_gift_card_costs_what_is_on_it():
    card = next(each for each in PRODUCTS if each.model == "carte")
    assert [variant.label.en for variant in card.variants] == [f"€{card.price // 100}"]


def test_clothes_come_in_six_sizes():
    for category in ("shirts", "dresses", "trousers"):
        labels = {tuple(size.label.en for size in each.variants) for each in by_category(category)}
        assert labels == {("XS", "S", "M", "L", "XL", "XXL")}


def test_few_products_are_looked_at_most():
    weights = sorted((each.popularity for each in PRODUCTS), reverse=True)
    first_fifth = sum(weights[: len(weights) // 5]) / sum(weights)
    assert 0.5 < first_fifth < 0.8


def test_the_ordinary_look_falls_on_what_costs_about_40_euros():
    total = sum(each.popularity for each in PRODUCTS)
    assert 36_00 < sum(each.popularity * each.price for each in PRODUCTS) / total < 50_00


def test_some_models_came_later_and_most_were_always_there():
    later = [each.launched for each in MODELS if each.launched]
    assert 5 <= len(later) <= len(MODELS) // 4
    assert max(later) < 730


def test_the_misleading_model_says_that_its_size_is_right_and_measures_less_than_the_others():
    said = {each.code: " ".join(detail.en for detail in each.details) for each in MODELS}
    assert "True to size" in said[MISLEADING]
    assert "43\u00a0cm across the bust" in said[MISLEADING]
    assert all(
        f"{width}\u00a0cm across the bust" in said[code] for code, width in (("vera", 51), ("capri", 53))
    )


def test_the_misleading_model_is_a_favourite_of_its_shelf():
    assert max(by_category("dresses"), key=lambda each: each.popularity).model == MISLEADING


def test_products_and_models_are_found_by_their_codes():
    assert product("TIL-0042").product_id == "TIL-0042"
    assert model("lune").code == "lune"


def test_the_world_is_read_in_a_moment(tmp_path):
    program = (
        "import time, parcours.demo.words; start = time.process_time();"
        "from parcours.demo.world import calendar, catalogue, channels, checkout, content, delivery;"
        "from parcours.demo.world import pages, searches, stock;"
        "print(time.process_time() - start)"
    )
    compiled = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    runs = [_seconds(program, compiled) for _ in range(4)]
    assert min(runs[1:]) < 0.1


def _seconds(program: str, environment: dict[str, str]) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)
