"""The journey map as a page: whole, honest about what is unknown, safe, in three languages."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.charts.journey_map.maps import EMPTY, ORDERS, RICH

from parcours.charts.journey_map import Spot, map_fragment, map_page
from parcours.charts.journey_map.phrases import BOOK
from parcours.words import LANGUAGES

every_language = pytest.mark.parametrize("language", LANGUAGES)
_VOID = {"meta", "rect", "link"}


class _Nesting(HTMLParser):
    """Collects every element, and those left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag


@every_language
@pytest.mark.parametrize("drawn", [RICH, ORDERS, EMPTY], ids=["rich", "orders", "empty"])
def test_the_page_is_one_well_nested_document(drawn: object, language: str) -> None:
    page = map_page(drawn, language)
    nesting = _Nesting()
    nesting.feed(page)
    assert nesting.open == []
    assert len(nesting.ids) == len(set(nesting.ids))
    assert nesting.headings[0] == 1
    steps = zip(nesting.headings, nesting.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    direction = "rtl" if language == "he" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page


@every_language
def test_the_fragment_passes_a_strict_content_security_policy(language: str) -> None:
    assert not re.search(
        r"<script|<style|\sstyle=|\son\w+=|javascript:|https?:", map_fragment(RICH, language)
    )


def test_the_file_fetches_nothing() -> None:
    assert not re.search(r"(src|href)=|url\(|@import", map_page(RICH))


def test_the_headline_names_the_leaks_in_words_and_money() -> None:
    page = map_page(RICH, "en")
    assert "about £61,000 at risk" in page
    assert "£54,000 to £69,000" in page
    assert "Of 7,110 profiles who came to “Cart”, 2,900 went no further." in page


def test_the_three_costliest_causes_stand_above_the_leaks_in_words_and_money() -> None:
    page = map_page(RICH)
    assert "costs about £23,000" in page
    assert "£19,000 to £27,000" in page
    assert "After 81% of the orders with it no other one came within 74 days; after 62%" in page
    assert "Far more than elsewhere: Poste lente (1,420 of 1,890)" in page
    assert "Step “payment” stopped working" in page
    assert "From 4 Mar 2026 to 13 Mar 2026, of 214 who came (device: phone), 87% did not go on" in page
    assert "About 131 orders lost" in page
    assert page.index("costs about £23,000") < page.index("about £61,000 at risk")
    assert [page.index(name) for name in ("Delivered later", "Search without", "stopped working")] == sorted(
        page.index(name) for name in ("Delivered later", "Search without", "stopped working")
    )


def test_what_may_cost_nothing_is_said_so_and_has_no_cost() -> None:
    page = map_page(RICH)
    row = page[page.index('<th scope="row"><bdi>lamp rubbed') :]
    assert "not certain to cost anything" in row[: row.index("</tr>")]
    assert "£" not in row[: row.index("</tr>")]


def test_a_name_that_runs_against_the_language_stays_in_one_piece() -> None:
    assert "\u2068TIL-0042\u2069" in map_page(RICH, "he")
    assert "\u2068" not in map_page(RICH, "en")
    hebrew = replace(RICH.pains[1], spot=Spot("קומקום", 3))
    assert "\u2068קומקום\u2069" in map_page(replace(RICH, pains=(hebrew,)))


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("field_refused", "phone", "le plus souvent : numéro de téléphone (9)"),
        ("long_silence", "delivery", "le plus souvent : livraison (9)"),
        ("payment_error", "card", "le plus souvent : carte bancaire (9)"),
        ("field_refused", "loyalty_no", "le plus souvent : loyalty_no (9)"),
        ("search_without_result", "card", "le plus souvent : card (9)"),
    ],
)
def test_where_a_pain_is_met_is_said_in_words_where_it_is_no_name_of_the_shops_own(
    kind: str, code: str, said: str
) -> None:
    pain = replace(RICH.pains[1], kind=kind, spot=Spot(code, 9))
    page = map_page(replace(RICH, pains=(pain,)), "fr")
    assert said in page.lower().replace("\u00a0", " ").replace("\u202f", " ")


def test_an_outage_is_told_in_words() -> None:
    page = map_page(RICH, "he")
    assert "תקלה בצעד ״תשלום״" in page
    assert "מכשיר: טלפון" in page


def test_causes_without_prices_are_told_in_people() -> None:
    pain = replace(RICH.pains[0], cost=None)
    page = map_page(replace(RICH, pains=(pain,)))
    assert "about 361 more lost than without it" in page
    assert "not in money yet" in page


def test_nothing_certain_is_no_headline() -> None:
    page = map_page(replace(RICH, pains=RICH.pains[-1:]))
    assert "Nothing found yet that certainly costs orders." in page


def test_what_the_shop_named_is_escaped() -> None:
    spot, halt = Spot("<i>tea</i>", 3), replace(RICH.pains[2].halt, step="<u>pay</u>", value="<s>")
    page = map_page(
        replace(RICH, pains=(replace(RICH.pains[0], spot=spot), replace(RICH.pains[2], halt=halt)))
    )
    assert not re.search("<(i|u|s)>", page)
    assert "&lt;i&gt;tea&lt;/i&gt;" in page
    assert "&lt;u&gt;pay&lt;/u&gt;" in page


def test_orders_alone_say_what_is_unknown_and_what_to_do() -> None:
    page = map_page(ORDERS)
    assert page.count('class="pc-stage pc-silent"') == 3
    assert "No loss can be named yet" in page
    assert "how many were left behind is unknown" in page
    assert "Import the shop’s reviews." in page


def test_nothing_measured_is_never_a_zero() -> None:
    shown = re.sub(r"<[^>]+>", " ", map_fragment(ORDERS))
    assert not re.search(r"(?<![\d.,:-])0(?![\d.,:-])", shown)


def test_an_empty_log_shows_only_how_to_begin() -> None:
    page = map_page(EMPTY)
    assert "No touchpoints yet." in page
    assert "Import the shop’s order export." in page
    assert "pc-stage" not in page.split("</style>")[1]


def test_each_number_of_going_on_has_its_n() -> None:
    page = map_page(RICH)
    for stage in RICH.stages:
        assert f"{stage.onward.profiles:,} of {stage.onward.of:,} within 30 days" in page


def test_every_section_with_numbers_says_how_they_are_computed() -> None:
    assert map_page(RICH).count("How is this computed?") == 4


def test_flags_that_nobody_bears_are_left_out() -> None:
    page = map_page(RICH)
    assert "Of 2,890 customers: at risk 610 · lost 160" in page
    assert "complaint open" not in page


@every_language
def test_every_phrase_is_said_in_every_language_with_the_same_values(language: str) -> None:
    assert _values(BOOK.phrases(language)) == _values(BOOK.phrases("en"))


@every_language
def test_every_phrase_of_several_forms_has_both(language: str) -> None:
    forms = [word for key, word in BOOK.phrases(language).items() if isinstance(word, dict) and "one" in word]
    assert forms
    assert all(word.keys() == {"one", "other"} for word in forms)


def test_one_is_told_in_the_singular() -> None:
    leak = replace(RICH.leaks[0], n=1, too_recent=1)
    pain = replace(RICH.pains[0], n=1)
    told = {
        language: map_page(replace(RICH, leaks=(leak,), pains=(pain,)), language) for language in LANGUAGES
    }
    assert ">1 profile<" in told["en"]
    assert ">1 profil<" in told["fr"]
    assert "1 n’est pas allé plus loin" in told["fr"]
    assert ">פרופיל אחד<" in told["he"]
    assert "אחד לא המשיך הלאה" in told["he"]


def test_french_signs_stand_after_a_space_that_does_not_break() -> None:
    plain = re.compile(r"\S [;:?!%»]|« ")
    assert [word for word in _texts(BOOK.phrases("fr")) if plain.search(word)] == []


def _texts(words: dict[str, Any]) -> list[str]:
    return [
        text for word in words.values() for text in (_texts(word) if isinstance(word, dict) else [str(word)])
    ]


def _values(words: dict[str, Any]) -> dict[str, object]:
    return {key: _names(word) for key, word in words.items()}


def _names(word: Any) -> object:
    """Return the values that a phrase takes; a form for one may write its number out."""
    if isinstance(word, dict):
        return _names(word["other"]) if "other" in word else _values(word)
    return {name for _, name, _, _ in string.Formatter().parse(str(word)) if name}
