"""Everybody can use every page of accounts: axe finds nothing, in any language and colour."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WITHIN = ["/users/", "/tokens/", "/audit/", "/me/", "/users/1/sign-in/"]
CONFIRMED = ["/me/two-factor/", "/me/password/", "/me/passkeys/", "/me/app/"]
OUTSIDE = ["/door/login/", "/door/password/reset/", "/door/inactive/", "/welcome/nothing"]
LOOKS = [("en", "light"), ("fr", "dark"), ("he", "light"), ("he", "dark")]
pytestmark = pytest.mark.slow


def check(page: Page, way: str = "") -> None:
    if way:
        page.goto(way)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], page.url
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways"


def confirm(page: Page) -> None:
    """Say the password again, unless the session has done so for another test."""
    if page.locator("[name=password]").count():
        page.fill("[name=password]", "ten letters at least")
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/me/app/")


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_axe_finds_nothing_on_a_phone(as_role, language, scheme):
    phone = {"viewport": {"width": 360, "height": 740}, "color_scheme": scheme}
    outside = as_role(None, language=language, **phone).new_page()
    for way in OUTSIDE:
        check(outside, way)
    within = as_role("owner", language=language, **phone).new_page()
    for way in WITHIN:
        check(within, way)
    check(within, "/me/app/")
    confirm(within)
    for way in CONFIRMED:
        check(within, way)
    refused = as_role("viewer", language=language, **phone).new_page()
    check(refused, "/users/")


def test_axe_finds_nothing_in_what_is_shown_once(as_role):
    page = as_role("owner").new_page()
    page.goto("/tokens/")
    page.fill("[name=name]", "till")
    page.press("[name=name]", "Enter")
    page.wait_for_selector("input[readonly]")
    check(page)
    check(page, "/tokens/")
    page.goto("/users/")
    page.fill("[name=email]", "eva@shop.example")
    page.press("[name=email]", "Enter")
    page.wait_for_selector("input[readonly]")
    check(page)
    check(page, "/users/")
