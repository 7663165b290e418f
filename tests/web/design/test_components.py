"""Parts say what they are to everybody, and keep what people wrote harmless."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from parcours.web.design import components as parts
from parcours.web.design import formats
from parcours.web.design.examples import everything

EMPTY = parts.Empty("Nobody", "Import something.")
COLUMNS = (parts.Column("Name", sort="name"), parts.Column("Spent", "number", "spent"))
Shown = Callable[..., str]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin in English, whatever was spoken before."""
    with translation.override("en"):
        yield


@pytest.fixture
def shown() -> Iterator[Shown]:
    """Draw a part as a page would at an address, in a language."""

    def draw(it: parts.Component, address: str = "/people/", language: str = "en") -> str:
        with translation.override(language):
            template = engines["django"].from_string("{% show it %}")
            return template.render({"it": it}, RequestFactory(HTTP_HOST="localhost").get(address))

    return draw


def test_what_people_wrote_stays_text_in_its_own_direction(shown: Shown) -> None:
    page = shown(parts.Table("People", COLUMNS, [parts.Row(("<script>x</script>", "נועה"))], EMPTY))
    assert "<script>" not in page
    assert "<bdi>&lt;script&gt;x&lt;/script&gt;</bdi>" in page
    assert "<bdi>נועה</bdi>" in page


def test_a_table_without_rows_says_what_to_do(shown: Shown) -> None:
    page = shown(parts.Table("People", COLUMNS, [], EMPTY))
    assert "Import something." in page
    assert "<table" not in page


def test_a_heading_sorts_most_first_and_then_turns_around(shown: Shown) -> None:
    rows = [parts.Row(("Ana", "1"))]
    unsorted = shown(parts.Table("People", COLUMNS, rows, EMPTY), "/people/?stage=retention&cursor=x")
    assert 'href="?stage=retention&amp;sort=-spent"' in unsorted
    page = shown(parts.Table("People", COLUMNS, rows, EMPTY, sort="-spent"))
    assert 'aria-sort="descending"><a href="?sort=spent">' in page
    assert page.count("aria-sort") == 1


def test_a_row_must_fill_its_columns() -> None:
    with pytest.raises(ValueError, match="shorter"):
        _ = parts.Table("People", COLUMNS, [parts.Row(("Ana",))], EMPTY).lines


def test_pages_keep_the_rest_of_the_address(shown: Shown) -> None:
    page = shown(parts.Pager(next="abc"), "/people/?sort=-spent&cursor=old")
    assert 'rel="next" href="?sort=-spent&amp;cursor=abc"' in page
    assert 'rel="prev"' not in page


def test_a_filter_keeps_what_it_does_not_ask_and_can_be_taken_off(shown: Shown) -> None:
    stage = parts.Filter("stage", "Stage", (parts.Option("retention", "Retention"),), "retention")
    page = shown(parts.FilterBar((stage,)), "/people/?period=7&stage=retention&cursor=x")
    assert '<input type="hidden" name="period" value="7">' in page
    assert 'name="cursor"' not in page
    assert 'class="chip" href="?period=7"' in page


def test_a_value_that_no_filter_offers_is_not_chosen() -> None:
    stage = parts.Filter("stage", "Stage", (parts.Option("retention", "Retention"),), "<b>")
    assert parts.FilterBar((stage,)).chosen == []


@pytest.mark.parametrize(
    ("change", "kind", "way"),
    [
        (parts.Change(0.2), "good", "up"),
        (parts.Change(-0.2), "bad", "down"),
        (parts.Change(0.2, "down"), "bad", "up"),
        (parts.Change(-0.2, "neither"), "plain", "down"),
        (parts.Change(0.0001), "plain", "same"),
        (parts.Change(None), "plain", "same"),
    ],
)
def test_more_is_good_only_where_it_is(change: parts.Change, kind: str, way: str) -> None:
    assert (change.kind, change.way) == (kind, way)


def test_a_change_is_told_to_those_who_cannot_see_the_arrow(shown: Shown) -> None:
    assert '<span class="hidden">less by</span>−20%' in shown(parts.Change(-0.2))


def test_every_number_says_how_it_is_computed(shown: Shown) -> None:
    page = shown(parts.Stat("Orders", "12", parts.Definition("Paid orders.", (("From", "1 May"),))))
    assert "<summary>How is this computed?</summary>" in page
    assert "<dt>From</dt><dd>1 May</dd>" in page


@pytest.mark.parametrize("values", [(3,), (3, 3, 3), (1, 5, 2)])
def test_a_line_stays_in_its_box(values: tuple[float, ...]) -> None:
    points = [tuple(map(float, pair.split(","))) for pair in parts.Sparkline(values, "x").points.split()]
    assert len(points) == len(values)
    assert all(2 <= x <= 118 and 2 <= y <= 30 for x, y in points)


def test_progress_asks_until_it_is_done(shown: Shown) -> None:
    assert 'hx-get="/job/"' in shown(parts.Progress("Reading", 1, 2, "/job/"))
    assert "hx-get" not in shown(parts.Progress("Reading", 2, 2, "/job/"))


def test_what_happened_stands_under_the_shops_day(shown: Shown) -> None:
    moments = [parts.Moment(datetime(2026, 6, day, 9, tzinfo=UTC), "Order") for day in (2, 2, 1)]
    assert shown(parts.Timeline(moments)).count("<h3>") == 2


def test_hebrew_writes_the_sign_before_the_number() -> None:
    with translation.override("he"):
        assert formats.change(0.12) == "\u200e+12%"
        assert formats.change(-0.12) == "\u200e−12%"


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_part_of_the_examples_can_be_drawn(shown: Shown, language: str) -> None:
    with translation.override(language):
        made = everything(QueryDict())
    drawn = [value for value in made.values() if hasattr(value, "template")]
    drawn += [part for value in made.values() if isinstance(value, list) for part in value]
    assert len(drawn) > 25
    assert all(shown(part, language=language) for part in drawn)
