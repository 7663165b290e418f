"""What the doctor finds is said in the language of the reader, with the doctor's own words beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.web.explore.shop import lived_in, signed_in
from tests.web.template_editor.conftest import shop

import parcours
from parcours.messaging.services import pause
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.stream.models import Timer
from parcours.web.care import selectors
from parcours.web.care.findings import told
from parcours.web.design.books import books

__all__ = ["lived_in", "shop"]
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
# What the terminal alone is told.
_NOT_HERE = {"busy", "terminal"}


@pytest.fixture
def spoiled(shop: Shop) -> Shop:
    """Let everybody on the machine read the shop's key."""
    (shop.folder / "secret.key").chmod(0o644)
    selectors.findings(NOW, again=True, patience=30)
    return shop


def names() -> Iterator[str]:
    """Yield the names of all findings that there can be."""
    for path in Path(parcours.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                first = node.args[0]
                if isinstance(first, ast.Constant) and "/touchpoints/" not in path.as_posix():
                    yield str(first.value)


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_finding_has_words_of_its_own(language: str) -> None:
    found = set(names()) - _NOT_HERE
    assert len(found) > 15
    said = {
        key.split(".")[1] for book in books("care") for key in book.phrases(language) if "findings." in key
    }
    assert found <= said
    assert said - found == {"other"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Others on this machine"), ("fr", "D’autres sur cette machine"), ("he", "אחרים במחשב הזה")],
)
def test_health_says_what_was_found_what_to_do_and_where(spoiled: Shop, language: str, words: str) -> None:
    page = signed_in(language=language).get("/settings/health/").content.decode()
    assert words in page
    assert "secret.key" in page
    assert '<bdi lang="en">Others may read the shop&#x27;s key (mode 644). Run: chmod 600' in page


def test_what_waits_and_what_is_paused_is_found_too(shop: Shop) -> None:
    pause(TERMINAL, "The price list is wrong", now=NOW)
    Timer.objects.create(kind="of-tomorrow", ref="1", due_at=NOW)
    found = selectors.findings(NOW, again=True, patience=30)
    assert found is not None
    assert {"lost-timers", "mail-paused"} <= {each.name for each in found}
    assert [each.harmless for each in found] == sorted(each.harmless for each in found)


def test_a_finding_without_words_is_said_as_any(spoiled: Shop) -> None:
    from parcours.eventlog import Finding

    said = told(Finding("of-tomorrow", "The moon is full.", "Wait."))
    assert said.what
    assert said.detail == "The moon is full. Wait."
