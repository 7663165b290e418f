"""Every row of a list is on one page, whichever way one turns them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.state.things import Thing

from parcours.errors import InputError
from parcours.state.paging import Page, Sort, page

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("things")


def fill(days: list[int]) -> None:
    Thing.objects.all().delete()
    Thing.objects.bulk_create(
        Thing(id=number, at=NOW + timedelta(days=day, microseconds=day), text="x")
        for number, day in enumerate(days, 1)
    )


def turned(sort: Sort, size: int, *, cursor: str = "", back: bool = False) -> list[Page[Thing]]:
    pages = []
    while not pages or cursor:
        pages.append(page(Thing.objects.all(), sort, cursor=cursor, size=size))
        cursor = pages[-1].previous if back else pages[-1].next
    return pages


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5), st.booleans())
def test_pages_forwards_and_backwards_are_the_whole_list_in_order(
    days: list[int], size: int, descending: bool
) -> None:
    fill(days)
    direction = "-" if descending else ""
    whole = list(Thing.objects.order_by(f"{direction}at", f"{direction}pk"))
    pages = turned(Sort("at", descending=descending), size)
    assert [row for piece in pages for row in piece.rows] == whole
    assert not pages[0].previous
    back = turned(Sort("at", descending=descending), size, cursor=pages[-1].previous, back=True)
    before = pages[:-1] if pages[-1].previous else pages
    assert [piece.rows for piece in reversed(back)] == [piece.rows for piece in before]


def test_a_row_that_comes_in_front_does_not_shift_the_next_page() -> None:
    fill([1, 2, 3, 4])
    first = page(Thing.objects.all(), Sort("at"), size=2)
    Thing.objects.create(id=9, at=NOW + timedelta(days=9), text="x")
    second = page(Thing.objects.all(), Sort("at"), cursor=first.next, size=2)
    assert [row.pk for row in (*first.rows, *second.rows)] == [4, 3, 2, 1]


def test_a_list_can_be_sorted_by_texts_and_numbers() -> None:
    fill([0, 0, 0])
    for column in ("id", "text"):
        pages = turned(Sort(column, descending=False), 1)
        assert [row.pk for piece in pages for row in piece.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    "cursor", ["x", "ÿ", "W10", "e30", "WzEsMixmYWxzZV0", "WyIyMDI2IiwiYSIsMF0", "bnVsbA"]
)
def test_a_cursor_that_is_none_is_told_so(cursor: str) -> None:
    fill([1])
    with pytest.raises(InputError, match="no such page"):
        page(Thing.objects.all(), Sort("at"), cursor=cursor)
