"""Hypothesis without a clock: the first example of a test also loads what it tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
