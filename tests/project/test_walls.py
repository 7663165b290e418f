from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESIGN_ORDER = """
words kernels touchpoints rules charts questionnaire eventlog journeys predict shop collect state
people commerce stream messaging listen engage reward service improve web demo cli
"""


def layers():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["type"] == "layers")


def test_every_room_is_listed_in_the_order_of_the_design():
    listed = [room for room in reversed(layers()["layers"]) if room != "errors"]
    there = {path.parent.name for path in (ROOT / "src" / "parcours").glob("*/__init__.py")}
    assert set(listed) == there
    assert listed == [room for room in DESIGN_ORDER.split() if room in there]


def test_no_import_is_excused():
    assert layers()["exhaustive"] is True
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text("utf-8")


def test_no_import_goes_against_the_walls():
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
