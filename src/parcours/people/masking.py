"""Personal data as it is shown to those who have no need of it."""

from __future__ import annotations

_HIDDEN = "•••"


def email(address: str) -> str:
    """Return an address by its first letters and its ending.

    >>> email("ana@example.org")
    'a•••@e•••.org'
    """
    name, at, host = address.partition("@")
    if not at:
        return text(address)
    first, dot, last = host.rpartition(".")
    return f"{name[:1]}{_HIDDEN}@{first[:1]}{_HIDDEN}{dot}{last}"


def name(words: str) -> str:
    """Return a name by its initials.

    >>> name("Noa Lévi")
    'N. L.'
    """
    return " ".join(f"{word[0]}." for word in words.split())


def text(value: str) -> str:
    """Return that there is something.

    >>> text("+972 50 1"), text("")
    ('•••', '')
    """
    return _HIDDEN if value else ""
