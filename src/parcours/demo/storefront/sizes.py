"""Which size fits whom: measures of a body, in centimetres."""

from __future__ import annotations

from dataclasses import dataclass

_STEP = 6


@dataclass(frozen=True)
class Size:
    """The widest body that a size fits."""

    label: str
    chest: int
    waist: int
    hips: int


_SIZES = tuple(
    Size(label, 84 + _STEP * place, 66 + _STEP * place, 90 + _STEP * place)
    for place, label in enumerate(("XS", "S", "M", "L", "XL", "XXL"))
)


def table(*, is_wrong: bool) -> tuple[Size, ...]:
    """Return the size guide; a wrong one shows the measures of the next size.

    >>> table(is_wrong=True)[0].chest == table(is_wrong=False)[1].chest
    True
    """
    shift = _STEP if is_wrong else 0
    return tuple(
        Size(each.label, each.chest + shift, each.waist + shift, each.hips + shift) for each in _SIZES
    )
