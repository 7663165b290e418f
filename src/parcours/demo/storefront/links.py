"""Addresses that prove themselves, and the way back."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.utils.http import url_has_allowed_host_and_scheme

_SALT = "order"


def order_key(number: int) -> str:
    """Return what shows that somebody was given the link to an order."""
    signed: str = Signer(salt=_SALT).sign(str(number))
    return signed.partition(":")[2]


def opens(key: str, number: int) -> bool:
    """Tell whether a key is that of an order."""
    try:
        Signer(salt=_SALT).unsign(f"{number}:{key}")
    except BadSignature:
        return False
    return True


def way_back(asked: str, otherwise: str) -> str:
    """Return the page that a form asks to go back to, if it is one of ours."""
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else otherwise
