"""People keep up with the journeys in the worker's quiet moments."""

from __future__ import annotations

from datetime import timedelta

from tests.people.conftest import NOON

from parcours.people import stages
from parcours.people.models import Profile, Settled
from parcours.stream.upkeep import Upkeep


def test_stages_follow_the_index_whenever_something_came_in(people):
    people.tell({"user": "u1", "event": "Order Completed", "order_id": "1", "revenue_shop": 500})
    assert Profile.objects.values_list("stage", "orders").get() == ("awareness", 0)
    later = NOON + timedelta(days=1)
    upkeep = Upkeep(people.shop, (stages.refresh,), lambda: later)
    upkeep.keep()
    assert Profile.objects.values_list("stage", "orders").get() == ("conversion", 1)
    assert Settled.objects.get().as_of == stages.microseconds(later)
