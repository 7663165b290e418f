"""The shop that the funnel's tests read."""

from tests.web.explore.shop import lived_in, shop

__all__ = ["lived_in", "shop"]
