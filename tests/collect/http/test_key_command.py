"""`parcours key`: a browser's key can be seen again, a server's cannot."""

from __future__ import annotations

import json

import pytest

from parcours.cli import main


@pytest.fixture
def key(shop, capsys):
    """Run the command on the shop, and return what it says."""

    def run(*words):
        with pytest.raises(SystemExit) as left:
            main(["key", *words, "--shop", str(shop.folder)])
        return left.value.code, capsys.readouterr()

    return run


def test_a_browsers_key_is_shown_again_with_its_sites(key):
    secret = key("new", "web", "--origin", "https://shop.example", "--origin", "https://b.example")[
        1
    ].out.strip()
    code, said = key("list")
    assert code == 0
    assert secret in said.out
    assert "https://shop.example  https://b.example" in said.out


def test_a_servers_key_is_shown_once(key):
    code, said = key("new", "till", "--server")
    assert code == 0
    assert "not shown again" in said.err
    assert said.out.strip() not in key("list")[1].out
    assert json.loads(key("list", "--json")[1].out)[0] | {"created_at": ""} == {
        "name": "till",
        "kind": "server",
        "created_at": "",
        "public": "",
        "origins": [],
    }


def test_what_is_no_site_is_refused_in_words(key):
    code, said = key("new", "web", "--origin", "shop.example")
    assert code == 1
    assert "no site that a key can be kept to" in said.err


def test_a_key_that_was_dropped_is_not_listed(key):
    key("new", "web")
    assert key("drop", "web")[0] == 0
    assert key("list")[1].out == ""
