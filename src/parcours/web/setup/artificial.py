"""The way into the artificial shop: whoever has its link looks around as its owner, without an account.

Nothing in such a shop happened to anybody. The link is worth nothing at a shop without the simulation's
mark, nor from another machine, nor where the application was given an address for others.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from pathlib import Path

from django.http import HttpRequest
from django.urls import reverse

from parcours.eventlog.siphash import derive
from parcours.shop import Shop
from parcours.shop.artificial import is_artificial
from parcours.shop.secret import read_secret
from parcours.web.accounts import selectors
from parcours.web.accounts.models import User
from parcours.web.accounts.services.invitations import Newcomer, accept, owner_link
from parcours.web.security import is_this_machine

EMAIL = "visitor@artificial.invalid"


def visitors_path(folder: Path) -> str:
    """Return the address, within the application, by which one visits."""
    return reverse("setup:visit", args=[_code(folder)])


def opens(request: HttpRequest, shop: Shop, code: str) -> bool:
    """Return whether a link lets somebody in here."""
    here = is_artificial(shop.folder) and not shop.settings.address and is_this_machine(request.META)
    return here and hmac.compare_digest(code.encode(), _code(shop.folder).encode())


def visitor(name: str, language: str, *, now: datetime) -> User:
    """Return the account that all visitors share; nobody knows its password."""
    known = selectors.users().filter(email=EMAIL).first()
    if known is not None:
        return known
    link = owner_link("", now).rpartition("/")[2]
    return accept(link, Newcomer(EMAIL, name, language, secrets.token_urlsafe()), now=now)


def _code(folder: Path) -> str:
    return derive(read_secret(folder), "visitor").hex()
