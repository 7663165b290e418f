"""Validation says what does not fit, and rejects nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.touchpoints import EVENTS, nearest, validate


def test_a_known_event_with_fitting_properties_has_no_findings():
    order = {
        "order_id": 17,
        "total": "12.50",
        "revenue": Decimal(10),
        "products": [{"sku": "A"}],
        "is_guest": True,
    }
    assert validate("Order Completed", order) == ()


def test_unknown_properties_and_missing_values_are_fine():
    assert validate("Order Completed", {"gift_wrap": object(), "total": None}) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("order completed", "Order Completed"),
        ("Order Complete", "Order Completed"),
        ("purchase", "Order Completed"),
        ("Prodct Viewed", "Product Viewed"),
        ("Lamp Rubbed", None),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one_as_a_hint(written, meant):
    assert nearest(written) == meant
    (finding,) = validate(written, {"total": "much"})
    assert (finding.event, finding.property) == (written, "")
    assert (repr(meant) in finding.message) == (meant is not None)


@pytest.mark.parametrize(
    ("name", "prop", "value", "said"),
    [
        ("Order Completed", "total", "12,50 €", "'total' should be an amount, not '12,50 €'."),
        ("Order Completed", "total", True, "'total' should be an amount, not true or false."),
        ("Order Completed", "total", float("nan"), "'total' should be an amount, not a number."),
        ("Order Completed", "is_guest", "no", "'is_guest' should be true or false, not 'no'."),
        ("Order Completed", "products", ["A"], "'products' should be a list of objects, not a list."),
        ("Order Completed", "order_id", {}, "'order_id' should be text, not an object."),
        ("Products Searched", "results", 1.5, "'results' should be a whole number, not a number."),
        ("Order Shipped", "promised_at", "soon", "'promised_at' should be a time (ISO 8601), not 'soon'."),
        ("Product List Filtered", "filters", "red", "'filters' should be a list, not 'red'."),
    ],
)
def test_a_wrong_type_is_named(name, prop, value, said):
    (finding,) = validate(name, {prop: value})
    assert (finding.event, finding.property, finding.message) == (name, prop, said)


@pytest.mark.parametrize("value", [datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T10:00:00Z", "2026-01-01"])
def test_times_may_be_iso_texts_or_datetimes(value):
    assert validate("Order Shipped", {"promised_at": value}) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(EVENTS), st.data())
def test_nothing_that_json_can_hold_breaks_validation(known, data):
    values = {each.name: data.draw(JSON) for each in known.properties[:6]}
    assert {finding.property for finding in validate(known.name, values)} <= set(values)
