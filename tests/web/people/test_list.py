"""The list of people shows whom the address asks for, and no more of them than the reader may see."""

from __future__ import annotations

import re

import pytest
from tests.web.explore.shop import signed_in

from parcours.people.models import Profile
from parcours.shop import Shop

pytestmark = pytest.mark.django_db
RLO = "\u202e"


def page(address: str, role: str = "owner", language: str = "en") -> str:
    response = signed_in(role, language).get(address)  # type: ignore[arg-type]
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_the_count_is_everybody_who_was_seen(shop: Shop) -> None:
    assert f"{Profile.objects.filter(excluded=False).count():,} profiles" in page("/people/")
