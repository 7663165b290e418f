"""Coming in with a real browser: by keyboard alone, with an app, with a passkey."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.accounts.conftest import PASSWORD
from tests.web.accounts.fresh import Fresh, fresh_shop
from tests.web.accounts.test_door import code_of

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


LANGUAGES = ["en", pytest.param("he", marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fresh]:
    with fresh_shop(tmp_path_factory.mktemp("fresh") / "shop") as served:
        yield served


@pytest.fixture
def link(fresh: Fresh) -> str:
    """An invitation that no other test uses."""
    return fresh.invited.pop()


@contextmanager
def opened(browser: Browser, language: str = "en", **options) -> Iterator[Page]:
    """A page whose errors and refusals by the content policy fail the test."""
    context = browser.new_context(locale=language, **options)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert wrong == []


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus, and see that the focus shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("() => document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab never reaches {selector}")


def fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)
    enter(page)


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_first_owner_comes_in_by_keyboard_alone(fresh, browser):
    with opened(browser) as page:
        page.goto(fresh.first)
        fill(page, name="Ana", email="ana@example.org", password=PASSWORD)
        assert page.url == f"{fresh.address}/"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keyboard_alone_one_sets_an_app_up_and_comes_in_with_a_recovery_code(
    fresh, link, browser, language
):
    with opened(browser, language) as page:
        page.goto(link)
        assert page.locator("html").get_attribute("lang") == language
        email = page.locator("[name=email]").input_value()
        fill(page, name="Eva", password=PASSWORD)

        page.goto(f"{fresh.address}/me/")
        tab_to(page, "a[href='/me/two-factor/']")
        enter(page)
        tab_to(page, "a[href='/me/app/']")
        enter(page)
        fill(page, password=PASSWORD)
        fill(page, code=code_of(page.locator("p code").inner_text(), time.time()))
        recovery = page.locator("pre").inner_text().split()
        assert len(recovery) == 10

        page.goto(f"{fresh.address}/door/logout/")
        tab_to(page, "main button")
        enter(page)
        fill(page, login=email, password=PASSWORD)
        fill(page, code=recovery[0])
        assert page.url == f"{fresh.address}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_with_a_passkey_never_types_a_password(fresh, link, browser, language):
    with opened(browser, language) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        page.goto(link)
        page.fill("[name=name]", "Eva")
        page.click("[name=passkey]")
        page.wait_for_url("**/me/passkeys/add/")
        page.click("#passkey_add")
        page.wait_for_url("**/me/confirm/passkey/**")
        page.click("#passkey_confirm")
        page.wait_for_url("**/me/codes/")
        kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device["authenticatorId"]})
        assert [each["isResidentCredential"] for each in kept["credentials"]] == [True]

        page.goto(f"{fresh.address}/door/logout/")
        page.click("main form.stack button")
        page.wait_for_url("**/door/login/")
        page.click("#passkey_login")
        page.wait_for_url(f"{fresh.address}/")
        page.goto(f"{fresh.address}/me/")
        expect(page.locator("main")).to_contain_text("@example.org")


@pytest.mark.slow
def test_a_passkey_that_is_refused_is_told(fresh, link, browser):
    with opened(browser) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        page.goto(link)
        page.fill("[name=name]", "Eva")
        page.fill("[name=password]", PASSWORD)
        page.click("main form button >> nth=0")
        page.goto(f"{fresh.address}/door/logout/")
        page.click("main form.stack button")
        devtools.send(
            "WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "isUserVerified": False}}
        )
        page.click("#passkey_login")
        expect(page.locator("[data-passkey-refused]")).to_be_visible()
        expect(page.locator("[data-passkey-refused]")).to_be_focused()


@pytest.mark.slow
def test_at_a_number_no_passkey_is_offered(link, browser):
    with opened(browser) as page:
        page.goto(link.replace("localhost", "127.0.0.1"))
        expect(page.locator("[name=password]")).to_be_visible()
        expect(page.locator("[name=passkey]")).to_have_count(0)


@pytest.mark.slow
def test_without_scripts_a_password_still_lets_in(fresh, link, browser):
    with opened(browser, java_script_enabled=False) as page:
        page.goto(link)
        expect(page.locator("[name=passkey]")).to_be_hidden()
        page.fill("[name=name]", "Eva")
        page.fill("[name=password]", PASSWORD)
        page.click("main form button >> nth=0")
        page.wait_for_url(f"{fresh.address}/")
        page.goto(f"{fresh.address}/users/")
        expect(page.locator("tbody")).to_contain_text("Eva")
