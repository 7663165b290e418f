"""``parcours owner`` gives a way in, whatever happened to the passwords."""

from __future__ import annotations

import subprocess
import sys

from parcours.shop import Shop


def test_it_prints_a_link_and_nothing_else(tmp_path):
    Shop.create(tmp_path / "shop")
    command = [sys.executable, "-m", "parcours.cli", "owner", "--address", "https://shop.example/"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("https://shop.example/welcome/")
    assert len(done.stdout.split()) == 1
    assert "once" in done.stderr
