from __future__ import annotations

import numpy as np
from tests.shop.linking import link

from parcours.shop import open_shop
from parcours.shop.lock import FolderLock


def names(shop):
    return {finding.name for finding in shop.doctor()} - {"disk"}


def test_a_new_shop_is_sound(shop):
    assert names(shop) == set()


def test_amounts_without_a_rate_are_counted_by_currency(shop, told):
    order = {"event": "Order Completed", "profile_id": 1, "revenue": 1000}
    told(
        {**order, "currency": "EUR", "revenue_shop": 1000},
        {**order, "currency": "USD"},
        {**order, "currency": "USD"},
        {**order, "currency": "ILS", "revenue_shop": 250},
    )
    finding = next(each for each in shop.doctor() if each.name == "missing-rate")
    assert finding.what.startswith("2 amounts in USD have no rate")
    assert not finding.harmless


def test_shared_visitors_are_worth_knowing_and_come_last(shop):
    link(shop.identities, np.array([1, 1]), np.array([10, 20]))
    (shop.folder / "secret.key").chmod(0o644)
    found = [finding.name for finding in shop.doctor() if finding.name != "disk"]
    assert found == ["open-key", "shared-visitors"]


def test_the_environment_that_overrides_the_file_is_named(shop, monkeypatch):
    monkeypatch.setenv("PARCOURS_ZONE", "Asia/Jerusalem")
    assert names(shop) == {"environment"}


def test_a_lost_file_of_the_log_is_found_with_advice(shop, told):
    told({"profile_id": 1})
    next((shop.folder / "log").glob("**/*.parquet")).unlink()
    broken = next(each for each in shop.doctor() if each.name == "broken-file")
    assert not broken.harmless
    assert "backup" in broken.advice


def test_a_lost_key_is_a_finding_not_an_error(shop):
    (shop.folder / "secret.key").unlink()
    assert "unreadable" in names(open_shop(shop.folder))


def test_a_shop_in_use_is_said_to_be(shop):
    with FolderLock(shop.folder / "lock").held():
        assert "busy" in names(shop)
