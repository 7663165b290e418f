"""How wide text is, guessed well enough to place it where no browser can be asked."""

from __future__ import annotations

from functools import cache

# Thousandths of the font size, of the metrics that Arial, Helvetica and Liberation Sans share.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" ,.:;!I/tf[]\u00a0·", 278),
    **dict.fromkeys("r()-\u201c\u201d", 333),
    **dict.fromkeys("ckszyvxJ", 500),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("W%", 920),
    "…": 1000,
    "→": 1000,
}
_USUAL = 556
_BOLD = 1.07
# The fonts of other systems are up to so much wider.
_MARGIN = 1.15


@cache
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how many pixels a line of text takes, rather too many than too few."""
    thousandths = sum(_WIDTHS.get(letter, _USUAL) for letter in text)
    return thousandths / 1000 * size * _MARGIN * (_BOLD if bold else 1.0)


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than allowed.

    Examples
    --------
    >>> shorten("Checkout", 12, 200)
    'Checkout'
    >>> shorten("A very long name of a product", 12, 100)
    'A very long n…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, size: float, width: float, *, lines: int, bold: bool = False) -> list[str]:
    """Return the text in at most so many lines, the last one shortened if it must be.

    Examples
    --------
    >>> wrap("Left at the shipping step of checkout", 12, 120, lines=2)
    ['Left at the shipping', 'step of checkout']
    """
    done: list[str] = []
    words = text.split(" ")
    line = ""
    for at, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if not line or text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if len(done) == lines - 1:
            line = " ".join([line, *words[at:]])
            break
        done.append(line)
        line = word
    return [*done, shorten(line, size, width, bold=bold)] if line else done
