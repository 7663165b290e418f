"""The shop whose Mondays the tests look at."""

from tests.messaging.conftest import clock, post
from tests.web.explore.shop import lived_in, shop

__all__ = ["clock", "lived_in", "post", "shop"]
