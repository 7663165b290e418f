"""What all rooms' tests share: where the real data sets and the browser are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
