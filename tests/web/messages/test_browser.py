"""Messages in a browser: axe finds nothing, the policy refuses nothing, a keyboard pauses everything."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.conftest import AsRole
from tests.web.looks import LOOKS, PHONE

pytestmark = pytest.mark.slow
SCREENS = ("/messages/", "/messages/sending/", "/messages/pause/")


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(as_role: AsRole, language, scheme, size) -> None:
    page = as_role("owner", language=language, viewport=size, color_scheme=scheme).new_page()
    found = []
    for screen in SCREENS:
        page.goto(screen)
        found += [f"{screen} {one['id']}" for one in Axe().run(page).response["violations"]]
        wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
        found += [f"{screen} scrolls sideways"] if wide else []
    assert found == []


def test_everything_is_paused_and_goes_on_by_keyboard_alone(as_role: AsRole) -> None:
    page = as_role("marketer", viewport=PHONE).new_page()
    page.goto("/messages/pause/")
    page.get_by_label("Why").focus()
    page.keyboard.type("The price list is wrong")
    page.keyboard.press("Enter")
    page.get_by_text("All messages are paused").wait_for()
    page.goto("/me/")
    page.get_by_role("button", name="Let them go on").press("Enter")
    page.get_by_text("Messages leave again.").wait_for()
    assert page.get_by_text("All messages are paused").count() == 0
