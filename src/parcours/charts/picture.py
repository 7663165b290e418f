"""A picture: one drawing with its numbers, as SVG, HTML, PNG or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from parcours.charts import palette
from parcours.charts.phrases import BOOK
from parcours.charts.table import Table
from parcours.charts.tables import html_table
from parcours.words.languages import direction

_STYLESHEETS = ("charts.css", "journey_map/journey_map.css")


@dataclass(frozen=True)
class Picture:
    """A drawing and the table that says the same in numbers.

    Every form is made from the same SVG, so a notebook, a page, a mail and a printed report cannot
    disagree. The HTML is a fragment without scripts and without inline styles: a page under a
    strict content security policy serves `stylesheet` as a file beside it.
    """

    title: str
    svg: str
    table: Table
    language: str = "en"

    def to_svg(self) -> str:
        """Return the drawing as a file of its own, in the light colours."""
        return self.svg

    def to_html(self) -> str:
        """Return a fragment: the drawing and, folded, its table."""
        return (
            f'<figure class="pc-figure" lang="{self.language}" dir="{direction(self.language)}">'
            f"<figcaption>{escape(self.title)}</figcaption>"
            f"{scrolling(self.svg, self.title)}"
            f"<details><summary>{BOOK.say('data', self.language)}</summary>"
            f"{scrolling(html_table(self.table, self.language), self.table.title)}</details></figure>"
        )

    def to_png(self, scale: float = 2.0) -> bytes:
        """Return the drawing as PNG, ``scale`` pixels to one of the drawing's.

        Letters come from the system's fonts; Hebrew needs one that has them (Arial or DejaVu Sans).
        """
        import vl_convert

        return bytes(vl_convert.svg_to_png(self.svg, scale=scale))

    def to_pdf(self) -> bytes:
        """Return the drawing as PDF; see `to_png` for fonts."""
        import vl_convert

        return bytes(vl_convert.svg_to_pdf(self.svg))

    def _repr_html_(self) -> str:
        return f"<style>{stylesheet()}</style>{self.to_html()}"


def scrolling(content: str, title: str) -> str:
    """Return content that scrolls by itself, by keyboard too, where the page is narrower."""
    return f'<div class="pc-scroll" role="group" aria-label="{escape(title)}" tabindex="0">{content}</div>'


def stylesheet() -> str:
    """Return the one stylesheet that all fragments need, both modes of colour in it."""
    colours = f":root{{color-scheme:light dark;{palette.themed()}}}"
    paper = "@media print{:root{color-scheme:light}}"
    return f"{colours}{paper}{rules()}"


@cache
def rules() -> str:
    """Return the stylesheet without its colours, for a page that has them already (`palette.themed`)."""
    folder = files("parcours.charts")
    own = "".join(folder.joinpath(name).read_text("utf-8") for name in _STYLESHEETS)
    return f"{palette.roles()}{own}"
