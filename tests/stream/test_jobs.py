"""Jobs: asked for by who may, done one at a time, stopped, resumed; the stream goes on in their pauses."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from tests.stream.conftest import NOW
from tests.stream.test_following import write_orders
from tests.stream.test_worker import run

from parcours.errors import InputError
from parcours.state.actor import TERMINAL, Actor, DeniedError
from parcours.state.audit import AuditEntry
from parcours.stream import selectors, services
from parcours.stream.jobs import JobKind
from parcours.stream.models import Job, Quarantined
from parcours.stream.registry import Reaction, Rooms
from parcours.stream.services import job_kinds
from parcours.stream.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

ANALYST = Actor("user", "ana@example.org", "analyst", 7)


def worker_of(shop, rooms, *kinds):
    return Worker(shop, rooms, (*job_kinds(), *kinds), lambda: datetime.now(UTC))


def ended(number):
    return lambda: selectors.job(number).state in ("done", "failed", "stopped")


def ask(kind, **params):
    return services.request_job(TERMINAL, kind, params, now=NOW)


def test_a_file_is_imported_and_followed(shop, rooms, listener, tmp_path):
    uploads = shop.folder / "uploads"
    uploads.mkdir()
    file = write_orders(uploads / "orders.csv", 30)
    number = ask("import", path=str(file), options={"currency": "USD"})
    run(worker_of(shop, rooms), ended(number))
    job = selectors.job(number)
    assert (job.state, job.share, job.result["counts"]["accepted"]) == ("done", 1.0, 30)
    assert len(listener.names) == 30
    assert not file.exists(), "what was uploaded is not kept"


def test_a_file_that_cannot_be_read_fails_with_a_sentence(shop, rooms, tmp_path):
    number = ask("import", path=str(tmp_path / "nothing.csv"))
    run(worker_of(shop, rooms), ended(number))
    assert selectors.job(number).state == "failed"
    assert "There is no file" in selectors.job(number).error


def test_the_stream_goes_on_in_the_pauses(shop, rooms, listener, send):
    seen = []

    def wait(work):
        send("m1")
        while not listener.told:
            work.progress(0.5, {})
        seen.extend(listener.names)
        return {}

    number = services.Job.objects.create(
        kind="wait", asked_at=NOW, actor_kind="terminal", actor_name="terminal", actor_role="owner"
    ).pk
    run(worker_of(shop, rooms, JobKind("wait", "manage", wait)), ended(number))
    assert seen == ["m1"]


def endless(begun):
    def work_on(work):
        begun.set()
        while True:
            work.progress(0.1, {"rows": 1})

    return JobKind("endless", "manage", work_on)


def waiting_job(kind):
    return Job.objects.create(
        kind=kind, asked_at=NOW, actor_kind="terminal", actor_name="terminal", actor_role="owner"
    ).pk


def test_stopped_it_ends_and_resumed_it_begins_again(shop, rooms, monkeypatch):
    begun = threading.Event()
    kind = endless(begun)
    monkeypatch.setattr("parcours.stream.services.JOBS", (kind,))
    number = waiting_job("endless")

    def when():
        if begun.is_set() and selectors.job(number).state == "running":
            services.stop_job(TERMINAL, number, now=NOW)
        return ended(number)()

    run(Worker(shop, rooms, (kind,), lambda: datetime.now(UTC)), when)
    assert selectors.job(number).state == "stopped"
    services.resume_job(TERMINAL, number, now=NOW)
    assert selectors.job(number).state == "queued"


def test_when_the_worker_ends_the_job_waits_for_the_next(shop, rooms):
    begun = threading.Event()
    number = waiting_job("endless")
    run(worker_of(shop, rooms, endless(begun)), begun.is_set)
    assert selectors.job(number).state == "queued"
    assert Job.objects.get().starts == 0


def test_a_job_that_kills_the_worker_is_given_up(shop, rooms):
    number = waiting_job("endless")
    Job.objects.update(state="running", starts=3)
    run(worker_of(shop, rooms), ended(number))
    assert selectors.job(number).state == "failed"
    assert "died 3 times" in selectors.job(number).error


def _mistaken(work):
    raise KeyError(work)


def test_a_mistake_fails_the_job_and_not_the_worker(shop, rooms, send, listener):
    number = waiting_job("broken")
    run(worker_of(shop, rooms, JobKind("broken", "manage", _mistaken)), ended(number))
    assert selectors.job(number).error == "This should not have happened: KeyError."


def test_who_may_not_is_refused(shop):
    with pytest.raises(DeniedError):
        services.request_job(ANALYST, "erase", {"profile": 1}, now=NOW)
    with pytest.raises(InputError, match="no kind"):
        ask("nothing")
    services.request_job(ANALYST, "import", {"path": "x"}, now=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == ("job.requested", {"kind": "import"})


def test_the_state_is_made_again_on_request(shop, rooms, listener, send):
    send("m1", "m2")
    number = ask("rebuild")
    run(worker_of(shop, rooms), ended(number))
    assert selectors.job(number).state == "done"
    assert sorted(listener.told) == [("m1", False), ("m2", False)]


def test_an_erased_person_is_nowhere(shop, listener, send, clock):
    forgotten = []
    rooms = Rooms(
        reactions=(Reaction("listener", listener.follow, listener.forget_derived, forgotten.append),)
    )
    send(
        {"type": "page", "messageId": "m1", "anonymousId": "gone", "properties": {"title": "canary-91c2"}},
        {"type": "page", "messageId": "m2", "anonymousId": "stays"},
        {"type": "page", "messageId": "canary-91c2"},
    )
    number = ask("erase", anonymous="gone")
    run(worker_of(shop, rooms), ended(number))
    assert selectors.job(number).result["touchpoints"] == 1
    assert [leaves.tolist() for leaves in forgotten] == [[shop.identities.leaf("anonymous", "gone")]]
    assert not Quarantined.objects.exists()
    assert Job.objects.get().params == {}
    assert listener.names == ["m1", "m2"], "no room had to be told again"
    kept = [path.read_bytes() for path in shop.folder.rglob("*") if path.is_file()]
    assert not any(b"canary-91c2" in data for data in kept)
