"""``python -m parcours.demo FOLDER`` writes the artificial sample."""

import sys
from pathlib import Path

from parcours.demo.sample import generate

if __name__ == "__main__":
    sys.stderr.write(f"{generate(Path(sys.argv[1]))}: an artificial event log\n")
