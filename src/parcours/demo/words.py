"""A text in the languages of the artificial shop."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.words.languages import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language", "Text"]


@dataclass(frozen=True)
class Text:
    """The same thing said in English, French and Hebrew.

    Examples
    --------
    >>> Text("Linen shirt", "Chemise en lin", "חולצת פשתן").of("fr")
    'Chemise en lin'
    """

    en: str
    fr: str
    he: str

    def of(self, language: Language) -> str:
        """Return it in one language."""
        text: str = getattr(self, language)
        return text
