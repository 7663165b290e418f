"""An import that leaves many small files merges them, and whoever reads meanwhile goes on."""

from __future__ import annotations

import pytest

from parcours.collect.importing.files import delimited
from parcours.shop import open_shop


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(delimited, "BLOCK", 300)


def events(first, rows):
    lines = (f"u{i % 9},view,2026-01-{i % 28 + 1:02},b{i % 7},p{i}\n" for i in range(first, first + rows))
    return "user,event,time,browser,product\n" + "".join(lines)


@pytest.mark.slow
def test_an_import_merges_its_small_files_under_the_eyes_of_readers(shop, write, small_blocks):
    shop.take_in(write(events(0, 200), "first.csv"))
    reader = open_shop(shop.shop.folder)
    snapshot, journeys = reader.log.snapshot(), reader.journeys()
    shop.take_in(write(events(200, 1_250), "second.csv"))
    files = shop.shop.log.snapshot().files
    assert len(files) < 5
    assert sum(file.rows for file in files) == 1_450
    assert sum(len(batch) for batch in reader.log.read(snapshot=snapshot)) == 200
    assert journeys.where(browser="b3").touchpoints == 29  # a column that is read only now
    assert reader.journeys().touchpoints == 1_450
    second = write(events(200, 1_250) + "u1,view,2026-02-01,b1,p1\n", "longer.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "BLOCK", 1 << 20)
        again = shop.take_in(second).counts
    assert (again.accepted, again.duplicates) == (1, 1_250)
