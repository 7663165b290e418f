"""What Parcours says, in the languages of its readers."""

from parcours.words.languages import LANGUAGES
from parcours.words.phrasebook import Phrasebook

__all__ = ["LANGUAGES", "Phrasebook"]
