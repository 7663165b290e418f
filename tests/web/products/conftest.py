"""The shop that the tests of products read."""

from tests.web.explore.shop import lived_in
from tests.web.people.shop import buyer, shop, told

__all__ = ["buyer", "lived_in", "shop", "told"]
