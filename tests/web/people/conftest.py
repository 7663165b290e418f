"""The shop that the tests of people read."""

from tests.web.explore.shop import lived_in
from tests.web.people.shop import buyer, shop, told, told_app

__all__ = ["buyer", "lived_in", "shop", "told", "told_app"]
