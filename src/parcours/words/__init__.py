"""What Parcours says, in the languages of its readers."""

from parcours.words.phrasebook import LANGUAGES, Phrasebook

__all__ = ["LANGUAGES", "Phrasebook"]
