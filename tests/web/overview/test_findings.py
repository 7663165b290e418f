"""What is wrong with the shop itself comes first among what needs attention."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.web.explore.shop import signed_in, whole
from tests.web.template_editor.conftest import shop as own

from parcours.shop import Shop
from parcours.web.care import selectors

__all__ = ["own"]
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def spoiled(own: Shop) -> Shop:
    """Let everybody on the machine read the shop's key."""
    (own.folder / "secret.key").chmod(0o644)
    selectors.findings(NOW, again=True, patience=30)
    return own


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Others on this machine"), ("fr", "D’autres sur cette machine"), ("he", "אחרים במחשב הזה")],
)
def test_what_the_doctor_finds_is_said_in_the_readers_language(
    spoiled: Shop, language: str, words: str
) -> None:
    page = whole(signed_in(language=language), "/overview/")
    assert words in page
    assert page.index(words) < page.index('class="matter-leak"')
    assert 'href="/settings/health/"' in page


def test_who_may_not_manage_reads_it_without_the_way_to_settings(spoiled: Shop) -> None:
    page = whole(signed_in("viewer"), "/overview/")
    assert "Others on this machine" in page
    assert 'href="/settings/health/"' not in page
