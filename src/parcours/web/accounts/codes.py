"""Secrets that people carry: made here, kept only as hashes.

They are random and long, so a plain hash suffices: there is nothing to guess from a dictionary.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

_BYTES = 32


def fresh() -> str:
    """Return a new secret."""
    return secrets.token_urlsafe(_BYTES)


def digest(code: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(code.encode()).hexdigest()


def matches(code: str, kept: str) -> bool:
    """Return whether it is that secret, in a time that tells nothing about it."""
    return hmac.compare_digest(digest(code), kept)
