"""French as it is set: its spaces do not break, its apostrophe bends."""

from __future__ import annotations

import re

_NARROW = re.compile(r" (?=[;!?%])")
_WIDE = re.compile(r" (?=[:»])|(?<=«) ")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def french(text: str) -> str:
    """Return a text with the signs that a keyboard does not have.

    >>> french("L'heure : « midi » ?").replace("\u00a0", "_").replace("\u202f", "~")
    'L’heure_: «_midi_»~?'
    """
    return _APOSTROPHE.sub("’", _WIDE.sub("\u00a0", _NARROW.sub("\u202f", text)))
