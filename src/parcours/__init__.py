"""Parcours: the customer journeys of an online shop, recorded, understood, improved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parcours.errors import ParcoursError

if TYPE_CHECKING:
    from parcours.journeys import Journeys
    from parcours.shop import Shop
    from parcours.shop import open_shop as open  # noqa: A004 - reads as pc.open("shop")

__version__ = "0.1.0"
__all__ = ["Journeys", "ParcoursError", "Shop", "__version__", "open"]

_LAZY = {
    "Journeys": ("parcours.journeys", "Journeys"),
    "Shop": ("parcours.shop", "Shop"),
    "open": ("parcours.shop", "open_shop"),
}


def __getattr__(name: str) -> Any:
    # Importing parcours must stay instant: engines and compiled kernels load with the first use.
    if name not in _LAZY:
        raise AttributeError(f"module 'parcours' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
