"""The frame of every page: whose it is, in which language and colours, where one can go, what may load."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import translation

from parcours.state.access import ROLES, Role
from parcours.state.actor import Actor
from parcours.web.design import assets, errors
from parcours.web.design.books import say
from parcours.web.design.shell import frame
from parcours.web.navigation import ENTRIES

HOST = {"HTTP_HOST": "localhost"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin in English, whatever was spoken before."""
    with translation.override("en"):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(**HOST)


def _labels(role: Role, language: str = "en") -> list[str]:
    request = RequestFactory(**HOST).get("/funnel/")
    with translation.override(language):
        return [place.label for place in frame(request, Actor("user", "ana@shop.example", role)).places]


def test_the_menu_shows_what_there_is_and_one_may() -> None:
    assert set(_labels("viewer")) <= set(_labels("owner"))
    assert len(_labels("owner")) <= len(ENTRIES)


def test_nobody_has_no_menu() -> None:
    assert frame(RequestFactory(**HOST).get("/"), None).places == ()


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_speaks_the_language_of_the_page(role: Role) -> None:
    assert all(re.search("[\u0590-\u05ff]", label) for label in _labels(role, "he"))


def test_a_page_says_its_language_direction_and_colours(visitor: Client) -> None:
    visitor.cookies["parcours_language"] = "he"
    visitor.cookies["parcours_theme"] = "dark"
    page = visitor.get("/nowhere/").content.decode()
    assert '<html lang="he" dir="rtl" data-theme="dark">' in page
    assert '<meta name="color-scheme" content="dark">' in page


def test_a_choice_is_kept_and_leads_back(visitor: Client) -> None:
    answer = visitor.post("/preferences/", {"language": "fr", "theme": "light", "next": "/people/?sort=name"})
    assert answer.headers["Location"] == "/people/?sort=name"
    assert (answer.cookies["parcours_language"].value, answer.cookies["parcours_theme"].value) == (
        "fr",
        "light",
    )


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_choice_leads_nowhere_else(visitor: Client, place: str) -> None:
    assert visitor.post("/preferences/", {"theme": "dark", "next": place}).headers["Location"] == "/"


def test_a_language_that_is_not_spoken_is_not_kept(visitor: Client) -> None:
    assert not visitor.post("/preferences/", {"language": "xx", "theme": "pink"}).cookies


def test_every_answer_allows_our_own_files_only(visitor: Client) -> None:
    policy = visitor.get("/nowhere/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_what_browsers_refuse_is_noted(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "parcours.web.csp"):
        assert (
            visitor.post("/csp/", b'{"blocked": "x"}', content_type="application/csp-report").status_code
            == 204
        )
    assert '{"blocked": "x"}' in caplog.text


def test_files_of_this_version_may_be_kept_for_ever(visitor: Client) -> None:
    for name in ("parcours.css", "parcours.js"):
        assert "immutable" in visitor.get(f"/look/{assets.version()}/{name}").headers["Cache-Control"]
        assert visitor.get(f"/look/older/{name}").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_who_goes_astray_is_told_so_in_their_language(visitor: Client, language: str) -> None:
    answer = visitor.get("/nowhere/", headers={"Accept-Language": language})
    with translation.override(language):
        assert say("design.errors.404.title") in answer.content.decode()
    assert answer.status_code == 404


def test_a_failure_is_explained_without_a_database() -> None:
    """No database may be asked in this test: it would fail."""
    answer = errors.broken(RequestFactory(**HOST).get("/people/"))
    assert answer.status_code == 500
    assert "Something broke here" in answer.content.decode()


def test_a_database_that_is_gone_is_not_our_failure() -> None:
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = errors.broken(RequestFactory(**HOST).get("/people/"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_a_form_without_our_proof_is_refused_kindly() -> None:
    answer = Client(enforce_csrf_checks=True, **HOST).post("/preferences/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


def test_a_page_in_brackets_shows_what_is_not_translated(visitor: Client, settings: Any) -> None:
    settings.MARK_PHRASES = True
    page = visitor.get("/nowhere/").content.decode()
    body = page[page.index("<body") :]
    outside = re.sub(r"⟦.*?⟧", "", re.sub(r"<[^>]+>", " ", body), flags=re.DOTALL)
    assert outside.split() == ["Parcours"]


def test_a_phone_has_four_places_at_hand() -> None:
    assert 1 <= sum(entry.at_hand for entry in ENTRIES) <= 4
