"""A shop: one folder with its settings, log, index and identities."""

from parcours.shop.person import Person
from parcours.shop.settings import Settings, meanings
from parcours.shop.shop import Shop, keep_kernels, kernels_are_ready, open_shop

__all__ = ["Person", "Settings", "Shop", "keep_kernels", "kernels_are_ready", "meanings", "open_shop"]
