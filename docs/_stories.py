"""Writes the page of the demo shop's stories and its pictures from `_stories.md.in`; tests hold it to them.

The page's own lines are run, in order, on a demo shop that is made for it. What a block's last line gives
stands below the block: text, or a picture; what a command prints, below the command. `{{ ... }}` in the text
is replaced by what it gives.
"""

from __future__ import annotations

import ast
import contextlib
import re
import shlex
import tempfile
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

import parcours
from parcours.charts import Formats, palette
from parcours.cli.main import cli

DOCS = Path(__file__).parent
SOURCE = DOCS / "_stories.md.in"
PAGE = DOCS / "explanations" / "demo-shop.md"
PICTURES = DOCS / "pictures" / "stories"
MAP = DOCS / "pictures" / "journey-map.svg"
NOTICE = "<!-- Generated from docs/_stories.md.in: change that, then run `make stories`. -->\n\n"

PROFILES, MONTHS, SEED, END = 20_000, 24, 1, date(2026, 7, 1)
WIDTH = 150
FORMATS = Formats("en", currency="EUR")
DATA, SHOP = "demo-shop/data", "demo-shop/shop"

_PARTS = re.compile(r"(```(?:python|console)\n.*?```|\{\{.*?\}\}|^\([a-z-]+\)=$)", re.DOTALL | re.MULTILINE)


def part(told: dict[str, int]) -> str:
    """Write how many of how many."""
    n, of = told["all"], told["of_these"]
    return f"{of:,} of {n:,} ({FORMATS.share(of / n if n else None)})"


def more(gap: dict[str, int]) -> str:
    """Write by how much a twin had more."""
    return f"{gap['orders']:,} more orders and {FORMATS.money(gap['revenue'])} more revenue"


def days(told: dict[str, Any], length: int) -> dict[str, int]:
    """Return what is told of so many days."""
    return next(each for each in told["returns"] if each["days"] == length)


@dataclass(frozen=True)
class Written:
    """The page, and its pictures by file name."""

    text: str
    pictures: dict[str, str]


def written(source: str) -> Written:
    """Run the lines of a source in the current folder, and write the page."""
    run = _Run()
    return Written(NOTICE + "".join(map(run.part, split(source))), run.pictures)


def split(source: str) -> list[str]:
    """Return the parts of a source: its lines of Python, what is replaced, and the text between."""
    return _PARTS.split(source)


class _Run:
    """The names that the page's lines have given so far, and the pictures."""

    def __init__(self) -> None:
        self.pictures: dict[str, str] = {}
        self._names: dict[str, Any] = {each.__name__: each for each in (part, more, days)}
        self._names["formats"] = FORMATS
        self._story = ""

    def part(self, part: str) -> str:
        if part.startswith("```python"):
            return part + self._shown(self._value(part.removeprefix("```python\n").removesuffix("```")))
        if part.startswith("```console"):
            return part.removesuffix("```") + _printed(part.splitlines()[1]) + "\n```"
        if part.startswith("{{"):
            return str(eval(part[2:-2].strip(), self._names))  # noqa: S307 - our own page
        if part.endswith(")="):
            self._story = part[1:-2]
        return part

    def _value(self, lines: str) -> Any:
        tree = ast.parse(lines)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, self._story, "exec"), self._names)  # noqa: S102 - our own page
        return eval(compile(ast.Expression(last.value), self._story, "eval"), self._names) if last else None  # noqa: S307 - as above

    def _shown(self, value: Any) -> str:
        if value is None:
            return ""
        if hasattr(value, "to_svg"):
            name = f"{self._story}.svg"
            self.pictures[name] = adapting(value.to_svg())
            return f"\n\n![{value.title}](../pictures/stories/{name})\n\n*{value.title}*"
        return f"\n\n```text\n{_text(value)}\n```"


def adapting(svg: str) -> str:
    """Return a drawing whose colours follow the reader's choice of light or dark."""
    dark = f"@media (prefers-color-scheme:dark){{:root{{{palette.properties('dark')}}}}}"
    style = f"<style>:root{{{palette.properties('light')}}}{dark}{palette.roles()}</style>"
    return svg.replace(">", f">{style}", 1)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    paper = StringIO()
    Console(file=paper, width=WIDTH, color_system=None).print(value)
    return _trimmed(paper.getvalue())


def _printed(line: str) -> str:
    paper = StringIO()
    with contextlib.redirect_stdout(paper):
        cli.main(shlex.split(line)[2:], standalone_mode=False)
    return _trimmed(paper.getvalue())


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def make_shop(profiles: int, months: int) -> None:
    """Make the page's shop in the current folder."""
    words = ["demo", DATA, "--shop", SHOP, "--seed", SEED, "--end", END]
    sizes = ["--profiles", profiles, "--months", months]
    cli.main([str(word) for word in (*words, *sizes)], standalone_mode=False)


def main() -> None:
    """Write the page, its pictures, and the map of the README."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        make_shop(PROFILES, MONTHS)
        page = written(SOURCE.read_text("utf-8"))
        drawn = parcours.open(SHOP).journeys().journey_map()
    PAGE.write_text(page.text, "utf-8")
    MAP.write_text(adapting(drawn.to_svg()), "utf-8")
    for name, svg in page.pictures.items():
        (PICTURES / name).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
