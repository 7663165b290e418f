"""The map is home: the library's numbers, links to what is behind them, and what people add."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from tests.web.explore.shop import signed_in, whole

from parcours.charts import Formats
from parcours.shop import Shop
from parcours.state.access import Role
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.models import AuditEntry
from parcours.web.journey_map import services
from parcours.web.journey_map.errors import NoteError
from parcours.web.journey_map.models import Annotation
from parcours.web.journey_map.selectors import assumptions, notes_of, notes_of_days

pytestmark = pytest.mark.django_db
DAYS = "from=2026-02-01&to=2026-05-31"
NOW = datetime(2026, 6, 2, tzinfo=UTC)


def test_the_map_shows_what_the_library_draws(shop: Shop) -> None:
    drawn = shop.journeys().between("2026-02-01", "2026-05-31").journey_map()
    page = whole(signed_in(), f"/?{DAYS}")
    leak = drawn.leaks[0]
    assert leak.at_risk is not None
    assert Formats("en", currency="EUR").about(leak.at_risk.value) in page
    shown = re.findall(r"<b>([\d,]+ profiles?)</b>", page)
    assert [f"{stage.profiles:,} profiles" for stage in drawn.stages if stage.touchpoints] == shown[-5:]


def test_stages_are_those_of_the_whole_past_not_of_the_days_alone(shop: Shop) -> None:
    counts = shop.journeys().stages(as_of="2026-05-31").counts
    page = whole(signed_in(), "/?from=2026-05-25&to=2026-05-31")
    now = page[page.index('id="pc-now"') : page.index('id="pc-road"')]
    assert [f"{count:,}" for count in counts.values()] == re.findall(r"<b>([\d,]+)</b>", now)


def test_every_touchpoint_leads_to_its_numbers_and_these_to_its_people(shop: Shop) -> None:
    client = signed_in()
    page = whole(client, f"/?{DAYS}")
    addresses = re.findall(r'<b><a href="(/map/cell/\?kind=place&amp;[^"]+)"', page)
    assert len(addresses) > 10
    cell = whole(client, addresses[0].replace("&amp;", "&"))
    assert "How is this computed?" in cell
    people = re.search(r'href="(/map/people/[^"]+)"', cell)
    assert people is not None
    assert "profiles" in whole(client, people[1].replace("&amp;", "&"))


def test_the_people_of_a_touchpoint_are_those_who_met_it(shop: Shop) -> None:
    drawn = shop.journeys().between("2026-02-01", "2026-05-31").journey_map()
    place = next(place for place in drawn.places if place.name == "Cart")
    page = whole(signed_in(), f"/map/people/?place=Cart&{DAYS}")
    assert f"{place.profiles:,} profiles" in page


def test_a_loss_on_the_way_to_the_order_leads_to_the_funnel(shop: Shop) -> None:
    client = signed_in()
    page = whole(client, f"/?{DAYS}")
    leaks = page[page.index('id="pc-leaks"') :]
    address = re.search(r'<p><a href="(/funnel/\?[^"#]+)', leaks)
    assert address is not None
    assert "lost-card" in whole(client, address[1].replace("&amp;", "&"))


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "csv"])
def test_the_map_can_be_taken_along(shop: Shop, form: str) -> None:
    response = signed_in().get(f"/map/file/{form}/?{DAYS}")
    assert response.status_code == 200
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "csv": b"\xef\xbb\xbf"}
    assert response.content.startswith(begins[form])
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_file_of_numbers_holds_the_maps_numbers(shop: Shop) -> None:
    drawn = shop.journeys().between("2026-02-01", "2026-05-31").journey_map()
    text = signed_in().get(f"/map/file/csv/?{DAYS}").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(drawn.places) + 1
    assert [int(row[3]) for row in rows[1:]] == [place.touchpoints for place in drawn.places]


def test_a_note_stands_on_the_map_and_in_the_audit_log(shop: Shop) -> None:
    client = signed_in()
    sent = {"kind": "place", "name": "Cart", "text": "<b>Sale</b> \u202eevil", "next": "/"}
    assert client.post("/map/notes/", sent).status_code == 302
    page = whole(client, f"/?{DAYS}")
    assert "&lt;b&gt;Sale&lt;/b&gt; evil" in page
    entry = AuditEntry.objects.get(action="map.noted")
    assert (entry.subject, "Sale" in str(entry.details)) == ("map:place:Cart", False)


def test_a_note_on_a_day_is_shown_with_the_days_that_hold_it(shop: Shop) -> None:
    services.note_day(TERMINAL, date(2026, 3, 3), "Sale begins", now=NOW)
    assert "Sale begins" in whole(signed_in(), f"/?{DAYS}")
    assert "Sale begins" not in whole(signed_in(), "/?from=2026-04-01&to=2026-05-31")
    assert [note.text for note in notes_of_days(date(2026, 3, 3), date(2026, 3, 3))] == ["Sale begins"]


def test_a_note_taken_off_is_gone_for_whoever_takes_it_off_again() -> None:
    number = services.note_thing(TERMINAL, "place", "Cart", "x", now=NOW)
    services.remove_note(TERMINAL, number, now=NOW)
    services.remove_note(TERMINAL, number, now=NOW)
    assert notes_of("place", "Cart") == ()
    assert AuditEntry.objects.filter(action="map.note_removed").count() == 1


def test_what_is_assumed_is_marked_and_the_last_assumption_stands(shop: Shop) -> None:
    services.assume(TERMINAL, "delivery", 2, "late", now=NOW)
    services.assume(TERMINAL, "delivery", 4, "on time", now=NOW)
    assert assumptions()["delivery"].level == 4
    page = whole(signed_in(), f"/?{DAYS}")
    assert "assumed:" in page
    assert "on time" in page
    entry = AuditEntry.objects.filter(action="map.emotion_assumed").first()
    assert entry is not None
    assert entry.details == {"before": 2, "after": 4}


@pytest.mark.parametrize("text", ["", "  ", "x" * 501, "\x00\u202e"])
def test_a_note_that_says_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        services.note_thing(TERMINAL, "place", "Cart", text, now=NOW)
    assert Annotation.objects.count() == 0


@pytest.mark.parametrize("role", ["support", "viewer"])
def test_who_may_only_look_adds_nothing(shop: Shop, role: Role) -> None:
    actor = Actor("user", "a@shop.example", role, 1)
    with pytest.raises(DeniedError):
        services.note_thing(actor, "place", "Cart", "x", now=NOW)
    with pytest.raises(DeniedError):
        services.assume(actor, "delivery", 3, "", now=NOW)
    client = signed_in(role)
    assert client.post("/map/notes/", {"kind": "place", "name": "Cart", "text": "x"}).status_code == 403
    assert 'action="/map/notes/"' not in whole(client, f"/?{DAYS}")


@pytest.mark.parametrize("sent", [{}, {"kind": "x", "name": "y", "text": "z"}, {"day": "never", "text": "z"}])
def test_a_form_that_makes_no_sense_changes_nothing_and_says_so(shop: Shop, sent: dict[str, str]) -> None:
    response = signed_in().post("/map/notes/", sent, follow=True)
    assert "The note was not kept" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["kind=leak&name=999999999999999999999", "kind=pain&name=-1", "kind=place&name=<script>", "kind=", "x"],
)
def test_places_that_are_not_on_the_map_say_so(shop: Shop, query: str) -> None:
    page = whole(signed_in(), f"/map/cell/?{query}")
    assert "has nothing there" in page
    assert "<script>" not in page


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_language_is_spoken(shop: Shop, language: str) -> None:
    page = whole(signed_in(language=language), f"/?{DAYS}")
    title = {"en": "Journey map", "fr": "Carte du parcours", "he": "מפת המסע"}[language]
    assert title in page


def test_days_without_anything_show_a_map_all_the_same(shop: Shop) -> None:
    whole(signed_in(), "/?from=2021-01-01&to=2021-01-02")


def test_what_changed_is_told_beside_the_days_before(shop: Shop) -> None:
    page = whole(signed_in(), "/?from=2026-04-01&to=2026-05-31&compare=previous&part=changes")
    now = shop.journeys().between("2026-04-01", "2026-05-31").journey_map(within="30d")
    before = shop.journeys().between("2026-01-30", "2026-03-31").journey_map(within="30d")
    row = re.search(r"Profiles in Consideration.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert re.findall(r"<bdi>([\d,]+)</bdi>", row[0]) == [
        f"{drawn.stages[1].profiles:,}" for drawn in (now, before)
    ]
    assert "does not hold all days" in whole(signed_in(), "/?period=365&part=changes")
