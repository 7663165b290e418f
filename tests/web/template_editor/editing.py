"""What a browser would send of the forms that it was shown."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict
from django.test import Client


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent = QueryDict(mutable=True)
        self.inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self.inside = told.get("method") == "post" and "action" not in told
        name = told.get("name")
        if not self.inside or not (name or tag == "option"):
            return
        if tag == "input" and told.get("type") in ("checkbox", "radio"):
            if "checked" in told:
                self.sent.appendlist(str(name), told.get("value") or "on")
        elif tag == "input":
            self.sent.appendlist(str(name), told.get("value") or "")
        elif tag == "select":
            self.select = str(name)
        elif tag == "option" and "selected" in told and self.select:
            self.sent.appendlist(self.select, told.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select
        self.inside = self.inside and tag != "form"


def form_of(page: str) -> QueryDict:
    """Return what the form of a page sends as it stands."""
    reader = _Form()
    reader.feed(page)
    return reader.sent


def shown(client: Client, address: str) -> QueryDict:
    """Return the form at an address."""
    response = client.get(address)
    assert response.status_code == 200
    return form_of(response.content.decode())


def sent(client: Client, address: str, form: QueryDict, wish: str = "look", **changes: str) -> Any:
    """Send a form with some fields changed, through one of its buttons."""
    data = form.copy()
    for name, value in changes.items():
        data[name] = value
    data["do"] = wish
    return client.post(address, dict(data.lists()))


def looked(client: Client, kind: str, wish: str = "look", **changes: str) -> str:
    """Change some fields of a template's form; return the address of what would move."""
    address = f"/templates/{kind}/"
    response = sent(client, address, shown(client, address), wish, **changes)
    assert response.status_code == 302, response.content.decode()[:3000]
    return str(response["Location"])
