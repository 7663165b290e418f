"""Putting many rows in at once means what putting them one by one means."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from django.db import DatabaseError
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.state.audit import AuditEntry
from parcours.state.upsert import Upsert, update

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def entries(**columns: list) -> pa.Table:
    """Rows of the audit log, which has columns of all kinds; those not named are the same in all."""
    count = len(columns["id"])
    rest = {"at": NOW, "actor_kind": "user", "actor_id": None, "actor_name": "", "action": "", "subject": ""}
    known = {name: [value] * count for name, value in rest.items()} | {"details": ["{}"] * count} | columns
    types = {"at": pa.timestamp("us", tz="UTC"), "id": pa.int64(), "actor_id": pa.int64()}
    return pa.table({name: pa.array(values, types.get(name)) for name, values in known.items()})


def values(*names: str, model: type[Model] = AuditEntry) -> list[tuple]:
    return list(model._default_manager.order_by("pk").values_list(*names))


def test_new_rows_are_put_in_with_values_of_every_kind() -> None:
    moment = NOW + timedelta(microseconds=7)
    rows = entries(id=[2, 1], at=[NOW, moment], actor_id=[None, 1 << 62], details=['{"a": [1]}', "{}"])
    Upsert(AuditEntry, ("id",), {}).put(rows)
    assert values("id", "at", "actor_id", "details") == [
        (1, moment, 1 << 62, {}),
        (2, NOW, None, {"a": [1]}),
    ]


def test_moments_are_found_by_what_django_says_of_them() -> None:
    Upsert(AuditEntry, ("id",), {}).put(entries(id=[1, 2], at=[NOW, NOW + timedelta(microseconds=10)]))
    assert AuditEntry.objects.filter(at=NOW).count() == 1
    assert AuditEntry.objects.filter(at__gt=NOW).count() == 1
    assert AuditEntry.objects.filter(at__gte=NOW).count() == 2


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
    put = Upsert(AuditEntry, ("id",), {"actor_id": change})  # type: ignore[dict-item]
    put.put(entries(id=[1], actor_id=[old], subject=["first"]))
    put.put(entries(id=[1], actor_id=[new], subject=["second"]))
    assert values("actor_id", "subject") == [(after, "first")]


def test_older_rows_change_nothing_and_equally_old_ones_do() -> None:
    put = Upsert(AuditEntry, ("id",), {"subject": "replace", "at": "replace"}, newer="at")
    for moment, subject in ((NOW, "a"), (NOW - timedelta(microseconds=1), "b"), (NOW, "c")):
        put.put(entries(id=[1], at=[moment], subject=[subject]))
    assert values("at", "subject") == [(NOW, "c")]


def test_what_both_databases_would_not_take_alike_is_taken_out_or_refused() -> None:
    Upsert(AuditEntry, ("id",), {}).put(entries(id=[1], subject=["a\0b"]))
    assert values("subject") == [("ab",)]


def test_update_leaves_rows_that_are_not_there_and_columns_not_named() -> None:
    Upsert(AuditEntry, ("id",), {}).put(entries(id=[1, 2], subject=["a", "b"]))
    rows = pa.table({"id": [2, 3], "actor_id": pa.array([None, 5], pa.int64()), "action": ["z", "z"]})
    update(AuditEntry, "id", rows)
    assert values("id", "actor_id", "action", "subject") == [(1, None, "", "a"), (2, None, "z", "b")]


def test_nothing_is_done_with_no_rows() -> None:
    Upsert(AuditEntry, ("id",), {"actor_id": "add"}).put(entries(id=[1])[:0])
    assert values("id") == []


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(DatabaseError):
        Upsert(AuditEntry, ("id",), {}).put(entries(id=[1], subject=[None]))


deeds = st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds, st.integers(1, 7))
def test_sums_are_the_same_however_the_rows_are_cut(told: list[tuple[int, int]], size: int) -> None:
    AuditEntry.objects.all().delete()
    put = Upsert(AuditEntry, ("id",), {"actor_id": "add"})
    for start in range(0, len(told), size):
        sums: dict[int, int] = {}
        for key, number in told[start : start + size]:
            sums[key] = sums.get(key, 0) + number
        put.put(entries(id=list(sums), actor_id=list(sums.values())))
    keys = sorted({key for key, _ in told})
    assert values("id", "actor_id") == [(key, sum(n for k, n in told if k == key)) for key in keys]
