"""Imports a file into a shop: the process that tests kill.

python victim.py SHOP FILE BLOCK
"""

from __future__ import annotations

import sys

from parcours.collect.importing import import_file
from parcours.collect.importing.files import delimited
from parcours.shop import open_shop

if __name__ == "__main__":
    folder, path, delimited.BLOCK = sys.argv[1], sys.argv[2], int(sys.argv[3])
    report = import_file(
        open_shop(folder),
        path,
        clock=lambda: 1_795_000_000_000_000,
        progress=lambda progress: print(progress.counts.read, flush=True),
    )
    print("counts", *vars(report.counts).values(), flush=True)
