"""What all rooms' tests share: where the real data sets and the browser are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)


def missing(part: str) -> NoReturn:
    """A real part is not there: a visible skip, and a failure on continuous integration."""
    if os.environ.get("CI") == "true":
        pytest.fail(part)
    pytest.skip(part)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party data sets, which are not part of the project."""
    folder = Path(os.environ.get("PARCOURS_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        missing(f"no data sets at {folder}; set PARCOURS_SHARED_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A Chromium for browser tests: the system's, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if not own.exists():
        missing("no Chromium; install one with: .venv/bin/playwright install chromium")
    return own


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """The one browser without a window: Playwright runs once in a process, so all rooms share it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET))
        yield found
        found.close()
