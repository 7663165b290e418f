from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from parcours.cli import main
from parcours.demo.generate import record
from parcours.demo.simulate.run import Scenario

FUNNEL = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")
ANALYSES = ("funnel", "stages", "journeys", "drop-offs", "transitions", "frictions", "outages", "map")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The shop of a small artificial sample; tests only read it."""
    folder = tmp_path_factory.mktemp("demo")
    sample = folder / "sample.parquet"
    record(sample, Scenario(profiles=2_000, months=12, seed=1, end=date(2026, 7, 1)))
    words = ["import", sample, "--shop", folder / "shop", "--currency", "EUR"]
    with pytest.raises(SystemExit, match="0"):
        main([str(word) for word in words])
    return folder / "shop"


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_answers_as_json_with_its_definition(parcours, demo, name):
    done = parcours(name, "--shop", demo, "--json")
    assert done.code == 0, done.err
    assert {"what", "formula", "exactness"} <= done.data["definition"].keys()


@pytest.mark.parametrize("name", ANALYSES[:-1])
def test_every_analysis_prints_a_table_and_says_how_it_was_computed(parcours, demo, name):
    done = parcours(name, "--shop", demo)
    assert done.code == 0, done.err
    assert "┃" in done.out
    assert "exact" in done.err or "estimated" in done.err
    assert "\x1b" not in done.out


def test_filters_narrow_what_is_asked(parcours, demo):
    def first(*words):
        return parcours("funnel", *FUNNEL, "--shop", demo, "--json", *words).data["rows"][0]["profiles"]

    everybody = first()
    phones, others = (
        first("--where", "device=phone"),
        first("--where", "device=desktop", "--where", "device=tablet"),
    )
    assert 0 < phones < everybody
    assert max(phones, others) < everybody <= phones + others  # some come by both
    assert 0 < first("--from", "2026-02-01", "--to", "2026-02-28") < everybody


def test_a_funnel_by_device_adds_up(parcours, demo):
    rows = parcours("funnel", *FUNNEL, "--shop", demo, "--by", "device", "--json").data["rows"]
    whole = parcours("funnel", *FUNNEL, "--shop", demo, "--json").data["rows"]
    assert sum(row["profiles"] for row in rows if row["step"] == FUNNEL[0]) == whole[0]["profiles"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["funnel", "Lamp Rubbed"], "Lamp Rubbed"),
        (["funnel", *FUNNEL, "--within", "soon"], "soon"),
        (["funnel", *FUNNEL, "--by", "shoe_size"], "shoe_size"),
        (["stages", "--to", "yesterday"], "yesterday"),
        (["transitions", "--from", "2026-03-01", "--to", "2026-02-01"], "before"),
    ],
)
def test_a_wrong_word_is_named(parcours, demo, words, says):
    done = parcours(*words, "--shop", demo)
    assert done.code == 1
    assert says in done.err


def test_the_map_is_one_file_and_causes_and_the_three_biggest_leaks_are_told(parcours, demo, tmp_path):
    done = parcours("map", "--shop", demo)
    assert done.code == 0, done.err
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    causes, leaks = done.out.split("Where the most is lost")
    assert causes.startswith(("What costs you orders", "Nothing found yet"))
    assert re.findall(r"^(\d)\. ", leaks, re.MULTILINE) == ["1", "2", "3"]


@pytest.mark.parametrize(("language", "title"), [("fr", "Carte du parcours"), ("he", "מפת")])
def test_the_map_speaks_the_language_asked_for(parcours, demo, tmp_path, language, title):
    assert parcours("map", "--shop", demo, "--lang", language).code == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert f'lang="{language}"' in page
    assert title in page


def test_the_map_comes_in_every_form_that_is_asked_for(parcours, demo, tmp_path):
    assert parcours("map", "--shop", demo, "--svg", "--png", "--pdf", "-o", "a.html").code == 0
    starts = {path.suffix: path.read_bytes()[:5] for path in Path(tmp_path).glob("a.*")}
    assert starts == {".svg": starts[".svg"], ".png": b"\x89PNG\r", ".pdf": b"%PDF-"}
    assert starts[".svg"].startswith(b"<svg")


def test_the_form_follows_the_suffix(parcours, demo, tmp_path):
    assert parcours("map", "--shop", demo, "-o", "carte.PDF").code == 0
    assert (tmp_path / "carte.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("place", ["map.docx", "nowhere/map.html"])
def test_a_place_that_cannot_be_written_is_named(parcours, demo, place):
    done = parcours("map", "--shop", demo, "-o", place)
    assert done.code == 1
    assert place in done.err


def test_bench_measures_generated_touchpoints(parcours):
    done = parcours("bench", "--touchpoints", "20000", "--json")
    assert done.code == 0, done.err
    assert done.data["touchpoints"] == 20_000
    assert all(seconds > 0 for seconds in done.data["seconds"].values())
