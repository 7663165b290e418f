"""What is read from the journeys follows the shop's templates as soon as somebody changes one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from parcours.journeys import Journeys
from parcours.journeys.stages import Template
from parcours.shop import Settings, Shop
from parcours.shop.templates import put_template
from parcours.stream.upkeep import Upkeep

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_changed_rules_are_read_at_once_and_broken_ones_stop_nothing(tmp_path: Path) -> None:
    shop = Shop.create(tmp_path / "shop", Settings(name="Tea"))
    read: list[str] = []

    def reader(journeys: Journeys, _: datetime) -> None:
        read.append(journeys.templates.rules)

    upkeep = Upkeep(shop, (reader,), lambda: NOW)
    upkeep.keep()
    upkeep.keep()
    assert len(read) == 1
    put_template(shop.folder, "stages", Template.load().to_yaml().replace("visits: 2", "visits: 3"))
    upkeep.keep()
    assert len(read) == 2
    assert read[0] != read[1]
    (shop.folder / "stages.yaml").write_text("version: 1\n", "utf-8")
    upkeep.keep()
    assert len(read) == 2
    (shop.folder / "stages.yaml").unlink()
    upkeep.keep()
    assert read[2:] == read[:1]
