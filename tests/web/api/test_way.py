"""The way of a program: a file brought, its people read, one of them erased; by the worker, for good."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from tests.web.api.conftest import Api
from tests.web.api.test_verbs import CSV, NOW

from parcours.shop import Settings, Shop
from parcours.stream.jobs import Jobs
from parcours.stream.registry import rooms
from parcours.stream.services import job_kinds
from parcours.stream.stream import Stream


def work(shop):
    """Let the worker do what was asked, and what follows from it."""
    stream = Stream(shop, rooms(), lambda: NOW)
    with shop.lock():
        stream.recover()
        jobs = Jobs(stream, job_kinds(), lambda: NOW, lambda: None)
        while jobs.run_next():
            pass
        stream.drain()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_imported_and_a_person_of_it_erased(api, tmp_path, settings):
    shop = settings.SHOP = Shop.create(tmp_path / "shop", Settings())
    owner = api()
    brought = owner.client.post("/api/v1/imports", {"file": SimpleUploadedFile("orders.csv", CSV)}).json()
    owner.do(f"POST imports/{brought['number']}/start")
    work(shop)
    assert owner.get(f"imports/{brought['number']}")["job"]["result"]["counts"]["accepted"] == 2
    people = owner.get("people")["items"]
    assert {each["user_id"] for each in people} == {"zelda", "bob"}
    zelda = next(each["id"] for each in people if each["user_id"] == "zelda")
    job = owner.do(f"POST people/{zelda}/erase")
    work(shop)
    told = owner.get(f"erasures/{job['number']}")
    assert (told["state"], told["share"]) == ("done", 1.0)
    assert owner.ask("GET", f"people/{zelda}").status_code == 404
    assert [each["user_id"] for each in owner.get("people")["items"]] == ["bob"]
    assert "zelda" not in json.dumps([owner.get(path) for path in ("people", "orders", "imports", "audit")])
    assert not [file for file in shop.folder.rglob("*") if file.is_file() and b"zelda" in file.read_bytes()]


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_at_once_with_one_key_one_is_done(api, tmp_path, settings):
    settings.SHOP = Shop.create(tmp_path / "shop", Settings())
    owner, start = api(), threading.Barrier(6)
    body = {"day": "2026-05-05", "text": "New prices"}

    def ask(_):
        start.wait()
        answer = Api(owner.key).ask("POST", "annotations", body, headers={"Idempotency-Key": "k"})
        connection.close()
        return answer.status_code, answer.json().get("number")

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    (note,) = owner.get("annotations", **{"from": body["day"], "to": body["day"]})["items"]
    assert set(answers) <= {(201, note["number"]), (409, None)}
    assert (201, note["number"]) in answers
