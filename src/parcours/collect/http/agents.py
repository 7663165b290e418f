"""What a browser says of itself, as far as analyses ask."""

from __future__ import annotations

import re
from functools import lru_cache

_SYSTEMS = (
    ("iOS", r"iPhone|iPad|iPod"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Macintosh|Mac OS X"),
    ("Chrome OS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)
# Every browser names its ancestors too: whoever borrows a name stands before its owner.
_BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
_DEVICES = (
    ("tablet", r"iPad|Tablet|Android(?!.*Mobile)"),
    ("phone", r"Mobi|iPhone|iPod"),
    ("desktop", r"Windows|Macintosh|X11|CrOS|Linux"),
)
_ROBOT = re.compile(
    r"(?<!cu)bot\b|crawler|spider|slurp|headless|phantomjs|lighthouse|facebookexternalhit|"
    r"pingdom|uptime|^(curl|wget|python|java|go-http-client|scrapy|libwww|node-fetch|axios)\b",
    re.IGNORECASE,
)
"""Who says of itself that nobody looks through it. Who lies is not found by asking."""
ROBOT = "robot"
_Table = tuple[tuple[str, str], ...]


@lru_cache(4096)
def told_by_agent(agent: str) -> dict[str, str]:
    """Return device, operating system and browser of a user agent, those that it tells.

    >>> told_by_agent("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile Safari/604.1")
    {'device': 'phone', 'os': 'iOS', 'browser': 'Safari'}
    >>> told_by_agent("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
    {'device': 'robot'}
    """
    if _ROBOT.search(agent):
        return {"device": ROBOT}
    told = {
        "device": _first(_DEVICES, agent),
        "os": _first(_SYSTEMS, agent),
        "browser": _first(_BROWSERS, agent),
    }
    return {name: value for name, value in told.items() if value}


def _first(table: _Table, agent: str) -> str:
    return next((name for name, pattern in table if re.search(pattern, agent)), "")
