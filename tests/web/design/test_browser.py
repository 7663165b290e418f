"""The page of examples in a real browser: for everybody, by keyboard, without scripts, on any screen."""

from __future__ import annotations

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect
from tests.web.conftest import AsRole
from tests.web.serving import App

EXAMPLES = "/design/"
PHONE, DESK, NARROW = (390, 844), (1440, 900), (320, 640)
ALWAYS = {("en", "light", DESK), ("he", "dark", PHONE), ("fr", "light", PHONE)}
EVERY = [
    pytest.param(*each, marks=() if each in ALWAYS else pytest.mark.slow)
    for each in product(("en", "fr", "he"), ("light", "dark"), (PHONE, DESK))
]
_STOP = """() => {
    const stop = document.activeElement, box = stop.getBoundingClientRect();
    return [stop.outerHTML.slice(0, 80), getComputedStyle(stop).outlineStyle, box.width * box.height];
}"""
_PAGE_BYTES = 100_000


def _opened(
    as_role: AsRole,
    language: str = "en",
    scheme: str = "light",
    size: tuple[int, int] = DESK,
    **more: bool,
) -> Page:
    width, height = size
    viewport = {"width": width, "height": height}
    page = as_role("owner", language=language, color_scheme=scheme, viewport=viewport, **more).new_page()
    page.goto(EXAMPLES)
    return page


def _violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("language", "scheme", "size"), EVERY)
def test_axe_finds_nothing(as_role: AsRole, language: str, scheme: str, size: tuple[int, int]) -> None:
    page = _opened(as_role, language, scheme, size)
    page.eval_on_selector_all("details:not(.menu)", "all => all.forEach(one => one.open = true)")
    assert _violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "he"])
@pytest.mark.parametrize("size", [NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])
def test_nothing_scrolls_sideways(as_role: AsRole, language: str, size: tuple[int, int]) -> None:
    page = _opened(as_role, language, size=size)
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_is_pressed_is_large_enough(as_role: AsRole, size: tuple[int, int]) -> None:
    page = _opened(as_role, size=size)
    small = page.eval_on_selector_all(
        "main :is(button, summary, .button, input, select, .chip, th a, .tabs a, .crumbs a), nav a",
        "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 20"
        " && e.getBoundingClientRect().height > 0).map(e => e.outerHTML)",
    )
    assert small == []


def test_a_page_is_light(as_role: AsRole, app: App) -> None:
    page = as_role("owner").new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(EXAMPLES)
    page.wait_for_load_state("networkidle")
    sizes = [request.sizes()["responseBodySize"] for request in asked]
    assert len(sizes) >= 4
    assert sum(sizes) < _PAGE_BYTES


def test_the_first_key_leads_past_the_menu(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.slow
def test_every_stop_of_the_keyboard_can_be_seen(as_role: AsRole) -> None:
    page = _opened(as_role)
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        seen.add(stop[0])
        assert stop[1] != "none", stop[0]
        assert stop[2] > 0, stop[0]
    assert len(seen) > 40


def test_a_menu_closes_by_key_and_gives_the_focus_back(as_role: AsRole) -> None:
    page = _opened(as_role)
    button = page.locator(".period > summary")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(".period-box").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".period-box").is_hidden()
    assert button.evaluate("e => e === document.activeElement")


def test_a_dialog_opens_over_the_page_and_closes_by_key(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.click("[data-dialog]")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog").is_hidden()


@pytest.mark.slow
def test_another_period_stands_in_the_address(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.click(".period > summary")
    page.fill("[name=from]", "2026-02-01")
    page.fill("[name=to]", "2026-02-28")
    page.click(".period-box button")
    page.wait_for_url("**from=2026-02-01&to=2026-02-28**")
    assert "1 Feb 2026" in page.inner_text(".period > summary")


def test_a_chosen_filter_applies_at_once(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.select_option(".filters [name=stage]", "advocacy")
    page.wait_for_url("**stage=advocacy**")


def test_everything_works_without_scripts(as_role: AsRole) -> None:
    page = _opened(as_role, size=PHONE, java_script_enabled=False)
    page.click(".top [popovertarget]")
    page.click(".drawer [name=theme][value=dark]")
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)
    page.click(".definition > summary >> nth=0")
    assert page.locator(".definition > div >> nth=0").is_visible()
    page.select_option(".filters [name=stage]", "advocacy")
    page.click(".filters button")
    page.wait_for_url("**stage=advocacy**")


def test_a_chosen_language_turns_the_page_around(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.click(".side [name=language][value=he]")
    expect(page.locator("html[dir=rtl][lang=he]")).to_have_count(1)


@pytest.mark.slow
def test_chosen_colours_win_over_those_of_the_device(as_role: AsRole) -> None:
    page = _opened(as_role, scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click(".side [name=theme][value=dark]")
    page.wait_for_selector("html[data-theme=dark] .pc-figure")
    page.wait_for_load_state()
    assert page.evaluate(ground) != light
    figure = page.locator(".pc-figure")
    assert figure.evaluate("e => getComputedStyle(e).backgroundColor") == page.evaluate(ground)


def test_what_the_policy_refuses_is_reported(browser: Browser, app: App) -> None:
    """The net of all these tests holds: a style in a page is refused, and the refusal arrives."""
    page = browser.new_page()
    page.goto(f"{app.address}/door/login/")
    before = len(app.refusals)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.wait_for_timeout(500)
    page.close()
    assert len(app.refusals) > before


@pytest.mark.slow
def test_progress_goes_on_by_itself(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.wait_for_selector("progress[value='100']", timeout=10_000)
    assert "100%" in page.inner_text(".progress")


@pytest.mark.slow
def test_a_form_that_is_sent_says_so(as_role: AsRole) -> None:
    page = _opened(as_role)
    page.fill("[name=name]", "Ana")
    page.fill("[name=mail]", "ana@shop.example")
    page.click("main form[method=post] .button-primary")
    assert page.inner_text(".messages .notice-good") == "Done"


def test_what_htmx_sends_carries_the_proof(as_role: AsRole) -> None:
    page = _opened(as_role)
    with page.expect_response("**/preferences/") as answer:
        page.evaluate("htmx.ajax('POST', '/preferences/', {values: {theme: 'dark'}, swap: 'none'})")
    assert answer.value.status == 302
