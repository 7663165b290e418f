"""What a verb of this feature refuses; each has its phrase, ``imports.errors.<word>``."""

from __future__ import annotations

from parcours.errors import InputError


class ImportsError(InputError):
    """Nothing was changed."""

    def __init__(self, word: str, what: str) -> None:
        super().__init__(what)
        self.word = word
