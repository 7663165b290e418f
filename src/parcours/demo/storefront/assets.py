"""The shop's few files, under addresses that change with what is in them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@cache
def asset_text(name: str) -> str:
    """Return what is in a file."""
    return files("parcours.demo.storefront").joinpath(f"static/{name}").read_text("utf-8")


@cache
def asset_url(name: str) -> str:
    """Return where a file is."""
    return f"/static/{sha256(asset_text(name).encode()).hexdigest()[:12]}/{name}"
