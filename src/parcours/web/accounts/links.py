"""Addresses that leave the application in letters and by hand."""

from __future__ import annotations

from django.http import HttpRequest

from parcours.web.design.place import this_shop


def absolute(request: HttpRequest, path: str) -> str:
    """Return a whole address; where the shop has one that others open, a browser has no say in it.

    Whoever asks for a letter to somebody else would else choose the port that its link leads to.
    """
    base = this_shop().settings.address
    return f"{base}{path}" if base else request.build_absolute_uri(path)
