from __future__ import annotations

import subprocess
import sys
import time

import pytest

from parcours import __version__
from parcours.cli.main import COMMANDS, cli

WITHOUT_ANSWER = ("run", "worker", "collect", "web", "key")
"""Those that run until they are stopped, and a group of commands."""


def test_help_lists_every_command_and_loads_none(parcours):
    done = parcours("--help")
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)


def test_help_comes_at_once():
    def seconds():
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "parcours.cli", "--help"], check=True, capture_output=True)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.3


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_short_help_with_an_example(parcours, name):
    done = parcours(name, "--help")
    assert done.code == 0
    assert f"Example: parcours {name}" in done.out
    assert "--json" in done.out or name in WITHOUT_ANSWER
    assert len(done.out.splitlines()) < 50


def test_no_command_is_hidden():
    assert cli.list_commands(None) == list(COMMANDS)


def test_the_version_is_told(parcours):
    assert parcours("--version").out.split()[-1] == __version__


@pytest.mark.parametrize("words", [["nonsense"], ["init", "--nonsense"], ["funnel", "--where", "country"]])
def test_what_is_not_understood_exits_with_2(parcours, words):
    parcours("init")
    done = parcours(*words)
    assert done.code == 2
    assert done.out == ""
    assert "Error" in done.err


def test_an_error_says_what_and_what_to_do_but_shows_no_traceback(parcours):
    done = parcours("funnel")
    assert done.code == 1
    assert done.out == ""
    assert "is not a shop's folder" in done.err
    assert "parcours init" in done.err
    assert "Traceback" not in done.err


def test_debug_shows_the_traceback(parcours):
    assert "Traceback" in parcours("--debug", "funnel").err


def test_a_mistake_of_our_own_asks_for_a_report(parcours, monkeypatch):
    parcours("init")
    monkeypatch.setattr("parcours.shop.shop.Shop.doctor", lambda _: 1 / 0)
    done = parcours("doctor")
    assert done.code == 1
    assert "should not have happened: ZeroDivisionError" in done.err
    assert "Traceback" not in done.err


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    script = f"{sys.executable} -m parcours.cli --help | head -n 1"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stderr == ""
