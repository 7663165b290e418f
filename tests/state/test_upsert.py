"""Putting many rows in at once means what putting them one by one means."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.state.things import Thing

from parcours.state.upsert import Upsert, update

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("things")


def rows(**columns: list) -> pa.Table:
    """Rows of things; the columns not named are the same in all."""
    count = len(columns["id"])
    rest = {"at": NOW, "number": None, "text": "", "flag": False, "more": "{}"}
    known = {name: [value] * count for name, value in rest.items()} | columns
    types = {"at": pa.timestamp("us", tz="UTC"), "id": pa.int64(), "number": pa.int64()}
    return pa.table({name: pa.array(values, types.get(name)) for name, values in known.items()})


def values(*names: str) -> list[tuple]:
    return list(Thing.objects.order_by("pk").values_list(*names))


def test_new_rows_are_put_in_with_values_of_every_kind() -> None:
    moment = NOW + timedelta(microseconds=7)
    more = ['{"a": [1]}', "{}"]
    put = rows(id=[2, 1], at=[NOW, moment], number=[None, 1 << 62], flag=[True, False], more=more)
    Upsert(Thing, ("id",), {}).put(put)
    assert values("id", "at", "number", "flag", "more") == [
        (1, moment, 1 << 62, False, {}),
        (2, NOW, None, True, {"a": [1]}),
    ]


def test_moments_are_found_by_what_django_says_of_them() -> None:
    Upsert(Thing, ("id",), {}).put(rows(id=[1, 2], at=[NOW, NOW + timedelta(microseconds=10)]))
    assert Thing.objects.filter(at=NOW).count() == 1
    assert Thing.objects.filter(at__gt=NOW).count() == 1
    assert Thing.objects.filter(at__gte=NOW).count() == 2


@pytest.mark.parametrize(
    ("change", "old", "new", "after"),
    [
        ("add", 2, 3, 5),
        ("least", 2, 3, 2),
        ("least", 3, 2, 2),
        ("least", None, 2, 2),
        ("least", 2, None, 2),
        ("greatest", 2, 3, 3),
        ("greatest", 3, 2, 3),
        ("greatest", None, 2, 2),
        ("greatest", 2, None, 2),
        ("first", 2, 3, 2),
        ("first", None, 3, 3),
        ("last", 2, 3, 3),
        ("last", 2, None, 2),
        ("replace", 2, None, None),
    ],
)
def test_a_row_that_is_there_changes_as_told(
    change: str, old: int | None, new: int | None, after: int | None
) -> None:
    put = Upsert(Thing, ("id",), {"number": change})  # type: ignore[dict-item]
    put.put(rows(id=[1], number=[old], text=["first"]))
    put.put(rows(id=[1], number=[new], text=["second"]))
    assert values("number", "text") == [(after, "first")]


def test_older_rows_change_nothing_and_equally_old_ones_do() -> None:
    put = Upsert(Thing, ("id",), {"text": "replace", "at": "replace"}, newer="at")
    for moment, text in ((NOW, "a"), (NOW - timedelta(microseconds=1), "b"), (NOW, "c")):
        put.put(rows(id=[1], at=[moment], text=[text]))
    assert values("at", "text") == [(NOW, "c")]


def test_what_both_databases_would_not_take_alike_is_taken_out_or_refused() -> None:
    Upsert(Thing, ("id",), {}).put(rows(id=[1], text=["a\0b"]))
    assert values("text") == [("ab",)]


def test_update_leaves_rows_that_are_not_there_and_columns_not_named() -> None:
    Upsert(Thing, ("id",), {}).put(rows(id=[1, 2], text=["a", "b"]))
    fresh = {"id": [2, 3], "number": pa.array([None, 5], pa.int64()), "flag": [True, True]}
    update(Thing, "id", pa.table(fresh))
    assert values("id", "number", "flag", "text") == [(1, None, False, "a"), (2, None, True, "b")]


def test_nothing_is_done_with_no_rows() -> None:
    Upsert(Thing, ("id",), {"number": "add"}).put(rows(id=[1])[:0])
    assert values("id") == []


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(DatabaseError):
        Upsert(Thing, ("id",), {}).put(rows(id=[1], text=[None]))


deeds = st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds, st.integers(1, 7))
def test_sums_are_the_same_however_the_rows_are_cut(told: list[tuple[int, int]], size: int) -> None:
    Thing.objects.all().delete()
    put = Upsert(Thing, ("id",), {"number": "add"})
    for start in range(0, len(told), size):
        sums: dict[int, int] = {}
        for key, number in told[start : start + size]:
            sums[key] = sums.get(key, 0) + number
        put.put(rows(id=list(sums), number=list(sums.values())))
    keys = sorted({key for key, _ in told})
    assert values("id", "number") == [(key, sum(n for k, n in told if k == key)) for key in keys]
