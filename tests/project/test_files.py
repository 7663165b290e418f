from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PERSONAL = re.compile(r"/home/\w|/Users/\w|/root/|C:\\\\Users|/work/|/tmp/\w/")


def texts():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".yaml", ".css", ""}
            and path.is_file()
            and path != Path(__file__)
        ):
            yield name, path.read_text("utf-8")


def test_no_file_names_a_folder_of_somebodys_machine():
    assert not [name for name, text in texts() if PERSONAL.search(text)]


def test_the_licence_is_the_full_apache_licence():
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_picture_of_the_readme_is_small_enough_to_load_at_once():
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 300_000
