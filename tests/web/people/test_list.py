"""The list of people shows whom the address asks for, and no more of them than the reader may see."""

from __future__ import annotations

import csv
import re

import pytest
from tests.web.explore.shop import signed_in
from tests.web.people.shop import NOW, answer, walked

from parcours.people.models import Profile
from parcours.people.services import correct, exclude
from parcours.shop import Shop
from parcours.state.actor import TERMINAL
from parcours.state.audit import AuditEntry

pytestmark = pytest.mark.django_db
RLO = "\u202e"
FORMULA = '=HYPERLINK("http://x","y")'
NAMES = ("<script>alert(1)</script>", f"{RLO}gnp.exe", FORMULA, "נועה בן־דוד", "@SUM(A1)")
LINK = re.compile(r'<a href="/people/(-?\d+)/"')


@pytest.fixture
def hostile(shop: Shop) -> None:
    """Some people with names that want more than to be read."""
    known = Profile.objects.filter(known=True).order_by("-last_seen")
    for person, name in zip(known, NAMES, strict=False):
        correct(TERMINAL, person.pk, "name", name, now=NOW)


def total(page: str) -> int:
    found = re.search(r"([\d,]+) profiles?<", page)
    assert found, page[:2000]
    return int(found[1].replace(",", ""))


def test_the_count_is_everybody_who_was_seen(shop: Shop) -> None:
    assert total(answer("/people/")) == Profile.objects.count()


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("stage=retention", {"stage": "retention"}),
        ("who=customer&country=FR", {"orders__gt": 0, "country": "FR"}),
        ("who=anonymous", {"known": False}),
        ("orders=1-1", {"orders": 1}),
        ("orders=2-", {"orders__gte": 2}),
        ("value=5000-9999", {"value__gte": 5000, "value__lte": 9999}),
        ("language=he", {"language": "he"}),
        ("channel=paid+search", {"channel": "paid search"}),
        ("consent=email:no", {"agrees_email": False}),
        ("consent=email:yes", {"agrees_email": True}),
    ],
)
def test_filters_choose_as_they_say(shop: Shop, asked: str, chosen: dict[str, object]) -> None:
    expected = Profile.objects.filter(**chosen).count()
    page = answer(f"/people/?{asked}")
    assert ("Nobody fits" in page) if not expected else total(page) == expected


def test_what_is_chosen_can_be_taken_off_by_itself(shop: Shop) -> None:
    page = answer("/people/?stage=retention&who=customer")
    assert re.search(r'class="chip" href="\?who=customer">Stage: <bdi>Retention', page)


def test_every_page_together_is_everybody_once(shop: Shop) -> None:
    found = [number for page in walked("/people/") for number in LINK.findall(page)]
    assert len(found) == len(set(found)) == Profile.objects.count()


def test_the_most_valuable_come_first_where_value_is_asked_for(shop: Shop) -> None:
    best = Profile.objects.order_by("-value").values_list("id", flat=True)[0]
    assert LINK.findall(answer("/people/?sort=-value"))[0] == str(best)


def test_names_are_read_and_do_nothing(hostile: None) -> None:
    page = answer("/people/?who=known")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert RLO not in page
    assert "gnp.exe" in page


def test_people_are_found_by_a_piece_of_their_name(hostile: None) -> None:
    assert total(answer("/people/?q=בן־דוד")) == 1
    assert "No profile fits all of these filters" in answer("/people/?q=nobody+is+called+so")


def test_who_may_not_see_names_reads_initials_and_searches_nothing(hostile: None) -> None:
    page = answer("/people/?q=בן־דוד&who=known", role="viewer")
    assert "cannot search" in page
    assert 'type="search"' not in page
    assert "נועה" not in page
    assert "נ. ב." in page
    assert total(page) == Profile.objects.filter(known=True).count()


def test_the_file_has_everybody_and_computes_nothing(hostile: None) -> None:
    response = signed_in().post("/people/export/?who=known")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    assert len(lines) == 1 + Profile.objects.filter(known=True).count()
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "@", "\t"))]
    assert RLO not in text
    assert "'=HYPERLINK" in text
    assert AuditEntry.objects.filter(action="people.exported").count() == 1


def test_the_file_is_for_those_who_see_names(shop: Shop) -> None:
    assert signed_in("analyst").post("/people/export/").status_code == 403
    assert signed_in("owner").get("/people/export/").status_code == 405


def test_who_is_left_out_stands_in_a_list_of_their_own(shop: Shop) -> None:
    one = Profile.objects.order_by("id")[0]
    exclude(TERMINAL, one.pk, "staff", now=NOW)
    assert total(answer("/people/?left_out=1")) == 1
    assert f"/people/{one.pk}/" not in "".join(walked("/people/"))


@pytest.mark.parametrize(
    "asked",
    [
        "stage=%00&who=x&flag=<script>&orders=-&value=9999999999999999999-&seen=in-x",
        "country=%27%3B--&language=%F0%9F%92%A9&consent=:yes&sort=name",
        "orders=999999999999999-&seen=before-365&left_out=2",
    ],
)
def test_what_makes_no_sense_is_left_out(shop: Shop, asked: str) -> None:
    assert "<script>" not in answer(f"/people/?{asked}").replace("<script src", "")


def test_a_page_that_is_none_says_so(shop: Shop) -> None:
    assert signed_in().get("/people/?cursor=abc").status_code == 400


def test_an_empty_shop_says_what_to_do(db: None) -> None:
    assert "Nothing has happened here yet" in answer("/people/")


@pytest.mark.parametrize("language", ["fr", "he"])
def test_other_languages_say_it_in_theirs(shop: Shop, language: str) -> None:
    page = answer("/people/?stage=retention&orders=2-", language=language)
    assert "Last seen" not in page
    assert f'lang="{language}"' in page
