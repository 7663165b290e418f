"""The drawn pictures: well-formed, small, on their own, without words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from parcours.demo.world.catalogue import CATEGORIES, MODELS, PRODUCTS
from parcours.demo.world.colours import COLOURS
from parcours.demo.world.pictures import category_picture, picture
from parcours.demo.world.pictures.kinds import KINDS
from parcours.demo.world.pictures.paint import Paint, brightness, mix

VIEWS = {0: 4_200, 1: 4_200, 2: 6_600}
"""Each view with the bytes that it may take."""
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {
    *("svg", "defs", "g", "path", "rect", "ellipse", "circle", "use", "stop"),
    *("linearGradient", "radialGradient", "pattern", "filter", "feGaussianBlur"),
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_picture_is_small_well_formed_and_made_of_shapes_alone(view):
    for product in PRODUCTS:
        drawn = picture(product, view)
        assert len(drawn.encode()) <= VIEWS[view], product.product_id
        root = ElementTree.fromstring(drawn)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
        assert not "".join(root.itertext()).strip()


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_refers_to_nothing_but_itself(view):
    for product in PRODUCTS:
        drawn = picture(product, view)
        ids = re.findall(r' id="([^"]+)"', drawn)
        used = re.findall(r'url\(#([^)]+)\)| href="#([^"]+)"', drawn)
        assert len(set(ids)) == len(ids), product.product_id
        assert {one or other for one, other in used} <= set(ids), product.product_id
        assert drawn.count("http") == 1


def test_all_pictures_can_stand_in_one_page():
    ids = [
        name
        for each in PRODUCTS
        for view in VIEWS
        for name in re.findall(r' id="([^"]+)"', picture(each, view))
    ]
    assert len(set(ids)) == len(ids)


def test_every_product_and_view_has_a_picture_of_its_own():
    drawn = {re.sub(r"t\d+", "", picture(each, 0)) for each in PRODUCTS}
    shapes = {(kind, each.colour) for each in PRODUCTS for kind in [_kind(each.model)]}
    assert len(drawn) == len(shapes)
    assert len({picture(PRODUCTS[0], view) for view in VIEWS}) == len(VIEWS)


def _kind(code: str) -> str:
    return next(model.kind for model in MODELS if model.code == code)


def test_every_way_to_draw_is_used():
    assert {model.kind for model in MODELS} == set(KINDS)


def test_shelves_have_pictures():
    assert len({category_picture(category.code) for category in CATEGORIES}) == len(CATEGORIES)


@pytest.mark.parametrize("colour", COLOURS, ids=lambda colour: colour.code)
def test_a_product_stands_out_from_its_wall(colour):
    assert abs(brightness(colour.hex) - brightness(Paint("t", colour).wall)) > 0.09


def test_colours_mix():
    assert mix("#102030", "#102030", 0.7) == "#102030"
    assert brightness("#ffffff") == pytest.approx(1)
