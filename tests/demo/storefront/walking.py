"""How visitors walk through the shop: what they click, type, and what the browser complains about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page
from tests.demo.storefront.asking import TOKEN

from parcours.demo.storefront import shelf

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

    def settle(self) -> Page:
        """Wait until the page that a click led to is there: a script of ours meets half a page else."""
        self.page.wait_for_load_state()
        return self.page

    def facts(self) -> dict[str, str]:
        """What the page says to a tracking script."""
        found: dict[str, str] = self.settle().evaluate("({...document.body.dataset})")
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
        """Come as far as a step of the checkout, the quick way: nobody looks at the pages before."""
        sku = shelf.by_slug(slug).variants[0].sku
        forms = {
            "address": ADDRESS | {"country": "FR"},
            "delivery": {"carrier": "Colis Express"},
            "payment": {"method": "card", "card_number": CARD, "card_expiry": "12/40", "card_code": "123"},
        }
        token = self._token(f"/{language}/privacy/")
        self._post(f"/{language}/cart/add/", {"sku": sku, **token})
        for here, answers in forms.items():
            if here == step:
                break
            self._post(f"/{language}/checkout/{here}/", answers | token)
        self.go(f"/{language}/checkout/")

    def _token(self, path: str) -> dict[str, str]:
        page = self.page.context.request.get(f"{self.home}{path}").text()
        return {"csrfmiddlewaretoken": TOKEN.search(page)[1]}

    def _post(self, path: str, form: dict[str, str]) -> None:
        headers = {"Origin": self.home}
        self.page.context.request.post(f"{self.home}{path}", form=form, headers=headers, max_redirects=0)


@contextmanager
def visiting(browser: Browser, home: str, size: dict[str, int] = DESK, **more: Any) -> Iterator[Visitor]:
    context = browser.new_context(viewport=size, **more)
    context.set_default_timeout(10_000)
    try:
        yield Visitor(context.new_page(), home)
    finally:
        context.close()
