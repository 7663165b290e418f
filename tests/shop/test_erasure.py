from __future__ import annotations

import json
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.shop.linking import link

from parcours.errors import BusyError, InputError
from parcours.shop import Person, Shop, open_shop
from parcours.shop.lock import FolderLock
from parcours.touchpoints import SCHEMA

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
CANARY = "canary-ana@example.org"


def traces(folder):
    """Return the files of a folder that hold the canary, compressed columns included."""
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and holds(path)
    )


def holds(path):
    content = path.read_bytes()
    if path.suffix == ".parquet":
        content += json.dumps(pq.read_table(path).to_pylist(), default=str).encode()
    return b"canary" in content


@pytest.fixture
def ana(shop, told):
    """Ana: a visitor who became a customer, with rows before and after, and somebody else beside her."""
    ids = shop.identities
    visitor, email, user = (
        ids.leaf("anonymous", "canary-v"),
        ids.leaf("email", CANARY),
        ids.leaf("user", "canary-7"),
    )
    other = ids.leaf("anonymous", "somebody")
    link(ids, np.array([visitor, email]), np.array([email, user]))
    told(
        {"profile_id": visitor, "anonymous_id": "canary-v", "page_path": "/for/canary"},
        {"profile_id": other, "anonymous_id": "somebody", "page_path": "/", "text": "hello"},
        {"profile_id": user, "user_id": "canary-7", "properties": json.dumps({"email": CANARY})},
    )
    told({"profile_id": email, "user_id": CANARY, "search_query": "canary seed", "text": "I am canary"})
    told({"profile_id": other, "anonymous_id": "somebody", "page_path": "/tea"})
    shop.imports.mkdir()
    (shop.imports / "orders.csv.rejects.csv").write_text(f"line,reason,text\n7,no date,{CANARY}\n")
    journeys = shop.journeys()
    assert journeys.profiles == 2
    for column in ("page_path", "text", "search_query", "anonymous_id", "user_id", "properties"):
        journeys.where(**{column: "/"})
    return {"visitor": visitor, "email": email, "user": user, "other": other}


@pytest.mark.parametrize(
    "words",
    [{"email": CANARY.upper()}, {"user": "canary-7"}, {"anonymous": "canary-v"}, {"profile": "visitor"}],
)
def test_erasing_by_any_identifier_leaves_no_byte(shop, ana, words):
    assert len(traces(shop.folder)) >= 3
    named = {kind: ana[value] if kind == "profile" else value for kind, value in words.items()}
    report = shop.erase(Person(**named), NOW)
    assert (report.touchpoints, report.links, report.reject_files) == (3, 2, 1)
    assert traces(shop.folder) == []


def test_the_others_stay_as_they_were(shop, ana):
    shop.erase(Person(user="canary-7"), NOW)
    journeys = open_shop(shop.folder).journeys()
    assert (journeys.profiles, journeys.touchpoints) == (1, 2)
    assert journeys.where(page_path="/tea").touchpoints == 1
    assert [row["profile_id"] for batch in shop.log.read() for row in batch.to_pylist()] == [ana["other"]] * 2


def test_the_audit_says_that_it_was_done_but_not_to_whom(shop, ana):
    shop.erase(Person(email=CANARY), NOW)
    line = json.loads((shop.folder / "audit.ndjson").read_text())
    assert line == {
        "at": "2026-06-01T09:30:00+00:00",
        "action": "profile.erased",
        "touchpoints": 3,
        "links": 2,
        "reject_files": 1,
    }


def test_erasing_again_changes_nothing(shop, ana):
    shop.erase(Person(email=CANARY), NOW)
    before = shop.log.snapshot().version
    assert shop.erase(Person(user="canary-7"), NOW).touchpoints == 0
    assert shop.log.snapshot().version == before


def test_an_old_export_does_not_bring_the_person_back(shop, ana):
    again = [row for batch in shop.log.read() for row in batch.to_pylist()]
    shop.erase(Person(user="canary-7"), NOW)
    with shop.lock():
        appended = shop.log.append(pa.Table.from_pylist(again, SCHEMA), app="again", version=0)
    assert appended.accepted == 0
    assert traces(shop.folder) == []


def test_a_shared_tablet_is_not_erased_with_one_of_its_users(shop, told):
    tablet, one, two = (
        shop.identities.leaf(*who) for who in (("anonymous", "t"), ("user", "1"), ("user", "2"))
    )
    link(shop.identities, np.array([tablet, tablet]), np.array([one, two]))
    told({"profile_id": tablet}, {"profile_id": one}, {"profile_id": two})
    assert shop.erase(Person(user="1"), NOW).touchpoints == 1
    assert shop.journeys().profiles == 2


def test_nobody_named_is_an_input_error():
    with pytest.raises(InputError, match="Nobody is named"):
        Person()


def test_a_busy_shop_is_left_alone(shop, ana):
    with FolderLock(shop.folder / "lock").held(), pytest.raises(BusyError):
        shop.erase(Person(email=CANARY), NOW)
    assert shop.log.snapshot().rows == 5


def test_an_erasure_that_was_cut_off_is_ended_by_the_same_words(shop, ana, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("parcours.shop.identities.Identities.forget", killed)
    with pytest.raises(KeyboardInterrupt):
        shop.erase(Person(anonymous="canary-v"), NOW)
    monkeypatch.undo()
    after = Shop(shop.folder, shop.settings)
    assert after.erase(Person(anonymous="canary-v"), NOW).links == 2
    assert traces(shop.folder) == []
