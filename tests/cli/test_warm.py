from __future__ import annotations

import os
import subprocess
import sys

import pytest

SMALL = ("--profiles", "500", "--months", "6", "--end", "2026-07-01")


@pytest.mark.slow
def test_a_map_drawn_after_it_has_nothing_left_to_compile(tmp_path):
    def run(*words):
        env = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kernels"), "PARCOURS_SHOP": ""}
        subprocess.run([sys.executable, "-m", *words], check=True, cwd=tmp_path, env=env, capture_output=True)
        return set(tmp_path.glob("kernels/**/*.nbc"))

    compiled = run("parcours.cli.warm")
    assert len(compiled) > 15
    run("parcours.cli", "demo", "data", *SMALL, "--shop", "shop")
    assert run("parcours.cli", "map", "--shop", "shop") == compiled
