"""The mail server and the shop of the room's own tests."""

from tests.messaging.conftest import clock, post, ready, shop

__all__ = ["clock", "post", "ready", "shop"]
