"""The shop that the tests of what the screens share read."""

from tests.web.explore.shop import lived_in, shop

__all__ = ["lived_in", "shop"]
