"""``parcours owner`` gives a way in, whatever happened to the passwords."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def parcours(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "parcours.cli", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_it_prints_a_link_and_nothing_else(tmp_path):
    parcours(tmp_path, "init", "shop")
    link = parcours(tmp_path, "owner", "--shop", "shop").strip()
    assert link.startswith("http://localhost:8000/welcome/")
    served = ["--shop", "shop", "--address", "https://shop.example/", "--json"]
    other = json.loads(parcours(tmp_path, "owner", *served))["link"]
    assert other.startswith("https://shop.example/welcome/")
    assert other.rpartition("/")[2] != link.rpartition("/")[2]
