"""Rules are changed in a form, looked at, saved as versions, and followed by every number."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.explore.shop import signed_in, whole
from tests.web.template_editor.editing import form_of, looked, sent, shown

from parcours.journeys.purchase_journeys.template import Template as StepTemplate
from parcours.journeys.stages import Template
from parcours.shop import Shop
from parcours.shop.templates import template_file
from parcours.state.access import Role
from parcours.state.audit import AuditEntry
from parcours.touchpoints import DAY
from parcours.web.template_editor.selectors import versions

pytestmark = pytest.mark.django_db
STAGES, STEPS = "/templates/stages/", "/templates/steps/"


def test_a_form_that_nobody_changed_says_the_same(shop: Shop) -> None:
    client = signed_in()
    for kind in ("stages", "steps"):
        page = whole(client, looked(client, kind))
        assert "It says the same as what holds now." in page
    assert not (shop.folder / "stages.yaml").exists()


def test_what_was_looked_at_holds_once_it_is_saved(shop: Shop) -> None:
    client = signed_in()
    address = looked(client, "stages", **{"r3a0-within_0": "2"})
    assert shop.journeys().templates.stages is None
    before = shop.journeys().stages(as_of="2026-05-31").by_profile()["stage"].to_pylist()
    page = whole(client, f"{address}?from=2026-03-01&to=2026-05-31")
    promised = re.search(r"<h2 id=\"moves\">([\d,]+) profiles? would be in another stage", page)
    client.post(f"{address}save/")
    rules = shop.journeys().templates.stages
    assert rules is not None
    assert rules.rules[3].acts[0].within == 2 * DAY
    after = shop.journeys().stages(as_of="2026-05-31").by_profile()["stage"].to_pylist()
    moved = sum(one != other for one, other in zip(before, after, strict=True))
    assert promised is not None
    assert moved == int(promised[1].replace(",", "")) > 0
    assert re.search(r"Checkout started, within 2\sd", whole(client, "/stages/"))


def test_a_rule_is_switched_off_moved_added_and_taken_off(shop: Shop) -> None:
    client = signed_in()
    form = shown(client, STAGES)
    del form["r3-is_on"]
    page = sent(client, STAGES, form, "down-3").content.decode()
    page = sent(client, STAGES, form_of(page), "add-0").content.decode()
    page = sent(client, STAGES, form_of(page), "keep-0", **{"r5a0-more": "Product viewed"}).content.decode()
    form = form_of(page)
    assert form.getlist("r5a0-events") == ["Product Viewed"]
    page = sent(client, STAGES, form, "remove-3-0", **{"r5-title": "Looks around"}).content.decode()
    response = sent(client, STAGES, form_of(page), "look")
    client.post(f"{response['Location']}save/")
    rules = shop.journeys().templates.stages.rules  # type: ignore[union-attr]
    assert [rule.name for rule in rules] == [
        "recommends",
        "first order",
        "has ordered",
        "interest",
        "checkout",
        "Looks around",
    ]
    assert [len(rule.acts) for rule in rules] == [2, 0, 0, 1, 1, 1]
    assert [rule.off for rule in rules] == [False, False, False, False, True, False]


def test_a_step_is_added_named_in_three_languages_and_taken_off_again(shop: Shop) -> None:
    client = signed_in()
    page = sent(client, STEPS, shown(client, STEPS), "add-0").content.decode()
    names = {"s7-title_en": "Unboxing", "s7-title_fr": "Déballage", "s7-title_he": "פתיחת החבילה"}
    form = form_of(page)
    form.setlist("s0-events", [each for each in form.getlist("s0-events") if each != "Ad Clicked"])
    more = {"s7-more": "Ad Clicked", "s7-stage": "advocacy", "s7-emotion": "5", "s7-why": "A surprise"}
    response = sent(client, STEPS, form, "look", **names, **more)
    assert "Unboxing" in whole(client, response["Location"])
    client.post(f"{response['Location']}save/")
    step = shop.journeys().templates.steps.steps[-1]  # type: ignore[union-attr]
    assert (step.name, step.stage, step.events) == ("unboxing", "advocacy", ("Ad Clicked",))
    assert [found.name for found in shop.journeys().journey_map().steps][-1] == "unboxing"
    for language, name in (("fr", "Déballage"), ("he", "פתיחת החבילה")):
        page = whole(signed_in(language=language), "/?from=2026-03-01&to=2026-05-31")
        assert name in page
    page = sent(client, STEPS, shown(client, STEPS), "remove-7").content.decode()
    again = sent(client, STEPS, form_of(page), "look", **{"s0-more": "Ad Clicked"})
    client.post(f"{again['Location']}save/")
    assert not (shop.folder / "steps.yaml").exists()


def test_saving_is_one_version_and_one_entry_of_the_audit_log(shop: Shop) -> None:
    client = signed_in("marketer")
    address = looked(client, "stages", **{"r3a0-within_0": "3"})
    before = AuditEntry.objects.count()
    client.post(f"{address}save/")
    (saved,) = versions("stages")
    assert (saved.number, saved.author) == (1, "marketer@shop.example")
    assert saved.digest == template_file(shop.folder, "stages").digest
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("template.saved", "template:stages")


def test_the_second_of_two_tabs_is_refused_and_shown_both(shop: Shop) -> None:
    client = signed_in()
    mine = looked(client, "stages", **{"r3a0-within_0": "3"})
    theirs = looked(client, "stages", **{"r3a0-within_0": "4"})
    client.post(f"{theirs}save/")
    refused = client.post(f"{mine}save/")
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Somebody else saved" in page
    assert re.search(r"<del>\s*within: 4d</del>", page)
    assert re.search(r"<ins>\s*within: 3d</ins>", page)
    assert len(versions("stages")) == 1
    again = re.search(r'href="(/templates/stages/look/[0-9a-f]+/)"', page)
    assert again is not None
    client.post(f"{again[1]}save/")
    assert Template.load(shop.folder / "stages.yaml").rules[3].acts[0].within == 3 * DAY
    assert [each.number for each in versions("stages")] == [2, 1]


def test_an_earlier_version_and_the_one_that_ships_can_be_gone_back_to(shop: Shop) -> None:
    client = signed_in()
    for days in ("3", "4"):
        client.post(f"{looked(client, 'stages', **{'r3a0-within_0': days})}save/")
    assert "Version 1" in client.get("/templates/stages/versions/").content.decode()
    compared = client.get("/templates/stages/versions/1/").content.decode()
    assert re.search(r"<ins>\s*within: 3d</ins>", compared)
    for number, within in (("1", 3 * DAY), ("0", 30 * DAY)):
        looked_at = client.post("/templates/stages/take/", {"number": number})["Location"]
        client.post(f"{looked_at}save/")
        assert shop.journeys().stages().params.template.rules[3].acts[0].within == within
    assert not (shop.folder / "stages.yaml").exists()
    assert len(versions("stages")) == 4


def test_what_somebody_wrote_into_the_file_holds_and_is_kept(shop: Shop) -> None:
    text = Template.load().to_yaml().replace("within: 30d", "within: 5d")
    (shop.folder / "stages.yaml").write_text(text, "utf-8")
    client = signed_in()
    assert "Changed in the file itself" in client.get("/templates/stages/versions/").content.decode()
    client.post(f"{looked(client, 'stages', **{'r3a0-within_0': '6'})}save/")
    assert [(each.number, each.author) for each in versions("stages")] == [
        (2, "owner@shop.example"),
        (1, ""),
    ]
    assert versions("stages")[1].text == text


def test_a_newer_template_that_ships_is_told_of_until_somebody_decides(shop: Shop) -> None:
    client = signed_in()
    assert "newer rules" not in client.get(STAGES).content.decode()
    text = Template.load().to_yaml().replace("edition: 1", "edition: 0").replace("visits: 2", "visits: 3")
    (shop.folder / "stages.yaml").write_text(text, "utf-8")
    assert "Parcours brings newer rules" in client.get(STAGES).content.decode()
    page = client.get("/templates/stages/versions/0/").content.decode()
    assert re.search(r"<ins>\s*visits: 2</ins>", page)
    kept = client.post("/templates/stages/take/", {"keep": "1"})["Location"]
    client.post(f"{kept}save/")
    assert "newer rules" not in client.get(STAGES).content.decode()
    assert Template.load(shop.folder / "stages.yaml").rules[4].acts[0].visits == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 1\nrules: [", "Line 3: This is no YAML"),
        ("version: 1\nsteps: 2", "Line 2, at “steps”: There is no such key. Expected: version"),
        ("- a", "Line 1: Lines such as “key: value” were expected here."),
        (
            Template.load().to_yaml().replace("30d", "30"),
            "at “rules[2].first_order.without_delivery”: A length of time",
        ),
        (Template.load().to_yaml().replace("30d", "999999999999d"), "At most 100 years were expected."),
        (Template.load().to_yaml().replace("stage: advocacy", "stage: <b>fame"), "One of these was expected"),
        ("\x00", "This is no YAML"),
        ("[" * 9_000, "This is no YAML"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_line(shop: Shop, text: str, message: str) -> None:
    file = SimpleUploadedFile("mine.yaml", text.encode())
    response = signed_in().post("/templates/stages/upload/", {"file": file})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "<b>fame" not in response.content.decode()


def test_files_that_are_no_templates_are_refused(shop: Shop) -> None:
    client = signed_in()
    for content, word in ((b"\xff\xfe\x00", "UTF-8"), (b"x" * 70_000, "64 KB"), (b"", "Choose a file")):
        response = client.post("/templates/steps/upload/", {"file": SimpleUploadedFile("a", content)})
        assert (response.status_code, word in response.content.decode()) == (422, True)
    assert client.post("/templates/steps/upload/").status_code == 422


def test_a_file_comes_back_as_it_was_taken(shop: Shop) -> None:
    client = signed_in()
    text = "# Ours.\r\n" + StepTemplate.load().to_yaml().replace("- Product Removed\n", "")
    file = SimpleUploadedFile("steps.yaml", b"\xef\xbb\xbf" + text.encode())
    address = client.post("/templates/steps/upload/", {"file": file})["Location"]
    client.post(f"{address}save/")
    assert client.get("/templates/steps/file/").content.decode() == text.replace("\r\n", "\n")
    assert len(versions("steps")) == 1
    client.post(f"{looked(client, 'steps', **{'s4-title_en': 'On the road'})}save/")
    assert len(versions("steps")) == 2


@pytest.mark.parametrize("role", ["viewer", "support"])
def test_who_may_only_see_reads_the_rules_and_changes_nothing(shop: Shop, role: Role) -> None:
    owner = signed_in()
    address = looked(owner, "stages", **{"r3a0-within_0": "3"})
    reader = signed_in(role)
    for kind in ("stages", "steps"):
        page = reader.get(f"/templates/{kind}/").content.decode()
        assert "Your role may read these rules." in page
        assert '<form method="post" class="stack"' not in page
    assert "Save</span>" not in whole(reader, address)
    for path in (STAGES, f"{STAGES}take/", f"{STAGES}upload/", f"{address}save/"):
        assert reader.post(path, {"number": "0"}).status_code == 403
    assert versions("stages") == []


HOSTILE = ["\u202egnp.exe", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ 7*7 }}"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_made_to_do_harm_are_shown_as_they_read(shop: Shop, name: str) -> None:
    client = signed_in()
    client.post(f"{looked(client, 'steps', **{'s1-title_en': name, 's1-title_he': name})}save/")
    title = dict(StepTemplate.load(shop.folder / "steps.yaml").steps[1].titles)["en"]
    assert title.isprintable()
    for page in (client.get(STEPS).content.decode(), whole(client, "/?from=2026-03-01&to=2026-05-31")):
        assert "\u202e" not in page
        assert "<script>alert" not in page


def test_a_name_without_end_is_a_mistake_in_its_field(shop: Shop) -> None:
    client = signed_in()
    for name in ("x" * 10_000, "\u202e", "a\x00b"):
        response = sent(client, STEPS, shown(client, STEPS), **{"s1-title_en": name})
        assert response.status_code == 422
        assert "aria-invalid" in response.content.decode()


def test_a_form_that_nobody_was_shown_breaks_nothing(shop: Shop) -> None:
    client = signed_in()
    forms = [
        {},
        {"do": "up-99"},
        {"do": "remove-0-99", "r0-title": "a"},
        {"do": "look", "r0-title": "a", "r0-kind": "x", "r9a9-within_1": "years"},
        {"do": "look", "base": "\x00" * 9_000, "w0-fewest_buyers": "9" * 400},
        {"do": "look", "s0-code": "../../etc", "s0-stage": "x"},
    ]
    for kind in ("stages", "steps"):
        for form in forms:
            assert client.post(f"/templates/{kind}/", form).status_code in (200, 422)
    for path in ("look/abc/", "look/abc/save/", "versions/99/", "versions/99/file/"):
        address = f"/templates/stages/{path}"
        assert (client.post if path.endswith("save/") else client.get)(address).status_code == 404
    assert client.post("/templates/stages/take/", {"number": "12345678901234567890"}).status_code == 404
    forged = sent(client, STAGES, shown(client, STAGES), base="\x00no digest")["Location"]
    assert client.post(f"{forged}save/").status_code == 409
    assert versions("stages") == versions("steps") == []


def test_a_file_broken_by_hand_is_told_of_with_its_line_and_can_be_put_right(shop: Shop) -> None:
    (shop.folder / "stages.yaml").write_text("version: 1\nrules: 7\n", "utf-8")
    client = signed_in()
    page = client.get(STAGES)
    assert page.status_code == 200
    assert "cannot be read" in page.content.decode()
    address = client.post("/templates/stages/take/", {"number": "0"})["Location"]
    client.post(f"{address}save/")
    assert shop.journeys().templates.stages is None


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_every_language_says_all_of_it(shop: Shop, language: str) -> None:
    client = signed_in(language=language)
    for kind in ("stages", "steps"):
        page = client.get(f"/templates/{kind}/").content.decode()
        assert "Products Searched" not in page.replace('value="Products Searched"', "")
        assert whole(client, looked(client, kind))
        assert client.get(f"/templates/{kind}/versions/").status_code == 200
