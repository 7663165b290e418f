"""Looks of a screen: every language, every scheme in every size, in four instead of twelve."""

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
LOOKS = (
    ("en", "light", DESK),
    ("fr", "dark", PHONE),
    ("he", "light", PHONE),
    ("he", "dark", DESK),
)
