"""The shop's orders and the analyses' orders are the same orders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as django
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commerce.made import NOW, Row, table, tell
from tests.commerce.test_reference import STREAMS

from parcours.commerce.left_out import publish
from parcours.commerce.models import Mark, Order
from parcours.commerce.reactions import forget_derived
from parcours.commerce.services import exclude_order
from parcours.journeys import Journeys
from parcours.journeys.orders import NEVER, Orders
from parcours.shop.left_out import left_out
from parcours.state.actor import TERMINAL

OWNERS = {"A": 1, "B": 1, "C": 2}


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stream=STREAMS, excluded=st.sets(st.sampled_from(sorted(OWNERS)), max_size=2))
def test_orders_count_here_as_in_the_analyses(stream, excluded):
    # Analyses count an order that two profiles tell of in both: here one profile tells of each.
    # Of two orders of one moment either may be the first: here no moment comes twice.
    stream = [
        Row({**row, "profile_id": OWNERS[row["order_id"]], "timestamp": row["timestamp"] + place})
        for place, row in enumerate(stream)
    ]
    with transaction.atomic():
        tell(stream)
        for left in Order.objects.filter(order_id__in=excluded, placed_at__isnull=False):
            exclude_order(TERMINAL, left.pk, reason="", now=NOW)
        publish()
        leaving = left_out(django.SHOP.folder)
        here = {
            order.order_id: (
                order.number,
                order.earned,
                order.placed_at,
                order.delivered_at,
                order.promised_at,
            )
            for order in Order.objects.filter(placed_at__isnull=False).exclude(order_id__in=excluded)
        }
        Mark.objects.all().delete()
        forget_derived()
        publish()
    assert here == _analysed(stream, leaving)


def _analysed(
    stream: list[dict[str, Any]], leaving: frozenset[tuple[str, str]]
) -> dict[str, tuple[Any, ...]]:
    journeys = Journeys.from_frame(table(stream), profile="profile_id", time="timestamp", event="event")
    found = {}
    for part in (replace(part, left_out=leaving) for part in journeys.parts):
        orders, name = Orders.told(part), part.column("order_id")
        for row in range(len(orders)):
            counts = orders.number[row] > 0
            moments = (int(orders.time[row]), orders.delivered[row], orders.promised[row])
            found[str(name.values[name.codes[orders.position[row]]])] = (
                int(orders.number[row]),
                int(orders.revenue[row]) if counts else 0,
                *(None if moment == NEVER else int(moment) for moment in moments),
            )
    return found
