from __future__ import annotations

import json
import statistics
import subprocess
import sys

HEAVY = {
    "django",
    "numba",
    "pandas",
    "polars",
    "pyarrow",
    "numpy",
    "deltalake",
    "duckdb",
    "chdb",
    "pyspark",
    "rich",
    "vl_convert",
}

PROBE = """
import json, sys, time
start = time.perf_counter()
import parcours
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "modules": [name.partition(".")[0] for name in sys.modules]}))
"""


def probed():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_importing_parcours_takes_less_than_150_milliseconds():
    assert statistics.median(probed()["seconds"] for _ in range(5)) < 0.15


def test_importing_parcours_loads_nothing_heavy():
    assert not HEAVY & set(probed()["modules"])


def test_everything_that_parcours_names_is_there():
    import parcours

    assert set(parcours.__all__) == set(dir(parcours))
    for name in parcours.__all__:
        assert getattr(parcours, name) is not None
