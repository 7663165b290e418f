"""Nothing is open unless it says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.views import View
from tests.web.accounts.conftest import NOW, make, signed_in

from parcours.state.access import MAY, ROLES
from parcours.web.accounts.marks import Door, Needs, asked_by, needs, public
from parcours.web.accounts.services.users import require_two_factor

OPEN = {
    "look/<str:version>/parcours.css",
    "look/<str:version>/parcours.js",
    "preferences/",
    "csp/",
    "api/v1/openapi.json",
    "api/v1/problems/<slug:name>",
    "welcome/",
    "welcome/<str:code>",
    "healthz",
    "readyz",
    "metrics",
    "setup/moved/<int:process>/",
    "visit/<str:code>",
    "unsubscribe/<str:ticket>/",
}


def patterns(resolver: URLResolver | None = None, way: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in (resolver or get_resolver()).url_patterns:
        here = f"{way}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from patterns(each, here)
        else:
            yield here, each


def test_every_view_of_the_application_says_to_whom_it_is_open():
    assert [way for way, each in patterns() if asked_by(each.callback) is None] == []


def test_only_what_must_be_is_public():
    assert {way for way, each in patterns() if asked_by(each.callback) is Door.PUBLIC} == OPEN


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_no_address_shows_anything_to_strangers(ana, method):
    """Each address of the application, asked by somebody without a session."""
    filled = {"<int:": "1", "<str:": "x", "<path:": "x", "<slug:": "x", "<uuid:": "x"}
    for way, each in patterns():
        if asked_by(each.callback) in (Door.PUBLIC, Door.ENTRANCE, Door.API):
            continue
        parts = way.split("/")
        address = "/" + "/".join(
            next((value for mark, value in filled.items() if mark in part), part) for part in parts
        ).lstrip("/")
        answer = getattr(Client(), method)(address)
        assert answer.status_code in (302, 404), (way, answer.status_code)
        if answer.status_code == 302:
            assert answer["Location"].startswith("/door/login/?next="), way


def seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.actor.name)


class Seen(Needs, View):
    needs = "see_personal"

    def get(self, request: HttpRequest) -> HttpResponse:
        return seen(request)


urlpatterns = [
    *get_resolver("parcours.web.urls").url_patterns,
    path("forgotten/", lambda _: HttpResponse("secret")),
    path("open/", public(lambda _: HttpResponse("open"))),
    path("class/", Seen.as_view()),
    *(
        path(f"{permission}/", needs(permission)(lambda request: seen(request)))
        for permission in sorted(MAY["owner"])
    ),
]


@pytest.fixture
def gates():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_its_permissions_say(db, gates, role):
    user = make("Eva", role)
    client = signed_in(user)
    for permission in MAY["owner"]:
        answer = client.get(f"/{permission}/")
        assert answer.status_code == (200 if permission in MAY[user.role] else 403)
    assert client.get("/class/").status_code == (200 if "see_personal" in MAY[user.role] else 403)


def test_a_view_that_says_nothing_is_closed_to_owners_too(owner, gates):
    answer = owner.get("/forgotten/")
    assert answer.status_code == 403
    assert b"secret" not in answer.content
    assert Client().get("/forgotten/").status_code == 302
    assert Client().get("/open/").content == b"open"


def test_the_view_knows_who_asks(owner, gates):
    assert owner.get("/see/").content == b"ana@example.org"


def test_somebody_refused_is_told_whom_to_ask(marketer):
    answer = marketer.get(reverse("accounts:home"))
    assert answer.status_code == 403
    assert "Ana" in answer.content.decode()


def test_a_fragment_sends_the_whole_page_to_sign_in(ana):
    answer = Client(headers={"HX-Request": "true"}).get(reverse("accounts:profile"))
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/door/login/")


def test_until_there_is_an_owner_every_page_explains_how_to_become_it(db):
    for name in ("account_login", "account_reset_password", "accounts:home", "accounts:audit"):
        assert Client().get(reverse(name))["Location"] == reverse("accounts:waiting")
    answer = Client().get(reverse("accounts:waiting"))
    assert answer.status_code == 503
    assert "parcours owner" in answer.content.decode()


def test_the_explanation_goes_away_with_the_first_owner(ana):
    assert Client().get(reverse("accounts:waiting"))["Location"] == reverse("account_login")


def test_whoever_needs_a_second_factor_sees_nothing_before_they_have_one(ana, marketer):
    require_two_factor(ana.actor, wanted=True, now=NOW)
    answer = marketer.get(reverse("accounts:profile"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert marketer.get(reverse("mfa_index")).status_code == 200
    require_two_factor(ana.actor, wanted=False, now=NOW)
    assert marketer.get(reverse("accounts:profile")).status_code == 200


def test_a_user_speaks_their_language_unless_the_browser_chose_one(ana, dov):
    client = signed_in(dov)
    assert '<html lang="he" dir="rtl"' in client.get(reverse("accounts:profile")).content.decode()
    client.cookies["parcours_language"] = "fr"
    assert '<html lang="fr"' in client.get(reverse("accounts:profile")).content.decode()


def test_a_stranger_is_spoken_to_in_the_language_of_their_browser(ana):
    answer = Client(headers={"Accept-Language": "he"}).get(reverse("account_login"))
    assert '<html lang="he"' in answer.content.decode()
