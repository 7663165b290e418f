"""What a browser's key may be used for: it stands in every page, so anybody may send anything with it."""

from __future__ import annotations

import time

from parcours.collect.http.allowance import Allowance
from parcours.collect.http.answers import RefusedError, come_again
from parcours.collect.http.keys import Key
from parcours.collect.http.requests import Request

OF_A_KEY = (5_000, 50_000)
"""Calls a second, and at once: all pages of a busy shop together."""
OF_AN_ADDRESS = (100, 5_000)
"""The same of one address: a whole company may stand behind it."""

_FOREIGN = {
    "browser": "Make a key that names this site as an origin.",
    "server": "It is a server's: a page shows it to everybody. Take it back, and make one for browsers.",
}


class Guard:
    """Refuses what a key is not for, and too much of it. What a shop's own server sends is not counted."""

    def __init__(self) -> None:
        self._keys = Allowance(*OF_A_KEY)
        self._addresses = Allowance(*OF_AN_ADDRESS)

    def check_site(self, request: Request, key: Key) -> None:
        """Refuse a page that the key does not admit."""
        if request.origin and not key.admits(request.origin):
            raise RefusedError(
                403, f"The key '{key.name}' is not for pages of this site.", _FOREIGN[key.kind]
            )

    def check_amount(self, request: Request, key: Key, calls: int) -> None:
        """Refuse for a while who sends too much."""
        if key.kind != "browser":
            return
        now = time.monotonic()
        wait = self._addresses.wait(request.address, calls, now) or self._keys.wait(key.name, calls, now)
        if wait:
            reset = (b"x-ratelimit-reset", b"%d" % (time.time() + wait + 1))
            raise RefusedError(
                429, "Too many calls.", "Send the same again later.", (*come_again(wait), reset)
            )
