"""What the API does is what the buttons do: one verb, one entry of the audit log by the token."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parcours.people.models import Profile
from parcours.state.audit import AuditEntry
from parcours.stream.jobs import Jobs
from parcours.stream.registry import rooms
from parcours.stream.services import job_kinds
from parcours.stream.stream import Stream
from parcours.web.api.models import Done

NOW = datetime(2026, 6, 2, tzinfo=UTC)
CSV = b"""event,timestamp,user_id,order_id,total,currency
Order Completed,2026-05-01T10:00:00Z,zelda,O1,12.50,EUR
Order Completed,2026-05-02T10:00:00Z,bob,O2,20.00,EUR
Order Completed,never,bob,O3,20.00,EUR
"""


@pytest.fixture
def deeds():
    """What the token has done since."""
    first = AuditEntry.objects.count()

    def done():
        fresh = AuditEntry.objects.order_by("id")[first:]
        mine = [each for each in fresh if each.action != "token.made"]
        assert {(each.actor_kind, each.actor_name) for each in mine} <= {("token", "owner token")}
        return [each.action for each in mine]

    return done


@pytest.fixture
def work(shop):
    """Let the worker do what was asked."""

    def run():
        stream = Stream(shop, rooms(), lambda: NOW)
        with shop.lock():
            stream.recover()
            jobs = Jobs(stream, job_kinds(), lambda: NOW, lambda: None)
            while jobs.run_next():
                pass

    return run


def others(n):
    """Known people."""
    return list(Profile.objects.filter(known=True).order_by("id").values_list("id", flat=True)[:n])


def test_consent_is_entered(shop, owner, buyer, deeds):
    body = {"purpose": "sms", "given": True, "evidence": "on the phone"}
    owner.do(f"POST people/{buyer}/consents", body)
    told = owner.get(f"people/{buyer}")
    assert told["agrees"]["sms"] is True
    assert told["consents"][0] | {"at": ""} == {
        "purpose": "sms", "given": True, "at": "", "source": "token", "evidence": "on the phone",
        "entered": True,
    }  # fmt: skip
    assert deeds() == ["profile.consent_entered"]
    answer = owner.ask("POST", f"people/{buyer}/consents", {"purpose": "sms", "given": True})
    assert answer.status_code == 422
    assert deeds() == ["profile.consent_entered"]


def test_a_trait_is_corrected(shop, owner, buyer, deeds):
    owner.do(f"PUT people/{buyer}/traits/name", {"value": "Noa Lévi"})
    assert owner.get(f"people/{buyer}")["listed"]["name"] == "Noa Lévi"
    assert owner.get("people", search="noa lev")["total"] == 1
    assert owner.ask("PUT", f"people/{buyer}/traits/shoes", {"value": "42"}).status_code == 422
    assert deeds() == ["profile.corrected"]


def test_somebody_is_left_out_of_numbers_and_taken_in_again(shop, owner, buyer, deeds):
    before = owner.get("people")["total"]
    owner.do(f"POST people/{buyer}/exclude", {"reason": "staff"})
    assert owner.get("people")["total"] == before - 1
    assert [each["id"] for each in owner.get("people", excluded=True)["items"]] == [str(buyer)]
    owner.do(f"POST people/{buyer}/include")
    assert owner.get("people")["total"] == before
    assert deeds() == ["profile.excluded", "profile.included"]


def test_profiles_are_joined_once_and_parted_again(shop, owner, buyer, deeds):
    other = next(each for each in others(3) if each != buyer)
    body = {"other": str(other), "reason": "the same phone"}
    before = owner.get(f"people/{buyer}"), owner.get(f"people/{other}")
    first = owner.do(f"POST people/{buyer}/merges", body, **{"Idempotency-Key": "k1"})
    again = owner.do(f"POST people/{buyer}/merges", body, **{"Idempotency-Key": "k1"})
    assert first == again == {"number": first["number"], "profile": str(buyer)}
    assert owner.ask("POST", f"people/{buyer}/merges", body).status_code == 409
    joined = owner.get(f"people/{other}")
    assert joined["listed"]["id"] == str(buyer)
    assert joined["merges"][0]["other"] == str(other)
    assert len(joined["identities"]) == sum(len(each["identities"]) for each in before)
    owner.do(f"DELETE people/{buyer}/merges/{first['number']}")
    parted = owner.get(f"people/{buyer}"), owner.get(f"people/{other}")
    assert [each["identities"] for each in parted] == [each["identities"] for each in before]
    assert owner.ask("DELETE", f"people/{buyer}/merges/{first['number']}").status_code == 404
    assert deeds() == ["profile.merged", "profile.merge_undone"]


def test_an_identifier_is_taken_away(shop, owner, deeds):
    several = next(each for each in others(50) if len(owner.get(f"people/{each}")["identities"]) > 2)
    identities = owner.get(f"people/{several}")["identities"]
    leaf = next(each["leaf"] for each in identities if each["kind"] == "anonymous")
    owner.do(f"POST people/{several}/identities/{leaf}/separate")
    assert owner.get(f"people/{leaf}")["listed"]["id"] == leaf
    assert owner.ask("POST", f"people/{several}/identities/{leaf}/separate").status_code == 404
    assert owner.ask("POST", f"people/{several}/identities/{several}/separate").status_code in (404, 409)
    assert deeds() == ["profile.separated"]


def test_everything_kept_of_a_person_is_handed_out(shop, owner, buyer, deeds):
    answer = owner.ask("POST", f"people/{buyer}/export")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert {"README.txt", "profile.json", "orders.json", "touchpoints.ndjson"} <= {*packed.namelist()}
        lines = packed.read("touchpoints.ndjson").splitlines()
        listed = json.loads(packed.read("profile.json"))["listed"]
    assert listed["id"] == buyer
    assert len(lines) >= listed["touchpoints"] > 0
    assert deeds() == ["profile.exported"]


def test_an_erasure_is_asked_for_once_and_names_nobody(shop, owner, buyer, deeds):
    job = owner.do(f"POST people/{buyer}/erase", **{"Idempotency-Key": "gone"})
    assert owner.do(f"POST people/{buyer}/erase", **{"Idempotency-Key": "gone"}) == job
    assert owner.get(f"erasures/{job['number']}") == job
    assert (job["state"], job["asked_by"]) == ("queued", "owner token")
    assert str(buyer) not in json.dumps(job)
    assert deeds() == ["job.requested"]


def test_an_erasure_is_no_other_job(shop, owner):
    backup = owner.do("POST backups")
    assert owner.ask("GET", f"erasures/{backup['number']}").status_code == 404
    assert owner.get(f"jobs/{backup['number']}")["kind"] == "backup"
    assert owner.do(f"POST jobs/{backup['number']}/stop")["state"] == "stopped"
    assert owner.ask("POST", f"jobs/{backup['number']}/stop").status_code == 409


def test_an_order_is_left_out_and_taken_in_again(shop, owner, deeds):
    before = owner.get("orders", period=365)
    order = before["items"][0]["id"]
    owner.do(f"POST orders/{order}/exclude", {"reason": "a test"})
    assert owner.get("orders", period=365)["totals"]["orders"] == before["totals"]["orders"] - 1
    assert owner.get(f"orders/{order}")["mark"] == "a test"
    owner.do(f"POST orders/{order}/include", {"reason": "it was none"})
    assert owner.get("orders", period=365)["totals"] == before["totals"]
    assert owner.ask("POST", f"orders/{order}/exclude", {"reason": " "}).status_code == 422
    assert deeds() == ["order.excluded", "order.included"]


def test_a_product_is_described_and_costed(shop, owner, deeds):
    product = owner.get("products", period=365)["items"][0]["product_id"]
    owner.do(f"PATCH products/{product}", {"name": "Linen sheet", "price": 12345, "cost": 4000})
    told = owner.get(f"products/{product}", period=365)
    assert (told["product"]["name"], told["product"]["price"]) == ("Linen sheet", 12345)
    assert [each["cost"] for each in told["costs"]] == [4000]
    sales = told["product"]["sales"]
    assert sales["margin"] == sales["earned"] - sales["cost"]
    assert deeds() == ["product.changed", "product.cost_set"]


def test_spend_is_recorded_row_by_row_and_by_file(shop, owner, deeds):
    row = {"day": "2026-05-05", "channel": "paid search", "amount": 5000, "clicks": 10}
    owner.do("POST spend", {"rows": [row, row]})
    mine = {"from": "2026-05-05", "to": "2026-05-05"}

    def amount():
        told = owner.get("spend", **mine)["items"]
        return next(each["amount"] for each in told if each["channel"] == "paid search")

    assert amount() == 5000
    file = SimpleUploadedFile("spend.csv", b"day,cost,channel\n2026-05-05,70.00,paid search\nx,1,email\n")
    answer = owner.client.post("/api/v1/spend-lists", {"file": file})
    assert answer.json()["accepted"] == 1
    assert answer.json()["rejects"][0]["line"] == 3
    assert amount() == 7000
    assert deeds() == ["spend.recorded", "spend.imported"]
    assert owner.ask("POST", "spend", {"rows": [{**row, "amount": -1}]}).status_code == 422


def test_notes_are_made_once_found_and_taken_off(shop, owner, deeds):
    sent = {"day": "2026-05-05", "text": "New prices"}
    note = owner.do("POST annotations", sent, **{"Idempotency-Key": "n"})
    assert owner.do("POST annotations", sent, **{"Idempotency-Key": "n"}) == note
    assert (note["day"], note["text"], note["author"]) == ("2026-05-05", "New prices", "owner token")
    assert owner.get("annotations") == {"items": [note]}
    place = owner.do("POST annotations", {"kind": "place", "name": "Cart", "text": "Slow"})
    assert owner.get("annotations", kind="place", name="Cart") == {"items": [place]}
    for each in (note, place):
        owner.do(f"DELETE annotations/{each['number']}")
        assert owner.ask("DELETE", f"annotations/{each['number']}").status_code == 404
    assert deeds() == ["map.noted", "map.noted", "map.note_removed", "map.note_removed"]
    for wrong in ({"text": "a"}, {**sent, "kind": "place", "name": "Cart"}, {"text": "a", "kind": "step"}):
        assert owner.ask("POST", "annotations", wrong).status_code == 422


def test_a_feeling_is_assumed(shop, owner, deeds):
    owner.do("PUT emotions/browsing", {"level": 4, "text": "curious"})
    told = owner.get("journey-map")["assumed"]
    assert [(each["step"], each["level"]) for each in told] == [("browsing", 4)]
    assert deeds() == ["map.emotion_assumed"]


def test_a_key_asks_for_one_thing_only(shop, api, owner):
    first = {"day": "2026-05-05", "text": "One"}
    owner.do("POST annotations", first, **{"Idempotency-Key": "k"})
    answer = owner.ask("POST", "annotations", {**first, "text": "Two"}, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 422
    for key in ("", "x" * 101, "a b", "é"):
        answer = owner.ask("POST", "annotations", first, headers={"Idempotency-Key": key})
        assert answer.status_code == 422
    api().do("POST annotations", first, **{"Idempotency-Key": "k"})
    assert len(owner.get("annotations")["items"]) == 2


def test_a_key_is_free_again_after_a_failure_and_after_a_day(shop, owner):
    wrong, sound = {"text": "a"}, {"day": "2026-05-05", "text": "a"}
    assert owner.ask("POST", "annotations", wrong, headers={"Idempotency-Key": "k"}).status_code == 422
    owner.do("POST annotations", sound, **{"Idempotency-Key": "k"})
    Done.objects.update(at=NOW)
    owner.do("POST annotations", sound, **{"Idempotency-Key": "k"})
    assert len(owner.get("annotations")["items"]) == 2


def test_the_settings_are_changed_as_on_their_screen(shop, owner, deeds):
    before = owner.get("settings")
    told = owner.do("PATCH settings", {"name": "Olive & Thyme"})
    assert told == {**before, "name": "Olive & Thyme", "restarts": False}
    assert 'name = "Olive & Thyme"' in (shop.folder / "parcours.toml").read_text("utf-8")
    assert owner.ask("PATCH", "settings", {"currency": "ILS"}).status_code == 409
    answer = owner.ask("PATCH", "settings", {"zone": "Mars/Olympus"})
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/zone"]
    assert deeds() == ["shop.changed"]


def test_health_tells_what_its_screen_tells(shop, owner):
    told = owner.get("health", again=True)
    assert told["worker_is_alive"] is False
    assert told["space"]["whole"] > told["space"]["free"] > 0


def test_a_file_is_brought_looked_at_read_otherwise_imported_and_its_report_read(
    shop, owner, api, deeds, work
):
    sent = {"file": SimpleUploadedFile("orders.csv", CSV)}
    made = owner.client.post("/api/v1/imports", sent)
    assert made.status_code == 201, made.content
    number = made.json()["number"]
    assert (made.json()["state"], made.json()["name"], made.json()["size"]) == (
        "waiting",
        "orders.csv",
        len(CSV),
    )
    seen = owner.get(f"imports/{number}/preview")
    assert {each["column"]: each["field"] for each in seen["columns"]}["order_id"] == "order_id"
    assert len(seen["touchpoints"]) == 2
    blind = api("analyst").get(f"imports/{number}/preview")
    assert (blind["touchpoints"], {tuple(each["examples"]) for each in blind["columns"]}) == ([], {()})
    owner.do(f"PUT imports/{number}/options", {"columns": {"currency": ""}})
    assert owner.get(f"imports/{number}")["options"] == {"columns": {"currency": ""}}
    assert owner.do(f"POST imports/{number}/start")["state"] == "queued"
    assert owner.ask("POST", f"imports/{number}/start").status_code == 409
    assert owner.ask("GET", f"imports/{number}/preview").status_code == 404
    work()
    told = owner.get(f"imports/{number}")
    assert told["state"] == "done", told
    assert told["job"]["result"]["counts"]["accepted"] == 2
    rejects = owner.ask("GET", f"imports/{number}/rejects")
    assert b"never" in b"".join(rejects.streaming_content)
    assert api("analyst").ask("GET", f"imports/{number}/rejects").status_code == 404
    assert deeds()[:3] == ["upload.brought", "upload.read_as", "job.requested"]


def test_an_import_is_stopped_taken_up_again_and_thrown_away(shop, owner, deeds):
    number = owner.client.post("/api/v1/imports", {"file": SimpleUploadedFile("a.csv", CSV)}).json()["number"]
    owner.do(f"POST imports/{number}/start")
    assert owner.do(f"POST imports/{number}/stop")["state"] == "stopped"
    assert owner.do(f"POST imports/{number}/resume")["state"] == "queued"
    assert owner.ask("DELETE", f"imports/{number}").status_code == 409
    owner.do(f"POST imports/{number}/stop")
    owner.do(f"DELETE imports/{number}")
    assert owner.get(f"imports/{number}")["is_there"] is False
    assert not list((shop.folder / "uploads").iterdir())


@pytest.mark.parametrize("content", [b"", CSV])
def test_a_file_that_nobody_may_bring_leaves_nothing(shop, api, content):
    answer = api("viewer").client.post("/api/v1/imports", {"file": SimpleUploadedFile("a.csv", content)})
    assert answer.status_code == 403
    assert api().client.post("/api/v1/imports", {"file": SimpleUploadedFile("a.csv", b"")}).status_code == 422
    assert not (shop.folder / "uploads").exists() or not list((shop.folder / "uploads").iterdir())


def test_a_file_that_is_cut_off_leaves_nothing(shop, owner, monkeypatch):
    import gc

    # What is kept for the test's own report would hold the request.
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    named = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
    head = f"{named}\r\nContent-Transfer-Encoding: base64"
    cut = f"--x\r\n{head}\r\n\r\nAAAAA\r\n--x--\r\n"
    answer = owner.client.post("/api/v1/imports", cut, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
    del answer
    gc.collect()
    assert not list((shop.folder / "uploads").iterdir())


def test_the_audit_log_names_the_token_page_by_page(shop, owner):
    for text in ("one", "two", "three"):
        owner.do("POST annotations", {"day": "2026-05-05", "text": text})
    told = owner.get("audit", what="map.", limit=2)
    assert [each["actor_kind"] for each in told["items"]] == ["token"] * 2
    rest = owner.get("audit", what="map.", limit=2, cursor=told["next"])
    assert len(rest["items"]) == 1
    assert rest["next"] is None
    assert owner.get("audit", what="map.", to="2020-01-01")["items"] == []


def test_a_rule_is_weighed_added_once_and_taken_away(shop, owner, api, deeds):
    before = owner.get("orders", period=365)
    coupon = next(each["coupon"] for each in before["items"] if each["coupon"])
    rule = {"subject": "coupon", "value": coupon}
    weighed = owner.do("POST exclusions/weigh", rule)
    assert weighed["orders"] > 0
    assert owner.get("exclusions")["items"] == []
    made = owner.do("POST exclusions", {**rule, "reason": "for the staff"})
    assert owner.ask("POST", "exclusions", {**rule, "reason": "again"}).status_code == 409
    told = owner.get("exclusions")
    assert [(each["number"], each["orders"]) for each in told["items"]] == [
        (made["number"], weighed["orders"])
    ]
    assert sum(told["orders"].values()) == weighed["orders"]
    left = before["totals"]["orders"] - weighed["orders"]
    assert owner.get("orders", period=365)["totals"]["orders"] == left
    owner.do(f"DELETE exclusions/{made['number']}")
    assert owner.ask("DELETE", f"exclusions/{made['number']}").status_code == 404
    assert owner.get("orders", period=365)["totals"] == before["totals"]
    assert deeds() == ["orders.rule_added", "orders.rule_dropped"]
    for wrong in (
        {"subject": "email", "value": "nobody"},
        {"subject": "shoe", "value": "42"},
        {"value": " "},
    ):
        assert owner.ask("POST", "exclusions/weigh", wrong).status_code == 422
    assert api("viewer").ask("POST", "exclusions/weigh", rule).status_code == 403


def test_a_coupon_is_noted_and_a_note_taken_off(shop, owner, deeds):
    owner.do("POST coupon-notes", {"code": "SPRING", "note": "for the newsletter"})
    assert owner.get("coupon-notes") == {"items": [{"code": "SPRING", "note": "for the newsletter"}]}
    owner.do("POST coupon-notes", {"code": "SPRING", "note": ""})
    assert owner.get("coupon-notes") == {"items": []}
    assert deeds() == ["coupon.noted", "coupon.noted"]
