"""The notebook lines of the first pages run, one after the other."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from parcours.cli import main
from parcours.journeys import Result

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "start" / "2-first-notebook.md").read_text("utf-8")


def test_the_first_notebook_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (demo,) = re.findall(r"`parcours (demo [^`]+)`", PAGE)
    with pytest.raises(SystemExit) as left:
        main(shlex.split(demo))
    assert left.value.code == 0
    names = {}
    *ours, frame = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    for block in ours:
        exec(block, names)
    assert isinstance(names["funnel"], Result)
    assert 0 < names["phones"].profiles < names["journeys"].profiles
    names["df"] = table(names["funnel"])
    exec(frame, names)
    assert names["journeys"].touchpoints == 2


def table(funnel):
    frame = funnel.to_frame("pandas").head(2)
    return frame.assign(user="ann", ts="2026-01-01", name="Product Viewed")[["user", "ts", "name"]]
