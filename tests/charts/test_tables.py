"""Tables in pages and in terminals."""

from __future__ import annotations

import io

from rich.console import Console

from parcours.charts import Field, Table, html_table, rich_table

TABLE = Table(
    "Steps & counts",
    (
        Field("step", "text", ["<view>", None]),
        Field("profiles", "count", [4210, None]),
        Field("revenue", "money", [123_450, 0]),
    ),
    currency="GBP",
)


def test_html_has_caption_heads_and_row_heads() -> None:
    html = html_table(TABLE)
    assert "<caption>Steps &amp; counts</caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 2
    assert "<bdi>&lt;view&gt;</bdi>" in html


def test_html_tells_unknown_from_zero() -> None:
    html = html_table(TABLE, "en")
    assert '<td class="pc-number"><bdi>–</bdi></td>' in html
    assert "£0.00" in html


def test_a_terminal_shows_the_same_values_and_no_markup_of_rich() -> None:
    out = io.StringIO()
    table = Table("x", (Field("step", "text", ["[bold]name[/bold]"]), Field("n", "count", [4210])))
    Console(file=out, width=80).print(rich_table(table))
    assert "[bold]name[/bold]" in out.getvalue()
    assert "4,210" in out.getvalue()


def test_people_read_words_and_programs_read_names() -> None:
    fields = (
        Field("median_in_stage", "duration", [60]),
        Field("p90_seconds", "duration", [90], "9 in 10 within"),
        Field("mean_seconds", "duration", [70], detail=True),
    )
    table = Table("Times", fields)
    html = html_table(table)
    assert "median in stage" in html
    assert "9 in 10 within" in html
    assert "mean" not in html
    assert table.rows() == [{"median_in_stage": 60, "p90_seconds": 90, "mean_seconds": 70}]
