"""Which drawing shows which kind of model, and where it is at home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from parcours.demo.world.pictures import bags, boxes, clay, clothes, light, linen
from parcours.demo.world.pictures.paint import Paint

Stuff = Literal["cloth", "clay", "steel", "wax", "paper", "shade"]
Place = Literal["pegs", "table", "desk", "bedroom", "floor", "sofa", "sill", "ceiling"]


@dataclass(frozen=True)
class Kind:
    """How a kind of model is drawn; ``hangs`` on a wall or stands on the ground."""

    draw: Callable[[Paint], str]
    stuff: Stuff
    place: Place
    hangs: bool = False


def _worn(draw: Callable[[Paint], str]) -> Kind:
    return Kind(draw, "cloth", "pegs", hangs=True)


KINDS: dict[str, Kind] = {
    "shirt": _worn(clothes.shirt),
    "collarless": _worn(clothes.collarless),
    "overshirt": _worn(clothes.overshirt),
    "nightshirt": _worn(clothes.nightshirt),
    "short_shirt": _worn(clothes.short_shirt),
    "top": _worn(clothes.top),
    "dress": _worn(clothes.dress),
    "sleeveless_dress": _worn(clothes.sleeveless_dress),
    "wrap_dress": _worn(clothes.wrap_dress),
    "shirt_dress": _worn(clothes.shirt_dress),
    "pinafore": _worn(clothes.pinafore),
    "apron": _worn(clothes.apron),
    "trousers": _worn(clothes.trousers),
    "wide_trousers": _worn(clothes.wide_trousers),
    "shorts": _worn(clothes.shorts),
    "bed": Kind(linen.bed, "cloth", "bedroom"),
    "pillow": Kind(linen.pillow, "cloth", "sofa"),
    "folded": Kind(linen.folded, "cloth", "desk"),
    "tablecloth": Kind(linen.tablecloth, "cloth", "bedroom"),
    "napkins": Kind(linen.napkins, "cloth", "table"),
    "cushion": Kind(linen.cushion, "cloth", "sofa"),
    "floor_cushion": Kind(linen.floor_cushion, "cloth", "floor"),
    "throw": Kind(linen.throw, "cloth", "pegs", hangs=True),
    "bag": Kind(bags.bag, "cloth", "pegs", hangs=True),
    "weekend_bag": Kind(bags.weekend_bag, "cloth", "floor"),
    "pouch": Kind(bags.pouch, "cloth", "desk"),
    "bread_bag": Kind(bags.bread_bag, "cloth", "table"),
    "bowl": Kind(clay.bowl, "clay", "table"),
    "plate": Kind(clay.plate, "clay", "table"),
    "mug": Kind(clay.mug, "clay", "table"),
    "cup": Kind(clay.cup, "clay", "table"),
    "teapot": Kind(clay.teapot, "clay", "table"),
    "kyusu": Kind(clay.kyusu, "clay", "table"),
    "flask": Kind(clay.flask, "steel", "table"),
    "planter": Kind(clay.planter, "clay", "sill"),
    "hanging_planter": Kind(clay.hanging_planter, "clay", "ceiling", hangs=True),
    "candle": Kind(light.candle, "wax", "table"),
    "tapers": Kind(light.tapers, "wax", "table"),
    "lamp": Kind(light.lamp, "shade", "desk"),
    "pendant": Kind(light.pendant, "shade", "ceiling", hangs=True),
    "tin": Kind(boxes.tin, "paper", "table"),
    "gift": Kind(boxes.gift, "paper", "desk"),
    "gift_card": Kind(boxes.gift_card, "paper", "desk"),
}
