"""The shop that the tests of what is left out read."""

from tests.web.explore.shop import lived_in
from tests.web.people.shop import shop, told

__all__ = ["lived_in", "shop", "told"]
