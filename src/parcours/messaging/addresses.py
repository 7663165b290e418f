"""Addresses of mail as servers take them."""

from __future__ import annotations

import re

from parcours.errors import InputError

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_LONGEST = 254


class AddressError(InputError):
    """What should be an address of mail is none."""

    def __init__(self) -> None:
        super().__init__(
            "This is no address that mail can be sent to.",
            expected="Something such as ana@example.org; before the sign @ letters without accents.",
        )


def normal(address: str) -> str:
    """Return an address with its domain in the letters of the wire.

    Raises
    ------
    AddressError
        It is none.

    Examples
    --------
    >>> normal(" Ana@Exämple.org ")
    'Ana@xn--exmple-cua.org'
    """
    local, at, host = address.strip().rpartition("@")
    try:
        wire = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressError from error
    whole = f"{local}@{wire}"
    if not at or len(whole) > _LONGEST or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(wire):
        raise AddressError
    return whole


def domain(address: str) -> str:
    """Return the part behind the sign.

    >>> domain("ana@example.org")
    'example.org'
    """
    return address.rpartition("@")[2]
