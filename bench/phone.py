"""How soon somebody sees something who opens a screen on a slow phone for the first time.

Chromium with a processor four times as slow, over what Lighthouse calls slow 4G: 150 ms from a packet to
its answer, 1.6 Mbit/s down and 750 kbit/s up. Lighthouse computes what such a line would do; here a proxy
holds packets back as long, one round trip more at the beginning of each connection. It leaves out how TCP
begins slowly, which a page of less than 14 KB does not meet.

The second figure is that of the other way to measure that Lighthouse offers: the browser itself waits
562.5 ms, 3.75 round trips, before each answer, new connection or not. It counts two such waits, for the page
and for its stylesheet, and so is no line's time; it has no limit here.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.line import SLOW_4G, line
from bench.running import running
from bench.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

SCREENS = {"journey map": "/", "overview": "/overview/", "people": "/people/", "products": "/products/"}
LATENCY, DOWN, UP, SLOWER = 562.5, 1.6e6 * 0.9 / 8, 0.75e6 * 0.9 / 8, 4
RUNS, NEVER = 5, 99.0  # not painted yet
_PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True}
_PAINTED = """() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]
    return paint ? paint.startTime / 1000 : 99
}"""


def cases(size: int) -> Iterator[Row]:
    """Measure some screens of a small artificial shop; ``size`` does not matter to them."""
    del size
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        shop = _made(Path(folder))
        with running(shop) as found, line(SLOW_4G, found.pages) as port, _chromium() as browser:
            near, far = (f"http://localhost:{number}" for number in (found.pages, port))
            kept = _signed_in(browser, near, shop)
            for name, path in SCREENS.items():
                slow = [_painted(browser, kept, far + path, _far) for _ in range(RUNS + 1)]
                yield Row(f"first paint on a slow phone: {name}", min(slow[1:]), "s", "under 1.5")
                waiting = [_painted(browser, kept, near + path, _waiting) for _ in range(RUNS + 1)]
                yield Row("  with 562.5 ms before each answer", min(waiting[1:]), "s")


def _made(folder: Path) -> Path:
    words = ["demo", str(folder / "data"), "--shop", str(folder / "shop"), "--profiles", "2000"]
    subprocess.run([sys.executable, "-m", "parcours.cli", *words], check=True, capture_output=True)
    return folder / "shop"


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as own:
        browser = own.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def _signed_in(browser: Browser, address: str, shop: Path) -> dict[str, object]:
    """Visit the artificial shop; return what the browser keeps of that."""
    from parcours.web.settings import start

    start(shop)
    from parcours.web.setup.artificial import visitors_path

    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + visitors_path(shop))
        page.click("main button")
        return dict(context.storage_state())


def _painted(
    browser: Browser, kept: dict[str, object], address: str, slow: Callable[[CDPSession], None]
) -> float:
    """Open a page with nothing in the browser's cache; return the seconds until something is there."""
    with browser.new_context(storage_state=kept, **_PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        slow(context.new_cdp_session(page))
        page.goto(address)
        while (seconds := float(page.evaluate(_PAINTED))) == NEVER:
            page.wait_for_timeout(50)
        return seconds


def _far(client: CDPSession) -> None:
    """Slow the processor down; the line is slow by itself."""
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _waiting(client: CDPSession) -> None:
    """Slow the processor down, and let the browser wait for every answer."""
    _far(client)
    client.send("Network.enable")
    network = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
    client.send("Network.emulateNetworkConditions", network)
