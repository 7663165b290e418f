"""The languages that charts speak, and the few words that every chart needs."""

from __future__ import annotations

from types import MappingProxyType

from parcours.errors import InputError

LANGUAGES = ("en", "fr", "he")

WORDS = MappingProxyType(
    {
        "data": {"en": "Show the numbers", "fr": "Afficher les chiffres", "he": "הצגת המספרים"},
        "step": {"en": "Step", "fr": "Étape", "he": "צעד"},
        "profiles": {"en": "Profiles", "fr": "Profils", "he": "פרופילים"},
        "of_first": {
            "en": "Of the first step",
            "fr": "Part de la première étape",
            "he": "שיעור מהצעד הראשון",
        },
        "of_previous": {
            "en": "Of the step before",
            "fr": "Part de l’étape précédente",
            "he": "שיעור מהצעד הקודם",
        },
        "lost": {"en": "Left before it", "fr": "Partis avant", "he": "עזבו לפניו"},
        "median": {"en": "Median time", "fr": "Temps médian", "he": "זמן חציוני"},
        "left": {"en": "{n} left ({share})", "fr": "{n} partis ({share})", "he": "{n} עזבו ({share})"},
        "from": {"en": "From", "fr": "De", "he": "מקור"},
        "to": {"en": "To", "fr": "Vers", "he": "יעד"},
        "count": {"en": "Count", "fr": "Nombre", "he": "כמות"},
        "empty": {
            "en": "Nothing to draw yet",
            "fr": "Rien à dessiner pour l’instant",
            "he": "אין עדיין מה להציג",
        },
    }
)


def is_rtl(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return checked(language) == "he"


def direction(language: str) -> str:
    """Return the ``dir`` attribute of a language."""
    return "rtl" if is_rtl(language) else "ltr"


def checked(language: str) -> str:
    """Return the language if charts speak it, else say which they do."""
    if language not in LANGUAGES:
        raise InputError(
            f"There are no charts in {language!r}.", advice=f"Use one of {', '.join(LANGUAGES)}."
        )
    return language


def word(key: str, language: str) -> str:
    """Return one of the charts' own words."""
    return WORDS[key][checked(language)]
