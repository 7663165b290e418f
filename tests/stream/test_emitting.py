"""What reactions emit is in the log once, and is told like everything else."""

from __future__ import annotations

import pyarrow as pa
import pytest

from parcours.stream import emitting
from parcours.stream.emitting import Emission
from parcours.stream.models import Emitted
from parcours.stream.registry import Reaction, Rooms

pytestmark = pytest.mark.django_db(transaction=True)


def noticing(arrived):
    """Emit a notice for each live product view."""
    seen = arrived.rows.filter(pa.compute.equal(arrived.rows["event"], "Product Viewed"))
    if not arrived.live or not len(seen):
        return ()
    rows = seen.select(["profile_id", "timestamp"]).append_column("event", pa.array(["Noticed"] * len(seen)))
    return [Emission(rows, seen["message_id"].to_pylist())]


@pytest.fixture
def rooms(listener):
    return Rooms(
        reactions=(
            Reaction("listener", listener.follow, listener.forget_derived),
            Reaction("noticing", noticing, lambda: None),
        )
    )


def logged(shop, event):
    rows = pa.Table.from_batches(shop.log.read(["event", "source", "message_id"]))
    return rows.filter(pa.compute.equal(rows["event"], event)).to_pylist()


def test_what_is_emitted_is_told_and_logged_once(stream, send, listener, shop):
    send("m1", "m2")
    stream.drain()
    stream.drain()
    notices = logged(shop, "Noticed")
    assert [each["source"] for each in notices] == ["parcours", "parcours"]
    assert len(listener.names) == len(set(listener.names)) == 4
    assert not Emitted.objects.exists()


def test_the_same_cause_emits_the_same_touchpoint(stream, send, shop):
    send("m1")
    stream.drain()
    before = logged(shop, "Noticed")
    stream.restart()
    stream.drain()
    send("m1")
    stream.drain()
    assert logged(shop, "Noticed") == before


def test_appended_again_after_a_crash_it_is_in_the_log_once(stream, send, shop):
    send("m1")
    stream.step()
    stream.follow()
    kept = list(Emitted.objects.values())
    emitting.append(shop)
    Emitted.objects.bulk_create(Emitted(**each) for each in kept)
    emitting.append(shop)
    assert len(logged(shop, "Noticed")) == 1
    assert not Emitted.objects.exists()


def test_a_state_made_anew_emits_under_a_name_of_its_own(stream, send, shop):
    from parcours.stream.models import Position

    send("m1")
    stream.drain()
    Position.objects.all().delete()
    stream.recover()
    stream.drain()
    send("m2")
    stream.drain()
    assert len(logged(shop, "Noticed")) == 2
