"""Run the command line as a person would: words in; exit code, data and talk out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from parcours.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def parcours(capsys, monkeypatch, tmp_path):
    """Run in an empty folder, without the environment's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PARCOURS_SHOP", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*words: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ran(left.value.code, out, err)

    return run
