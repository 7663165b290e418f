"""What a model is: the same thing in several colours and sizes."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.demo.words import Text
from parcours.demo.world.typography import same, typeset

Sizes = tuple[tuple[str, Text], ...]
"""The end of the sku, and what stands on the label."""

ONE_SIZE: Sizes = (("U", typeset("One size", "Taille unique", "מידה אחת")),)
CLOTHES: Sizes = tuple((size, same(size)) for size in ("XS", "S", "M", "L", "XL", "XXL"))


def centimetres(*measures: str) -> Sizes:
    """Return sizes such as `140x200`, in centimetres."""
    return tuple((each.upper(), _measure(each.replace("x", " × "))) for each in measures)


def _measure(text: str) -> Text:
    return typeset(f"{text} cm", f"{text} cm", f'{text} ס"מ')


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model; ``kind`` is what draws it, ``popularity`` its weight in browsing over all its colours.

    Price (tax included) and cost (without) are in cents; ``launched`` in days before the end, 0 for always.
    """

    code: str
    kind: str
    slug: str
    name: Text
    description: Text
    details: tuple[Text, ...]
    price: int
    cost: int
    colours: tuple[str, ...]
    popularity: float
    sizes: Sizes = ONE_SIZE
    launched: int = 0
    gift: bool = False
