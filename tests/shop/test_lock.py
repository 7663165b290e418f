from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from parcours.errors import BusyError
from parcours.shop.lock import FolderLock

HOLD = """
import sys, time
from pathlib import Path
from parcours.shop.lock import FolderLock
with FolderLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_process(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_another_process_is_named(tmp_path, other_process):
    with pytest.raises(BusyError, match=f"in use by process {other_process.pid}") as raised:
        FolderLock(tmp_path / "lock").held().__enter__()
    assert raised.value.retryable


def test_a_killed_process_frees_the_lock(tmp_path, other_process):
    other_process.send_signal(signal.SIGKILL)
    other_process.wait()
    with FolderLock(tmp_path / "lock").held():
        assert int((tmp_path / "lock").read_bytes()) == os.getpid()


def test_the_holder_may_enter_again(tmp_path):
    lock = FolderLock(tmp_path / "lock")
    with lock.held(), lock.held():
        pass
    with FolderLock(tmp_path / "lock").held():
        pass


def test_a_second_object_of_the_same_process_is_refused_until_the_first_leaves(tmp_path):
    first, second = FolderLock(tmp_path / "lock"), FolderLock(tmp_path / "lock")
    with first.held(), first.held(), pytest.raises(BusyError, match=f"process {os.getpid()}"):
        second.held().__enter__()
    with second.held():
        pass


def test_another_thread_is_refused(tmp_path):
    lock = FolderLock(tmp_path / "lock")
    refused = []

    def enter():
        try:
            with lock.held():
                refused.append(False)
        except BusyError:
            refused.append(True)

    with lock.held():
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert refused == [True]
