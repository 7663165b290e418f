"""How visitors walk through the shop: what they click, type, and what the browser complains about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

PHONE, SMALL, DESK = (
    {"width": width, "height": height} for width, height in ((390, 844), (320, 640), (1280, 900))
)
SHIRT, CANDLE = "linen-shirt-alba-chalk", "candle-fig-tree"
CARD = "4242 4242 4242 4242"
DECLINED = "4000 0000 0000 0002"
ADDRESS = {
    "email": "guest@example.com",
    "name": "A Guest",
    "street": "1 Rue des Tilleuls",
    "postcode": "69001",
    "city": "Lyon",
}


@dataclass
class Visitor:
    """A page of somebody's browser, with what went wrong in it."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self._hear(message.type, message.text))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.home}{path}")
        return self.page

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.home).partition("?")[0]

    def facts(self) -> dict[str, str]:
        """What the page says to a tracking script."""
        self.page.wait_for_load_state("domcontentloaded")
        found: dict[str, str] = self.page.evaluate("({...document.body.dataset})")
        return found

    def add(self, slug: str, language: str = "en") -> None:
        self.go(f"/{language}/p/{slug}/")
        self.page.click(".buy button")

    def send(self) -> None:
        """Press the button that goes on."""
        self.page.click("main .actions button")

    def fill(self, answers: dict[str, str]) -> None:
        for name, answer in answers.items():
            self.page.fill(f"[name={name}]", answer)

    def give_address(self, country: str = "FR", **more: str) -> None:
        self.fill(ADDRESS | more)
        self.page.select_option("[name=country]", country)
        self.send()

    def choose_carrier(self, name: str = "Colis Express") -> None:
        self.page.check(f"[name=carrier][value='{name}']")
        self.send()

    def pay(self, number: str = CARD, expiry: str = "12/40", code: str = "123") -> None:
        self.page.check("[name=method][value=card]")
        self.fill({"card_number": number, "card_expiry": expiry, "card_code": code})
        self.send()

    def place(self) -> None:
        self.page.check("[name=terms]")
        self.send()

    def reach(self, step: str, *, slug: str = CANDLE, language: str = "en") -> None:
        """Come as far as a step of the checkout."""
        self.add(slug, language)
        self.go(f"/{language}/checkout/")
        ways = {"address": self.give_address, "delivery": self.choose_carrier, "payment": self.pay}
        for here, way in ways.items():
            if here == step:
                return
            way()


@contextmanager
def visiting(browser: Browser, home: str, size: dict[str, int] = DESK, **more: Any) -> Iterator[Visitor]:
    context = browser.new_context(viewport=size, **more)
    context.set_default_timeout(10_000)
    try:
        yield Visitor(context.new_page(), home)
    finally:
        context.close()
