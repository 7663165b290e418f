"""What all rooms' tests share: where the real data sets lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party data sets, which are not part of the project."""
    folder = Path(os.environ.get("PARCOURS_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no data sets at {folder}; set PARCOURS_SHARED_DATA to their folder")
    return folder
