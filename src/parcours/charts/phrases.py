"""The few words that every chart needs."""

from __future__ import annotations

from parcours.words import Phrasebook

BOOK = Phrasebook("parcours.charts")
