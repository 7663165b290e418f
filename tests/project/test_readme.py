"""What the README shows is run here: its commands and its notebook lines."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from parcours.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
ORDERS = "order,customer,date,total,currency\nA1,c1,2026-01-05,12.50,EUR\nA2,c2,2026-01-06,20,EUR\n"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def run(words):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0, words


def test_its_commands_work_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("orders.csv").write_text(ORDERS, "utf-8")
    commands = [shlex.split(line) for block in blocks("sh") for line in block.splitlines()]
    ours = [words[1:] for words in commands if words[0] == "parcours"]
    assert len(ours) == 2
    for words in ours:
        run(words)
    assert Path("map.html").is_file()


def test_its_other_commands_are_targets_of_the_makefile():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(
        r"\bmake ([a-z-]+)", "\n".join([*blocks("sh"), *re.findall(r"`(make [a-z-]+)`", README)])
    )
    assert named
    assert set(named) <= set(targets)


def test_its_notebook_lines_give_what_they_show(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (demo,) = re.findall(r"`parcours (demo [^`]+)`", README)
    run(shlex.split(demo))
    (block,) = blocks("python")
    test = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    told = []
    failed = doctest.DocTestRunner(verbose=False).run(test, out=told.append).failed
    assert not failed, "".join(told)
