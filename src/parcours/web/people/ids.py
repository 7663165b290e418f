"""Numbers as addresses and screens name them."""

from __future__ import annotations

_SIZE = 2**63


class Int64:
    """A number of 64 bits with a sign, in an address: a profile, a moment, a row."""

    regex = "-?[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Read it; what is longer is no address."""
        number = int(value)
        if not -_SIZE <= number < _SIZE:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        """Write it."""
        return str(value)


def code(profile: int) -> str:
    """Return what stands for somebody without a name: the beginning of the number as analyses write it.

    >>> code(-1)
    'ffffffff'
    """
    return f"{profile % (2 * _SIZE):016x}"[:8]
