"""The one stylesheet and the one script, put together from the small files of every part.

Their address, and that of every static file, begins with a version that changes with any of them: they
may be kept for ever, files may name each other, and nothing has to be collected or written at start.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version as installed
from pathlib import Path

from parcours.charts.palette import themed
from parcours.charts.picture import rules

HERE = Path(__file__).parent
WEB = HERE.parent
LAYERS = ("tokens", "base", "charts", "layout", "parts", "pages")


@cache
def css() -> bytes:
    """Return all styles, layer by layer; colours and pictures are the charts'."""
    order = f"@layer {', '.join(LAYERS)};"
    charts = f"@layer tokens {{\n:root {{{themed()}}}\n}}\n@layer charts {{\n{rules()}\n}}"
    ours = (f"@layer {layer} {{\n{_text(path)}\n}}" for layer in LAYERS for path in _styles(layer))
    return "\n".join([order, charts, *ours]).encode()


@cache
def script() -> bytes:
    """Return all modules, each in a scope of its own."""
    paths = (*sorted((HERE / "scripts").glob("*.js")), *sorted(WEB.glob("*/scripts/*.js")))
    return "\n".join(f"{{\n{_text(path)}\n}}" for path in dict.fromkeys(paths)).encode()


@cache
def version() -> str:
    """Return what stands for the contents of all files."""
    digest = sha256(css() + script() + installed("django-htmx").encode())
    for path in sorted(path for path in WEB.glob("*/static/**/*") if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _styles(layer: str) -> list[Path]:
    if layer == "pages":
        return sorted(path for path in WEB.glob("*/styles/*.css") if path.parents[1] != HERE)
    single = HERE / "styles" / f"{layer}.css"
    return [single] if single.exists() else sorted((HERE / "styles" / layer).glob("*.css"))


def _text(path: Path) -> str:
    return path.read_text("utf-8")
