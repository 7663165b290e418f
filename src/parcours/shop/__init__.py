"""A shop: one folder with its settings, log, index and identities."""

from parcours.shop.person import Person
from parcours.shop.settings import Settings, meanings
from parcours.shop.shop import Shop, open_shop

__all__ = ["Person", "Settings", "Shop", "meanings", "open_shop"]
