"""What cannot be answered is answered with problem details, whatever it was, and never with a page."""

from __future__ import annotations

import json

import pytest
from django.db import OperationalError
from django.test import Client

from parcours.web.api.problems import KINDS, MEDIA_TYPE, Problem


def problem_of(answer, status):
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Cache-Control"] == "no-store"
    problem = Problem.model_validate_json(answer.content)
    assert problem.status == status
    return problem


def test_every_kind_is_explained_at_its_address(db):
    for kind in KINDS.values():
        told = Client().get(f"/api/v1/problems/{kind.name}")
        assert told.json() == {
            "name": kind.name, "status": kind.status, "title": kind.title, "advice": kind.advice,
        }  # fmt: skip
    problem_of(Client().get("/api/v1/problems/nothing"), 404)


@pytest.mark.parametrize("path", ["", "nothing", "people/1/nothing", "people//", "%00", "people/1/timeline/"])
def test_an_unknown_address_is_a_problem(shop, owner, path):
    problem_of(owner.ask("GET", path), 404)


def test_an_address_of_another_host_is_a_problem(shop, owner):
    problem_of(owner.ask("GET", "me", headers={"Host": "elsewhere.example"}), 400)


def test_a_method_that_is_not_known_names_those_that_are(shop, owner):
    answer = owner.ask("DELETE", "people")
    problem_of(answer, 405)
    assert answer["Allow"] == "GET"


def test_nobody_is_asked_for_a_token(db):
    answer = Client().get("/api/v1/people")
    problem_of(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "profile",
    ["0", "1", "-1", str(2**63 - 1), str(-(2**63)), str(2**63), "9" * 19, "-" + "9" * 19],
)
def test_an_id_that_nobody_has_is_not_found(shop, owner, profile):
    problem_of(owner.ask("GET", f"people/{profile}"), 404)
    problem_of(owner.ask("POST", f"people/{profile}/erase"), 404)


@pytest.mark.parametrize("key", ["0", "-1", str(2**63 - 1), str(-(2**63)), str(2**63)])
def test_an_order_that_never_was_is_not_found(shop, owner, key):
    problem_of(owner.ask("GET", f"orders/{key}"), 404)
    problem_of(owner.ask("POST", f"orders/{key}/exclude", {"reason": "a test"}), 404)


@pytest.mark.parametrize("profile", ["x", "1.0", "%00", "1%00", "٣", "1e3", "%ed%a0%80", "9" * 40, "-"])
def test_an_id_that_is_none_is_invalid(shop, owner, profile):
    problem = problem_of(owner.ask("GET", f"people/{profile}"), 422)
    assert [(each.place, each.pointer) for each in problem.errors] == [("path", "/profile")]


@pytest.mark.parametrize("number", ["0", "-1", "x", str(2**53), str(2**70)])
def test_a_number_that_was_never_counted_is_invalid(shop, owner, number):
    for path in (f"jobs/{number}", f"erasures/{number}", f"imports/{number}"):
        problem_of(owner.ask("GET", path), 422)


def test_each_field_is_named_and_what_was_sent_is_not_repeated(shop, owner):
    answer = owner.ask("GET", "people?limit=0&who=secret&search=a&serch=b")
    problem = problem_of(answer, 422)
    assert {(each.place, each.pointer) for each in problem.errors} == {("query", "/limit"), ("query", "/who")}
    assert b"secret" not in answer.content
    answer = owner.ask("GET", "people?serch=b")
    assert [each.pointer for each in problem_of(answer, 422).errors] == ["/serch"]
    sent = {"kind": "place", "name": "Cart", "text": "x" * 501, "more": 1}
    problem = problem_of(owner.ask("POST", "annotations", sent), 422)
    assert {(each.place, each.pointer) for each in problem.errors} == {("body", "/text"), ("body", "/more")}


@pytest.mark.parametrize("day", ["0", "0.0", "1e9", "2026-02-30", "2026-1-1", "2026-01-01T00:00:00Z", ""])
def test_a_day_that_is_none_is_invalid(shop, owner, day):
    problem_of(owner.ask("GET", "orders", query_params={"from": day, "to": "2026-05-05"}), 422)
    problem_of(owner.ask("POST", "annotations", {"day": day, "text": "a"}), 422)
    problem_of(owner.ask("POST", "annotations", {"day": 0, "text": "a"}), 422)


@pytest.mark.parametrize("at", ["0", "2026-01-01", "2026-01-01T00:00:00", "tomorrow"])
def test_a_moment_without_its_zone_is_invalid(shop, owner, at):
    problem_of(owner.ask("GET", "people", query_params={"seen_since": at}), 422)


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b'"\xed\xa0\x80"', b'{"text": "\\ud800"}', b"[" * 100_000, b"NaN"]
)
def test_a_body_that_is_no_json_cannot_be_read(shop, owner, body):
    problem_of(owner.ask("POST", "annotations", body), 400)


def test_a_body_of_another_type_is_refused(shop, owner):
    client = owner.client
    answer = client.post("/api/v1/annotations", {"text": "a", "day": "2026-01-01"})
    assert "application/json" in problem_of(answer, 415).expected
    problem_of(owner.ask("POST", "imports", {"file": "a"}), 415)


def test_a_body_that_is_too_large_is_refused(shop, owner, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    problem_of(owner.ask("POST", "annotations", {"text": "a" * 200}), 413)


@pytest.mark.parametrize("text", ["\0", "a\0b"])
def test_a_nul_reaches_no_database(shop, owner, buyer, text):
    for query in ("people?search=", "orders?number=", "orders?coupon=", "products?search=", "audit?who="):
        assert (
            owner.ask("GET", query.split("?")[0], query_params={query.split("?")[1][:-1]: text}).status_code
            == 200
        )
    assert owner.ask("GET", "products/%00").status_code == 404
    body = {"purpose": "email", "given": True, "evidence": f"asked {text}"}
    assert owner.ask("POST", f"people/{buyer}/consents", body).status_code == 204


@pytest.mark.parametrize(
    "forged",
    ['[1e999,1,false]', '[Infinity,1,false]', '["a\\u0000",1,false]', '["\\ud800",1,false]',
     '["2026-01-01",99999999999999999999999999,false]', '{}', '[null,null,null]', '1', '["2026-01-01",{},1]'],
)  # fmt: skip
def test_a_cursor_that_somebody_made_up_leads_nowhere(shop, owner, forged):
    import base64

    cursor = base64.urlsafe_b64encode(forged.encode()).decode()
    for path in (
        "people",
        "orders",
        "orders?number=1",
        "audit",
        "funnel/people",
        "stages/people?stage=retention",
    ):
        answer = owner.ask("GET", f"{path}{'&' if '?' in path else '?'}cursor={cursor}")
        assert answer.status_code in (200, 422), (path, answer.content)


def test_a_database_that_does_not_answer_is_waited_for(shop, owner, monkeypatch):
    def gone(*_, **__):
        raise OperationalError("secret address")

    monkeypatch.setattr("parcours.web.people.api.list_people", gone)
    answer = owner.ask("GET", "people")
    problem_of(answer, 503)
    assert int(answer["Retry-After"]) > 0
    assert b"secret" not in answer.content


def test_what_parcours_itself_gets_wrong_is_told_without_its_insides(shop, owner, monkeypatch):
    def wrong(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("parcours.web.people.api.list_people", wrong)
    owner.client.raise_request_exception = False
    answer = owner.ask("GET", "people")
    problem_of(answer, 500)
    assert b"secret" not in answer.content


def test_an_answer_that_takes_longer_than_a_request_may_is_asked_for_again(shop, owner, monkeypatch):
    monkeypatch.setattr("parcours.web.api.asking.PATIENCE", 0)
    answer = owner.ask("GET", "journey-map?from=2026-01-03&to=2026-05-05")
    problem_of(answer, 503)
    assert answer["Retry-After"] == "2"


def test_a_token_that_asks_too_often_waits(shop, owner, monkeypatch):
    monkeypatch.setattr("parcours.web.api.auth.A_MINUTE", 2)
    assert [owner.ask("GET", "me").status_code for _ in range(2)] == [200, 200]
    answer = owner.ask("GET", "me")
    problem_of(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 60


def test_no_answer_lets_other_origins_read_it(shop, owner):
    answer = owner.ask("GET", "me", headers={"Origin": "https://elsewhere.example"})
    assert not any(name.lower().startswith("access-control") for name in answer.headers)
    assert not answer.cookies


def test_problems_hold_no_html(shop, owner):
    answer = owner.ask("GET", "products/%3Cscript%3E")
    assert json.loads(answer.content)["status"] == 404
