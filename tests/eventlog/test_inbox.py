"""The inbox keeps what it took until it is dropped, in order, whoever puts in."""

from __future__ import annotations

import contextlib
import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from parcours.errors import StorageError
from parcours.eventlog.appender import Appender
from parcours.eventlog.inbox import FILE, Inbox, Payload


def payload(name: str, items: int = 1) -> Payload:
    return Payload("http:web", "browser", 1_000, items, name.encode())


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    found = Inbox(tmp_path)
    yield found
    found.close()


def bodies(inbox: Inbox, items: int = 1000) -> list[bytes]:
    return [each.payload.body for each in inbox.take(items)]


def test_what_was_put_is_taken_in_order_until_it_is_dropped(inbox):
    inbox.put([payload("a"), payload("b")])
    inbox.put([payload("c")])
    assert bodies(inbox) == bodies(inbox) == [b"a", b"b", b"c"]
    inbox.drop(inbox.take(2)[-1].number)
    assert bodies(inbox) == [b"c"]


def test_about_so_many_touchpoints_are_taken(inbox):
    inbox.put([payload("a", 400), payload("b", 400), payload("c", 400)])
    assert bodies(inbox, items=500) == [b"a", b"b"]


def test_numbers_never_come_back(inbox, tmp_path):
    inbox.put([payload("a"), payload("b")])
    last = inbox.take(9)[-1].number
    inbox.drop(last)
    inbox.close()
    with contextlib.closing(Inbox(tmp_path)) as again:
        again.put([payload("c")])
        assert again.take(9)[0].number > last


def test_one_made_anew_has_another_name(inbox, tmp_path):
    with contextlib.closing(Inbox(tmp_path)) as same:
        assert same.name == inbox.name
    other = tmp_path / "other"
    other.mkdir()
    with contextlib.closing(Inbox(other)) as another:
        assert another.name != inbox.name


def test_it_tells_how_much_waits_and_since_when(inbox):
    assert (inbox.waiting, inbox.oldest) == (0, None)
    inbox.put([payload("a"), payload("b")])
    assert (inbox.waiting, inbox.oldest) == (2, 1_000)


def test_nothing_of_what_was_dropped_is_left_on_disk(inbox, tmp_path):
    inbox.put([payload("canary-7f3a")])
    inbox.drop(inbox.take(9)[-1].number)
    inbox.close()
    assert not any(b"canary-7f3a" in path.read_bytes() for path in tmp_path.iterdir())


def test_a_copy_is_whole_while_others_put_in(inbox, tmp_path):
    inbox.put([payload("a")])
    inbox.copy_to(tmp_path / "copy.db")
    inbox.put([payload("b")])
    with contextlib.closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT body FROM received").fetchall() == [(b"a",)]


def test_a_damaged_file_is_said_to_be_damaged(tmp_path):
    (tmp_path / FILE).write_bytes(b"nonsense" * 1000)
    with pytest.raises(StorageError, match="damaged"):
        Inbox(tmp_path)


def test_a_full_disk_takes_nothing_and_loses_nothing(inbox):
    inbox.put([payload("a")])
    pages = inbox._one("PRAGMA page_count")
    inbox._sql.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError, match="disk is full") as caught:
        inbox.put([payload("x" * 100_000)])
    assert caught.value.retryable
    inbox._sql.execute("PRAGMA max_page_count=1000000")
    inbox.put([payload("b")])
    assert bodies(inbox) == [b"a", b"b"]


def _put(folder: Path, first: int) -> None:
    with contextlib.closing(Inbox(folder)) as inbox:
        for n in range(50):
            inbox.put([payload(f"{first + n}")])


def test_several_processes_put_in_at_once(inbox, tmp_path):
    several = [
        multiprocessing.get_context("spawn").Process(target=_put, args=(tmp_path, 100 * n)) for n in range(2)
    ]
    for process in several:
        process.start()
    for process in several:
        process.join()
    assert sorted(map(int, bodies(inbox))) == [*range(50), *range(100, 150)]


def test_many_threads_share_commits(tmp_path, inbox):
    appender = Appender(tmp_path)

    def put(first: int) -> None:
        for done in [appender.put(payload(f"{first + n}")) for n in range(40)]:
            done.result(30)

    threads = [threading.Thread(target=put, args=(100 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    appender.close()
    assert len(set(bodies(inbox))) == 320


def test_when_too_much_waits_it_refuses_and_takes_again_later(tmp_path, inbox):
    appender = Appender(tmp_path, largest=200_000)
    for _ in range(3):
        appender.put(payload("x" * 100_000)).result(30)
    with pytest.raises(StorageError, match="Too much waits"):
        appender.put().result(30)
    inbox.drop(inbox.take(1000)[-1].number)
    inbox._sql.execute("VACUUM")
    appender.put(payload("z")).result(30)
    appender.close()
    assert bodies(inbox)[-1] == b"z"


def test_before_the_disk_is_full_it_refuses(tmp_path, inbox):
    appender = Appender(tmp_path, room=1 << 60)
    with pytest.raises(StorageError, match="nearly full") as caught:
        appender.put(payload("x")).result(30)
    appender.close()
    assert caught.value.retryable
    assert bodies(inbox) == []


def test_what_waits_in_memory_is_bounded(tmp_path, inbox):
    """While another process holds the inbox, nothing is committed; what comes must not fill the memory."""
    appender = Appender(tmp_path)
    inbox._sql.execute("BEGIN EXCLUSIVE")
    several = [appender.put(payload("x" * (1 << 20))) for _ in range(140)]
    inbox._sql.execute("ROLLBACK")
    refused = [done for done in several if done.exception(30)]
    appender.close()
    assert 0 < len(refused) < 90
    assert all("Too much waits" in str(done.exception()) for done in refused)
    assert len(bodies(inbox)) == len(several) - len(refused)


def test_closing_commits_what_waits(tmp_path, inbox):
    appender = Appender(tmp_path)
    several = [appender.put(payload(str(n))) for n in range(20)]
    appender.close()
    assert all(done.done() for done in several)
    assert len(bodies(inbox)) == 20
