"""The application in a browser, for the tests of every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.serving import App, serving

from parcours.shop import Settings, Shop
from parcours.state.access import Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

AsRole = Callable[..., "BrowserContext"]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A small shop, served."""
    folder = tmp_path_factory.mktemp("app") / "shop"
    Shop.create(folder, Settings(name="Olive & Thyme", zone="Europe/Paris"))
    with serving(folder) as served:
        yield served


@pytest.fixture
def as_role(app: App, browser: Browser) -> Iterator[AsRole]:
    """Open a browser that somebody of a role is signed in with: ``as_role("owner", language="he")``.

    What the content policy refuses in it fails the test.
    """
    opened: list[BrowserContext] = []
    before = len(app.refusals)

    def open_context(role: Role | None, *, language: str = "en", **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=app.address, **options)
        cookies = {"parcours_language": language}
        if role is not None:
            cookies["parcours_session"] = app.sessions[role]
        context.add_cookies([{"name": k, "value": v, "url": app.address} for k, v in cookies.items()])
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert app.refusals[before:] == []
