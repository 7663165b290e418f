from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

from _cli import PAGES  # noqa: E402 - the generator lies beside the pages that it writes


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_says_what_the_code_does(name):
    assert (DOCS / "reference" / name).read_text("utf-8") == PAGES[name](), "run `make docs`"


def test_decisions_are_numbered_once_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert int((DOCS / "decisions" / "NEXT").read_text()) == len(numbers) + 1


def test_every_decision_says_what_was_measured_and_what_follows():
    for path in (DOCS / "decisions").glob("[0-9]*.md"):
        text = path.read_text("utf-8")
        assert text.startswith(f"# {path.name[:4]}"), path.name
        assert re.search(r"(?mi)^\W*(status|context)\b", text), path.name


def links(page):
    return re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))


def test_links_between_files_lead_somewhere():
    pages = [page for page in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")] if "_build" not in page.parts]
    targets = [(page, page.parent / link) for page in pages for link in links(page)]
    assert not [(page.name, target.name) for page, target in targets if not target.exists()]


def test_contributing_can_be_read_in_one_go():
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.slow
def test_the_documentation_builds_without_a_warning(tmp_path):
    pytest.importorskip("sphinx", reason="install the extra: pip install -e '.[docs]'")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        str(DOCS),
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
