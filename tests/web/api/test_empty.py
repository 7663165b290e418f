"""A shop in which nothing has happened yet."""

from __future__ import annotations

from parcours.shop import Settings, Shop


def test_an_empty_shop_has_nothing_to_analyse(db, api, tmp_path, settings):
    settings.SHOP = Shop.create(tmp_path / "shop", Settings())
    owner = api()
    for path in ("overview", "overview/attention", "journey-map", "funnel", "funnel/drop-off", "stages"):
        answer = owner.ask("GET", path)
        assert (answer.status_code, answer.json()["title"]) == (409, "What is there does not allow it")
    for path in ("people", "orders", "products", "coupons", "spend", "annotations", "events", "imports"):
        assert owner.get(path)["items"] == []
