"""A shop in which nothing has happened yet."""

from __future__ import annotations

from parcours.shop import Settings, Shop
from parcours.web.api.api import openapi


def test_an_empty_shop_has_nothing_to_analyse(db, api, tmp_path, settings):
    settings.SHOP = Shop.create(tmp_path / "shop", Settings())
    owner = api()
    for path in (
        "overview",
        "overview/attention",
        "journey-map",
        "funnel",
        "funnel/drop-off",
        "stages",
        "weekly-mail",
    ):
        answer = owner.ask("GET", path)
        assert (answer.status_code, answer.json()["title"]) == (409, "What is there does not allow it")
        assert 409 in openapi()["paths"][f"/api/v1/{path}"]["get"]["responses"]
    for path in ("people", "orders", "products", "coupons", "spend", "annotations", "events", "imports"):
        assert owner.get(path)["items"] == []
