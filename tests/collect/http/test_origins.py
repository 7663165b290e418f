"""Which pages may send: those of the sites that a key names, and none with a server's key."""

from __future__ import annotations

import json

import pytest
from tests.collect.http.asking import CALL, NOW, ask, basic, kept, told

from parcours.collect.http.keys import drop_key, new_key
from parcours.errors import InputError

OURS, OTHER = "https://shop.example", "https://other.example"
BODY = json.dumps({"batch": [CALL]}).encode()


@pytest.fixture
def narrow(shop):
    return new_key(shop.folder, "narrow", "browser", NOW, [OURS])


def send(door, key, origin):
    return ask(door, "POST", "/v1/batch", BODY, headers=[*basic(key), (b"origin", origin.encode())])


def preflight(door, origin):
    asked = [(b"origin", origin.encode()), (b"access-control-request-headers", b"authorization,anonymousid")]
    return ask(door, "OPTIONS", "/v1/t", headers=asked)


def test_a_page_of_a_named_site_may_send_and_read_the_answer(door, narrow):
    answer = send(door, narrow, OURS)
    assert answer.status == 200
    assert answer.headers[b"access-control-allow-origin"] == OURS.encode()
    assert answer.headers[b"vary"] == b"Origin"


def test_a_page_of_another_site_may_not(door, shop, narrow):
    answer = send(door, narrow, OTHER)
    assert (answer.status, kept(shop)) == (403, [])
    assert b"access-control-allow-origin" not in answer.headers
    assert "names this site" in told(answer)["advice"]


def test_a_key_without_sites_is_for_all(door, key):
    assert send(door, key, OTHER).status == 200


def test_a_servers_key_in_a_page_is_refused(door, shop):
    secret = new_key(shop.folder, "till", "server", NOW)
    answer = send(door, secret, OURS)
    assert answer.status == 403
    assert "Take it back" in told(answer)["advice"]


def test_who_was_refused_may_read_why(door):
    answer = send(door, "wrong", OURS)
    assert (answer.status, answer.headers[b"access-control-allow-origin"]) == (401, OURS.encode())


def test_a_browser_that_asks_before_is_told_what_some_key_admits(door, narrow):
    answer = preflight(door, OURS)
    assert (answer.status, answer.headers[b"access-control-allow-origin"]) == (204, OURS.encode())
    assert answer.headers[b"access-control-allow-headers"] == b"authorization,anonymousid"
    assert preflight(door, OTHER).status == 403


def test_a_key_for_all_sites_admits_any_until_it_is_taken_back(door, shop, key):
    assert preflight(door, OTHER).status == 204
    drop_key(shop.folder, "web")
    assert preflight(door, OTHER).status == 403


@pytest.mark.parametrize("site", ["shop.example", "ftp://shop.example", "https://shop.example/path", "", "*"])
def test_what_is_no_site_cannot_be_named(shop, site):
    with pytest.raises(InputError, match="no site"):
        new_key(shop.folder, "web", "browser", NOW, [site])


def test_a_site_is_known_as_browsers_name_it(door, shop):
    secret = new_key(shop.folder, "web", "browser", NOW, ["HTTPS://Shop.Example/"])
    assert send(door, secret, OURS).status == 200


def test_a_servers_key_names_no_site(shop):
    with pytest.raises(InputError, match="For a browser's key"):
        new_key(shop.folder, "till", "server", NOW, [OURS])


def test_what_shows_the_page_is_kept_where_the_page_does_not_say(door, shop, key):
    agent = (b"user-agent", b"Mozilla/5.0 (iPhone)")
    told_origin = (b"origin", OURS.encode())
    ask(door, "POST", "/v1/batch", BODY, headers=[*basic(key), told_origin, agent])
    ask(door, "POST", "/v1/batch", BODY, headers=[*basic(key), agent])
    assert [each.get("context") for each in kept(shop)] == [{"userAgent": "Mozilla/5.0 (iPhone)"}, None]
